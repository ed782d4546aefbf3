"""What records point at: terms, organizations, events, places, standards, frameworks, sources and the timeline."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hub.model.fields import Clock, Code, Count, Edtf, Hash, Line, Record, Ref, SchoolYear, Slug, Text, Url, Yes

Sources = tuple[Annotated[str, Ref("sources")], ...]
Confidence = Annotated[str, Ref("confidence")]
Status = Literal["complete", "partial", "truncated", "not-found"]


class Term(Record):
    """One word of a controlled vocabulary."""

    id: Code
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


class Translations(Record):
    """Which English each Spanish text was made from: the hash of the one, and the hash of the other."""

    title: Line
    made_from: dict[Hash, tuple[Hash, ...]] = Field(default_factory=dict)


class SynonymSet(Record):
    """Words that readers use for one thing, by language. A search for one of them finds the others."""

    id: Slug
    en: tuple[Line, ...] = ()
    es: tuple[Line, ...] = ()
    note: Text | None = None


class Synonyms(Record):
    """What else readers call a thing, for the search."""

    title: Text
    items: tuple[SynonymSet, ...]
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
    aliases: tuple[Slug, ...] = Field((), description="Earlier ids; their addresses lead here.")


class Rule(Record):
    """When something recurs, as a rule and never as invented dates. `rrule` is RFC 5545."""

    frequency: Literal["monthly", "weekly", "twice-a-year", "once"] = Field(description="How often.")
    weekday: Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] | None = Field(
        None, description="On which day of the week."
    )
    ordinal: Count | None = Field(None, description="Which of these weekdays in the month: 1 is the first.")
    rrule: Line | None = Field(None, description="The same rule for calendars.", examples=["FREQ=MONTHLY;BYDAY=1WE"])
    after: tuple[Text, ...] = Field((), description="What must have happened before, in words.")


class Event(Record):
    """Something that was held on a date, or that recurs by a rule."""

    id: str = Field(json_schema_extra={"from_path": True})
    title: Text = Field(description="What was held or recurs.")
    sources: Sources = Field(description="Where the facts come from.")
    resource: Annotated[Slug, Ref("resources")] | None = Field(None, description="The resource about it.")
    date: Edtf | None = Field(None, description="When it was held, as exactly as the source says.")
    rule: Rule | None = Field(None, description="When it recurs, where the source gives no dates.")
    start: Clock | None = Field(None, description="When it begins, on a 24-hour clock.", examples=["08:00"])
    end: Clock | None = Field(None, description="When it ends, on a 24-hour clock.", examples=["11:30"])
    timezone: Line | None = Field(None, description="The zone of these times.", examples=["America/Los_Angeles"])
    timezone_note: Text | None = Field(None, description="What a reader must know of the zone, such as a guess.")
    school_year: SchoolYear | None = Field(None, description="The school year.", examples=["2023-24"])
    location: Text | None = Field(None, description="Where people meet.")
    led_by: Text | None = Field(None, description="Who leads it.")
    audience: tuple[Annotated[str, Ref("audience")], ...] = Field((), description="For whom it is.")
    formats: tuple[Annotated[str, Ref("event_formats")], ...] = Field((), description="How people meet.")
    sessions: Count | None = Field(None, description="How many sessions it has.")
    note: Text | None = Field(None, description="What a reader must know.")


class TimelineItem(Record):
    """One line of the timeline; `basis` says whether a founding document or a public source gives the date."""

    date: Edtf = Field(description="When it happened, as exactly as the source says.")
    title: Text = Field(description="What happened, in a few words.")
    basis: Literal["founding", "public"] = Field(
        description="Whether a founding document or a public source gives the date."
    )
    sources: Sources = Field(description="Where the date comes from.")
    resource: Annotated[Slug, Ref("resources")] | None = Field(None, description="The resource about it.")


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
