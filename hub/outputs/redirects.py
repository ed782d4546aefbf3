"""Addresses that lead elsewhere: former ids of a record, stubs, which stand on the page of their parent, and pages of
which the ledger says where their readers go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub.addresses import address, resource_address
from hub.catalogue import Catalogue
from hub.model import Localized


@dataclass(frozen=True)
class Redirect:
    """From one address below the root of a language to another, with the title of what is there. `shown_with` is the
    title of the page on which a stub stands; nothing for a record that moved.
    """

    address: str
    target: str
    title: str | Localized
    shown_with: str | Localized | None = None


def redirects(catalogue: Catalogue, moved: Mapping[str, str]) -> Iterator[Redirect]:
    """Every redirect, the same for all languages. `moved` is what the ledger says of pages that are no record's."""
    for resource in catalogue.resources.values():
        target = resource_address(catalogue, resource)
        if resource.stub:
            kind, id = target.partition("#")[0].split("/")[:2]
            yield Redirect(f"resources/{resource.id}/", target, resource.title, catalogue.label(kind, id))
        for alias in resource.aliases:
            yield Redirect(f"resources/{alias}/", target, resource.title)
    for collection in catalogue.collections.values():
        yield from _aliases("collections", collection.id, collection.aliases, collection.title)
    for organization in catalogue.organizations.values():
        yield from _aliases("organizations", organization.id, organization.aliases, organization.name)
    for letter in catalogue.letters.values():
        yield from _aliases("commitments", letter.id, letter.aliases, letter.organization)
    for here, target in moved.items():
        if here.endswith("/"):  # Where a file was, there is a copy of another one (hub/build.py).
            yield Redirect(here, target, f"/{here}")


def _aliases(kind: str, id: str, aliases: tuple[str, ...], title: str | Localized) -> Iterator[Redirect]:
    for alias in aliases:
        yield Redirect(address(kind, alias), address(kind, id), title)
