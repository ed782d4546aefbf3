"""One server, one browser and one build of the real site for all browser tests."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import fixtures_site
from tests.browser import setup


class _Static(SimpleHTTPRequestHandler):
    """Files as a static host serves them: index.html for a folder, 404.html for what is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        raw = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


@pytest.fixture(scope="session")
def site() -> fixtures_site.BuiltSite:
    return fixtures_site.the_site()


@pytest.fixture(scope="session")
def address(site: fixtures_site.BuiltSite) -> Iterator[str]:
    """Where the site is served, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Static, directory=str(site.output)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


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


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh profile. Whatever a test does: no errors, no violations of the policy, no request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    context.set_default_timeout(15_000)
    watched = Watched(context, address)
    yield context
    context.close()
    assert watched.complaints == []
    assert watched.elsewhere == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
