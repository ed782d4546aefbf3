"""The view of the timeline."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.views.registry import Context, view


@view()
def timeline(catalogue: Catalogue, from_year: int | None = None, to_year: int | None = None) -> Context:
    """What happened when, oldest first, each line with what its date rests on. `from_year` and `to_year` show a part.

    {{ timeline(from_year=2020, to_year=2025) }}
    """
    items = catalogue.timeline.items if catalogue.timeline else ()
    first, last = from_year or 0, 9999 if to_year is None else to_year
    chosen = [item for item in items if item.date.years[-1] >= first and item.date.years[0] <= last]
    return {
        "items": [
            (item, catalogue.resources.get(item.resource or ""))
            for item in sorted(chosen, key=lambda item: (item.date.start, item.date.end))
        ],
        "note": catalogue.timeline.note if catalogue.timeline else None,
    }
