"""The views for those who have so many minutes: what fits into them, and the planner that puts an agenda together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from hub.catalogue import Catalogue
from hub.facets import MINUTES
from hub.model import Localized, Ref, Resource
from hub.plannable import Part, Plannable, band, parts_of, plannable
from hub.views.registry import Context, view


class Row(NamedTuple):
    """A part of an outline by the clock."""

    begins: str
    ends: str
    minutes: int
    title: str | Localized
    purpose: str | Localized | None


Start = Literal["08:00", "08:30", "09:00", "12:30", "13:00", "13:30"]


@view()
def planner(catalogue: Catalogue, outline: Annotated[str, Ref("resources")], start: Start = "13:00") -> Context:
    """The planner of agendas, which works in the browser; a page that holds it names its script and its style in the
    front matter. Below it, for everyone, the outline of one session by the clock, from `start` on.

    {{ planner(outline="site-leader-afternoon", start="13:00") }}
    """
    session = catalogue.resources.get(outline)
    return {
        "outline": session,
        "rows": tuple(_by_the_clock(session, start)) if session else (),
        "known": len(plannable(catalogue)),
        "unknown": sum(resource.minutes is None for resource in catalogue.resources.values()),
    }


@view()
def by_time(catalogue: Catalogue) -> Context:
    """What fits into 10, 45, 90 and 210 minutes: records and parts of records that say how long they take, each under
    the least time that holds it. How many records do not say it is said at the end, and nothing is guessed for them.

    {{ by_time() }}
    """
    fitting: dict[int | None, list[tuple[Plannable, Part | None]]] = {limit: [] for limit in (*MINUTES, None)}
    for item in plannable(catalogue):
        fitting[band(item.minutes)].append((item, None))
        for part in item.parts:
            if not part.is_break:
                fitting[band(part.minutes)].append((item, part))
    for rows in fitting.values():
        # Whole records first: a part needs the ones before it more often than not.
        rows.sort(key=lambda row: (row[1] is not None, row[1].minutes if row[1] else row[0].minutes))
    return {
        "fitting": {limit: fitting[limit] for limit in MINUTES},
        "longer": fitting[None],
        "known": len(plannable(catalogue)),
        "unknown": sum(resource.minutes is None for resource in catalogue.resources.values()),
    }


def _by_the_clock(session: Resource, start: str) -> Iterator[Row]:
    hour, minute = start.split(":")
    now = int(hour) * 60 + int(minute)
    for part in parts_of(session):
        yield Row(_clock(now), _clock(now + part.minutes), part.minutes, part.title, part.purpose)
        now += part.minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
