"""The page of each organization: what it is, what it promised, the sessions it held and what it made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub import translations
from hub.addresses import address
from hub.model import Letter, Session
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
        children = near.children_of.get(id, ())
        shown = [id, *(child.id for child in children)]
        if organization.parent:
            shown.append(organization.parent)
        digests = [near.digest("organizations", other) for other in shown]
        digests += near.unsafe_digests
        for maker in (id, *(child.id for child in children)):
            digests += near.resource_digests(near.catalogue.by_partner.get(maker, ()))
        letters = (*_letters_by(organization, near), *near.letters_to.get(id, ()))
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
    """What pages/organization.html shows. Its letters are those of its parts too, and say whose they are."""
    id = organization.id
    made = near.catalogue.by_partner.get(id, ())
    return {
        **near.frame(near.source("organizations", id), here, site),
        "o": organization,
        "outdated": translations.outdated(near.catalogue, organization),
        "children": near.children_of.get(id, ()),
        "sessions": [resource for resource in made if isinstance(resource, Session)],
        "made": [resource for resource in made if not isinstance(resource, Session)],
        "made_by": near.catalogue.by_partner,
        "letters_by": _letters_by(organization, near),
        "letters_to": near.letters_to.get(id, ()),
        "calls": [call for call in near.catalogue.calls.values() if call.organization == id],
        "structured": partial(jsonld.of_organization, organization, near.catalogue, site),
    }


def _letters_by(organization: Organization, near: Neighbors) -> list[Letter]:
    """The letters of an organization and of its parts, the newest first."""
    ids = (organization.id, *(child.id for child in near.children_of.get(organization.id, ())))
    found = [letter for id in ids for letter in near.letters_by.get(id, ())]
    return sorted(found, key=lambda letter: letter.date, reverse=True)
