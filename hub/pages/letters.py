"""The page of each commitment letter: the facts, the letter or its summary, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hub.addresses import address
from hub.model import Letter
from hub.model.fields import Localized
from hub.outputs import citations, jsonld
from hub.pages import Page
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.site import Site
from hub.words import N_


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each letter."""
    for letter in near.catalogue.letters.values():
        here = address("commitments", letter.id)
        digests = [near.digest("commitments", letter.id), *near.unsafe_digests]
        digests += [near.digest("organizations", id) for id in _organizations(letter, near)]
        if letter.resource:
            digests.append(near.digest_of.get(letter.resource, ""))
        yield Page(
            layout="commitments",
            address=here,
            template="pages/letter.html",
            title=_title(letter),
            description=_description(letter),
            source=near.source("commitments", letter.id),
            digests=partial(once, digests),
            context=partial(context, letter, near, site, here),
        )


def context(letter: Letter, near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/letter.html shows. `of` is the id of the organization when the hub has a record of it."""
    return {
        **near.frame(near.source("commitments", letter.id), here, site),
        "letter": letter,
        "title": _title(letter),
        "of": near.catalogue.organization_named(letter.organization),
        "call": near.catalogue.calls.get(letter.call),
        "cite": partial(citations.of_letter, letter, near.catalogue, site),
        "structured": partial(jsonld.of_letter, letter, _title(letter), _description(letter), site),
    }


def _organizations(letter: Letter, near: Neighbors) -> Iterator[str]:
    call = near.catalogue.calls.get(letter.call)
    for id in (near.catalogue.organization_named(letter.organization), call.organization if call else None):
        if id:
            yield id


def _title(letter: Letter) -> Localized:
    return both(N_("Commitment letter of {name}"), name=letter.organization)


def _description(letter: Letter) -> Localized:
    return both(N_("What {name} commits itself to, and the call that its letter answers."), name=letter.organization)
