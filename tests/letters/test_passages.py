"""Descriptions: one passage that says all, without denying it."""

from __future__ import annotations

import pytest

from tests.letters.invented import LETTER, PLAN, codes, component, report


@pytest.mark.parametrize(
    "plan",
    [
        PLAN,
        "We will sow. It is for the meadow, in summer.",
        "- In spring we will sow a meadow.",
        "This is what we will do in spring:\n\n- sow a meadow\n- rest",
        "### Our meadow\n\nWe like it.\n\nIn summer we will sit there.\n\n### The rest",
        "In **spring** we *will* sow a [meadow](https://example.org).",
        "We will sow a meadow that no goat eats, in spring.",
        "Not only in spring will we sow a meadow.",
        "We do not know much. In spring we will sow a meadow.",
    ],
)
def test_a_passage_that_says_all(plan: str) -> None:
    assert component(report(LETTER.replace(PLAN, plan)), "plan").outcome == "present"


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ("In spring we will not sow a meadow.", "description-in-doubt"),
        ("In spring we will perhaps sow a meadow.", "description-in-doubt"),
        ("If funds allow, we will sow a meadow in spring.", "description-in-doubt"),
        ("We have a meadow.", "description-in-part"),
        ("We have a meadow.\n\nWe will sing.\n\nSpring comes.", "description-in-part"),
    ],
)
def test_what_a_person_must_look_at(plan: str, code: str) -> None:
    found = component(report(LETTER.replace(PLAN, plan)), "plan")
    assert (found.outcome, codes(found)) == ("person", [code])


@pytest.mark.parametrize("plan", ["", "In spring we will sing.", "`In spring we will sow a meadow.`"])
def test_nothing_of_it(plan: str) -> None:
    found = component(report(LETTER.replace(PLAN, plan)), "plan")
    assert (found.outcome, codes(found)) == ("missing", ["description-not-there"])
    assert found.paste == "REPLACE: What the club plans."


def test_the_fixed_statements_do_not_count() -> None:
    """The pledge and the words before the goals speak of the Meadow Network, which is no plan."""
    assert component(report(LETTER.replace(PLAN, "In spring we will sing.")), "plan").outcome == "missing"
