"""The planner: put an afternoon together, reorder it by keys or mouse, share it, print it, save it for a calendar."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

AFTERNOON = [25, 45, 45, 15, 50, 30]
# Questions about the functions themselves, asked where they run.
SUGGEST = """async ([items, question]) => {
  const { suggest } = await import(new URL("/assets/js/plan/arrange.js", location));
  return suggest(items, question);
}"""
EVERY_LENGTH = """async () => {
  const { suggest, sum } = await import(new URL("/assets/js/plan/arrange.js", location));
  const { items, roles, goals } = await (await fetch("/assets/plan/items.json")).json();
  const wrong = [];
  for (const role of ["", ...roles.map(([id]) => id)]) for (const goal of ["", ...goals.map(([id]) => id)]) {
    for (let minutes = 5; minutes <= 480; minutes += 1) {
      const { blocks } = suggest(items, { role, goal, minutes });
      const say = (what) => wrong.push(`${what}: ${role} ${goal} ${minutes} ${JSON.stringify(blocks)}`);
      if (sum(blocks) !== minutes) say("does not add up");
      if (blocks.some((block) => block.minutes < 5)) say("too short");
      if (blocks[0].own === "break" || blocks.at(-1).own === "break") say("break at the edge");
      if (blocks.some((block, place) => block.own === "break" && blocks[place + 1]?.own === "break")) say("two breaks");
      const named = blocks.filter(({ item }) => item).map(({ item, part }) => `${item}.${part}`);
      if (new Set(named).size !== named.length) say("twice");
      const again = suggest(items, { role, goal, minutes }).blocks;
      if (JSON.stringify(again) !== JSON.stringify(blocks)) say("differs");
    }
  }
  return wrong.slice(0, 5);
}"""
FIT = """async ([blocks, minutes]) => {
  const { fit, sum } = await import(new URL("/assets/js/plan/arrange.js", location));
  const { blocks: fitted, over } = fit(blocks, minutes);
  return [sum(fitted), over, fitted.map(({ minutes: length }) => length)];
}"""
ADDRESS = """async ([hash]) => {
  const { readPlan, writePlan } = await import(new URL("/assets/js/plan/address.js", location));
  const { plan, unknown } = readPlan(hash, (item) => item === "small");
  const again = readPlan(writePlan(plan), () => true).plan;
  return [plan, unknown, writePlan(plan), JSON.stringify(again) === JSON.stringify(plan)];
}"""
CALENDAR = """async ([plan]) => {
  const { calendar } = await import(new URL("/assets/js/plan/calendar.js", location));
  return calendar({ ...plan, now: new Date(Date.UTC(2026, 10, 21, 12)) });
}"""


@pytest.fixture
def planner(page: Page) -> Page:
    page.goto("planner/")
    expect(page.get_by_label("Who meets")).to_be_visible()
    return page


def minutes(page: Page) -> list[int]:
    fields = page.locator(".hub-plan__block [data-field=minutes]")
    return [int(field.input_value()) for field in fields.all()]


def titles(page: Page) -> list[str]:
    return cast(
        "list[str]",
        page.locator(".hub-plan__block").evaluate_all(
            """rows => rows.map((row) =>
                row.querySelector('[data-field=words]')?.value ?? row.querySelector('a').textContent)"""
        ),
    )


def plan_the_afternoon(page: Page) -> None:
    page.get_by_label("Who meets").select_option(label="Principal")
    page.get_by_label("Minutes you have").fill("210")
    page.get_by_label("Begins at").fill("13:00")
    page.get_by_role("button", name="Put an agenda together").click()


def status(page: Page) -> Locator:
    return page.locator("[data-hub-planner] [role=status]")


def test_a_principal_plans_the_afternoon(planner: Page) -> None:
    plan_the_afternoon(planner)
    assert minutes(planner) == AFTERNOON
    expect(planner.locator("[data-hub-total]")).to_have_text("210 minutes in all: it fits exactly.")
    times = planner.locator("[data-time]").all_text_contents()
    # Browsers put a narrow space before PM.
    assert times[0].replace("\u202f", " ") == "1:00 PM – 1:25 PM"
    assert times[-1].replace("\u202f", " ") == "4:00 PM – 4:30 PM"
    assert titles(planner)[0] == "1. What we believe"
    link = planner.locator(".hub-plan__block a").first
    link.click()
    assert planner.url.endswith("/resources/site-leader-afternoon/")
    planner.go_back()
    expect(planner.locator(".hub-plan__block")).to_have_count(6)


def test_what_no_record_fills_is_marked_as_the_planners_own(planner: Page) -> None:
    planner.get_by_label("Who meets").select_option(label="Classroom teacher")
    planner.get_by_label("Minutes you have").fill("90")
    planner.get_by_role("button", name="Put an agenda together").click()
    assert sum(minutes(planner)) == 90
    own = planner.locator(".hub-plan__block", has=planner.locator("[data-field=words]"))
    assert own.count() >= 2
    for block in own.all():
        expect(block.get_by_text("the planner's own block")).to_be_visible()
    assert "Step 1. Unpack" in titles(planner)


def test_a_goal_that_nothing_serves_for_the_role_is_said(planner: Page) -> None:
    planner.get_by_label("Who meets").select_option(label="Principal")
    planner.get_by_label("What it is to serve").select_option("assessment")
    planner.get_by_role("button", name="Put an agenda together").click()
    expect(status(planner)).to_contain_text("Nothing that says its minutes serves this goal and this role together.")
    assert sum(minutes(planner)) == 210


def test_how_little_can_be_planned_is_said(planner: Page) -> None:
    expect(planner.locator(".hub-plan__none")).to_contain_text("3 records say how long they take")
    expect(planner.locator(".hub-plan__none")).to_contain_text("not guessed")


def test_with_the_keyboard_alone(planner: Page) -> None:
    keys = planner.keyboard
    planner.get_by_label("Who meets").focus()
    keys.type("Principal")
    for _ in range(2):
        keys.press("Tab")
    keys.press("Control+a")
    keys.type("210")
    keys.press("Enter")
    expect(planner.locator("[data-hub-agenda]")).to_be_focused()
    assert minutes(planner) == AFTERNOON
    # Tab to the first block, past its link and its minutes, to "move down".
    reached = ""
    for _ in range(12):
        keys.press("Tab")
        reached = planner.evaluate("document.activeElement.dataset.does ?? ''")
        if reached == "down":
            break
    assert reached == "down"
    first = titles(planner)[0]
    keys.press("Enter")
    assert titles(planner)[1] == first
    expect(status(planner)).to_have_text(f"{first}: now 2 of 6")
    keys.press("Space")
    assert titles(planner)[2] == first
    for _ in range(6):
        keys.press("Enter")
    assert titles(planner)[-1] == first
    # At the end the button stays where it is, and says that it does nothing.
    expect(planner.locator(":focus")).to_have_attribute("aria-disabled", "true")
    expect(planner.locator(":focus")).to_have_accessible_name(f"Move down: {first}")
    keys.press("Tab")
    keys.press("Enter")
    expect(status(planner)).to_contain_text(f"Removed: {first}.")
    assert sum(minutes(planner)) == 185
    expect(planner.locator(":focus")).to_have_attribute("data-does", "remove")
    planner.get_by_role("button", name="Fit to the time").focus()
    keys.press("Enter")
    assert sum(minutes(planner)) == 210
    planner.go_back()
    expect(planner.locator(".hub-plan__block")).to_have_count(5)
    planner.go_back()
    assert titles(planner)[-1] == first


def test_with_the_mouse(planner: Page) -> None:
    plan_the_afternoon(planner)
    first, second, third = titles(planner)[:3]
    rows = planner.locator(".hub-plan__block")
    rows.nth(0).locator(".hub-plan__grip").drag_to(rows.nth(2))
    assert titles(planner)[:3] == [second, third, first]
    expect(status(planner)).to_have_text(f"{first}: now 3 of 6")


def test_a_reader_who_leaves_a_field_arrives_where_he_goes(planner: Page) -> None:
    plan_the_afternoon(planner)
    first = planner.get_by_label("Minutes: 1. What we believe")
    first.fill("20")
    first.press("Tab")
    expect(planner.get_by_role("button", name="Move up: 1. What we believe")).to_be_focused()
    expect(planner.locator(".hub-plan__time").nth(1)).to_have_text("1:20 PM – 2:05 PM")
    first.fill("30")
    # The press that leaves the field is the press of the button.
    planner.get_by_role("button", name="Move down: 2. What the standards ask").click()
    assert titles(planner)[1:3] == ["3. What we see", "2. What the standards ask"]
    assert minutes(planner)[0] == 30


def test_without_a_block_the_reader_is_back_at_the_first_choice(page: Page) -> None:
    page.goto("planner/#b=.break_10&b=.break_10")
    for _ in range(2):
        page.get_by_role("button", name="Remove: Break").first.press("Enter")
    expect(page.get_by_label("Who meets")).to_be_focused()
    page.go_back()
    page.go_back()
    assert minutes(page) == [10, 10]


def test_a_length_that_no_plan_has_is_refused_and_not_changed_unseen(planner: Page) -> None:
    field = planner.get_by_label("Minutes you have")
    for asked in ("0", "10000", "12.5", ""):
        field.fill(asked)
        field.press("Enter")
        expect(field).to_have_value(asked)
        expect(field).to_be_focused()
        expect(planner.locator(".hub-plan__block")).to_have_count(0)
    planner.get_by_label("Who meets").select_option(label="Principal")
    assert "minutes=" not in planner.url
    field.fill("5")
    field.press("Enter")
    assert minutes(planner) == [5]


def test_a_record_to_add_says_its_name(planner: Page) -> None:
    plan_the_afternoon(planner)
    chosen = planner.get_by_label("Add a record or a part of one").locator("option:checked")
    expect(chosen).to_have_text("A principal's short visit to a science lesson (20 min)")


def test_minutes_words_and_blocks_can_be_changed(planner: Page) -> None:
    plan_the_afternoon(planner)
    planner.get_by_label("Minutes: 1. What we believe").fill("20")
    planner.get_by_label("Minutes: 1. What we believe").press("Tab")
    expect(planner.locator("[data-hub-total]")).to_have_text("205 of 210 minutes: 5 are still free.")
    expect(planner.locator(".hub-plan__block").first).to_contain_text("the record says 25 min")
    planner.get_by_label("Add a plain block").select_option(label="A block of your own")
    planner.get_by_role("button", name="Add this block").click()
    expect(planner.locator("[data-hub-total]")).to_have_text("215 of 210 minutes: 5 too many.")
    words = planner.get_by_label("What happens: A block of your own")
    words.fill("Thanks, <b>cake</b>; and \\ a word, please")
    words.press("Tab")
    planner.get_by_role("button", name="Fit to the time").click()
    assert sum(minutes(planner)) == 210
    assert titles(planner)[-1] == "Thanks, <b>cake</b>; and \\ a word, please"
    planner.get_by_label("Add a record or a part of one").select_option(value="principal-visit-guide.0")
    planner.get_by_role("button", name="Add this record").click()
    assert minutes(planner)[-1] == 20


def test_a_shared_link_opens_the_same_plan(planner: Page, browser: Browser, address: str) -> None:
    plan_the_afternoon(planner)
    planner.get_by_label("Name of the meeting").fill("Science afternoon & más")
    planner.get_by_label("Day").fill("2027-01-13")
    planner.get_by_role("button", name="Move down: 1. What we believe").click()
    planner.get_by_role("button", name="Copy the link").click()
    shared = planner.get_by_label("Link to this plan").input_value()
    assert shared == planner.url
    other = browser.new_context(base_url=address, viewport={"width": 375, "height": 700})
    watched = Watched(other, address)
    page = other.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(shared)
    expect(page.locator(".hub-plan__block")).to_have_count(6)
    assert titles(page) == titles(planner)
    assert minutes(page) == minutes(planner)
    expect(page.get_by_role("heading", name="Science afternoon & más")).to_be_visible()
    expect(page.get_by_label("Who meets")).to_have_value("principal")
    # The plan stays in the browser: a server is never told what comes after the sign.
    assert not [url for url in asked if "afternoon" in url.partition("#")[0]]
    page.locator(".hub-header__language").first.click()
    expect(page.locator(".hub-plan__block")).to_have_count(6)
    assert "/es/planner/" in page.url
    assert titles(page)[1] == "1. Lo que creemos"
    other.close()
    assert watched.complaints == []
    assert watched.elsewhere == []


def test_a_spoiled_link_says_what_it_leaves_out(page: Page) -> None:
    page.goto("planner/#minutes=30&b=gone-record_10&b=principal-visit-guide_20&b=<img src=x>&b=.next_10_<i>x</i>")
    expect(status(page)).to_contain_text("gone-record")
    assert minutes(page) == [20, 10]
    assert titles(page)[1] == "<i>x</i>"
    assert page.locator(".hub-plan img, .hub-plan i").count() == 0


def saved(page: Page, folder: Path) -> icalendar.Calendar:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save for a calendar").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return icalendar.Calendar.from_ical(raw)


def test_the_calendar_file_says_what_the_person_gave(planner: Page, tmp_path: Path) -> None:
    plan_the_afternoon(planner)
    planner.get_by_role("button", name="Save for a calendar").click()
    expect(status(planner)).to_have_text("A calendar needs a day and a time. Give both, then save again.")
    expect(planner.get_by_label("Day")).to_be_focused()
    planner.get_by_label("Day").fill("2027-01-13")
    title = "Ciencia; para todos, \\ años: une après-midi"
    planner.get_by_label("Name of the meeting").fill(title)
    calendar = saved(planner, tmp_path)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART") == datetime(2027, 1, 13, 13, 0)
    assert event.decoded("DTEND") == datetime(2027, 1, 13, 16, 30)
    assert event["DTSTART"].params == {}, "no time zone: the clock of whoever opens it"
    assert str(event["SUMMARY"]) == title
    lines = str(event["DESCRIPTION"]).split("\n")
    assert "1. What we believe (An afternoon on three-dimensional science for site leaders)" in lines[0]
    assert lines[-1] == planner.url
    assert str(event["UID"]).endswith("@127.0.0.1")
    assert {"PRODID", "VERSION"} <= set(calendar)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("é" * 120, "é" * 120),
        ("a,b;c\\d", "a,b;c\\d"),
        ("two\r\nlines\nEND:VEVENT", "two\nlines\nEND:VEVENT"),
        ("\u0000bell\u0007", " bell "),
        ("\U0001f9ea" * 40, "\U0001f9ea" * 40),
    ],
)
def test_any_text_survives_the_calendar_file(planner: Page, title: str, read: str) -> None:
    plan: dict[str, Any] = {"title": title, "lines": [title, "b"], "address": "https://hub.example/planner/#a=1,2;3"}
    plan |= {"day": "2027-03-14", "start": "01:30", "minutes": 120, "host": "hub.example"}
    text = planner.evaluate(CALENDAR, [plan])
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == read
    # The night on which clocks change: floating time has no gap.
    assert event.decoded("DTEND") == datetime(2027, 3, 14, 3, 30)


def test_on_paper_the_agenda_stands_alone(planner: Page) -> None:
    plan_the_afternoon(planner)
    planner.get_by_label("Name of the meeting").fill("Science afternoon")
    planner.emulate_media(media="print")
    expect(planner.get_by_role("button", name="Print")).not_to_be_visible()
    expect(planner.get_by_label("Who meets")).not_to_be_visible()
    expect(planner.locator(".hub-plan-outline")).not_to_be_visible()
    reader = PdfReader(io.BytesIO(planner.pdf(format="Letter")))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 1
    for words in ("Science afternoon", "1. What we believe", "25 min", "Break", "5. What will hold it"):
        assert words in text


def test_every_length_adds_up_for_every_choice(page: Page) -> None:
    page.goto("")
    assert page.evaluate(EVERY_LENGTH) == []


def item(id: str, length: int, parts: list[int] | None = None, **more: object) -> dict[str, object]:
    rows = [{"order": order, "minutes": part, "isBreak": False} for order, part in enumerate(parts or [], 1)]
    return {"id": id, "minutes": length, "roles": ["a"], "goals": ["g"], "parts": rows, **more}


def test_what_comes_first(page: Page) -> None:
    page.goto("")

    def asked(items: list[dict[str, object]], length: int, role: str = "a") -> list[tuple[object, int, int]]:
        found = page.evaluate(SUGGEST, [items, {"role": role, "goal": "", "minutes": length}])
        return [
            (block.get("item") or block["own"], block.get("part", 0), block["minutes"]) for block in found["blocks"]
        ]

    # An exact one, by its parts.
    both = [item("whole", 60), item("parted", 60, [30, 30])]
    assert asked([both[1], both[0]], 60) == [("parted", 1, 30), ("parted", 2, 30)]
    assert asked(both, 60) == [("whole", 0, 60)]
    # First parts where the whole does not fit, and the rest to own blocks.
    assert asked([item("parted", 200, [20, 30, 150])], 60) == [
        ("opening", 0, 5), ("parted", 1, 20), ("parted", 2, 30), ("next", 0, 5),
    ]  # fmt: skip
    # What nobody serves gives plain blocks only.
    assert {kind for kind, _, _ in asked(both, 60, role="b")} == {"opening", "discussion", "groups", "next"}
    # Too short for a frame.
    assert asked([item("small", 20)], 22) == [("discussion", 0, 22)]
    assert asked([item("small", 20)], 25) == [("small", 0, 20), ("discussion", 0, 5)]
    # A long meeting has its breaks between blocks.
    assert [kind for kind, _, _ in asked([item("long", 170)], 210)].count("break") == 2
    assert sum(length for _, _, length in asked([item("long", 170)], 210)) == 210


@pytest.mark.parametrize(
    ("lengths", "wanted", "found"),
    [
        ([("", 60), ("next", 10)], 75, [75, 0, [60, 15]]),
        ([("", 60)], 75, [75, 0, [60, 15]]),
        ([("", 60), ("break", 15), ("next", 10)], 70, [70, 0, [60, 5, 5]]),
        ([("", 60), ("break", 15)], 50, [65, 15, [60, 5]]),
        ([("", 60), ("next", 60)], 123, [123, 0, [60, 63]]),
    ],
)
def test_fitting_changes_own_blocks_only(
    page: Page, lengths: list[tuple[str, int]], wanted: int, found: list[Any]
) -> None:
    page.goto("")
    blocks = [{"own": own, "minutes": length} if own else {"item": "x", "minutes": length} for own, length in lengths]
    assert page.evaluate(FIT, [blocks, wanted]) == found


@pytest.mark.parametrize(
    ("hash", "minutes_read", "blocks", "unknown"),
    [
        ("", 210, 0, 0),
        ("#minutes=9999&day=2026-13&start=25:00", 480, 0, 0),
        ("#day=2026-99-99&minutes=30", 30, 0, 0),
        ("#day=2026-02-31", 210, 0, 0),
        ("#minutes=-5", 5, 0, 0),
        ("#minutes=many", 210, 0, 0),
        ("#b=small_20&b=small.2_5&b=.free_5_a_b_c", 210, 3, 0),
        ("#b=small&b=small_0&b=SMALL_5&b=.nothing_5&b=other_5", 210, 0, 5),
        ("#" + "b=small_5&" * 500, 210, 60, 0),
    ],
)
def test_whatever_stands_in_the_address_a_plan_comes_out(
    page: Page, hash: str, minutes_read: int, blocks: int, unknown: int
) -> None:
    page.goto("")
    plan, left, _, is_same = page.evaluate(ADDRESS, [hash])
    assert (plan["minutes"], len(plan["blocks"]), len(left)) == (minutes_read, blocks, unknown)
    assert plan["day"] == plan["start"] == ""
    assert is_same


def test_without_scripts_the_outline_and_the_lists_are_there(plain: Page) -> None:
    plain.goto("planner/")
    expect(plain.locator(".hub-plan noscript p")).to_be_visible()
    outline = plain.locator(".hub-plan-outline")
    expect(outline.get_by_role("heading", name="1:00 to 4:30 p.m.")).to_be_visible()
    expect(outline.locator("tbody tr")).to_have_count(6)
    expect(plain.get_by_role("heading", name="I have 90 minutes")).to_be_visible()
    plain.goto("time/")
    for length in (10, 45, 90, 210):
        expect(plain.get_by_role("heading", name=f"I have {length} minutes")).to_be_visible()
    expect(plain.get_by_text("the time is not known, and it is not guessed")).to_be_visible()


def test_a_list_by_time_leads_into_the_planner(page: Page) -> None:
    page.goto("time/")
    page.get_by_role("link", name=re.compile("Plan with it.*How to unpack")).click()
    expect(page.locator(".hub-plan__block")).to_have_count(5)
    assert sum(minutes(page)) == 60
