"""Views of resources: lists, tables, single links, and the work list of lost links."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from hub.catalogue import Catalogue
from hub.counts import how_many, with_narrower
from hub.facets import by_title
from hub.model import Ref, Resource
from hub.views.registry import Context, view

Collection = Annotated[str, Ref("collections")]
Type = Annotated[str, Ref("resource_types")]
Topic = Annotated[str, Ref("topics")]
Audience = Annotated[str, Ref("audience")]
GradeBand = Annotated[str, Ref("grade_bands")]
UrlStatus = Annotated[str, Ref("url_status")]
Completeness = Annotated[str, Ref("completeness")]
Currency = Annotated[str, Ref("currency")]

Countable = Literal[
    "resources",
    "usable",
    "collections",
    "letters",
    "organizations",
    "events",
    "timeline",
    "expectations",
    "practices",
    "concepts",
    "counties",
    "regions",
    "glossary",
    "sources",
    "years",
]

# With these a reader gets what the record speaks of; every other state is work for a helper.
WORKING = frozenset({"live", "moved", "archived-copy", "restricted", "hub-held"})
# The vocabulary of a filter, where its name differs from the filter's.
KIND_OF = {
    "collection": "collections",
    "type": "resource_types",
    "topic": "topics",
    "grade_band": "grade_bands",
}


@view()
def resource_index(
    catalogue: Catalogue,
    collection: Collection | None = None,
    type: Type | None = None,
    topic: Topic | None = None,
    audience: Audience | None = None,
    grade_band: GradeBand | None = None,
) -> Context:
    """Every resource with its summary, grouped by collection. With one or more fields, only those that fit all of them.

    A broader role gathers the narrower ones: `audience="school-leader"` shows what is for principals too.

    {{ resource_index(topic="assessment") }}
    """
    filters = {
        "collection": collection,
        "type": type,
        "topic": topic,
        "audience": audience,
        "grade_band": grade_band,
    }
    found = matching(catalogue, filters)
    groups: dict[str, list[Resource]] = {id: [] for id in catalogue.collections}
    for resource in found:
        groups.setdefault(resource.collection, []).append(resource)
    return {
        "groups": [(id, sorted(items, key=by_title)) for id, items in groups.items() if items],
        "total": len(found),
        "filters": _shown(filters),
    }


@view()
def resource_table(
    catalogue: Catalogue,
    collection: Collection | None = None,
    type: Type | None = None,
    topic: Topic | None = None,
    audience: Audience | None = None,
    grade_band: GradeBand | None = None,
    url_status: UrlStatus | None = None,
    completeness: Completeness | None = None,
    currency: Currency | None = None,
    editor_authored: bool | None = None,
    limit: int | None = None,
) -> Context:
    """A table of resources: title, what it is, for whom, when, and where it is now. The fields choose which ones;
    a resource must fit all of them. `limit` shows only the first ones by title and says how many more there are.

    {{ resource_table(type="report", limit=10) }}
    """
    filters = {
        "collection": collection,
        "type": type,
        "topic": topic,
        "audience": audience,
        "grade_band": grade_band,
        "url_status": url_status,
        "completeness": completeness,
        "currency": currency,
        "editor_authored": editor_authored,
    }
    found = sorted(matching(catalogue, filters), key=by_title)
    shown = found if limit is None else found[:limit]
    return {"resources": shown, "total": len(found), "filters": _shown(filters)}


@view()
def recently_added(catalogue: Catalogue, limit: int = 10) -> Context:
    """The resources that came into the hub last, newest first.

    {{ recently_added(limit=5) }}
    """
    pages = (resource for resource in catalogue.resources.values() if not resource.stub)
    newest = heapq.nsmallest(limit, pages, key=lambda resource: (_backwards(resource.added), *by_title(resource)))
    return {"resources": newest}


@view()
def collection_index(catalogue: Catalogue) -> Context:
    """The collections as cards, each with its introduction and how many resources it holds.

    {{ collection_index() }}
    """
    number = Counter(resource.collection for resource in catalogue.resources.values())
    return {"collections": [(item, number[id]) for id, item in catalogue.collections.items()]}


@view()
def lost_links(catalogue: Catalogue, url_status: UrlStatus | None = None) -> Context:
    """The work list for helpers: every resource, and every material of one, without a link that is known to work,
    grouped by what is wrong, with what a helper can do. `url_status` shows one group only.

    {{ lost_links(url_status="link-lost") }}
    """
    groups: dict[str, list[tuple[Resource, list[Any]]]] = {id: [] for id in catalogue.terms("url_status")}
    for resource in sorted(catalogue.resources.values(), key=by_title):
        states: dict[str, list[Any]] = {}
        if resource.url_status and resource.url_status not in WORKING:
            states[resource.url_status] = []
        for material in resource.materials:
            if material.url_status not in WORKING:
                states.setdefault(material.url_status, []).append(material)
        for state, materials in states.items():
            groups.setdefault(state, []).append((resource, materials))
    chosen = {id: items for id, items in groups.items() if items and url_status in (None, id)}
    return {"groups": chosen, "terms": catalogue.terms("url_status")}


@view(inline=True)
def record_link(catalogue: Catalogue, id: Annotated[str, Ref("resources")]) -> Context:
    """A link to a resource, with its title, inside a sentence.

    {{ record_link(id="three-beliefs") }}
    """
    return {"resource": catalogue.resources[id]}


@view(inline=True)
def counts(catalogue: Catalogue, what: Countable | None = None) -> Context:
    """How many there are of something, as a number inside a sentence; without `what`, a list of what the hub
    describes. `usable` counts the resources that the hub holds whole, so that they can be used right here.

    {{ counts(what="resources") }}
    """
    return {"numbers": how_many(catalogue), "what": what}


def matching(catalogue: Catalogue, filters: Mapping[str, Any]) -> list[Resource]:
    """The resources that fit every filter that is not None, in one pass over the catalogue."""
    wanted = dict(filters)
    role, topic, band = (wanted.pop(name, None) for name in ("audience", "topic", "grade_band"))
    roles = with_narrower(catalogue, "audience", role) if role else None
    equal = [(name, value) for name, value in wanted.items() if value is not None]
    return [
        resource
        for resource in catalogue.resources.values()
        if all(getattr(resource, name) == value for name, value in equal)
        and (roles is None or not roles.isdisjoint(resource.audience))
        and (topic is None or topic in resource.topics)
        and (band is None or band in resource.grade_bands)
    ]


def _shown(filters: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """What was asked for, as (name, vocabulary, value), for the caption."""
    return [(name, KIND_OF.get(name, name), value) for name, value in filters.items() if value is not None]


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-"))


def linked(catalogue: Catalogue, ids: Iterable[str]) -> list[Resource]:
    """The resources behind ids, in their order; what is not there is left out, because a check reports it."""
    return [catalogue.resources[id] for id in ids if id in catalogue.resources]
