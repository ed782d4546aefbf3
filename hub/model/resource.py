"""A resource: one thing the community made, used or relied on; and the collection that it stands in.

Each field is declared once, here: reading, checking, the JSON Schema for editors, the field reference of the site and
the scaffolds of `hub new` all come from these declarations.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hub.model.fields import Count, Day, Edtf, Line, Record, Ref, Slug, Text, Url, Yes

Terms = tuple[str, ...]


class Material(Record):
    """A file or page that belongs to a resource."""

    title: Text = Field(description="What the material is called.", examples=["Slides of the first session"])
    url_status: Annotated[str, Ref("url_status")] = Field(
        description="Where the material is now and how sure we are.", examples=["link-lost"]
    )
    url: Url | None = Field(None, description="Its address.", examples=["https://example.org/slides"])
    type: Annotated[str, Ref("resource_types")] | None = Field(None, description="What kind of thing it is.")
    archived_url: Url | None = Field(None, description="The address of an archived copy.")
    checked: Day | None = Field(None, description="The day when a person opened the address.", examples=["2026-11-21"])


class Relation(Record):
    """A link from one resource to another, with the reason a reader sees."""

    id: Annotated[Slug, Ref("resources")] = Field(description="The id of the other resource.")
    reason: Text = Field(
        description="Why a reader of this one wants the other.", examples=["The plan answers this report"]
    )


class AgendaRow(Record):
    """One part of a session."""

    minutes: Count = Field(description="How long the part takes.", examples=["30"])
    title: Text = Field(description="What happens.", examples=["Walk two classrooms"])
    purpose: Text | None = Field(None, description="What it is for.")


class EntryQuestion(Record):
    """A question with which a reader may enter a set of modules, and the part to begin with."""

    question: Text = Field(description="What the reader asks.")
    start: Annotated[Slug, Ref("resources")] = Field(description="The id of the part to begin with.")


class Resource(Record):
    """The record of one resource. The file name is its id, for ever; its folder is its collection."""

    id: str = Field(json_schema_extra={"from_path": True})
    collection: str = Field(json_schema_extra={"from_path": True})
    title: Text = Field(description="What a reader would call it, in plain words.", examples=["Three beliefs"])
    summary: Text = Field(description="One or two sentences: what it is and whom it helps.")
    type: Annotated[str, Ref("resource_types")] = Field(description="What kind of thing it is.", examples=["report"])
    added: Day = Field(description="The day when the record came into the hub.", examples=["2026-11-21"])
    published_title: Line | None = Field(None, description="The proper name of the work, as printed.")
    also_known_as: Terms = Field((), description="Other names under which people look for it.")
    date: Edtf | None = Field(None, description="When the thing itself was made or held (EDTF).", examples=["2021-10"])
    audience: tuple[Annotated[str, Ref("audience")], ...] = Field((), description="The roles that it is for.")
    grade_bands: tuple[Annotated[str, Ref("grade_bands")], ...] = Field((), description="The grade bands it serves.")
    grade_span: Line | None = Field(None, description="The span of grades as the source prints it.", examples=["K-12"])
    topics: tuple[Annotated[str, Ref("topics")], ...] = Field((), description="What it is about.")
    language: tuple[Annotated[str, Ref("languages")], ...] = Field((), description="The languages it is written in.")
    publisher: Line | None = Field(None, description="The publisher, as printed.")
    partners: tuple[Annotated[str, Ref("organizations")], ...] = Field((), description="Organizations that made it.")
    url: Url | None = Field(None, description="Its address on the web.", examples=["https://example.org/report"])
    url_status: Annotated[str, Ref("url_status")] | None = Field(
        None, description="Where it is now and how sure we are.", examples=["address-unchecked"]
    )
    archived_url: Url | None = Field(None, description="The address of an archived copy.")
    checked: Day | None = Field(None, description="The day when a person opened the address.")
    materials: tuple[Material, ...] = Field((), description="Files and pages that belong to it.")
    minutes: Count | None = Field(None, description="How long using it takes, in minutes.", examples=["20"])
    license: Line | None = Field(None, description="An SPDX identifier, or `unknown`.", examples=["CC-BY-4.0"])
    practices: tuple[Annotated[str, Ref("practices")], ...] = Field((), description="NGSS practices (SEP).")
    crosscutting: tuple[Annotated[str, Ref("crosscutting")], ...] = Field((), description="NGSS concepts (CCC).")
    core_ideas: tuple[Annotated[str, Ref("core_ideas")], ...] = Field((), description="NGSS core ideas (DCI).")
    standards: tuple[Annotated[str, Ref("standards")], ...] = Field(
        (), description="NGSS performance expectations (PE)."
    )
    commitments: tuple[Annotated[str, Ref("commitments")], ...] = Field((), description="Rows of the equity matrix.")
    goals: tuple[Annotated[str, Ref("goals")], ...] = Field((), description="Goals of CASTL-K12 that it serves.")
    blueprint: tuple[Annotated[str, Ref("blueprint")], ...] = Field((), description="Priorities of the Blueprint.")
    county: Annotated[str, Ref("counties")] | None = Field(None, description="The county it comes from.")
    region: Annotated[str, Ref("regions")] | None = Field(None, description="The county service region.")
    completeness: Annotated[str, Ref("completeness")] | None = Field(None, description="How much of it the hub holds.")
    currency: Annotated[str, Ref("currency")] | None = Field(None, description="Whether it still holds today.")
    related: tuple[Relation, ...] = Field((), description="Other resources, each with the reason.")
    part_of: Annotated[Slug, Ref("resources")] | None = Field(None, description="The resource that it is a part of.")
    order: Count | None = Field(None, description="Its place among the parts, from 1.")
    parts_expected: Count | None = Field(None, description="How many parts the source speaks of.")
    stub: Yes = Field(False, description="True when too little is known for a page: it is shown on its parent's page.")
    description: Text | None = Field(None, description="More about it, in Markdown (headings from `###`).")
    note: Text | None = Field(None, description="What a reader must know about doubts and corrections.")
    sources: tuple[Annotated[str, Ref("sources")], ...] = Field((), description="Where the facts come from.")
    aliases: tuple[Slug, ...] = Field((), description="Earlier ids; their addresses lead here.")
    editor_authored: Yes = Field(False, description="True when the hub's editors wrote it themselves.")
    steward: Line | None = Field(None, description="The role or body that looks after the record.")
    review_by: Day | None = Field(None, description="The day by which a person should look at it again.")
    event_formats: tuple[Annotated[str, Ref("event_formats")], ...] = Field((), description="How people met.")


class Session(Resource):
    """A meeting, series or set of session materials: adds what is needed to run it again."""

    agenda: tuple[AgendaRow, ...] = Field((), description="The parts in order; their minutes add up to `minutes`.")
    event_dates: tuple[Edtf, ...] = Field((), description="The days when it was held (EDTF).")


class Module(Resource):
    """A module or set of modules: adds what it teaches and where to enter."""

    objectives: tuple[Text, ...] = Field((), description="What a person can do afterwards.")
    entry_questions: tuple[EntryQuestion, ...] = Field((), description="Questions to enter with.")


SESSION_TYPES = frozenset({"event", "event-series", "session-materials", "session"})
MODULE_TYPES = frozenset({"module-set", "module"})


def model_for(type_id: object) -> type[Resource]:
    """The model that reads a record of this type."""
    if not isinstance(type_id, str):  # A list or fields, which the model refuses with its place.
        return Resource
    if type_id in SESSION_TYPES:
        return Session
    return Module if type_id in MODULE_TYPES else Resource


class Collection(Record):
    """A folder of resources: `_collection.yml` says what they have in common."""

    id: str = Field(json_schema_extra={"from_path": True})
    title: Text = Field(description="The name of the collection.")
    introduction: Text = Field(description="What stands in it and why, in Markdown.")
    order: Count = Field(description="Its place among the collections, from 1.")
    defaults: dict[str, str | tuple[str, ...]] = Field(
        default_factory=dict, description="Fields that every record has unless it says otherwise."
    )
    sources: tuple[Annotated[str, Ref("sources")], ...] = Field((), description="Where the facts come from.")
    aliases: tuple[Slug, ...] = Field((), description="Earlier ids; their addresses lead here.")
