"""What tests share: the real content, loaded once, and small projects made of its reference files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

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
