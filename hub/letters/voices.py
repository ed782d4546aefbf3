"""The report in words: rows that every voice says, and the text for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hub.letters.findings import CallWords, Difference, Outcome, Reason, Report
from hub.letters.wording import DIFFERENCE, LEAD_IN, LINE, OUTCOMES, OVERALL, PASTE, REASONS, WHOLE_LETTER
from hub.words import gettext_for, when

# Words of a reason that are days.
DAYS = frozenset({"date", "closed", "opened"})
LONGEST = 240  # No quotation is longer.


@dataclass(frozen=True)
class Row:
    """One thing to say: of which component, how it stands, in which line (0: nowhere), why, and what to paste.

    `kind` is an outcome, `doubt` or `note`. `label` of the component, `part` of the goals and `reasons` are in words.
    """

    component: str
    kind: str
    label: str
    line: int
    reasons: tuple[str, ...]
    paste: str = ""
    part: str = ""

    @property
    def message(self) -> str:
        """The row as one sentence for a list of problems."""
        return ": ".join(text for text in (self.label, self.part, " ".join(self.reasons)) if text).rstrip(".")


def rows(report: Report, call: CallWords, language: str) -> Iterator[Row]:
    """Everything that the report says, component by component, then the doubts and the notes."""
    tell = gettext_for(language)
    labels = {component["id"]: _label(component["label"], language) for component in call["components"]}
    goals = {goal["id"]: _label(goal["label"], language) for goal in call["goals"]}
    for found in report.findings:
        label = labels.get(found.component, found.component)
        told = (*_reasons(found.reasons, tell, language), *_differences(found.differences, tell))
        yield Row(found.component, found.outcome, label, found.line, told, "" if found.parts else found.paste)
        for part in found.parts:
            if part.outcome != "present":
                name = goals.get(part.id, tell(LEAD_IN))
                told = (*_reasons(part.reasons, tell, language), *_differences(part.differences, tell))
                yield Row(found.component, part.outcome, label, part.line, told, part.paste, name)
    for kind, reasons in (("doubt", report.doubts), ("note", report.notes)):
        for reason in reasons:
            yield Row("", kind, tell(WHOLE_LETTER), reason.line, _reasons((reason,), tell, language))


def say(report: Report, call: CallWords, language: str = "en") -> str:
    """The report as text for a person."""
    tell = gettext_for(language)
    said = [tell(OVERALL[report.overall])]
    for row in rows(report, call, language):
        deep = "    " if row.part else ""
        if row.kind in OUTCOMES:
            said.append(f"  {deep}{row.part or row.label}: {tell(OUTCOMES[_outcome(row.kind)])}")
        elif f"  {row.label}:" not in said:
            said.append(f"  {row.label}:")
        line = f"{tell(LINE).format(number=row.line)}: " if row.line else ""
        said += [f"    {deep}{line}{reason}" for reason in row.reasons]
        if row.paste and row.kind in ("missing", "person"):
            said.append(f"    {deep}{tell(PASTE)}")
            said += [f"      {deep}{text}" if text else "" for text in row.paste.split("\n")]
    return "\n".join(said)


def reason_text(reason: Reason, language: str) -> str:
    """One reason in words."""
    return _reasons((reason,), gettext_for(language), language)[0]


def _outcome(kind: str) -> Outcome:
    return kind  # type: ignore[return-value]


def _label(label: Mapping[str, str], language: str) -> str:
    return label.get(language) or label.get("en", "")


def _reasons(reasons: tuple[Reason, ...], tell: Callable[[str], str], language: str) -> tuple[str, ...]:
    told = []
    for reason in reasons:
        said = {name: when(text, language) if name in DAYS else _short(text) for name, text in reason.words.items()}
        told.append(tell(REASONS[reason.code]).format(**said))
    return tuple(told)


def _differences(differences: tuple[Difference, ...], tell: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(tell(DIFFERENCE).format(wanted=_short(row.wanted), found=_short(row.found)) for row in differences)


def _short(text: str) -> str:
    """A quotation on one line: control characters shown, long text cut."""
    said = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
