"""Reports on letters are kept from run to run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hub import letter_reports
from hub.catalogue import Catalogue
from hub.letters.findings import Report
from hub.letters.report import check as really
from hub.load import load

CONTENT = Path(__file__).parents[1] / "content"
DAY = "2026-11-21"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters that are read, by their ids."""
    monkeypatch.setattr(letter_reports, "_known", {})
    monkeypatch.setattr(letter_reports, "_asked", {})
    letter_reports._made.cache_clear()
    read = list[str]()

    def check(facts: object, *others: object) -> Report:
        read.append(str(facts))
        letter_reports._made.cache_clear()  # Only what is kept in the file shall answer.
        return really(facts, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(letter_reports, "check", check)
    return read


def ask(catalogue: Catalogue, file: Path, salt: str = "1", day: str = DAY) -> Report | None:
    letter_reports._made.cache_clear()
    with letter_reports.remembering(file, salt):
        [letter] = catalogue.letters.values()
        return letter_reports.report_on(catalogue, letter, day)


def test_a_report_is_made_once_as_long_as_nothing_changes_it(tmp_path: Path, made: list[str]) -> None:
    catalogue, file = load(CONTENT).catalogue, tmp_path / "cache/reports.pickle"
    [letter] = catalogue.letters.values()
    first = ask(catalogue, file)
    assert first and len(made) == 1
    assert ask(catalogue, file) == first and len(made) == 1
    ask(catalogue, file, salt="2")
    assert len(made) == 2, "another program may judge otherwise"
    ask(catalogue, file, salt="2", day="2026-11-22")
    assert len(made) == 3, "the day counts"
    for changed in (("commitments", letter.id), ("calls", letter.call)):
        ask(replace(catalogue, digests={**catalogue.digests, changed: "other"}), file, salt="2", day="2026-11-22")
    assert len(made) == 5


def test_a_letter_that_is_no_file_of_the_hub_is_read_each_time(tmp_path: Path, made: list[str]) -> None:
    catalogue, file = load(CONTENT).catalogue, tmp_path / "reports.pickle"
    ask(catalogue, file)
    [letter] = catalogue.letters.values()
    with letter_reports.remembering(file, "1"):
        other = letter_reports.report_on(catalogue, letter.model_copy(update={"body": "We like the goals."}), DAY)
    assert other and other.overall != "complete" and len(made) == 2


def test_reports_that_cannot_be_kept_or_read_are_made_again(tmp_path: Path, made: list[str]) -> None:
    catalogue, file = load(CONTENT).catalogue, tmp_path / "reports.pickle"
    ask(catalogue, file)
    file.write_bytes(b"broken")
    ask(catalogue, file)
    assert len(made) == 2
    file.unlink()
    file.mkdir()
    ask(catalogue, file)
    assert len(made) == 3
