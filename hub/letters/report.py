"""The check of a letter: reads it as a visitor sees it, looks for each component of the call, and says what it found.

No score, no guess: every component is present, nearly (the differing words are shown), missing, or for a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.letters.call_words import call_words, facts_of
from hub.letters.dates import Date, find_date, in_words
from hub.letters.descriptions import description_finding
from hub.letters.doubts import doubts_of, notes_of
from hub.letters.findings import (
    CallWords,
    ComponentWords,
    Facts,
    Finding,
    Other,
    Outcome,
    Overall,
    Part,
    Reason,
    Report,
    as_json,
    worst,
)
from hub.letters.goals import goal_parts, lead_in, statement_spans
from hub.letters.matching import occurrences
from hub.letters.names import Names, names_of
from hub.letters.needs import asker_names, bare
from hub.letters.parts import MOST_LINES, Parts, SeenLine, parts_of
from hub.letters.pledge import pledge_finding, pledge_spans
from hub.letters.reading import Reading, Span, hidden_text, read
from hub.letters.rules import rules, words
from hub.letters.seen import see
from hub.letters.signers import signature_finding
from hub.letters.tokens import Token, fold, keys, lower, phrase

__all__ = ["CallWords", "Facts", "Report", "as_json", "call_words", "check", "facts_of"]


def check(
    facts: Facts, text: str, call: CallWords, today: str = "", first_line: int = 1, others: Sequence[Other] = ()
) -> Report:
    """The report of a letter against one version of a call.

    `text` is the Markdown of the letter, `first_line` the number of its first line in the file; `today` is an ISO date,
    without which nothing is said about the future; `others` are the other letters that are kept.
    """
    return _Check(facts, text, call, today, first_line, others).report()


class _Check:
    def __init__(
        self, facts: Facts, text: str, call: CallWords, today: str, first_line: int, others: Sequence[Other]
    ) -> None:
        self.call, self.today, self.others = call, today, others
        self.reading: Reading = read(see(text, first_line), _vocabulary(facts, call))
        # A summary has no date, salutation or signature of its own: only the facts tell them.
        self.whole = facts.body_is != "summary"
        self.parts: Parts = parts_of(self.reading.seen.blocks) if self.whole else _no_parts(self.reading)
        self.guessed = "" if facts.organization.strip() else guess_organization(self.reading, self.parts, call)
        self.facts = Facts(**{**facts.__dict__, "organization": facts.organization.strip() or self.guessed})
        askers = asker_names(call)
        self.names: Names = names_of(self.facts.organization, facts.acronym, self.reading.tokens, askers)
        self.goals = statement_spans(self.reading, call)
        self.pledges = pledge_spans(self.reading, call)
        self.led = lead_in(self.reading, call, self.goals)
        self.lead: Span = self.led[1]
        self.day = ""

    def report(self) -> Report:
        findings = [self._component(component) for component in self.call["components"]]
        doubts = doubts_of(self.reading, self.parts, self.facts, self.call, self.others)
        notes = notes_of(self.reading, self.parts, self.call, self.day)
        if self.guessed:
            notes.insert(0, Reason("organization-guessed", {"found": self.guessed}))
        outcomes = [finding.outcome for finding in findings]
        overall: Overall = "complete"
        if "missing" in outcomes:
            overall = "incomplete"
        elif "person" in outcomes or doubts:
            overall = "person"
        of = self.facts.organization
        return Report(of, self.call["id"], self.call["version"], overall, tuple(findings), tuple(doubts), tuple(notes))

    def _component(self, component: ComponentWords) -> Finding:
        id, kind = component["id"], component["kind"]
        if kind == "letterhead":
            return self._letterhead(id)
        if kind == "date":
            return self._date(id)
        if kind == "description":
            return description_finding(component, self.reading, self.call, self._fixed())
        if kind == "goals":
            return self._goals(id)
        if kind == "pledge":
            wanted = phrase(self.call["pledge"].partition("{organization}")[2])
            return self._hidden(
                pledge_finding(id, self.reading, self.call, self.names, [*self.goals, self.lead]), wanted
            )
        return signature_finding(id, self.facts, self.parts.signature, self.call, self.names, self.whole)

    def _fixed(self) -> list[Span]:
        """The fixed statements: goals, the lead-in, and each pledge with its sentence."""
        pledges = [(self.reading.sentence(start)[0], end) for start, end in self.pledges]
        return [*self.goals, self.lead, *pledges]

    def _letterhead(self, id: str) -> Finding:
        top = [row for row in self.parts.top[:MOST_LINES] if self._is_named(row.text)]
        said = self.facts.letterhead.strip()
        other = self._other_organization(top[0].line if top else 0)
        if other and (top or _is_picture(said) or (said and self._is_named(said))):
            words_of = {"found": other.text, "wanted": self.facts.organization}
            return Finding(id, "person", other.line, (Reason("letterhead-names-another", words_of, other.line),))
        if top:
            return Finding(id, "present", top[0].line)
        if _is_picture(said) or (said and self._is_named(said)):
            return Finding(id, "present")
        paste = self.facts.organization
        if said:
            reason = Reason("letterhead-other-name", {"found": said, "wanted": self.facts.organization})
            return Finding(id, "missing", reasons=(reason,), paste=paste)
        return Finding(id, "missing", reasons=(Reason("letterhead-not-there"),), paste=paste)

    def _other_organization(self, own: int) -> SeenLine | None:
        """A line of the letter's head that names another organization, above the own name (line `own`, 0 when there is
        none) and above the date, below which stands who the letter is sent to."""
        dated = next((line for _, line in self.parts.dates), 0)
        asked = {bare(key) for key in keys(f"{self.call['pledge']} {' '.join(self.call['short_names'])}")}
        for row in self.parts.top[:MOST_LINES]:
            said = tuple(bare(key) for key in keys(row.text))
            if row.line in (own, dated) or (said and said[0] in words("addressed_to")):
                return None
            about = any(key in words("organization_words") for key in said) and not asked.issuperset(said)
            if about and not self._is_named(row.text) and not set(keys(self.facts.organization)).issuperset(said):
                return row
        return None

    def _is_named(self, text: str) -> bool:
        said = phrase(text)
        return bool(self.names.find(said, 0, len(said))) or self.names.abbreviates(keys(text.partition(",")[0]))

    def _date(self, id: str) -> Finding:
        rows: list[tuple[Date, int]] = []
        if self.facts.date.strip():
            found = find_date(self.facts.date)
            rows.append((found[0] if found else Date("impossible", "", self.facts.date.strip()), 0))
        beside = [date.said for date, _ in rows]
        rows += self.parts.dates
        paste = in_words(self.today) if self.today else f"{rules()['replace']} date"

        def finding(outcome: Outcome, code: str, line: int, **said: str) -> Finding:
            given = paste if outcome == "missing" else in_words(self.day) if code == "date-beside-text" else ""
            return Finding(id, outcome, line, (Reason(code, said, line),), paste=given)

        if not rows:
            return finding("missing", "date-not-there", 0)
        for date, line in rows:
            if date.kind == "impossible":
                return finding("missing", "date-impossible", line, found=date.said)
        full = [(date, line) for date, line in rows if date.kind == "full"]
        for date, line in full:
            if self.today and date.day > self.today:
                return finding("missing", "date-in-future", line, found=date.said)
        partial = [(date, line) for date, line in rows if date.kind == "partial"]
        ambiguous = [(date, line) for date, line in rows if date.kind == "ambiguous"]
        if ambiguous:
            return finding("person", "date-ambiguous", ambiguous[0][1], found=ambiguous[0][0].said)
        # What counts is what the letter itself says; the facts beside it are somebody's notes of it.
        undated = self.whole and all(not line for _, line in full)
        if partial and (undated or not full):
            return finding("missing", "date-in-part", partial[0][1], found=partial[0][0].said)
        days = {date.day for date, _ in full}
        self.day = full[0][0].day
        line = next((line for _, line in full if line), 0)
        other = next((date for date, _ in full if date.day != self.day), None)
        other = other or next((date for date, _ in partial if not self.day.startswith(date.day)), None)
        if len(days) > 1 or other:
            return finding("person", "dates-disagree", line, wanted=full[0][0].said, found=other.said if other else "")
        if undated:
            return finding("person", "date-beside-text", 0, found=beside[0])
        return Finding(id, "present", line)

    def _goals(self, id: str) -> Finding:
        pledges = self._fixed()[len(self.goals) + 1 :]
        parts = tuple(
            self._hidden_part(part) for part in goal_parts(self.reading, self.call, pledges, self.goals, self.led)
        )
        outcome = worst([part.outcome for part in parts])
        line = next((part.line for part in parts if part.line), 0)
        paste = ""
        if outcome in ("missing", "person"):
            ends = [","] * (len(self.call["goals"]) - 2) + [", and", "."] if len(self.call["goals"]) > 1 else ["."]
            rows = [f"- {goal['statement']}{end}" for goal, end in zip(self.call["goals"], ends, strict=True)]
            paste = "\n".join([self.call["lead_in"], "", *rows])
        return Finding(id, outcome, line, parts=parts, paste=paste)

    def _hidden_part(self, part: Part) -> Part:
        """A missing part that stands in hidden text says so."""
        if part.outcome != "missing":
            return part
        line = self._hidden_line(phrase(part.paste))
        if not line:
            return part
        return Part(
            part.id, "missing", line, part.differences, (*part.reasons, Reason("hidden-words", {}, line)), part.paste
        )

    def _hidden(self, finding: Finding, wanted: Sequence[Token]) -> Finding:
        line = self._hidden_line(wanted) if finding.outcome == "missing" else 0
        if not line:
            return finding
        return Finding(
            *(finding.component, "missing", finding.line or line, (*finding.reasons, Reason("hidden-words", {}, line))),
            *(finding.differences, (), finding.paste),
        )

    def _hidden_line(self, wanted: Sequence[Token]) -> int:
        for part, found in hidden_text(self.reading.seen):
            if occurrences(wanted, found):
                return part.line
        return 0


def _is_picture(letterhead: str) -> bool:
    """Whether the letterhead is a file; whether it is there and fit to show is judged where files are known."""
    return lower(letterhead).endswith(tuple(rules()["picture_endings"]))


def _vocabulary(facts: Facts, call: CallWords) -> frozenset[str]:
    """The words of the fixed statements and of the name, for words that are divided at the end of a line."""
    texts = [call["lead_in"], call["pledge"], facts.organization, *(goal["statement"] for goal in call["goals"])]
    return frozenset(fold(token.shown) for text in texts for token in phrase(text))


def _no_parts(reading: Reading) -> Parts:
    whole = parts_of(reading.seen.blocks)
    return Parts((), (*whole.top, *whole.middle, *whole.signature), ())


def guess_organization(reading: Reading, parts: Parts, call: CallWords) -> str:
    """The organization when nobody says whose letter this is: the line of the top or of the signature block that also
    stands before the pledge's verb, in full or by a short name that the letter introduces. Empty when there is none."""
    spans = [(reading.sentence(start)[0], start) for start, _ in pledge_spans(reading, call)]
    if not spans:
        return ""
    texts = [row.text.partition(",")[0].strip() for row in (*parts.top[:MOST_LINES], *parts.signature)]
    for line in dict.fromkeys(texts):
        if len(keys(line)) > 1:
            names = names_of(line, "", reading.tokens, asker_names(call))
            if any(names.find(reading.tokens, first, start) for first, start in spans):
                return line
    return ""
