"""What Markdown says to people who do not see the page."""

from __future__ import annotations

import pytest

from hub.markup import slips
from hub.written_pages import check_text
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("See [here](a.md).", "vague-link", 1, 5),
        ("Puede leer más [AQUÍ](a.md).", "vague-link", 1, 16),
        ("First.\n\nRead [**this page**…](a.md)", "vague-link", 3, 6),
        ("![](poster.png)", "image-without-alt", 1, 1),
        ("A ![ ][poster] B", "image-without-alt", 1, 3),
        ('<img src="a.png" alt="">', "image-without-alt", 1, 1),
        ("## One\n\n#### Two", "heading-order", 3, 1),
        ("### First of all", "heading-order", 1, 1),
        ("Text\n\n| | b |\n|---|---|\n| 1 | 2 |", "table-without-header", 3, 1),
    ],
)
def test_a_slip_is_found_at_its_place(text: str, code: str, line: int, column: int) -> None:
    assert [(slip.code, slip.line, slip.column) for slip in slips(text, 1)] == [(code, line, column)]


@pytest.mark.parametrize(
    "text",
    [
        "Read [the report of 2021](a.md), and [here and now](b.md).",
        "![Two teachers at a table](poster.png)",
        '<img alt="A map" src="a.png">',
        "## One\n\n### Two\n\n#### Three\n\n## Four",
        "| a | b |\n|---|---|\n| 1 | |",
        "`[here](a.md)` and ``![](b.png)`` are code.",
        "```markdown\n[here](a.md)\n#### Four\n```",
        "| not | a table |\n\n---",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert list(slips(text, 1)) == []


def test_a_written_page_is_read_below_its_front_matter() -> None:
    (problem,) = check_text(
        "---\ntitle: Visits\n---\n\n# Visits\n\nRead [here](about.md).\n", "docs/en/visits.md", None
    )
    assert f"{problem.place} {problem.code}" == "docs/en/visits.md:7:6 vague-link"


def test_a_long_line_of_signs_takes_no_time() -> None:
    # As long as the longest paragraph that is allowed.
    for sign in ("[", "`", "|-", "![", "<img ", "#", "[]("):
        list(slips(sign * (4_000 // len(sign)), 1))


def test_every_written_page_is_free_of_slips() -> None:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        body = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
        assert list(slips(body, 1)) == [], path
