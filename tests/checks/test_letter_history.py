"""What became of a letter: the cases beside the golden ones, on letters of fictional organizations."""

from __future__ import annotations

from typing import Any

import pytest

from hub.catalogue import Catalogue
from hub.checks import letter_history
from hub.checks.rules import Check, Given
from hub.letter_text import sha256_of
from hub.model import Letter
from hub.model.attachment import Attachment

TEXT = "We will train science leads.\n"
OTHER = "We may train science leads.\n"
SUBMITTED = {"date": "2026-03-05", "status": "submitted"}


def accepted(
    text: str = TEXT, day: str = "2026-03-02", on: str = "2026-04-01", who: str = "Ada Example"
) -> dict[str, str]:
    bound = {"text_sha256": sha256_of(text), "letter_date": day, "signatory_name": who, "signatory_title": "President"}
    return {"date": on, "status": "accepted", **bound}


def summary(text: str = TEXT, **values: str) -> dict[str, str]:
    return accepted(text, **values) | {"body_is": "summary"}


def letter(id: str = "one", **values: Any) -> Letter:
    given = {
        "id": id,
        "body": TEXT,
        "organization": "Sample Valley Unified School District",
        "date": "2026-03-02",
        "signatory_name": "Ada Example",
        "signatory_title": "President",
        "call": "castl-k12",
        "status": "accepted",
        **values,
    }
    return Letter.model_validate(given)


def told(check: Check, *letters: Letter) -> list[tuple[Any, ...]]:
    given = Given(Catalogue(letters={letter.id: letter for letter in letters}))
    return [(found.id, *found.pointer) for found in check(given)]


def changed(**values: Any) -> list[tuple[Any, ...]]:
    return told(letter_history.accepted_letter_changed, letter(**values))


def test_an_accepted_letter_stays_as_it_is() -> None:
    assert changed(history=[accepted()]) == []
    assert changed(history=[accepted()], body=f"\n{TEXT}\n") == []
    assert changed(history=[accepted()], body=OTHER) == [("one", "body")]
    assert changed(history=[accepted()], date="2026-03-03") == [("one", "date")]
    assert changed(history=[accepted()], signatory_name="Ben Example") == [("one", "signatory_name")]
    assert changed(history=[accepted()], signatory_title="Chair") == [("one", "signatory_title")]
    assert changed(history=[accepted()], letterhead="Another District") == [("one", "letterhead")]
    headed = accepted() | {"letterhead": "Sample Valley Unified School District"}
    assert changed(history=[headed], letterhead="Sample Valley Unified School District") == []
    assert changed(history=[headed]) == [("one", "status")]


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_it_stays_so_when_it_is_superseded_or_withdrawn(status: str) -> None:
    later = [accepted(), {"date": "2026-06-01", "status": status, "reason": "Asked for."}]
    assert changed(status=status, history=later, body=OTHER) == [("one", "body")]
    assert changed(status=status, history=later) == []


def test_a_withdrawn_letter_may_lose_its_text() -> None:
    later = [accepted(), {"date": "2026-06-01", "status": "withdrawn", "reason": "Asked for."}]
    assert changed(status="withdrawn", history=later, body="") == []


def test_everything_changed_is_one_problem() -> None:
    assert changed(history=[accepted()], body=OTHER, date="2026-05-01") == [("one", "body")]


def test_a_changed_letter_that_is_submitted_anew_has_a_new_date() -> None:
    again = [accepted(), {"date": "2026-05-02", "status": "submitted"}]
    assert changed(status="submitted", history=again, body=OTHER) == [("one", "date")]
    assert changed(status="submitted", history=again, body=OTHER, date="2026-05-01") == []
    assert changed(status="submitted", history=again) == []


def test_another_text_is_never_accepted_with_the_old_date() -> None:
    assert changed(history=[accepted(OTHER), accepted(on="2026-05-01")]) == [("one", "history", 1, "letter_date")]
    assert changed(history=[accepted(OTHER, "2026-01-12"), accepted(on="2026-05-01")]) == []
    assert changed(history=[accepted(), accepted(on="2026-05-01")]) == []


def test_a_summary_is_bound_and_a_better_one_needs_only_a_step() -> None:
    first, better = summary(OTHER), summary(on="2026-05-01")
    assert changed(body_is="summary", history=[first]) == [("one", "body")]
    assert changed(body_is="summary", history=[first, better]) == []
    found = letter_history.accepted_letter_changed(
        Given(Catalogue(letters={"one": letter(body_is="summary", history=[first])}))
    )
    assert "hub letter accept" in next(iter(found)).hint


def test_the_bytes_of_what_came_with_a_letter_are_bound() -> None:
    files = {"letterhead": "attachments/logo.png", "signed_copy": "attachments/letter.pdf"}
    hashes = {"letterhead_sha256": "1" * 64, "signed_copy_sha256": "2" * 64}

    def told_of(step: dict[str, str], logo: str = "1" * 64, copy: str = "2" * 64, **values: Any) -> list[str]:
        there = {
            files["letterhead"]: Attachment(files["letterhead"], original=logo),
            files["signed_copy"]: Attachment(files["signed_copy"], original=copy),
        }
        one = letter(**{**files, "history": [step], **values})
        given = Given(Catalogue(letters={"one": one}, attachments=there))
        return [str(found.pointer[0]) for found in letter_history.accepted_letter_changed(given)]

    whole = accepted() | {"letterhead": files["letterhead"]} | hashes
    assert told_of(whole) == []
    assert told_of(whole, logo="3" * 64) == ["letterhead"]
    assert told_of(whole, copy="3" * 64) == ["signed_copy"]
    assert told_of(whole, signed_copy=None) == ["status"]
    assert told_of(accepted() | {"letterhead": files["letterhead"]}) == ["letterhead"], "not bound yet"
    assert told_of(whole, logo="", copy="") == [], "what is refused is told by the rules on attachments"


def test_a_letter_does_not_become_a_summary_and_a_summary_may_give_way_to_the_letter() -> None:
    assert changed(body_is="summary", history=[accepted()]) == [("one", "body_is")]
    assert changed(body_is="summary", body=OTHER, history=[accepted(), summary(OTHER)]) == [
        ("one", "history", 1, "letter_date")
    ]
    assert changed(history=[summary()]) == [("one", "body")]
    assert changed(history=[summary(OTHER), accepted(on="2026-05-01")]) == []


def test_only_the_accepted_text_is_known_as_accepted() -> None:
    def known(**values: Any) -> bool:
        one = letter(**values)
        return one.is_accepted_text(sha256_of(one.body))

    assert known(history=[accepted()]) and known(body_is="summary", history=[summary()])
    assert known(body_is="summary", history=[summary()], status="superseded")
    assert not known(body_is="summary", history=[summary()], status="submitted")
    assert not known(body_is="summary", history=[summary(OTHER)])
    assert not known(body_is="summary", history=[accepted()])
    assert not known(body_is="summary")


def test_what_is_not_bound_is_said_by_another_rule() -> None:
    half = {"date": "2026-04-01", "status": "accepted"}
    assert changed(history=[half]) == []
    assert told(letter_history.accepted_without_binding, letter(history=[half])) == [("one", "history", 0, "status")]


def test_the_status_is_the_last_step() -> None:
    check = letter_history.letter_status_differs
    assert told(check, letter(status="submitted")) == []
    assert told(check, letter(status="submitted", history=[SUBMITTED])) == []
    assert told(check, letter(status="accepted")) == [("one", "status")]
    assert told(check, letter(status="withdrawn")) == [("one", "status")]
    assert told(check, letter(status="submitted", history=[SUBMITTED, accepted()])) == [("one", "status")]


def test_steps_stand_in_order() -> None:
    check = letter_history.letter_history_order
    assert told(check, letter(history=[SUBMITTED, accepted()])) == []
    assert told(check, letter(history=[accepted(), SUBMITTED])) == [("one", "history", 1, "date")]
    assert told(check, letter(history=[SUBMITTED, accepted(day="2026-04-02")])) == [("one", "history", 1, "date")]


def test_a_successor_is_a_later_letter_of_the_same_organization() -> None:
    check = letter_history.successor_of_another

    def old(newer: str) -> Letter:
        return letter(status="superseded", superseded_by=newer)

    later = letter("two", date="2027-03-02", organization="SAMPLE VALLEY Unified School District")
    assert told(check, old("two"), later) == []
    assert told(check, old("two"), letter("two")) == [("one", "superseded_by")]
    assert told(check, old("one")) == [("one", "superseded_by")]
    assert told(check, old("two"), letter("two", date="2027-03-02", organization="Example Museum")) != []
    assert told(check, old("unknown")) == [], "there is a rule for names that nothing has"


def test_a_successor_and_the_status_say_the_same() -> None:
    check = letter_history.superseded_without_successor
    assert told(check, letter(superseded_by="two")) == [("one", "superseded_by")]
    assert told(check, letter(status="withdrawn", superseded_by="two")) == []
    assert told(check, letter(status="superseded")) == [("one", "status")]


def test_evidence_is_newer_than_the_letter() -> None:
    check = letter_history.evidence_before_letter
    assert told(check, letter(evidence=[{"date": "2025/2026", "summary": "Trained."}])) == []
    assert told(check, letter(evidence=[{"date": "2026", "summary": "Trained."}])) == []
    assert told(check, letter(evidence=[{"date": "2025", "summary": "Trained."}])) == [("one", "evidence", 0, "date")]
