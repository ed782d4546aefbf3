"""The view of the standards: every performance expectation by code, and the dimensions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hub.catalogue import Catalogue
from hub.facets import term_slug
from hub.model.standards import Expectation
from hub.views.registry import Context, view


@view()
def standards_index(catalogue: Catalogue) -> Context:
    """All performance expectations by grade band and core idea, with their three dimensions and how many resources
    serve each; then the practices, the crosscutting concepts and the core ideas with the same counts.

    {{ standards_index() }}
    """
    bands: dict[str, dict[str, list[Expectation]]] = {id: {} for id in catalogue.terms("grade_bands")}
    practices: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    core_ideas: Counter[str] = Counter()
    for expectation in catalogue.expectations.values():
        bands.setdefault(expectation.grade_band, {}).setdefault(expectation.core_idea, []).append(expectation)
        practices.update(expectation.sep)
        concepts.update(expectation.ccc)
        core_ideas.update({expectation.core_idea, *expectation.dci, *expectation.dci_secondary})
    return {
        "bands": [(band, sum(map(len, ideas.values())), ideas) for band, ideas in bands.items() if ideas],
        "served": {code: len(resources) for code, resources in catalogue.facet("standards").items()},
        "dimensions": [
            ("practices", _counted(catalogue, "practices", practices)),
            ("crosscutting", _counted(catalogue, "crosscutting", concepts)),
            ("core_ideas", _counted(catalogue, "core_ideas", core_ideas)),
        ],
        "note": catalogue.expectation_list.note if catalogue.expectation_list else None,
    }


def _counted(catalogue: Catalogue, facet: str, expectations: Mapping[str, int]) -> list[tuple[object, str, int, int]]:
    """Each code of a dimension with its anchor, how many expectations use it, and how many resources serve it."""
    in_use = catalogue.facet(facet)
    items = catalogue.known(facet)
    return [(item, term_slug(id), expectations[id], len(in_use.get(id, ()))) for id, item in items.items()]
