"""What records point at: terms, organizations, events, places, standards, frameworks, sources and the timeline."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hub.model.fields import Clock, Count, Edtf, Line, Record, Ref, SchoolYear, Slug, Text, Url, Yes

Sources = tuple[Annotated[str, Ref("sources")], ...]
Confidence = Annotated[str, Ref("confidence")]
Status = Literal["complete", "partial", "truncated", "not-found"]


class Term(Record):
    """One word of a controlled vocabulary."""

    id: Line
    label: Text
    description: Text | None = None
    broader: Line | None = None
    note: Text | None = None
    abbreviation: Line | None = None
    grades: tuple[str, ...] = ()
    endonym: Line | None = None


class Vocabulary(Record):
    """A controlled vocabulary; the order of its items is the order in which people see them."""

    title: Text
    items: tuple[Term, ...]
    note: Text | None = None
    sources: Sources = ()


class GlossaryEntry(Record):
    """A term that a teacher meets on the site, explained."""

    id: Slug
    label: Text
    definition: Text
    abbreviation: Line | None = None
    sources: Sources = ()


class Glossary(Record):
    """The glossary."""

    title: Text
    items: tuple[GlossaryEntry, ...]
    note: Text | None = None
    sources: Sources = ()


class Source(Record):
    """Where facts come from. `founding` marks the five documents that the hub is founded on."""

    id: Slug
    title: Line
    publisher: Line | None = None
    year: Line | None = None
    url: Url | None = None
    founding: Yes = False
    note: Text | None = None


class SourceRegister(Record):
    """All sources."""

    title: Text
    items: tuple[Source, ...]
    note: Text | None = None


class Organization(Record):
    """A body that made, hosts, pays for or promises something."""

    id: str = Field(json_schema_extra={"from_path": True})
    name: Text = Field(description="The full name.")
    type: Annotated[str, Ref("organization_types")] = Field(description="What kind of body it is.")
    abbreviation: Line | None = Field(None, description="The short form people use.")
    parent: Annotated[Slug, Ref("organizations")] | None = Field(None, description="The body that it belongs to.")
    region: Annotated[str, Ref("regions")] | None = Field(None, description="The county service region.")
    county: Annotated[str, Ref("counties")] | None = Field(None, description="The county.")
    url: Url | None = Field(None, description="Its address on the web.")
    url_status: Annotated[str, Ref("url_status")] | None = Field(None, description="How sure we are of the address.")
    also_known_as: tuple[str, ...] = Field((), description="Other names, and names as printed.")
    note: Text | None = Field(None, description="What a reader must know.")
    confidence: Confidence | None = Field(None, description="How sure we are of these facts.")
    sources: Sources = Field((), description="Where the facts come from.")


class Rule(Record):
    """When something recurs, as a rule and never as invented dates. `rrule` is RFC 5545."""

    frequency: Literal["monthly", "weekly", "twice-a-year", "once"]
    weekday: Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] | None = None
    ordinal: Count | None = None
    rrule: Line | None = None
    after: tuple[Text, ...] = ()


class Event(Record):
    """Something that was held on a date, or that recurs by a rule."""

    id: str = Field(json_schema_extra={"from_path": True})
    title: Text
    sources: Sources
    resource: Annotated[Slug, Ref("resources")] | None = None
    date: Edtf | None = None
    rule: Rule | None = None
    start: Clock | None = None
    end: Clock | None = None
    timezone: Line | None = None
    timezone_note: Text | None = None
    school_year: SchoolYear | None = None
    location: Text | None = None
    led_by: Text | None = None
    audience: tuple[Annotated[str, Ref("audience")], ...] = ()
    formats: tuple[Annotated[str, Ref("event_formats")], ...] = ()
    sessions: Count | None = None
    note: Text | None = None


class TimelineItem(Record):
    """One line of the timeline; `basis` says whether a founding document or a public source gives the date."""

    date: Edtf
    title: Text
    basis: Literal["founding", "public"]
    sources: Sources
    resource: Annotated[Slug, Ref("resources")] | None = None


class Timeline(Record):
    """The timeline of the community."""

    title: Text
    items: tuple[TimelineItem, ...]
    note: Text | None = None


class Region(Record):
    """A service region of the county superintendents (not a region of one school district)."""

    id: Slug
    number: Count
    label: Text
    counties: tuple[Annotated[str, Ref("counties")], ...]
    source: Annotated[str, Ref("sources")]
    confidence: Confidence
    common_name: Line | None = None


class County(Record):
    """One of the 58 counties of California."""

    id: Slug
    label: Text
    region: Annotated[str, Ref("regions")]
    source: Annotated[str, Ref("sources")]
    confidence: Confidence


class Regions(Record):
    """The service regions."""

    title: Text
    items: tuple[Region, ...]
    sources: Sources
    note: Text | None = None


class Counties(Record):
    """The counties."""

    title: Text
    items: tuple[County, ...]
    sources: Sources
    note: Text | None = None


class Dimension(Record):
    """An NGSS practice (SEP) or crosscutting concept (CCC)."""

    id: Line
    number: Count
    label: Text
    es_basis: Literal["published", "curator"] | None = None
    alternative: Line | None = None


class Dimensions(Record):
    """The eight practices or the seven concepts."""

    title: Text
    items: tuple[Dimension, ...]
    sources: Sources
    note: Text | None = None


class Domain(Record):
    """A domain of science in the standards."""

    id: Line
    label: Text


class CoreIdea(Record):
    """A disciplinary core idea."""

    id: Line
    domain: Line
    label: Text
    confidence: Confidence | None = None


class ComponentIdea(Record):
    """A component of a disciplinary core idea."""

    id: Line
    core_idea: Line
    label: Text
    es_basis: Literal["published", "curator"] | None = None
    confidence: Confidence | None = None


class CoreIdeas(Record):
    """Domains, core ideas and their components."""

    title: Text
    domains: tuple[Domain, ...]
    core_ideas: tuple[CoreIdea, ...]
    components: tuple[ComponentIdea, ...]
    sources: Sources
    note: Text | None = None


class Expectation(Record):
    """An NGSS performance expectation, by code: its grade and its three dimensions, never its text."""

    code: Line
    level: Line
    grades: tuple[str, ...]
    grade_band: Annotated[str, Ref("grade_bands")]
    core_idea: Annotated[str, Ref("core_ideas")]
    dci: tuple[Annotated[str, Ref("core_ideas")], ...]
    sep: tuple[Annotated[str, Ref("practices")], ...]
    ccc: tuple[Annotated[str, Ref("crosscutting")], ...] = ()
    dci_secondary: tuple[Annotated[str, Ref("core_ideas")], ...] = ()
    engineering: Yes = False
    ca_integrated_grade: tuple[str, ...] = ()
    note: Text | None = None
    confidence: Confidence | None = None


class Expectations(Record):
    """All performance expectations."""

    title: Text
    items: tuple[Expectation, ...]
    sources: Sources
    note: Text | None = None


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
