"""The coverage table as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hub.catalogue import Catalogue
from hub.model.reference import Term, Vocabulary
from hub.outputs import coverage
from hub.site import Site

SITE = Site(url="https://hub.example/", today="2026-11-21")


def rows(catalogue: Catalogue) -> list[dict[str, str]]:
    text = coverage.table(catalogue, SITE).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_cell_has_a_row_and_the_empty_ones_say_so(catalogue: Catalogue) -> None:
    found = rows(catalogue)
    sizes = [len(catalogue.terms(name)) for name in coverage.VOCABULARIES]
    assert len(found) == sizes[0] * sizes[1] * sizes[2]
    empty = [row for row in found if row["records"] == "0"]
    assert empty and all(not row["record_ids"] and not row["find"] for row in empty)
    full = next(
        row for row in found if (row["grade_band"], row["topic"], row["role"]) == ("6-8", "assessment", "principal")
    )
    assert int(full["records"]) == len(full["record_ids"].split("; "))
    assert full["find"] == "https://hub.example/find/?grades=6-8&topic=assessment&role=principal"
    assert full["role_es"] == "Director o directora de escuela"


def test_no_cell_is_a_formula(catalogue: Catalogue) -> None:
    hostile = Vocabulary(title="Roles", items=(Term(id="x", label='=HYPERLINK("http://example.org")'),))
    vocabularies = {**catalogue.vocabularies, "audience": hostile}
    for row in rows(replace(catalogue, vocabularies=vocabularies)):
        assert row["role_en"].startswith("'=")


def test_it_is_made_anew_only_when_something_in_it_changes(catalogue: Catalogue) -> None:
    [(path, before, _)] = coverage.files(catalogue, SITE)
    assert path == "crosswalk/coverage.csv"
    [(_, after, _)] = coverage.files(replace(catalogue, digests={**catalogue.digests, ("events", "x"): "y"}), SITE)
    assert after == before
    record = catalogue.resources["three-beliefs"]
    for changes, changed in (
        ({"summary": "Other words."}, False),
        ({"title": "Aaa"}, True),  # The records of a cell stand in the order of their titles.
        ({"topics": ("assessment",)}, True),
        ({"audience": ()}, True),
        ({"grade_bands": ("6-8",)}, True),
    ):
        resources = {**catalogue.resources, record.id: record.model_copy(update=changes)}
        [(_, after, _)] = coverage.files(replace(catalogue, resources=resources), SITE)
        assert (after != before) is changed, changes
