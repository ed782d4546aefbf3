"""The files of the site that are no pages: which there are, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from hub.catalogue import Catalogue
from hub.outputs import attachments, coverage, feeds, finder, letter_rules, letters, planner, wordings
from hub.site import Site


@dataclass(frozen=True)
class SiteFile:
    """One file at `path` below the root of the site: one for all languages, or one in the folder of each.

    When nothing in `depends` changes, neither does the file. `make` is called only when it is written.
    """

    path: str
    depends: tuple[str, ...]
    make: Callable[[], bytes]


def files(catalogue: Catalogue, site: Site, root: Path) -> Iterator[SiteFile]:
    """Every such file. `root` is the project's folder, from which what is offered as it stands is read."""
    for made in attachments.files(catalogue):
        yield SiteFile(*made)
    searched = wordings.files(catalogue, site), finder.files(catalogue, site), coverage.files(catalogue, site)
    checked = letters.files(catalogue, site, root), letter_rules.files(catalogue, site)
    for made in chain(*checked, *searched, planner.files(catalogue, site), feeds.files(catalogue, site)):
        yield SiteFile(*made)
