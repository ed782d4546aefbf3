"""What the community agreed on: the equity matrix, the Blueprint, and processes in stages."""

from __future__ import annotations

from typing import Annotated

from hub.model.fields import Edtf, Line, Record, Ref, Slug, Text
from hub.model.reference import Sources, Status


class Practice(Record):
    """What facilitators do: a row of the equity matrix."""

    id: Line
    actor: Annotated[str, Ref("audience")]
    label: Text
    status: Status


class Commitment(Record):
    """A commitment of the equity matrix with its rows."""

    id: Line
    belief: Line
    label: Text
    status: Status
    practices: tuple[Practice, ...] = ()


class Belief(Record):
    """A belief, and the commitment that follows from it."""

    id: Slug
    subject: Line
    label: Text
    commitment: Text
    status: Status


class RoleSuggestion(Record):
    """How to use the matrix in one's role."""

    roles: tuple[Annotated[str, Ref("audience")], ...]
    label: Text


class Question(Record):
    """A question for reflection."""

    id: Slug
    label: Text


class BeliefToAction(Record):
    """The equity framework matrix, in the part that survives."""

    title: Text
    beliefs: tuple[Belief, ...]
    commitments: tuple[Commitment, ...]
    sources: Sources
    also_known_as: tuple[str, ...] = ()
    role_suggestions: tuple[RoleSuggestion, ...] = ()
    reflective_questions: tuple[Question, ...] = ()
    note: Text | None = None


class Action(Record):
    """What is documented to have been done toward a priority."""

    id: Slug
    label: Text
    sources: Sources
    date: Edtf | None = None
    evidence: tuple[Annotated[Slug, Ref("resources")], ...] = ()


class Priority(Record):
    """A priority of the Blueprint."""

    id: Slug
    label: Text
    status: Status
    actions: tuple[Action, ...] = ()
    note: Text | None = None


class Blueprint(Record):
    """The Blueprint for Action, as far as it is known."""

    title: Text
    priorities: tuple[Priority, ...]
    sources: Sources
    also_known_as: tuple[str, ...] = ()
    note: Text | None = None


class Stage(Record):
    """A stage of a process, or a support of a program."""

    id: Slug
    label: Text
    status: Status
    description: Text | None = None
    resources: tuple[Annotated[Slug, Ref("resources")], ...] = ()


class Stages(Record):
    """A process or program in parts, in order."""

    title: Text
    stages: tuple[Stage, ...]
    sources: Sources
    note: Text | None = None
