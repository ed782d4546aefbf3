"""What tests/browser/test_accessibility.py looks at quickly, in full: every kind of page with every rule of axe for
every element, in both schemes, on a phone, a tablet and a desktop; letters twice as large; less motion; each page in
Spanish. `make long` runs all of it, `make test` a few examples.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import ALL_RULES, COLOR_RULES, color_findings, findings, too_wide, use_scheme
from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
# 640 pixels are what a window of 1280 has at 200 % zoom. Where columns appear pages are narrowest for what they hold.
ALL_WIDTHS = (320, 360, 375, 480, 600, 640, 767, 768, 900, 959, 960, 1024, 1151, 1152, 1200, 1280)
ENLARGED = ("resource", "finder")
STILL = ("home", "planner")
TABLES = ("matrix", "crosswalk", "letters by county", "archive of sessions", "coverage", "Spanish crosswalk")
IN_SPANISH = {
    kind: f"es/{address}" for kind, address in KINDS.items() if not kind.startswith("Spanish") and kind != "not found"
}


def also(kinds: tuple[str, ...]) -> list[Any]:
    """All kinds; those that are not named are left to `make long`."""
    return [kind if kind in kinds else pytest.param(kind, marks=pytest.mark.long) for kind in KINDS]


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_screen(page: Page, kind: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(KINDS[kind])
        page.wait_for_load_state("networkidle")
        use_scheme(page, "light")
        assert findings(page, ALL_RULES) == [], f"{kind} at {width} pixels, light"
        use_scheme(page, "dark")
        # The same elements in other colors: every one of them where most of them are seen, else one of each.
        found = findings(page, COLOR_RULES) if width == WIDTHS[-1] else color_findings(page)
        assert found == [], f"{kind} at {width} pixels, dark"


@pytest.mark.long
@pytest.mark.parametrize("kind", IN_SPANISH)
def test_no_page_scrolls_sideways_in_either_language(page: Page, kind: str) -> None:
    for address in (KINDS[kind], IN_SPANISH[kind]):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for width in ALL_WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert too_wide(page) == [], f"{address} at {width} pixels"


@pytest.mark.parametrize("kind", also(ENLARGED))
def test_text_can_be_twice_as_large(page: Page, kind: str) -> None:
    """WCAG 1.4.4 and 1.4.10: at 200 % zoom a window of 1280 pixels has 640; here the letters grow too."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(KINDS[kind])
    page.wait_for_load_state("networkidle")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert too_wide(page) == []


@pytest.mark.parametrize("kind", also(STILL))
def test_nothing_moves_for_those_who_ask_for_it(page: Page, kind: str) -> None:
    """WCAG 2.3.3: who prefers less motion sees none, neither of the theme's nor of the hub's."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(KINDS[kind])
    page.wait_for_load_state("networkidle")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => ["", "::before", "::after"].some((part) => {
          const style = getComputedStyle(element, part || null);
          const slow = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration];
          return style.scrollBehavior === "smooth" || slow.some((time) => !/^0s(, 0s)*$/.test(time));
        })).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert moving == []


@pytest.mark.parametrize(
    "kind", ["matrix", *(pytest.param(kind, marks=pytest.mark.long) for kind in TABLES if kind != "matrix")]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_every_table_is_reached_by_keyboard(page: Page, kind: str, width: int) -> None:
    """The Tab key stops at each link in a table, in the order of its cells, and at whatever scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(KINDS[kind])
    page.evaluate(
        """() => {
          const seen = (element) => element.checkVisibility();
          const scrolls = (box) => box.scrollWidth > box.clientWidth + 1
            && /auto|scroll/.test(getComputedStyle(box).overflowX);
          window.stops = [];
          document.addEventListener("focusin", ({ target }) => window.stops.push(target));
          window.links = [...document.querySelectorAll("main table :is(a[href], button, summary, input)")].filter(seen);
          window.boxes = [...document.querySelectorAll("main *")].filter((box) => seen(box) && scrolls(box));
        }"""
    )
    assert page.evaluate("links.length")
    page.locator("#hub-content").focus()
    for _ in range(1000):
        page.keyboard.press("Tab")
        if page.evaluate("stops.includes(links.at(-1)) || stops.at(-1)?.closest('.hub-footer')"):
            break
    assert page.evaluate("links.filter((link) => !stops.includes(link)).map((link) => link.outerHTML)") == []
    order = page.evaluate("stops.filter((stop) => links.includes(stop)).map((stop) => links.indexOf(stop))")
    assert order == sorted(order)
    lost = "boxes.filter((box) => !stops.some((stop) => box.contains(stop))).map((box) => box.outerHTML.slice(0, 120))"
    assert page.evaluate(lost) == []
