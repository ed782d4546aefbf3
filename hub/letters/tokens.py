"""The words of a text, made comparable.

1. `plain` replaces typographic characters (`characters`), then normalizes (NFKC), so that quotes, dashes, spaces,
   ligatures and composed letters are alike; characters without width are gone.
2. Words are runs of characters that are not `separators`; an apostrophe counts when it stands inside a word. `&` is a
   word. What stands between two words is the mark of the second.
3. A word that is divided at the end of a line is joined when the whole is a word of `vocabulary`.
4. The `spellings` of one thing (K-12, K through 12) become one word; `same` makes words alike that count as one.
5. The key of a word is what is compared: small letters without accents. Its shown form is compared only to tell
   "nearly" from "present". Words of `dropped` ("the") are no tokens: they are kept in `the` of the next one.
6. Sentences end at `sentence_marks` before a space and a capital letter, digit or quote, not after an abbreviation or
   a single letter; and with the block. Clauses end with the sentence and at `clause_marks` or a dash between spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from hub.letters.rules import rules, table, words
from hub.letters.seen import Block


class Token(NamedTuple):
    """A word. `mark` and `after` are the signs before and after it; `hyphen` joins it to the one before.

    `the` holds the words before it that are not compared. `block` is the index of its block, `sentence` and `clause`
    count through the whole text.
    """

    key: str
    shown: str
    the: str
    mark: str
    after: str
    hyphen: bool
    line: int
    block: int
    sentence: int
    clause: int

    @property
    def capital(self) -> bool:
        return lower(self.shown[:1]) != self.shown[:1]


@cache
def _characters() -> dict[int, str]:
    return {ord(char): to for char, to in table("characters").items()}


@cache
def _lower() -> dict[int, str]:
    return {ord(a): b for a, b in zip(rules()["upper"], rules()["lower"], strict=True)}


@cache
def _word() -> re.Pattern[str]:
    outside = re.escape(rules()["separators"])
    return re.compile(f"&|[^{outside}&']+(?:'[^{outside}&']+)*")


@cache
def _spellings() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Spellings by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in table("spellings").items():
        for phrase in phrases:
            parts = tuple(phrase.split(" "))
            found.setdefault(parts[0], []).append((parts, name))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def lower(text: str) -> str:
    """Small letters, by the table `upper` and `lower`: never by a locale."""
    return text.translate(_lower())


def plain(text: str) -> str:
    """A text without differences of typography. Line breaks stay."""
    if text.isascii():
        return text.replace("\t", " ").replace("`", "'")
    text = text.replace("\u00ad\n", "-\n")
    return unicodedata.normalize("NFKC", text.translate(_characters()))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Small letters without accents. Strokes through letters (U+0334 to U+0338) stay: they strike text out."""
    small = lower(text)
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFD", small)
    return "".join(char for char in parts if not ("\u0300" <= char <= "\u0333" or "\u0339" <= char <= "\u036f"))


@dataclass(slots=True)
class _Raw:
    """A word as it stands: where it begins and ends in the text, and how many lines above it."""

    key: str
    shown: str
    mark: str
    line: int


def tokens(blocks: Sequence[Block], vocabulary: frozenset[str] = frozenset()) -> list[Token]:
    """The words of the blocks in their order."""
    found: list[Token] = []
    dropped, same = words("dropped"), table("same")
    sentence = clause = 0
    for index, block in enumerate(blocks):
        raw, end = _raw(plain(block.text), block.line, vocabulary)
        the, the_mark = "", ""
        for number, word in enumerate(raw):
            following = raw[number + 1].mark if number + 1 < len(raw) else end
            if word.mark in ("", " "):
                mark = the_mark
            else:
                mark = the_mark + _signs(word.mark)
                if number and _ends_sentence(raw[number - 1], word):
                    sentence, clause = sentence + 1, clause + 1
                elif _ends_clause(word.mark):
                    clause += 1
            if word.key in dropped:
                the, the_mark = f"{the} {word.shown}".strip(), mark
                continue
            after = "" if following == " " else _signs(following)
            hyphen = word.mark in ("-", "-\n")
            key = same.get(word.key, word.key)
            found.append(Token(key, word.shown, the, mark, after, hyphen, word.line, index, sentence, clause))
            the, the_mark = "", ""
        sentence, clause = sentence + 1, clause + 1
    return found


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """The keys of a phrase: how word lists and names are compared."""
    return tuple(token.key for token in phrase(text))


@cache
def phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """A list of phrases as keys."""
    return tuple(keys(text) for text in rules()[name])


@lru_cache(maxsize=4096)
def phrase(text: str) -> tuple[Token, ...]:
    """The tokens of a phrase."""
    return tuple(tokens([Block("paragraph", 0, text)]))


def shown(found: Iterable[Token]) -> str:
    """Tokens as they stand in the letter, for showing them."""
    parts: list[str] = []
    for token in found:
        space = "" if not parts else "-" if token.hyphen else " "
        parts.append(space + (f"{token.the} " if token.the else "") + token.shown)
    return "".join(parts)


def _signs(mark: str) -> str:
    """A mark without spaces and unseen line breaks."""
    return mark.replace(" ", "").replace("\n", "")


def _raw(text: str, line: int, vocabulary: frozenset[str]) -> tuple[list[_Raw], str]:
    """The words of a text with the signs before each, and the signs after the last."""
    found: list[_Raw] = []
    ended = 0
    for match in _word().finditer(text):
        start, word = match.start(), match[0]
        mark = text[ended:start]
        if "\n" in mark:
            line += mark.count("\n")
        if found and mark == "-\n" and fold(found[-1].shown + word) in vocabulary:
            before = found[-1]
            before.shown += word
            before.key = fold(before.shown)
        else:
            found.append(_Raw(fold(word), word, mark, line))
        ended = match.end()
    return _spelled(found), text[ended:]


def _spelled(raw: list[_Raw]) -> list[_Raw]:
    """Several words that are one thing, as one."""
    known = _spellings()
    if not any(word.key in known for word in raw):
        return raw
    found: list[_Raw] = []
    skip = 0
    for index, word in enumerate(raw):
        if skip:
            skip -= 1
            continue
        for parts, name in known.get(word.key, ()):
            rest = raw[index : index + len(parts)]
            joined = all(other.mark.strip(" \n") in ("", "-") for other in rest[1:])
            if joined and tuple(other.key for other in rest) == parts:
                said = rest[0].shown + "".join(("-" if "-" in o.mark else " ") + o.shown for o in rest[1:])
                word, skip = _Raw(name, said, word.mark, word.line), len(parts) - 1
                break
        found.append(word)
    return found


def _ends_sentence(before: _Raw, word: _Raw) -> bool:
    mark = word.mark
    if not any(sign in mark for sign in rules()["sentence_marks"]) or not (" " in mark or "\n" in mark):
        return False
    if "!" in mark or "?" in mark:
        return True
    first = mark.lstrip("\"')]}_*")
    if not first.startswith("."):
        return False
    abbreviated = before.key in words("abbreviations") or (len(before.key) == 1 and before.shown != before.key)
    return not abbreviated and (lower(word.shown[:1]) != word.shown[:1] or word.shown[:1] in "0123456789")


def _ends_clause(mark: str) -> bool:
    return any(sign in mark for sign in rules()["clause_marks"]) or "- " in mark or " -" in mark
