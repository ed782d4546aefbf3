"""The search indexes of the growing site, one for each language, and whose page each of their fragments is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from hub import search, searched
from hub.catalogue import Catalogue
from hub.outputs.finder import FRAGMENTS, Columns
from hub.project import digest_of
from hub.site import Site
from hub.tree import Tree

__all__ = ["FRAGMENTS", "fragments_of", "making"]


@contextmanager
def making(catalogue: Catalogue, site: Site, growing: Tree, salt: str, cache: Path) -> Iterator[Indexes]:
    """The indexes of a growing site, begun language by language and made beside the rest of the build.

    `salt` names the version of the program: another one may make another index of the same pages. What is remembered of
    the pages stands in files whose names begin with that of `cache`.
    """
    with search.indexing() as indexing:
        yield Indexes(catalogue, site, growing, indexing, f"{salt} {version('pagefind_bin')}", cache)


class Indexes:
    """Each index is taken as it is when nothing changed in what is searched of its language, else made anew."""

    def __init__(
        self, catalogue: Catalogue, site: Site, growing: Tree, indexing: search.Indexing, salt: str, cache: Path
    ) -> None:
        self.catalogue, self.site, self.tree, self.indexing = catalogue, site, growing, indexing
        self.salt, self.cache = salt, cache
        self.keys: dict[str, str] = {}

    def begin(self, lang: str) -> None:
        """Begin with a language all of whose pages are there."""
        root, growing = self.site.folder(lang), self.tree
        others = tuple(
            self.site.folder(other) for other in self.site.languages if self.site.folder(other) not in ("", root)
        )
        pages = [path for path, entry in growing.entries.items() if entry.facts is not None and path.startswith(root)]
        pages = sorted(path for path in pages if not path.startswith(others))
        folder = f"{root}{search.FOLDER}/"
        parts = searched.Parts(growing.folder, self.cache.with_name(f"{self.cache.name}-{lang}.pickle"), self.salt)
        given = [(path, part) for path in pages if (part := parts.of(path, growing.entries[path].sha256))]
        parts.keep()
        self.keys[folder] = digest_of([self.salt, *chain.from_iterable(given)])
        old = [path for path in growing.remembered if path.startswith(folder)]
        if not (old and all(growing.keep(path, self.keys[folder]) for path in old)):
            self.indexing.begin(root, given)

    def finish(self) -> None:
        """Wait for what was begun. Raises publish.NotPublished when the program that makes them fails."""
        languages = {self.site.folder(lang): lang for lang in self.site.languages}
        for root, files in self.indexing.done():
            folder = f"{root}{search.FOLDER}/"
            for name, raw in files.items():
                self.tree.write(f"{folder}{name}", raw, self.keys[folder])
            self._whose(languages.pop(root), files.items())
        for root, lang in languages.items():
            folder = f"{root}{search.FOLDER}/"
            kept = (path for path in self.tree.entries if path.startswith(folder))
            self._whose(lang, ((path.removeprefix(folder), (self.tree.folder / path).read_bytes()) for path in kept))

    def _whose(self, lang: str, index: Iterable[tuple[str, bytes]]) -> None:
        """Whose page each fragment of the index of a language is."""
        root, columns = self.site.folder(lang), Columns(self.catalogue, lang)
        path, key = f"{root}{FRAGMENTS}", digest_of([self.keys[f"{root}{search.FOLDER}/"], columns.token])
        if not self.tree.keep(path, key):
            self.tree.write(path, columns.fragments(search.fragments(index)), key)


def fragments_of(catalogue: Catalogue, lang: str, index: Path) -> bytes:
    """Whose page each fragment of an index is, for a preview, whose records may have changed since it was made."""
    changed = index.stat().st_mtime_ns if index.is_dir() else 0
    return Columns(catalogue, lang).fragments(_known(index, changed))


@lru_cache(maxsize=4)
def _known(index: Path, changed: int) -> Mapping[str, str]:  # noqa: ARG001 - an index made anew is read anew.
    files = sorted((index / "fragment").glob("*.pf_fragment"))
    return search.fragments((f"fragment/{file.name}", file.read_bytes()) for file in files)
