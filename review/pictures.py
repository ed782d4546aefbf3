"""Pictures of pages in a real Chromium, as wide as a telephone and as a desk."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from hub.problems import one_line
from review.host import served

WIDTHS = (375, 1280)
TALLEST = 6_000


def take(site: Path, pages: Iterable[str], folder: Path, browser: str) -> list[Path]:
    """Take pictures of pages of a site, given by their paths. Whatever a page does, no request leaves this computer.

    Returns the files that were made: a page of which no picture can be taken is left out.
    """
    from playwright.sync_api import Error, sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    made = []
    wanted = list(pages)
    with served(site) as host, sync_playwright() as playwright:
        address = host.address
        chromium = playwright.chromium.launch(executable_path=browser)
        for width in WIDTHS:
            context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
            context.route(lambda url: not url.startswith(address), lambda route: route.abort())
            page = context.new_page()
            for path in wanted:
                name = path.removesuffix("/index.html").removesuffix(".html").replace("/", "-")
                file = folder / f"{name}-{width}.png"
                try:
                    page.goto(address + quote(path.removesuffix("index.html")), wait_until="load", timeout=30_000)
                    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                except Error as error:
                    print(f"no picture of {one_line(path)}: {one_line(error, 200)}", file=sys.stderr)
                else:
                    made.append(file)
            context.close()
        chromium.close()
    return made
