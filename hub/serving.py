"""What serves a row, a goal or a priority of a framework, and what merely sets the framework out."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.model import Resource

# A record of one of these types sets a framework out, where it stands in the framework's own collection.
SETS_OUT = frozenset({"belief-statement", "instructions", "letter", "matrix", "plan", "program"})


def serving(catalogue: Catalogue, name: str, id: str, own: str) -> list[Resource]:
    """Resources that serve a goal or row, without those that merely contain it: records of the framework's own
    collection `own` that set the framework out, and the parts of such records.
    """
    return [resource for resource in catalogue.serving(name, id) if not _sets_out(catalogue, resource, own)]


def setting_out(catalogue: Catalogue, name: str, id: str, own: str) -> list[Resource]:
    """Resources that name a goal or row because they contain it: those that `serving` leaves out."""
    return [resource for resource in catalogue.serving(name, id) if _sets_out(catalogue, resource, own)]


def _sets_out(catalogue: Catalogue, resource: Resource, own: str) -> bool:
    seen: set[str] = set()
    current: Resource | None = resource
    while current and current.id not in seen:
        if current.collection == own and current.type in SETS_OUT:
            return True
        seen.add(current.id)
        current = catalogue.resources.get(current.part_of or "")
    return False
