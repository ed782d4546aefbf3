"""What a visitor sees: the text of the published page, and nothing that it hides."""

from __future__ import annotations

import html

import pytest

from hub import prose
from hub.letters.seen import Block, see
from tests.letters.cases import Plain, bases, cases


def text_of(markdown: str) -> str:
    return "|".join(block.text for block in see(markdown).blocks)


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("one **two** *three* [four](https://example.org 'five')", "one two three four"),
        ("one ~~two~~ three", "one  three"),
        ("one `two` three", "one  three"),
        ("    one", ""),
        ("```\none\n```", ""),
        ("![one](two.png) three", " three"),
        ("one <!-- two --> three", "one  three"),
        ("<div>\none\n</div>", ""),
        ("one <b title='two'>three</b>", "one three"),
        ("one <del>two</del> three", "one  three"),
        ("one <span style='display:none'>two</span> three", "one  three"),
        ("one <span hidden>two <b>three</b></span> four", "one  four"),
        ("one <del>two", "one "),
        ("one<br>two<sup>3</sup>.", "one two 3 ."),
        ("&#99;ommits &amp; &nbsp;x", "commits & \u00a0x"),
        ("[one]: https://example.org 'two'", ""),
        ("one \\\ntwo", "one \v\ntwo"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_what_is_shown(markdown: str, seen: str) -> None:
    assert text_of(markdown) == seen


def test_blocks_know_their_kind_and_line() -> None:
    markdown = "# One\n\ntwo\n\n- three\n  - four\n\n> five\n\n| six |\n| --- |\n| seven |\n"
    assert see(markdown, 10).blocks == (
        Block("heading", 10, "One"),
        Block("paragraph", 12, "two"),
        Block("item", 14, "three", 1),
        Block("item", 15, "four", 2),
        Block("paragraph", 17, "five"),
        Block("cell", 19, "six"),
        Block("cell", 21, "seven"),
    )


def test_what_is_hidden_is_kept_apart() -> None:
    found = see("one `two` ~~three~~ <!-- four --> ![five](x.png)\n\n<p>six</p>\n").hidden
    assert [(part.kind, part.text.strip(), part.line) for part in found] == [
        ("code", "two", 1),
        ("struck", "three", 1),
        ("html", "<!-- four -->", 1),
        ("picture", "five", 1),
        ("html", "<p>six</p>", 3),
    ]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in bases() + cases()])
def test_it_is_what_the_page_of_the_letter_shows(case: Plain) -> None:
    """But for what the page shows as code or, because it knows no strike-through, between tildes."""

    def squashed(text: str) -> str:
        return "".join(html.unescape(text).split())

    found = see(case["text"])
    shown = squashed(prose.to_text(case["text"])).replace("~~", "")
    for part in found.hidden:
        if part.kind in ("code", "struck"):
            shown = shown.replace(squashed(part.text), "", 1)
    assert squashed("".join(block.text for block in found.blocks)) == shown
