"""What the search knows of words comes from the glossary and the list of synonyms."""

from __future__ import annotations

import json
from typing import Any

from hub.catalogue import Catalogue
from hub.outputs.wordings import wordings


def read(catalogue: Catalogue, lang: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(wordings(catalogue, lang))
    return data


def test_acronyms_lead_to_their_long_forms_in_every_language(catalogue: Catalogue) -> None:
    found = read(catalogue, "en")["acronyms"]
    assert found["coe"] == ["County office of education", "Oficina de educación del condado"]
    assert all(acronym == acronym.lower() and long for acronym, long in found.items())
    assert found == read(catalogue, "es")["acronyms"]


def test_the_glossary_says_what_a_term_means(catalogue: Catalogue) -> None:
    assert catalogue.glossary
    for lang in ("en", "es"):
        rows = {row[0]: row for row in read(catalogue, lang)["glossary"]}
        assert rows.keys() == {entry.id for entry in catalogue.glossary.items}
        assert rows["ccc"][2] == "CCC" and rows["ccc"][3]
    assert rows["ccc"][1] == "Concepto transversal"


def test_an_acronym_leads_to_the_pages_of_its_codes(catalogue: Catalogue) -> None:
    codes = read(catalogue, "en")["codes"]
    assert set(codes) == {"sep", "ccc"}
    assert codes["ccc"][0] == ["concepts/ccc-1/", "CCC-1: Patterns"] and len(codes["ccc"]) == 7


def test_synonyms_are_searched_for_in_the_language_of_the_page(catalogue: Catalogue) -> None:
    english = next(row for row in read(catalogue, "en")["synonyms"] if "rubric" in row[0])
    assert english == [["rubric", "scoring guide"], ["rúbrica", "guía de calificación"]]
    # Records that are not translated stand in English on the Spanish site too.
    spanish = next(row for row in read(catalogue, "es")["synonyms"] if "rúbrica" in row[0])
    assert spanish == [["rúbrica", "guía de calificación", "rubric", "scoring guide"], []]


def test_without_words_nothing_is_known() -> None:
    assert read(Catalogue(), "en") == {"glossary": [], "acronyms": {}, "codes": {}, "synonyms": []}
