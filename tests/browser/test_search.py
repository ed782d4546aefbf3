"""The search as people use it: by words, by acronyms, by keyboard alone, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

RESULT = "#hub-search [data-hub-results] li a"


def search(page: Page, words: str) -> list[str]:
    """Type words into the open dialog; the addresses of the results, best first."""
    page.locator("#hub-search-words").fill(words)
    expect(page.locator("#hub-search [data-hub-status]")).to_contain_text(words)
    page.wait_for_selector(RESULT)
    return [link.get_attribute("href") or "" for link in page.locator(RESULT).all()]


@pytest.fixture
def home(page: Page) -> Page:
    page.goto("")
    page.keyboard.press("/")
    page.wait_for_selector("#hub-search[open]")
    return page


def test_results_are_grouped_by_kind(home: Page) -> None:
    assert search(home, "assessment")
    kinds = [heading.inner_text() for heading in home.locator("#hub-search [data-hub-results] h3").all()]
    assert len(kinds) == len(set(kinds)) >= 2
    assert set(kinds) <= {
        "Resource", "Collection", "Commitment letter", "Organization", "Term", "Standard", "Page", "Guide", "Glossary",
    }  # fmt: skip
    assert "Resource" in kinds


@pytest.mark.parametrize(
    ("acronym", "long"),
    [
        ("TOSA", "teacher on special assignment"),
        ("SEP", "science and engineering practice"),
        ("LCAP", "local control and accountability plan"),
        ("COE", "county office of education"),
    ],
)
def test_an_acronym_finds_pages_that_hold_its_long_form(home: Page, acronym: str, long: str) -> None:
    addresses = search(home, acronym)
    expect(home.locator("#hub-search [data-hub-also]")).to_contain_text(long, ignore_case=True)
    texts = [home.request.get(address).text().lower() for address in addresses[:8]]
    # The parts of a plural, a possessive or a line break may stand between two words.
    pattern = re.compile(long.replace(" ", r"[\w’']*\s+"))
    assert any(pattern.search(re.sub(r"<[^>]*>", "", text)) for text in texts)


@pytest.mark.parametrize(("root", "words"), [("", "CCC"), ("", "crosscutting concepts"), ("es/", "ccc")])
def test_an_acronym_is_explained_first_and_leads_to_its_codes(page: Page, root: str, words: str) -> None:
    page.goto(root)
    page.keyboard.press("/")
    addresses = search(page, words)
    assert addresses[0].endswith(f"/{root}glossary/#ccc")
    assert [address.rpartition("/concepts/")[2] for address in addresses[1:8]] == [f"ccc-{n}/" for n in range(1, 8)]
    assert page.locator("#hub-search [data-hub-results] li p").first.inner_text()


@pytest.mark.parametrize(
    ("words", "also", "goal"),
    [
        ("scoring guide", "rubric", "/types/rubric/"),
        ("head of school", "principal", "/audience/principal/"),
        ("phenomena-based", "phenomenon", "/resources/principal-visit-guide/"),
        ("maestra", "teacher", "/audience/classroom-teacher/"),
    ],
)
def test_a_synonym_finds_the_others(home: Page, words: str, also: str, goal: str) -> None:
    search(home, words)
    expect(home.locator("#hub-search [data-hub-also]")).to_contain_text(also, timeout=20_000)
    expect(home.locator(f"{RESULT}[href$='{goal}']")).to_be_visible()


@pytest.mark.parametrize(("typed", "meant"), [("assesment", "assessment"), ("princpal visit", "principal visit")])
def test_a_slip_of_spelling_still_finds(home: Page, typed: str, meant: str) -> None:
    home.locator("#hub-search-words").fill(typed)
    expect(home.locator("#hub-search [data-hub-status]")).to_contain_text(meant, timeout=20_000)
    expect(home.locator("#hub-search [data-hub-slip]")).to_contain_text(typed)
    home.wait_for_selector(RESULT)


def test_the_finder_takes_the_words_along(home: Page) -> None:
    search(home, "assessment")
    home.locator("#hub-search [data-hub-finder-link]").click()
    home.wait_for_url("**/find/?q=assessment")
    expect(home.locator("#hub-finder-words")).to_have_value("assessment")


def test_a_long_form_finds_its_acronym_too(home: Page) -> None:
    search(home, "county office of education")
    expect(home.locator("#hub-search [data-hub-also]")).to_contain_text("coe", ignore_case=True)


def test_a_record_is_found_by_its_name_first(home: Page) -> None:
    assert search(home, "three beliefs")[0].endswith("/resources/three-beliefs/")


def test_a_record_is_found_by_a_former_name_and_a_code(home: Page) -> None:
    assert any(address.endswith("/expectations/ms-ls1-1/") for address in search(home, "MS-LS1-1"))


def test_everything_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type("three beliefs")
    page.wait_for_selector(RESULT)
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    assert first
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") not in (None, first)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#hub-search-words")).to_be_focused()
    page.keyboard.press("Escape")
    if page.locator("#hub-search[open]").count():  # The first Escape may empty the field, the second closes.
        page.keyboard.press("Escape")
    expect(page.locator("#hub-search")).not_to_be_visible()
    page.keyboard.press("Control+k")
    page.locator("#hub-search-words").fill("three beliefs")
    page.wait_for_selector(RESULT)
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    assert first.startswith(address)


def test_a_slash_in_a_field_is_a_slash(home: Page) -> None:
    home.locator("#hub-search-words").fill("")
    home.keyboard.type("a/b")
    expect(home.locator("#hub-search-words")).to_have_value("a/b")


def test_the_slash_key_can_be_turned_off(home: Page) -> None:
    home.locator("[data-hub-key]").uncheck()
    home.reload()
    home.keyboard.press("/")
    expect(home.locator("#hub-search")).not_to_be_visible()
    home.keyboard.press("Control+k")
    expect(home.locator("#hub-search")).to_be_visible()


def test_nothing_found_says_so_and_shows_another_way(home: Page) -> None:
    home.locator("#hub-search-words").fill("qqqzzzxxx")
    expect(home.locator("#hub-search [data-hub-none]")).to_be_visible(timeout=20_000)
    expect(home.locator("#hub-search [data-hub-status]")).to_contain_text("qqqzzzxxx")


def test_what_a_person_types_is_never_markup(home: Page) -> None:
    home.locator("#hub-search-words").fill('"><img src=x onerror=alert(1)> assessment')
    expect(home.locator("#hub-search [data-hub-status]")).to_contain_text("onerror")
    assert home.locator("#hub-search img").count() == 0


def test_spanish_pages_are_found_in_spanish(page: Page) -> None:
    page.goto("es/")
    page.keyboard.press("/")
    addresses = search(page, "creencias")
    assert addresses and all("/es/" in address for address in addresses)
    assert any(address.endswith("/es/resources/three-beliefs/") for address in addresses)
    kinds = {heading.inner_text() for heading in page.locator("#hub-search [data-hub-results] h3").all()}
    assert not kinds & {"Resource", "Collection", "Page"}


def test_a_search_can_be_linked_to(page: Page) -> None:
    page.goto("?q=assessment")
    page.wait_for_selector(RESULT)
    expect(page.locator("#hub-search-words")).to_have_value("assessment")


def test_the_page_for_what_is_not_there_searches_for_the_words_of_the_address(context: BrowserContext) -> None:
    page = context.new_page()
    answer = page.goto("resources/three-belief/")
    assert answer and answer.status == 404
    page.get_by_role("button", name="Search for it").click()
    expect(page.locator("#hub-search-words")).to_have_value("three belief")
    page.wait_for_selector(RESULT)


def test_the_page_for_what_is_not_there_begins_in_the_language_of_the_address(context: BrowserContext) -> None:
    page = context.new_page()
    for address, first in (("es/resources/nada/", "Esta página no está aquí"), ("nothing/", "This page is not here")):
        page.goto(address)
        expect(page.locator(".hub-not-found :is(h1, h2)").first).to_have_text(first)
