"""The index: Pagefind's own program over finished pages."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from hub import search
from hub.problems import Problem
from hub.publish import NotPublished
from hub.searched import part_of

PAGE = (
    '<!doctype html><html lang="{}"><title>A</title><nav>Menu</nav><article data-pagefind-body><h1>Seeds</h1></article>'
)


def index(site: Path, roots: Mapping[str, Sequence[str]]) -> Problem | None:
    """Write the indexes of a site; the problem when one cannot be made."""
    try:
        with search.indexing() as indexes:
            for root, pages in roots.items():
                indexes.begin(root, ((page, part_of((site / page).read_text("utf-8"))) for page in pages))
            for root, files in indexes.done():
                for name, raw in files.items():
                    path = site / root / search.FOLDER / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(raw)
    except NotPublished as refused:
        return refused.problem
    return None


@pytest.fixture
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let lines of a shell take the place of Pagefind."""

    def as_program(lines: str) -> None:
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\n{lines}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)

    return as_program


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


def test_an_index_is_read_by_the_newer_scripts(tmp_path: Path) -> None:
    """All of them together, as the index says; where those of a language are missing, none."""
    for lang in ("en", "es", "fr"):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "index.html").write_text(PAGE.format(lang))
    assert index(tmp_path, {f"{lang}/": [f"{lang}/index.html"] for lang in ("en", "es", "fr")}) is None
    newer = {path.name for path in search._SCRIPTS.iterdir()} - {"SHA256SUMS"}
    for lang in ("en", "es", "fr"):
        folder = tmp_path / lang / search.FOLDER
        scripts = newer & {path.name for path in folder.iterdir()}
        same = {name for name in scripts if (folder / name).read_bytes() == (search._SCRIPTS / name).read_bytes()}
        said = json.loads((folder / "pagefind-entry.json").read_bytes())
        assert {"pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind"} <= scripts
        assert same == (set() if lang == "fr" else scripts)
        assert said["version"] == (search._INDEXED_BY if lang == "fr" else search._READ_BY)
        assert said["languages"][lang]["page_count"] == 1


def test_the_newer_scripts_are_the_ones_that_were_fetched() -> None:
    rows = [row.split() for row in (search._SCRIPTS / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in rows} == {path.name for path in search._SCRIPTS.iterdir()} - {"SHA256SUMS"}
    for wanted, name in rows:
        assert hashlib.sha256((search._SCRIPTS / name).read_bytes()).hexdigest() == wanted, name


def test_the_newer_scripts_are_still_needed() -> None:
    why = "Pagefind has scripts of its own that are quick: remove hub/data/pagefind-*/ and hub.search._newer_scripts"
    assert version("pagefind_bin") == search._INDEXED_BY, why


def test_nothing_to_index_is_no_problem(tmp_path: Path) -> None:
    assert index(tmp_path, {}) is None
    assert list(tmp_path.iterdir()) == []


def test_a_failing_indexer_is_a_problem_with_the_way_around(tmp_path: Path, pretend: Callable[[str], None]) -> None:
    pretend("printf 'no room on this disk\\n::error::forged'\nexit 1")
    problem = index(tmp_path, {"": []})
    assert problem is not None
    assert problem.code == "search-failed"
    assert "no room on this disk" in problem.message
    assert "\n" not in problem.message
    assert "--no-search" in problem.hint


def test_an_indexer_that_ends_without_a_word_is_a_problem(tmp_path: Path, pretend: Callable[[str], None]) -> None:
    pretend("exit 3")
    problem = index(tmp_path, {"": []})
    assert problem is not None and problem.message == "Pagefind stopped: it said nothing"


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
    files = [file for file in (tmp_path / search.FOLDER).rglob("*") if file.is_file()]
    found = search.fragments(
        (file.relative_to(tmp_path / search.FOLDER).as_posix(), file.read_bytes()) for file in files
    )
    assert found.keys() == {"/", "/resources/a-page/"}
    names = {path.stem for path in (tmp_path / search.FOLDER / "fragment").iterdir()}
    assert set(found.values()) == names and all(name.startswith("en_") for name in names)


@pytest.fixture
def unsorted_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder of a disk that lists files in the order of their making, if there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def test_an_index_is_the_same_whichever_way_the_disk_lists_the_pages(unsorted_disk: Path) -> None:
    words = [f"word{number} and seeds of rivers{number % 3}" for number in range(40)]
    made = []
    for name, step in (("forth", 1), ("back", -1)):
        site = unsorted_disk / name
        for number, text in list(enumerate(words))[::step]:
            page = site / f"p{number:02}/index.html"
            page.parent.mkdir(parents=True)
            page.write_text(PAGE.format("en").replace("Seeds", text))
        assert index(site, {"": [f"p{number:02}/index.html" for number in range(40)]}) is None
        folder = site / search.FOLDER
        made.append({file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()})
    assert len(made[0]) > 40 and made[0] == made[1]


def test_an_indexer_that_refuses_a_page_is_heard(tmp_path: Path, pretend: Callable[[str], None]) -> None:
    """It answers in its own way that something is wrong, and goes on waiting."""
    answer = b'{"message_id":1,"payload":{"type":"Error","message":"these words are too much"}}'
    pretend(f"printf '{base64.b64encode(answer).decode()},'\nsleep 20")
    problem = index(tmp_path, {"": []})
    assert problem is not None and "these words are too much" in problem.message


def test_an_indexer_that_does_nothing_is_stopped(pretend: Callable[[str], None]) -> None:
    """Be it that a process of its own outlives it, and holds its output open."""
    pretend("sleep 20 &\nprintf .\nsleep 20")
    with search.indexing() as indexes:
        indexes.begin("", [])
        run = indexes.runs[""]
        assert run.process.stdout and run.process.stdout.read(1) == b"."
        started = time.monotonic()
    assert run.process.returncode and time.monotonic() - started < 15


def test_an_indexer_that_complains_at_length_is_not_held_up(tmp_path: Path, pretend: Callable[[str], None]) -> None:
    """More than a pipe holds, before it listens, and while nobody reads."""
    pretend("yes 'too much' | head -c 300000 >&2\ncat > /dev/null & wait\nexit 3")
    page = tmp_path / "index.html"
    page.write_text(PAGE.format("en").replace("Seeds", "Seeds " * 60_000))
    problem = index(tmp_path, {"": ["index.html"]})
    assert problem is not None and "too much" in problem.message
