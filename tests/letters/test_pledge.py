"""The pledge: who makes it, and what its sentence and the sentences around it make of it."""

from __future__ import annotations

import pytest

from hub.letters.findings import Facts
from tests.letters.invented import CALL, FACTS, LETTER, NAME, PLEDGE, codes, component, report

THE_REST = "planting flowers with the Meadow Network of North Example"


def told(sentences: str, facts: Facts = FACTS) -> tuple[str, list[str]]:
    """The outcome and the reasons when the letter says this where its pledge stands."""
    found = component(report(LETTER.replace(PLEDGE, sentences), facts), "pledge")
    return found.outcome, codes(found)


@pytest.mark.parametrize(
    "sentences",
    [
        PLEDGE,
        f"The {NAME} commits to {THE_REST}.",
        f"{NAME} (SVGC) commits to {THE_REST}.",
        f"{NAME} (the “Club”) has met. The Club commits to {THE_REST}.",
        f"SVGC ({NAME}) has met. SVGC commits to {THE_REST}.",
        f"{NAME}, Inc., commits to {THE_REST}.",
        f"{NAME}, a nonprofit corporation, commits to {THE_REST}.",
        f"{NAME}, a club of sixty people, commits to {THE_REST}.",
        f"{NAME}, by and through its Board, commits to {THE_REST}.",
        f"{NAME}, together with its partners, commits to {THE_REST}.",
        f"The Board of Directors of the {NAME} commits to {THE_REST}.",
        f"{NAME}'s Board of Directors commits to {THE_REST}.",
        f"The {NAME} Board commits to {THE_REST}.",
        f"{NAME} hereby commits to {THE_REST}.",
        f"To that end, {NAME} commits to {THE_REST}.",
        f"With this letter {NAME} commits to {THE_REST}.",
        f"We are proud that {NAME} commits to {THE_REST}.",
        f"**{NAME}** _commits_ to [planting](https://example.org) flowers with the Meadow Network of North Example.",
        f"> “{PLEDGE}”",
        f"- {PLEDGE}",
        f"### {PLEDGE}",
        f"| Our pledge |\n| --- |\n| {PLEDGE} |",
        f"**Our Pledge**\\\n{PLEDGE}",
        PLEDGE.upper(),
        PLEDGE.lower(),
        PLEDGE.replace("commits to", "commits to\n\n"),
        f"{PLEDGE} Please do not hesitate to call.",
        f"{PLEDGE} We do not take this commitment lightly.",
        f"{PLEDGE} Without your support, these goals could not be reached.",
        f"{PLEDGE} This is only the beginning.",
    ],
)
def test_a_fair_reader_takes_it_as_the_organizations(sentences: str) -> None:
    assert told(sentences) == ("present", [])


@pytest.mark.parametrize(
    "sentence",
    [
        f"We, {NAME}, commit to {THE_REST}.",
        f"We, the {NAME}, commit to {THE_REST}.",
        f"On behalf of {NAME}, I hereby commit to {THE_REST}.",
        f"On behalf of the Board of {NAME}, we commit to {THE_REST}.",
        f"As President of {NAME}, I commit to {THE_REST}.",
        f"{NAME} is proud to commit to {THE_REST}.",
        f"{NAME} commits to planting the flowers with Meadow Network of North Example.",
    ],
)
def test_small_differences_are_shown(sentence: str) -> None:
    found = component(report(LETTER.replace(PLEDGE, sentence)), "pledge")
    assert found.outcome == "nearly" and found.differences


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        (f"{NAME} does not commit to {THE_REST}.", "pledge-denied"),
        (f"{NAME} no longer commits to {THE_REST}.", "pledge-denied"),
        (f"{NAME} commits to not {THE_REST}.", "pledge-denied"),
        (f"It is not true that {NAME} commits to {THE_REST}.", "pledge-denied"),
        (f"{NAME} may commit to {THE_REST}.", "pledge-hedged"),
        (f"{NAME} hopes to commit to {THE_REST}.", "pledge-hedged"),
        (f"{NAME} would like to commit to {THE_REST}.", "pledge-hedged"),
        (f"{NAME} commits to considering {THE_REST}.", "pledge-hedged"),
        (f"{NAME} will consider {THE_REST}.", "pledge-hedged"),
        (f"Simple Valley Garden Club commits to {THE_REST}.", "pledge-other-name"),
        (f"Lower {NAME} commits to {THE_REST}.", "pledge-other-name"),
        (f"{NAME} Foundation commits to {THE_REST}.", "pledge-other-name"),
        (f"{NAME.upper()} FOUNDATION COMMITS TO {THE_REST.upper()}.", "pledge-other-name"),
        (f"{NAME} of Nevada commits to {THE_REST}.", "pledge-other-name"),
        (f"Friends of {NAME} commit to {THE_REST}.", "pledge-other-name"),
        (f"Simple Valley, with {NAME}, commits to {THE_REST}.", "pledge-other-name"),
        (f"SVGC commits to {THE_REST}.", "pledge-other-name"),
        (f"S\u0430mple Valley Garden Club commits to {THE_REST}.", "pledge-look-alike"),
        (f"The Meadow Network commits to {THE_REST}.", "pledge-of-asker"),
        (f"We commit to {THE_REST}.", "pledge-without-name"),
        (f"[Name of Organization] commits to {THE_REST}.", "pledge-placeholder"),
        (f"__________ commits to {THE_REST}.", "pledge-placeholder"),
        (f"{{organization}} commits to {THE_REST}.", "pledge-placeholder"),
        (f"{NAME} commits to planting weeds with the Meadow Network of North Example.", "pledge-changed"),
        (f"{NAME} commits to planting flowers with the Bottle Network of North Example.", "pledge-changed"),
        ("We like flowers.", "pledge-not-there"),
    ],
)
def test_what_is_refused(sentences: str, code: str) -> None:
    assert told(sentences) == ("missing", [code])


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        (f"{PLEDGE[:-1]}, contingent on rain.", "pledge-with-condition"),
        (f"{PLEDGE[:-1]}, except in Maytown.", "pledge-with-condition"),
        (f"If it rains, {PLEDGE}", "pledge-with-condition"),
        (f"{PLEDGE} This is subject to approval by our board.", "pledge-condition-elsewhere"),
        (f"{PLEDGE} However, we will support only the first goal.", "pledge-condition-elsewhere"),
        (f"{PLEDGE}\n\nThis letter does not constitute a commitment.", "pledge-taken-back"),
        (f"{PLEDGE}\n\n{NAME} does not support the goals.", "pledge-taken-back"),
        (f"{PLEDGE[:-1]} in two gardens.", "pledge-goes-on"),
        (f"{PLEDGE[:-1]}?", "pledge-as-question"),
        (f"The staff of {NAME} commits to {THE_REST}.", "pledge-of-a-part"),
        (f"Simple Valley and {NAME} commit to {THE_REST}.", "pledge-of-several"),
        (f"{NAME} and its partners commit to {THE_REST}.", "pledge-of-several"),
        (f"{NAME} will commit to {THE_REST}.", "pledge-reworded"),
        (f"{NAME} is committed to {THE_REST}.", "pledge-reworded"),
        (f"{NAME} pledges to plant flowers with the Meadow Network of North Example.", "pledge-reworded"),
    ],
)
def test_what_a_person_must_look_at(sentences: str, code: str) -> None:
    assert told(sentences) == ("person", [code])


def test_a_short_name_of_the_facts_counts_when_it_is_one_word_or_introduced() -> None:
    short = f"SVGC commits to {THE_REST}."
    long = f"Valley Gardens commits to {THE_REST}."
    assert told(short, Facts(**{**FACTS.__dict__, "acronym": "SVGC"})) == ("present", [])
    several = Facts(**{**FACTS.__dict__, "acronym": "Valley Gardens"})
    assert told(long, several) == ("person", ["short-name-not-introduced"])
    assert told(f"{NAME} (“Valley Gardens”) met. {long}", several) == ("present", [])
    asker = Facts(**{**FACTS.__dict__, "acronym": "Meadow Network"})
    assert told(f"Meadow Network commits to {THE_REST}.", asker) == ("missing", ["pledge-of-asker"])


def test_the_legal_form_may_be_left_out_and_added() -> None:
    facts = Facts(**{**FACTS.__dict__, "organization": f"The {NAME}, Inc."})
    assert told(PLEDGE, facts) == ("present", [])
    assert told(PLEDGE.replace(NAME, f"{NAME}, LLC"), FACTS) == ("present", [])


def test_nobody_says_whose_letter_it_is() -> None:
    found = report(facts=Facts())
    assert codes(component(found, "pledge")) == ["organization-unknown"]
    guessed = report(f"{NAME}\n\nMarch 2, 2026\n\n{LETTER}", Facts())
    assert (guessed.organization, guessed.overall) == (NAME, "complete")
    assert [note.code for note in guessed.notes] == ["organization-guessed"]


def test_the_name_may_stand_in_the_middle_of_the_pledge() -> None:
    call = CALL | {"pledge": "In the name of all, {organization} commits to planting flowers."}
    text = LETTER.replace(PLEDGE, "In the name of all, Sample Valley Garden Club commits to planting flowers.")
    assert component(report(text, call=call), "pledge").outcome == "present"
    other = text.replace("Sample Valley", "Simple Valley")
    assert component(report(other, call=call), "pledge").outcome == "missing"


def test_the_text_to_paste_has_the_name() -> None:
    assert component(report(LETTER.replace(PLEDGE, "")), "pledge").paste == PLEDGE
