"""What the check says of a letter, as data: one shape for Python, JSON and the page in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NotRequired, TypedDict

Outcome = Literal["present", "nearly", "missing", "person"]
Overall = Literal["complete", "incomplete", "person"]
# From worst to best: a whole is as good as its worst part.
WORST_FIRST: tuple[Outcome, ...] = ("missing", "person", "nearly", "present")


@dataclass(frozen=True)
class Facts:
    """What is known of a letter beside its text. Everything may be empty; then the text must say it.

    `accepted` is "yes" when a person accepted this very text; only of a summary does it make a difference.
    """

    organization: str = ""
    acronym: str = ""
    date: str = ""
    signatory_name: str = ""
    signatory_title: str = ""
    letterhead: str = ""
    body_is: str = "letter"
    accepted: str = ""


class ComponentWords(TypedDict):
    """A component of a call, in plain values. `label` and `explanation` go by language."""

    id: str
    kind: str
    label: dict[str, str]
    explanation: dict[str, str]
    needs: list[list[str]]
    # For each need, the short forms of its titles.
    short: NotRequired[list[list[str]]]


class GoalWords(TypedDict):
    """A goal of a call."""

    id: str
    label: dict[str, str]
    statement: str


class CallWords(TypedDict):
    """One version of a call in plain values, which JSON holds as they are."""

    id: str
    version: str
    opened: str
    closed: str
    lead_in: str
    lead_in_needs: list[list[str]]
    goals: list[GoalWords]
    pledge: str
    short_names: list[str]
    senior_titles: list[str]
    components: list[ComponentWords]


class Other(TypedDict):
    """Another letter that is kept: whose it is, what it answers, what became of it."""

    id: str
    organization: str
    call: str
    status: str


@dataclass(frozen=True)
class Reason:
    """Why: a code of wording.py, the words for its placeholders, and the line, 0 when it is nowhere."""

    code: str
    words: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True)
class Difference:
    """One run of differing words, as the call prints it and as the letter has it."""

    wanted: str
    found: str
    line: int


@dataclass(frozen=True)
class Part:
    """A part of the goals: the words before them (`lead-in`) or one goal, by its id."""

    id: str
    outcome: Outcome
    line: int = 0
    differences: tuple[Difference, ...] = ()
    reasons: tuple[Reason, ...] = ()
    paste: str = ""


@dataclass(frozen=True)
class Finding:
    """What was found of one component. `paste` is the text to paste when it is missing."""

    component: str
    outcome: Outcome
    line: int = 0
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Difference, ...] = ()
    parts: tuple[Part, ...] = ()
    paste: str = ""


@dataclass(frozen=True)
class Report:
    """The report of a letter. `doubts` are for a person, `notes` for information."""

    organization: str
    call: str
    version: str
    overall: Overall
    findings: tuple[Finding, ...]
    doubts: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The worst of several outcomes; present when there are none."""
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), "present")


def as_json(report: Report) -> dict[str, Any]:
    """The report in plain values: codes and words, the same in every language."""
    return {
        "organization": report.organization,
        "call": report.call,
        "version": report.version,
        "overall": report.overall,
        "findings": [
            {
                "component": found.component,
                "outcome": found.outcome,
                "line": found.line,
                "reasons": [_reason(reason) for reason in found.reasons],
                "differences": [_difference(row) for row in found.differences],
                "parts": [
                    {
                        "id": part.id,
                        "outcome": part.outcome,
                        "line": part.line,
                        "differences": [_difference(row) for row in part.differences],
                        "reasons": [_reason(reason) for reason in part.reasons],
                        "paste": part.paste,
                    }
                    for part in found.parts
                ],
                "paste": found.paste,
            }
            for found in report.findings
        ],
        "doubts": [_reason(reason) for reason in report.doubts],
        "notes": [_reason(reason) for reason in report.notes],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "words": dict(reason.words), "line": reason.line}


def _difference(row: Difference) -> dict[str, Any]:
    return {"wanted": row.wanted, "found": row.found, "line": row.line}
