"""The page of each organization: what it is, what it made, and what it promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub.addresses import address
from hub.model.reference import Organization
from hub.outputs import jsonld
from hub.pages import Page
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.site import Site
from hub.words import N_


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each organization."""
    for organization in near.catalogue.organizations.values():
        id, here = organization.id, address("organizations", organization.id)
        shown = [id, *(child.id for child in near.children_of.get(id, ()))]
        if organization.parent:
            shown.append(organization.parent)
        digests = [near.digest("organizations", other) for other in shown]
        digests += [*near.unsafe_digests, *near.resource_digests(near.catalogue.by_partner.get(id, ()))]
        letters = (*near.letters_by.get(id, ()), *near.letters_to.get(id, ()))
        digests += [near.digest("commitments", letter.id) for letter in letters]
        yield Page(
            layout="organizations",
            address=here,
            template="pages/organization.html",
            title=organization.name,
            description=both(N_("What {name} is, and what the hub holds from it."), name=organization.name),
            source=near.source("organizations", id),
            digests=partial(once, digests),
            context=partial(context, organization, near, site, here),
        )


def context(organization: Organization, near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/organization.html shows."""
    id = organization.id
    return {
        **near.frame(near.source("organizations", id), here, site),
        "o": organization,
        "children": near.children_of.get(id, ()),
        "made": near.catalogue.by_partner.get(id, ()),
        "letters_by": near.letters_by.get(id, ()),
        "letters_to": near.letters_to.get(id, ()),
        "calls": [call for call in near.catalogue.calls.values() if call.organization == id],
        "structured": partial(jsonld.of_organization, organization, near.catalogue, site),
    }
