"""The pledge in the organization's name.

The printed pledge is split at `{organization}` into the words before and after the name. Where the words after it stand
(the first of them, the verb, with or without its ending), what stands before them in the sentence is the subject:

    ... A ...  NAME  ... B ...  verb ...

- B may be nothing, a legal form, a board ("Board of Education"), adverbs, "is pleased to", an aside between signs, or
  "I" and "we" after "on behalf of NAME". Other words with a capital letter make another name of it.
- A may end with a sign, "we", "the board of" or an everyday word. "Friends of", "with" or "Lower" make another name.
- A negation or a hedge beside the name refuses, a condition anywhere in the sentence or behind it asks for a person.

When the words of the pledge are nowhere, the nearest passage is shown with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.letters.findings import CallWords, Difference, Finding, Outcome, Reason
from hub.letters.matching import nearest, occurrences, tolerated
from hub.letters.names import Names, board_length, in_plain_letters, suffix_length
from hub.letters.needs import asker_names
from hub.letters.reading import Reading, Span
from hub.letters.rules import rules, words
from hub.letters.seen import FIXED_BREAK
from hub.letters.taken_back import taken_back
from hub.letters.tokens import Token, phrase, phrases, shown

NAME = "{organization}"
Verdict = tuple[Outcome, str, Span]  # The outcome, the code of its reason, and the words that the reason quotes.
BEST_FIRST: tuple[Outcome, ...] = ("present", "nearly", "person", "missing")


def pledge_spans(reading: Reading, call: CallWords) -> list[Span]:
    """Where the words of the pledge after the name stand, with any form of the verb."""
    return [span for wanted in _forms(call["pledge"]) for span in occurrences(wanted, reading.tokens)]


def _forms(pledge: str) -> list[tuple[Token, ...]]:
    """The words after the name: as printed, and with the verb as "we" has it."""
    after = phrase(pledge.partition(NAME)[2])
    verb = after[0].key if after else ""
    plain = verb[:-3] + "y" if verb.endswith("ies") else verb[:-1] if verb.endswith("s") else ""
    return [after] + ([(after[0]._replace(key=plain), *after[1:])] if plain else [])


def pledge_finding(component: str, reading: Reading, call: CallWords, names: Names, taken: Sequence[Span]) -> Finding:
    """The finding of the pledge. `taken` are the spans of other fixed statements."""
    paste = call["pledge"].replace(NAME, names.shown or f"{rules()['replace']} name")
    spans = sorted(pledge_spans(reading, call))
    if not spans:
        return _elsewhere(component, reading, call, names, taken, paste)
    if not names.full:
        reason = Reason("organization-unknown", {}, reading.tokens[spans[0][0]].line)
        return Finding(component, "person", reason.line, (reason,), paste=paste)
    rows = [_judged(component, reading, call, names, span) for span in spans]
    best = min(rows, key=lambda row: BEST_FIRST.index(row.outcome))
    denied = next((row.reasons[0] for row in rows if row.reasons and row.reasons[0].code == "pledge-denied"), None)
    back = denied or taken_back(reading, call, spans)
    if back and best.outcome in ("present", "nearly"):
        return Finding(component, "person", best.line, (back,), best.differences)
    if best.outcome in ("present", "nearly"):
        return best
    return Finding(component, best.outcome, best.line, best.reasons, best.differences, paste=paste)


def _judged(component: str, reading: Reading, call: CallWords, names: Names, span: Span) -> Finding:
    """One place at which the words of the pledge stand."""
    found = reading.tokens
    start, end = span
    wanted = phrase(call["pledge"].partition(NAME)[2])
    differences = tolerated(wanted, found[start:end])
    outcome, code, quoted = _before(reading, call, names, start) or _subject(reading, call, names, start)
    after = _after(reading, end)
    if outcome in ("present", "nearly") and after:
        outcome, code, quoted = after
    line = found[max(start - 1, 0)].line if start else found[start].line
    if outcome in ("present", "nearly"):
        return Finding(component, "nearly" if differences else "present", line, differences=differences)
    said = {"found": shown(found[quoted[0] : quoted[1]]), "wanted": names.shown}
    return Finding(component, outcome, line, (Reason(code, said, line),), differences)


def _before(reading: Reading, call: CallWords, names: Names, start: int) -> Verdict | None:
    """When the call prints words before the name: they must stand right before it."""
    wanted = phrase(call["pledge"].partition(NAME)[0])
    if not wanted:
        return None
    first, _ = reading.sentence(start)
    for begin, end in occurrences(wanted, reading.tokens[first:start]):
        rest = names.find(reading.tokens, first + end, start)
        if rest and rest[-1][0] == first + end:
            return _right(reading, rest[-1], start, first)
        return "missing", "pledge-other-name", (first + begin, start)
    return "person", "pledge-reworded", (first, start)


def _subject(reading: Reading, call: CallWords, names: Names, start: int) -> Verdict:
    """Who pledges: the words of the sentence before the verb."""
    found = reading.tokens
    first, _ = reading.sentence(start)
    spans = names.find(found, first, start) or names.find_board(found, first, start)
    if not spans:
        return _nobody(reading, call, names, first, start)
    name = spans[-1]
    right = _right(reading, name, start, first)
    if right[0] != "present":
        return right
    return _left(reading, name, first)


def _nobody(reading: Reading, call: CallWords, names: Names, first: int, start: int) -> Verdict:
    """The name does not stand in the sentence: say why not."""
    found = reading.tokens
    subject = _clause_before(reading, first, start)
    marks = "".join(token.mark for token in found[first : start + 1])
    if reading.has("placeholders", first, start) or (
        any(sign in marks for sign in "[{<_") or ("..." in marks and subject[0] == subject[1])
    ):
        return "missing", "pledge-placeholder", (first, start)
    said = [token.key for token in found[subject[0] : subject[1]] if token.key not in words("adverbs")]
    said = [key for key in said if key not in words("first_person")]
    if _is(found, subject, names.unproven) or names.abbreviates(said):
        return "person", "short-name-not-introduced", subject
    plain = in_plain_letters(found[first:start])
    if names.find(plain, 0, len(plain)):
        return "missing", "pledge-look-alike", subject
    if not said:
        return "missing", "pledge-without-name", subject
    if reading.has("negations", subject[0], start):
        return "missing", "pledge-denied", subject
    if any(_is(found, subject, name) for name in asker_names(call)):
        return "missing", "pledge-of-asker", subject
    return "missing", "pledge-other-name", subject


def _is(found: Sequence[Token], span: Span, name: Sequence[str]) -> bool:
    return bool(name) and [token.key for token in found[span[0] : span[1]]] == list(name)


def _clause_before(reading: Reading, first: int, start: int) -> Span:
    """The words from the last sign, or the beginning of the sentence, to the verb."""
    begin = start
    while begin > first and (begin == start or not set(reading.tokens[begin].mark) & set(",;:" + FIXED_BREAK)):
        begin -= 1
    return (begin, start)


def _right(reading: Reading, name: Span, start: int, first: int) -> Verdict:
    """What stands between the name and the verb."""
    found = reading.tokens
    at = name[1] + suffix_length(found[name[1] : start])
    at += board_length(found[at:start])
    rest = [index for index in range(at, start) if found[index].key not in words("adverbs")]
    for glad in phrases("glad"):
        if [found[index].key for index in rest[-len(glad) :]] == list(glad):
            rest = rest[: -len(glad)]
    if not rest:
        return "present", "", (0, 0)
    begin, last = rest[0], rest[-1]
    quoted = (name[0], start)
    if reading.has("negations", begin, start):
        return "missing", "pledge-denied", quoted
    if reading.has("conditions", begin, start):
        return "person", "pledge-with-condition", quoted
    if found[begin].key in ("and", "or"):
        return "person", "pledge-of-several", quoted
    if _on_behalf(found, name[0], first):
        said = {found[index].key for index in rest} - set(words("first_person"))
        return ("present", "", quoted) if not said else ("person", "pledge-reworded", quoted)
    opens = set("".join(token.mark for token in found[at : begin + 1])) & set(",(-—" + FIXED_BREAK)
    closes = set(found[last].after) & set(",)-—" + FIXED_BREAK)
    if opens and closes:
        return "present", "", quoted
    if reading.has("hedges", begin, start):
        return "missing", "pledge-hedged", quoted
    other = any(found[i].capital or found[i].key in words("organization_kinds") for i in rest)
    return ("missing", "pledge-other-name", quoted) if other else ("person", "pledge-reworded", quoted)


def _on_behalf(found: Sequence[Token], at: int, first: int) -> bool:
    before = [token.key for token in found[first:at]]
    for board in phrases("boards"):
        if before[-len(board) - 1 :] == [*board, "of"]:
            before = before[: -len(board) - 1]
            break
    return any(before[-len(parts) :] == list(parts) for parts in phrases("on_behalf"))


def _left(reading: Reading, name: Span, first: int) -> Verdict:
    """What stands before the name in its sentence."""
    found = reading.tokens
    at = name[0]
    quoted = (max(first, at - 6), name[1])
    clause = at
    while clause > first and found[clause - 1].clause == found[at].clause:
        clause -= 1
    if reading.has("negations", clause, at):
        return "missing", "pledge-denied", quoted
    if reading.has("hedges", clause, at):
        return "missing", "pledge-hedged", quoted
    if reading.has("conditions", first, at) or reading.has("negations", first, at):
        return "person", "pledge-with-condition", (first, name[1])
    if at == first or clause == at or _on_behalf(found, at, first):
        return "present", "", quoted
    return _word_before(found, at, first, clause)


def _word_before(found: Sequence[Token], at: int, first: int, clause: int) -> Verdict:
    """What the word before the name makes of it."""
    before = found[at - 1]
    quoted = (clause, at)
    if before.key == "of":
        there = [token.key for token in found[clause : at - 1]]
        if any(there[-len(board) :] == list(board) for board in phrases("boards")):
            return "present", "", quoted
        if any(key in words("units") or key in words("title_words") for key in there):
            return "person", "pledge-of-a-part", quoted
        return "missing", "pledge-other-name", quoted
    if before.key in words("first_person") or [token.key for token in found[max(first, at - 2) : at]] == ["we", "at"]:
        return "present", "", quoted
    if before.key in words("joiners"):
        joint = before.key in ("and", "or")
        return ("person", "pledge-of-several", quoted) if joint else ("missing", "pledge-other-name", quoted)
    if before.key in words("other_places"):
        return "missing", "pledge-other-name", quoted
    everyday = not before.capital or before.key in words("openers") or before.key in words("stop_words")
    return ("present", "", quoted) if everyday else ("missing", "pledge-other-name", quoted)


def _after(reading: Reading, end: int) -> Verdict | None:
    """What follows the pledge in its sentence."""
    found = reading.tokens
    _, last = reading.sentence(end - 1)
    if end < last:
        if reading.has("conditions", end, last) or reading.has("negations", end, last):
            return "person", "pledge-with-condition", (end, last)
        stop = end
        while stop < last and found[stop].clause == found[end].clause:
            stop += 1
        narrows = any(token.key in words("narrowing") for token in found[end:stop])
        if not found[end].mark and (narrows or found[end].key not in words("may_follow_pledge")):
            return "person", "pledge-goes-on", (end - 1, stop)
    if "?" in found[last - 1].after:
        return "person", "pledge-as-question", (end - 1, end)
    return None


def _elsewhere(
    component: str, reading: Reading, call: CallWords, names: Names, taken: Sequence[Span], paste: str
) -> Finding:
    """The words of the pledge are nowhere: what comes nearest, and why it does not count."""
    found = reading.tokens
    wanted = phrase(call["pledge"].partition(NAME)[2])
    near = nearest(wanted, reading, taken, asker_names(call).__contains__)
    if near is None or near.sense == "none":
        return Finding(component, "missing", reasons=(Reason("pledge-not-there"),), paste=paste)
    start, end = near.span
    first, last = reading.sentence(start)
    line = found[start].line
    said = {"found": shown(found[first:last]), "wanted": names.shown}

    def finding(outcome: Outcome, code: str, differences: tuple[Difference, ...] = near.differences) -> Finding:
        return Finding(component, outcome, line, (Reason(code, said, line),), differences, paste=paste)

    marks = "".join(token.mark for token in found[first:end])
    if reading.has("placeholders", first, last) or "[" in marks or "__" in marks:
        return finding("missing", "pledge-placeholder", ())
    if reading.has("negations", first, last):
        return finding("missing", "pledge-denied")
    if reading.has("hedges", first, last):
        return finding("missing", "pledge-hedged")
    promised = any(token.key in words("promises") for token in found[first:end])
    if near.sense == "reworded" and promised and names.find(found, first, end):
        return finding("person", "pledge-reworded")
    if near.sense == "reworded" and promised and not names.find(found, first, end):
        return finding("missing", "pledge-without-name")
    return finding("missing", "pledge-changed")
