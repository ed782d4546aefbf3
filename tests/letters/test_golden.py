"""The golden letters of tests/golden/letters/: what the check says of each is what a fair reader says."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from hub.letters import wording
from hub.letters.report import Facts, as_json, check
from tests.letters.cases import CaseError, Plain, bases, cases, changed

MARKS = ",;:.\"'“”‘’"
# What the set must show at least, by what becomes of the letter.
PROMISED = {"complete": 60, "incomplete": 60, "person": 35}
SECOND_CALL = 15


def report_of(case: Plain) -> Plain:
    """What the check says of a case, in the form that other programs read."""
    return _report(case["id"])


@cache
def _report(id: str) -> Plain:
    case = next(case for case in bases() + cases() if case["id"] == id)
    facts = Facts(**case["facts"])
    report = check(facts, case["text"], case["call"], case["today"], case["first_line"], case["others"])
    return as_json(report)


def said(report: Plain) -> Plain:
    """The report in the form of what a case expects."""
    findings = report["findings"]
    parts = [part for finding in findings for part in finding["parts"]]
    by_id = {finding["component"]: finding for finding in findings} | {part["id"]: part for part in parts}
    return {
        "overall": report["overall"],
        "components": {finding["component"]: finding["outcome"] for finding in findings},
        "parts": {part["id"]: part["outcome"] for part in parts},
        "differences": {id: [_pair(one) for one in found["differences"]] for id, found in by_id.items()},
        "at": {id: found["line"] for id, found in by_id.items()},
        "paste": {id: found["paste"] for id, found in by_id.items()},
        "notes": len(report["notes"]),
        "reasons": sorted(codes(report)),
    }


def codes(report: Plain) -> set[str]:
    """The codes of all reasons of a report, wherever they stand."""
    holders = list(report["findings"]) + [p for f in report["findings"] for p in f["parts"]]
    reasons = [reason for holder in holders for reason in holder["reasons"]] + report["doubts"] + report["notes"]
    return {reason["code"] for reason in reasons}


def _pair(difference: Plain) -> list[str]:
    return [difference["wanted"].strip(MARKS), difference["found"].strip(MARKS)]


def _each(of: tuple[Plain, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in of])


@_each(bases() + cases())
def test_a_letter_is_read_as_a_fair_person_reads_it(case: Plain) -> None:
    expect, report = case["expect"], report_of(case)
    found = said(report)
    told = f"{case['file']}: {case['id']}: {case['says']}\n{report}"
    for key in ("overall", "components", "parts"):
        assert found[key] == expect[key], told
    assert list(found["components"]) == [component["id"] for component in case["call"]["components"]], told
    for key in ("differences", "at", "paste"):
        assert {id: found[key].get(id) for id in expect[key]} == expect[key], told
    assert expect["notes"] in (None, found["notes"]), told
    assert set(expect["reasons"]) <= set(found["reasons"]), told


@_each(cases())
def test_a_letter_is_doubted_as_a_whole_only_where_no_component_tells_why(case: Plain) -> None:
    if case["expect"]["overall"] != "incomplete":
        doubted = case["expect"]["overall"] == "person" and "person" not in case["expect"]["components"].values()
        assert bool(report_of(case)["doubts"]) == doubted, f"{case['file']}: {case['says']}"


def test_the_set_shows_as_much_as_it_promises() -> None:
    shown = Counter(case["expect"]["overall"] for case in cases())
    assert {overall: shown[overall] for overall, least in PROMISED.items() if shown[overall] < least} == {}
    assert sum(case["file"].startswith("second/") for case in cases()) >= SECOND_CALL


def test_ids_are_unique_and_every_case_says_what_it_shows() -> None:
    assert [id for id, times in Counter(case["id"] for case in cases()).items() if times > 1] == []
    assert [case["id"] for case in cases() if not case["says"].endswith(".")] == []


def test_every_case_differs_from_its_letter_and_from_the_others() -> None:
    given = [
        (case["id"], [case[name] for name in ("facts", "text", "call", "others", "first_line")])
        for case in bases() + cases()
    ]
    same = [(id, other) for at, (id, one) in enumerate(given) for other, two in given[:at] if one == two]
    assert same == []


def test_what_is_refused_or_doubted_is_named() -> None:
    """A letter is incomplete by a component that the case names, complete by none, and bases need no naming."""
    for case in cases():
        outcomes, overall = set(case["expect"]["components"].values()), case["expect"]["overall"]
        assert ("missing" in outcomes) == (overall == "incomplete"), case["id"]
        assert "person" not in outcomes or overall != "complete", case["id"]


def test_every_reason_is_given_by_a_case() -> None:
    given = {code for case in bases() + cases() for code in codes(report_of(case))}
    assert wording.REASONS.keys() - given == set()


def test_a_change_of_what_is_not_there_is_a_mistake_of_the_case() -> None:
    assert changed("one two", "two", "three") == "one three"
    for words in ("four", "o"):
        with pytest.raises(CaseError, match="times in the letter"):
            changed("one two", words, "")
