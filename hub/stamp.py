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
from hub.problems import Place, Problem
from hub.render import Renderer
from hub.views import VIEWS, slots

LAYOUTS = ("resources", "collections", "commitments", "organizations", "terms", "followed")
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


def layout_problems(folder: Path, lang: str) -> list[Problem]:
    """What is wrong with the layout pages of a language, which people write like any other page."""
    found = []
    for name in LAYOUTS:
        place = Place(f"docs/{lang}/{name}/_layout.md", 1, 1)
        path = folder / name / "_layout" / "index.html"
        if not path.is_file():
            hint = "restore it from the history; the pages of records are drawn into it"
            found.append(Problem(place, "page-refused", "the layout page is missing", hint))
            continue
        html = path.read_text(encoding="utf-8")
        found += [
            Problem(place, "page-refused", f"the layout page has lost `{words}`", f"put `{words}` back where it was")
            for words, joint in (("@@hub-title@@", "@@hub-title@@"), ("@@hub-body@@", "<p>@@hub-body@@</p>"))
            if joint not in html
        ]
    return found


def read_layout(folder: Path, name: str) -> Layout:
    """Read a layout page of the engine.

    The theme's templates leave a third of it blank; the text that spaces matter to stands in the body of a record.
    """
    written = (folder / name / "_layout" / "index.html").read_text(encoding="utf-8")
    html = seal.with_policy("\n".join(stripped for line in written.split("\n") if (stripped := line.strip())))
    return Layout(tuple(_SENTINELS.split(html)), tuple(_SENTINELS.findall(html)))


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


def kinds_in(html: str) -> frozenset[str] | None:
    """The kinds of record that a written page shows in its slots; None when that may be any."""
    found: set[str] = set()
    for match in slots.SLOT.finditer(html):
        of = VIEWS[match["name"]].of
        if of is None:
            return None
        found |= of
    return frozenset(found)


def fill(html: str, path: str, renderer: Renderer, catalogue: Catalogue) -> str:
    """A written page with its slots filled and its policy in place."""
    base = base_of(path)

    def filled(match: re.Match[str]) -> str:
        name, query = slots.parse(match)
        context = VIEWS[name].function(catalogue, **query)
        return renderer.render(f"views/{name}.html", {"base": base, **context})

    return seal.with_policy(slots.SLOT.sub(filled, html))
