"""Any address of the finder and the planner is a view or a plan, and is written back; a saved plan is one event.

The modules of the browser run in Node.js, which comes with Playwright.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any
from urllib.parse import urlencode

import icalendar
from hypothesis import given
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from tests.conftest import ROOT
from tests.fuzz.profile import WHOLE, slowly

SCRIPTS = (ROOT / "docs/en/assets/js").as_uri()
PROGRAM = """
import { readView, writeView } from "%(js)s/find/address.js";
import { readPlan, writePlan } from "%(js)s/plan/address.js";
import { calendar } from "%(js)s/plan/calendar.js";
import { readFileSync } from "node:fs";
const terms = ["ab", "c", "d-e"].map((id) => ({ id }));
const byId = new Map(terms.map(({ id }, place) => [id, place]));
const facets = new Map([["topic", { terms, byId }], ["role", { terms, byId }]]);
const isKnown = (id, part) => id === "known" && part < 3;
const now = new Date(0);
const asked = JSON.parse(readFileSync(0, "utf8"));
const said = asked.map(({ search, hash, title, lines }) => {
  const view = readView(search, facets);
  const first = writeView(view, facets);
  const plan = readPlan(hash, isKnown).plan;
  const written = writePlan(plan);
  const file = calendar({ title, lines, address: "https://hub.example/" + first + written, day: "2026-12-02",
    start: "13:00", minutes: plan.minutes, now, host: "hub.example" });
  const again = writeView(readView(first, facets), facets);
  const rewritten = writePlan(readPlan(written, isKnown).plan);
  return { first, again, words: view.words, shown: view.shown, minutes: plan.minutes, written, rewritten, file };
});
process.stdout.write(JSON.stringify(said));
"""
KEYS = ("q", "topic", "role", "sort", "show", "b", "minutes", "title", "day", "start", "goal", "x")
VALUES = ("ab", "c", "date", "title", "relevance", "60", "-1", "1e9", "NaN", "13:00")
BLOCKS = ("known_30", "known.2_30", ".break_10_a", ".free_5_", "_5", ".break_0", "known_")
pairs = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from((*VALUES, *BLOCKS)) | WHOLE), max_size=6)
queries = pairs.map(urlencode) | WHOLE
asked = st.fixed_dictionaries(
    {"search": queries, "hash": queries, "title": WHOLE, "lines": st.lists(WHOLE, max_size=3)}
)


def ask(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the scripts make of each question."""
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, "--input-type=module", "--no-warnings", "--eval", PROGRAM % {"js": SCRIPTS}],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def in_a_file(text: str) -> str:
    """A text as a calendar file can hold it: with one kind of line end and without other controls."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if (char < " " and char != "\n") or char == "\x7f" else char for char in text)


@slowly
@given(questions=st.lists(asked, min_size=1, max_size=60))
def test_any_address_is_read_and_written_back_and_a_saved_plan_is_one_event(questions: list[dict[str, Any]]) -> None:
    for question, answer in zip(questions, ask(questions), strict=True):
        assert answer["again"] == answer["first"] and len(answer["words"]) <= 200 and answer["shown"] >= 30
        assert answer["rewritten"] == answer["written"] and 5 <= answer["minutes"] <= 480
        assert all(len(line.encode()) <= 75 for line in answer["file"].split("\r\n"))
        kalender = icalendar.Calendar.from_ical(answer["file"])
        (event,) = kalender.subcomponents
        assert event.name == "VEVENT" and not event.errors
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
        assert str(event["SUMMARY"]) == in_a_file(question["title"])
        whole = "\n".join([*question["lines"], "", f"https://hub.example/{answer['first']}{answer['written']}"])
        assert str(event["DESCRIPTION"]) == in_a_file(whole)
