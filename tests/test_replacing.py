"""A text takes the place of a file in one step, and is written through nobody's link."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from hub import replacing


def test_a_new_text_is_there_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    replacing.put(path, "about/\n")
    replacing.put(path, "about/\nmore/\n")
    assert path.read_bytes() == b"about/\nmore/\n" and [*tmp_path.iterdir()] == [path]


def test_what_a_link_leads_to_stays_as_it_was(tmp_path: Path) -> None:
    other, path = tmp_path / "of-somebody-else", tmp_path / "event.json"
    other.write_text("theirs")
    path.symlink_to(other)
    (tmp_path / ".event.json.new").symlink_to(other)
    replacing.put(path, "ours")
    assert other.read_text() == "theirs" and path.read_text() == "ours" and not path.is_symlink()


def test_where_nothing_can_be_written_the_old_text_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("old")

    def refused(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="No space"):
        replacing.put(path, "new")
    assert path.read_text() == "old" and [*tmp_path.iterdir()] == [path]


def test_a_new_file_is_there_whole_and_an_older_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    (tmp_path / ".a.yml.new").write_text("left by a run that was killed")
    replacing.create(path, b"new")
    with pytest.raises(FileExistsError):
        replacing.create(path, b"newer")
    assert path.read_bytes() == b"new" and [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("where", ["the write", "the link"])
def test_a_new_file_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(28, os.strerror(28)) if where == "the write" else KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.open" if where == "the write" else "os.link", refused)
    with pytest.raises((OSError, KeyboardInterrupt)):
        replacing.create(tmp_path / "a.yml", b"new")
    assert [*tmp_path.iterdir()] == []


def test_a_disk_without_links_and_without_room_keeps_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, opened = Path.open, 0

    def filling(path: Path, *arguments: Any, **named: Any) -> Any:
        nonlocal opened
        opened += 1
        if opened == 1:
            return real(path, *arguments, **named)
        real(path, "xb").close()
        return open("/dev/full", "wb", buffering=0)

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refused)
    monkeypatch.setattr(Path, "open", filling)
    with pytest.raises(OSError, match="No space left"):
        replacing.create(tmp_path / "a.yml", b"whole")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_links_has_new_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, os.strerror(1))

    monkeypatch.setattr(os, "link", refused)
    replacing.create(tmp_path / "a.yml", b"new")
    with pytest.raises(FileExistsError):
        replacing.create(tmp_path / "a.yml", b"newer")
    assert (tmp_path / "a.yml").read_bytes() == b"new"
