"""The report on a pull request: what it compares, and that nothing in it can be markup."""

from __future__ import annotations

import json
import multiprocessing
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from hub import ledger
from hub.manifest import File
from hub.tree import Tree
from review import changes, report
from review.changes import Changes


def files(**of: str) -> dict[str, File]:
    return {name.replace("__", "/").replace("_", "."): File(text, len(text)) for name, text in of.items()}


def test_manifests_are_compared() -> None:
    found = changes.between(files(a_html="1", b_html="1", c_html="1"), files(a_html="1", b_html="2", d_html="1"))
    assert found == Changes(("d.html",), ("b.html",), ("c.html",))


def test_pages_and_other_files_are_told_apart() -> None:
    found = Changes(("a/index.html", "a/feed.atom", "assets/a.css", "es/assets/b.js", "pagefind/x.pf_meta"), (), ())
    assert found.pages().added == ("a/index.html",) and found.others().added == ("a/feed.atom",)


def test_pictures_are_taken_of_new_records_first() -> None:
    found = Changes(
        ("es/resources/n/index.html", "resources/n/index.html"),
        ("topics/a/index.html", "about/index.html", "resources/c/index.html"),
    )
    wanted = ["resources/n/index.html", "es/resources/n/index.html", "about/index.html", "resources/c/index.html"]
    wanted += ["topics/a/index.html"]
    assert changes.worth_a_look(found) == wanted
    assert changes.worth_a_look(found, most=1) == wanted[:1]


def test_a_letter_that_is_newly_accepted_is_said_first_of_all() -> None:
    new = "commitments/sample-union/accepted-0123456789abcdef.json"
    others = ("commitments/sample-union/letter.json", "resources/accepted-0123456789abcdef.json", "a/index.html")
    text = report.markdown(Changes((*others, new), (new.replace("sample", "other"),), ()), [], [], [])
    first, _ = text.split("## ")[1:3]
    assert first.startswith("Letters that this change accepts: 1\n") and "Only an editor accepts a letter" in first
    assert [line.strip() for line in first.splitlines() if line.startswith("    ")] == [new]
    assert "accepts" not in report.markdown(Changes(others), [], [], [])


HOSTILE = "</pre>\n# heading <script>alert(1)</script> [x](javascript:alert(1)) ::error::x @everyone `code`\u202e"


def test_what_a_contributor_typed_is_never_markup() -> None:
    row = {"path": HOSTILE, "line": 1, "severity": "finding", "message": HOSTILE, "code": HOSTILE}
    text = report.markdown(Changes((f"{HOSTILE}.html",), (), ()), [row], [HOSTILE], [HOSTILE])
    typed = [line for line in text.splitlines() if "alert" in line or "everyone" in line or "\u202e" in line]
    assert len(typed) == 4 and all(line.startswith("    ") for line in typed)
    for before, line in zip(text.splitlines(), text.splitlines()[1:], strict=False):
        if line.startswith("    "):
            assert before == "" or before.startswith("    "), "an indented block needs an empty line before it"


def test_long_lists_are_cut() -> None:
    text = report.markdown(Changes(tuple(f"{number}.html" for number in range(500)), (), ()), [], [], [])
    assert "500 added" in text and "and 400 more" in text and len(text.splitlines()) < 130


def project(folder: Path, pages: dict[str, str], problems: list[dict[str, object]], lines: str) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content" / ledger.FILE).write_text(lines)
    (folder / ".cache").mkdir()
    (folder / ".cache/problems.json").write_text(json.dumps({"problems": problems}))
    (folder / "site").mkdir()
    growing = Tree(folder / "site", folder / "old", {})
    for path, text in pages.items():
        growing.write(path, text.encode(), "")
    growing.close()
    return folder


def problem(code: str) -> dict[str, object]:
    return {"path": "content/a.yml", "line": 1, "severity": "finding", "message": "what", "code": code}


def run(monkeypatch: pytest.MonkeyPatch, before: Path, after: Path, output: Path) -> str:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(output.with_name("summary.md")))
    arguments = ["--before", str(before), "--after", str(after), "--output", str(output), "--browser", ""]
    monkeypatch.setattr(sys, "argv", ["report", *arguments])
    assert report.main() == 0
    text = (output / "report.md").read_text()
    assert output.with_name("summary.md").read_text() == text
    return text


def test_two_projects_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project(tmp_path / "a", {"index.html": "1", "old/index.html": "1"}, [problem("known")], "gone/\nkept/\n")
    after = project(
        tmp_path / "b", {"index.html": "2", "n/index.html": "1"}, [problem("known"), problem("new")], "kept/\n"
    )
    text = run(monkeypatch, before, after, tmp_path / "out")
    assert "## Pages: 1 added, 1 changed, 1 removed" in text
    assert "    n/\n" in text and "    old/\n" in text and "    /\n" in text
    assert re.search(r"## Addresses taken out of the ledger\n\n.*\n\n    gone/\n", text)
    assert "## New problems and findings: 1\n\n    content/a.yml:1: finding: what [new]\n" in text


def test_a_site_that_could_not_be_built_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project(tmp_path / "a", {"index.html": "1"}, [], "")
    (tmp_path / "b").mkdir()
    assert "could not be built" in run(monkeypatch, before, tmp_path / "b", tmp_path / "out")


@pytest.mark.browser
def test_pictures_are_taken_at_both_widths_and_nothing_is_fetched_elsewhere(tmp_path: Path) -> None:
    from review import pictures
    from tests.browser import setup

    path = setup.REMEMBERED.read_text(encoding="utf-8").strip() if setup.REMEMBERED.is_file() else setup.find()
    assert path, "there is no Chromium; run tests/browser/setup.py"
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text("<!doctype html><h1>A</h1><img src='https://example.org/x.png'>")
    # In a process of its own: other tests keep a browser open, and Playwright runs but once in a process.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        pages = ["a/index.html", "nowhere/index.html"]
        made = pool.submit(pictures.take, site, pages, tmp_path / "out", path).result()
    assert {file.name for file in made} >= {"a-375.png", "a-1280.png"}
    assert all(file.read_bytes()[:4] == b"\x89PNG" for file in made)
