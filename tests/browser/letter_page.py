"""What tests do on the page "Check your letter": write a letter, give it a file, read the report."""

from __future__ import annotations

import base64

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.letters.cases import GOLDEN

FAIR = (GOLDEN / "castl" / "fair.md").read_text(encoding="utf-8")
BODY = FAIR.removeprefix("---\n").split("---\n", 1)[1]
# What is wrong with it: no date, goal 1 with "the", goal 4 that says something else, a blank.
FLAWED = (
    BODY.replace("December 4, 2023\n\n", "")
    .replace("supporting implementation", "supporting the implementation")
    .replace("a coherent communication", "an incoherent communication")
    .replace("two universities", "[name of the partner]")
)


def opened(page: Page, path: str) -> Page:
    """The page, ready."""
    page.goto(path)
    expect(page.locator("[data-hub-part=tool]")).to_be_visible()
    return page


def part(page: Page, name: str) -> Locator:
    """A part of the page by the name that its script knows."""
    return page.locator(f"[data-hub-part={name}]")


def outcomes(page: Page) -> dict[str, str]:
    """What the report says of each component."""
    rows = page.locator(".hub-check-findings > li").all()
    return {row.get_attribute("data-component") or "": row.get_attribute("data-outcome") or "" for row in rows}


def type_letter(page: Page, text: str) -> None:
    """Put a text into the box, and wait for the report."""
    page.locator("#hub-check-text").fill(text)
    expect(page.locator(".hub-check-findings")).to_be_visible()


def choose(page: Page, name: str, raw: bytes) -> None:
    """Choose a file with the button."""
    payload: FilePayload = {"name": name, "mimeType": "", "buffer": raw}
    page.locator("#hub-check-file").set_input_files([payload])


def drop(page: Page, name: str, raw: bytes, kind: str = "") -> None:
    """Drop a file on the box, as from the desktop."""
    transfer = page.evaluate_handle(
        """([name, kind, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], name, { type: kind }));
          return transfer;
        }""",
        [name, kind, base64.b64encode(raw).decode()],
    )
    box = "[data-hub-part=drop]"
    page.dispatch_event(box, "dragover", {"dataTransfer": transfer})
    expect(page.locator(box)).to_have_attribute("data-over", "")
    page.dispatch_event(box, "drop", {"dataTransfer": transfer})
