"""Contributed Markdown to safe HTML: CommonMark with raw HTML off, then a small allow-list.

Two walls, because each alone has been passed: the parser writes no HTML that an author typed, and the cleaner keeps
only what a record needs. No headings above `###`, no images, no classes, no ids.
"""

from __future__ import annotations

import re
from functools import lru_cache

import comrak
import nh3

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.autolink = False

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "em",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "h3",
        "h4",
        "h5",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
# `rel` is written by the cleaner itself.
_CLEAN = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"https", "http"},
    link_rel="noopener",
)
_HEADING = re.compile(r"^(\s{0,3})(#{1,2})(?=\s)", re.MULTILINE)


@lru_cache(maxsize=512)
def to_html(markdown: str) -> str:
    """Safe HTML for a text of a record. Relative addresses pass; `javascript:`, `data:` and the like do not."""
    lowered = _HEADING.sub(r"\1###", markdown)
    return _CLEAN.clean(comrak.render_markdown(lowered, extension_options=_EXTENSIONS)).strip()


def to_text(markdown: str) -> str:
    """The words alone, for descriptions and search, on one line."""
    return " ".join(nh3.clean(to_html(markdown), tags=set()).split())
