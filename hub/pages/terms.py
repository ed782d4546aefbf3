"""The page of each term in use: roles, grade bands, topics, types and years, with all records that have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub import translations
from hub.addresses import address
from hub.catalogue import Catalogue
from hub.counts import gathered
from hub.coverage import finder_view
from hub.facets import FINDER, VOCABULARY_OF
from hub.model.fields import Localized
from hub.model.frameworks import Start
from hub.model.reference import Term
from hub.model.standards import Expectation
from hub.outputs import feeds, jsonld
from hub.pages import Page, packets
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.site import Site
from hub.words import N_

Text = str | Localized

# The title and the description of the page of a term, by facet.
WORDS: Mapping[str, tuple[str, str]] = {
    "audience": (N_("For the role: {label}"), N_("Everything that the hub holds for this role: {label}.")),
    "grade_bands": (N_("Grade band: {label}"), N_("Everything that the hub holds for this grade band: {label}.")),
    "topics": (N_("Topic: {label}"), N_("Everything that the hub holds on this topic: {label}.")),
    "type": (N_("Type: {label}"), N_("Everything of this type that the hub holds: {label}.")),
    "years": (N_("From {label}"), N_("Everything in the hub that was made or held in {label}.")),
}


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each term that a resource has; for grade bands also those that only the standards have."""
    by_band: dict[str, list[Expectation]] = defaultdict(list)
    for expectation in near.catalogue.expectations.values():
        by_band[expectation.grade_band].append(expectation)
    for facet in WORDS:
        in_use = near.catalogue.facet(facet)
        others = [id for id in by_band if id not in in_use] if facet == "grade_bands" else []
        for id in (*in_use, *others):
            here = address(facet, id)
            label = near.catalogue.label(facet, id)
            title, description = (both(words, label=label) for words in WORDS[facet])
            expectations = by_band.get(id, []) if facet == "grade_bands" else []
            yield Page(
                layout="followed" if facet in feeds.FOLLOWED else "terms",
                address=here,
                template="pages/term.html",
                title=title,
                description=description,
                source=near.source("vocabularies", VOCABULARY_OF.get(facet, facet)),
                digests=partial(_digests, near, facet, id),
                context=partial(context, facet, id, title, expectations, near, site, here),
            )


def _start(catalogue: Catalogue, facet: str, id: str) -> Start | None:
    """Where a role begins; the terms of other facets have no such advice."""
    known = catalogue.start_here if facet == "audience" else None
    return known.of(id, catalogue.terms("audience")) if known else None


def _digests(near: Neighbors, facet: str, id: str) -> tuple[str, ...]:
    start = _start(near.catalogue, facet, id)
    begun = [row.id for row in start.records if row.id in near.digest_of] if start else []
    resources = gathered(near.catalogue, facet, id)
    return once((*near.resource_digests(resources), *(near.digest_of[id] for id in begun)))


def context(
    facet: str, id: str, title: Text, expectations: list[Expectation], near: Neighbors, site: Site, here: str
) -> Mapping[str, Any]:
    """What pages/term.html shows."""
    catalogue = near.catalogue
    terms: Mapping[str, Term] = catalogue.terms(VOCABULARY_OF.get(facet, facet))
    term = terms.get(id)
    start = _start(catalogue, facet, id)
    return {
        **near.frame(near.source("vocabularies", VOCABULARY_OF.get(facet, facet)), here, site),
        "facet": facet,
        "id": id,
        "title": title,
        "term": term,
        "outdated": term is not None and translations.outdated(catalogue, term),
        "broader": terms.get(term.broader) if term and term.broader else None,
        "narrower": [other for other in terms.values() if other.broader == id],
        "start": start,
        "packet": packets.of_role(id, title, start, near, site) if facet == "audience" else None,
        "start_note": catalogue.start_here.note if catalogue.start_here else None,
        "resources": catalogue.facet(facet).get(id, ()),
        # As many as the finder shows, and where it shows them.
        "gathered": len(gathered(catalogue, facet, id)),
        "finder": finder_view(**{name: id for name, field in FINDER.items() if field == facet}),
        "expectations": expectations,
        "feed": feeds.FILE if facet in feeds.FOLLOWED and site.url else None,
        "structured": partial(jsonld.of_list, title, term.description if term else None, here, site),
    }
