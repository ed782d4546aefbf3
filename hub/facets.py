"""Facets: the terms by which resources are found, and how a term is named, ordered and addressed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from hub.model.fields import Localized
from hub.model.resource import Resource

Text = str | Localized

# Facets: the fields of a resource that have a page for each term, and the folder of those pages on the site.
FACETS: Mapping[str, str] = {
    "audience": "audience",
    "grade_bands": "grade-bands",
    "topics": "topics",
    "type": "types",
    "years": "years",
    "practices": "practices",
    "crosscutting": "concepts",
    "core_ideas": "core-ideas",
    "standards": "expectations",
}
# The vocabulary behind a facet, where the two names differ.
VOCABULARY_OF = {"type": "resource_types", "language": "languages"}
# How the finder narrows: the name of a facet in the addresses that people share, which never changes, and the field of
# a resource behind it. `region` stands for county or region.
FINDER: Mapping[str, str] = {
    "role": "audience",
    "grades": "grade_bands",
    "type": "type",
    "topic": "topics",
    "time": "minutes",
    "year": "years",
    "practice": "practices",
    "concept": "crosscutting",
    "core-idea": "core_ideas",
    "expectation": "standards",
    "place": "region",
    "link": "url_status",
    "language": "language",
}
# The minutes that a reader may have.
MINUTES = (10, 45, 90, 210)


def facet_terms(resource: Resource, name: str) -> Iterator[str]:
    """The terms of a facet that a resource has."""
    if name == "type":
        yield resource.type
    elif name == "years":
        if resource.date:
            yield from (str(year) for year in resource.date.years)
    else:
        yield from getattr(resource, name)


def term_slug(term: str) -> str:
    """A term's part of an address: `MS-LS1-1` is `ms-ls1-1`, `PS1.A` is `ps1-a`."""
    return term.lower().replace(".", "-")


def english(text: Text) -> str:
    """The English of a text."""
    return text if isinstance(text, str) else text.en


def by_title(resource: Resource) -> tuple[str, str]:
    """Sort key: English title, then id."""
    return english(resource.title).casefold(), resource.id


def by_title_in(lang: str, resource: Resource) -> tuple[str, str]:
    """Sort key: the title in a language, accents left aside, then id."""
    title = resource.title
    text = (title if isinstance(title, str) else title.es if lang == "es" else title.en).casefold()
    return text if text.isascii() else _without_accents(text), resource.id


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
