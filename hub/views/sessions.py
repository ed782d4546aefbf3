"""Views of what was held and what recurs: the archive of sessions by school year, and rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from hub.catalogue import Catalogue
from hub.facets import english
from hub.model import Edtf, Localized, Resource, Session
from hub.model.reference import Event
from hub.views.registry import Context, view

# The community's sessions began in 2016, in the school year 2016-17 at the latest.
FIRST_SCHOOL_YEAR = 2016


@dataclass(frozen=True)
class Held:
    """Something that was held: a session with its events, or an event of another resource."""

    title: str | Localized
    resource: Resource | None
    dates: tuple[Edtf, ...]
    school_years: frozenset[int]
    events: tuple[Event, ...]

    @property
    def sort_key(self) -> tuple[str, str]:
        return (self.dates[0].start if self.dates else "9999", english(self.title).casefold())


@view()
def session_archive(catalogue: Catalogue) -> Context:
    """Everything that was held, by school year from 2016-17 to today. What is dated by a calendar year only, or over
    several school years, stands in groups of its own instead of being guessed into one.

    {{ session_archive() }}
    """
    by_year: dict[int, list[Held]] = defaultdict(list)
    several: list[Held] = []
    calendar: list[Held] = []
    undated: list[Held] = []
    for held in sorted(_held(catalogue), key=lambda held: held.sort_key):
        for year in sorted(held.school_years):
            by_year[year].append(held)
        if not held.school_years:
            spans = any(date.school_years for date in held.dates)
            group = several if spans else calendar if held.dates else undated
            group.append(held)
    return {
        "by_year": dict(by_year),
        "rows": partial(_rows, dict(by_year)),
        "several": several,
        # Years that only a span of several touches are not empty, though nothing can be placed in them.
        "spanned": {year for held in several for date in held.dates for year in date.school_years},
        "calendar": calendar,
        "undated": undated,
    }


def _rows(by_year: Mapping[int, list[Held]], this_year: int) -> list[tuple[int, int, list[Held]]]:
    """School years from the first to this one as (first, last, what was held); years without anything that follow one
    another are one row.
    """
    rows: list[tuple[int, int, list[Held]]] = []
    for year in range(min([FIRST_SCHOOL_YEAR, *by_year]), max([this_year, *by_year]) + 1):
        held = by_year.get(year, [])
        if rows and not held and not rows[-1][2]:
            rows[-1] = (rows[-1][0], year, held)
        else:
            rows.append((year, year, held))
    return rows


def _held(catalogue: Catalogue) -> Iterator[Held]:
    events: dict[str, list[Event]] = defaultdict(list)
    for event in catalogue.events.values():
        events[event.resource or ""].append(event)
    for resource in catalogue.resources.values():
        if isinstance(resource, Session):
            # An outline by the hub's editors is something to hold, and its date is the day when it was written.
            own = (resource.date,) if resource.date and not resource.editor_authored else ()
            dates = resource.event_dates or own
            if dates or events[resource.id]:
                yield _one(resource.title, resource, dates, tuple(events.pop(resource.id, ())))
    for id, found in events.items():
        for event in found:
            yield _one(event.title, catalogue.resources.get(id), (), (event,))


def _one(title: str | Localized, resource: Resource | None, dates: tuple[Edtf, ...], events: tuple[Event, ...]) -> Held:
    known = dict.fromkeys((*dates, *(event.date for event in events if event.date)))
    years = {date.school_years[0] for date in known if len(date.school_years) == 1}
    years |= {int(event.school_year[:4]) for event in events if event.school_year}
    return Held(title, resource, tuple(sorted(known, key=lambda d: d.start)), frozenset(years), events)


@view()
def event_rules(catalogue: Catalogue) -> Context:
    """What recurs, as rules and never as dates, because the dates were not found: how often, at what time (and whether
    the time zone is an assumption), where, and led by whom.

    {{ event_rules() }}
    """
    rules = [event for event in catalogue.events.values() if event.rule]
    rules.sort(key=lambda event: (event.school_year or "", event.start or "99", english(event.title)))
    return {"rules": [(event, event.rule, catalogue.resources.get(event.resource or "")) for event in rules]}
