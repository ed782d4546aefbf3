"""Slots: the empty elements that macros leave in written pages, to be filled when the pages are stamped.

A slot carries the name of a view and its query as data, and no text of content. This is the one place where Python
writes an element, because it must survive Jinja and Markdown unchanged: characters that Markdown would read are
written as numbers.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

# What `slot()` writes, as it stands in the finished HTML of the engine.
SLOT: re.Pattern[str] = re.compile(
    r'<(?P<element>div|span) class="hub-slot" data-hub-view="(?P<name>\w+)" data-hub-query="(?P<query>[^"<>]*)">'
    r"</(?P=element)>"
)
# Markdown reads these before it knows that it is inside an attribute.
_READ_BY_MARKDOWN = re.compile(r"[\\`*_\[\]!~|^=:{}@]")


def slot(name: str, query: Mapping[str, Any], inline: bool = False) -> str:
    """The element for a call of the view `name`: the same query always gives the same text, whatever its order."""
    element = "span" if inline else "div"
    text = html.escape(json.dumps(query, sort_keys=True, separators=(",", ":")))
    text = _READ_BY_MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", text)
    return f'<{element} class="hub-slot" data-hub-view="{name}" data-hub-query="{text}"></{element}>'


def parse(match: re.Match[str]) -> tuple[str, dict[str, Any]]:
    """The name of the view and its query, from a match of SLOT. Raises ValueError when someone wrote it by hand."""
    query = query_of({"data-hub-query": match["query"]})
    return match["name"], query


def query_of(attributes: Mapping[str, str]) -> dict[str, Any]:
    """The query in the attributes of a slot, still escaped or not. Raises ValueError when it is not one."""
    query = json.loads(html.unescape(attributes.get("data-hub-query") or "{}"))
    if not isinstance(query, dict):
        raise ValueError("the query of a slot is not a mapping")
    return query
