"""The golden letters of tests/golden/letters/ as plain data, which the tests in Python and in the browser share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hub import letter_files
from hub.letters.report import call_words
from hub.model.letter import Call
from hub.source import parse
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "letters"
TODAY = "2026-11-21"
FACTS = ("organization", "acronym", "date", "signatory_name", "signatory_title", "letterhead", "body_is", "accepted")
_KEYS = frozenset({"id", "says", "base", "letter", "change", "facts", "text", "others", "version", "expect"})
_EXPECTED = frozenset({"overall", "parts", "differences", "at", "paste", "notes", "reason"})

Plain = dict[str, Any]


class CaseError(ValueError):
    """A case that says something impossible, such as a change of words that are not in its letter."""


@cache
def cases() -> tuple[Plain, ...]:
    """Every case, in the order of the files, each as

    `{id, says, file, base, facts, text, first_line, call, today, others, expect}`:

    - `facts`, `text`, `first_line`, `call`, `today` and `others` are what the check is given;
    - `expect` is `{overall, components, parts, differences, at, paste, notes, reasons}`: `components` has the outcome
      of every component of the call, in its order, and `parts` those of the lead-in and of every goal; `differences`
      has pairs of words by component or part; `at` lines, `paste` texts; `notes` is a number or None.

    `base` is the name of the letter that the case changes, and "" when it is a letter of its own. Raises CaseError.
    """
    return tuple(case for path in sorted(GOLDEN.glob("*/*.yml")) for case in _cases_of(path))


@cache
def bases() -> tuple[Plain, ...]:
    """The letters that cases change, in the same shape: each is complete, word for word."""
    return tuple(
        _whole({"id": f"base-{path.stem}", "says": "A complete letter.", "letter": path.stem, "expect": whole}, path)
        for path in sorted(GOLDEN.glob("*/*.md"))
        for whole in [{"overall": "complete"}]
    )


def _cases_of(path: Path) -> Iterator[Plain]:
    """The cases of one file; a file that holds a call has none."""
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for case in written if isinstance(written, list) else []:
        try:
            yield _whole(case, path)
        except (CaseError, KeyError) as error:
            raise CaseError(f"{path.relative_to(ROOT)}: {case.get('id', case)}: {error}") from error


def _whole(case: Mapping[str, Any], path: Path) -> Plain:
    """One case with its letter made, and with the outcomes that it does not name."""
    if unknown := [*(case.keys() - _KEYS)]:
        raise CaseError(f"unknown: {unknown}")
    values, text, first_line = _letter(case.get("base") or case["letter"], path)
    facts = {name: str(values.get(name, "")) for name in FACTS} | case.get("facts", {})
    if "text" in case:
        text, first_line = case["text"], 1
    if unknown := [*(case.get("facts", {}).keys() - set(FACTS))]:
        raise CaseError(f"unknown in `facts`: {unknown}")
    for change in case.get("change", []):
        if change.keys() != {"from", "to"}:
            raise CaseError(f"a change has `from` and `to`, in quotes when they hold a comma: {change}")
        text = changed(text, change["from"], change["to"])
    call = call_words(_call(values["call"]), case.get("version", values["call_version"]))
    return {
        "id": case["id"],
        "says": case["says"],
        "file": path.relative_to(GOLDEN).as_posix(),
        "base": case.get("base", ""),
        "facts": facts,
        "text": text,
        "first_line": first_line,
        "call": call,
        "today": TODAY,
        "others": case.get("others", []),
        "expect": _expected(case["expect"], call, text, first_line),
    }


def _letter(name: str, path: Path) -> tuple[Mapping[str, Any], str, int]:
    """The front matter of a letter, its text, and the line on which that begins: a file beside the case, or a path."""
    file = ROOT / name if "/" in name else path.with_name(f"{name}.md")
    parsed = parse(file.read_bytes(), name, front_matter=True)
    if parsed.values is None:
        raise CaseError(f"{name} cannot be read: {parsed.problems}")
    values, body, first_line = letter_files.read(file, name)
    return {"call_version": None} | parsed.values | values, body, first_line


@cache
def _call(name: str) -> Call:
    """A call of the real content by its id, or one of the golden set by its file."""
    path = GOLDEN / name if "/" in name else ROOT / "content" / "calls" / f"{name}.yml"
    values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return Call.model_validate({"id": path.stem} | values)


def changed(text: str, old: str, new: str) -> str:
    """The text with other words in one place. Raises CaseError when the old words do not stand there once."""
    if (times := text.count(old)) != 1:
        raise CaseError(f"`{old}` stands {times} times in the letter, and a change needs it once")
    return text.replace(old, new)


def _expected(written: Mapping[str, Any], call: Mapping[str, Any], text: str, first_line: int) -> Plain:
    """What is expected: the outcomes that a case does not name are `present`."""
    ids = [component["id"] for component in call["components"]]
    parts = ["lead-in", *(goal["id"] for goal in call["goals"])]
    if unknown := [*(written.keys() - _EXPECTED - set(ids)), *(written.get("parts", {}).keys() - set(parts))]:
        raise CaseError(f"unknown in `expect`: {unknown}")
    return {
        "overall": written["overall"],
        "components": {id: written.get(id, "present") for id in ids},
        "parts": {id: written.get("parts", {}).get(id, "present") for id in parts},
        "differences": written.get("differences", {}),
        "at": {id: _line(text, words) + first_line for id, words in written.get("at", {}).items()},
        "paste": written.get("paste", {}),
        "notes": int(written["notes"]) if "notes" in written else None,
        "reasons": written.get("reason", []),
    }


def _line(text: str, words: str) -> int:
    if text.count(words) != 1:
        raise CaseError(f"`{words}` does not stand once in the letter")
    return text[: text.index(words)].count("\n")
