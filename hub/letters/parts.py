"""The parts of a letter that are found by where they stand: its top, salutation, closing and signature block.

Lines are those that a reader sees as such: those of the file and fixed breaks. The top is everything before the
salutation, or before the first line of prose when nobody is greeted. The closing is the last short line that begins
with a phrase such as "Sincerely"; the signature block follows it, up to enclosures. Without a closing the signature
block is the run of short lines at the end. A letter of a few short lines has no prose: its first short sentence, its
closing or its date ends the top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hub.letters.dates import Date, find_dates, labeled
from hub.letters.rules import words
from hub.letters.seen import FIXED_BREAK, Block
from hub.letters.tokens import fold, keys, phrases, plain

PROSE_WORDS = 13  # A line of so many words is prose, and so is one of PROSE_SENTENCE words that ends as a sentence.
PROSE_SENTENCE = 8
SHORT_SENTENCE = 2  # Where no line is prose, one of so many words that ends in a small word and a sign is a sentence.
CLOSING_WORDS = 8
GREETING_WORDS = 25
# No line with the date of a letter has more characters, and no head or foot more lines that are looked at.
LONGEST_DATE_LINE = 200
MOST_LINES = 60


class SeenLine(NamedTuple):
    """A line as it is read: its number in the file, its text, and the index of its block."""

    line: int
    text: str
    block: int


@dataclass(frozen=True)
class Parts:
    """The lines of a letter by what they are. `date_line` is the line of `date`, 0 when there is none."""

    top: tuple[SeenLine, ...]
    middle: tuple[SeenLine, ...]
    signature: tuple[SeenLine, ...]
    salutation: str = ""
    closing: str = ""
    dates: tuple[tuple[Date, int], ...] = ()


def lines_of(blocks: Sequence[Block]) -> list[SeenLine]:
    """The lines of all blocks that are not empty."""
    rows = []
    for index, block in enumerate(blocks):
        for number, text in enumerate(block.text.split("\n")):
            said = plain(text).replace(FIXED_BREAK, "").strip()
            if said:
                rows.append(SeenLine(block.line + number, said, index))
    return rows


def parts_of(blocks: Sequence[Block]) -> Parts:
    """Finds the parts of a letter."""
    rows = lines_of(blocks)
    greeting = next(
        (i for i, row in enumerate(rows[:MOST_LINES]) if _begins(row.text, "salutations", GREETING_WORDS)), None
    )
    closing = _closing(rows, greeting or 0)
    body = rows[: closing[0] if closing else len(rows)]
    is_said = is_prose if any(is_prose(row.text) for row in body) else _is_sentence
    top = _top(body, is_said, closing is None) if greeting is None else greeting
    if closing is None:
        first, tail = top if greeting is None else top + 1, len(rows)
        while tail > first and not is_said(rows[tail - 1].text) and blocks[rows[tail - 1].block].kind == "paragraph":
            tail -= 1
        middle, signature, said = rows[top:tail], rows[tail:], ""
    else:
        at, said = closing
        middle, signature = rows[top:at], rows[at + 1 :]
        rest = rows[at].text[len(said) :].strip(" ,.!:")
        if rest:
            signature = [SeenLine(rows[at].line, rest, rows[at].block), *signature]
    signature = _until_enclosures(signature)
    greeted = rows[greeting].text if greeting is not None else ""
    dates = _dates(rows[: min(top, MOST_LINES)], signature, rows[top : top + 3])
    return Parts(tuple(rows[:top]), tuple(middle), tuple(signature), greeted, said, tuple(dates))


def is_prose(text: str) -> bool:
    """Whether a line is a sentence of the letter and not a line of its head or foot."""
    count = len(text.split())
    return count >= PROSE_WORDS or (count >= PROSE_SENTENCE and text.rstrip("\"')")[-1:] in (".", ":", ";"))


def _is_sentence(text: str) -> bool:
    """Whether a short line is a sentence: it ends as one, and not in a name or an abbreviation."""
    said = text.split()
    last = said[-1] if said else ""
    ends = text.rstrip("\"')")[-1:] in (".", ":", ";", "!", "?")
    return len(said) >= SHORT_SENTENCE and ends and "a" <= last[:1] <= "z"


def _top(body: Sequence[SeenLine], is_said: Callable[[str], bool], unclosed: bool) -> int:
    """How many lines stand above the letter itself when nobody is greeted: those before its first sentence.

    Without any sentence they are all of the `body`; when no closing ends it either, they are those up to the date.
    """
    first = next((i for i, row in enumerate(body) if is_said(row.text)), None)
    if first is not None or not unclosed:
        return len(body) if first is None else first
    dated = {line for _, line in _dates(body[:MOST_LINES], (), ())}
    return next((i + 1 for i, row in enumerate(body) if row.line in dated), len(body))


def _begins(text: str, name: str, most: int) -> bool:
    if len(text.split()) > most:
        return False
    said = keys(text)
    return any(said[: len(parts)] == parts for parts in phrases(name))


def _closing(rows: Sequence[SeenLine], top: int) -> tuple[int, str] | None:
    """The line of the closing and its words, the last one below the top."""
    for index in range(len(rows) - 1, top - 1, -1):
        text = rows[index].text
        first, _, rest = text.partition(",")
        if len(text.split()) > CLOSING_WORDS or (rest.strip() and len(first.split()) > 4):
            continue
        if keys(first) in phrases("closings"):
            return index, first
    return None


def _until_enclosures(rows: Sequence[SeenLine]) -> list[SeenLine]:
    kept: list[SeenLine] = []
    for row in rows[:MOST_LINES]:
        label = row.text.partition(":")[0]
        if kept and " ".join(keys(label)) in words("after_signature"):
            break
        kept.append(row)
    return kept


_SET_OFF = frozenset(",;|·–—-")


def _dates(top: Sequence[SeenLine], signature: Sequence[SeenLine], below: Sequence[SeenLine]) -> list[tuple[Date, int]]:
    """The dates of the letter: on a line of their own at the top, or beside the signature."""
    rows = []
    for place, lines in (("top", top), ("below", below), ("signature", signature)):
        for row in lines:
            first = keys(row.text)[:1]
            if (first and first[0] in words("not_date_lines")) or len(row.text) > LONGEST_DATE_LINE:
                continue
            for date, rest in find_dates(row.text):
                left = labeled(rest).split()
                most = 0 if place != "top" or date.kind == "partial" else 8 if _is_set_off(date.said, row.text) else 4
                beside = place == "signature" and date.kind != "partial" and not is_prose(row.text)
                if len(left) <= most or beside:
                    rows.append((date, row.line))
    return rows


def _is_set_off(said: str, text: str) -> bool:
    """Whether a date begins or ends a line and a sign stands beside it: `Sample County, May 4, 2023`."""
    before, _, after = text.partition(said)
    begins, ends = not before.strip(), not after.strip()
    return (ends and before.rstrip()[-1:] in _SET_OFF) or (begins and after.lstrip()[:1] in _SET_OFF)


def label_of(text: str) -> tuple[str, str]:
    """The label of a line such as `Title: Superintendent`, and the rest."""
    label, sign, rest = text.partition(":")
    if sign and fold(label.strip()) in words("labels"):
        return fold(label.strip()), rest.strip()
    return "", text
