"""The letter check in JavaScript says what the one in Python says: over the whole golden set and many changed letters.

The modules under docs/en/assets/js/letter/ are those of hub/letters/, function by function. A change of one side alone
fails here.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from hub.letters.report import Facts, as_json, check
from tests.letters.cases import bases, cases
from tests.letters.mutations import mutated

pytestmark = pytest.mark.browser

SEED, CHANGED_LETTERS = 20261121, 200
SHOWN = 3
IN_THE_BROWSER = """async (cases) => {
  const { use } = await import("/assets/js/letter/rules.js");
  const { check } = await import("/assets/js/letter/report.js");
  use((await (await fetch("/assets/letters/en.json")).json()).rules);
  return cases.map(({ facts, text, call, today, first_line, others }) => {
    try { return check(facts, text, call, today, first_line, others); } catch (error) { return { error: error.stack }; }
  });
}"""


def in_python(case: dict[str, Any]) -> dict[str, Any]:
    facts = Facts(**case["facts"])
    return as_json(check(facts, case["text"], case["call"], case["today"], case["first_line"], case["others"]))


def differing(page: Page, letters: list[dict[str, Any]]) -> list[str]:
    """The letters of which the two say something else, with what each says."""
    page.goto("about/")
    given = [{name: value for name, value in case.items() if name != "expect"} for case in letters]
    said = page.evaluate(IN_THE_BROWSER, given)
    assert len(said) == len(letters)
    found = [(case, in_python(case), other) for case, other in zip(letters, said, strict=True)]
    rows = [f"{case['id']}: {case['text']!r}\n  {ours}\n  {theirs}" for case, ours, theirs in found if ours != theirs]
    return [f"{len(rows)} of {len(letters)}", *rows[:SHOWN]] if rows else []


def test_every_golden_letter_is_reported_alike(page: Page) -> None:
    letters = [dict(case) for case in bases() + cases()]
    assert len(letters) >= 120
    assert differing(page, letters) == []


def test_changed_letters_are_reported_alike(page: Page) -> None:
    assert differing(page, mutated(bases() + cases(), CHANGED_LETTERS, SEED)) == []


def test_a_difference_would_be_seen(page: Page) -> None:
    """Another day makes another report, so the comparison compares something."""
    letter = next(dict(case) for case in bases())
    page.goto("about/")
    [said] = page.evaluate(IN_THE_BROWSER, [{**letter, "today": "1999-01-01"}])
    assert said["overall"] != in_python(letter)["overall"]
