"""The real site, built once in a folder of its own, and copies of the project that a test may spoil.

tests/site/conftest.py and tests/browser/conftest.py turn these functions into fixtures; each result is kept for the
whole run, so that both look at the same build. The working tree is only ever read.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

from hub import build as recipe
from hub.project import Project
from hub.site import Site

ROOT = Path(__file__).resolve().parents[1]
SITE = Site(url="https://hub.example/", repository="https://github.com/example/hub", today="2026-11-21")
# The same site for a command: the day is 2026-11-21, noon.
ENVIRONMENT = {
    "HUB_SITE_URL": SITE.url,
    "HUB_REPOSITORY": SITE.repository,
    "SOURCE_DATE_EPOCH": "1795262400",
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
    "COLUMNS": "200",
}
PARTS = ("content", "docs", "overrides", "mkdocs.yml", "mkdocs.es.yml", "macros.py", "hooks.py")


def environment(**more: str) -> dict[str, str]:
    """The environment of a command that builds a copy of the project."""
    return {**os.environ, **ENVIRONMENT, **more}


def copy_project(folder: Path, like: Project | None = None) -> Project:
    """A copy of the project's sources, to be edited freely. The shells of `like` are taken along if it is named."""
    folder.mkdir(parents=True)
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    (folder / "hub").symlink_to(ROOT / "hub")
    project = Project(folder)
    if like is not None:
        shutil.copytree(like.cache / "shells", project.cache / "shells")
    return project


@dataclass(frozen=True, eq=False)
class BuiltSite:
    """A finished site, the project it was made from, and what the build said."""

    project: Project
    output: Path
    built: recipe.Built

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every file by its path below the root."""
        return tree_of(self.output)

    @cached_property
    def pages(self) -> Mapping[str, ReadPage]:
        """Every HTML page, read by a real parser."""
        return {path: read_page(raw.decode()) for path, raw in self.files.items() if path.endswith(".html")}


@cache
def workplace() -> Path:
    """A folder for the whole run, removed at its end."""
    folder = Path(tempfile.mkdtemp(prefix="hub-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def the_site() -> BuiltSite:
    """The real site with search, built for the first time in a folder without any cache."""
    project = copy_project(workplace() / "project")
    output = workplace() / "site"
    built = recipe.build(project, SITE, output)
    assert not built.refused, "\n".join(f"{problem.place}: {problem.message}" for problem in built.problems)
    return BuiltSite(project, output, built)


def tree_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of all files below a folder, by path."""
    return {path: hashlib.sha256(raw).hexdigest() for path, raw in tree_of(folder).items()}


def inodes(folder: Path) -> dict[str, int]:
    """The inode of each page: a page that a build took over by hard link keeps its own."""
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*.html")}


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """Paths that are only in one of two trees or differ between them."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@dataclass(frozen=True)
class Element:
    """A start tag: name, attributes, line, the language that is in force there, and the text inside for some tags."""

    name: str
    attributes: Mapping[str, str | None]
    line: int
    lang: str

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""


@dataclass(frozen=True)
class ReadPage:
    """A page as Python's own HTML parser sees it. It shares no code with hub/seal.py, which it is a check on."""

    html: str
    elements: tuple[Element, ...]
    texts: tuple[tuple[str, str], ...]
    scripts: tuple[tuple[Element, str], ...]

    def all(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.elements if element.get("id")]

    @cached_property
    def links(self) -> list[str]:
        return [
            element.get("href")
            for element in self.elements
            if element.name in ("a", "area") and "href" in element.attributes
        ]

    def text(self, name: str) -> str:
        """The text inside the elements of a name (one of TOLD), joined."""
        return " ".join("".join(words for where, words in self.texts if where == name).split())

    def meta(self, name: str) -> str | None:
        """The content of a meta element by its name or http-equiv."""
        found = (m for m in self.all("meta") if name in (m.get("name"), m.get("http-equiv")))
        return next((element.get("content") for element in found), None)


# Elements whose text tests ask for; keeping that of all would take minutes.
TOLD = frozenset({"title", "h1"})
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[str, str]] = []
        self.scripts: list[tuple[Element, str]] = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        lang = attributes.get("lang") or (self.open[-1][1] if self.open else "")
        element = Element(tag, attributes, self.getpos()[0], lang)
        self.elements.append(element)
        if tag in ("script", "style"):
            self.scripts.append((element, ""))
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lang = dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")
        self.elements.append(Element(tag, dict(attrs), self.getpos()[0], lang))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self.open:
            return
        if self.open[-1][0] in ("script", "style"):
            element, text = self.scripts[-1]
            self.scripts[-1] = (element, text + data)
        self.texts += [(name, data) for name, _ in self.open if name in TOLD]


def read_page(html: str) -> ReadPage:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return ReadPage(html, tuple(reader.elements), tuple(reader.texts), tuple(reader.scripts))
