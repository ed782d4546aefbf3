"""The site's own scripts outside of a browser, in the Node.js that comes with Playwright; and calendars read back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

import icalendar
from playwright._impl._driver import compute_driver_executable

from tests.conftest import ROOT

SCRIPTS = (ROOT / "docs/en/assets/js").as_uri()
CALENDARS = """
import { calendar } from "%(js)s/plan/calendar.js";
const answer = (plans) => plans.map((plan) => calendar({ ...plan, now: new Date(0) }));
"""
# What a saved plan is made of, and nothing else.
PROPERTIES = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}


def answers(program: str, questions: Sequence[Any]) -> list[Any]:
    """What the function `answer` of a program makes of the questions; `%(js)s` is where the scripts are."""
    asking = 'import { readFileSync } from "node:fs";\nconst asked = JSON.parse(readFileSync(0, "utf8"));\n'
    asking += "process.stdout.write(JSON.stringify(answer(asked)));"
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, "--input-type=module", "--no-warnings", "--eval", f"{program % {'js': SCRIPTS}}\n{asking}"],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,  # Of a machine that may be busy with others.
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def event_of(text: str) -> tuple[str, str]:
    """Title and description of a calendar file, which holds one event and nothing besides."""
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.subcomponents
    assert event.name == "VEVENT" and not event.errors and not event.subcomponents
    assert set(event) == PROPERTIES and set(calendar) == {"VERSION", "PRODID"}
    assert not any(
        getattr(value, "params", None) for name, value in event.items() if name in ("SUMMARY", "DESCRIPTION")
    )
    return str(event["SUMMARY"]), str(event["DESCRIPTION"])


def in_a_calendar(text: str) -> str:
    """A text as a calendar file can hold it: with one kind of line end and without other controls."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if (char < " " and char != "\n") or char == "\x7f" else char for char in text)
