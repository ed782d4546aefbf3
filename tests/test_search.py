"""The index: Pagefind's own program over finished pages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hub import search


def test_pages_are_indexed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Seeds</title><main data-pagefind-body><h1>Seeds</h1><p>Phenomena.</main>'
    )
    assert search.index(tmp_path) is None
    written = {path.name for path in (tmp_path / search.FOLDER).iterdir()}
    assert {"pagefind.js", "pagefind-entry.json"} <= written


def test_a_failing_indexer_is_a_problem_with_the_way_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "no room on this disk\n::error::forged")

    monkeypatch.setattr(subprocess, "run", fails)
    problem = search.index(tmp_path)
    assert problem is not None
    assert problem.code == "search-failed"
    assert "no room on this disk" in problem.message
    assert "\n" not in problem.message
    assert "--no-search" in problem.hint


def test_a_missing_indexer_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "nothing")
    problem = search.index(tmp_path)
    assert problem is not None and problem.code == "search-failed"
