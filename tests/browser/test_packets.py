"""Leader packets: one page on paper, a paragraph to copy, and a code that another program reads from the screen."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.fixtures_site import SITE, BuiltSite

pytestmark = pytest.mark.browser


def packets_of(site: BuiltSite) -> list[str]:
    """The addresses of all packets in both languages."""
    found = [path.parent.relative_to(site.output).as_posix() for path in site.output.glob("**/packets/*/index.html")]
    assert len(found) >= 20
    return [f"{address}/" for address in sorted(found)]


def test_each_packet_is_one_page_on_paper(page: Page, site: BuiltSite) -> None:
    long = {}
    for address in packets_of(site):
        page.goto(address)
        sheets = len(PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages)
        if sheets != 1:
            long[address] = sheets
    assert not long


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_code_leads_to_the_record(context: BrowserContext, site: BuiltSite, scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in packets_of(site):
        page.goto(address)
        code = page.locator(".hub-qr")
        picture = Image.open(io.BytesIO(code.screenshot()))
        [read] = zxingcpp.read_barcodes(picture)
        assert read.text == SITE.url + address.replace("packets/", "resources/")


def test_the_code_has_a_name(page: Page) -> None:
    page.goto("packets/principal-visit-guide/")
    expect(page.get_by_role("img", name="QR code of the address of this record")).to_be_visible()


def test_the_paragraph_is_copied(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("resources/principal-visit-guide/")
    page.get_by_role("link", name="One page for leaders, to print").click()
    page.get_by_role("button", name="Copy the paragraph").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The paragraph is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“A principal's short visit to a science lesson” stands in")
    assert "It takes 20 minutes." in copied
    assert copied.endswith("https://hub.example/resources/principal-visit-guide/")


def test_a_packet_leads_into_the_planner(page: Page) -> None:
    page.goto("packets/site-leader-afternoon/")
    page.get_by_role("link", name="Plan with it").click()
    expect(page.locator(".hub-plan__block")).to_have_count(6)


def test_a_packet_stays_light(site: BuiltSite) -> None:
    for address in packets_of(site):
        assert len((site.output / address / "index.html").read_bytes()) < 30_000, address
