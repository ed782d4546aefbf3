"""The page of each resource that is not a stub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub import translations
from hub.addresses import address
from hub.model import Module, Resource
from hub.outputs import citations, jsonld
from hub.pages import Page, packets
from hub.pages.neighbors import Neighbors, once
from hub.site import Site


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each resource but the stubs, which stand on the page of their parent."""
    for resource in near.catalogue.resources.values():
        if not resource.stub:
            yield page_of(resource, near, site)


def page_of(resource: Resource, near: Neighbors, site: Site) -> Page:
    """The page of one resource that is not a stub."""
    here = address("resources", resource.id)
    return Page(
        layout="resources",
        address=here,
        template="pages/resource.html",
        title=resource.title,
        description=resource.summary,
        source=near.source("resources", resource.id),
        digests=partial(digests, resource, near, here),
        context=partial(context, resource, near, site, here),
    )


def digests(resource: Resource, near: Neighbors, here: str) -> tuple[str, ...]:
    """The digests of everything on the page of a resource."""
    catalogue = near.catalogue
    found = [near.digest_of[resource.id], near.digest("collections", resource.collection), *near.unsafe_digests]
    for other in catalogue.related(resource.id):
        found.append(near.digest_of[other.resource.id])
        if other.shared:
            # Which terms tell of kinship depends on all records, and no digest says so.
            found.append(str(other.shared))
    found += near.resource_digests(catalogue.parts(resource.id))
    if resource.part_of:
        found += near.resource_digests(near.wholes(resource))
        found += near.resource_digests(other for other in near.places[resource.id] if other)
    if isinstance(resource, Module):
        found += [near.digest_of.get(entry.start, "") for entry in resource.entry_questions]
    found += packets.digests(resource, near)
    stubs = near.stubs_on.get(here, ())
    found += near.resource_digests(stubs)
    for shown in (resource, *stubs):
        found += [near.digest("organizations", id) for id in shown.partners]
        found += [near.digest("events", event.id) for event in near.events_of.get(shown.id, ())]
    found += [near.digest("commitments", letter.id) for letter in near.letters_about.get(resource.id, ())]
    return once(found)


def context(resource: Resource, near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/resource.html shows."""
    catalogue = near.catalogue
    before, after = near.places.get(resource.id, (None, None))
    parts = catalogue.parts(resource.id)
    return {
        **near.frame(near.source("resources", resource.id), here, site),
        "r": resource,
        "outdated": translations.outdated(catalogue, resource),
        "packet": packets.of_resource(resource, near, site),
        "wholes": near.wholes(resource),
        "before": before,
        "after": after,
        "parts": parts,
        # A sum over some of the parts would be read as the length of the whole.
        "parts_minutes": sum(part.minutes or 0 for part in parts) if all(part.minutes for part in parts) else None,
        "stubs": near.stubs_on.get(here, ()),
        # Asked by kind: a field that a record does not have is looked for at length.
        "held": near.held(resource),
        "objectives": resource.objectives if isinstance(resource, Module) else (),
        "entries": resource.entry_questions if isinstance(resource, Module) else (),
        "aligned": near.aligned(resource),
        "agenda": near.agenda(resource),
        "happenings": near.events_of.get(resource.id, ()),
        "stages": near.stages_of.get(resource.id, ()),
        "letters": near.letters_about.get(resource.id, ()),
        "related": near.related(resource),
        "cite": partial(citations.of_resource, resource, catalogue, site),
        "structured": partial(jsonld.of_resource, resource, catalogue, site),
    }
