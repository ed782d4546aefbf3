"""Words made comparable: typography does not count, spellings of one thing are one word."""

from __future__ import annotations

import pytest

from hub.letters.rules import rules
from hub.letters.seen import Block
from hub.letters.tokens import Token, fold, keys, lower, plain, shown, tokens


def read(*texts: str, vocabulary: frozenset[str] = frozenset()) -> list[Token]:
    return tokens([Block("paragraph", 1, text) for text in texts], vocabulary)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Medicine's", "medicine\u2019s"),
        ("Medicine's", "Medicine\u02bcs"),
        ("evidence-based", "evidence\u2011based"),
        ("evidence-based", "evidence based"),
        ("the goals of the", "goals of"),
        ("science & arts", "Sciences and Arts"),
        ("K-12", "K\u201312"),
        ("K-12", "K12"),
        ("K-12", "K through 12"),
        ("K-12", "kindergarten through grade 12"),
        ("CASTL-K12", "castl k-12"),
        ("four goals", "4 goals"),
        ("policies, tools, and examples", "policies, tools and examples"),
        ("Uni\ufb01ed", "Unified"),
        ("stake\u200bholders", "stakeholders"),
        ("engage\u00adment", "engagement"),
        ("Pe\u00f1a", "Pen\u0303a"),
        ("Rocío", "Rocio"),
        ("\uff21\uff22", "ab"),
    ],
)
def test_what_counts_as_the_same(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("coherent", "incoherent"),
        ("Sample", "S\u0430mple"),
        ("School", "Sch\u03bfol"),
        ("commits", "c\u0336o\u0336m\u0336m\u0336i\u0336t\u0336s\u0336"),
        ("K-12", "K-5"),
        ("commits", "commit"),
        ("abc", "\u202eabc"),
    ],
)
def test_what_stays_different(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_a_word_that_is_divided_at_the_end_of_a_line_is_joined_when_it_is_known() -> None:
    known = frozenset({"communication"})
    assert [t.key for t in read("communi-\ncation and evidence-\nbased", vocabulary=known)] == [
        "communication",
        "and",
        "evidence",
        "based",
    ]
    assert [t.key for t in read("communi-\ncation")] == ["communi", "cation"]
    assert [t.key for t in read("communi\u00ad\ncation", vocabulary=known)] == ["communication"]


def test_sentences_and_clauses() -> None:
    found = read("We like it, Inc. said. Dr. K. Example agrees; so do I! Do you? yes.", "Next")
    assert [(t.shown, t.sentence) for t in found if t.shown in ("said", "Dr", "Example", "Do", "yes", "Next")] == [
        ("said", 0),
        ("Dr", 1),
        ("Example", 1),
        ("Do", 2),
        ("yes", 3),
        ("Next", 4),
    ]
    assert len({t.clause for t in found if t.sentence == 1}) == 2


def test_a_token_knows_its_place_and_its_signs() -> None:
    (first, second) = read("The (SVUSD),\nwhich")
    assert (first.the, first.mark, first.after, first.line) == ("The", "(", "),", 1)
    assert (second.mark, second.line) == ("),", 2)


def test_tokens_are_shown_as_they_stand() -> None:
    assert shown(read("the Evidence-based  policies of the\nK through 12 schools")) == (
        "the Evidence-based policies of the K through 12 schools"
    )


def test_small_letters_come_from_the_table() -> None:
    assert lower("ÀÉÑ ΑΩ ЖЯ ẞ") == "àéñ αω жя ß"
    assert len(rules()["upper"]) == len(rules()["lower"])
    assert fold("ÑANDÚ") == "nandu"


def test_typography_is_made_plain() -> None:
    assert plain("\u201cone\u201d \u2014 two\u2026\u00a03\t4") == '"one"  \u2014  two... 3 4'
