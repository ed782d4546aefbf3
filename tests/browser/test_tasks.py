"""What people come for, done as they do it: on a phone, with the keyboard alone, and without scripts."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.test_finder import CARD, MODULES, STATUS, ids

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 375, "height": 667}
AFTERNOON = 210


@pytest.fixture
def phone(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def plain_phone(plain: Page) -> Page:
    """A telephone that runs no scripts."""
    plain.set_viewport_size(PHONE)
    return plain


def tab_to(page: Page, where: str, limit: int = 260) -> None:
    """Go on with the Tab key until what has the focus fits a selector."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", where):
            return
    raise AssertionError(f"{where} is not reached with the Tab key")


def choose(page: Page, facet: str, term: str = "") -> None:
    """Open the choices of the finder and take a term of a facet, or its first one, with the keyboard alone."""
    tab_to(page, "[data-hub-panel] > summary")
    page.keyboard.press("Enter")
    tab_to(page, f"[data-hub-facet={facet}] summary")
    if page.locator(f"[data-hub-facet={facet}]").get_attribute("open") is None:
        page.keyboard.press("Enter")
    tab_to(page, f"[data-hub-facet={facet}] input" + (f"[value='{term}']" if term else ""))
    page.keyboard.press("Space")
    expect(page.locator("[data-hub-panel] > summary")).to_contain_text("Chosen: 1")


def test_a_coach_finds_the_modules_for_grade_6_with_the_keyboard_alone(phone: Page) -> None:
    phone.goto("")
    tab_to(phone, "a[href$='find/']")
    phone.keyboard.press("Enter")
    expect(phone.locator(STATUS)).to_contain_text("records")
    tab_to(phone, "#hub-finder-words")
    phone.keyboard.type("assessment modules")
    expect(phone.locator(STATUS)).to_contain_text("“assessment modules”")
    choose(phone, "grades", "6-8")
    assert MODULES in ids(phone)
    tab_to(phone, f"{CARD} a[href*='{MODULES}/']")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/resources/{MODULES}/")
    tab_to(phone, ".hub-sequence a, .hub-entries a")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/resources/*-module/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_view_is_shared_and_opened_with_the_keyboard_alone(phone: Page, context: BrowserContext) -> None:
    phone.goto("find/")
    expect(phone.locator(STATUS)).to_contain_text("records")
    choose(phone, "topic")
    tab_to(phone, "#hub-finder-sort")
    phone.keyboard.press("d")
    expect(phone.locator("#hub-finder-sort")).to_have_value("date")
    assert set(parse_qs(urlsplit(phone.url).query)) == {"topic", "sort"}
    shown = ids(phone)
    other = context.new_page()
    other.goto(phone.url)
    expect(other.locator(STATUS)).to_have_text(phone.locator(STATUS).inner_text())
    assert ids(other) == shown


def test_an_afternoon_is_planned_on_a_phone(phone: Page) -> None:
    phone.goto("planner/")
    phone.get_by_label("Who meets").select_option(label="Principal")
    phone.get_by_label("Begins at").fill("13:00")
    phone.get_by_label("Minutes you have").fill(str(AFTERNOON))
    phone.get_by_role("button", name="Put an agenda together").click()
    expect(phone.locator("[data-hub-total]")).to_contain_text("210")
    assert phone.locator(".hub-plan__block").count() >= 5
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(phone.locator(".hub-plan__block").last).to_contain_text(re.compile("4:30"))


def test_without_scripts_a_coach_reaches_the_modules_for_grade_6(plain_phone: Page) -> None:
    plain_phone.goto("")
    plain_phone.get_by_role("link", name="Find by role, grade, topic and time").click()
    assert "without it, go through the lists" in plain_phone.locator(".hub-finder").inner_text().lower()
    plain_phone.locator("article a", has_text="grade bands").click()
    plain_phone.locator("article a", has_text="Grades 6-8").first.click()
    plain_phone.locator("article h3 a", has_text="Three-dimensional assessment modules").click()
    assert plain_phone.url.endswith(f"/resources/{MODULES}/")
    plain_phone.locator(".hub-entries a").first.click()
    expect(plain_phone.locator(".hub-beside")).to_contain_text("After this:")
    assert plain_phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_scripts_the_afternoon_can_be_read_and_run(plain_phone: Page) -> None:
    plain_phone.goto("planner/")
    outline = plain_phone.locator(".hub-plan-outline")
    expect(outline.get_by_role("heading", name="1:00 to 4:30 p.m.")).to_be_visible()
    expect(outline.locator("tbody tr")).to_have_count(6)
    outline.locator("a").first.click()
    assert plain_phone.url.endswith("/resources/site-leader-afternoon/")
    expect(plain_phone.locator(".hub-agenda tfoot")).to_contain_text("210 minutes")


def test_without_scripts_a_shared_view_leads_to_lists(plain_phone: Page) -> None:
    plain_phone.goto("find/?grades=6-8&topic=assessment")
    assert "without it, go through the lists" in plain_phone.locator(".hub-finder").inner_text().lower()
    assert plain_phone.locator("article a[href*='browse/']").count() >= 1


def test_the_rows_of_the_matrix_lead_to_each_other_and_back(phone: Page) -> None:
    phone.goto("belief-to-action/")
    phone.get_by_role("link", name=re.compile(r"^1\.A\s*: all about this row")).click()
    phone.get_by_role("link", name=re.compile("^1.A-1: ")).last.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Row 1.A-1 of the equity matrix")
    expect(phone.get_by_text("Row before this:")).to_be_visible()
    phone.get_by_role("link", name="The whole matrix as a table").click()
    expect(phone.locator("#row-1-a-1")).to_be_in_viewport()
    phone.goto("resources/principal-visit-guide/")
    phone.locator("a[href$='belief-to-action/1-a/']:visible").click()
    assert phone.url.endswith("/belief-to-action/1-a/")


def test_the_work_list_leads_from_a_number_to_the_roles_and_on_to_the_finder(phone: Page) -> None:
    phone.goto("coverage/")
    phone.locator("a[href$='coverage/6-8/#assessment']").click()
    row = phone.locator("#assessment")
    expect(row).to_be_in_viewport()
    row.locator("summary").first.click()
    expect(row.locator("details").first).to_have_attribute("open", "")
    row.get_by_role("link", name="Principal: ").click()
    expect(phone.locator(STATUS)).to_contain_text(" of ")
    assert parse_qs(urlsplit(phone.url).query) == {"grades": ["6-8"], "topic": ["assessment"], "role": ["principal"]}
