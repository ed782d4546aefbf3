"""The cells of the coverage table: full and empty, with what a broader term gathers, as the finder has it."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.coverage import Coverage, finder_view
from hub.model import Resource
from hub.model.reference import Term, Vocabulary


def record(id: str, **values: object) -> Resource:
    return Resource.model_validate(
        {"id": id, "collection": "c", "title": id, "summary": id, "type": "report", "added": "2026-11-21", **values}
    )


def words(*terms: Term) -> Vocabulary:
    return Vocabulary(title="Words", items=terms)


def small(*records: Resource) -> Coverage:
    vocabularies = {
        "grade_bands": words(Term(id="tk-2", label="TK-2"), Term(id="6-8", label="6-8")),
        "topics": words(Term(id="assessment", label="Assessment"), Term(id="steam", label="STEAM")),
        "audience": words(Term(id="leader", label="Leader"), Term(id="principal", label="P", broader="leader")),
    }
    return Coverage(Catalogue(resources={item.id: item for item in records}, vocabularies=vocabularies))


def test_a_record_stands_in_the_cells_of_all_its_terms_and_of_broader_ones() -> None:
    known = small(record("a", grade_bands=["6-8"], topics=["assessment"], audience=["principal"]))
    assert {cell: [item.id for item in found] for cell, found in known.cells.items()} == {
        ("6-8", "assessment", "principal"): ["a"],
        ("6-8", "assessment", "leader"): ["a"],
    }
    assert known.by_band_and_topic == {("6-8", "assessment"): 1}
    assert not known.outside


def test_who_names_both_the_broader_and_the_narrower_counts_once() -> None:
    known = small(record("a", grade_bands=["6-8"], topics=["steam"], audience=["principal", "leader"]))
    assert [len(found) for found in known.cells.values()] == [1, 1]


def test_a_record_without_a_term_stands_in_no_cell_and_is_told() -> None:
    known = small(record("a", grade_bands=["6-8"], topics=["steam"]), record("b"))
    assert not known.cells and [item.id for item in known.outside] == ["a", "b"]
    assert known.by_band_and_topic == {("6-8", "steam"): 1}


def test_a_term_that_is_its_own_broader_one_ends() -> None:
    known = small(record("a", grade_bands=["6-8"], topics=["steam"], audience=["round"]))
    circle = words(Term(id="round", label="Round", broader="round"))
    catalogue = Catalogue(
        resources=known.catalogue.resources, vocabularies={**known.catalogue.vocabularies, "audience": circle}
    )
    assert list(Coverage(catalogue).cells) == [("6-8", "steam", "round")]


def test_the_real_cells_lead_to_the_finder(catalogue: Catalogue) -> None:
    known = Coverage(catalogue)
    assert set(known.bands) == set(catalogue.terms("grade_bands")) and len(known.roles) > 20
    assert 0 < len(known.cells) < len(known.bands) * len(known.topics) * len(known.roles)
    assert finder_view(grades="6-8", topic="assessment") == "find/?grades=6-8&topic=assessment"
