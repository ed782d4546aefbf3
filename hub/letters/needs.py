"""Words that a passage must name: one of several, in any spelling that counts as the same.

A name of who asks stands for each of its other names; a possessive ending does not count.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.letters.findings import CallWords
from hub.letters.reading import Span
from hub.letters.rules import words
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
        # Few words have an apostrophe, and this is asked of every word for every need.
        for parts in by_first.get(bare(token.key) if "'" in token.key else token.key, ()):
            end = index + len(parts)
            if len(parts) == 1 or [bare(other.key) for other in found[index:end]] == [bare(part) for part in parts]:
                spans.append((index, end))
                break
    return spans


def title_spans(
    found: Sequence[Token], need: Sequence[str], short: Sequence[str], call: CallWords
) -> tuple[list[Span], list[Span]]:
    """Where a title stands, in full or by a short form, in order; and where it may be meant.

    A short form counts with a capital letter, not as the end of another name ("Marketing Framework"): in a letter that
    gives the title too, or with "the" where nothing else in the letter bears that name. A title of one's own ("our
    framework for ...") is not the one that is asked for.
    """
    full = need_spans(found, need, call)
    own = [span for span in full if span[0] and found[span[0] - 1].key in words("ones_own")]
    named = [span for span in full if span not in own]
    inside = {index for start, end in full for index in range(start, end)}
    short_forms = [span for span in need_spans(found, short, call) if span[0] not in inside]
    brief = [span for span in short_forms if _is_name(found, span[0])]
    if not named and not own and len(brief) == len(short_forms):
        named = [span for span in brief if found[span[0]].the]
    return (sorted({*named, *brief}), own) if named else ([], sorted([*own, *brief]))


def _is_name(found: Sequence[Token], at: int) -> bool:
    """Whether a word is a name by itself: with a capital letter, and behind none that belongs to it."""
    if not found[at].capital:
        return False
    before = found[at - 1] if at and not found[at].mark and found[at - 1].sentence == found[at].sentence else None
    return before is None or not (before.capital or before.key in words("ones_own"))


def bare(key: str) -> str:
    """A word without its possessive ending."""
    return key.removesuffix("'s").removesuffix("'") if "'" in key else key
