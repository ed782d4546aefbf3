"""Shells and rendered records become pages.

A layout page is split once at its sentinels and joined for each record: escaping the title and the description is this
module's own duty, since the engine's environment does not escape. Slots of written pages are filled with views.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from hub import seal
from hub.catalogue import Catalogue
from hub.pages import Page
from hub.render import Renderer
from hub.views import VIEWS, slots

LAYOUTS = ("resources", "collections", "commitments", "organizations", "terms")
GENERATED_BASE = "../../"
_SENTINELS = re.compile(r"@@hub-title@@|@@hub-description@@|<p>@@hub-body@@</p>|[a-z]+/_layout/")


@dataclass(frozen=True)
class Layout:
    """A layout page in pieces: `parts` are texts, `joints` what stands between two of them."""

    parts: tuple[str, ...]
    joints: tuple[str, ...]

    def stamp(self, title: str, description: str, address: str, body: str) -> str:
        """A whole page. Title and description are plain text, the body is HTML."""
        words = {
            "@@hub-title@@": escape(title),
            "@@hub-description@@": escape(description),
            "<p>@@hub-body@@</p>": body,
        }
        pieces = [self.parts[0]]
        for joint, part in zip(self.joints, self.parts[1:], strict=True):
            pieces.append(words.get(joint, address))
            pieces.append(part)
        return "".join(pieces)


def read_layout(folder: Path, name: str) -> Layout:
    """Read a layout page of the engine. Raises ValueError when its sentinels are not there."""
    path = folder / name / "_layout" / "index.html"
    html = seal.with_policy(path.read_text(encoding="utf-8"))
    joints = tuple(_SENTINELS.findall(html))
    for wanted in ("@@hub-title@@", "<p>@@hub-body@@</p>"):
        if wanted not in joints:
            raise ValueError(f"{path} has no {wanted}: the layout page docs/*/{name}/_layout.md must hold it")
    return Layout(tuple(_SENTINELS.split(html)), joints)


def read_layouts(folder: Path) -> Mapping[str, Layout]:
    return {name: read_layout(folder, name) for name in LAYOUTS}


def draw(page: Page, renderer: Renderer) -> str:
    """The body of a generated page."""
    return renderer.render(page.template, {"base": GENERATED_BASE, "page": page, **page.context()})


def describe(page: Page, renderer: Renderer) -> tuple[str, str]:
    """Title and description of a page as plain text."""
    return renderer.plain(page.title), " ".join(renderer.plain(page.description).split())


def is_layout(path: str) -> bool:
    """Whether a file of the engine's output is a layout page, which is not published."""
    return path.endswith("_layout/index.html")


def base_of(path: str) -> str:
    """The way from a page to the root of its language: `about/index.html` is one folder deep."""
    return "../" * path.count("/") or "./"


def fill(html: str, path: str, renderer: Renderer, catalogue: Catalogue) -> str:
    """A written page with its slots filled and its policy in place."""
    base = base_of(path)

    def filled(match: re.Match[str]) -> str:
        name, query = slots.parse(match)
        context = VIEWS[name].function(catalogue, **query)
        return renderer.render(f"views/{name}.html", {"base": base, **context})

    return seal.with_policy(slots.SLOT.sub(filled, html))
