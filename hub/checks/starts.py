"""Rules on where to begin: every role that has records has a start, one only, and a short one."""

from __future__ import annotations

from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.problems import Severity

# What fits into ten minutes.
MOST_RECORDS = 3


@rule(
    "start-twice",
    Severity.ERROR,
    "A role with two starts",
    failing="- {roles: [principal], ...}\n- {roles: [school-leader, principal], ...}",
    passing="- {roles: [principal], ...}\n- {roles: [school-leader], ...}",
)
def start_twice(given: Given) -> Iterator[Found]:
    """A role stands in two entries of `start-here.yml`, so that nobody can say which advice is meant."""
    taken: dict[str, int] = {}
    for number, start in enumerate(given.catalogue.start_here.items if given.catalogue.start_here else ()):
        for place, role in enumerate(start.roles):
            if taken.setdefault(role, number) != number:
                message = f"`{role}` has a start already, in entry {taken[role] + 1}"
                yield Found(
                    "start_here", "start_here", ("items", number, "roles", place), message, "keep one of the two"
                )


@rule(
    "start-too-long",
    Severity.ERROR,
    "A start that nobody finishes in ten minutes",
    failing="records: [{id: three-beliefs, ...}, {id: castl-goals, ...}, {id: steam-vision, ...}, {id: qpls, ...}]",
    passing="records: [{id: three-beliefs, ...}, {id: castl-goals, ...}, {id: steam-vision, ...}]",
)
def start_too_long(given: Given) -> Iterator[Found]:
    """The start of a role names more than three records. It is for a person with ten minutes; all other records of the
    role stand below it anyway.
    """
    for number, start in enumerate(given.catalogue.start_here.items if given.catalogue.start_here else ()):
        if len(start.records) > MOST_RECORDS:
            message = f"it names {len(start.records)} records"
            hint = f"keep the {MOST_RECORDS} with which to begin"
            yield Found("start_here", "start_here", ("items", number, "records"), message, hint)


@rule(
    "start-missing",
    Severity.WARNING,
    "A role without a start",
    failing="- {roles: [school-leader], ...}   # and a record is for `student`",
    passing="- {roles: [school-leader], ...}\n- {roles: [student], ...}",
)
def start_missing(given: Given) -> Iterator[Found]:
    """Records name a role for which `content/frameworks/start-here.yml` has no start, nor for a broader role. Its page
    then begins with the whole list.
    """
    catalogue = given.catalogue
    terms = catalogue.terms("audience")
    for role in catalogue.facet("audience"):
        if catalogue.start_here and role in terms and catalogue.start_here.of(role, terms) is None:
            message = f"there is no start for the role `{role}`"
            hint = f"add an entry with `roles: [{role}]`, `advice` and `records`"
            yield Found("start_here", "start_here", ("items",), message, hint)
