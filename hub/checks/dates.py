"""Rules on the days that records carry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.model.marks import Pointer
from hub.problems import Severity

# "Today" is the day of the newest change that was committed. Work that was not committed yet may be weeks younger.
GRACE_DAYS = 60


@rule(
    "date-in-future",
    Severity.ERROR,
    "A day that has not come",
    failing="added: 2062-11-21",
    passing="added: 2026-11-21",
)
def date_in_future(given: Given) -> Iterator[Found]:
    """A record was added, an address checked or a letter written on a day that has not come: most often a mistyped
    year. What is more than sixty days after the newest change of the hub counts as the future."""
    if not given.today:
        return
    latest = (datetime.date.fromisoformat(given.today) + datetime.timedelta(GRACE_DAYS)).isoformat()
    for kind, id, pointer, day in _days(given):
        if day > latest:
            hint = f"the newest change of the hub is of {given.today}; check the year"
            yield Found(kind, id, pointer, f"`{pointer[-1]}`: {day} has not come yet", hint)


def _days(given: Given) -> Iterator[tuple[str, str, Pointer, str]]:
    """Days on which something was done, and which can therefore not lie ahead."""
    for id, resource in given.catalogue.resources.items():
        yield "resources", id, ("added",), resource.added
        if resource.checked:
            yield "resources", id, ("checked",), resource.checked
        for number, material in enumerate(resource.materials):
            if material.checked:
                yield "resources", id, ("materials", number, "checked"), material.checked
    for id, letter in given.catalogue.letters.items():
        yield "commitments", id, ("date",), letter.date
        yield from (("commitments", id, ("history", n, "date"), step.date) for n, step in enumerate(letter.history))
        yield from (
            ("commitments", id, ("evidence", n, "date"), done.date.start) for n, done in enumerate(letter.evidence)
        )


@rule(
    "review-before-added",
    Severity.ERROR,
    "A review before the record",
    failing="added: 2026-11-21\nreview_by: 2026-01-15",
    passing="added: 2026-11-21\nreview_by: 2027-11-21",
)
def review_before_added(given: Given) -> Iterator[Found]:
    """A record is to be looked at again before the day on which it came into the hub."""
    for id, resource in given.catalogue.resources.items():
        if resource.review_by and resource.review_by < resource.added:
            message = f"`review_by`: {resource.review_by} is before the record was added, {resource.added}"
            yield Found("resources", id, ("review_by",), message, "write a day in the future")


@rule(
    "review-overdue",
    Severity.FINDING,
    "A record that is due for a look",
    failing="review_by: 2027-01-15   # and that day has passed",
    passing="review_by: 2029-01-15",
)
def review_overdue(given: Given) -> Iterator[Found]:
    """The day has passed by which a person should look at this record again.

    See whether it still holds and whether its address answers, then write a new day.
    """
    for id, resource in given.catalogue.resources.items():
        due = resource.review_by
        if due and given.today and resource.added <= due < given.today:
            message = f"a person should have looked at this record by {due}"
            yield Found("resources", id, ("review_by",), message, "check it, then write a new day")


@rule(
    "closed-before-opened",
    Severity.ERROR,
    "A call that closes before it opens",
    failing="opened: 2024-09-01\nclosed: 2024-01-10",
    passing="opened: 2023-09-01\nclosed: 2024-01-10",
)
def closed_before_opened(given: Given) -> Iterator[Found]:
    """A call for letters closes before it opens.

    If the document itself prints it so, leave `opened` out and say so in `closed_note`.
    """
    for id, call in given.catalogue.calls.items():
        if call.opened and call.closed and call.closed < call.opened:
            message = f"`closed`: {call.closed} is before `opened`: {call.opened}"
            yield Found("calls", id, ("closed",), message, "check the years")
