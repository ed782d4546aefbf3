"""Where the page of a record or term stands, below the root of a language."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.facets import FACETS, term_slug
from hub.model import Resource


def address(kind: str, id: str) -> str:
    """The address of a page below the root of a language: `resources/three-beliefs/`, `practices/sep-2/`."""
    if kind in FACETS:
        return f"{FACETS[kind]}/{term_slug(id)}/"
    return f"{kind}/{id}/"


def row_address(id: str) -> str:
    """Where a row of the equity matrix stands, below the page of the whole: `belief-to-action/1-a-1/`."""
    return f"belief-to-action/{term_slug(id)}/"


def resource_address(catalogue: Catalogue, resource: Resource) -> str:
    """`resources/three-beliefs/`, or for a stub `resources/lcap-series-2021/#lcap-part-1`: the page of the nearest
    parent that has one, else that of its collection.
    """
    if not resource.stub:
        return address("resources", resource.id)
    seen = {resource.id}
    parent = catalogue.resources.get(resource.part_of or "")
    while parent and parent.stub and parent.id not in seen:
        seen.add(parent.id)
        parent = catalogue.resources.get(parent.part_of or "")
    page = (
        address("collections", resource.collection)
        if parent is None or parent.stub
        else address("resources", parent.id)
    )
    return f"{page}#{resource.id}"
