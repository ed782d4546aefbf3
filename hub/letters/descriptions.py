"""Descriptions: does one passage, outside the fixed statements, speak of everything that a component needs?

Passages, from small to large: each paragraph or item; a paragraph with the list below it; what stands below a heading.
A need is met by one of its words, or by a short form of a title that the letter gives too. A word does not count when
a negation stands at most NEGATION_REACH words before it in its clause, a hedge at most HEDGE_REACH words before it,
either of them right after it, or a condition in its sentence. All needs met in one passage: present. Only some of
them, or only with words that do not count: a person must look, when the first need is named at all. Else: missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.letters.findings import CallWords, ComponentWords, Finding, Reason
from hub.letters.needs import need_spans, title_spans
from hub.letters.reading import Reading, Span
from hub.letters.rules import rules
from hub.letters.seen import Block
from hub.letters.tokens import shown

NEGATION_REACH = 6
HEDGE_REACH = 3


def description_finding(component: ComponentWords, reading: Reading, call: CallWords, fixed: Sequence[Span]) -> Finding:
    """The finding of a component that asks for a description. `fixed` are the spans of the fixed statements."""
    found = reading.tokens
    used = {index for start, end in fixed for index in range(start, end)}
    met: list[dict[int, bool]] = []  # For each need: the blocks that name it, and whether a word there counts.
    first_at: dict[tuple[int, int], int] = {}
    doubtful: Span | None = None
    vague: list[Sequence[str]] = []  # Titles that may be meant, and do not stand in the letter.
    short = component.get("short", [])
    for number, need in enumerate(component["needs"]):
        blocks: dict[int, bool] = {}
        spans = need_spans(found, need, call)
        if number < len(short) and short[number]:
            spans, meant = title_spans(found, need, short[number], call)
            free = [start for start, _ in meant if start not in used]
            blocks |= dict.fromkeys((found[start].block for start in free), False)
            for start in free:
                first_at.setdefault((number, found[start].block), start)
            vague += [need] if free and not spans else []
        for start, _ in spans:
            if start in used:
                continue
            against = _against(reading, start)
            doubtful = doubtful or against
            block = found[start].block
            blocks[block] = blocks.get(block, False) or against is None
            first_at.setdefault((number, block), start)
        met.append(blocks)
    explanation = component["explanation"].get("en") or component["label"].get("en", "")
    paste = f"{rules()['replace']} {explanation}"
    passages = [range(number, number + 1) for number in range(len(reading.seen.blocks))] + _larger(reading.seen.blocks)
    for passage in passages:
        if met and all(any(blocks.get(block, False) for block in passage) for blocks in met):
            line = found[min(first_at[0, block] for block in passage if (0, block) in first_at)].line
            return Finding(component["id"], "present", line)
    if not met or not met[0]:
        return Finding(component["id"], "missing", reasons=(Reason("description-not-there"),), paste=paste)
    line = found[min(at for (number, _), at in first_at.items() if number == 0)].line
    lacking = ", ".join(vague[0][:4]) if vague else _lacking(component, met, passages)
    reason = Reason("description-in-part", {"wanted": lacking}, line)
    if doubtful:
        first, last = reading.sentence(doubtful[0])
        reason = Reason("description-in-doubt", {"found": shown(found[first:last])}, found[doubtful[0]].line)
    return Finding(component["id"], "person", line, (reason,), paste=paste)


def _lacking(component: ComponentWords, met: Sequence[dict[int, bool]], passages: Sequence[range]) -> str:
    """The words of a need that the passage lacks which meets most of them; empty when it lacks none."""
    rows = [[any(block in blocks for block in passage) for blocks in met] for passage in passages]
    best = max(rows, key=sum)
    return ", ".join(component["needs"][best.index(False)][:4]) if False in best else ""


def _against(reading: Reading, index: int) -> Span | None:
    """A negation or a hedge shortly before a word, in its clause."""
    found = reading.tokens
    begin = index
    while begin and index - begin < NEGATION_REACH and found[begin - 1].clause == found[index].clause:
        begin -= 1
    following = index + 2 if index + 1 < len(found) and not found[index + 1].mark else index
    return (
        reading.has("negations", begin, index)
        or reading.has("negations", index + 1, following)
        or reading.has("hedges", index + 1, following)
        or reading.has("hedges", max(begin, index - HEDGE_REACH), index)
        or reading.has("strong_conditions", *reading.sentence(index))
    )


def _larger(blocks: Sequence[Block]) -> list[range]:
    """Paragraphs with their lists, and what stands below each heading."""
    rows = []
    start = 0
    for number in range(1, len(blocks) + 1):
        if number == len(blocks) or blocks[number].kind not in ("item", "cell"):
            if number - start > 1:
                rows.append(range(start, number))
            start = number
    heads = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    for head, following in zip(heads, [*heads[1:], len(blocks)], strict=False):
        rows.append(range(head, following))
    return rows
