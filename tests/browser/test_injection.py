"""Hundreds of known vectors through every contributed field and everything that visitors type run nothing.

The vectors stand in vectors.yml. The fields are those in which tests/canary has a canary, so a new field has vectors by
itself. Every page with vectors is opened in Chromium twice: as it is published, and with its policy taken away. What
a vector could do is listened for before the page's own scripts begin.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from hub import build as recipe
from hub import checks
from review.host import Site, served
from tests.canary.planting import Garden, copy_of_ids
from tests.fixtures_site import SITE, copy_project

pytestmark = [pytest.mark.browser, pytest.mark.long]

FAMILIES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("vectors.yml").read_text(encoding="utf-8"))
VECTORS = list(dict.fromkeys(itertools.chain(*FAMILIES.values())))
# So many stand in one field beside others, and in a field that holds Markdown.
FEW, MANY = 8, 20

LISTEN = """
window.zqRan = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...told) => { window.zqRan.push(`${name}(${told})`); };
}
navigator.sendBeacon = (to) => { window.zqRan.push(`beacon ${to}`); return true; };
addEventListener("securitypolicyviolation", (event) => {
  window.zqRan.push(`the policy had to stop ${event.effectiveDirective} ${event.blockedURI}`);
});
"""
# What must not be in a page, and what the vectors wait for: every event of a visitor on everything there is.
LOOK = """() => {
  const wrong = [...window.zqRan];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "style" || name === "srcdoc" || name === "formaction") {
        wrong.push(`<${element.localName} ${name}="${value}">`);
      }
      if (/^(href|src|action|xlink:href|data|poster|srcset|background)$/i.test(name)) {
        const at = new URL(value, document.baseURI);
        if (!/^(https?|mailto|data|blob):$/.test(at.protocol)) wrong.push(`${element.localName} ${name}=${value}`);
        if (at.protocol === "data:" && !/^data:image\\/(svg|png)/.test(value)) wrong.push(`${name}=${value}`);
        if (element.localName !== "a" && /zq\\.example/.test(at.host)) wrong.push(`loads ${value}`);
        if (!/^(a|link|form)$/.test(element.localName) && at.protocol.startsWith("http")
            && at.origin !== location.origin) wrong.push(`${element.localName} ${value}`);
      }
    }
    if (/^(iframe|object|embed|base|applet|frame|portal|math|foreignobject|animate|set|use)$/i.test(element.localName)
        && !element.closest("[data-hub-own], .md-icon, svg[class]")) wrong.push(`<${element.localName}>`);
  }
  for (const name of ["mouseover", "mouseenter", "pointerenter", "focus", "focusin", "toggle", "animationstart"]) {
    for (const element of document.querySelectorAll("main *")) element.dispatchEvent(new Event(name));
  }
  return [...new Set([...wrong, ...window.zqRan])];
}"""


class Attacked:
    """A context in which vectors are let loose, and what they did."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.did = address, list[str]()
        context.add_init_script(LISTEN)
        context.on("dialog", self._asks)
        context.on("request", lambda request: self._asked(request.url))
        context.on("page", self._opened)
        self.page = context.new_page()

    def _asks(self, dialog: Dialog) -> None:
        self.did.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _opened(self, page: Page) -> None:
        if len(page.context.pages) > 1:
            self.did.append("a page was opened")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.did.append(f"a request to {url}")

    def look(self, where: str, at: str) -> list[str]:
        """What happened since the last time."""
        found = [f"{where}: {said}" for said in (*self.page.evaluate(LOOK), *self.did)]
        if not self.page.url.startswith(at):
            found.append(f"{where}: the page went to {self.page.url}")
        self.did.clear()
        return found


@pytest.fixture(scope="module")
def attacked_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Garden]:
    """A site with vectors in every field that takes any text."""
    project = copy_project(tmp_path_factory.mktemp("injection") / "project")
    garden = Garden(project, SITE, copy_of_ids(project, SITE))
    garden.plant()
    garden.settle()
    turning = itertools.cycle(VECTORS)
    for canary in garden.standing:
        # The rules look for what letters and calls are made of; there the vectors stand beside it.
        if canary.kind == "text" or (canary.kind == "line" and canary.tried == 0 and "." in canary.where):
            markdown = canary.owner.endswith((".description", ".introduction", ".note", ".definition", ".body"))
            joint = "\n\n" if markdown else " "
            some = list(itertools.islice(turning, MANY if markdown else FEW))
            canary.instead = joint.join([f"zq{canary.number:05}", *some]) if markdown else _line(canary.number, some)
    garden.write()
    output = project.root.parent / "site"
    with pytest.MonkeyPatch.context() as without_rules:
        # Some rules refuse some vectors. The walls behind them have to hold by themselves.
        without_rules.setattr(checks, "run", lambda *_: [])
        built = recipe.build(project, SITE, output)
    assert not built.refused, [problem for problem in built.problems if problem.severity.value == "error"][:5]
    return output, garden


def _line(number: int, some: list[str]) -> str:
    return " ".join(f"zq{number:05} {' '.join(some)}".split())


@pytest.fixture(scope="module")
def attacked_address(attacked_site: tuple[Path, Garden]) -> Iterator[str]:
    output, _ = attacked_site
    with served(output, Site) as host:
        yield host.address


@pytest.fixture(params=["with the policy", "without the policy"])
def attacked(request: Any, browser: Browser, attacked_address: str) -> Iterator[Attacked]:
    context = browser.new_context(
        base_url=attacked_address, bypass_csp=request.param == "without the policy", service_workers="block"
    )
    context.set_default_timeout(600_000)
    yield Attacked(context, attacked_address)
    context.close()


def pages_with_vectors(output: Path) -> list[str]:
    """Every page of the records that hold vectors, and of every other kind the first two that show one."""
    found: dict[str, list[str]] = {}
    for path in sorted(output.rglob("index.html")):
        page = path.relative_to(output).as_posix().removesuffix("index.html")
        raw = path.read_bytes()
        if b"zq0" in raw and b'http-equiv="refresh"' not in raw:  # A page that only leads elsewhere does so at once.
            found.setdefault(page.split("/")[1] if page.startswith("es/") else page.split("/")[0], []).append(page)
    return sorted({page for pages in found.values() for page in (*pages[:2], *(p for p in pages if "zq-" in p))})


def test_there_are_enough_vectors_and_each_stands_in_a_field(attacked_site: tuple[Path, Garden]) -> None:
    _, garden = attacked_site
    assert len(VECTORS) >= 500
    placed = [" ".join(canary.instead.split()) for canary in garden.standing if canary.instead]
    everything = "\n".join(placed)
    assert not [vector for vector in VECTORS if " ".join(vector.split()) not in everything]
    assert len(placed) > 250


def test_vectors_in_fields_run_nothing(attacked_site: tuple[Path, Garden], attacked: Attacked) -> None:
    output, _ = attacked_site
    pages = pages_with_vectors(output)
    assert len(pages) > 60
    wrong = []
    for page in pages:
        attacked.page.goto(page, wait_until="load")
        wrong += attacked.look(page, f"{attacked.address}{page}")
    assert not wrong, "\n".join(wrong[:20])


def test_vectors_in_addresses_and_boxes_run_nothing(attacked: Attacked) -> None:
    wrong = []
    for number in range(0, len(VECTORS), 64):
        words = quote(" ".join(VECTORS[number : number + 64])[:1500])
        for page in (
            f"find/?q={words}&topic={words[:200]}&grades={words[:200]}",
            f"planner/#title={words}&b={words}&start={words}",
        ):
            attacked.page.goto("about:blank")
            attacked.page.goto(page, wait_until="load")
            wrong += attacked.look(page[:40], attacked.address)
    attacked.page.goto("check-your-letter/", wait_until="networkidle")
    letters = ["\n\n".join(VECTORS[number : number + 80]) for number in range(0, len(VECTORS), 80)]
    wrong += typed(attacked, "#hub-check-text", letters, "check-your-letter")
    assert not wrong, "\n".join(wrong[:20])


def typed(attacked: Attacked, box: str, texts: list[str], where: str) -> list[str]:
    """Each text is put into a box as a visitor would paste it; the page is given time to show what it makes of it."""
    assert attacked.page.locator(box).count()
    attacked.page.evaluate(
        """async ([box, texts]) => {
          const field = document.querySelector(box);
          for (const text of texts) {
            field.value = text;
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            await new Promise((done) => setTimeout(done, texts.length > 100 ? 4 : 250));
          }
          await new Promise((done) => setTimeout(done, 500));
        }""",
        [box, texts],
    )
    return attacked.look(where, attacked.address)
