"""What can stand in an agenda: the records that say how long they take, and the parts that they say themselves.

Nothing is guessed. A record without minutes is not here, and a record has parts only where its agenda gives them, or
where the headings of its text do and their minutes add up to those of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.catalogue import Catalogue
from hub.facets import MINUTES, english
from hub.model import Localized, Resource, Session

Text = str | Localized

# `### Step 1. Unpack (20 minutes)`
_HEADING = re.compile(r"^### +(?P<title>\S.*?) +\((?P<minutes>[0-9]{1,3}) (?:minutes?|minutos?)\) *$", re.MULTILINE)
# Parts of an agenda that are no work, by their English title.
BREAKS = frozenset({"break", "lunch"})


@dataclass(frozen=True)
class Part:
    """A part of a record, in its own words. `order` counts from 1."""

    order: int
    minutes: int
    title: Text
    purpose: Text | None = None

    @property
    def is_break(self) -> bool:
        return english(self.title).strip().casefold() in BREAKS


@dataclass(frozen=True)
class Plannable:
    """A record that says how long it takes, with the parts that it says."""

    resource: Resource
    minutes: int
    parts: tuple[Part, ...]


def plannable(catalogue: Catalogue) -> tuple[Plannable, ...]:
    """Every record that can stand in an agenda, the shortest first."""
    found = [
        Plannable(resource, resource.minutes, parts_of(resource))
        for resource in catalogue.by_title
        if resource.minutes is not None
    ]
    return tuple(sorted(found, key=lambda item: item.minutes))


def parts_of(resource: Resource) -> tuple[Part, ...]:
    """The parts of a record as it says them; none where they do not fill its minutes exactly."""
    if isinstance(resource, Session) and resource.agenda:
        rows = enumerate(resource.agenda, 1)
        parts = tuple(Part(order, row.minutes, row.title, row.purpose) for order, row in rows)
    else:
        parts = _headed(resource.description)
    # A single part is the record over again.
    fills = len(parts) > 1 and sum(part.minutes for part in parts) == resource.minutes
    return parts if fills else ()


def band(minutes: int) -> int | None:
    """The least of the times that readers may have into which this fits; nothing when it fits into none."""
    return next((limit for limit in MINUTES if minutes <= limit), None)


def _headed(text: Text | None) -> tuple[Part, ...]:
    """The parts that the headings of a text give. A translation counts when its minutes are the same, in order."""
    if text is None:
        return ()
    if isinstance(text, str):
        return tuple(Part(order, minutes, title) for order, (title, minutes) in enumerate(_headings(text), 1))
    both = list(_headings(text.en)), list(_headings(text.es))
    if [minutes for _, minutes in both[0]] != [minutes for _, minutes in both[1]]:
        return _headed(text.en)
    pairs = enumerate(zip(*both, strict=True), 1)
    return tuple(Part(order, minutes, Localized(en=en, es=es)) for order, ((en, minutes), (es, _)) in pairs)


def _headings(text: str) -> Iterator[tuple[str, int]]:
    for match in _HEADING.finditer(text):
        yield match["title"], int(match["minutes"])
