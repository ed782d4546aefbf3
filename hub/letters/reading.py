"""A letter read: its tokens, its sentences, and where the phrases of the word lists stand in them.

All phrases of all lists are looked for in one pass: each list by the first word of its phrases. A negation inside a
phrase of `not_negations` ("not only") is none, and no limit either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from hub.letters.page_marks import without_page_marks
from hub.letters.rules import rules
from hub.letters.seen import Block, Hidden, Seen
from hub.letters.tokens import Token, keys, tokens

Span = tuple[int, int]  # Indexes of tokens: the first, and the one after the last.
LISTS = (
    *("negations", "not_negations", "hedges", "conditions", "strong_conditions", "takes_back"),
    *("limits", "goal_hedges", "undoing"),
    *("placeholders", "drafts", "lorem", "automatic", "child"),
)


@dataclass(frozen=True)
class Reading:
    """What is read of a letter. `marks` are the phrases found, by the name of their list."""

    seen: Seen
    tokens: list[Token]
    sentences: list[Span]
    marks: dict[str, list[Span]]

    def sentence(self, index: int) -> Span:
        """The sentence in which a token stands."""
        return self.sentences[self.tokens[index].sentence - self.tokens[0].sentence]

    def has(self, name: str, start: int, end: int) -> Span | None:
        """The first phrase of a list that stands within these tokens."""
        return next(self.within(name, start, end), None)

    def within(self, name: str, start: int, end: int) -> Iterator[Span]:
        """The phrases of a list that stand within these tokens."""
        rows = self.marks[name]
        for index in range(bisect_left(rows, (start, 0)), len(rows)):
            if rows[index][0] >= end:
                return
            if rows[index][1] <= end:
                yield rows[index]


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every phrase of every list by its first key, with the name of the list."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in LISTS:
        for phrase in rules()[name]:
            parts = keys(phrase)
            found.setdefault(parts[0], []).append((parts, name))
    return found


def read(seen: Seen, vocabulary: frozenset[str]) -> Reading:
    """Reads what a visitor sees, but for the numbers of pages.

    `vocabulary` are the words of the call, for words divided at the end of a line.
    """
    seen = without_page_marks(seen)
    found = tokens(seen.blocks, vocabulary)
    return Reading(seen, found, _sentences(found), phrases_in(found))


def phrases_in(found: Sequence[Token]) -> dict[str, list[Span]]:
    """Where the phrases of the lists stand, by list and in order."""
    known, endings = _phrases(), tuple(rules()["negation_endings"])
    marks: dict[str, list[Span]] = {name: [] for name in LISTS}
    for index, token in enumerate(found):
        for parts, name in known.get(token.key, ()):
            end = index + len(parts)
            if len(parts) == 1 or tuple(other.key for other in found[index:end]) == parts:
                marks[name].append((index, end))
        if token.key.endswith(endings):
            marks["negations"].append((index, index + 1))
    harmless = {at for start, end in marks["not_negations"] for at in range(start, end)}
    marks["negations"] = [row for row in marks["negations"] if row[0] not in harmless]
    # "Not only one of them" limits nothing either.
    marks["limits"] = [row for row in marks["limits"] if not harmless & {row[0], row[0] - 1}]
    return marks


# Whatever is missing is looked for in the hidden text too, and a letter may hide ten thousand pieces of it.
@lru_cache(maxsize=2)
def hidden_text(seen: Seen) -> tuple[tuple[Hidden, list[Token]], ...]:
    """The tokens of what a visitor does not see."""
    return tuple((part, tokens([Block("paragraph", part.line, part.text)])) for part in seen.hidden)


def _sentences(found: list[Token]) -> list[Span]:
    """The first token of each sentence, and the one after its last; a sentence of dropped words alone is empty."""
    spans: list[Span] = []
    for index, token in enumerate(found):
        number = token.sentence - found[0].sentence
        while len(spans) <= number:
            spans.append((index, index))
        spans[number] = (spans[number][0], index + 1)
    return spans
