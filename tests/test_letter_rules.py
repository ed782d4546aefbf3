"""What the page that checks letters is given: the rules, the calls, and every sentence that its scripts can say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hub.catalogue import Catalogue
from hub.letters import call_words, wording
from hub.letters.rules import rules
from hub.outputs.letter_page import OUTCOMES, SENTENCES
from hub.outputs.letter_rules import files, letter_rules_json
from hub.site import Site

SCRIPTS = Path(__file__).parents[1] / "docs" / "en" / "assets" / "js"


def made(catalogue: Catalogue, lang: str) -> Any:
    return json.loads(letter_rules_json(catalogue, lang))


def scripts(folder: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((SCRIPTS / folder).glob("*.js")))


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_rules_are_those_of_the_check(catalogue: Catalogue, lang: str) -> None:
    found = made(catalogue, lang)
    assert found["rules"] == {name: value for name, value in rules().items() if name != "about"}
    call = catalogue.calls["castl-k12"]
    assert found["calls"]["castl-k12"] == [call_words(call, terms) for terms in (call, *call.earlier)]
    assert [other["id"] for other in found["others"]] == sorted(catalogue.letters)
    assert len(found["organizations"]) == len(catalogue.organizations)


def test_the_sentences_are_in_the_language_of_the_page(catalogue: Catalogue) -> None:
    english, spanish = made(catalogue, "en"), made(catalogue, "es")
    for part in ("wording", "outcomes", "page"):
        assert english[part].keys() == spanish[part].keys()
        assert [name for name, said in english[part].items() if said == spanish[part][name]] == []
    assert english["wording"].keys() == wording.REASONS.keys()


def test_every_sentence_of_the_scripts_is_there_and_none_is_left_over() -> None:
    page, incoming = scripts("letter-check"), scripts("letter-import")
    said = set(re.findall(r"(?:words\.|\b)page\.([a-z_]+)\b", page)) - {"js"}
    said |= {f"refused-{code}" for code in re.findall(r'Refused\([^)]*?"([a-z-]+)"', incoming + page)}
    said |= {"refused-old-word", "refused-protected", "refused-unreadable"}
    notes = [*re.findall(r'notes\.(?:add|push)\("([a-z-]+)"\)', incoming), "invisible", "marks", "not-alike"]
    said |= {f"note-{name}" for name in notes}
    assert said == {*SENTENCES, "lead_in"}


def test_outcomes_are_those_of_the_check() -> None:
    assert OUTCOMES.keys() == wording.OUTCOMES.keys()


def test_there_is_one_file_for_each_language(catalogue: Catalogue) -> None:
    rows = {path: depends for path, depends, _ in files(catalogue, Site())}
    assert list(rows) == ["assets/letters/en.json", "es/assets/letters/es.json"]
    assert len(set(rows.values())) == 2
