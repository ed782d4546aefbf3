"""Plain data and tables: what a spreadsheet opens, and that no cell is a formula."""

from __future__ import annotations

import csv
import io
import json

import pytest

from hub.model import Localized
from hub.model.dates import parse
from hub.model.letter import Evidence
from hub.outputs.columns import as_csv, as_json, cell, plain


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "＝1+1", "＠x", '=HYPERLINK("a")'],
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "K-12", "a = b", "1+1", "'quoted'", "e-mail", "a\n=b"])
def test_other_cells_are_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_a_list_stands_on_one_line() -> None:
    steps = [
        {"date": "2026-03-05", "status": "submitted", "reason": None},
        {"date": "2026-04-01", "status": "accepted"},
    ]
    assert cell(steps) == "date: 2026-03-05, status: submitted; date: 2026-04-01, status: accepted"
    assert cell({"en": "A district", "es": "Un distrito"}) == "A district"
    assert cell(None) == ""


def test_a_hostile_part_of_a_list_cannot_begin_a_cell() -> None:
    assert cell(["=1+1", "b"]) == "'=1+1; b"


def test_a_table_opens_in_a_spreadsheet() -> None:
    raw = as_csv(("id", "name"), [{"id": "one", "name": 'A, "B"\nC'}, {"id": "two"}])
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) == [
        ["id", "name"],
        ["one", 'A, "B"\nC'],
        ["two", ""],
    ]


def test_a_record_is_plain_data() -> None:
    done = Evidence(date=parse("2025/2026"), summary=Localized("Trained.", "Formación."), link=None)
    assert plain(done) == {"date": "2025/2026", "summary": {"en": "Trained.", "es": "Formación."}, "link": None}
    assert json.loads(as_json(plain((done,))))[0]["date"] == "2025/2026"
