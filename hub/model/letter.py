"""Commitment letters, and the calls that they answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from hub.model.fields import Day, Edtf, Line, Record, Ref, Slug, Text, Url

LetterStatus = Literal["submitted", "accepted", "superseded", "withdrawn"]
ComponentKind = Literal["letterhead", "date", "description", "goals", "pledge", "signature"]
Sha256 = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]


class Step(Record):
    """One step in the life of a letter: it was submitted, accepted, superseded or withdrawn."""

    date: Day = Field(description="The day of the step.")
    status: LetterStatus = Field(description="What the letter became: submitted, accepted, superseded or withdrawn.")
    reason: Text | None = Field(None, description="Why; a withdrawn letter needs it.")
    text_sha256: Sha256 | None = Field(
        None, description="When accepted: the hash of the letter's text, which binds it. `hub letter accept` prints it."
    )
    letter_date: Day | None = Field(None, description="When accepted: the date of the letter that was accepted.")
    signatory_name: Line | None = Field(None, description="When accepted: who signed the letter that was accepted.")
    signatory_title: Line | None = Field(None, description="When accepted: the office of the person who signed it.")
    letterhead: Line | None = Field(None, description="When accepted: the letterhead, where the fields give one.")
    letterhead_sha256: Sha256 | None = Field(
        None, description="When accepted: the hash of the picture of the letterhead, where there is one."
    )
    signed_copy_sha256: Sha256 | None = Field(
        None, description="When accepted: the hash of the signed copy, where there is one."
    )
    body_is: Literal["letter", "summary"] | None = Field(
        None, description="When accepted: `summary` when that was the curator's summary and not the letter itself."
    )


class Evidence(Record):
    """What an organization did in a year toward its letter."""

    date: Edtf = Field(description="When it was done: a day, a month, a year or a span.", examples=["2025/2026"])
    summary: Text = Field(description="What was done, in a sentence or two.")
    link: Url | None = Field(None, description="Where a reader can see it.")


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
    call_version: Line | None = Field(
        None, description="The version of the call that the letter answered; needed when the call has earlier versions."
    )
    letterhead: Line | None = Field(
        None, description="The letterhead as text, or a picture as `attachments/FILE.png` or `.jpg`."
    )
    signed_copy: Line | None = Field(None, description="The signed letter as a PDF: `attachments/FILE.pdf`.")
    history: tuple[Step, ...] = Field((), description="What became of the letter, oldest step first.")
    superseded_by: Annotated[Slug, Ref("letters")] | None = Field(
        None, description="The id of the letter that replaced this one."
    )
    evidence: tuple[Evidence, ...] = Field((), description="What was done toward the letter, year by year.")
    body_is: Literal["letter", "summary"] = Field(
        "letter", description="`summary` when the text below is the curator's summary and not the letter itself."
    )
    resource: Annotated[Slug, Ref("resources")] | None = Field(None, description="The resource about this letter.")
    note: Text | None = Field(None, description="What a reader must know about doubts and corrections.")
    sources: tuple[Annotated[str, Ref("sources")], ...] = Field((), description="Where the letter comes from.")
    aliases: tuple[Slug, ...] = Field((), description="Earlier ids; their addresses lead here.")

    def step(self, status: LetterStatus) -> Step | None:
        """The newest step with a status."""
        return next((step for step in reversed(self.history) if step.status == status), None)

    def is_accepted_text(self, sha256: str) -> bool:
        """Whether the text with this hash is the one that was accepted last, as what it is: a letter or a summary."""
        step = self.step("accepted") if self.status in ("accepted", "superseded") else None
        return step is not None and step.text_sha256 == sha256 and (step.body_is or "letter") == self.body_is

    @property
    def accepted_texts(self) -> tuple[str, ...]:
        """The hashes of the texts that were accepted, each once, oldest first."""
        steps = [step for step in self.history if step.status == "accepted"]
        return tuple(dict.fromkeys(step.text_sha256 for step in steps if step.text_sha256))

    @property
    def last_news(self) -> str:
        """The last day of which something is known: the end of the newest evidence, or the day of the letter."""
        return max((self.date, *(done.date.end for done in self.evidence)))

    def quiet(self, today: str) -> bool:
        """Whether it is accepted, and more than a year has passed since the last news. `today` is an ISO date."""
        since = self.last_news
        return self.status == "accepted" and f"{int(since[:4]) + 1:04}{since[4:]}" < today


class Goal(Record):
    """A goal of the collaborative: our words, and the formal wording that a letter must carry."""

    id: Slug
    label: Text
    statement: Line


class Need(Record):
    """What a description must speak of: one of these words, in any spelling that the check treats as the same."""

    any_of: tuple[Line, ...]
    short: tuple[Line, ...] = Field(
        (),
        description="Short forms of a title in `any_of`, such as `Framework`: they count with a capital letter, in a"
        " letter that gives the title too or names nothing else so.",
    )


class Component(Record):
    """A part that every letter must have. `kind` says how it is looked for.

    A `description` is there when one passage, outside the fixed statements, speaks of everything that `needs` lists.
    """

    id: Slug
    kind: ComponentKind
    label: Text
    explanation: Text | None = None
    needs: tuple[Need, ...] = ()


class Terms(Record):
    """What one version of a call asks for."""

    version: Line = Field(description="The number of the version.", examples=["1"])
    opened: Day | None = Field(None, description="The first day on which letters were asked for.")
    closed: Day | None = Field(None, description="The last day, as printed.")
    closed_note: Text | None = Field(None, description="What a reader must know about the deadline.")
    lead_in: Line = Field(description="The words before the goals, as printed.")
    lead_in_needs: tuple[Need, ...] = Field(
        (), description="What words before the goals must name when they are not the printed ones."
    )
    goals: tuple[Goal, ...] = Field(description="The goals with their formal wording.")
    pledge: Line = Field(description="The pledge as printed, with `{organization}` where the name goes.")
    components: tuple[Component, ...] = Field(description="The parts that every letter must have, in their order.")
    signatories: Text = Field(description="Who may sign.")
    senior_titles: tuple[Line, ...] = Field(
        description="Words of an office that may sign, such as `chief` or `executive director`."
    )
    where: Text | None = Field(None, description="Where letters go.")
    contact: Text | None = Field(None, description="Who answers questions, as printed.")


class Call(Terms):
    """What a collaborative asks of the letters that it invites. The fields are the newest version's.

    Older versions stand complete under `earlier`, because a letter is judged by the version that it answered.
    """

    id: str = Field(json_schema_extra={"from_path": True})
    title: Text
    organization: Annotated[Slug, Ref("organizations")]
    short_names: tuple[Line, ...] = Field(
        (), description="Other spellings of who asks, which the check treats as the same.", examples=["CASTL K12"]
    )
    earlier: tuple[Terms, ...] = Field((), description="The older versions of the call, each complete.")
    note: Text | None = None
    sources: tuple[Annotated[str, Ref("sources")], ...]

    def terms(self, version: str | None) -> Terms | None:
        """What the call asked for in a version; the newest when none is named, None when there is no such version."""
        return next((terms for terms in (self, *self.earlier) if version in (None, terms.version)), None)
