"""How much the hub holds of each kind, for pages that say so."""

from __future__ import annotations

from collections.abc import Mapping

from hub.catalogue import Catalogue
from hub.facets import VOCABULARY_OF
from hub.model import Resource


def how_many(catalogue: Catalogue) -> Mapping[str, int]:
    """How many there are, by kind. `usable` are the resources that are whole and held here."""
    return {
        "resources": len(catalogue.resources),
        # Held here, whole: a reader needs no other site.
        "usable": sum(
            resource.completeness == "complete" and resource.url_status == "hub-held"
            for resource in catalogue.resources.values()
        ),
        "collections": len(catalogue.collections),
        "letters": len(catalogue.letters),
        "organizations": len(catalogue.organizations),
        "events": len(catalogue.events),
        "timeline": len(catalogue.timeline.items) if catalogue.timeline else 0,
        "expectations": len(catalogue.expectations),
        "practices": len(catalogue.practices),
        "concepts": len(catalogue.crosscutting),
        "counties": len(catalogue.counties),
        "regions": len(catalogue.regions),
        "glossary": len(catalogue.glossary.items) if catalogue.glossary else 0,
        "sources": len(catalogue.sources),
        "years": len(catalogue.facet("years")),
    }


def with_narrower(catalogue: Catalogue, facet: str, id: str) -> set[str]:
    """A term and all that name it as their broader one, at any depth."""
    narrower: dict[str, list[str]] = {}
    for term in catalogue.terms(VOCABULARY_OF.get(facet, facet)).values():
        if term.broader:
            narrower.setdefault(term.broader, []).append(term.id)
    found: set[str] = set()
    pending = [id]
    while pending:
        current = pending.pop()
        if current not in found:
            found.add(current)
            pending += narrower.get(current, ())
    return found


def gathered(catalogue: Catalogue, facet: str, id: str) -> tuple[Resource, ...]:
    """The resources of a term and of its narrower ones: those that the finder shows for it."""
    terms, having = with_narrower(catalogue, facet, id), catalogue.facet(facet)
    if len(terms) == 1:
        return having.get(id, ())
    return tuple({resource.id: resource for term in terms for resource in having.get(term, ())}.values())
