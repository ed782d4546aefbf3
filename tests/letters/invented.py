"""An invented call and letter for tests of single parts, so that a test shows all it is about."""

from __future__ import annotations

from hub.letters.findings import CallWords, Facts, Finding, Part, Report
from hub.letters.report import check

TODAY = "2026-11-21"
NAME = "Sample Valley Garden Club"
CALL: CallWords = {
    "id": "gardens",
    "version": "1",
    "opened": "2026-01-01",
    "closed": "2026-12-31",
    "lead_in": "The Meadow Network has two aims:",
    "lead_in_needs": [["Meadow Network"], ["two aims"]],
    "goals": [
        {"id": "plant", "label": {"en": "Plants"}, "statement": "plant native flowers beside every road and railway"},
        {"id": "water", "label": {"en": "Water"}, "statement": "collect clean rain water for the gardens of schools"},
    ],
    "pledge": "{organization} commits to planting flowers with the Meadow Network of North Example.",
    "short_names": ["Meadow Network", "The Meadow Network of North Example"],
    "senior_titles": ["president", "head gardener"],
    "components": [
        {"id": "head", "kind": "letterhead", "label": {"en": "Letterhead"}, "explanation": {}, "needs": []},
        {"id": "day", "kind": "date", "label": {"en": "Date", "es": "Fecha"}, "explanation": {}, "needs": []},
        {
            "id": "plan",
            "kind": "description",
            "label": {"en": "The plan"},
            "explanation": {"en": "What the club plans."},
            "needs": [["meadow", "meadows"], ["will", "commits"], ["spring", "summer"]],
        },
        {"id": "aims", "kind": "goals", "label": {"en": "The aims"}, "explanation": {}, "needs": []},
        {"id": "pledge", "kind": "pledge", "label": {"en": "The pledge"}, "explanation": {}, "needs": []},
        {"id": "signed", "kind": "signature", "label": {"en": "Signature"}, "explanation": {}, "needs": []},
    ],
}
FACTS = Facts(NAME, "", "2026-03-02", "Ada Example", "President", NAME)
PLAN = "In spring we will sow a meadow."
AIMS = """The Meadow Network has two aims:

- plant native flowers beside every road and railway, and
- collect clean rain water for the gardens of schools."""
PLEDGE = "Sample Valley Garden Club commits to planting flowers with the Meadow Network of North Example."
SIGNED_BY = "Ada Example\\\nPresident"
LETTER = f"March 2, 2026\n\nDear friends,\n\n{PLAN}\n\n{AIMS}\n\n{PLEDGE}\n\nSincerely,\n\n{SIGNED_BY}\n"


def report(text: str = LETTER, facts: Facts = FACTS, call: CallWords = CALL) -> Report:
    """The report of a letter to the invented call."""
    return check(facts, text, call, TODAY)


def component(of: Report, id: str) -> Finding:
    return next(found for found in of.findings if found.component == id)


def part(of: Report, id: str) -> Part:
    return next(found for finding in of.findings for found in finding.parts if found.id == id)


def codes(of: Finding | Part) -> list[str]:
    return [reason.code for reason in of.reasons]
