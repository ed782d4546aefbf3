"""Letters with small accidents and small tricks, made of the golden ones, always the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

# What hides, looks alike, marks up, or means something to the check.
INSERTED = (
    *("\u00a0", "\u200b", "\u00ad", "\u2011", "\u2003", "\ufeff", "\u2028", "\u0336", "\u3000", "\v", "\f", "\t"),
    *("—", "–", "‘", "’", "“", "”", "…", "•", "ﬁ", "é", "e\u0301", "а", "Ⅻ", "½", "№", "＆", "１", "³", "İ", "ß", "😀"),
    *("&", "&amp;", "&nbsp;", "&notit;", "<b>", "</b>", "<!--", "-->", "<div hidden>", "[x](y)", "![a](b)", "[name]"),
    *("_", "__", "*", "***", "~~", "`", "```\n", "\\", "\\\n", "  \n", "\n", "\n\n", "|", "|-|-|\n", "> ", "# "),
    *("    ", "- ", "1. ", "----\n", "===\n", "(", ")", "?", "!", ".", ";", ":", ",", "not ", "no ", "if ", "may "),
    *("the ", "The ", "and ", "draft ", "DRAFT", "REPLACE: ", "2025", "03/04/2025", "Jan. 5, 2024", "12 years old"),
    *("(ABC)", "555-123-4567", "ada@example.org", "Sincerely,", "Dear ", "K\u201312", "K through 12", "Inc."),
    *("Superintendent", "its Board, "),
)
FIELDS_CHANGED, FIELD_CHANGED, FIELD_EMPTY = 0.3, 0.4, 0.5


def mutated(cases: Sequence[dict[str, Any]], number: int, seed: int) -> list[dict[str, Any]]:
    """So many changed copies of cases; what a case expects no longer holds and is left out."""
    chance = random.Random(seed)
    return [_case(chance, dict(chance.choice(cases))) for _ in range(number)]


def _case(chance: random.Random, case: dict[str, Any]) -> dict[str, Any]:
    case.pop("expect", None)
    case["text"] = _text(chance, case["text"])
    if chance.random() < FIELDS_CHANGED:
        case["facts"] = {
            name: _field(chance, value) if name != "body_is" and chance.random() < FIELD_CHANGED else value
            for name, value in case["facts"].items()
        }
    return case


def _field(chance: random.Random, value: str) -> str:
    return "" if chance.random() < FIELD_EMPTY else _text(chance, value or "Ada Example")


def _text(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 5)):
        text = chance.choice((_words, _lines, _marked, _inserted, _inserted))(chance, text)
    return text


def _words(chance: random.Random, text: str) -> str:
    """A word gone, or said twice somewhere else."""
    words = text.split(" ")
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    if chance.random() < 0.5:
        del words[at]
    else:
        words.insert(at, words[other])
    return " ".join(words)


def _lines(chance: random.Random, text: str) -> str:
    """A line gone, said twice, or in the place of another one."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(3)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[other])
    else:
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def _marked(chance: random.Random, text: str) -> str:
    """A word in other letters, or in marks of Markdown."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    word = words[at]
    words[at] = chance.choice(
        (word.upper(), word.lower(), word.title(), f"**{word}**", f"*{word}*", f"~~{word}~~", f"`{word}`")
    )
    return " ".join(words)


def _inserted(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(INSERTED) + text[at:]
    return text
