"""Rules on sessions, modules and events: what is needed to run them again."""

from __future__ import annotations

from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.model import Module, Session
from hub.problems import Severity, natural


@rule(
    "agenda-minutes",
    Severity.ERROR,
    "An agenda that does not add up",
    failing="minutes: 60\nagenda:\n  - {minutes: 20, title: Look}\n  - {minutes: 30, title: Talk}",
    passing="minutes: 50\nagenda:\n  - {minutes: 20, title: Look}\n  - {minutes: 30, title: Talk}",
)
def agenda_minutes(given: Given) -> Iterator[Found]:
    """The minutes of the agenda's parts do not add up to `minutes`, so whoever plans with it runs late."""
    for id, resource in given.catalogue.resources.items():
        if isinstance(resource, Session) and resource.agenda and resource.minutes is not None:
            total = sum(row.minutes for row in resource.agenda)
            if total != resource.minutes:
                message = f"the agenda takes {total} minutes, and `minutes` says {resource.minutes}"
                yield Found("resources", id, ("minutes",), message, f"write `minutes: {total}`, or change the agenda")


@rule(
    "parts-minutes",
    Severity.ERROR,
    "Parts that do not add up",
    failing="minutes: 60   # and its two parts take 20 and 30 minutes",
    passing="minutes: 50   # and its two parts take 20 and 30 minutes",
)
def parts_minutes(given: Given) -> Iterator[Found]:
    """A resource says how long it takes, all its parts are known with their minutes, and these make another number.

    Where a part is missing, or one has no `minutes`, nothing can be added up and nothing is said.
    """
    for id, resource in given.catalogue.resources.items():
        parts = given.catalogue.parts(id) if resource.minutes is not None else ()
        known = [part.minutes for part in parts if part.minutes is not None]
        if not parts or len(known) < max(len(parts), resource.parts_expected or 0):
            continue
        if sum(known) != resource.minutes:
            message = f"the parts take {sum(known)} minutes, and `minutes` says {resource.minutes}"
            hint = f"write `minutes: {sum(known)}`, or correct the minutes of a part"
            yield Found("resources", id, ("minutes",), message, hint)


@rule(
    "entry-start-not-part",
    Severity.ERROR,
    "A way in that leads elsewhere",
    failing="entry_questions:\n  - {question: Where do I begin?, start: a-record-elsewhere}",
    passing="entry_questions:\n  - {question: Where do I begin?, start: unpacking-module}",
)
def entry_start_not_part(given: Given) -> Iterator[Found]:
    """An entry question of a set of modules leads to a resource that is not a part of the set."""
    for id, resource in given.catalogue.resources.items():
        if isinstance(resource, Module):
            parts = {part.id for part in given.catalogue.parts(id)}
            for number, entry in enumerate(resource.entry_questions):
                if entry.start not in parts and entry.start in given.catalogue.resources:
                    pointer = ("entry_questions", number, "start")
                    listed = ", ".join(sorted(parts, key=natural)) or "not there yet: give them `part_of`"
                    hint = f"the parts are {listed}"
                    yield Found("resources", id, pointer, f"`{entry.start}` is not a part of this resource", hint)


@rule(
    "event-without-date",
    Severity.ERROR,
    "An event at no time",
    failing="title: Convening of the community",
    passing="title: Convening of the community\ndate: 2021-10",
)
def event_without_date(given: Given) -> Iterator[Found]:
    """An event has neither a date nor a rule. If only the year is known, the year is the date."""
    for id, event in given.catalogue.events.items():
        if event.date is None and event.rule is None:
            hint = "add `date: 2021-10`, or `rule:` with `frequency:` for what recurs"
            yield Found("events", id, (), "this event has neither a date nor a rule", hint)


@rule(
    "ends-before-it-starts",
    Severity.ERROR,
    "An event that ends before it starts",
    failing='start: "13:00"\nend: "04:30"',
    passing='start: "13:00"\nend: "16:30"',
)
def ends_before_it_starts(given: Given) -> Iterator[Found]:
    """The end of an event is not after its start. Afternoon hours are written from 13:00 on."""
    for id, event in given.catalogue.events.items():
        if event.start and event.end and event.end <= event.start:
            message = f"it ends at {event.end}, which is not after {event.start}"
            yield Found("events", id, ("end",), message, "write hours from 00:00 to 23:59: 4:30 p.m. is 16:30")


@rule(
    "end-without-start",
    Severity.ERROR,
    "An end without a start",
    failing='end: "16:30"',
    passing='start: "13:00"\nend: "16:30"',
)
def end_without_start(given: Given) -> Iterator[Found]:
    """An event says when it ends and not when it starts, so no calendar can show it."""
    for id, event in given.catalogue.events.items():
        if event.end and not event.start:
            yield Found("events", id, ("end",), "`end` without `start`", 'add `start: "13:00"`, or remove `end`')


@rule(
    "date-outside-school-year",
    Severity.ERROR,
    "A date that is not in the school year",
    failing="date: 2021-10-05\nschool_year: 2020-21",
    passing="date: 2021-10-05\nschool_year: 2021-22",
)
def date_outside_school_year(given: Given) -> Iterator[Found]:
    """The date of an event is not in its school year, which runs from July 1 to June 30."""
    for id, event in given.catalogue.events.items():
        dated = event.date.school_years if event.date else ()
        if event.date and event.school_year and dated and int(event.school_year[:4]) not in dated:
            years = ", ".join(f"{year}-{(year + 1) % 100:02}" for year in dated)
            message = f"{event.date.text} is not in the school year {event.school_year}"
            yield Found("events", id, ("school_year",), message, f"the date is in {years}")


@rule(
    "bad-school-year",
    Severity.ERROR,
    "A school year of another length",
    failing="school_year: 2021-23",
    passing="school_year: 2021-22",
)
def bad_school_year(given: Given) -> Iterator[Found]:
    """A school year is written with its two years, and the second follows the first."""
    for id, event in given.catalogue.events.items():
        if event.school_year and (int(event.school_year[:4]) + 1) % 100 != int(event.school_year[5:]):
            right = f"{event.school_year[:4]}-{(int(event.school_year[:4]) + 1) % 100:02}"
            message = f"`{event.school_year}` is not one school year"
            yield Found("events", id, ("school_year",), message, f"did you mean `{right}`?")
