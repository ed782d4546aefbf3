"""The real catalogue, and one in which every word is hostile."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hub.catalogue import Catalogue
from hub.load import load
from hub.model import Localized, Record
from hub.render import Renderer
from hub.site import Site
from hub.views import VIEWS

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-21"
HOSTILE = """<script>alert(1)</script>"'&<img src=x onerror=alert(1)>{{ 7*7 }}"""
# Fields that hold words when they are in one language.
PRINTED = {
    *("title", "label", "name", "summary", "description", "note", "publisher", "abbreviation", "common_name"),
    *("organization", "signatory_name", "lead_in", "pledge", "statement"),
}

# What a view needs where it needs something.
NEEDED: dict[str, dict[str, Any]] = {
    "record_link": {"id": "three-beliefs"},
    "word": {"term": "lcap"},
    "words_on_page": {"terms": "lcap ngss k-12"},
    "start_here": {"role": "principal"},
    "stages": {"of": "steam-certification"},
    "letter_check": {"call": "castl-k12"},
    "letter_requirements": {"call": "castl-k12"},
    "planner": {"outline": "site-leader-afternoon"},
    "module_sequence": {"parent": "assessment-modules-3d"},
}


@cache
def real() -> Catalogue:
    return load(ROOT / "content").catalogue


def hostile_catalogue() -> Catalogue:
    """The real catalogue with every text replaced; ids, codes and dates stay, so that every view is full."""
    changed = {}
    for part in fields(Catalogue):
        value = getattr(real(), part.name)
        if isinstance(value, Record):
            changed[part.name] = _hostile(value)
        elif part.name not in ("paths", "digests"):
            changed[part.name] = {key: _hostile(record) for key, record in value.items()}
    return replace(real(), **changed)


def _hostile(value: Any, name: str = "") -> Any:
    if isinstance(value, Localized):
        return Localized(HOSTILE, HOSTILE)
    if isinstance(value, Record):
        update = {field: _hostile(getattr(value, field), field) for field in type(value).model_fields}
        return value.model_copy(update=update)
    if type(value) is tuple:
        return tuple(_hostile(item, name) for item in value)
    return HOSTILE if isinstance(value, str) and name in PRINTED else value


def draw(catalogue: Catalogue, name: str, lang: str = "en", **query: Any) -> str:
    """A view as it stands in a page that is one folder deep."""
    view = VIEWS[name]
    context = view.function(catalogue, **{**NEEDED.get(name, {}), **query})
    return Renderer(catalogue, Site(today=TODAY), lang).render(view.template, {"base": "../", **context})


@pytest.fixture
def catalogue() -> Catalogue:
    return real()
