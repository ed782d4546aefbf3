"""The NGSS by code: practices (SEP), concepts (CCC), core ideas (DCI) and performance expectations (PE)."""

from __future__ import annotations

from typing import Annotated, Literal

from hub.model.fields import Code, Count, Line, Record, Ref, Text, Url, Yes
from hub.model.reference import Confidence, Sources


class Dimension(Record):
    """An NGSS practice (SEP) or crosscutting concept (CCC)."""

    id: Code
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

    id: Code
    label: Text


class CoreIdea(Record):
    """A disciplinary core idea."""

    id: Code
    domain: Line
    label: Text
    confidence: Confidence | None = None


class ComponentIdea(Record):
    """A component of a disciplinary core idea."""

    id: Code
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


class OfficialPage(Record):
    """Where a standard can be read, as far as an address is known.

    `of` is the code of an expectation, of a core idea in a grade (`MS-PS2`), of a core idea or a part of one; or `PE`,
    `SEP`, `CCC`, `DCI` for all codes of a list, and then `title` says what the page is.
    """

    of: Code
    url: Url
    source: Annotated[str, Ref("sources")]
    title: Text | None = None


class OfficialPages(Record):
    """The addresses of the standards, each with where it was seen."""

    title: Text
    items: tuple[OfficialPage, ...]
    sources: Sources
    note: Text | None = None


class Expectation(Record):
    """An NGSS performance expectation, by code: its grade and its three dimensions, never its text."""

    code: Code
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
