"""Letterhead, date and signature: in the facts, in the text, or in both."""

from __future__ import annotations

import pytest

from hub.letters.findings import Facts
from hub.letters.parts import parts_of
from hub.letters.seen import see
from tests.letters.invented import FACTS, LETTER, NAME, SIGNED_BY, codes, component, report

ALONE = Facts(NAME)
UNDATED = LETTER.replace("March 2, 2026\n\n", "")
HEAD = f"{NAME}\\\n1 Example Lane, Maytown\n\nMarch 2, 2026\n\n"


def given(**facts: str) -> Facts:
    return Facts(**{**FACTS.__dict__, **facts})


def told(id: str, text: str, facts: Facts) -> tuple[str, list[str]]:
    found = component(report(text, facts), id)
    return found.outcome, codes(found)


def test_everything_may_stand_in_the_text() -> None:
    assert report(HEAD + LETTER, ALONE).overall == "complete"


@pytest.mark.parametrize(
    ("head", "outcome"),
    [
        (f"{NAME.upper()}\n\n", "present"),
        (f"# {NAME}\n\n", "present"),
        (f"March 2, 2026\n\n{NAME}\n\n", "present"),
        ("", "missing"),
        ("1 Example Lane, Maytown\n\n", "missing"),
        ("Simple Valley Garden Club\n\n", "missing"),
        (f"![{NAME}](https://example.org/logo.png)\n\n", "missing"),
    ],
)
def test_a_letterhead_in_the_text(head: str, outcome: str) -> None:
    assert told("head", head + LETTER, ALONE)[0] == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (f"The {NAME}, Office of the President", "present"),
        ("attachments/club.png", "present"),
        ("Simple Valley Garden Club", "missing"),
        ("[Letterhead]", "missing"),
        ("", "missing"),
    ],
)
def test_a_letterhead_in_the_facts(said: str, outcome: str) -> None:
    assert told("head", LETTER, given(letterhead=said))[0] == outcome


@pytest.mark.parametrize(
    ("date", "outcome", "reasons"),
    [
        ("March 2, 2026", "present", []),
        ("Maytown, 2 March 2026", "present", []),
        ("Date: 3/22/2026", "present", []),
        ("", "missing", ["date-not-there"]),
        ("[Date]", "missing", ["date-not-there"]),
        ("February 30, 2026", "missing", ["date-impossible"]),
        ("November 22, 2026", "missing", ["date-in-future"]),
        ("2026", "missing", ["date-in-part"]),
        ("March 2026", "missing", ["date-in-part"]),
        ("03/04/2026", "person", ["date-ambiguous"]),
        ("March 2, 2026 (revised March 9, 2026)", "person", ["dates-disagree"]),
    ],
)
def test_a_date_in_the_text(date: str, outcome: str, reasons: list[str]) -> None:
    assert told("day", HEAD.replace("March 2, 2026", date) + UNDATED, ALONE) == (outcome, reasons)


@pytest.mark.parametrize(
    ("text", "top", "signature"),
    [
        (
            f"{NAME}\n\nMarch 2, 2026\n\nAda Example\\\nPresident\n",
            [NAME, "March 2, 2026"],
            ["Ada Example", "President"],
        ),
        ("We like it.\nSincerely,\nAda Example, President\n", [], ["Ada Example, President"]),
        (f"{NAME}, Inc.\n\nSincerely,\n\nAda Example\n", [f"{NAME}, Inc."], ["Ada Example"]),
        (f"{NAME}\n\nWe sow a meadow.\n\nAda Example, President\n", [NAME], ["Ada Example, President"]),
        ("Dear friends,\n\nWe sow a meadow.\n\nAda Example, President\n", [], ["Ada Example, President"]),
        ("Dear friends,\n\nAda Example, President\n", [], ["Ada Example, President"]),
        (f"{NAME}\nAda Example\nPresident\n", [NAME, "Ada Example", "President"], []),
    ],
)
def test_a_letter_of_a_few_short_lines_has_a_foot(text: str, top: list[str], signature: list[str]) -> None:
    found = parts_of(see(text, 1).blocks)
    assert [row.text for row in found.top] == top
    assert [row.text for row in found.signature] == signature


def test_two_dates() -> None:
    text = HEAD + LETTER
    assert told("day", text, given(date="2026-03-02")) == ("present", [])
    assert told("day", text, given(date="2026-03-03")) == ("person", ["dates-disagree"])
    assert told("day", text.replace(SIGNED_BY, f"{SIGNED_BY}\\\nMarch 5, 2026"), ALONE) == (
        "person",
        ["dates-disagree"],
    )
    in_prose = text.replace("In spring we", "We met on May 1, 2021. In spring we")
    assert told("day", in_prose, ALONE) == ("present", [])
    about = text.replace("Dear friends", "Re: your letter of January 5, 2026\n\nDear friends")
    assert told("day", about, ALONE) == ("present", [])


def test_a_date_outside_the_time_of_the_call_is_a_note() -> None:
    early, late = report(LETTER.replace("March 2, 2026", "12/31/2025"), given(date="2025-12-31")), report()
    assert (early.overall, [note.code for note in early.notes]) == ("complete", ["before-opening"])
    assert (late.overall, late.notes) == ("complete", ())


@pytest.mark.parametrize(
    "block",
    [
        SIGNED_BY,
        "Ada Example, President",
        "Dr. Ada B. Example, Ph.D., Ed.D.\\\nInterim President",
        "ADA EXAMPLE\\\nVICE-PRESIDENT",
        "Ada Example \u2013 Head Gardener",
        "Name: Ada Example\\\nTitle: President",
        "____________________\\\nAda Example\\\nPresident",
        f"Ada Example\\\nPresident, {NAME}",
        f"Ada Example\\\nPresident of {NAME}\\\n(555) 555-0142",
        "President Ada Example",
        "María de la Cruz-Muestra\\\nPresident",
        "Ben Sample\\\nSecretary\n\nAda Example\\\nPresident",
        "Ada Example\\\nPresident\n\ncc: Ben Sample, Member",
    ],
)
def test_a_signature(block: str) -> None:
    assert told("signed", HEAD + LETTER.replace(SIGNED_BY, block), ALONE) == ("present", [])


@pytest.mark.parametrize(
    ("block", "outcome", "code"),
    [
        ("", "missing", "signature-without-name"),
        ("President", "missing", "signature-without-name"),
        (NAME, "missing", "signature-without-name"),
        ("[Name]\\\n[Title]", "missing", "signature-placeholder"),
        ("Ada Example", "missing", "signature-without-title"),
        ("Ada Example\\\nTeacher", "person", "title-not-senior"),
        ("Ada Example\\\nAssistant to the President", "person", "title-not-senior"),
        ("Ada Example\\\nOffice of the President", "person", "title-not-senior"),
        ("Ada Example\\\nFormer President", "person", "title-not-senior"),
    ],
)
def test_a_signature_that_is_not_enough(block: str, outcome: str, code: str) -> None:
    assert told("signed", HEAD + LETTER.replace(SIGNED_BY, block), ALONE) == (outcome, [code])


@pytest.mark.parametrize("closing", ["Respectfully,", "Warm regards,", "In partnership", "ATENTAMENTE,", "Thank you,"])
def test_a_letter_ends_in_many_ways(closing: str) -> None:
    assert told("signed", HEAD + LETTER.replace("Sincerely,", closing), ALONE) == ("present", [])
    assert told("signed", HEAD + LETTER.replace("Sincerely,\n\n", ""), ALONE) == ("present", [])


@pytest.mark.parametrize(
    ("facts", "outcome", "reasons"),
    [
        ({}, "present", []),
        ({"signatory_name": "A. Example"}, "present", []),
        ({"signatory_name": "Dr. Ada Q. Example, Ed.D."}, "present", []),
        ({"signatory_name": "Ben Sample"}, "person", ["signers-disagree"]),
        ({"signatory_title": "Head Gardener"}, "person", ["titles-disagree"]),
        ({"signatory_title": "President of the Board"}, "present", []),
    ],
)
def test_facts_and_text_must_agree(facts: dict[str, str], outcome: str, reasons: list[str]) -> None:
    assert told("signed", LETTER, given(**facts)) == (outcome, reasons)


def test_of_a_summary_only_the_facts_tell_date_and_signer() -> None:
    text = LETTER.replace(SIGNED_BY, "Ben Sample\\\nTeacher")
    assert report(text, given(body_is="summary", accepted="yes")).overall == "complete"
    assert report(text, given(body_is="summary")).overall == "person"
    assert [doubt.code for doubt in report(text, given(body_is="summary")).doubts] == ["summary-not-accepted"]
    assert told("signed", text, given(body_is="summary", signatory_name=""))[0] == "missing"
