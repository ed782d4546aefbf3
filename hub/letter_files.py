"""A letter in a file anywhere, with or without front matter: what the check is given, and the report as problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hub import source
from hub.catalogue import Catalogue
from hub.facets import english
from hub.letter_text import sha256_of
from hub.letters.call_words import call_words
from hub.letters.findings import CallWords, Facts, Other, Report, as_json
from hub.letters.report import check
from hub.letters.voices import rows, say
from hub.model import Call, Letter
from hub.problems import Place, Problem, Severity, did_you_mean, one_line

FACTS = ("organization", "acronym", "date", "signatory_name", "signatory_title", "letterhead", "body_is", "accepted")
# How the rows of a report are told as problems.
SEVERITIES = {"missing": Severity.ERROR, "person": Severity.FINDING, "doubt": Severity.FINDING}
CODES = {"missing": "letter-component-missing", "nearly": "letter-component-nearly", "note": "letter-note"}
UNKNOWN_DAY = "1970-01-01"
A_PERSON = "letter-needs-a-person"
UNKNOWN_CALL = "unknown-term"
UNKNOWN_VERSION = "call-version-unknown"
OTHER_FILES = {".docx", ".doc", ".pdf", ".odt", ".rtf", ".pages"}


class NotALetter(Exception):
    """The file cannot be checked; `problems` say why and what to type."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(str(problems))
        self.problems = problems


@dataclass(frozen=True)
class Checked:
    """The report of one file, and the words of the call that it was checked against."""

    path: str
    report: Report
    call: CallWords

    def text(self, language: str) -> str:
        """The report for a person."""
        return f"{one_line(self.path, 200)}: {say(self.report, self.call, language)}"

    def plain(self) -> dict[str, Any]:
        """The report in plain values, with the path of the file."""
        return {"path": self.path, **as_json(self.report)}

    def problems(self, language: str) -> Iterator[Problem]:
        """The report as problems: what is missing is an error, what a person must look at or know is a finding."""
        for row in rows(self.report, self.call, language):
            if row.kind == "present" or not row.reasons:
                continue
            code = CODES.get(row.kind, A_PERSON)
            hint = f"paste: {one_line(row.paste, 400)}" if row.kind == "missing" and row.paste else ""
            place = Place(self.path, row.line or 1)
            severity = SEVERITIES.get(row.kind, Severity.FINDING)
            yield Problem(place, code, row.message, hint, severity)


def check_file(
    path: Path, shown: str, catalogue: Catalogue, today: str, organization: str | None = None, call: str | None = None
) -> Checked:
    """Checks a letter in a file. What is given here goes before what the file says. Raises NotALetter."""
    today = "" if today <= UNKNOWN_DAY else today
    values, text, first_line = read(path, shown)
    facts = Facts(**{name: values[name] for name in FACTS if values.get(name)})
    if organization:
        of = catalogue.organization_named(organization)
        name = english(catalogue.organizations[of].name) if of else organization
        facts = Facts(**{**facts.__dict__, "organization": name})
    answered = _call(call or values.get("call"), catalogue, shown, today)
    try:
        asked = call_words(answered, values.get("call_version"))
    except ValueError:
        known = [terms.version for terms in (answered, *answered.earlier)]
        message = f"`{one_line(answered.id)}` has no version `{one_line(values['call_version'])}`"
        raise NotALetter([_problem(shown, UNKNOWN_VERSION, message, f"the versions are {', '.join(known)}")]) from None
    others = _others(catalogue, path, facts, answered)
    # Outside of a repository no day is known, and then no day is in the future.
    known_day = "" if today <= "1970-01-01" else today
    return Checked(shown, check(facts, text, asked, known_day, first_line, others), asked)


def reports_of(root: Path, catalogue: Catalogue, problems: Sequence[Problem], today: str) -> list[Checked]:
    """The reports on the letters of a catalogue that these problems call incomplete or for a person."""
    told = {problem.place.path for problem in problems if problem.code in (CODES["missing"], A_PERSON)}
    paths = [catalogue.where("commitments", id) or "" for id in catalogue.letters]
    return [check_file(root / path, path, catalogue, today) for path in paths if path in told]


def _problem(shown: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(shown), code, message, hint)


def read(path: Path, shown: str) -> tuple[dict[str, str], str, int]:
    """The fields before a letter, its text, and the line on which that begins."""
    if path.suffix.lower() in OTHER_FILES:
        message = f"a `{one_line(path.suffix)}` file is not text"
        raise NotALetter([_problem(shown, "not-utf-8", message, f"run `hub letter import {shown}` first")])
    try:
        raw = path.read_bytes() if path.is_file() and path.stat().st_size <= source.MAX_BYTES else None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise NotALetter([_problem(shown, "unreadable-file", message, "check its permissions")]) from None
    if raw is None and path.is_file():
        message = f"the file is larger than {source.MAX_BYTES:,} bytes"
        raise NotALetter([_problem(shown, "file-too-large", message, source.TOO_LARGE)])
    if raw is None:
        raise NotALetter([_problem(shown, "unreadable-file", "there is no such file", "check the name")])
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = Place(shown, *source.place_of_byte(raw, error.start))
        hint = "save the file as UTF-8 (in Word: Save As, Plain Text, Unicode UTF-8)"
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8 text"
        raise NotALetter([Problem(place, "not-utf-8", message, hint)]) from None
    if not text.startswith("---\n") and (said := source.excess(text)):
        raise NotALetter([_problem(shown, "file-too-large", said, source.TOO_MUCH)])
    if path.suffix.lower() == ".txt":
        # In a plain text, spaces at the beginning of a line center it, and make no code of it.
        return {}, "\n".join(line.lstrip(" \t") for line in text.split("\n")), 1
    if not text.startswith("---\n"):
        return {}, text, 1
    parsed = source.parse(raw, shown, front_matter=True)
    if parsed.values is None:
        raise NotALetter(parsed.problems)
    values = {name: value for name, value in parsed.values.items() if isinstance(value, str)}
    body = parsed.body or ""
    return values | {"accepted": _accepted(parsed.values, body)}, body, parsed.body_line


def _accepted(values: Mapping[str, Any], body: str) -> str:
    """`yes` when the fields say that a person accepted this very text as what it is, a letter or a summary."""
    try:
        letter = Letter.model_validate({**values, "id": "letter", "body": body})
    except ValidationError:
        return ""
    return "yes" if letter.is_accepted_text(sha256_of(body)) else ""


def _call(id: str | None, catalogue: Catalogue, shown: str, today: str) -> Call:
    """The call that a letter answers: the one named, or the newest one that is open, or the newest."""
    if id:
        call = catalogue.calls.get(id)
        if call is None:
            message = f"there is no call `{one_line(id)}`"
            raise NotALetter(
                [_problem(shown, UNKNOWN_CALL, message, did_you_mean(id, catalogue.calls, _known(catalogue)))]
            )
        return call
    if not catalogue.calls:
        raise NotALetter([_problem(shown, "missing-file", "there is no call to answer", "add content/calls/<id>.yml")])
    calls = sorted(catalogue.calls.values(), key=lambda call: (call.closed or "9999", call.version))
    return next((call for call in reversed(calls) if not call.closed or call.closed >= today), calls[-1])


def _known(catalogue: Catalogue) -> str:
    return f"the calls are {', '.join(catalogue.calls)}" if catalogue.calls else "add content/calls/<id>.yml"


def _others(catalogue: Catalogue, path: Path, facts: Facts, call: Call) -> list[Other]:
    """The letters that are kept, without the file itself; another name of the organization counts as its name."""
    of = catalogue.organization_named(facts.organization)
    found: list[Other] = []
    for id, letter in catalogue.letters.items():
        kept = catalogue.where("commitments", id) or ""
        if letter.call != call.id or path.absolute().as_posix().endswith(f"/{kept}"):
            continue
        same = of is not None and catalogue.organization_named(letter.organization) == of
        name = facts.organization if same else letter.organization
        found.append(Other(id=id, organization=name, call=letter.call, status=letter.status))
    return found
