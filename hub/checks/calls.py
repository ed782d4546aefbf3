"""Rules on calls for letters: what they share with each other."""

from __future__ import annotations

from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.model.marks import Pointer
from hub.problems import Severity


@rule(
    "goal-of-two-calls",
    Severity.ERROR,
    "Two calls with the same id of a goal",
    failing="goals:\n  - id: castl-goal-1   # in content/calls/another-call.yml",
    passing="goals:\n  - id: another-goal-1",
)
def goal_of_two_calls(given: Given) -> Iterator[Found]:
    """Two calls give a goal the same id, so that nobody knows which of the two a record serves.

    Begin the ids of the goals with the name of the call. The versions of one call may share the ids of their goals.
    """
    taken: dict[str, str] = {}
    for id, call in given.catalogue.calls.items():
        own: dict[str, Pointer] = {}
        for number, terms in enumerate((call, *call.earlier)):
            base: Pointer = ("earlier", number - 1) if number else ()
            for place, goal in enumerate(terms.goals):
                own.setdefault(goal.id, (*base, "goals", place, "id"))
        shared = [goal for goal in own if goal in taken]
        if shared:
            first, *others = shared
            more = f" and {len(others)} more of its goals" if others else ""
            message = f"the call `{taken[first]}` has the goal `{first}` too{more}"
            hint = f"give the goals ids of their own: {id}-1, {id}-2"
            yield Found("calls", id, own[first], message, hint)
        taken |= {goal: id for goal in own if goal not in taken}
