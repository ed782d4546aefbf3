"""Commitment letters, and the calls that they answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hub.model.fields import Day, Line, Record, Ref, Slug, Text

LetterStatus = Literal["submitted", "accepted", "superseded", "withdrawn"]


class Letter(Record):
    """One commitment letter: the fields before the letter, and its text as the body."""

    id: str = Field(json_schema_extra={"from_path": True})
    body: str = Field("", json_schema_extra={"from_path": True})
    organization: Line = Field(description="The full name of the organization.")
    date: Day = Field(description="The date of the letter.", examples=["2025-01-28"])
    signatory_name: Line = Field(description="Who signed.")
    signatory_title: Line = Field(description="The office of the person who signed.")
    call: Annotated[Slug, Ref("calls")] = Field(description="The call that the letter answers.", examples=["castl-k12"])
    status: LetterStatus = Field(description="submitted, accepted, superseded or withdrawn.")
    acronym: Line | None = Field(None, description="The short name that the letter uses for the organization.")
    letterhead: Line | None = Field(None, description="The letterhead as text, or a file under attachments/.")
    body_is: Literal["letter", "summary"] = Field(
        "letter", description="`summary` when the text below is the curator's summary and not the letter itself."
    )
    resource: Annotated[Slug, Ref("resources")] | None = Field(None, description="The resource about this letter.")
    note: Text | None = Field(None, description="What a reader must know about doubts and corrections.")
    sources: tuple[Annotated[str, Ref("sources")], ...] = Field((), description="Where the letter comes from.")


class Goal(Record):
    """A goal of the collaborative: our words, and the formal wording that a letter must carry."""

    id: Slug
    label: Text
    statement: Line


class Component(Record):
    """A part that every letter must have."""

    id: Slug
    label: Text
    explanation: Text | None = None


class Call(Record):
    """What a collaborative asks of the letters that it invites."""

    id: str = Field(json_schema_extra={"from_path": True})
    title: Text
    organization: Annotated[Slug, Ref("organizations")]
    version: Line
    lead_in: Line
    goals: tuple[Goal, ...]
    pledge: Line
    components: tuple[Component, ...]
    signatories: Text
    sources: tuple[Annotated[str, Ref("sources")], ...]
    opened: Day | None = None
    closed: Day | None = None
    closed_note: Text | None = None
    where: Text | None = None
    contact: Text | None = None
    note: Text | None = None
