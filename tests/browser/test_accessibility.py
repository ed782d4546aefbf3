"""Every kind of page passes axe at every level of impact, in both color schemes, and never scrolls sideways."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import ALL_BUT_COLORS, SCHEMES, color_findings, findings, too_wide, use_scheme
from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

WIDTHS = (320, 375, 768, 1024, 1280)

# Long lists, or pages made as another kind is: axe takes up to a minute for each, so `make long` looks at them.
LIKE_OTHERS = frozenset(
    {
        *("standards", "rules", "fields", "macros", "everything", "places", "coverage", "coverage of a grade band"),
        *("lost links", "browse", "about", "archive of sessions", "editors' guide", "series with stubs", "stages"),
        *("goals and letters", "module sequence", *(kind for kind in KINDS if kind.startswith("Spanish"))),
    }
) - {"Spanish home", "Spanish letter"}


def looked_at(kind: str) -> Any:
    return pytest.param(kind, marks=pytest.mark.long) if kind in LIKE_OTHERS else kind


@pytest.mark.parametrize("kind", [looked_at(kind) for kind in KINDS])
def test_axe_finds_nothing_in_either_scheme_and_nothing_overflows(page: Page, kind: str) -> None:
    answer = page.goto(KINDS[kind])
    assert answer and answer.status == (404 if kind == "not found" else 200)
    assert findings(page, ALL_BUT_COLORS) == [], kind
    assert color_findings(page) == [], f"{kind}, light"
    if not kind.startswith("Spanish"):  # Other words in the same colors.
        use_scheme(page, "dark")
        assert color_findings(page) == [], f"{kind}, dark"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) == [], f"{kind} at {width} pixels"


def test_axe_finds_nothing_in_the_open_search(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type("assessment")
    page.wait_for_selector("#hub-search [data-hub-results] li a")
    assert findings(page, ALL_BUT_COLORS) == []
    for scheme in SCHEMES:
        use_scheme(page, scheme)
        assert color_findings(page) == [], scheme


def test_axe_finds_nothing_in_the_open_menu_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("")
    page.get_by_role("button", name="Menu").click()
    page.wait_for_selector("#hub-menu:popover-open")
    assert findings(page) == []


def test_axe_would_find_a_mistake(page: Page) -> None:
    page.goto("about/")
    page.evaluate(
        """() => {
          const content = document.querySelector(".hub-content");
          content.insertAdjacentHTML("beforeend", "<button></button><p id=pale>Pale words</p>");
          document.getElementById("pale").style.color = "#ddd";
        }"""
    )
    assert any("button-name" in line for line in findings(page, ALL_BUT_COLORS))
    assert any("color-contrast" in line for line in color_findings(page))
    use_scheme(page, "dark")
    page.evaluate("document.getElementById('pale').style.color = '#222'")
    assert any("color-contrast" in line for line in color_findings(page))


def test_targets_are_large_enough_to_touch(page: Page) -> None:
    """WCAG 2.5.8: 24 by 24 pixels for what stands alone in the header."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("")
    for button in page.locator(".hub-header__row :is(a, button):visible").all():
        box = button.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24, button.inner_text()
