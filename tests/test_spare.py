"""The tree before the published one: used when it is the very one, and never at the cost of the published site."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from hub import publish, seal, tree
from hub.spare import Spare
from hub.tree import Tree

Files = dict[str, str]


def build(root: Path, files: Files) -> bool:
    """Publish a site of these files, the way that hub.build does it. Returns whether the spare tree was used."""
    output, memory = root / "site", root / "cache/site.pickle"
    known = tree.remembered(memory, output)
    spare = Spare(root / "cache/spare", output)
    with publish.staging(output, begin=lambda building: bool(known) and spare.take_up(building)) as folder:
        growing = Tree(folder, output, known, spare.stale)
        for path, text in files.items():
            if not growing.keep(path, text):
                growing.write(path, text.encode(), text, seal.Facts((), ()))
        token = growing.token()
        growing.sweep()
        publish.swap(folder, output, token)
        tree.remembering(memory, token, growing.entries)()
        if known:
            spare.set_aside(folder, token, growing.differing())
    return spare.stale is not None


def published(root: Path) -> Files:
    """Every published file but the mark."""
    site = root / "site"
    paths = [path for path in site.rglob("*") if path.is_file() and path.name != publish.MARKER]
    return {path.relative_to(site).as_posix(): path.read_text() for path in paths}


def folders(root: Path) -> set[str]:
    return {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*") if path.is_dir()}


STEPS: list[Files] = [
    {"a/index.html": "1", "b/index.html": "1", "c/d/index.html": "1"},
    {"a/index.html": "2", "b/index.html": "1", "c/d/index.html": "1"},
    {"a/index.html": "2", "b/index.html": "3", "c/d/index.html": "1"},
    {"a/index.html": "2", "b/index.html": "3"},
    {"a/index.html": "2", "b/index.html": "3", "e/index.html": "1"},
    {"a/index.html": "2", "b/index.html": "3", "e/index.html": "1"},
    {"a/index.html": "1", "c/d/index.html": "4", "e/index.html": "1"},
    {"b/index.html": "1"},
]


def test_every_build_publishes_exactly_its_files(tmp_path: Path) -> None:
    used = []
    for files in STEPS:
        used.append(build(tmp_path, files))
        assert published(tmp_path) == files
        assert folders(tmp_path) == {folder for path in files for folder in _above(path)}
    # The first build finds nothing, and the second has nothing older to set aside than the first.
    assert used == [False, False, *[True] * (len(STEPS) - 2)]


def _above(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def test_a_published_file_is_never_written_to(tmp_path: Path) -> None:
    for files in STEPS[:2]:
        build(tmp_path, files)
    kept = tmp_path / "kept"
    kept.hardlink_to(tmp_path / "site/b/index.html")
    build(tmp_path, STEPS[2])
    assert kept.read_text() == "1"
    assert published(tmp_path) == STEPS[2]


def test_a_spare_of_another_site_is_not_used(tmp_path: Path) -> None:
    for files in STEPS[:2]:
        build(tmp_path, files)
    memory = tmp_path / "cache/spare.pickle"
    _, token, stale = pickle.loads(memory.read_bytes())
    memory.write_bytes(pickle.dumps(("another", token, stale)))
    assert not build(tmp_path, STEPS[2])
    assert published(tmp_path) == STEPS[2]


@pytest.mark.parametrize("what", ["folder", "memory", "mark"])
def test_a_spare_that_is_not_whole_is_not_used(tmp_path: Path, what: str) -> None:
    for files in STEPS[:2]:
        build(tmp_path, files)
    if what == "folder":
        shutil.rmtree(tmp_path / "cache/spare")
    elif what == "memory":
        (tmp_path / "cache/spare.pickle").write_bytes(b"broken")
    else:
        (tmp_path / "cache/spare" / publish.MARKER).unlink()
    assert not build(tmp_path, STEPS[2])
    assert published(tmp_path) == STEPS[2]


def test_a_build_that_stops_midway_leaves_no_half_tree_to_begin_with(tmp_path: Path) -> None:
    for files in STEPS[:3]:
        build(tmp_path, files)
    output = tmp_path / "site"
    spare = Spare(tmp_path / "cache/spare", output)
    with pytest.raises(RuntimeError), publish.staging(output, begin=spare.take_up) as folder:
        (folder / "half").write_text("half")
        raise RuntimeError("stopped")
    assert published(tmp_path) == STEPS[2]
    assert not build(tmp_path, STEPS[3])
    assert published(tmp_path) == STEPS[3]
