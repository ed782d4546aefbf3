"""The planner's items: each record that says how long it takes, with its parts, for the browser to put together.

One file for a language. It holds what records say and nothing else; the blocks of the planner's own stand in its page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from hub.addresses import resource_address
from hub.catalogue import Catalogue
from hub.model import Localized
from hub.outputs.citations import in_language
from hub.plannable import Part, Plannable, plannable
from hub.site import Site

Made = tuple[str, tuple[str, ...], Callable[[], bytes]]
Text = str | Localized

PATH = "assets/plan/items.json"
# Raised when the meaning of the file changes: a page that is older than its data then says so instead of guessing.
VERSION = 1


def files(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """Path, digests of what it is made from, and how it is made, of the file of each language."""
    items = plannable(catalogue)
    digests = catalogue.digests
    # The terms stand in vocabularies, and the place of a stub depends on its parents.
    reference = tuple(digest for (kind, _), digest in sorted(digests.items()) if kind not in ("resources", "letters"))
    shown = tuple(
        part
        for item in items
        for part in (digests.get(("resources", item.resource.id), ""), resource_address(catalogue, item.resource))
    )
    for lang in site.languages:
        yield f"{site.folder(lang)}{PATH}", (*reference, *shown), partial(_make, catalogue, items, lang)


def _make(catalogue: Catalogue, items: Iterable[Plannable], lang: str) -> bytes:
    roles = _used("audience", catalogue, [item.resource.audience for item in items])
    goals = _used("topics", catalogue, [item.resource.topics for item in items])
    data = {
        "version": VERSION,
        "roles": [_term(catalogue, lang, "audience", id) for id in roles],
        "goals": [_term(catalogue, lang, "topics", id) for id in goals],
        "items": [_item(catalogue, lang, item) for item in items],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _used(kind: str, catalogue: Catalogue, having: Iterable[tuple[str, ...]]) -> list[str]:
    """The terms in use, in the order of their vocabulary."""
    used = {term for terms in having for term in terms}
    return [term for term in catalogue.known(kind) if term in used]


def _term(catalogue: Catalogue, lang: str, kind: str, id: str) -> list[Any]:
    label = catalogue.label(kind, id)
    return _marked([id, in_language(lang, label)], lang, label)


def _item(catalogue: Catalogue, lang: str, item: Plannable) -> dict[str, Any]:
    resource = item.resource
    return {
        "id": resource.id,
        "title": in_language(lang, resource.title),
        "english": _is_english(lang, resource.title),
        "page": resource_address(catalogue, resource),
        "minutes": item.minutes,
        "editors": resource.editor_authored,
        "roles": resource.audience,
        "goals": resource.topics,
        "parts": [_part(lang, part) for part in item.parts],
    }


def _part(lang: str, part: Part) -> dict[str, Any]:
    return {
        "order": part.order,
        "title": in_language(lang, part.title),
        "english": _is_english(lang, part.title),
        "purpose": in_language(lang, part.purpose) if part.purpose else "",
        "minutes": part.minutes,
        "isBreak": part.is_break,
    }


def _marked(row: list[Any], lang: str, text: Text) -> list[Any]:
    return [*row, 1] if _is_english(lang, text) else row


def _is_english(lang: str, text: Text) -> bool:
    """Whether a text has to be marked as English here."""
    return lang != "en" and not isinstance(text, Localized)
