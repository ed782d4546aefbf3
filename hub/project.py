"""Where the parts of a project lie, and the hashes by which caches know that something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

CODE = Path(__file__).parent


@dataclass(frozen=True)
class Project:
    """A checkout. `root` holds mkdocs.yml; everything else lies where design puts it."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders that hold what people write; no site is published into them."""
        names = ("content", "docs", "hub", "overrides", "tests", "benchmarks", "review", ".git", ".github")
        return tuple(self.root.resolve() / name for name in names)

    @property
    def cache(self) -> Path:
        return self.root / ".cache" / "hub"

    def engine_config(self, lang: str) -> Path:
        """The engine's configuration for a language: mkdocs.yml, mkdocs.es.yml."""
        return self.root / ("mkdocs.yml" if lang == "en" else f"mkdocs.{lang}.yml")

    @cached_property
    def code_digest(self) -> str:
        """The hash of the program, its templates, words and data: when it changes, no cache is good any more."""
        return digest_of_files(
            CODE,
            ("*.py", "*.html", "*.po", "*.json", "*.js", "*.pagefind"),
            extra=[version(name) for name in ("pydantic", "comrak", "nh3", "jinja2", "markdown-it-py")],
        )

    def shell_digest(self, lang: str, environment: Iterable[str]) -> str:
        """The hash of everything that the engine's pages of a language depend on."""
        folders = [self.docs, self.root / "overrides"]
        files = [self.engine_config("en"), self.engine_config(lang), self.root / "macros.py", self.root / "hooks.py"]
        parts = [lang, version("mkdocs"), version("mkdocs-material"), version("mkdocs-macros-plugin"), *environment]
        parts += [digest_of_files(folder, ("*",)) for folder in folders]
        parts += [digest_of_files(CODE / "views", ("*.py",)), version("lightningcss")]
        files += [CODE / "stylesheets.py", CODE / "translations.py", CODE / "raw_html.py"]
        # Its names are looked for in written pages.
        files += [CODE / "glosses.py", self.content / "vocabularies" / "glossary.yml"]
        parts += [path.read_text(encoding="utf-8") if path.is_file() else "" for path in files]
        return digest_of(parts)


def digest_of(parts: Iterable[str]) -> str:
    """One hash of several texts; moving a letter from one text to the next changes it."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big"))
        hashed.update(raw)
    return hashed.hexdigest()


def digest_of_files(folder: Path, patterns: tuple[str, ...], extra: Iterable[str] = ()) -> str:
    """The hash of the names and bytes of all files below a folder that match."""
    found = sorted({path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()})
    parts = list(extra)
    for path in found:
        if "__pycache__" not in path.parts:
            parts += [path.relative_to(folder).as_posix(), hashlib.blake2b(path.read_bytes()).hexdigest()]
    return digest_of(parts)


def find(start: Path | None = None) -> Project | None:
    """The project that holds `start` (the working folder when not given), or None."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "content").is_dir():
            return Project(folder)
    return None
