"""Views of plans and programs in parts: the Blueprint's priorities, stages of certification, supports of schools."""

from __future__ import annotations

from typing import Literal

from hub.catalogue import Catalogue
from hub.views.registry import Context, view
from hub.views.resources import linked

Framework = Literal["steam-certification", "priority-schools"]


@view()
def blueprint_actions(catalogue: Catalogue) -> Context:
    """The priorities of the California Blueprint, what is documented to have been done toward each, with the
    resources that show it, and what is not known. Every priority can be linked to: `blueprint/#blueprint-1`.

    {{ blueprint_actions() }}
    """
    plan = catalogue.blueprint
    rows = []
    for priority in plan.priorities if plan else ():
        actions = [(action, linked(catalogue, action.evidence)) for action in priority.actions]
        rows.append((priority, actions, catalogue.serving("blueprint", priority.id)))
    return {"plan": plan, "priorities": rows}


@view()
def stages(catalogue: Catalogue, of: Framework) -> Context:
    """The stages of a process, or the supports of a program, in order, with what is known of each.

    {{ stages(of="steam-certification") }}
    """
    chosen = catalogue.steam_certification if of == "steam-certification" else catalogue.priority_schools
    found = chosen.stages if chosen else ()
    return {"whole": chosen, "stages": [(stage, linked(catalogue, stage.resources)) for stage in found]}
