"""Problems: one line each, in every voice, whatever an author typed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hub import problems
from hub.problems import Place, Problem, Severity

FORGED = "x\n::error file=a::forged\r\n\x1b[2Jy\u202e"
PROBLEM = Problem(Place("content/a,b:c.yml", 3, 7), "unknown-term", f"`{FORGED}` is 100% wrong", "write `a`")


def test_a_value_stays_on_one_line() -> None:
    assert problems.one_line("a\nb\t\u202e\x00") == "a\\nb\\t\\u202e\\x00"
    assert problems.one_line("x" * 100) == "x" * 79 + "…"
    assert problems.one_line("\udc80") == "\\udc80"


@given(some.text())
def test_no_value_starts_a_line(text: str) -> None:
    assert len(problems.one_line(text, 10_000).splitlines()) <= 1


def test_places() -> None:
    assert [str(Place("a")), str(Place("a", 3)), str(Place("a", 3, 7)), str(Place("a\nb"))] == [
        "a:1:1",
        "a:3:1",
        "a:3:7",
        "a\\nb:1:1",
    ]


def test_the_nearest_word() -> None:
    known = ["grade_bands", "school-leader", "summary"]
    assert [problems.nearest(word, known) for word in ("grade-bands", "School Leader", "sumary", "zebra")] == [
        "grade_bands",
        "school-leader",
        "summary",
        None,
    ]
    assert problems.did_you_mean("zebra", known, "write one of them") == "write one of them"


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("principle", ["principal", "teacher"], "principal"),
        ("sumary", ["summary", "sources"], "summary"),
        ("tpye", ["type", "title"], "type"),
        ("langauge", ["language"], "language"),
        ("teecher", ["teacher"], "teacher"),
        ("on", ["one"], "one"),
        ("sdco", ["sdcoe", "acoe"], "sdcoe"),
        ("nope", ["ngs-pe", "open-up"], None),
        ("lausd", ["lausd-hr", "lacoe-hr"], None),
        ("steam", ["steam-certification", "team-plans"], None),
        ("", ["a", "summary"], None),
    ],
)
def test_only_a_word_that_is_near_is_offered(word: str, known: list[str], expected: str | None) -> None:
    assert problems.nearest(word, known) == expected


def test_of_files_the_names_are_compared() -> None:
    known = ["content/organizations/sdcoe.yml", "content/events/sdcoe.yml", "content/organizations/acoe.yml"]
    assert problems.nearest_file("content/organizations/sdco.yml", known) == "content/organizations/sdcoe.yml"
    assert problems.nearest_file("content/event/sdcoe.yaml", known) == "content/events/sdcoe.yml"
    assert problems.nearest_file("content/organizations/nope.yml", known) is None
    assert problems.did_you_mean_file("content/organizations/nope.yml", known, "check the name") == "check the name"


def test_the_terminal_shows_place_message_and_hint() -> None:
    problem = Problem(Place("a.yml", 3, 7), "unknown-term", "`x` is wrong", "write `a`", Severity.WARNING)
    assert problems.as_text([problem]) == "a.yml:3:7: warning: `x` is wrong [unknown-term]\n    write `a`"


def test_github_cannot_be_given_commands() -> None:
    said = problems.as_github([PROBLEM])
    assert len(said.split("\n")) == 1
    assert said.startswith("::error file=content/a%2Cb%3Ac.yml,line=3,col=7,title=unknown-term::")
    assert "100%25 wrong" in said


def test_json_and_rdjson_can_be_read_back() -> None:
    (row,) = json.loads(problems.as_json([PROBLEM]))["problems"]
    assert (row["path"], row["line"], row["column"], row["severity"]) == ("content/a,b:c.yml", 3, 7, "error")
    (diagnostic,) = json.loads(problems.as_rdjson([PROBLEM]))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 3, "column": 7}}
    (whole,) = json.loads(problems.as_rdjson([Problem(Place("a"), "c", "m", "")]))["diagnostics"]
    assert whole["location"] == {"path": "a", "range": {"start": {"line": 1, "column": 1}}}


def test_names_with_numbers_are_sorted_as_people_count() -> None:
    names = ["ca-region-10", "ca-region-2", "MS-PS1-1", "ca-region-1", "2-5", "K-PS2-1"]
    assert sorted(names, key=problems.natural) == [
        *("2-5", "K-PS2-1", "MS-PS1-1", "ca-region-1", "ca-region-2", "ca-region-10"),
    ]


def test_order_and_errors() -> None:
    later, warning = Problem(Place("b", 1), "c", "m", ""), Problem(Place("a", 2), "c", "m", "", Severity.WARNING)
    assert problems.ordered([later, warning, later]) == [warning, later]
    assert problems.has_errors([warning, later]) and not problems.has_errors([warning])
