"""Any address of the finder and the planner is a view or a plan, and is written back; a saved plan is one event.

The modules of the browser run in Node.js, which comes with Playwright.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.profile import WHOLE, slowly
from tests.scripts import answers, event_of, in_a_calendar

PROGRAM = """
import { readView, writeView } from "%(js)s/find/address.js";
import { readPlan, writePlan } from "%(js)s/plan/address.js";
import { calendar } from "%(js)s/plan/calendar.js";
const terms = ["ab", "c", "d-e"].map((id) => ({ id }));
const byId = new Map(terms.map(({ id }, place) => [id, place]));
const facets = new Map([["topic", { terms, byId }], ["role", { terms, byId }]]);
const isKnown = (id, part) => id === "known" && part < 3;
const now = new Date(0);
const answer = (asked) => asked.map(({ search, hash, title, lines }) => {
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
"""
KEYS = ("q", "topic", "role", "sort", "show", "b", "minutes", "title", "day", "start", "goal", "x")
VALUES = ("ab", "c", "date", "title", "relevance", "60", "-1", "1e9", "NaN", "13:00")
BLOCKS = ("known_30", "known.2_30", ".break_10_a", ".free_5_", "_5", ".break_0", "known_")
pairs = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from((*VALUES, *BLOCKS)) | WHOLE), max_size=6)
queries = pairs.map(urlencode) | WHOLE
asked = st.fixed_dictionaries(
    {"search": queries, "hash": queries, "title": WHOLE, "lines": st.lists(WHOLE, max_size=3)}
)


@slowly
@given(questions=st.lists(asked, min_size=1, max_size=60))
def test_any_address_is_read_and_written_back_and_a_saved_plan_is_one_event(questions: list[dict[str, Any]]) -> None:
    for question, answer in zip(questions, answers(PROGRAM, questions), strict=True):
        assert answer["again"] == answer["first"] and len(answer["words"]) <= 200 and answer["shown"] >= 30
        assert answer["rewritten"] == answer["written"] and 5 <= answer["minutes"] <= 480
        title, description = event_of(answer["file"])
        assert title == in_a_calendar(question["title"])
        whole = "\n".join([*question["lines"], "", f"https://hub.example/{answer['first']}{answer['written']}"])
        assert description == in_a_calendar(whole)
