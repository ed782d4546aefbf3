"""The reports on the letters of a catalogue, each made once, and the words with which a letter takes up each goal.

Lines count from the first line of the letter's text, in the form that is hashed (hub/letter_text.py).
"""

from __future__ import annotations

import contextlib
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from hub import words
from hub.catalogue import Catalogue
from hub.letter_text import normalized
from hub.letters.call_words import call_words, facts_of
from hub.letters.findings import Other, Reason, Report
from hub.letters.matching import occurrences
from hub.letters.reading import Reading, Span, read
from hub.letters.report import check
from hub.letters.seen import FIXED_BREAK, Block, see
from hub.letters.tokens import phrase, plain, shown
from hub.letters.wording import REASONS
from hub.model import Call, Letter
from hub.model.letter import Terms

# Words of a reason that are days.
DAYS = ("date", "opened", "closed")
# The words of another letter, as the check takes them: organization, call, status, id.
Row = tuple[str, str, str, str]
# What a report is made from: the hashes of the letter's file and of its call's, the day, and the other letters.
Key = tuple[str, str, str, tuple[Row, ...]]
_ENDS = re.compile(r"[\s,;.]*(?:\band\b)?[\s,;.]*\Z")


# Reports that an earlier run made, and those that were asked for since `remembering` began.
_known: dict[Key, Report] = {}
_asked: dict[Key, Report] = {}


@contextlib.contextmanager
def remembering(file: Path, salt: str) -> Iterator[None]:
    """Begin with the reports that are kept in a file, and keep those that the block asks for: each letter takes as long
    to read as all rules on ten records. `salt` names the program.
    """
    recall(file, salt)
    _asked.clear()
    yield
    asked = dict(_asked)  # The threads of a preview may go on asking.
    if asked != _known:
        beside = file.with_suffix(".new")
        with contextlib.suppress(OSError):  # Where nothing can be written, the letters are read again.
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(pickle.dumps((salt, asked), 5))
            beside.replace(file)


def recall(file: Path, salt: str) -> None:
    """Take up the reports that are kept in a file, in place of those from before."""
    _known.clear()
    with contextlib.suppress(Exception):  # What cannot be read is forgotten.
        said, reports = pickle.loads(file.read_bytes())
        if said == salt:
            _known.update(reports)


def report_on(catalogue: Catalogue, letter: Letter, today: str) -> Report | None:
    """The report on a letter against the version of the call that it answered.

    None when there is nothing to check: the letter was withdrawn, or nobody knows its call. `today` is an ISO date.
    """
    call = catalogue.calls.get(letter.call)
    if call is None or call.terms(letter.call_version) is None or letter.status == "withdrawn":
        return None
    # The check compares names: another name of the same organization counts as the one that this letter has.
    others = tuple(
        (letter.organization, other.call, other.status, other.id)
        for other in catalogue.letters_of(letter.organization)
        if other.call == letter.call and other.id != letter.id
    )
    # Where the day is not known, nothing is said about the future.
    day = today if today > "1970-01-01" else ""
    files = catalogue.digests.get(("commitments", letter.id)), catalogue.digests.get(("calls", letter.call))
    if files[0] is None or files[1] is None or catalogue.letters.get(letter.id) is not letter:
        return _made(letter, call, day, others)
    key = (files[0], files[1], day, others)
    report = _asked[key] = _known.get(key) or _made(letter, call, day, others)
    return report


@lru_cache(maxsize=1024)
def _made(letter: Letter, call: Call, today: str, others: tuple[Row, ...]) -> Report:
    known = [Other(organization=of, call=to, status=status, id=id) for of, to, status, id in others]
    return check(facts_of(letter), normalized(letter.body), call_words(call, letter.call_version), today, 1, known)


def said(lang: str) -> Callable[[Reason], str]:
    """What puts the reasons of a report into words of a language."""
    gettext = words.gettext_for(lang)

    def say(reason: Reason) -> str:
        told = {name: words.when(text, lang) if name in DAYS else text for name, text in reason.words.items()}
        return gettext(REASONS[reason.code]).format(**told)

    return say


def own_words(letter: Letter, report: Report, terms: Terms) -> Mapping[str, str]:
    """The words with which a letter takes up each goal, by the id of the goal; a goal that is missing is left out.

    The whole item where goals stand in a list, else the words themselves; where the goal is paraphrased, the paragraph
    in which the check found it.
    """
    reading = read(see(normalized(letter.body)), frozenset())
    lines = {part.id: part.line for finding in report.findings for part in finding.parts if part.outcome != "missing"}
    found: dict[str, str] = {}
    for goal in terms.goals:
        if goal.id not in lines:
            continue
        span = next(iter(occurrences(phrase(goal.statement), reading.tokens)), None)
        said = _said(reading, span) if span else _at(reading, lines[goal.id])
        if said:
            found[goal.id] = said
    return found


def _said(reading: Reading, span: Span) -> str:
    """The words of a span as they stand in the letter."""
    tokens = reading.tokens[span[0] : span[1]]
    block = reading.seen.blocks[tokens[0].block]
    if block.kind == "item":
        return _text(block)
    printed = [word for token in tokens for word in (*token.the.split(), *re.split(r"[ -]", token.shown))]
    match = re.search(r"[^\w&']+".join(map(re.escape, printed)), plain(block.text))
    return " ".join(match[0].split()) if match else shown(tokens)


def _at(reading: Reading, line: int) -> str:
    """The paragraph or item in which a line stands."""
    before = [block for block in reading.seen.blocks if block.line <= line]
    return _text(before[-1]) if line and before else ""


def _text(block: Block) -> str:
    """The text of a block on one line, without what joins it to the next item."""
    return _ENDS.sub("", " ".join(block.text.replace(FIXED_BREAK, " ").split()))
