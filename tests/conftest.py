"""What tests share: the real content, loaded once, and small projects made of its reference files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hub import children
from hub.catalogue import Catalogue
from hub.load import Loaded, load
from hub.site import Site

ROOT = Path(__file__).resolve().parents[1]
# What every record points at. Resources and letters are added by the test that needs them.
REFERENCE = ("calls", "events", "frameworks", "organizations", "places", "standards", "vocabularies")
MakeProject = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The real content."""
    return load(ROOT / "content")


@pytest.fixture(scope="session")
def catalogue(loaded: Loaded) -> Catalogue:
    """The catalogue of the real content."""
    return loaded.catalogue


@pytest.fixture(scope="session")
def site() -> Site:
    """A site with an address, a repository and a day."""
    return Site(url="https://hub.example/", repository="https://github.com/example/hub", today="2026-11-21")


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are forked from now on, also where a thread of the tests would keep the program from it."""
    forked: list[int] = []

    def fork(*given: Any) -> tuple[int, int]:
        child, pipe = really(*given)
        forked.append(child)
        return child, pipe

    really = children.fork
    monkeypatch.setattr(children, "fork", fork)
    for room in ("parallel", "guarded"):
        monkeypatch.setattr(f"hub.{room}.may_fork", lambda: True)
    return forked


@pytest.fixture
def project(tmp_path: Path) -> MakeProject:
    """Makes a project of the real reference files and of the files given as {path below the project: text}."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        content = tmp_path / "content"
        for folder in REFERENCE:
            shutil.copytree(ROOT / "content" / folder, content / folder)
        for name in ("sources.yml", "timeline.yml"):
            shutil.copy(ROOT / "content" / name, content / name)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return make
