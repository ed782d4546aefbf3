"""One server, one browser and one build of the real site for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from review.host import Site, served
from tests import fixtures_site
from tests.browser import setup


@pytest.fixture(scope="session")
def site() -> fixtures_site.BuiltSite:
    return fixtures_site.the_site()


@pytest.fixture(scope="session")
def address(site: fixtures_site.BuiltSite) -> Iterator[str]:
    """Where the site is served, with a slash at its end."""
    with served(site.output, Site) as host:
        yield host.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = setup.REMEMBERED.read_text(encoding="utf-8").strip() if setup.REMEMBERED.is_file() else setup.find()
    assert path, "there is no Chromium; run tests/browser/setup.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """What a browser complained about, and what it asked other hosts for, while a context was in use."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", lambda request: self._asked(request.url, address))

    def _said(self, kind: str, text: str) -> None:
        # The status of a page that is not there is told as an error; one test asks for such a page.
        if kind in ("error", "warning") and "404 (Not Found)" not in text:
            self.complaints.append(text)

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.elsewhere.append(url)


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[BrowserContext]:
    """A fresh profile. Whatever a test does: no errors, no violations of the policy, no request to another host."""
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(15_000)
    seen = Watched(context, address)
    yield context
    context.close()
    assert seen.complaints == []
    assert seen.elsewhere == []


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh profile."""
    with watched(browser, address, viewport={"width": 1280, "height": 800}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with watched(browser, address, java_script_enabled=False) as context:
        yield context.new_page()
