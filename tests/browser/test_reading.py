"""Reading the hub: without scripts, in dark, in Spanish, on paper, by keyboard."""

from __future__ import annotations

from typing import Literal

import pytest
import rispy
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import SCHEMES
from tests.fixtures_site import BuiltSite

pytestmark = pytest.mark.browser


def test_without_scripts_the_list_of_everything_is_complete(plain: Page, site: BuiltSite) -> None:
    plain.goto("all/")
    resources = [r for r in site.built.checked.catalogue.resources.values() if not r.stub]
    for resource in resources:
        assert plain.locator(f'.hub-content a[href$="resources/{resource.id}/"]').count() >= 1, resource.id


def test_without_scripts_a_reader_walks_from_home_to_a_record_and_on(plain: Page) -> None:
    plain.goto("")
    plain.locator(".hub-header__search").click()
    assert plain.url.endswith("/browse/")
    plain.locator('.hub-content a[href*="topics/"]').first.click()
    assert "/topics/" in plain.url
    plain.locator('.hub-content a[href*="resources/"]').first.click()
    assert "/resources/" in plain.url
    plain.locator('.hub-content a[href*="collections/"]').first.click()
    assert "/collections/" in plain.url


def test_without_scripts_the_menu_of_a_phone_opens(plain: Page) -> None:
    plain.set_viewport_size({"width": 320, "height": 700})
    plain.goto("")
    plain.get_by_role("button", name="Menu").click()
    menu = plain.locator("#hub-menu")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Timeline").click()
    assert plain.url.endswith("/timeline/")


def test_without_scripts_nothing_is_offered_that_needs_them(plain: Page) -> None:
    plain.goto("about/")
    expect(plain.locator("[data-hub-scheme]")).not_to_be_visible()
    expect(plain.locator("#hub-search")).not_to_be_visible()


def test_without_scripts_the_finder_promises_nothing(plain: Page, page: Page) -> None:
    for each, seen in ((plain, False), (page, True)):
        each.goto("find/")
        expect(each.get_by_text("Type words, choose what fits you")).to_be_visible(visible=seen)


def test_header_and_footer_stand_in_the_same_place_on_every_page(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    seen = set()
    for path in ("", "privacy/", "find/", "audience/principal/", "resources/three-beliefs/"):
        page.goto(path)
        boxes = [page.locator(part).bounding_box() for part in (".hub-header__name", ".hub-footer__name")]
        seen.add(tuple(box and box["x"] for box in boxes))
    assert len(seen) == 1


@pytest.mark.parametrize("width", [375, 1280])
def test_each_number_of_the_map_can_be_seen_and_hit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("places/")
    page.locator(".hub-map").scroll_into_view_if_needed()
    marks = page.locator(".hub-map__numbers a")
    assert marks.count() == page.locator(".hub-map__county").count() > 5
    for mark in marks.all():
        box = mark.locator(".hub-map__hit").bounding_box()
        assert box and box["width"] >= 24
        # Its middle, and all around it, is its own: no other mark covers it.
        hit = """(mark, [x, y, r]) => [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]].every(
            ([right, down]) => mark.contains(document.elementFromPoint(x + right * r, y + down * r)))"""
        mark.scroll_into_view_if_needed()
        box = mark.locator(".hub-map__hit").bounding_box()
        assert box
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 11]
        assert mark.evaluate(hit, middle), mark.get_attribute("href")


@pytest.mark.parametrize("path", ["resources/three-beliefs/", "es/resources/three-beliefs/"])
def test_a_citation_is_saved_as_a_file_for_a_program(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(path)
    for kind in ("BibTeX", "RIS"):
        page.locator(".hub-cite summary", has_text=kind).click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    said = "Guardar como archivo" if path.startswith("es/") else "Save as a file"
    raw = {}
    for end in ("bib", "ris"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"{said} (.{end})").click()
        assert download.value.suggested_filename == f"three-beliefs.{end}"
        raw[end] = download.value.path().read_bytes().decode()
    assert raw["bib"].startswith("@misc{three-beliefs,") and raw["bib"].endswith("}")
    assert raw["ris"].endswith("\r\nER  - \r\n") and raw["ris"].count("\n") == raw["ris"].count("\r\n")
    (entry,) = rispy.loads(raw["ris"])
    assert entry["id"] == "three-beliefs" and entry["urls"] == [f"https://hub.example/{path}"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_follows_the_scheme_of_the_reader_and_can_be_switched(
    context: BrowserContext, scheme: Literal["light", "dark"]
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto("about/")
    names = {"light": "default", "dark": "slate"}
    other = "dark" if scheme == "light" else "light"
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", names[scheme])
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-hub-scheme]").click()
    expect(body).to_have_attribute("data-md-color-scheme", names[other])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.goto("resources/three-beliefs/")
    expect(body).to_have_attribute("data-md-color-scheme", names[other])


def test_the_language_switch_lands_on_the_same_record(page: Page) -> None:
    page.goto("resources/three-beliefs/")
    page.locator(".hub-header__language").click()
    assert page.url.endswith("/es/resources/three-beliefs/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("h1")).to_contain_text("Tres creencias")
    page.locator(".hub-header__language").click()
    assert page.url.endswith("/resources/three-beliefs/") and "/es/" not in page.url


def test_on_paper_there_is_the_page_and_no_navigation(page: Page) -> None:
    page.goto("resources/three-beliefs/")
    page.emulate_media(media="print")
    for part in (".hub-header", ".hub-footer", ".hub-side", ".hub-crumbs", ".hub-actions", "#hub-search", ".hub-skip"):
        for element in page.locator(part).all():
            expect(element).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    assert len(page.pdf()) > 5_000


def test_the_first_tab_leads_past_the_navigation(page: Page) -> None:
    page.goto("resources/three-beliefs/")
    page.keyboard.press("Tab")
    expect(page.locator(".hub-skip")).to_be_focused()
    expect(page.locator(".hub-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#hub-content")).to_be_focused()


def test_every_stop_of_the_tab_key_can_be_seen(page: Page) -> None:
    """WCAG 2.4.7 and 2.4.11: what has the focus is visible, in its place, and marked."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("resources/three-beliefs/")
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (!element || element === document.body) return null;
              const box = element.getBoundingClientRect(), style = getComputedStyle(element);
              const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
              const marked = style.outlineStyle !== "none" || element.id === "hub-content";
              return inside && marked ? "" : element.outerHTML.slice(0, 160);
            }"""
        )
        if seen is None:
            break
        assert seen == ""


def test_a_link_into_a_page_shows_its_place(page: Page) -> None:
    page.goto("belief-to-action/#row-1-a-1")
    expect(page.locator("#row-1-a-1")).to_be_in_viewport()


def test_old_addresses_bring_the_reader_to_the_record(page: Page, site: BuiltSite) -> None:
    stub = next(r for r in site.built.checked.catalogue.resources.values() if r.stub)
    page.goto(f"resources/{stub.id}/")
    page.wait_for_url(f"**/resources/{stub.part_of}/#{stub.id}")


def test_without_scripts_a_word_is_explained_where_it_stands(plain: Page) -> None:
    plain.set_viewport_size({"width": 375, "height": 700})
    plain.goto("about/")
    signs = plain.get_by_role("button", name="What does “CAL-MSCS” mean?")
    # Only where the page says it for the first time.
    assert signs.count() == 1
    assert plain.locator(".hub-content p", has_text="CAL-MSCS").count() >= 1
    meaning = plain.locator("#word-cal-mscs")
    expect(meaning).to_be_hidden()
    signs.focus()
    plain.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    # The keyboard goes on with what has opened, and Escape leads back to the word.
    plain.keyboard.press("Tab")
    expect(meaning.get_by_role("link", name="In the glossary")).to_be_focused()
    plain.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(signs).to_be_focused()
    signs.click()
    expect(meaning).to_be_in_viewport(ratio=1)
    meaning.get_by_role("button", name="Close").click()
    expect(meaning).to_be_hidden()
    plain.emulate_media(media="print")
    expect(plain.get_by_text("Words on this page")).to_be_visible()
    expect(meaning).to_be_visible()
    expect(signs).to_be_hidden()


def test_a_word_is_explained_in_spanish_on_spanish_pages(page: Page) -> None:
    page.goto("es/about/")
    page.get_by_role("button", name="¿Qué significa «comunidad de práctica»?").click()
    expect(page.locator("#word-cop")).to_contain_text("Personas que comparten un oficio")
    expect(page.locator("#word-cop").get_by_role("link", name="En el glosario")).to_have_attribute(
        "href", "../glossary/#cop"
    )
