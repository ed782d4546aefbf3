"""What the finder costs a reader, beside Material's own search on the same records: `python -m benchmarks.finder`.

Builds the synthetic records as the hub with its index, and as plain MkDocs-Material with its search; serves both
compressed, as hosts do; opens them in a fresh Chromium, and counts bytes as they travel and milliseconds as the page
counts them. Chromium is the one that the browser tests use.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import as_hub, as_material, catalogue, measure
from benchmarks.run import ENVIRONMENT
from benchmarks.sides import CONTENT, ROOT
from tests.browser import setup

# Words of the synthetic records: in nearly all, in some, in a few.
WORDS = ("phenomenon", "evidence", "scientist", "coaches", "samples")
PAGE_ITSELF = (".html", ".css", ".js", ".svg", "/")
# Milliseconds from an event to the moment when the finder says that the new list stands there.
CHANGE = """([facet, number]) => new Promise((done) => {
  const box = document.querySelectorAll(`[data-hub-facet="${facet}"] li:not([hidden]) input`)[number];
  const begun = performance.now();
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("hub-finder-shown").length) return;
    observer.disconnect(); document.body.offsetHeight; done(performance.now() - begun);
  }).observe({ type: "mark", buffered: false });
  box.click();
})"""
# As if the reader pressed Enter after the words, so that no wait for further letters is in it.
ASK = """(words) => new Promise((done) => {
  const field = document.querySelector("#hub-finder-words");
  const begun = performance.now();
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("hub-finder-shown").length) return;
    observer.disconnect(); document.body.offsetHeight; done(performance.now() - begun);
  }).observe({ type: "mark", buffered: false });
  field.value = words;
  field.dispatchEvent(new Event("change", { bubbles: true }));
})"""
TYPE = """([selector, status, words]) => new Promise((done) => {
  const field = document.querySelector(selector), said = document.querySelector(status);
  const begun = performance.now();
  const seen = new MutationObserver(() => {
    if (/\\d/.test(said.textContent)) {
      seen.disconnect(); document.body.offsetHeight; done(performance.now() - begun);
    }
  });
  seen.observe(said, { childList: true, characterData: true, subtree: true });
  field.focus(); field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""
HUB_STATUS = "[data-hub-finder] [data-hub-status]"
MATERIAL_FIELD = "[data-md-component=search-query]"
MATERIAL_STATUS = ".md-search-result__meta"
# Milliseconds after which whatever a search still fetches has come.
SETTLE = 1500


class _Server(ThreadingHTTPServer):
    """Counts what it sends: a search reads its index in a worker, which the page's own tools do not see."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Compressed, directory=str(folder)))
        self.sent: list[tuple[str, int]] = []

    def kilobytes(self, page_itself: bool | None = None, part: str = "") -> float:
        """What was sent of the page itself or of its data (both when nothing is said), in thousands of bytes."""
        return (
            sum(
                size
                for path, size in self.sent
                if part in path and page_itself in (None, path.endswith(PAGE_ITSELF) and "pagefind" not in path)
            )
            / 1000
        )


class _Compressed(SimpleHTTPRequestHandler):
    """Files as hosts send them: text and data compressed, the rest as it is."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        raw = path.read_bytes()
        packed = path.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml"}
        body = gzip.compress(raw, 6, mtime=0) if packed else raw
        if isinstance(self.server, _Server):
            self.server.sent.append((self.path.partition("?")[0], len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, _Server]]:
    """Where a site can be read while the context lasts, and what counts the bytes."""
    server = _Server(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", server
    server.shutdown()
    server.server_close()


def hub(browser: Browser, address: str, server: _Server) -> dict[str, float]:
    """The finder: kilobytes of the first view and of the first words, milliseconds of changes and later words."""
    page = browser.new_page()
    page.goto(f"{address}find/")
    page.wait_for_function(f"/\\d/.test(document.querySelector('{HUB_STATUS}').textContent)")
    page.wait_for_load_state("networkidle")
    found = {"page": server.kilobytes(True), "first view": server.kilobytes(False)}
    found["facet change"] = median(
        page.evaluate(CHANGE, [facet, 0]) for facet in ("role", "grades", "topic", "type", "year") * 2
    )
    page.wait_for_load_state("networkidle")
    server.sent.clear()
    first, *later = WORDS
    found["first words (ms)"] = page.evaluate(ASK, first)
    page.wait_for_timeout(SETTLE)
    found["first words"] = server.kilobytes()
    found["later words (ms)"] = median(page.evaluate(ASK, words) for words in later)
    page.close()
    return found


def material(browser: Browser, address: str, server: _Server) -> dict[str, float]:
    """Material's search on the same records: kilobytes and milliseconds until the first result, then of later words."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator(MATERIAL_FIELD).click(force=True)
    first, *later = WORDS
    found = {"first words (ms)": page.evaluate(TYPE, [MATERIAL_FIELD, MATERIAL_STATUS, first])}
    page.wait_for_timeout(SETTLE)
    found["first words"] = server.kilobytes(part="search")
    found["later words (ms)"] = median(page.evaluate(TYPE, [MATERIAL_FIELD, MATERIAL_STATUS, words]) for words in later)
    page.close()
    return found


def build(folder: Path, count: int, beside: bool) -> None:
    """Both sites of so many records."""
    records = catalogue.records(count, catalogue.words(CONTENT))
    as_hub.make(folder / "hub", records)
    command = [sys.executable, "-m", "benchmarks.hub_side", "search", str(folder / "hub"), str(folder / "hub-site")]
    measure.run(command, ROOT, ENVIRONMENT)
    if beside:
        as_material.make(folder / "material", records, as_it_comes=False)
        config = folder / "material/mkdocs.yml"
        config.write_text(
            config.read_text(encoding="utf-8").replace("plugins: []", "plugins: [search]"), encoding="utf-8"
        )
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "material-site")]
        measure.run(command, folder / "material", ENVIRONMENT)


def main(arguments: list[str] | None = None) -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--records", type=int, default=1_000)
    reader.add_argument("--alone", action="store_true", help="leave out Material's search")
    given = reader.parse_args(arguments)
    chromium = setup.find()
    if chromium is None:
        print("there is no Chromium; run tests/browser/setup.py", file=sys.stderr)
        return 1
    folder = Path(tempfile.mkdtemp(prefix="hub-finder-"))
    try:
        build(folder, given.records, not given.alone)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            with served(folder / "hub-site") as (address, server):
                _say(f"the finder, {given.records} records", hub(browser, address, server))
            if not given.alone:
                with served(folder / "material-site") as (address, server):
                    _say(f"Material's search, {given.records} records", material(browser, address, server))
            browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _say(title: str, found: dict[str, float]) -> None:
    print(title)
    for name, value in found.items():
        unit = "ms" if name.endswith("(ms)") or name == "facet change" else "kB"
        print(f"  {name.removesuffix(' (ms)'):14} {value:8.1f} {unit}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
