"""axe on a page: what it finds, and how to ask it about colors once for each pair of colors.

Contrast is by far the slowest thing that axe looks at, and a long list has the same few pairs of colors hundreds of
times. `make test` asks about one element of each pair in both schemes; `make long` asks about every element.
"""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLORS = ("color-contrast", "link-in-text-block")
# axe looks at the size of targets, which is new in WCAG 2.2, only when it is asked to.
ALL_RULES: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}}
ALL_BUT_COLORS: dict[str, Any] = {
    "rules": {"target-size": {"enabled": True}, **{name: {"enabled": False} for name in COLORS}}
}
# The other scheme has the same elements in other colors, so only these rules can find something new there.
COLOR_RULES: dict[str, Any] = {"runOnly": {"type": "rule", "values": list(COLORS)}}
# Marks one element with words of its own for each way in which words are colored: their color, size, weight and
# decoration, whether they are a link, and every ground below them.
MARK = """() => {
  for (const element of document.querySelectorAll("[data-one-of-each]")) delete element.dataset.oneOfEach;
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter, position].join();
      const above = ground(element.parentElement);
      grounds.set(element, own === "rgba(0, 0, 0, 0),none,1,none,static" ? above : `${above}/${own}`);
    }
    return grounds.get(element);
  };
  const seen = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const hasWords = element.matches("input, select, textarea")
      || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!hasWords || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(element);
    const way = [element.matches("a"), color, fontSize, fontWeight, textDecorationLine, textShadow, ground(element)]
      .join();
    if (!seen.has(way)) element.dataset.oneOfEach = "";
    seen.add(way);
  }
  return seen.size;
}"""


def findings(page: Page, options: dict[str, Any] = ALL_RULES, within: dict[str, Any] | None = None) -> list[str]:
    """What axe finds, one line for each element."""
    found = []
    asked = {"resultTypes": ["violations"], **options}
    for violation in AXE.run(page, context=within, options=asked).response["violations"]:
        for node in violation["nodes"]:
            what = f"{violation['impact']} {violation['id']}"
            found.append(f"{what}: {node['html'][:200]} {node['failureSummary'][:300]}")
    return found


def color_findings(page: Page) -> list[str]:
    """What axe finds of the colors of a page in its present scheme, one element for each pair of colors."""
    assert page.evaluate(MARK)
    return findings(page, COLOR_RULES, {"include": [["[data-one-of-each]"]]})


def use_scheme(page: Page, scheme: str) -> None:
    """Show a page in the light or the dark colors, as for a person whose device asks for them."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_selector(f'body[data-md-color-scheme="{"slate" if scheme == "dark" else "default"}"]')


def too_wide(page: Page) -> list[str]:
    """What stands out of a page at its right; empty when the page does not scroll sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          const out = [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > room + 0.5)
            .slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
          return out.length ? out : ["something without a box"];
        }"""
    )
    return found
