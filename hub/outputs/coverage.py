"""The coverage table as a file: one row for each grade band, topic and role, those without a record included."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from hub.catalogue import Catalogue
from hub.coverage import Coverage, finder_view
from hub.model import Localized
from hub.outputs.citations import in_language, public_address
from hub.outputs.columns import as_csv
from hub.site import Site

Made = tuple[str, tuple[str, ...], Callable[[], bytes]]

PATH = "crosswalk/coverage.csv"
VOCABULARIES = ("grade_bands", "topics", "audience")
# The columns of the three; the ids first, then their words in each language.
NAMES = ("grade_band", "topic", "role")
WORDS = tuple(f"{name}_{lang}" for name in NAMES for lang in Localized._fields)
COLUMNS = (*NAMES, "records", "record_ids", *WORDS, "find")


def files(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """Path, digests of what it is made from, and how it is made."""
    digests = catalogue.digests
    depends = (site.url, *(digests.get(("vocabularies", name), "") for name in VOCABULARIES))
    yield PATH, (*depends, *Coverage(catalogue).placed), partial(table, catalogue, site)


def table(catalogue: Catalogue, site: Site) -> bytes:
    """All cells, by grade band, topic and role in the order of the vocabularies."""
    return as_csv(COLUMNS, _rows(catalogue, site))


def _rows(catalogue: Catalogue, site: Site) -> Iterator[dict[str, Any]]:
    known = Coverage(catalogue)
    # The words of a term stand in hundreds of rows.
    words = {
        (name, id): {f"{name}_{lang}": in_language(lang, label) for lang in Localized._fields}
        for name, vocabulary, ids in zip(NAMES, VOCABULARIES, (known.bands, known.topics, known.roles), strict=True)
        for id in ids
        for label in [catalogue.label(vocabulary, id)]
    }
    for cell in itertools.product(known.bands, known.topics, known.roles):
        found = known.cells.get(cell, ())
        row: dict[str, Any] = dict(zip(NAMES, cell, strict=True))
        row |= {"records": len(found), "record_ids": [resource.id for resource in found]}
        for term in zip(NAMES, cell, strict=True):
            row |= words[term]
        band, topic, role = cell
        here = public_address(site, "en", finder_view(grades=band, topic=topic, role=role)) if found else ""
        yield row | {"find": here}
