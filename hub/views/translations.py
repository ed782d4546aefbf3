"""The view of the translations that the English has left behind."""

from __future__ import annotations

from typing import NamedTuple

from hub.catalogue import Catalogue
from hub.checks.rules import Given
from hub.facets import FACETS, VOCABULARY_OF
from hub.model import Localized, Record
from hub.model.reference import Term, Vocabulary
from hub.translations import is_outdated, outdated
from hub.views.registry import Context, view

# The kinds of record that have a page each, in the order of the list.
WITH_PAGES = ("resources", "collections", "commitments", "organizations")


class Words(NamedTuple):
    """A term, its vocabulary, and the facet whose page shows it; empty where no page does."""

    vocabulary: Vocabulary
    term: Term
    facet: str


@view()
def outdated_translations(catalogue: Catalogue) -> Context:
    """Everything whose English has changed since its Spanish was made: resources, collections, letters, organizations,
    terms of vocabularies, and all other records by the files in which they stand.

    {{ outdated_translations() }}
    """
    by_kind: dict[str, list[Record]] = {kind: [] for kind in WITH_PAGES}
    words: list[Words] = []
    files: list[tuple[str | Localized, str | None]] = []
    for kind, id, record in Given(catalogue).records:
        if not outdated(catalogue, record):
            continue
        if kind in by_kind:
            by_kind[kind].append(record)
            continue
        found = _terms(catalogue, id, record) if isinstance(record, Vocabulary) else []
        words += found
        if not found or _frame_is_outdated(catalogue, record):
            files.append((getattr(record, "title", id), catalogue.where(kind, id)))
    return {"by_kind": by_kind, "words": words, "files": files}


def _terms(catalogue: Catalogue, name: str, vocabulary: Vocabulary) -> list[Words]:
    """The terms of a vocabulary whose translation is outdated."""
    facet = next((facet for facet in FACETS if VOCABULARY_OF.get(facet, facet) == name), "")
    in_use = catalogue.facet(facet) if facet else {}
    terms = (term for term in vocabulary.items if outdated(catalogue, term))
    return [Words(vocabulary, term, facet if term.id in in_use else "") for term in terms]


def _frame_is_outdated(catalogue: Catalogue, record: Record) -> bool:
    """Whether a list says something outdated of itself, beside what it says of its items."""
    own = (getattr(record, name, None) for name in ("title", "note"))
    return any(isinstance(text, Localized) and is_outdated(catalogue, text) for text in own)
