"""The goals statement: every goal, in any form, and the words before it."""

from __future__ import annotations

import pytest

from tests.letters.invented import AIMS, CALL, LETTER, codes, component, part, report

PLANT = "plant native flowers beside every road and railway"
WATER = "collect clean rain water for the gardens of schools"
LEAD = "The Meadow Network has two aims:"


def told(old: str, new: str, id: str) -> tuple[str, list[str]]:
    """The outcome and the reasons of a part when other words stand in the letter."""
    assert LETTER.count(old) == 1
    found = part(report(LETTER.replace(old, new)), id)
    return found.outcome, codes(found)


@pytest.mark.parametrize(
    "aims",
    [
        AIMS,
        f"{LEAD} {PLANT}, and {WATER}.",
        f"{LEAD} (1) {PLANT}; and (2) {WATER}.",
        f"{LEAD}\n\n1. {WATER}\n2. {PLANT}",
        f"{LEAD}\n\n{PLANT.upper()}\n{WATER.upper()}",
        f"{LEAD}\n\n\u2022\t{PLANT}\n\u2022\t{WATER}",
        f"{LEAD}\n\n| Aim |\n| --- |\n| {PLANT} |\n| {WATER} |",
        f"> {LEAD}\n>\n> - {PLANT}\n> - {WATER}",
        f"{LEAD}\n\n- To {PLANT}\n- **Aim 2:** {WATER}",
        f"### {LEAD[:-1]}\n\n{PLANT.capitalize()}.\n\n{WATER.capitalize()}.",
        f"- {LEAD}\n  - {PLANT}\n  - {WATER}",
        f"We know that {LEAD}\n\n- {PLANT}\n- {WATER}",
        f"We are not alone. {LEAD}\n\n- {PLANT}<sup>1</sup>\n- {WATER}",
    ],
)
def test_forms_that_change_nothing(aims: str) -> None:
    found = component(report(LETTER.replace(AIMS, aims)), "aims")
    assert (found.outcome, [part.differences for part in found.parts]) == ("present", [(), (), ()])


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("beside every road", "beside every the road", ("every road", "every the road")),
        ("road and railway", "road & railway", ("and", "&")),
    ],
)
def test_small_differences_are_shown(old: str, new: str, difference: tuple[str, str]) -> None:
    found = part(report(LETTER.replace(old, new)), "plant")
    assert found.outcome == "nearly"
    assert [(row.wanted, row.found) for row in found.differences] == [difference]


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        ("", "goal-not-there"),
        ("teach every child to read", "goal-not-there"),
        ("plant native flowers", "goal-not-there"),
        ("plant foreign flowers beside every road and railway", "goal-changed"),
        ("plant native flowers beside our road and railway", "goal-changed"),
        ("never plant native flowers beside every road and every railway", "goal-changed"),
        ("plant non-native flowers beside every road and railway", "goal-changed"),
        (f"not {PLANT}", "goal-denied"),
        (f"consider how to {PLANT}", "goal-hedged"),
        (f"{PLANT} in our village only", "goal-narrowed"),
        (f"~~{PLANT}~~", "hidden-words"),
        (f"`{PLANT}`", "hidden-words"),
        (f"<!-- {PLANT} -->", "hidden-words"),
    ],
)
def test_what_is_refused(goal: str, code: str) -> None:
    outcome, reasons = told(PLANT, goal, "plant")
    assert outcome == "missing" and reasons[-1] == code


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        ("plant native flowers beside every railway and road", "goal-reworded"),
        ("the planting of native flowers beside every road and every railway", "goal-reworded"),
        (f"{PLANT}, except in winter", "goal-with-condition"),
        (f"if it rains, {PLANT}", "goal-with-condition"),
        (f"{PLANT}. We do not support this goal", "goal-with-condition"),
    ],
)
def test_what_a_person_must_look_at(goal: str, code: str) -> None:
    assert told(PLANT, goal, "plant") == ("person", [code])


def test_a_list_that_is_refused_refuses_its_items() -> None:
    assert told(LEAD, f"{LEAD[:-1]}. We will not:", "plant") == ("missing", ["goal-denied"])


@pytest.mark.parametrize(
    ("lead", "outcome", "code"),
    [
        (LEAD, "present", ""),
        ("We share the Meadow Network's two aims:", "nearly", ""),
        ("We share the two aims of the Meadow Network of North Example:", "nearly", ""),
        ("We not only know but share the Meadow Network's 2 aims:", "nearly", ""),
        ("", "missing", "lead-in-not-there"),
        ("The Meadow Network has three aims:", "missing", "lead-in-not-there"),
        ("The Bottle Network has two aims:", "missing", "lead-in-not-there"),
        ("The Meadow Network has not two aims:", "missing", "lead-in-denied"),
        ("The Meadow Network has two aims, none of which we share:", "missing", "lead-in-denied"),
        ("We share only one of the Meadow Network's two aims:", "person", "goal-with-condition"),
    ],
)
def test_the_words_before_the_goals(lead: str, outcome: str, code: str) -> None:
    assert told(LEAD, lead, "lead-in") == (outcome, [code] if code else [])


def test_a_call_without_needs_takes_the_printed_words_alone() -> None:
    call = CALL | {"lead_in_needs": []}
    text = LETTER.replace(LEAD, "We share the Meadow Network's two aims:")
    assert part(report(text, call=call), "lead-in").outcome == "missing"
    assert part(report(call=call), "lead-in").outcome == "present"


def test_the_text_to_paste_is_the_whole_statement() -> None:
    found = component(report(LETTER.replace(PLANT, "")), "aims")
    assert found.paste == AIMS
    assert [part.paste for part in found.parts] == ["", PLANT, ""]
