"""Shells and rendered records become pages; nothing of a record can leave its place."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub import stamp
from hub.catalogue import Catalogue
from hub.render import Renderer
from hub.site import Site
from hub.views import slots

SHELL = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>@@hub-title@@ - Hub</title>'
    '<meta name="description" content="@@hub-description@@"><link rel="canonical" href="https://hub.example/terms/_layout/">'
    '</head><body><a href="../../es/terms/_layout/">es</a><main><p>@@hub-body@@</p></main></body></html>'
)


def layout_in(folder: Path, html: str = SHELL) -> stamp.Layout:
    page = folder / "terms" / "_layout" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(html)
    return stamp.read_layout(folder, "terms")


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> stamp.Layout:
    return layout_in(tmp_path_factory.mktemp("shells"))


def test_every_sentinel_gives_way(layout: stamp.Layout) -> None:
    html = layout.stamp("Seeds", "All about seeds", "topics/seeds/", "<article>Seeds</article>")
    assert "<title>Seeds - Hub</title>" in html
    assert 'content="All about seeds"' in html
    assert 'href="https://hub.example/topics/seeds/"' in html
    assert 'href="../../es/topics/seeds/"' in html
    assert "<main><article>Seeds</article></main>" in html
    assert "@@" not in html and "_layout" not in html


def test_the_policy_is_in_place(layout: stamp.Layout) -> None:
    assert "Content-Security-Policy" in layout.stamp("", "", "", "")


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.description, self.tags, self.inside = "", "", [""], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside = tag
        if tag == "meta" and dict(attrs).get("name") == "description":
            self.description = dict(attrs).get("content") or ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.title += data if self.inside == "title" else ""


# Lone surrogates and controls never come out of the reader; newlines of other systems are one in HTML.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_title_and_description_stay_in_their_place(title: str, description: str) -> None:
    parts = ("<title>", '</title><meta name="description" content="', '">')
    layout = stamp.Layout(parts, ("@@hub-title@@", "@@hub-description@@"))
    reader = Read()
    reader.feed(layout.stamp(title, description, "", ""))
    reader.close()
    assert (reader.title, reader.description, reader.tags) == (title, description, ["", "title", "meta"])


def test_sentinels_in_a_record_are_only_words(layout: stamp.Layout) -> None:
    html = layout.stamp("@@hub-body@@", "<p>@@hub-body@@</p>", "topics/a/", "<p>@@hub-title@@ terms/_layout/</p>")
    assert "<main><p>@@hub-title@@ terms/_layout/</p></main>" in html
    assert "<title>@@hub-body@@ - Hub</title>" in html
    assert 'content="&lt;p&gt;@@hub-body@@&lt;/p&gt;"' in html


@pytest.mark.parametrize("missing", ["@@hub-title@@", "<p>@@hub-body@@</p>"])
def test_a_layout_without_its_sentinels_is_told(tmp_path: Path, missing: str) -> None:
    for name in stamp.LAYOUTS:
        (tmp_path / name / "_layout").mkdir(parents=True)
        (tmp_path / name / "_layout" / "index.html").write_text(SHELL)
    assert stamp.layout_problems(tmp_path, "en") == []
    (tmp_path / "terms" / "_layout" / "index.html").write_text(SHELL.replace(missing, ""))
    (tmp_path / "resources" / "_layout" / "index.html").unlink()
    first, second = stamp.layout_problems(tmp_path, "en")
    assert str(first.place) == "docs/en/resources/_layout.md:1:1" and "missing" in first.message
    assert str(second.place) == "docs/en/terms/_layout.md:1:1" and missing.strip("</p>") in second.message


@pytest.mark.parametrize(
    ("path", "base"),
    [("index.html", "./"), ("404.html", "./"), ("about/index.html", "../"), ("guides/visit/index.html", "../../")],
)
def test_the_way_to_the_root(path: str, base: str) -> None:
    assert stamp.base_of(path) == base


def test_layout_pages_are_known_by_their_place() -> None:
    assert stamp.is_layout("terms/_layout/index.html")
    assert not stamp.is_layout("terms/index.html")


def test_slots_are_filled_with_views_and_the_policy_is_set() -> None:
    catalogue = Catalogue()
    renderer = Renderer(catalogue, Site(), "en")
    element = slots.slot("counts", {"what": "resources"}, inline=True)
    html = stamp.fill(f'<meta charset="utf-8"><p>Held: {element}.</p>', "about/index.html", renderer, catalogue)
    assert "hub-slot" not in html
    assert "Content-Security-Policy" in html
    assert "0" in html
