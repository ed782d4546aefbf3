"""A problem is data: where it is, which rule it breaks, what is wrong and the thing to type.

Reading and checking never raise for an author's mistake and never print: they return lists of Problem, so that one run
shows everything. This module also holds the voices, that is, the ways to say the same list: for a person at a terminal,
for GitHub's annotations, for reviewdog (rdjson) and as plain JSON.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

# How much two words have in common when one is the other with a slip: `tpye` and `type` three letters of four.
NEAR = 0.75


class Format(str, Enum):
    """How problems are told: the names of the voices."""

    text = "text"
    json = "json"
    github = "github"
    rdjson = "rdjson"


class Severity(str, Enum):
    """How much a problem matters: an error stops the build, a warning does not, a finding asks a person to look."""

    ERROR = "error"
    WARNING = "warning"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file. `path` is relative to the project; line and column count from 1, where a whole file begins."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{one_line(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, told once. `code` is permanent and names a page in the rule reference.

    `other` is the path of a second file that the problem is about, such as the picture that a letter names.
    """

    place: Place
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    other: str = ""

    def __post_init__(self) -> None:
        # A rule that forgets `one_line` for a value must not let it begin a line of a log.
        for name in ("message", "hint"):
            said: str = getattr(self, name)
            if not said.isprintable():
                object.__setattr__(self, name, one_line(said, len(said)))

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


def position(text: str, start: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def one_line(value: object, limit: int = 80) -> str:
    """Show a value from content on one line: control and invisible characters escaped, long text cut.

    Nothing that an author types can then start a line of its own in a log, which is how a file could forge a
    `::error` annotation.
    """
    text = str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the author most likely meant, or None when nothing is close."""
    names = list(known)
    folded = {name.casefold().replace("_", "-"): name for name in names}
    wanted = word.casefold().replace("_", "-").replace(" ", "-")
    if wanted in folded:
        return folded[wanted]
    # `lausd` is all of the beginning of `lausd-hr`, and another thing: a slip makes a word little longer or shorter.
    alike = [name for name in folded if abs(len(name) - len(wanted)) <= max(1, max(len(name), len(wanted)) // 4)]
    found = difflib.get_close_matches(wanted, alike, n=1, cutoff=NEAR)
    return folded[found[0]] if found else None


def nearest_file(path: str, known: Iterable[str]) -> str | None:
    """The known file that the author most likely meant. All files have folders and endings in common: only the name
    by itself says whether one is near."""
    named: dict[str, list[str]] = {}
    for each in known:
        named.setdefault(PurePosixPath(each).stem, []).append(each)
    best = nearest(PurePosixPath(path).stem, named)
    return difflib.get_close_matches(path, named[best], n=1, cutoff=0.0)[0] if best is not None else None


def did_you_mean_file(path: str, known: Iterable[str], otherwise: str) -> str:
    """The same hint as `did_you_mean` for the path of a file."""
    best = nearest_file(path, known)
    return f"did you mean `{best}`?" if best else otherwise


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that is the thing to type: the nearest known word, or `otherwise` when nothing is close."""
    best = nearest(word, known)
    return f"did you mean `{best}`?" if best else otherwise


def natural(name: str) -> list[tuple[bool, int, str]]:
    """A key that sorts as people count: `ca-region-2` before `ca-region-10`."""
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", name)]


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order in which a person reads files, each once."""
    return sorted(set(problems), key=lambda problem: problem.sort_key)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


# The voices. Each takes the same list and returns text; none of them prints.


def as_text(problems: Iterable[Problem]) -> str:
    """For a person: place, severity and code, what is wrong, and below it the thing to type."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.place}: {problem.severity.value}: {problem.message} [{problem.code}]")
        if problem.hint:
            lines.append(f"    {problem.hint}")
    return "\n".join(lines)


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands: annotations on the lines of a pull request."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.FINDING: "notice"}
    lines = []
    for problem in problems:
        place = problem.place
        fields = [f"file={_github_field(place.path)}", f"line={place.line}", f"col={place.column}"]
        fields.append(f"title={_github_field(problem.code)}")
        body = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
        lines.append(f"::{levels[problem.severity]} {','.join(fields)}::{_github_text(body)}")
    return "\n".join(lines)


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_field(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")


def as_rows(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def as_json(problems: Iterable[Problem]) -> str:
    return json.dumps({"problems": as_rows(problems)}, ensure_ascii=True, indent=2)


def as_rdjson(problems: Iterable[Problem]) -> str:
    """Reviewdog Diagnostic Format, for tools that comment on pull requests."""
    levels = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.FINDING: "INFO"}
    diagnostics = []
    for problem in problems:
        place = problem.place
        location = {"path": place.path, "range": {"start": {"line": place.line, "column": place.column}}}
        message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        diagnostics.append(
            {
                "message": message,
                "location": location,
                "severity": levels[problem.severity],
                "code": {"value": problem.code},
            }
        )
    return json.dumps({"source": {"name": "hub"}, "diagnostics": diagnostics}, ensure_ascii=True, indent=2)


VOICES = {"text": as_text, "json": as_json, "github": as_github, "rdjson": as_rdjson}
