"""The index: Pagefind's own program over finished pages."""

from __future__ import annotations

import shutil
import stat
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from hub import search
from hub.problems import Problem
from hub.source import digest

PAGE = (
    '<!doctype html><html lang="{}"><title>A</title><nav>Menu</nav><article data-pagefind-body><h1>Seeds</h1></article>'
)


def index(site: Path, roots: Mapping[str, Sequence[str]], salt: str = "") -> Problem | None:
    with search.indexing(site, site.with_name("kept"), salt) as indexes:
        for root, pages in roots.items():
            indexes.begin(root, {page: digest((site / page).read_bytes()) for page in pages})
        return indexes.done()


def test_each_language_has_its_index(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("en"))
    (tmp_path / "es" / "index.html").write_text(PAGE.format("es"))
    assert index(tmp_path, {"": ["index.html"], "es/": ["es/index.html"]}) is None
    for root, lang in (("", "en"), ("es", "es")):
        written = {path.name for path in (tmp_path / root / search.FOLDER).iterdir()}
        assert {"pagefind.js", "pagefind-entry.json", f"wasm.{lang}.pagefind"} <= written
        assert not any("-ui" in name for name in written)
        assert len(list((tmp_path / root / search.FOLDER / "fragment").iterdir())) == 1


def test_nothing_to_index_is_no_problem(tmp_path: Path) -> None:
    assert index(tmp_path, {}) is None
    assert list(tmp_path.iterdir()) == []


def test_a_failing_indexer_is_a_problem_with_the_way_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nprintf 'no room on this disk\\n::error::forged'\nexit 1\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    problem = index(tmp_path, {"": []})
    assert problem is not None
    assert problem.code == "search-failed"
    assert "no room on this disk" in problem.message
    assert "\n" not in problem.message
    assert "--no-search" in problem.hint


def test_a_missing_indexer_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "nothing")
    problem = index(tmp_path, {"": []})
    assert problem is not None and problem.code == "search-failed"


def test_fragments_are_known_by_the_address_of_their_page(tmp_path: Path) -> None:
    pages = ["index.html", "resources/a-page/index.html"]
    for page in pages:
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).write_text(PAGE.format("en").replace("Seeds", f"Seeds of {page}"))
    assert index(tmp_path, {"": pages}) is None
    found = search.fragments(tmp_path / search.FOLDER)
    assert found.keys() == {"/", "/resources/a-page/"}
    names = {path.stem for path in (tmp_path / search.FOLDER / "fragment").iterdir()}
    assert set(found.values()) == names and all(name.startswith("en_") for name in names)
    assert search.fragments(tmp_path / "nothing") == {}


def words_of(site: Path) -> set[str]:
    """What an index would find, of the words that these tests use."""
    found = b"".join(
        zlib.decompress(file.read_bytes(), zlib.MAX_WBITS | 16)
        for file in (site / search.FOLDER / "fragment").iterdir()
    )
    return {word for word in ("Seeds", "Rivers", "Stones") if word.encode() in found}


def test_what_is_kept_of_an_index_follows_the_pages(tmp_path: Path) -> None:
    """Changed, removed, no longer searched, and made by other code: only what is there now is found."""
    site = tmp_path / "site"
    pages = {"index.html": "Seeds", "a/index.html": "Rivers", "b/index.html": "Stones"}
    for page, word in pages.items():
        (site / page).parent.mkdir(parents=True, exist_ok=True)
        (site / page).write_text(PAGE.format("en").replace("Seeds", word))

    def again(*paths: str, salt: str = "") -> set[str]:
        shutil.rmtree(site / search.FOLDER, ignore_errors=True)
        assert index(site, {"": paths}, salt) is None
        return words_of(site)

    assert again(*pages) == {"Seeds", "Rivers", "Stones"}
    kept = tmp_path / "kept/root/a/index.html"
    written = kept.stat().st_mtime_ns
    (site / "index.html").write_text(PAGE.format("en").replace("Seeds", "Nothing"))
    assert again(*pages) == {"Rivers", "Stones"}
    assert kept.stat().st_mtime_ns == written
    assert again("index.html", "a/index.html") == {"Rivers"}
    (site / "a/index.html").write_text(PAGE.format("en").replace(" data-pagefind-body", ""))
    assert again(*pages) == {"Stones"}
    (tmp_path / "kept/root/b/index.html").write_text("made by other code")
    assert again(*pages, salt="new code") == {"Stones"}
    (tmp_path / "kept/root/b/index.html").unlink()
    assert again(*pages, salt="new code") == {"Stones"}
    # A folder that was left half written has no memory beside it.
    (tmp_path / "kept/root.pickle").unlink()
    (tmp_path / "kept/root/b/index.html").write_text("half")
    assert again(*pages, salt="new code") == {"Stones"}


def test_kept_parts_are_files_made_in_the_order_of_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index depends on the order of the files, which on some disks is that of their making: cold must equal warm."""
    site, written = tmp_path / "site", list[str]()
    real = Path.write_text

    def noted(path: Path, text: str, encoding: str = "utf-8") -> int:
        if "kept" in path.parts:
            written.append(path.parent.name)
        return real(path, text, encoding=encoding)

    for page in "acdb":
        (site / page).mkdir(parents=True)
        (site / page / "index.html").write_text(PAGE.format("en"))
    monkeypatch.setattr(Path, "write_text", noted)
    assert index(site, {"": ["a/index.html", "c/index.html", "d/index.html"]}) is None
    assert written == ["a", "c", "d"]
    written.clear()
    shutil.rmtree(site / search.FOLDER)
    assert index(site, {"": [f"{page}/index.html" for page in "abcd"]}) is None
    assert written == ["a", "b", "c", "d"], "a page came between the others, and only its part was added at the end"
