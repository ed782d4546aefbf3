"""The names of an organization: in full, without its legal suffix, and by the short names that stand for it.

A short name counts when the facts give it and its letters are initials of the name, or when the letter introduces it:
"Name (ACRONYM)", "Name (the "Short Name")", "Name, hereafter called Short Name", "ACRONYM (Name)" or "ACRONYM stands
for Name". A name of who asks is never a short name of who answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hub.letters.reading import Span
from hub.letters.rules import rules, table, words
from hub.letters.tokens import Token, keys, phrases

LONGEST_SHORT_NAME = 5
LONGEST_SUFFIX = 12


@dataclass(frozen=True)
class Names:
    """The names as keys, longest first. `shown` is the name as the facts have it.

    `unproven` is a short name that the facts give, the letter does not introduce and the initials do not explain.
    """

    shown: str
    full: tuple[tuple[str, ...], ...]
    short: tuple[tuple[str, ...], ...]
    unproven: tuple[str, ...] = ()

    def find(self, found: Sequence[Token], start: int, end: int) -> list[Span]:
        """Every place between two tokens at which a name stands, the longest name at each; in order."""
        spans = []
        for index in range(start, end):
            for name in (*self.full, *self.short):
                stop = index + len(name)
                if stop <= end and found[index].key == name[0] and _keys(found[index:stop]) == name:
                    spans.append((index, stop))
                    break
        return spans

    def abbreviates(self, said: Sequence[str]) -> bool:
        """Whether words are the name with initials for some of its words, or the name spells out theirs."""
        return any(_shortens(said, name) or _shortens(name, said) for name in self.full)

    def find_board(self, found: Sequence[Token], start: int, end: int) -> list[Span]:
        """Every place at which a name stands in the possessive with a board behind it."""
        possessive = tuple((*name[:-1], name[-1] + "'s") for name in (*self.full, *self.short))
        spans = Names("", possessive, ()).find(found, start, end)
        return [span for span in spans if board_length(found[span[1] : end])]


def board_length(found: Sequence[Token]) -> int:
    """How many tokens at the beginning are a board, such as "Board of Education"."""
    there = _keys(found[:6])
    return max((len(board) for board in phrases("boards") if there[: len(board)] == board), default=0)


def _keys(found: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.key for token in found)


@cache
def _suffixes() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(phrases("legal_suffixes"), key=len, reverse=True))


def without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the legal form at its end."""
    suffix = next((s for s in _suffixes() if len(name) > len(s) and name[-len(s) :] == s), None)
    return without_suffix(name[: -len(suffix)]) if suffix else name


def suffix_length(found: Sequence[Token]) -> int:
    """How many tokens at the beginning are a legal form."""
    there = _keys(found[:LONGEST_SUFFIX])
    return next((len(s) for s in _suffixes() if there[: len(s)] == s), 0)


def names_of(organization: str, acronym: str, found: Sequence[Token], not_theirs: frozenset[tuple[str, ...]]) -> Names:
    """The names of an organization, with those that the letter introduces.

    `not_theirs` are the names of who asks, as keys.
    """
    said, _, rest = organization.partition("(")
    given = keys(said) or keys(organization)
    full = tuple(dict.fromkeys(name for name in (given, without_suffix(given)) if name))
    short = [keys(acronym)] if len(keys(acronym)) == 1 and _abbreviates(keys(acronym)[0], keys(organization)) else []
    if rest:
        short.append(keys(rest))
    for name in full:
        possessive = (*name[:-1], name[-1] + "'s")
        for start, end in Names("", (possessive, name), ()).find(found, 0, len(found)):
            after = end + suffix_length(found[end : end + LONGEST_SUFFIX])
            short += _introduced(found, after, name)
            short += _called(found, after, name)
            short += _introduced_before(found, start, end, name)
    kept = [name for name in dict.fromkeys(short) if name and name not in not_theirs and name not in full]
    given = keys(acronym)
    unproven = given if given and given not in (*kept, *full) and given not in not_theirs else ()
    by_length = [tuple(sorted(rows, key=len, reverse=True)) for rows in (full, kept)]
    return Names(organization, by_length[0], by_length[1], unproven)


def _abbreviates(short: str, name: Sequence[str]) -> bool:
    """Whether the letters of a short name stand in the initials of a name, in that order: LAUSD, ACOE."""
    initials = iter([key[:1] for key in name])  # A word of accents alone has an empty key.
    return all(letter in initials for letter in short)


def _shortens(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are those of a name, some of them by their initials: "Sample Valley USD"."""
    at = 0
    for word in said:
        if at < len(name) and name[at] == word:
            at += 1
        elif len(word) > 1 and word == "".join(key[:1] for key in name[at : at + len(word)]):
            at += len(word)
        else:
            return False
    return at == len(name) and len(said) > 1 and len(said) < len(name)


def _introduced(found: Sequence[Token], start: int, name: Sequence[str]) -> list[tuple[str, ...]]:
    """The short name in the parenthesis that begins at a token, when one does."""
    if start >= len(found) or "(" not in found[start].mark:
        return []
    end = start
    while end < len(found) and end - start <= LONGEST_SHORT_NAME and ")" not in found[end].after:
        end += 1
    inside = list(found[start : end + 1])
    if end >= len(found) or ")" not in found[end].after:
        return []
    quoted = any('"' in token.mark or "'" in token.mark for token in inside)
    while inside and inside[0].key in words("introducing"):
        inside = inside[1:]
    if _keys(inside[-2:]) == ("for", "short"):
        inside = inside[:-2]
    if not inside:
        return []
    if quoted or (len(inside) == 1 and _capitals(inside[0]) >= 2) or _is_part(_keys(inside), name):
        return [_keys(inside)]
    return []


def _is_part(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are the name with initials for some of its words, or the two or more words that it begins with."""
    return _shortens(said, name) or (1 < len(said) < len(name) and tuple(name[: len(said)]) == tuple(said))


def _called(found: Sequence[Token], start: int, name: Sequence[str]) -> list[tuple[str, ...]]:
    """The short name behind "hereafter", "hereinafter called" or "also known as"."""
    at = start
    while at < len(found) and found[at].sentence == found[start - 1].sentence and found[at].key in words("introducing"):
        at += 1
    naming = any(token.key in words("naming") for token in found[start:at])
    if not naming or at >= len(found) or found[at].sentence != found[start - 1].sentence:
        return []
    quoted = '"' in found[at].mark or "'" in found[at].mark
    end = at
    while end < len(found) and end - at < LONGEST_SHORT_NAME and (quoted or found[end].capital):
        end += 1
        if found[end - 1].after:
            break
    said = _keys(found[at:end])
    kinds = words("organization_words") | words("units")
    its_own = len(said) == 1 or _is_part(said, name) or all(key in name or key in kinds for key in said)
    return [said] if said and its_own else []


def _introduced_before(found: Sequence[Token], start: int, end: int, name: Sequence[str]) -> list[tuple[str, ...]]:
    """What stands before a name in parentheses: "SVUSD (Sample Valley Unified School District)", or the long form of a
    name that the facts shorten: "Sample Valley Unified School District (Sample Valley USD)"."""
    for parts in phrases("stands_for"):
        at = start - len(parts) - 1
        if at >= 0 and _keys(found[at + 1 : start]) == parts and found[at].sentence == found[start].sentence:
            return [(found[at].key,)] if _capitals(found[at]) >= 2 else []
    enclosed = start > 0 and "(" in found[start].mark and ")" in found[end - 1].after
    if enclosed and len(name) > 1:
        for size in range(len(name) + 1, min(len(name) + LONGEST_SHORT_NAME, start) + 1):
            if _shortens(name, _keys(found[start - size : start])):
                return [_keys(found[start - size : start])]
    return [(found[start - 1].key,)] if enclosed and _capitals(found[start - 1]) >= 2 else []


def _capitals(token: Token) -> int:
    return sum(1 for char in token.shown if char in rules()["upper"])


def in_plain_letters(found: Sequence[Token]) -> list[Token]:
    """The tokens with letters of other scripts replaced by the Latin ones that look like them."""
    looks = table("look_alikes")
    return [token._replace(key="".join(looks.get(char, char) for char in token.key)) for token in found]


def looks_alike(key: str) -> bool:
    """Whether a word mixes Latin letters with others that look like them."""
    looks = table("look_alikes")
    return any(char in looks for char in key) and any("a" <= char <= "z" for char in key)
