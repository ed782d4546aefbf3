"""Rules on what a letter must have, and on the calls that say so."""

from __future__ import annotations

from collections.abc import Iterator

from hub import letter_reports
from hub.checks.rules import Found, Given, rule
from hub.letter_text import normalized
from hub.letters import doubts, pledge
from hub.letters.call_words import call_words
from hub.letters.findings import Report
from hub.letters.voices import Row, rows
from hub.model import Call, Letter
from hub.model.letter import Terms
from hub.model.marks import Pointer
from hub.problems import Severity, did_you_mean, one_line

# The field that tells a component when the text does not.
FIELDS = {"letterhead": "letterhead", "date": "date", "signature": "signatory_name"}
LOOKED_AT = frozenset({"accepted", "superseded", "withdrawn"})


@rule(
    "letter-component-missing",
    Severity.ERROR,
    "A letter without one of its parts",
    failing="We like the goals.",
    passing="CASTL-K12 will pursue four primary goals:\n\n- develop a coherent strategy ...",
)
def letter_component_missing(given: Given) -> Iterator[Found]:
    """A letter lacks something that its call asks for, or says it in words that mean something else.

    The message says which part and why, the hint has the text to paste. The parts and their fixed words stand in
    content/calls/. A letter that was withdrawn is not checked.
    """
    for letter, call, report in _reports(given):
        for row in rows(report, call_words(call, letter.call_version), given.language):
            parts = any(f.parts and f.component == row.component and f.outcome == "missing" for f in report.findings)
            # The goals are told one by one; their sum is no problem of its own.
            if row.kind == "missing" and (row.reasons or not parts):
                hint = f"paste: {one_line(row.paste, 400)}" if row.paste else "add it to the letter"
                yield _found(letter, call, row, hint)


@rule(
    "letter-needs-a-person",
    Severity.FINDING,
    "A letter that a person must look at",
    failing="date: 2025-01-28\n---\n\nDRAFT",
    passing="date: 2025-01-28\nstatus: accepted",
)
def letter_needs_a_person(given: Given) -> Iterator[Found]:
    """A program cannot tell whether this is right: a condition, goals in other words, two dates, a draft.

    A person reads it and either asks for a change or accepts the letter. Once accepted nothing is said any more.
    """
    hint = "read it; ask for a change, or accept the letter"
    for letter, call, report in _reports(given):
        if letter.status in LOOKED_AT:
            continue
        for row in rows(report, call_words(call, letter.call_version), given.language):
            if row.kind == "person" and row.reasons:
                yield _found(letter, call, row, hint)
        told = [reason for reason in report.doubts if not _told_elsewhere(reason.code, reason.words.get("found", ""))]
        doubts_alone = Report(report.organization, report.call, report.version, report.overall, (), tuple(told))
        for row in rows(doubts_alone, call_words(call, letter.call_version), given.language):
            yield _found(letter, call, row, hint)


@rule(
    "call-version-unknown",
    Severity.ERROR,
    "A version that the call does not have",
    failing="call: castl-k12\ncall_version: 7",
    passing="call: castl-k12\ncall_version: 1",
)
def call_version_unknown(given: Given) -> Iterator[Found]:
    """`call_version` is none of the versions of the call. A letter is judged by the version that it answered."""
    for id, letter in given.catalogue.letters.items():
        call = given.catalogue.calls.get(letter.call)
        if call and letter.call_version and call.terms(letter.call_version) is None:
            known = [terms.version for terms in (call, *call.earlier)]
            message = f"`call_version`: {one_line(call.id)} has no version `{one_line(letter.call_version)}`"
            hint = did_you_mean(letter.call_version, known, f"the versions are {', '.join(known)}")
            yield Found("commitments", id, ("call_version",), message, hint)


@rule(
    "call-version-missing",
    Severity.ERROR,
    "A letter that does not say which version of the call it answers",
    failing="call: a-call-with-two-versions",
    passing="call: a-call-with-two-versions\ncall_version: 1",
)
def call_version_missing(given: Given) -> Iterator[Found]:
    """The call has earlier versions, so the letter must say which one it answered."""
    for id, letter in given.catalogue.letters.items():
        call = given.catalogue.calls.get(letter.call)
        if call and call.earlier and not letter.call_version:
            known = ", ".join(terms.version for terms in (call, *call.earlier))
            message = f"`{one_line(call.id)}` has several versions, and the letter does not say which one it answers"
            yield Found("commitments", id, ("call",), message, f"add `call_version:` with one of {known}")


@rule(
    "call-not-usable",
    Severity.ERROR,
    "A call that no letter can be checked against",
    failing="pledge: We commit to supporting the goals.",
    passing="pledge: '{organization} commits to supporting the goals.'",
)
def call_not_usable(given: Given) -> Iterator[Found]:
    """A call lacks what the check needs: a place for the name in the pledge, goals, components, the words that a
    description must speak of; or it names a version twice."""
    for id, call in given.catalogue.calls.items():
        versions: set[str] = set()
        for number, terms in enumerate((call, *call.earlier)):
            base: Pointer = ("earlier", number - 1) if number else ()
            for pointer, message, hint in _flaws(terms):
                yield Found("calls", id, (*base, *pointer), message, hint)
            if terms.version in versions:
                message = f"the version `{one_line(terms.version)}` stands here twice"
                yield Found("calls", id, (*base, "version"), message, "give each version its own number")
            versions.add(terms.version)


def _flaws(terms: Terms) -> Iterator[tuple[Pointer, str, str]]:
    """What is wrong with one version of a call: where, what, and the thing to type."""
    if terms.pledge.count(pledge.NAME) != 1:
        what = "does not say" if pledge.NAME not in terms.pledge else "says more than once"
        yield (
            ("pledge",),
            f"the pledge {what} where the name goes",
            f"write `{pledge.NAME}` once, in the place of the name",
        )
    for name in ("goals", "components", "senior_titles"):
        if not getattr(terms, name):
            yield (name,), f"`{name}` is empty", f"list what letters need under `{name}:`"
    for number, component in enumerate(terms.components):
        if component.kind == "description" and not component.needs:
            message = f"`{one_line(component.id)}` is a description, and nothing says what it must speak of"
            yield ("components", number), message, "add `needs:` with lists of `any_of:` words"
        elif component.kind != "description" and component.needs:
            message = f"`{one_line(component.id)}` is of the kind `{component.kind}`, which takes no `needs`"
            yield ("components", number, "needs"), message, "remove `needs`, or write `kind: description`"
        for inner, need in enumerate(component.needs):
            if not need.any_of:
                yield ("components", number, "needs", inner), "`any_of` is empty", "list the words that count"


def _reports(given: Given) -> Iterator[tuple[Letter, Call, Report]]:
    """The report of every letter that has one. An empty letter is told by a rule of its own."""
    usable = {
        id: not any(True for terms in (call, *call.earlier) for _ in _flaws(terms))
        for id, call in given.catalogue.calls.items()
    }
    for letter in given.catalogue.letters.values():
        call = given.catalogue.calls.get(letter.call)
        if call is None or not usable[letter.call] or not letter.body.strip():
            continue
        if call.earlier and not letter.call_version:
            continue
        report = letter_reports.report_on(given.catalogue, letter, given.today)
        if report and report.overall != "complete":
            yield letter, call, report


def _told_elsewhere(code: str, found: str) -> bool:
    """Telephone numbers and mail addresses are reported in every record, by `personal-details`."""
    return code == "personal-details" and ("@" in found or bool(doubts.phone_in(found)))


def _found(letter: Letter, call: Call, row: Row, hint: str) -> Found:
    """A row of the report as a problem, at its line or at the field that tells the component."""
    lines = normalized(letter.body).split("\n")
    if 0 < row.line <= len(lines):
        return Found("commitments", letter.id, ("body",), row.message, hint, lines[row.line - 1])
    terms = call.terms(letter.call_version) or call
    kind = next((component.kind for component in terms.components if component.id == row.component), "")
    return Found("commitments", letter.id, (FIELDS.get(kind, "body"),), row.message, hint)
