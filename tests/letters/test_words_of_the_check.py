"""The rules, the words of the report, and how it is told."""

from __future__ import annotations

import json
import re
import string
import time

from hub.catalogue import Catalogue
from hub.letters import wording
from hub.letters.call_words import call_words
from hub.letters.findings import Facts, as_json
from hub.letters.report import check
from hub.letters.rules import FILE, rules
from hub.letters.tokens import keys
from hub.letters.voices import rows, say
from hub.words import gettext_for
from tests.conftest import ROOT
from tests.letters.cases import bases, cases
from tests.letters.invented import CALL, LETTER, PLEDGE, report

EACH = 0.02  # Seconds of processor time; about 0.004 on a quiet machine, and 200 letters must take less than 5.


def test_the_rules_are_plain_data_without_repetition() -> None:
    for name, value in rules().items():
        assert isinstance(value, (str, list, dict)), name
        if isinstance(value, list) and name != "likes":
            texts = [json.dumps(item) for item in value]
            assert len(texts) == len(set(texts)), f"{name} says something twice"
            assert all(isinstance(item, str) and item for item in value), name


def test_every_list_is_used() -> None:
    code = "\n".join(path.read_text() for path in FILE.parent.glob("*.py"))
    assert [name for name in rules() if name != "about" and f'"{name}"' not in code] == []


def test_nothing_of_a_call_stands_in_the_check(catalogue: Catalogue) -> None:
    """No name of who asks, no three words of a statement in a row: a second call works by adding a file."""
    texts = {path: path.read_text() for path in [*FILE.parent.glob("*.py"), FILE]}
    texts |= {path: path.read_text() for path in ROOT.glob("hub/*.py")}
    for call in catalogue.calls.values():
        names = [name for name in (call.id, *call.short_names) if name]
        for path, text in texts.items():
            assert [name for name in names if name.lower() in text.lower()] == [], path
    check_texts = {path: keys(text) for path, text in texts.items() if path.parent == FILE.parent}
    for call in catalogue.calls.values():
        for statement in (call.lead_in, call.pledge, *(goal.statement for goal in call.goals)):
            said = keys(statement)
            for path, found in check_texts.items():
                runs = {found[index : index + 4] for index in range(len(found))}
                shared = [said[index : index + 4] for index in range(len(said) - 3) if said[index : index + 4] in runs]
                assert shared == [], path


def test_every_reason_says_what_it_knows() -> None:
    """The placeholders of each sentence are among the words that its reason brings, in both languages."""
    spanish = gettext_for("es")
    known = {"found", "wanted", "other", "date", "closed", "opened"}
    for code, text in wording.REASONS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        assert fields <= known
        assert spanish(text) != text, code


def test_a_report_is_told_in_two_languages() -> None:
    text = LETTER.replace(PLEDGE, "").replace("beside every road", "beside every the road")
    found = report(text, Facts("Sample Valley Garden Club", date="2026-02-30"))
    assert say(found, CALL).split("\n")[:5] == [
        "The letter is not complete.",
        "  Letterhead: missing",
        "    No letterhead names the organization at the top of the letter.",
        "    Text to paste:",
        "      Sample Valley Garden Club",
    ]
    spanish = say(found, CALL, "es")
    assert "Fecha: falta\n    «2026-02-30» no es un día del calendario." in spanish
    assert "la convocatoria dice «every road»; la carta, «every the road»" in spanish
    assert PLEDGE in spanish


def test_a_report_says_nothing_on_a_line_of_its_own_that_the_author_chose() -> None:
    facts = Facts("Sample Valley Garden Club", date="::error::\n::warning::\x1b[31m")
    assert not [line for line in say(report(facts=facts), CALL).split("\n") if line.startswith("::") or "\x1b" in line]


def test_the_json_is_plain_and_the_same_for_every_language() -> None:
    found = as_json(report(LETTER.replace(PLEDGE, "")))
    assert json.loads(json.dumps(found)) == found
    assert [row["component"] for row in found["findings"]] == ["head", "day", "plan", "aims", "pledge", "signed"]
    assert found["overall"] == "incomplete"


def test_rows_have_one_line_for_each_thing() -> None:
    found = list(rows(report(LETTER.replace(PLEDGE, "")), CALL, "en"))
    assert [(row.component, row.kind) for row in found if row.kind != "present"] == [("pledge", "missing")]
    assert found[-2].message == "The pledge: The words of the pledge are not in the letter"


def test_hostile_letters_give_a_report(catalogue: Catalogue) -> None:
    call = call_words(catalogue.calls["castl-k12"])
    for text in [
        "",
        "\n" * 999,
        "(" * 5000,
        "> " * 500 + "x",
        "- " * 500,
        "the " * 5000,
        "\x00\ufffd",
        "1/1/2020 " * 2000,
        "[" * 3000,
        "|" * 999,
    ]:
        assert check(Facts(), text, call).overall == "incomplete"
        assert check(Facts(text, text, text, text, text, text), text, call, "2026-11-21").overall == "incomplete"


def test_two_hundred_letters_take_little_time() -> None:
    letters = [(Facts(**case["facts"]), case["text"], case["call"], case["today"]) for case in bases() + cases()][:200]
    check(*letters[0])
    began = time.process_time()
    for letter in letters:
        check(*letter)
    assert time.process_time() - began < EACH * len(letters)
