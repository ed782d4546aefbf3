"""Sentences elsewhere that take the pledge back, or make it depend on something.

A sentence takes it back with a phrase of `takes_back`, or with a negation right before a word that promises, when it
speaks of goals. It makes it depend on something with a phrase of `strong_conditions`, when it speaks of the commitment;
the sentence after the pledge may also speak of "this", and may limit the pledge to some goals (`limits`).
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.letters.findings import CallWords, Reason
from hub.letters.goals import statement_spans
from hub.letters.reading import Reading, Span
from hub.letters.rules import rules, words
from hub.letters.tokens import Token, phrases, shown

DENIAL_REACH = 2  # So many words may stand between "not" and "support".


def taken_back(reading: Reading, call: CallWords, spans: Sequence[Span]) -> Reason | None:
    """A sentence elsewhere that takes the pledge back or makes it depend on something. `spans` are the pledges."""
    found = reading.tokens
    own = {found[start].sentence for start, _ in spans}
    goals = {found[start].block for start, _ in statement_spans(reading, call)}
    for number, (first, last) in enumerate(reading.sentences):
        if number in own or first == last:
            continue
        said = {"found": shown(found[first:last])}
        back = reading.has("takes_back", first, last)
        back = back or (None if found[first].block in goals else _not_supported(reading, first, last))
        if back:
            return Reason("pledge-taken-back", said, found[back[0]].line)
        follows = number - 1 in own
        about = "commitment_words" if follows else "strict_commitment_words"
        depends = reading.has("strong_conditions", first, last) and _speaks_of(found[first:last], about)
        limited = follows and reading.has("limits", first, last) and _speaks_of(found[first:last], "limited_words")
        if depends or limited:
            return Reason("pledge-condition-elsewhere", said, found[first].line)
    return None


def _not_supported(reading: Reading, first: int, last: int) -> Span | None:
    """A negation right before a word that promises, in a sentence that speaks of goals."""
    found = reading.tokens
    if not any(token.key in words("goal_words") for token in found[first:last]):
        return None
    for start, end in reading.within("negations", first, last):
        near = found[end : min(end + DENIAL_REACH, last)]
        word = found[end - 1].key
        if word not in words("denials") and not word.endswith(tuple(rules()["negation_endings"])):
            continue
        if any(token.key in words("promises") for token in near):
            return (start, end)
    return None


def _speaks_of(found: Sequence[Token], name: str) -> bool:
    there = f" {' '.join(token.key for token in found)} "
    return any(f" {' '.join(word)} " in there for word in phrases(name))
