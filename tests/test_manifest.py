"""The manifest: what a site says that it holds, and what a folder is found to hold."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import manifest
from hub.tree import Tree

FILES = {"index.html": b"home", "about/index.html": b"about", "assets/a.css": b"", ".nojekyll": b""}


def site(folder: Path) -> Path:
    """A site of a few files with its manifest."""
    growing = Tree(folder, folder.with_name("old"), {})
    folder.mkdir()
    for path, raw in FILES.items():
        growing.write(path, raw, "")
    growing.close()
    return folder


def told(folder: Path) -> set[str]:
    return {f"{problem.place.path} {problem.code}" for problem in manifest.verify(folder)[0]}


def test_a_site_lists_every_file_of_it_in_order(tmp_path: Path) -> None:
    said = json.loads((site(tmp_path / "site") / manifest.NAME).read_bytes())
    assert said["files"] == [
        {"path": path, "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
        for path, raw in sorted(FILES.items())
    ]


def test_a_whole_site_is_verified(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    (folder / ".hub-site").write_text("the mark of the hub")
    assert manifest.verify(folder) == ([], len(FILES))


def test_every_difference_is_told(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    (folder / "index.html").write_bytes(b"HOME")
    (folder / "about" / "index.html").unlink()
    (folder / "about" / "more.html").write_bytes(b"more")
    (folder / "folder-of-others").symlink_to("/")
    (folder / ".nojekyll").unlink()
    (folder / ".nojekyll").symlink_to("/dev/null")
    os.mkfifo(folder / "pipe")
    assert told(folder) == {
        "index.html published-file-changed",
        "about/index.html published-file-missing",
        "about/more.html published-file-unexpected",
        "folder-of-others published-file-unexpected",
        ".nojekyll published-file-changed",
        "pipe published-file-unexpected",
    }


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"version": 2, "files": []}',
        '{"version": 1}',
        '{"version": 1, "files": [1]}',
        '{"version": 1, "files": [{"path": 1, "sha256": "", "size": 0}]}',
        '{"version": 1, "files": [{"path": "../outside", "sha256": "", "size": 0}]}',
        '{"version": 1, "files": [{"path": "/etc/passwd", "sha256": "", "size": 0}]}',
        '{"version": 1, "files": [{"path": "a/../b", "sha256": "", "size": 0}]}',
        '{"version": 1, "files": [{"path": "", "sha256": "", "size": 0}]}',
    ],
)
def test_a_folder_without_a_manifest_cannot_be_verified(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / manifest.NAME).write_text(text)
    assert told(tmp_path) == {"manifest.json manifest-unreadable"}


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
PATHS = st.lists(NAMES.filter(lambda name: name not in (".", "..")), min_size=1, max_size=3).map("/".join)


@given(st.dictionaries(PATHS, st.tuples(st.text("0123456789abcdef", max_size=64), st.integers(0, 2**63)), max_size=5))
def test_what_is_written_is_read(files: dict[str, tuple[str, int]]) -> None:
    raw = manifest.of((path, *said) for path, said in files.items())
    assert dict(manifest.read(raw)) == {path: manifest.File(*said) for path, said in files.items()}
    assert raw == manifest.of((path, *said) for path, said in reversed(files.items()))
