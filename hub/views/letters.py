"""Views of commitment letters, and of the calls that they answer."""

from __future__ import annotations

from functools import partial
from typing import Annotated, NamedTuple

from hub.catalogue import Catalogue
from hub.letter_reports import own_words, report_on
from hub.model import Call, Letter, Ref
from hub.model.letter import Goal
from hub.serving import serving
from hub.views.registry import LETTERS, Context, view

CallId = Annotated[str, Ref("calls")]


class Said(NamedTuple):
    """What a letter says of a goal, nothing where it is missing; `version` is the call's when it is an older one."""

    letter: Letter
    words: str
    version: str


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


@view(of=LETTERS)
def goal_sentences(catalogue: Catalogue, call: CallId | None = None) -> Context:
    """Each goal of a call with the words in which every organization takes it up in its own letter, as quotations.

    The newest letter of each organization counts; withdrawn letters are left out. Every goal can be linked to:
    `letters/goals/#castl-goal-1`.

    {{ goal_sentences(call="castl-k12") }}
    """
    by_call = _newest_letters(catalogue)
    calls = [item for item in catalogue.calls.values() if call in (None, item.id)]
    return {"calls": [(item, partial(_sentences, catalogue, item, by_call.get(item.id, []))) for item in calls]}


def _sentences(catalogue: Catalogue, call: Call, letters: list[Letter], today: str) -> list[tuple[Goal, list[Said]]]:
    """The goals of a call, those of older versions at the end, each with the letters whose version asked for it."""
    goals = {goal.id: goal for terms in (*reversed(call.earlier), call) for goal in terms.goals}
    order = dict.fromkeys(goal.id for terms in (call, *call.earlier) for goal in terms.goals)
    said: dict[str, list[Said]] = {id: [] for id in order}
    for letter in letters:
        terms, report = call.terms(letter.call_version), report_on(catalogue, letter, today)
        if terms and report:
            words = own_words(letter, report, terms)
            version = "" if terms.version == call.version else terms.version
            for goal in terms.goals:
                said[goal.id].append(Said(letter, words.get(goal.id, ""), version))
    return [(goals[id], said[id]) for id in order]


@view(of=())
def letter_requirements(catalogue: Catalogue, call: CallId) -> Context:
    """What a commitment letter must have: its components, the statements that it must carry word for word, the
    pledge, who may sign, and where letters go. What older versions of the call asked stands below, folded.

    {{ letter_requirements(call="castl-k12") }}
    """
    return {"call": catalogue.calls[call], "blank": "{organization}"}
