"""On paper every kind of page has its address and the day, all of its words, and nothing to press."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any
from urllib.parse import urljoin

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

QUICK = ("resource", "letter", "plan")
# The words that a print must hold: what can be seen in the page, with what is folded on the screen.
WORDS = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style, template, noscript, .hub-hidden, [aria-hidden=true]")) continue;
    if (parent.checkVisibility({ visibilityProperty: true })) found.push(...walker.currentNode.data.split(/\\s+/));
  }
  return found.filter(Boolean);
}"""
# Letter paper between Chromium's margins.
PAPER = {"width": 720, "height": 960}


def printed(page: Page) -> tuple[str, int]:
    """The words of the print without their spaces, and the number of its sheets."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="Letter")))
    return plain("".join(sheet.extract_text() for sheet in reader.pages)), len(reader.pages)


def plain(text: str) -> str:
    # Two letters may be printed as one sign, and a long word is broken.
    return re.sub(r"[\s\u00ad\u200b]", "", unicodedata.normalize("NFKC", text))


def looked_at() -> list[Any]:
    kinds = [kind for kind in KINDS if kind != "not found"]
    return [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.long) for kind in kinds]


@pytest.mark.parametrize("kind", looked_at())
def test_a_print_has_all_words_its_address_and_the_day(page: Page, address: str, kind: str) -> None:
    page.goto(KINDS[kind])
    page.wait_for_load_state("networkidle")
    if "?q=" in KINDS[kind]:
        page.wait_for_selector(".hub-finder__results .hub-card")
    words, sheets = printed(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    spanish = KINDS[kind].startswith("es/")
    line = words[words.rfind(plain("Impreso desde" if spanish else "Printed from")) :]
    assert plain(urljoin(address, KINDS[kind]).split("#")[0]) in line
    assert re.search(r"\d{1,2}de[a-z]+de\d{4}" if spanish else r"[A-Z][a-z]+\d{1,2},\d{4}", line)
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"], "nothing is cut at the right"
    assert [word for word in page.evaluate(WORDS) if plain(word) not in words] == []
    assert page.locator(":is(.hub-header, .hub-footer, .hub-actions, .hub-side):visible").count() == 0
    if "leader packet" in kind or kind == "plan":
        assert sheets == 1
    for link in page.locator("main a[href^='http']:visible").all():
        assert plain(link.get_attribute("href") or "") in words, "the address of another site can be read"


def test_what_is_folded_is_printed_and_stays_folded(page: Page) -> None:
    page.goto("places/")
    folded = page.locator("main details:not([open])")
    before = folded.count()
    words, _ = printed(page)
    assert before and all(plain(text) in words for text in folded.locator("li a").all_text_contents())
    assert folded.count() == before


def test_citations_for_programs_stay_on_the_screen(page: Page) -> None:
    page.goto("resources/three-beliefs/")
    words, sheets = printed(page)
    assert plain("How to cite") in words and "BibTeX" not in words and "TY-GEN" not in words
    assert sheets <= 2


def test_a_print_without_scripts_has_its_address(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}resources/three-beliefs/")
    words, _ = printed(page)
    context.close()
    assert "Printedfromhttps://hub.example/resources/three-beliefs/" in words
