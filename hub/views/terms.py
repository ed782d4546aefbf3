"""Views of words and sources: terms with counts, the glossary, the list of sources."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Literal
from urllib.parse import urlsplit

from hub.catalogue import Catalogue
from hub.facets import FACETS
from hub.model import Localized, Resource
from hub.model.reference import GlossaryEntry, Organization
from hub.views.registry import Context, view

Facet = Literal[
    "audience",
    "grade_bands",
    "topics",
    "type",
    "years",
    "practices",
    "crosscutting",
    "core_ideas",
    "standards",
]


@view()
def term_index(catalogue: Catalogue, facet: Facet | None = None) -> Context:
    """The words that resources are filed under, each with how many there are: roles, grade bands, topics, types, years
    and standards. `facet` shows one of these lists only.

    {{ term_index(facet="topics") }}
    """
    chosen = [name for name in FACETS if facet in (None, name)]
    groups = [(name, [(id, len(found)) for id, found in catalogue.facet(name).items()]) for name in chosen]
    return {"groups": [(name, terms) for name, terms in groups if terms], "single": facet is not None}


@view(of=())
def glossary(catalogue: Catalogue) -> Context:
    """The glossary: every term with its long form and what it means, in the order of the reader's language.

    {{ glossary() }}
    """
    entries = catalogue.glossary.items if catalogue.glossary else ()
    return {
        "entries": {
            "en": sorted(entries, key=lambda entry: _order(entry, "en")),
            "es": sorted(entries, key=lambda entry: _order(entry, "es")),
        },
        "note": catalogue.glossary.note if catalogue.glossary else None,
    }


def _order(entry: GlossaryEntry, language: str) -> tuple[str, str]:
    """Sort key: the term without its accents, so that é stands with e."""
    label = entry.label
    text = getattr(label, language) if isinstance(label, Localized) else label
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)), entry.id


@view()
def sources_list(catalogue: Catalogue) -> Context:
    """Where the facts come from: the five founding documents first, then every other source, each with how many
    resources rest on it.

    {{ sources_list() }}
    """
    cited = Counter(source for resource in catalogue.resources.values() for source in set(resource.sources))
    rows = [(source, cited[id]) for id, source in catalogue.sources.items()]
    return {
        "founding": [row for row in rows if row[0].founding],
        "others": sorted((row for row in rows if not row[0].founding), key=lambda row: row[0].title.casefold()),
        "note": catalogue.register.note if catalogue.register else None,
        "unsafe": repurposed_hosts(catalogue),
    }


def repurposed_hosts(catalogue: Catalogue) -> frozenset[str]:
    """Hosts that a record says now serve other content: no view makes a link to them."""
    records: list[Resource | Organization] = [*catalogue.resources.values(), *catalogue.organizations.values()]
    return frozenset(
        urlsplit(record.url).netloc for record in records if record.url and record.url_status == "domain-repurposed"
    )
