"""The search indexes of the growing site, one for each language, and whose page each of their fragments is."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from hub import publish, search
from hub.catalogue import Catalogue
from hub.outputs.finder import FRAGMENTS, Columns
from hub.project import digest_of
from hub.site import Site
from hub.tree import Entry, Tree

__all__ = ["FRAGMENTS", "fragments_of", "make"]


def make(catalogue: Catalogue, site: Site, growing: Tree) -> None:
    """Each index is taken as it is when no page of its language changed, else made anew.

    Raises publish.NotPublished when the program that makes them fails.
    """
    keys, roots = {}, {}
    for lang in site.languages:
        root = site.folder(lang)
        others = tuple(site.folder(other) for other in site.languages if site.folder(other) not in ("", root))
        pages = [path for path, entry in growing.entries.items() if entry.facts is not None and path.startswith(root)]
        pages = sorted(path for path in pages if not path.startswith(others))
        folder = f"{root}{search.FOLDER}/"
        keys[folder] = digest_of(growing.entries[path].sha256 for path in pages)
        old = [path for path in growing.remembered if path.startswith(folder)]
        if not (old and all(growing.keep(path, keys[folder]) for path in old)):
            roots[root] = pages
    for root in roots:
        # What an older tree has there may be linked to the published index; Pagefind would write into it.
        shutil.rmtree(growing.folder / root / search.FOLDER, ignore_errors=True)
    problem = search.index(growing.folder, roots)
    if problem:
        raise publish.NotPublished(problem)
    for root in roots:
        folder = f"{root}{search.FOLDER}/"
        for file in (growing.folder / folder).rglob("*"):
            if file.is_file():
                path = file.relative_to(growing.folder).as_posix()
                raw = file.read_bytes()
                growing.entries[path] = Entry(keys[folder], hashlib.sha256(raw).hexdigest(), size=len(raw))
    for lang in site.languages:
        folder = f"{site.folder(lang)}{search.FOLDER}/"
        columns, path = Columns(catalogue, lang), f"{site.folder(lang)}{FRAGMENTS}"
        key = digest_of([keys[folder], columns.token])
        if not growing.keep(path, key):
            growing.write(path, columns.fragments(search.fragments(growing.folder / folder)), key)


def fragments_of(catalogue: Catalogue, lang: str, index: Path) -> bytes:
    """Whose page each fragment of an index is, for a preview, whose records may have changed since it was made."""
    changed = index.stat().st_mtime_ns if index.is_dir() else 0
    return Columns(catalogue, lang).fragments(_known(index, changed))


@lru_cache(maxsize=4)
def _known(index: Path, changed: int) -> Mapping[str, str]:  # noqa: ARG001 - an index made anew is read anew.
    return search.fragments(index)
