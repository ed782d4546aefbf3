"""Leader packets: shown and printed alone, one page on paper, a paragraph to copy, a code that others can read."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.fixtures_site import SITE, BuiltSite

pytestmark = pytest.mark.browser

GUIDE = "resources/principal-visit-guide/"
MARK = 'id="for-leaders"'
# So many of the longest are printed; what fits them fits all.
LONGEST = 16


def packets_of(site: BuiltSite) -> list[str]:
    """The addresses of all pages with a packet, in both languages, the longest packets first."""
    found = {}
    for path, raw in site.files.items():
        if path.endswith("/index.html") and MARK in (html := raw.decode()):
            found[path.removesuffix("index.html")] = len(html.partition(MARK)[2].partition("<svg")[0])
    assert len(found) >= 200
    return sorted(found, key=lambda address: -found[address])


def leaves(page: Page, height: str = "11in") -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(width="8.5in", height=height)))


def test_a_packet_is_one_page_on_paper(page: Page, site: BuiltSite) -> None:
    # The longest still has half an inch to spare on Letter: the public address of a site may be longer than this one's.
    sheets = {}
    for address in packets_of(site)[:LONGEST]:
        page.goto("about:blank")
        page.goto(f"{address}#for-leaders")
        sheets[address] = len(leaves(page, "10.5in").pages)
    assert {address: number for address, number in sheets.items() if number != 1} == {}


def test_a_packet_is_shown_and_printed_alone_and_leads_back(page: Page) -> None:
    page.goto(GUIDE)
    expect(page.get_by_role("heading", name="For leaders")).not_to_be_visible()
    assert "For leaders" not in "".join(sheet.extract_text() for sheet in leaves(page).pages)
    page.get_by_role("link", name="One page for leaders, to print").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="For leaders")).to_be_in_viewport()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="About it")).not_to_be_visible()
    (sheet,) = leaves(page).pages
    text = sheet.extract_text()
    for words in ("A principal's short visit", "What to look for", "Three questions", "For a board memo"):
        assert words in text
    assert "About it" not in text
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Back to the whole page")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="About it")).to_be_visible()
    expect(page.get_by_role("heading", name="For leaders")).not_to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="For leaders")).to_be_visible()


def test_a_packet_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("collections/science-cop-tools/")
    page.get_by_role("link", name="One page for leaders, to print").click()
    expect(page.get_by_role("heading", name="Three questions")).to_be_visible()
    expect(page.get_by_role("img", name="QR code of the address of this page")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the paragraph")).not_to_be_visible()
    context.close()


def test_a_sheet_offers_no_explanation_that_cannot_open(page: Page) -> None:
    explained = "resources/ab-185-section-53/"
    page.goto(explained)
    sign = page.locator(".hub-lead .hub-word button").first
    sign.click()
    expect(page.locator(".hub-words__word:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".hub-words__word:popover-open")).to_have_count(0)
    page.goto(f"{explained}#for-leaders")
    expect(page.locator(".hub-lead")).to_be_visible()
    expect(sign).not_to_be_visible()


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.long), "dark"])
def test_a_code_leads_to_the_page(context: BrowserContext, site: BuiltSite, scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in packets_of(site)[::25]:
        page.goto(f"{address}#for-leaders")
        picture = Image.open(io.BytesIO(page.locator(".hub-qr").screenshot()))
        [read] = zxingcpp.read_barcodes(picture)
        assert read.text == SITE.url + address


def test_the_paragraph_is_copied(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{GUIDE}#for-leaders")
    page.get_by_role("button", name="Copy the paragraph").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The paragraph is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“A principal's short visit to a science lesson” stands in")
    assert "It takes 20 minutes." in copied
    assert copied.endswith(f"https://hub.example/{GUIDE}")


def test_a_packet_leads_into_the_planner(page: Page) -> None:
    page.goto("resources/site-leader-afternoon/#for-leaders")
    page.get_by_role("link", name="Plan with it").click()
    expect(page.locator(".hub-plan__block")).to_have_count(6)


def test_the_former_address_of_a_packet_leads_to_the_record(page: Page) -> None:
    page.goto("es/packets/principal-visit-guide/")
    page.wait_for_url(f"**/es/{GUIDE}")
