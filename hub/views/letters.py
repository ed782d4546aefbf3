"""Views of commitment letters, and of the calls that they answer."""

from __future__ import annotations

from typing import Annotated

from hub.catalogue import Catalogue
from hub.model import Call, Letter, Ref
from hub.views.registry import Context, view
from hub.views.resources import serving

CallId = Annotated[str, Ref("calls")]


@view()
def commitment_index(catalogue: Catalogue) -> Context:
    """The commitment letters as a table: organization, date, status and the call that each answers, newest first.

    {{ commitment_index() }}
    """
    letters = sorted(catalogue.letters.values(), key=lambda letter: (letter.organization.casefold(), letter.id))
    letters.sort(key=lambda letter: letter.date, reverse=True)
    return {"letters": [(letter, catalogue.calls.get(letter.call)) for letter in letters]}


@view()
def goals_by_organization(catalogue: Catalogue, call: CallId | None = None) -> Context:
    """The goals of a call in our words and in the formal wording, the organizations whose letters take them up, and
    the resources that serve each goal. Every goal can be linked to: `castl-k12/#castl-goal-1`.

    The plans, programs, instructions and letters of the collection that has the id of the call, and their parts,
    contain the goals; they are not listed as serving them.

    {{ goals_by_organization(call="castl-k12") }}
    """
    by_call = _newest_letters(catalogue)
    calls = [item for item in catalogue.calls.values() if call in (None, item.id)]
    return {"calls": [(item, _goal_rows(catalogue, item), by_call.get(item.id, [])) for item in calls]}


def _goal_rows(catalogue: Catalogue, call: Call) -> list[tuple[object, object]]:
    return [(goal, serving(catalogue, "goals", goal.id, call.id)) for goal in call.goals]


def _newest_letters(catalogue: Catalogue) -> dict[str, list[Letter]]:
    """For each call the newest letter of each organization, by name."""
    newest: dict[tuple[str, str], Letter] = {}
    for letter in sorted(catalogue.letters.values(), key=lambda letter: (letter.date, letter.id)):
        newest[letter.call, letter.organization.casefold()] = letter
    found: dict[str, list[Letter]] = {}
    for (call, _), letter in sorted(newest.items()):
        found.setdefault(call, []).append(letter)
    return found


@view()
def letter_requirements(catalogue: Catalogue, call: CallId) -> Context:
    """What a commitment letter must have: its components, the statements that it must carry word for word, the
    pledge, who may sign, and where letters go.

    {{ letter_requirements(call="castl-k12") }}
    """
    return {"call": catalogue.calls[call], "blank": "{organization}"}
