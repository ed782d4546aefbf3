"""The real catalogue as generated pages, drawn in both languages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jinja2.bccache import Bucket, BytecodeCache

from hub.catalogue import Catalogue
from hub.load import load
from hub.model import Resource
from hub.pages import Page
from hub.pages.plan import plan
from hub.render import Renderer
from hub.site import Site

ROOT = Path(__file__).parents[2]
BASE = "../../"
SITE = Site(url="https://hub.example/", repository="https://github.com/owner/name", today="2026-11-21")


@cache
def real() -> Catalogue:
    return load(ROOT / "content").catalogue


@cache
def planned() -> tuple[Page, ...]:
    return tuple(plan(real(), SITE))


@cache
def drawn(lang: str) -> dict[str, str]:
    """The HTML of every page of the real catalogue, by address."""
    renderer = renderer_for(real(), SITE, lang)
    return {page.address: draw(page, renderer) for page in planned()}


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, so that a new catalogue does not compile them again."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


# One for each language: the words of a language may be compiled in.
COMPILED = {lang: CompiledTemplates() for lang in SITE.languages}


def renderer_for(catalogue: Catalogue, site: Site, lang: str) -> Renderer:
    renderer = Renderer(catalogue, site, lang)
    renderer.env.bytecode_cache = COMPILED[lang]
    return renderer


def draw(page: Page, renderer: Renderer) -> str:
    return renderer.render(page.template, {**page.context(), "base": BASE})


def with_resources(*resources: Resource) -> Catalogue:
    """The real vocabularies and standards with these resources alone."""
    digests = {key: value for key, value in real().digests.items() if key[0] != "resources"}
    digests |= {("resources", resource.id): f"digest-of-{resource.id}" for resource in resources}
    return replace(real(), resources={resource.id: resource for resource in resources}, events={}, digests=digests)


def resource(**values: object) -> Resource:
    """A small resource; say what the test is about."""
    given = {
        "id": "small",
        "collection": "castl-k12",
        "title": "A small resource",
        "summary": "What it is.",
        "type": "report",
        "added": "2026-11-21",
        **values,
    }
    return Resource.model_validate(given)


def page_of(catalogue: Catalogue, address: str, lang: str = "en", site: Site = SITE) -> str:
    """The HTML of one page."""
    page = next(page for page in plan(catalogue, site) if page.address == address)
    return draw(page, renderer_for(catalogue, site, lang))


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
