"""The facts of a letter as front matter, and the letter below it: a file that the reader of content accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hub.explain import PLACEHOLDER
from hub.letter_import.characters import one_line
from hub.load import read_record
from hub.model import Letter
from hub.problems import Problem
from hub.scaffold import quoted

# In the order in which people read them, and what to ask for when nobody knows; "" for what may be left out.
ASKED = {
    "organization": "the full name of the organization",
    "acronym": "",
    "date": "the day on the letter, such as 2025-01-28",
    "signatory_name": "the name of the person who signs",
    "signatory_title": "the office of the person who signs",
    "letterhead": "",
    "call": "the id of the call, a file of content/calls",
    "call_version": "",
    "status": "submitted",
}
# What YAML reads as it stands; everything else stands in quotes.
_PLAIN = re.compile(r"[A-Za-z](?:[\w ,.'’()/&-]|:(?=\S))*\Z")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def write(facts: Mapping[str, str], body: str) -> str:
    """The text of content/commitments/<id>.md. What is needed and not known is asked for with `REPLACE:`."""
    lines = ["---", "# Read from a file. Compare every line with the letter; what says REPLACE: was not found."]
    for name, asked in ASKED.items():
        value = one_line(facts.get(name, ""))
        if value or asked:
            lines.append(f"{name}: {_scalar(value or f'{PLACEHOLDER} {asked}')}")
    more = {name: value for name, value in facts.items() if name not in ASKED and value}
    lines += [f"{name}: {_scalar(one_line(value))}" for name, value in more.items()]
    return "\n".join([*lines, "---", "", body.strip("\n"), ""])


def problems(text: str, shown: str, id: str) -> list[Problem]:
    """What the reader of content would refuse in it, but for what is still to be filled in."""
    return [
        problem for problem in read_record(text.encode(), shown, id, Letter)[2] if problem.code != "placeholder-left"
    ]


def _scalar(value: str) -> str:
    plain = _PLAIN.match(value) and value.lower() not in _WORDS and not value.endswith(":")
    if plain or re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    return quoted(value)
