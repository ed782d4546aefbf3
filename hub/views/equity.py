"""Views of From Belief to Action, the equity framework, in the part that survives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hub.catalogue import Catalogue
from hub.facets import term_slug
from hub.model.frameworks import Commitment, Practice
from hub.model.resource import Resource
from hub.serving import serving
from hub.views.registry import Context, view

# The collection whose records set the framework out.
OWN = "belief-to-action"


class Row(NamedTuple):
    """A row of the matrix: where it can be linked to, the address of its page, who acts, and what serves it."""

    anchor: str
    slug: str
    row: Commitment | Practice
    actor: str | None
    resources: Sequence[Resource]


@view()
def beliefs(catalogue: Catalogue) -> Context:
    """The three beliefs and the commitment that follows from each, as a table.

    {{ beliefs() }}
    """
    framework = catalogue.belief_to_action
    return {"beliefs": framework.beliefs if framework else ()}


@view()
def matrix(catalogue: Catalogue) -> Context:
    """The equity matrix as far as it survives: under each belief its commitments and rows, how much of each was
    found, and the resources that serve it. Every row can be linked to (`belief-to-action/#row-1-a-1`)
    and has a page of its own.

    The statements, matrices and plans of the framework's own collection, and their parts, contain the rows; they are
    not listed as serving them.

    {{ matrix() }}
    """
    framework = catalogue.belief_to_action
    groups = []
    for belief in framework.beliefs if framework else ():
        rows = []
        for commitment in framework.commitments if framework else ():
            if commitment.belief == belief.id:
                rows.append(_row(catalogue, commitment.id, commitment, None))
                rows += [_row(catalogue, practice.id, practice, practice.actor) for practice in commitment.practices]
        groups.append((belief, rows))
    return {"framework": framework, "groups": groups}


def _row(catalogue: Catalogue, id: str, row: Commitment | Practice, actor: str | None) -> Row:
    slug = term_slug(id)
    return Row(f"row-{slug}", slug, row, actor, serving(catalogue, "commitments", id, OWN))


@view()
def role_suggestions(catalogue: Catalogue) -> Context:
    """What the framework suggests to each role: "If you are a ...", with links to the page of each role and to the
    resources for it that serve a row of the matrix.

    {{ role_suggestions() }}
    """
    framework = catalogue.belief_to_action
    rows = {r.id: r for id in catalogue.matrix_rows for r in serving(catalogue, "commitments", id, OWN)}
    lenses = [
        (suggestion, [r for r in rows.values() if not set(suggestion.roles).isdisjoint(r.audience)])
        for suggestion in (framework.role_suggestions if framework else ())
    ]
    return {"suggestions": lenses}


@view()
def reflective_questions(catalogue: Catalogue) -> Context:
    """The questions for reflection that the framework asks.

    {{ reflective_questions() }}
    """
    framework = catalogue.belief_to_action
    return {"questions": framework.reflective_questions if framework else ()}
