"""The page of each grade band in the community's work list: topic by topic the roles that have records or have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub.coverage import Coverage, cell_view
from hub.model import Localized
from hub.outputs import jsonld
from hub.pages import Page
from hub.pages.neighbors import Neighbors
from hub.pages.words import both
from hub.site import Site
from hub.words import N_

Text = str | Localized


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each grade band."""
    known = Coverage(near.catalogue)
    for band in known.bands:
        here = f"coverage/{band}/"
        label = near.catalogue.label("grade_bands", band)
        title = both(N_("What is there, and what is missing: {label}"), label=label)
        yield Page(
            layout="terms",
            address=here,
            template="pages/coverage.html",
            title=title,
            description=both(
                N_("For each topic the roles that have records and the roles that have none: {label}."), label=label
            ),
            source=near.source("vocabularies", "grade_bands"),
            digests=lambda: known.placed,
            context=partial(context, band, known, title, near, site, here),
        )


def context(band: str, known: Coverage, title: Text, near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/coverage.html shows."""
    return {
        **near.frame(near.source("vocabularies", "grade_bands"), here, site),
        "band": band,
        "title": title,
        "lines": known.lines(band),
        "full": known.full(band),
        "all": len(known.topics) * len(known.roles),
        "others": [other for other in known.bands if other != band],
        # A band that no record and no expectation names yet has no page of its own.
        "has_page": band in near.catalogue.facet("grade_bands")
        or any(item.grade_band == band for item in near.catalogue.expectations.values()),
        "cell_view": cell_view,
        "structured": partial(jsonld.of_list, title, None, here, site),
    }
