"""Fields by what they are: what names something else, and what holds words."""

from __future__ import annotations

from hub.model import Call, Letter, Module, Resource, Session
from hub.model.marks import reference_marks, references, word_marks, words
from hub.model.standards import Expectations


def test_references_are_found_in_records_inside_records() -> None:
    marks = {mark.name: mark for mark in reference_marks(Resource)}
    assert marks["audience"].kind == "audience" and marks["type"].kind == "resource_types"
    assert [(mark.name, mark.kind) for mark in marks["related"].inner] == [("id", "resources")]
    assert {mark.name for mark in reference_marks(Expectations)} == {"items", "sources"}
    assert "id" not in marks and "title" not in marks


def test_words_are_what_an_author_wrote_for_people() -> None:
    names = {mark.name for mark in word_marks(Session)}
    assert {"title", "summary", "description", "publisher", "also_known_as", "agenda", "related"} <= names
    assert not names & {"id", "url", "added", "type", "topics", "sources", "part_of", "minutes"}
    assert {"body", "organization", "signatory_name"} <= {mark.name for mark in word_marks(Letter)}
    assert "pledge" in {mark.name for mark in word_marks(Call)}


def test_pointers_lead_to_the_value() -> None:
    record = Module.model_validate(
        {
            "id": "a",
            "collection": "b",
            "title": {"en": "A", "es": "B"},
            "summary": "C",
            "type": "module",
            "added": "2026-11-21",
            "topics": ("one", "two"),
            "objectives": ("D", {"en": "E", "es": "F"}),
            "related": ({"id": "other", "reason": "G"},),
        }
    )
    assert list(references(record)) == [
        (("type",), "resource_types", "module"),
        (("topics", 0), "topics", "one"),
        (("topics", 1), "topics", "two"),
        (("related", 0, "id"), "resources", "other"),
    ]
    assert list(words(record)) == [
        (("title", "en"), "en", "A"),
        (("title", "es"), "es", "B"),
        (("summary",), "en", "C"),
        (("related", 0, "reason"), "en", "G"),
        (("objectives", 0), "en", "D"),
        (("objectives", 1, "en"), "en", "E"),
        (("objectives", 1, "es"), "es", "F"),
    ]
