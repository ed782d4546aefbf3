"""Every kind of page passes axe at every level of impact, in both color schemes, and never scrolls sideways."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 375, 768, 1024, 1280)
AXE = Axe()
# The rule about the size of targets is new in WCAG 2.2, and axe leaves it out unless it is asked for. It compares each
# target with each other one, so that a page with hundreds of links takes it minutes: it looks at pages of each design.
TARGET_RULE: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["target-size"]}}
TARGETS_ON = ("home", "resource", "letter", "planner", "letter check", "matrix")
# The rules that depend on colors. The other scheme has the same elements in other colors, so only these can differ.
COLOR_RULES: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def findings(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """What axe finds, one line for each element."""
    found = []
    for violation in AXE.run(page, options=options).response["violations"]:
        for node in violation["nodes"]:
            what = f"{violation['impact']} {violation['id']}"
            found.append(f"{what}: {node['html'][:200]} {node['failureSummary'][:300]}")
    return found


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
    assert findings(page) == [], f"{kind}, light"
    if not kind.startswith("Spanish"):  # Other words in the same colors.
        page.emulate_media(color_scheme="dark")
        page.wait_for_selector('body[data-md-color-scheme="slate"]')
        assert findings(page, COLOR_RULES) == [], f"{kind}, dark"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate(
            """() => {
              const room = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= room) return [];
              return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > room + 0.5)
                .slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
            }"""
        )
        assert wide == [], f"{kind} at {width} pixels"


@pytest.mark.parametrize("kind", TARGETS_ON)
def test_axe_finds_no_target_too_small(page: Page, kind: str) -> None:
    page.goto(KINDS[kind])
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert findings(page, TARGET_RULE) == [], f"{kind} at {width} pixels"


def test_axe_finds_nothing_in_the_open_search(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type("assessment")
    page.wait_for_selector("#hub-search [data-hub-results] li a")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == [], scheme


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
    found = findings(page)
    assert any("button-name" in line for line in found)
    assert any("color-contrast" in line for line in found)
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.getElementById('pale').style.color = '#222'")
    assert any("color-contrast" in line for line in findings(page, COLOR_RULES))


def test_text_can_be_twice_as_large(page: Page) -> None:
    """WCAG 1.4.4 and 1.4.10: at 400 % of 1280 pixels a page has 320; here the letters grow too."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto("resources/three-beliefs/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_targets_are_large_enough_to_touch(page: Page) -> None:
    """WCAG 2.5.8: 24 by 24 pixels for what stands alone in the header."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("")
    for button in page.locator(".hub-header__row :is(a, button):visible").all():
        box = button.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24, button.inner_text()
