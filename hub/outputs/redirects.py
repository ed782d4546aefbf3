"""Addresses that lead elsewhere: former ids of a record, and stubs, which stand on the page of their parent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub.addresses import resource_address
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


def redirects(catalogue: Catalogue) -> Iterator[Redirect]:
    for resource in catalogue.resources.values():
        target = resource_address(catalogue, resource)
        if resource.stub:
            kind, id = target.partition("#")[0].split("/")[:2]
            yield Redirect(f"resources/{resource.id}/", target, resource.title, catalogue.label(kind, id))
        for alias in resource.aliases:
            yield Redirect(f"resources/{alias}/", target, resource.title)
