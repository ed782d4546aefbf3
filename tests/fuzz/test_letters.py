"""Any text as a letter is judged, or refused with a place; a letter that was imported says what was read."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub import letter_files, letter_form
from hub.catalogue import Catalogue
from hub.letter_import import characters, front_matter, plain
from hub.letter_import.draft import ImportRefused, Unreadable
from hub.letters.findings import Facts, as_json
from hub.letters.report import check
from hub.letters.voices import rows, say
from hub.load import read_record
from hub.model import Letter
from tests.conftest import ROOT
from tests.fuzz.profile import ANY, SIGNS, WHOLE, fuzzed, is_told, slowly, spoiled
from tests.letters.invented import CALL, FACTS, LETTER, TODAY
from tests.letters.mutations import INSERTED
from tests.test_letter_form import form

REAL = sorted(path.read_bytes() for path in (ROOT / "content/commitments").glob("*.md"))
FIELDS = ("organization", "acronym", "date", "signatory_name", "signatory_title", "letterhead")


@st.composite
def letters(draw: st.DrawFn) -> str:
    """The invented letter with pieces cut out, doubled or put in; or signs alone."""
    text = draw(st.sampled_from((LETTER, LETTER, LETTER.replace("\n", " "), "")))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 80)))
        more = draw(st.sampled_from((*SIGNS, *INSERTED)) | ANY | st.just(text[start:end] * 2))
        text = text[:start] + more * draw(st.sampled_from((1, 1, 1, 30))) + text[end:]
    return text.replace("\r", "\n")  # As every reader of files does it first.


events = st.recursive(
    ANY | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("issue", "body")), inner),
    max_leaves=4,
).map(lambda value: json.dumps(value).encode())
facts = st.builds(Facts, **{name: st.just(getattr(FACTS, name)) | ANY for name in FIELDS})


# What was found so: a name of accents alone, and a word with endings without end.
@example(text=LETTER, facts=Facts("\u0301", "\u0301", "", "\u0301", "", ""), today="")
@example(text=LETTER.replace("meadow", "sow" + "ing" * 9_000), facts=FACTS, today=TODAY)
@fuzzed
@given(text=letters(), facts=facts, today=st.sampled_from((TODAY, "")))
def test_any_text_is_judged_and_told_in_both_languages(text: str, facts: Facts, today: str) -> None:
    report = check(facts, text, CALL, today)
    assert [found.component for found in report.findings] == [component["id"] for component in CALL["components"]]
    last = len(text.splitlines()) + 1  # A sign that separates lines does so for whoever reads the letter.
    for language in ("en", "es"):
        for row in rows(report, CALL, language):
            assert 0 <= row.line <= last and row.label
        assert say(report, CALL, language)
    assert json.loads(json.dumps(as_json(report))) == as_json(report)


@slowly
@given(raw=spoiled(REAL, 9_000) | st.binary(max_size=300), suffix=st.sampled_from((".md", ".txt", ".markdown", "")))
def test_any_file_is_checked_or_refused_with_a_place(
    raw: bytes, suffix: str, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("letter", numbered=True) / f"letter{suffix}"
    path.write_bytes(raw)
    try:
        checked = letter_files.check_file(path, "letter", catalogue, TODAY)
    except letter_files.NotALetter as refused:
        assert refused.problems and all(map(is_told, refused.problems))
    else:
        assert all(map(is_told, checked.problems("en"))) and checked.text("es")
    finally:
        path.unlink()


@fuzzed
@given(data=st.data())
def test_any_issue_is_read_as_a_form_or_refused(data: st.DataObject) -> None:
    body = spoiled_text(data, form())
    try:
        draft = letter_form.read(body, "issue")
    except ImportRefused as refused:
        assert refused.problems and all(map(is_told, refused.problems))
    else:
        assert draft.body and set(draft.fields) <= set(FIELDS)


@fuzzed
@given(raw=st.binary(max_size=200) | events)
def test_any_event_holds_an_issue_or_is_refused(raw: bytes) -> None:
    for name in ("event.json", "issue.md"):
        try:
            assert isinstance(letter_form.body_of(raw, name, "event"), str)
        except ImportRefused as refused:
            assert all(map(is_told, refused.problems))


@fuzzed
@given(said=st.dictionaries(st.sampled_from(FIELDS), ANY), body=letters())
def test_an_imported_letter_is_read_back_as_it_was_written(said: dict[str, str], body: str) -> None:
    try:
        draft = plain.read_text(body.encode("utf-8", "replace"))
    except Unreadable as refused:
        assert refused.code and refused.message.isprintable() and refused.hint.isprintable()
        return
    text = front_matter.write({**said, "call": "castl-k12", "status": "submitted"}, draft.body)
    _, record, problems, _ = read_record(text.encode(), "content/commitments/y.md", "y", Letter)
    assert all(map(is_told, problems))
    if isinstance(record, Letter):
        assert record.body.strip() == draft.body.strip()
        assert all(" ".join(getattr(record, name).split()) == kept(said[name]) for name in said if kept(said[name]))


def kept(value: str) -> str:
    """A fact as it may be written: on one line, without what hides or reorders text."""
    return characters.one_line(value)


def spoiled_text(data: st.DataObject, text: str) -> str:
    lines: Sequence[str] = text.split("\n")
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(lines)))
        more = data.draw(st.lists(st.sampled_from(lines) | WHOLE if lines else WHOLE, max_size=3))
        lines = [*lines[:at], *more, *lines[at + data.draw(st.integers(0, 2)) :]]
    return "\n".join(lines)
