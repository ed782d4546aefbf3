"""Views of commitment letters, and of the calls that they answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated

from hub.catalogue import Catalogue
from hub.letter_reports import own_words, report_on
from hub.model import Call, Letter, Ref
from hub.model.letter import Goal
from hub.views.registry import Context, view
from hub.views.resources import serving

CallId = Annotated[str, Ref("calls")]
Said = tuple[Goal, list[tuple[Letter, str]]]


@view()
def goals_by_organization(catalogue: Catalogue, call: CallId | None = None) -> Context:
    """The goals of a call in our words and in the formal wording, the organizations whose letters take them up, and
    the resources that serve each goal. Every goal can be linked to: `letters/goals/#castl-goal-1`.

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
    """For each call the newest letter of each organization that was not withdrawn, by name."""
    newest: dict[tuple[str, str], Letter] = {}
    kept = [letter for letter in catalogue.letters.values() if letter.status != "withdrawn"]
    for letter in sorted(kept, key=lambda letter: (letter.date, letter.id)):
        newest[letter.call, letter.organization.casefold()] = letter
    found: dict[str, list[Letter]] = {}
    for (call, _), letter in sorted(newest.items()):
        found.setdefault(call, []).append(letter)
    return found


@view()
def goal_sentences(catalogue: Catalogue, call: CallId | None = None) -> Context:
    """Each goal of a call with the words in which every organization takes it up in its own letter, as quotations.

    The newest letter of each organization counts; withdrawn letters are left out. Every goal can be linked to:
    `letters/goals/#castl-goal-1`.

    {{ goal_sentences(call="castl-k12") }}
    """
    by_call = _newest_letters(catalogue)
    calls = [item for item in catalogue.calls.values() if call in (None, item.id)]
    return {"calls": [(item, partial(_sentences, catalogue, item, by_call.get(item.id, []))) for item in calls]}


def _sentences(catalogue: Catalogue, call: Call, letters: list[Letter], today: str) -> list[Said]:
    """The goals of a call, each with the letters to it and their words, which are empty where the goal is missing."""
    said: dict[str, Mapping[str, str]] = {}
    for letter in letters:
        terms, report = call.terms(letter.call_version), report_on(catalogue, letter, today)
        said[letter.id] = own_words(letter, report, terms) if terms and report else {}
    return [(goal, [(letter, said[letter.id].get(goal.id, "")) for letter in letters]) for goal in call.goals]


@view()
def letter_requirements(catalogue: Catalogue, call: CallId) -> Context:
    """What a commitment letter must have: its components, the statements that it must carry word for word, the
    pledge, who may sign, and where letters go. What older versions of the call asked stands below, folded.

    {{ letter_requirements(call="castl-k12") }}
    """
    return {"call": catalogue.calls[call], "blank": "{organization}"}
