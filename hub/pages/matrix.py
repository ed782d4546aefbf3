"""The page of each row of the equity matrix: its words, who acts, what it asks of each role, and what serves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from hub import translations
from hub.addresses import row_address
from hub.catalogue import Catalogue
from hub.model import Localized, Resource
from hub.model.frameworks import Belief, BeliefToAction, Commitment, Practice, RoleSuggestion
from hub.outputs import jsonld
from hub.pages import Page
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.serving import serving, setting_out
from hub.site import Site
from hub.words import N_

Text = str | Localized

# The collection whose records set the matrix out.
OWN = "belief-to-action"


class Row(NamedTuple):
    """A row with its place: the belief and the commitment above it. A commitment is a row too, and has none above."""

    row: Commitment | Practice
    belief: Belief | None
    commitment: Commitment | None

    @property
    def actor(self) -> str | None:
        return self.row.actor if isinstance(self.row, Practice) else None


class Lens(NamedTuple):
    """What the matrix asks of people in some roles, and the records for them that serve the row."""

    suggestion: RoleSuggestion
    resources: tuple[Resource, ...]


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each row that survives."""
    framework = near.catalogue.belief_to_action
    rows = list(_rows(framework)) if framework else []
    for place, row in enumerate(rows):
        here = row_address(row.row.id)
        title = both(N_("Row {id} of the equity matrix"), id=row.row.id)
        beside = (rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None)
        yield Page(
            layout="terms",
            address=here,
            template="pages/matrix_row.html",
            title=title,
            description=row.row.label,
            source=near.source("belief_to_action", "belief_to_action"),
            digests=partial(_digests, near, row.row.id),
            context=partial(context, row, beside, title, near, site, here),
        )


def context(
    row: Row, beside: tuple[Row | None, Row | None], title: Text, near: Neighbors, site: Site, here: str
) -> Mapping[str, Any]:
    """What pages/matrix_row.html shows."""
    catalogue = near.catalogue
    framework = catalogue.belief_to_action
    resources = serving(catalogue, "commitments", row.row.id, OWN)
    source = near.source("belief_to_action", "belief_to_action")
    return {
        **near.frame(source, here, site),
        "title": title,
        "row": row,
        "outdated": translations.outdated(catalogue, row.row),
        "number": _number(framework, row.belief) if framework else 0,
        "before": beside[0],
        "after": beside[1],
        "below": row.row.practices if isinstance(row.row, Commitment) else (),
        "lenses": lenses(framework, resources),
        "resources": resources,
        "setting_out": setting_out(catalogue, "commitments", row.row.id, OWN),
        "across": _across(catalogue, resources),
        "framework": framework,
        "structured": partial(jsonld.of_list, title, row.row.label, here, site),
    }


def lenses(framework: BeliefToAction | None, resources: list[Resource]) -> list[Lens]:
    """Each role's lens, with the records for it."""
    return [
        Lens(one, tuple(r for r in resources if not set(one.roles).isdisjoint(r.audience)))
        for one in (framework.role_suggestions if framework else ())
    ]


def _rows(framework: BeliefToAction) -> Iterator[Row]:
    """Commitments, each followed by its practices, in the order of the beliefs."""
    for belief in framework.beliefs:
        for commitment in framework.commitments:
            if commitment.belief == belief.id:
                yield Row(commitment, belief, None)
                yield from (Row(practice, belief, commitment) for practice in commitment.practices)


def _number(framework: BeliefToAction, belief: Belief | None) -> int:
    return framework.beliefs.index(belief) + 1 if belief else 0


def _across(catalogue: Catalogue, resources: list[Resource]) -> list[tuple[str, str, int]]:
    """The priorities of the Blueprint and the goals of CASTL-K12, each with how many of the records serve it too."""
    return [
        (kind, id, sum(id in getattr(resource, kind) for resource in resources))
        for kind in ("blueprint", "goals")
        for id in catalogue.known(kind)
    ]


def _digests(near: Neighbors, id: str) -> tuple[str, ...]:
    named = near.catalogue.serving("commitments", id)
    return once([*near.resource_digests(named), *(near.digest_of[above.id] for r in named for above in near.wholes(r))])
