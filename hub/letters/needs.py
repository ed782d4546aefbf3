"""Words that a passage must name: one of several, in any spelling that counts as the same.

A name of who asks stands for each of its other names; a possessive ending does not count.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.letters.findings import CallWords
from hub.letters.reading import Span
from hub.letters.tokens import Token, keys


def asker_names(call: CallWords) -> frozenset[tuple[str, ...]]:
    """The names of who asks, as keys."""
    return frozenset(keys(name) for name in call["short_names"])


def need_spans(found: Sequence[Token], need: Sequence[str], call: CallWords) -> list[Span]:
    """Where one of the words of a need stands, in order."""
    # In the order of the call, so that of two phrases with the same beginning the same one is always found.
    phrases = dict.fromkeys(words for word in need if (words := keys(word)))
    askers = asker_names(call)
    if phrases.keys() & askers:
        phrases |= dict.fromkeys(keys(name) for name in call["short_names"])
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for parts in phrases:
        by_first.setdefault(parts[0], []).append(parts)
    spans = []
    for index, token in enumerate(found):
        for parts in by_first.get(bare(token.key), ()):
            end = index + len(parts)
            if len(parts) == 1 or [bare(other.key) for other in found[index:end]] == [bare(part) for part in parts]:
                spans.append((index, end))
                break
    return spans


def bare(key: str) -> str:
    """A word without its possessive ending."""
    return key.removesuffix("'s").removesuffix("'") if "'" in key else key
