"""What the community agreed on: the equity matrix, the Blueprint, and processes in stages; and where to begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from hub.model.fields import Code, Edtf, Line, Record, Ref, Slug, Text
from hub.model.reference import Sources, Status, Term


class Practice(Record):
    """What facilitators do: a row of the equity matrix."""

    id: Code
    actor: Annotated[str, Ref("audience")]
    label: Text
    status: Status


class Commitment(Record):
    """A commitment of the equity matrix with its rows."""

    id: Code
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


class StartRecord(Record):
    """A record to begin with, and what it gives."""

    id: Annotated[Slug, Ref("resources")]
    why: Text


class Start(Record):
    """Where people in these roles begin: what to do first, and up to three records for ten minutes."""

    roles: tuple[Annotated[str, Ref("audience")], ...]
    advice: Text
    records: tuple[StartRecord, ...]


class StartHere(Record):
    """Where to begin, role by role, as the hub's editors advise."""

    title: Text
    items: tuple[Start, ...]
    note: Text | None = None

    def of(self, role: str, terms: Mapping[str, Term]) -> Start | None:
        """The start of a role, or else of the nearest broader one that has one. `terms` are the roles by id."""
        seen: set[str] = set()
        current: str | None = role
        while current and current not in seen:
            for start in self.items:
                if current in start.roles:
                    return start
            seen.add(current)
            current = terms[current].broader if current in terms else None
        return None
