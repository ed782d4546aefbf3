"""Which resources belong together, and why: what editors linked, and what shares telling terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from hub.model.fields import Localized
from hub.model.resource import Resource

Text = str | Localized
Backlinks = Mapping[str, tuple[tuple[str, Text], ...]]

# A term shared by more records than this says nothing about kinship.
TELLING_TERM = 20
RELATED_BY_TERMS = 4


class Related(NamedTuple):
    """Another resource and why: an editor's own words in `reason`, or the shared terms as (facet, id) in `shared`."""

    resource: Resource
    reason: Text | None
    shared: tuple[tuple[str, str], ...] = ()


def backlinks(resources: Mapping[str, Resource]) -> Backlinks:
    """For each id the resources that an editor linked to it, with the reason given there."""
    found: dict[str, list[tuple[str, Text]]] = defaultdict(list)
    for resource in resources.values():
        for relation in resource.related:
            found[relation.id].append((resource.id, relation.reason))
    return {id: tuple(items) for id, items in found.items()}


def related(
    id: str,
    resources: Mapping[str, Resource],
    linked_here: Backlinks,
    family: Collection[str],
    facet: Callable[[str], Mapping[str, tuple[Resource, ...]]],
) -> tuple[Related, ...]:
    """What belongs to a resource, best first. Its `family` (itself, its parent, its parts) is shown elsewhere."""
    resource = resources[id]
    found: dict[str, Related] = {}
    linked = [(relation.id, relation.reason) for relation in resource.related]
    for other, reason in (*linked, *linked_here.get(id, ())):
        if other in resources and other != id:
            found.setdefault(other, Related(resources[other], reason))
    shared: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ("standards", "core_ideas", "topics"):
        by_term = facet(name)
        for term in getattr(resource, name):
            others = by_term.get(term, ())
            if len(others) <= TELLING_TERM:
                for near in others:
                    shared[near.id].append((name, term))
    ranked = sorted(shared, key=lambda other: (-len(shared[other]), other))
    near_by = [other for other in ranked if other not in family and other not in found and len(shared[other]) > 1]
    for other in near_by[:RELATED_BY_TERMS]:
        found[other] = Related(resources[other], None, tuple(shared[other]))
    return tuple(found.values())
