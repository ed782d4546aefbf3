"""The page of each collection: what stands in it and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub import translations
from hub.addresses import address
from hub.model import Collection
from hub.outputs import jsonld
from hub.pages import Page, packets
from hub.pages.neighbors import Neighbors, Process, once
from hub.pages.words import both
from hub.site import Site
from hub.words import N_


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each collection."""
    for collection in near.catalogue.collections.values():
        here = address("collections", collection.id)
        members = near.catalogue.members.get(collection.id, ())
        stubs = near.stubs_on.get(here, ())
        digests = [near.digest("collections", collection.id), *near.unsafe_digests, *near.resource_digests(members)]
        listed = (id for process in processes(collection, near) for stage in process.stages for id in stage.resources)
        digests += [near.digest_of[id] for id in listed if id in near.digest_of]
        for stub in stubs:
            digests += [near.digest_of[stub.id], *(near.digest("organizations", id) for id in stub.partners)]
            digests += [near.digest("events", event.id) for event in near.events_of.get(stub.id, ())]
        yield Page(
            layout="collections",
            address=here,
            template="pages/collection.html",
            title=collection.title,
            description=both(N_("Everything that the hub holds in the collection {title}."), title=collection.title),
            source=near.source("collections", collection.id),
            digests=partial(once, digests),
            context=partial(context, collection, near, site, here),
        )


def context(collection: Collection, near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/collection.html shows."""
    members = near.catalogue.members.get(collection.id, ())
    stubs = near.stubs_on.get(here, ())
    every = sum(resource.collection == collection.id for resource in near.catalogue.resources.values())
    return {
        **near.frame(near.source("collections", collection.id), here, site),
        "collection": collection,
        "outdated": translations.outdated(near.catalogue, collection),
        "members": members,
        "stubs": stubs,
        "elsewhere": every - len(members) - len(stubs),
        "processes": processes(collection, near),
        "packet": packets.of_collection(collection, near, site),
        "structured": partial(jsonld.of_list, collection.title, None, here, site),
    }


def processes(collection: Collection, near: Neighbors) -> list[Process]:
    """The frameworks in stages that name a record of the collection."""
    ids = {member.id for member in near.catalogue.members.get(collection.id, ())}
    return [process for process in near.processes if ids & {id for stage in process.stages for id in stage.resources}]
