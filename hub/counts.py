"""How much the hub holds of each kind, for pages that say so."""

from __future__ import annotations

from collections.abc import Mapping

from hub.catalogue import Catalogue


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
