"""Pieces of pages that look the same wherever they stand, drawn once for a language and kept: tags, cards, sources.

A term stands on hundreds of pages, a card in a dozen lists. Drawing each again took most of the time of a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2.environment import TemplateModule
from markupsafe import Markup

# What stands on many pages is soon drawn again; what stands on one is not worth its room.
MOST = 16_000


class Fragments(dict[str | tuple[Any, ...], Markup]):
    """`drawn['tag', 'topics', 'assessment']` is what the macro `tag` of parts/fragments.html says of these two."""

    def __init__(self, macros: TemplateModule, base: str) -> None:
        super().__init__()
        self._macros, self._base = macros, base

    def __missing__(self, key: str | tuple[Any, ...]) -> Markup:
        macro, *words = (key,) if isinstance(key, str) else key
        drawn: Markup = getattr(self._macros, macro)(self._base, *words)
        if len(self) >= MOST:
            self.clear()
        self[key] = drawn
        return drawn

    def each(self, ids: Iterable[Any], between: str, *words: Any) -> Markup:
        """`drawn.each(ids, ', ', 'word', 'topics')` is the fragment `('word', 'topics', id)` of each id; `between`,
        which a template writes, stands between two of them.
        """
        return Markup(between.join([self[*words, id] for id in ids]))


class Shelf:
    """The fragments of every language and place. One shelf serves one plan: a new catalogue needs a new shelf."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Fragments] = {}

    def __call__(self, lang: str, base: str, macros: TemplateModule) -> Fragments:
        """The fragments for pages in a language, `base` away from its root."""
        kept = self._kept.get((lang, base))
        if kept is None:
            kept = self._kept[lang, base] = Fragments(macros, base)
        return kept
