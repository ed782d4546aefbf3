"""A call and a letter of the hub as the plain values that the check takes."""

from __future__ import annotations

from hub.letter_text import sha256_of
from hub.letters.findings import CallWords, Facts
from hub.model.fields import Localized
from hub.model.letter import Call, Letter, Terms

Text = str | Localized | None


def call_words(call: Call, version: str | Terms | None = None) -> CallWords:
    """One version of a call, the newest when none is named, as the check and the page in the browser take it.

    `version` is its number or its terms. Raises ValueError when the call has no such version.
    """
    terms = version if isinstance(version, Terms) else call.terms(version)
    if terms is None:
        raise ValueError(f"{call.id} has no version {version}")
    return {
        "id": call.id,
        "version": terms.version,
        "opened": terms.opened or "",
        "closed": terms.closed or "",
        "lead_in": terms.lead_in,
        "lead_in_needs": [list(need.any_of) for need in terms.lead_in_needs],
        "goals": [{"id": goal.id, "label": _both(goal.label), "statement": goal.statement} for goal in terms.goals],
        "pledge": terms.pledge,
        "short_names": list(call.short_names),
        "senior_titles": list(terms.senior_titles),
        "components": [
            {
                "id": component.id,
                "kind": component.kind,
                "label": _both(component.label),
                "explanation": _both(component.explanation),
                "needs": [list(need.any_of) for need in component.needs],
                "short": [list(need.short) for need in component.needs],
            }
            for component in terms.components
        ],
    }


def facts_of(letter: Letter) -> Facts:
    """What the fields before a letter say of it, and whether this very text was accepted."""
    return Facts(
        organization=letter.organization,
        acronym=letter.acronym or "",
        date=letter.date,
        signatory_name=letter.signatory_name,
        signatory_title=letter.signatory_title,
        letterhead=letter.letterhead or "",
        body_is=letter.body_is,
        accepted="yes" if letter.is_accepted_text(sha256_of(letter.body)) else "",
    )


def _both(text: Text) -> dict[str, str]:
    """A text by language; English alone when there is no other."""
    if text is None:
        return {}
    return dict(text._asdict()) if isinstance(text, Localized) else {"en": text}
