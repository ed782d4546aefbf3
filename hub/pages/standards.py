"""The pages of the standards: each practice, concept, core idea and component, and each performance expectation.

All of them have a page, because the expectations use them; a page without records says so. The text of the standards
is not the hub's to print: a page has the code, the dimensions and our words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from hub import translations
from hub.addresses import address
from hub.catalogue import Catalogue
from hub.model import Resource
from hub.model.fields import Localized, Record
from hub.model.standards import ComponentIdea, Expectation, OfficialPage
from hub.outputs import jsonld
from hub.pages import Page
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.site import Site
from hub.words import N_

Text = str | Localized

# Whose page serves where none is known for a code itself: the beginning of the codes of each list.
LISTS = {"standards": "PE", "practices": "SEP", "crosscutting": "CCC", "core_ideas": "DCI"}
# Facet, field of the catalogue that holds its list, title and description of a page.
DIMENSIONS: tuple[tuple[str, str, str, str], ...] = (
    (
        "practices",
        "practice_list",
        N_("Practice {id}: {label}"),
        N_("Expectations and records for the practice {label}."),
    ),
    (
        "crosscutting",
        "concept_list",
        N_("Concept {id}: {label}"),
        N_("Expectations and records for the concept {label}."),
    ),
    (
        "core_ideas",
        "core_idea_list",
        N_("Core idea {id}: {label}"),
        N_("Expectations and records for the core idea {label}."),
    ),
)


class Use(NamedTuple):
    """An expectation that uses a dimension; `secondary` as the standards mark it."""

    expectation: Expectation
    secondary: bool


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each dimension and each expectation, and for codes that only a record has."""
    used = _used(near.catalogue)
    for facet, list_name, title, description in DIMENSIONS:
        in_use = near.catalogue.facet(facet)
        known = near.catalogue.known(facet)
        for id in (*known, *(id for id in in_use if id not in known)):
            label = near.catalogue.label(facet, id)
            here = address(facet, id)
            words = both(title, id=id, label=label)
            yield Page(
                layout="terms",
                address=here,
                template="pages/dimension.html",
                title=words,
                description=both(description, label=label),
                source=near.source(list_name, list_name),
                digests=partial(_digests, near, facet, id, used.get((facet, id), [])),
                context=partial(dimension, facet, id, list_name, words, used.get((facet, id), []), near, site, here),
            )
    in_use = near.catalogue.facet("standards")
    expectations = near.catalogue.expectations
    for code in (*expectations, *(code for code in in_use if code not in expectations)):
        here = address("standards", code)
        words = both(N_("Performance expectation {code}"), code=code)
        yield Page(
            layout="terms",
            address=here,
            template="pages/expectation.html",
            title=words,
            description=both(N_("The dimensions, the grade and the resources of {code}."), code=code),
            source=near.source("expectation_list", "expectation_list"),
            digests=partial(near.resource_digests, in_use.get(code, ())),
            context=partial(expectation_context, code, words, near, site, here),
        )


def _digests(near: Neighbors, facet: str, id: str, uses: list[Use]) -> tuple[str, ...]:
    by_code = near.catalogue.facet("standards")
    of_uses = [resource for use in uses for resource in by_code.get(use.expectation.code, ())]
    return once(near.resource_digests([*_serving(near.catalogue, facet, id), *of_uses]))


def dimension(
    facet: str, id: str, list_name: str, title: Text, uses: list[Use], near: Neighbors, site: Site, here: str
) -> Mapping[str, Any]:
    """What pages/dimension.html shows. `bands` holds the expectations that use it, by grade band."""
    catalogue = near.catalogue
    thing = catalogue.known(facet).get(id)
    bands: dict[str, list[Use]] = {band: [] for band in catalogue.terms("grade_bands")}
    for use in uses:
        bands.setdefault(use.expectation.grade_band, []).append(use)
    listed = getattr(catalogue, list_name)
    domain = getattr(thing, "domain", None)
    by_code = catalogue.facet("standards")
    codes = dict.fromkeys(use.expectation.code for use in uses)
    served = {code: len(by_code[code]) for code in codes if code in by_code}
    return {
        **near.frame(near.source(list_name, list_name), here, site),
        "facet": facet,
        "id": id,
        "title": title,
        "thing": thing,
        "alternative": getattr(thing, "alternative", None),
        "confidence": getattr(thing, "confidence", None),
        "outdated": _outdated(catalogue, thing, listed),
        "list": listed,
        "domain": next((item for item in listed.domains if item.id == domain), None) if domain else None,
        "whole": thing.core_idea if isinstance(thing, ComponentIdea) else None,
        "components": _components(catalogue, id) if facet == "core_ideas" else [],
        "bands": {band: found for band, found in bands.items() if found},
        "served": served,
        "served_uses": len(served),
        "all_uses": len(codes),
        "official": official_page(catalogue, facet, id),
        "resources": _serving(catalogue, facet, id),
        "structured": partial(jsonld.of_list, title, None, here, site),
    }


def expectation_context(code: str, title: Text, near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/expectation.html shows."""
    catalogue = near.catalogue
    expectation, listed = catalogue.expectations.get(code), catalogue.expectation_list
    return {
        **near.frame(near.source("expectation_list", "expectation_list"), here, site),
        "code": code,
        "title": title,
        "e": expectation,
        "outdated": _outdated(catalogue, expectation, listed),
        "list": listed,
        "official": official_page(near.catalogue, "standards", code),
        "resources": near.catalogue.facet("standards").get(code, ()),
        "structured": partial(jsonld.of_list, title, None, here, site),
    }


def _outdated(catalogue: Catalogue, thing: object, listed: Record | None) -> bool:
    """Whether what a page says of a standard, or of the list that it stands in, was translated from another English."""
    note = getattr(listed, "note", None)
    of_note = isinstance(note, Localized) and translations.is_outdated(catalogue, note)
    return of_note or (isinstance(thing, Record) and translations.outdated(catalogue, thing))


def _used(catalogue: Catalogue) -> Mapping[tuple[str, str], list[Use]]:
    """The expectations that use each dimension. A core idea is used by all expectations of its components."""
    found: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for expectation in catalogue.expectations.values():
        for id in expectation.sep:
            found["practices", id].append(Use(expectation, False))
        for id in expectation.ccc:
            found["crosscutting", id].append(Use(expectation, False))
        for id in dict.fromkeys((expectation.core_idea, *expectation.dci)):
            found["core_ideas", id].append(Use(expectation, False))
        for id in expectation.dci_secondary:
            found["core_ideas", id].append(Use(expectation, True))
    return found


def _components(catalogue: Catalogue, id: str) -> list[str]:
    listed = catalogue.core_idea_list
    return [part.id for part in listed.components if part.core_idea == id] if listed else []


def _serving(catalogue: Catalogue, facet: str, id: str) -> tuple[Resource, ...]:
    """Resources for a dimension; those for the components of a core idea are for the idea too."""
    in_use = catalogue.facet(facet)
    found = in_use.get(id, ())
    if facet == "core_ideas":
        parts = [part for part in _components(catalogue, id) if part in in_use]
        if parts:
            found = tuple({r.id: r for r in (*found, *(r for part in parts for r in in_use[part]))}.values())
    return found


def official_page(catalogue: Catalogue, facet: str, code: str) -> OfficialPage | None:
    """The nearest page on which a standard can be read: its own, that of its group, or that of its list."""
    listed = catalogue.official_pages
    pages = {page.of: page for page in listed.items} if listed else {}
    group = code.rpartition("-" if facet == "standards" else ".")[0]
    return pages.get(code) or pages.get(group) or pages.get(LISTS[facet])
