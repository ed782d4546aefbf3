"""The goals statement: the words before the goals, and every goal, in any order.

A goal is there when its words stand in the letter and nothing in their sentence denies them. The sentence of an item
begins with the last sentence of the text before its list. The words before the goals are the printed ones, or a
sentence that names everything in `lead_in_needs`; of several, the last one that begins before the first goal. Their
sentence is read up to the first goal in it: a negation there refuses them, a limit or condition is for a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hub.letters.findings import CallWords, Difference, Outcome, Part, Reason
from hub.letters.matching import Nearest, nearest, occurrences, tolerated
from hub.letters.needs import asker_names, need_spans
from hub.letters.reading import Reading, Span
from hub.letters.rules import words
from hub.letters.tokens import Token, phrase, shown

LEAD_IN = "lead-in"


def statement_spans(reading: Reading, call: CallWords) -> list[Span]:
    """Where the exact words of the goals stand."""
    return [span for goal in call["goals"] for span in occurrences(phrase(goal["statement"]), reading.tokens)]


def goal_parts(
    reading: Reading, call: CallWords, taken: Sequence[Span], exact: Sequence[Span], led: tuple[Part, Span]
) -> tuple[Part, ...]:
    """The lead-in and every goal. `taken` are the spans of other fixed statements, `exact` those of the goals, `led` is
    what `lead_in` found."""
    lead, lead_span = led
    used = [*taken, *exact]
    goals = []
    for goal in call["goals"]:
        wanted = phrase(goal["statement"])
        found = [
            _exact(goal["id"], reading, wanted, span, lead_span, exact) for span in occurrences(wanted, reading.tokens)
        ]
        if found:
            order: tuple[Outcome, ...] = ("present", "nearly", "person", "missing")
            goals.append(min(found, key=lambda part: order.index(part.outcome)))
        else:
            goals.append(_absent(goal["id"], goal["statement"], reading, wanted, used, call))
    return (lead, *(_with_paste(part, call) for part in goals))


def _with_paste(part: Part, call: CallWords) -> Part:
    if part.outcome in ("present", "nearly"):
        return part
    statement = next(goal["statement"] for goal in call["goals"] if goal["id"] == part.id)
    return Part(part.id, part.outcome, part.line, part.differences, part.reasons, statement)


def _exact(id: str, reading: Reading, wanted: Sequence[Token], span: Span, lead: Span, exact: Sequence[Span]) -> Part:
    """A goal whose words stand there: what its sentence makes of it."""
    start, end = span
    found = reading.tokens
    line = found[start].line
    first, last = reading.sentence(start)
    before = lead[1] if first <= lead[0] < start else first
    tail = _tail(reading, end, last, exact)
    denied = _same_clause(reading, before, start) or reading.has("negations", end, tail)
    denied = denied or _same_clause(reading, before, start, "undoing") or _denied_by_lead(reading, start, lead)
    if denied:
        said = shown(found[denied[0] : denied[1]])
        return Part(id, "missing", line, reasons=(Reason("goal-denied", {"found": said}, found[denied[0]].line),))
    hedge = _same_clause(reading, before, start, "goal_hedges")
    if hedge:
        said = shown(found[hedge[0] : end])
        return Part(id, "missing", line, reasons=(Reason("goal-hedged", {"found": said}, line),))
    around = [(name, a, b) for name in ("conditions", "negations") for a, b in ((before, start), (end, last))]
    doubt = next((row for name, a, b in around if (row := reading.has(name, a, b))), None) or _after(reading, end)
    if doubt:
        said = shown(found[doubt[0] : doubt[1]])
        return Part(id, "person", line, reasons=(Reason("goal-with-condition", {"found": said}, found[doubt[0]].line),))
    differences = tolerated(wanted, found[start:end])
    if tail > end:
        differences += (Difference(shown(wanted[-2:]), shown(found[end - 2 : tail]), found[end].line),)
        if any(token.key in words("narrowing") for token in found[end:tail]):
            reason = Reason("goal-narrowed", {"found": shown(found[end:tail])}, found[end].line)
            return Part(id, "missing", line, differences, (reason,))
    return Part(id, "nearly" if differences else "present", line, differences)


def _same_clause(reading: Reading, first: int, start: int, name: str = "negations") -> Span | None:
    """A negation, or another phrase, that stands in the same clause as the goal, before it."""
    begin = start
    while begin > first and reading.tokens[begin - 1].clause == reading.tokens[start].clause:
        begin -= 1
    return reading.has(name, begin, start)


def _after(reading: Reading, end: int) -> Span | None:
    """A denial or a limit of the goal in the next sentence of its block."""
    found = reading.tokens
    _, last = reading.sentence(end - 1)
    if last == len(found) or found[last].block != found[end - 1].block:
        return None
    first, last = reading.sentence(last)
    about = any(token.key in words("goal_words") for token in found[first:last])
    return (reading.has("negations", first, last) or reading.has("limits", first, last)) if about else None


def _denied_by_lead(reading: Reading, start: int, lead: Span) -> Span | None:
    """A negation in the sentence that leads to the list of an item; the lead-in is judged by itself."""
    blocks, block = reading.seen.blocks, reading.tokens[start].block
    if reading.tokens[start].block == 0 or blocks[block].kind not in ("item", "cell"):
        return None
    before = block - 1
    while before >= 0 and blocks[before].kind == blocks[block].kind and blocks[before].depth >= blocks[block].depth:
        before -= 1
    index = start
    while index >= 0 and reading.tokens[index].block > before:
        index -= 1
    if index < 0 or reading.tokens[index].block != before:
        return None
    first, last = reading.sentence(index)
    if lead[0] < last and first < lead[1]:
        return None
    return reading.has("negations", first, last)


def _tail(reading: Reading, end: int, last: int, exact: Sequence[Span]) -> int:
    """Where the words end that follow a goal without any sign; `and` leads to the next goal, a new line may."""
    found = reading.tokens
    starts = {start for start, _ in exact}
    stop = end
    while stop < last and not found[stop].mark and stop not in starts:
        footnote = all(char in "0123456789" for char in found[stop].shown)
        if footnote or (found[stop].capital and found[stop].line != found[stop - 1].line):
            break
        stop += 1
    return end if stop > end and found[end].key == "and" else stop


def _absent(
    id: str, statement: str, reading: Reading, wanted: Sequence[Token], used: Sequence[Span], call: CallWords
) -> Part:
    """A goal whose words do not stand there: changed, reworded, or nowhere."""
    found = nearest(wanted, reading, used, asker_names(call).__contains__)
    if found is None or found.sense == "none":
        return Part(id, "missing", reasons=(Reason("goal-not-there", {"wanted": statement}),))
    return _not_exact(id, found, reading)


def _not_exact(id: str, found: Nearest, reading: Reading) -> Part:
    start, end = found.span
    line = reading.tokens[start].line
    said = {"found": shown(reading.tokens[start:end])}
    if found.sense == "changed":
        return Part(id, "missing", line, found.differences, (Reason("goal-changed", said, line),))
    return Part(id, "person", line, found.differences, (Reason("goal-reworded", said, line),))


def lead_in(reading: Reading, call: CallWords, goals: Sequence[Span]) -> tuple[Part, Span]:
    """The words before the goals, and where they stand."""
    wanted = phrase(call["lead_in"])
    found = reading.tokens
    span = _printed(reading, wanted, goals) or _named(reading, wanted, call, goals)
    if span is None:
        reason = Reason("lead-in-not-there", {"wanted": call["lead_in"]})
        return Part(LEAD_IN, "missing", reasons=(reason,), paste=call["lead_in"]), (0, 0)
    start, end = span
    line = found[start].line
    printed = [token.key for token in found[start:end]] == [token.key for token in wanted]
    row = Difference(shown(wanted), shown(found[start:end]), line)
    differences = tolerated(wanted, found[start:end]) if printed else (row,)
    denied = reading.has("negations", start, end)
    if denied:
        reason = Reason("lead-in-denied", {"found": shown(found[denied[0] : denied[1]])}, line)
        return Part(LEAD_IN, "missing", line, (row,), (reason,), call["lead_in"]), span
    sentence = _before_goal(reading.sentence(start), goals)
    limit = reading.has("limits", *sentence) or reading.has("conditions", *sentence)
    if limit:
        reason = Reason("goal-with-condition", {"found": shown(found[limit[0] : limit[1]])}, line)
        return Part(LEAD_IN, "person", line, differences, (reason,), call["lead_in"]), span
    return Part(LEAD_IN, "nearly" if differences else "present", line, differences), span


def _printed(reading: Reading, wanted: Sequence[Token], goals: Sequence[Span]) -> Span | None:
    """The printed words, in a sentence that does not deny them before the first goal in it."""
    for start, end in occurrences(wanted, reading.tokens):
        first, last = _before_goal(reading.sentence(start), goals)
        if end <= last and not reading.has("negations", first, last):
            return (start, end)
    return None


def _named(reading: Reading, wanted: Sequence[Token], call: CallWords, goals: Sequence[Span]) -> Span | None:
    """The sentence that names everything that the lead-in needs; the printed words when the call names no needs."""
    if not call["lead_in_needs"]:
        printed = [_before_goal(reading.sentence(start), goals) for start, _ in occurrences(wanted, reading.tokens)]
        return printed[0] if printed else None
    spans = [need_spans(reading.tokens, need, call) for need in call["lead_in_needs"]]
    rows = []
    for number in sorted({reading.tokens[start].sentence for start, _ in spans[0]}):
        first, last = _before_goal(reading.sentences[number], goals)
        if all(_stands_within(row, first, last) for row in spans):
            rows.append((first, last))
    first_goal = min((start for start, _ in goals), default=len(reading.tokens))
    before = [row for row in rows if row[0] < first_goal]
    return before[-1] if before else rows[0] if rows else None


def _stands_within(spans: Sequence[Span], first: int, last: int) -> bool:
    """Whether one of the spans, which are in order, stands within these tokens."""
    index = bisect_left(spans, (first, 0))
    return index < len(spans) and spans[index][1] <= last


def _before_goal(sentence: Span, goals: Sequence[Span]) -> Span:
    """A sentence up to the first goal in it."""
    starts = [start for start, _ in goals if sentence[0] < start < sentence[1]]
    return (sentence[0], min(starts)) if starts else sentence
