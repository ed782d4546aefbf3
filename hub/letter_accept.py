"""`hub letter accept`: the step of `history` that accepts a letter and binds its text. It prints, and edits no file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hub import checks, source, words
from hub.checks.letter_history import WAYS_OUT, differs
from hub.letter_reports import report_on, said
from hub.letter_text import sha256_of
from hub.letters.findings import Finding, Part, Reason, Report
from hub.load import Loaded
from hub.model import Letter
from hub.model.attachment import Attachment
from hub.problems import Place, Problem, Severity, did_you_mean_file, one_line, ordered
from hub.words import N_

# What these rules report is what the new step puts right, or is looked at here.
ANSWERED = frozenset({"accepted-letter-changed", "accepted-without-binding", "letter-status-differs"})
_PLAIN_NAME = re.compile(r"[^\W\d_][\w.'’ -]*[\w.]")
_STEPS = re.compile(r"^history:[ \t]*\n(?P<indent> *)- ", re.MULTILINE)


class NotAccepted(Exception):
    """The letter cannot be accepted; `problems` say why. `misuse` says that there is no such letter."""

    def __init__(self, *problems: Problem, misuse: bool = False) -> None:
        super().__init__(problems[0].message)
        self.problems, self.misuse = problems, misuse


@dataclass(frozen=True)
class Acceptance:
    """`lines` are to be pasted, `advice` is for the person who pastes them, `doubts` are what that person looks at.

    There are no lines when the letter was accepted as it stands.
    """

    lines: tuple[str, ...]
    advice: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def accept(root: Path, loaded: Loaded, file: Path, day: str, today: str, language: str = "en") -> Acceptance:
    """What accepts the letter in `file` on `day`, an ISO date. Raises NotAccepted with everything that stands against
    it: mistakes in the file, a component that is missing, a changed text with an old date.
    """
    shown = _shown(root, file)
    letter = _letter(loaded, shown)
    found = loaded.problems + checks.run(loaded.catalogue, root, today)
    errors = [row for row in found if row.place.path == shown and row.severity is Severity.ERROR]
    errors = [row for row in errors if row.code not in ANSWERED]
    if letter is None:
        raise NotAccepted(*ordered(errors))
    report = report_on(loaded.catalogue, letter, today)
    errors += _against(letter, report, shown, day, said(language), {row.code for row in errors})
    if errors:
        raise NotAccepted(*ordered(errors))
    gettext = words.gettext_for(language)
    before, files = letter.step("accepted"), loaded.catalogue.attachments
    if before and letter.status == "accepted" and differs(letter, before, files) is None:
        message = N_("The letter was accepted on {date}, and is as it was then: there is nothing to do.")
        return Acceptance((), (gettext(message).format(date=words.when(before.date, language)),))
    text = source.read_bytes(root / shown, shown)[0].decode("utf-8", "replace").replace("\r\n", "\n")
    advice = N_("Paste these lines into {file}, above the second row of hyphens, and write `status: accepted`.")
    if letter.history:
        advice = N_("Paste these lines into {file}, below the last step of `history`, and write `status: accepted`.")
    doubts = _doubts(report, said(language)) if report else ()
    return Acceptance(_step(letter, day, text, files), (gettext(advice).format(file=shown),), doubts)


def _shown(root: Path, file: Path) -> str:
    try:
        return file.absolute().relative_to(root).as_posix()
    except ValueError:
        message, hint = f"{one_line(file)} is not in this hub", "name a file of content/commitments/"
        raise NotAccepted(Problem(Place(one_line(file)), "unexpected-file", message, hint), misuse=True) from None


def _letter(loaded: Loaded, shown: str) -> Letter | None:
    """The letter in a file; None when the file holds one that cannot be read."""
    letters = {path: id for (kind, id), path in loaded.catalogue.paths.items() if kind == "commitments"}
    if shown not in letters:
        hint = did_you_mean_file(shown, letters, "name a file such as content/commitments/<id>.md")
        problem = Problem(Place(shown), "unexpected-file", "there is no letter in this file", hint)
        raise NotAccepted(problem, misuse=True)
    return loaded.catalogue.letters.get(letters[shown])


def _against(
    letter: Letter, report: Report | None, shown: str, day: str, say: Callable[[Reason], str], told: set[str]
) -> list[Problem]:
    """What stands against accepting a letter that was read, beside what the rules `told`."""

    def problem(code: str, message: str, hint: str) -> Problem:
        return Problem(Place(shown), code, message, hint)

    found = []
    if letter.status in ("superseded", "withdrawn"):
        hint = "it can be submitted anew: a new date, who signed it, `status: submitted` and a step in `history`"
        found.append(problem("letter-status-differs", f"the letter is {letter.status}", hint))
    if report and report.overall == "incomplete" and "letter-component-missing" not in told:
        for row in report.findings:
            if row.outcome == "missing":
                why = " ".join(say(reason) for reason in row.reasons) or "a part of it is missing"
                hint = "run `hub letter check` on the file; it shows the text to paste"
                found.append(problem("letter-component-missing", f"`{row.component}` is missing: {why}", hint))
    before = letter.step("accepted")
    changed = before and before.text_sha256 not in (None, sha256_of(letter.body))
    if before and changed and before.body_is != "summary" and letter.date <= (before.letter_date or ""):
        message = f"another text was accepted on {before.date} for a letter of {before.letter_date}"
        found.append(problem("accepted-letter-changed", message, WAYS_OUT))
    latest = max([letter.date, *(step.date for step in letter.history)])
    if day < latest:
        hint = f"write `--date` with a day from {latest} on"
        found.append(problem("letter-history-order", f"{day} is before {latest}, of which something is known", hint))
    return found


def _step(letter: Letter, day: str, text: str, files: Mapping[str, Attachment]) -> tuple[str, ...]:
    """The lines of the new step, indented as the steps that stand in the file."""
    steps = _STEPS.search(text)
    indent = steps["indent"] if steps else "  "
    named = (("letterhead", letter.letterhead), ("signed_copy", letter.signed_copy))
    bytes_of = [f"{field}_sha256: {files[name].original}" for field, name in named if name and name in files]
    fields = (
        f"date: {day}",
        "status: accepted",
        f"text_sha256: {sha256_of(letter.body)}",
        f"letter_date: {letter.date}",
        f"signatory_name: {_quoted(letter.signatory_name)}",
        f"signatory_title: {_quoted(letter.signatory_title)}",
        *([f"letterhead: {_quoted(letter.letterhead)}"] if letter.letterhead else []),
        *bytes_of,
        *(["body_is: summary"] if letter.body_is == "summary" else []),
    )
    lines = tuple(f"{indent}{'  ' if number else '- '}{field}" for number, field in enumerate(fields))
    return lines if letter.history else ("history:", *lines)


def _quoted(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _doubts(report: Report, say: Callable[[Reason], str]) -> tuple[str, ...]:
    """What the check leaves to the person who accepts the letter."""
    rows: list[Finding | Part] = []
    for finding in report.findings:
        rows += (finding, *finding.parts)
    reasons = [reason for row in rows if row.outcome == "person" for reason in row.reasons]
    return tuple(dict.fromkeys(map(say, (*reasons, *report.doubts))))
