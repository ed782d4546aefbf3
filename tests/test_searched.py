"""What the search is given of a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import searched


def test_only_the_searched_part_of_a_page_is_indexed() -> None:
    html = '<html lang="es" class="a"><body><article data-x data-pagefind-body><h1>Seeds</h1>{}</article></body>'
    part = '<!doctype html><html lang="es" class="a"><title></title><article data-x data-pagefind-body><h1>Seeds</h1>'
    packet = '<section class="hub-packet" id="p">For leaders</section>'
    assert searched.part_of(html.format("")) == f"{part}</article>"
    assert searched.part_of(html.format(packet)) == f"{part}</article>"
    assert searched.part_of(html.format("").replace(" data-pagefind-body", "")) == ""


def test_of_a_sentence_only_its_words_are_handed_over() -> None:
    def said(inner: str) -> str:
        html = f'<html lang="en"><article data-pagefind-body>{inner}</article>'
        return searched.part_of(html).partition("data-pagefind-body>")[2].removesuffix("</article>")

    assert said('<p>A <a href="x" title="a > b">link</a>, <code>1 &lt; 2</code></p>') == "<p>A link, 1 &lt; 2</p>"
    assert said("<p>A<br>B</p>") == "<p>A<br>B</p>"
    assert said("<p><a title='a > b'>A</a></p>") == "<p>A</p>"
    assert said('<p><span title="a > b"\nid="x">A</span></p>') == '<p><span title="a > b"\nid="x">A</span></p>'
    assert said('<p><b>A</b> <span id="x">place</span> <span>B</span></p>') == (
        '<p>A <span id="x">place</span> <span>B</span></p>'
    )
    assert said('<a data-pagefind-meta="x">A</a><audio></audio>') == '<a data-pagefind-meta="x">A</a><audio></audio>'


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<div><dt>County</dt><dd>Inyo County</dd></div>", "County: Inyo County."),
        ("<dl><dt>Is it ours?</dt><dd>Yes.</dd><dt>A (B)</dt><dd>C </dd></dl>", "Is it ours? Yes. A (B): C."),
        ("<dt>Topics</dt><dd><ul><li>Water</li></ul></dd>", "Topics: Water"),
        ('<tr><th scope="col">Part</th> <th scope="col">From</th></tr>', "Part. From."),
        ('<tr><th scope="row">Break</th><td>15</td></tr>', "Break: 15"),
        ("<li>Four goals\n<p>In plain words.</p></li><li><p>More.</p></li>", "Four goals. In plain words.More."),
    ],
)
def test_things_beside_each_other_stay_apart_in_an_excerpt(inner: str, words: str) -> None:
    part = searched.part_of(f'<html lang="en"><article data-pagefind-body>{inner}</article>')
    assert re.sub(r"\s+", " ", re.sub("<[^>]*>", "", part)).strip() == words


# Elements in elements: the name of each, whether the search ignores it, and what stands in it.
ELEMENTS = st.recursive(
    st.sampled_from(["seeds ", "1 &lt; 2 ", "data-pagefind-ignore is a word ", "<br>", "<br data-x>"]),
    lambda inner: st.tuples(
        st.sampled_from(["p", "pre", "div", "dl", "d"]), st.booleans(), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


def _written(element: object, with_ignored: bool) -> str:
    if not isinstance(element, tuple):
        return str(element)
    name, ignored, inner = element
    if ignored and not with_ignored:
        return ""
    mark = ' class="x" data-pagefind-ignore="all"' if ignored else ""
    return f"<{name}{mark}>{''.join(_written(each, with_ignored) for each in inner)}</{name}>"


@given(st.lists(ELEMENTS, max_size=6))
def test_what_is_to_be_ignored_is_not_handed_over(elements: list[object]) -> None:
    whole, expected = ("".join(_written(each, with_ignored) for each in elements) for with_ignored in (True, False))
    assert searched._without_ignored(whole) == expected


@pytest.mark.parametrize(
    "html", ["<br data-pagefind-ignore>seeds", "<p data-pagefind-ignore>seeds", "a < b data-pagefind-ignore", "<", ""]
)
def test_what_is_not_closed_is_left_to_pagefind(html: str) -> None:
    assert searched._without_ignored(html) == html


def test_a_page_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    page, memory = tmp_path / "a/index.html", tmp_path / "cache/searched-en.pickle"
    page.parent.mkdir()

    def part(text: str, sha256: str, salt: str = "1") -> str:
        page.write_text(f'<html lang="en"><article data-pagefind-body><h1>{text}</h1></article>', "utf-8")
        parts = searched.Parts(tmp_path, memory, salt)
        found = parts.of("a/index.html", sha256)
        parts.keep()
        return found

    assert "Seeds" in part("Seeds", "x")
    assert "Seeds" in part("Leaves", "x"), "the hash says that it is the same page"
    assert "Leaves" in part("Leaves", "y")
    assert "Roots" in part("Roots", "y", salt="2"), "another program reads it otherwise"
    memory.write_bytes(b"broken")
    assert "Stems" in part("Stems", "y", salt="2")
    memory.unlink()
    memory.mkdir()
    assert "Buds" in part("Buds", "z", salt="2")
