"""Which pages are made from records. The plan is cheap: what a page shows is looked up only when the page is drawn."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.pages import Page, collections, coverage, letters, matrix, organizations, resources, standards, terms
from hub.pages.neighbors import Neighbors
from hub.site import Site


def plan(catalogue: Catalogue, site: Site) -> list[Page]:
    """Every generated page of the site, the same for all languages."""
    near = Neighbors(catalogue)
    return [
        *resources.pages(near, site),
        *collections.pages(near, site),
        *letters.pages(near, site),
        *organizations.pages(near, site),
        *terms.pages(near, site),
        *standards.pages(near, site),
        *matrix.pages(near, site),
        *coverage.pages(near, site),
    ]
