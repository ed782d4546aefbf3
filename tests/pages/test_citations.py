"""How to cite: facts only, in one form."""

from __future__ import annotations

import pytest
import rispy

from hub.model.dates import parse
from hub.outputs import citations
from hub.site import Site
from tests.pages.conftest import SITE, real, resource, with_resources


def cite(lang: str = "en", site: Site = SITE, **values: object) -> citations.Citation:
    record = resource(**values)
    return citations.of_resource(record, with_resources(record), site, lang)


def test_the_publisher_stands_as_printed() -> None:
    found = cite(publisher="County Office", partners=("lausd",), date=parse("2021-10"), published_title="The Report")
    assert found.text == (
        "County Office (October 2021). The Report. Record in the Science Community of Practice Hub. "
        "https://hub.example/resources/small/"
    )


def test_without_a_publisher_the_partners_stand() -> None:
    assert cite(partners=("lausd", "sjcoe")).text.startswith(
        "Los Angeles Unified School District; San Joaquin County Office of Education (no date). A small resource."
    )


def test_without_a_maker_the_title_stands_first() -> None:
    assert cite(date=parse("2016/2020")).text.startswith("A small resource (2016 to 2020). Record in")


def test_what_the_editors_wrote_is_cited_as_theirs() -> None:
    found = cite(editor_authored=True, publisher="Somebody", date=parse("2026-11-21")).text
    assert found.startswith("Editors of the Science Community of Practice Hub (November 21, 2026).")
    assert "Record in" not in found


def test_without_a_public_address_the_path_stands() -> None:
    found = cite(site=Site())
    assert found.text.endswith(" resources/small/")
    assert "  url =" not in found.bibtex and "note = {resources/small/}" in found.bibtex


def test_spanish_pages_have_their_own_address() -> None:
    assert cite("es").text.endswith("https://hub.example/es/resources/small/")


def test_a_question_keeps_its_mark() -> None:
    assert "Why? Record in" in cite(title="Why?", publisher="P").text


def test_bibtex() -> None:
    found = cite(publisher="Science & Math {CA}", date=parse("2021"), title="50% of #1")
    assert found.bibtex == (
        "@misc{small,\n"
        "  author = {{Science \\& Math \\{CA\\}}},\n"
        "  title = {{50\\% of \\#1}},\n"
        "  date = {2021},\n"
        "  year = {2021},\n"
        "  howpublished = {Record in the Science Community of Practice Hub},\n"
        "  url = {https://hub.example/resources/small/}\n"
        "}"
    )


def test_a_span_has_no_year() -> None:
    assert "year" not in cite(date=parse("2016/2020")).bibtex


def test_a_summary_of_a_letter_is_cited_as_a_summary() -> None:
    letter = real().letters["lausd-castl-k12"]
    assert citations.of_letter(letter, real(), SITE, "en").text == (
        "Los Angeles Unified School District (January 28, 2025). Letter of commitment to CASTL-K12. "
        "Summary in the Science Community of Practice Hub. https://hub.example/commitments/lausd-castl-k12/"
    )


def test_ris() -> None:
    found = cite(publisher="Science & Math {CA}", date=parse("2021-10-05"), title="50% of #1")
    assert found.ris == (
        "TY  - GEN\r\n"
        "ID  - small\r\n"
        "AU  - Science & Math {CA}\r\n"
        "TI  - 50% of #1\r\n"
        "PY  - 2021\r\n"
        "DA  - 2021/10/05/\r\n"
        "N1  - Record in the Science Community of Practice Hub\r\n"
        "UR  - https://hub.example/resources/small/\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize(
    ("date", "year", "full", "notes"),
    [
        ("2021", "2021", "2021///", []),
        ("2021-10", "2021", "2021/10//", []),
        ("2021-21", "2021", "2021///Spring 2021", []),
        ("2016/2020", None, None, ["2016 to 2020"]),
        (None, None, None, []),
    ],
)
def test_ris_says_of_a_date_what_it_can(date: str | None, year: str | None, full: str | None, notes: list[str]) -> None:
    (entry,) = rispy.loads(cite(date=parse(date) if date else None).ris)
    assert (entry.get("year"), entry.get("date")) == (year, full)
    assert entry["notes"] == [*notes, "Record in the Science Community of Practice Hub"]


def test_another_program_reads_each_maker_and_the_spanish_words() -> None:
    (entry,) = rispy.loads(cite("es", partners=("lausd", "sjcoe")).ris)
    assert len(entry["authors"]) == 2 and entry["authors"][0] == "Distrito Escolar Unificado de Los Ángeles"
    assert (entry["type_of_reference"], entry["id"]) == ("GEN", "small")
    assert entry["urls"] == ["https://hub.example/es/resources/small/"]
    assert entry["notes"] == ["Ficha en el Portal de la Comunidad de Práctica de Ciencias"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_no_text_begins_a_field_or_an_entry(end: str) -> None:
    """The reader lets few of these through; the entry relies on none of it."""
    hostile = end.join(["A title", "ER  - ", "", "TY  - JOUR", "AU  - Somebody Else", "UR  - https://zq.example/"])
    said = " ".join(hostile.split())
    (entry,) = rispy.loads(cite(title=hostile, publisher=hostile).ris)
    assert (entry["title"], entry["authors"]) == (said, [said])
    assert (entry["type_of_reference"], entry["urls"]) == ("GEN", ["https://hub.example/resources/small/"])


def test_a_letter_has_an_entry_too() -> None:
    letter = real().letters["lausd-castl-k12"]
    (entry,) = rispy.loads(citations.of_letter(letter, real(), SITE, "en").ris)
    assert entry["authors"] == ["Los Angeles Unified School District"]
    assert (entry["title"], entry["date"]) == ("Letter of commitment to CASTL-K12", "2025/01/28/")
