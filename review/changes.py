"""What differs between two sites, by their manifests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hub import manifest
from hub.letter_text import ACCEPTANCE
from hub.manifest import File

_ACCEPTANCE = re.compile(f"/{re.escape(ACCEPTANCE).replace(re.escape('{hash}'), '[0-9a-f]+')}$")
# Where the pages of single records stand.
RECORDS = ("resources/", "commitments/")


@dataclass(frozen=True)
class Changes:
    """Paths of files that are new, have other bytes, or are gone, each in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def pages(self) -> Changes:
        """The pages among them."""
        return Changes(*(tuple(path for path in paths if path.endswith(".html")) for paths in self.rows.values()))

    def others(self) -> Changes:
        """The files that are no pages and that people may ask for; not what pages load."""
        return Changes(*(tuple(path for path in paths if _is_other(path)) for paths in self.rows.values()))

    def acceptances(self) -> tuple[str, ...]:
        """The files among the new ones that say that a letter is accepted, each of one text of one letter."""
        return tuple(path for path in self.added if path.startswith("commitments/") and _ACCEPTANCE.search(path))

    @property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        return {"added": self.added, "changed": self.changed, "removed": self.removed}


def _is_other(path: str) -> bool:
    parts = path.split("/")
    return not path.endswith(".html") and "assets" not in parts and "pagefind" not in parts and path != "sitemap.xml"


def between(before: Mapping[str, File], after: Mapping[str, File]) -> Changes:
    """What was added, changed and removed from one manifest to the next."""
    return Changes(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(path for path in after.keys() & before.keys() if after[path] != before[path])),
        tuple(sorted(before.keys() - after.keys())),
    )


def files_of(site: Path) -> Mapping[str, File] | None:
    """The manifest of a site; None when there is none, as when the site could not be built."""
    try:
        return manifest.read((site / manifest.NAME).read_bytes())
    except (OSError, ValueError):
        return None


def worth_a_look(changes: Changes, most: int = 10) -> list[str]:
    """The pages of which pictures are taken: new ones first, then written pages and records before lists of records,
    English before its translation.
    """
    pages = changes.pages()

    def rank(path: str) -> tuple[bool, bool, bool, str]:
        local = path.removeprefix("es/")
        is_list = local.count("/") > 1 and not local.startswith(RECORDS)
        return path not in pages.added, path != local, is_list, path

    return sorted((*pages.added, *pages.changed), key=rank)[:most]
