"""What Markdown says to people who do not see the page: the words of links, headings, pictures and the heads of tables.

Text inside code is no markup. Nothing here knows whether a record or a written page is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Words that do not say where a link leads, in both languages, without the signs at their ends.
VAGUE = frozenset(
    {
        *("here", "click here", "click", "press here", "tap here", "see here", "go here", "this", "this one", "that"),
        *("link", "this link", "the link", "page", "this page", "more", "read more", "learn more", "see more", "go"),
        *("aquí", "aqui", "haga clic aquí", "haga clic aqui", "clic aquí", "clic aqui", "pulse aquí", "vea aquí"),
        *("este", "esta", "esto", "enlace", "este enlace", "el enlace", "página", "esta página", "más", "leer más"),
        *("lea más", "ver más", "vea más", "saber más", "ir"),
    }
)

_FENCE = re.compile(r"^ *(```+|~~~+)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\](?=\()")
_IMAGE = re.compile(r"!\[\s*\](?=[(\[])|<img\b(?![^>]*\balt=[\"'][^\"']*\S[^\"']*[\"'])[^>]*>", re.IGNORECASE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+\S")
_RULE_OF_TABLE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_EDGES = " \t*_.,:;!?¡¿…“”\"'()>→»"


class Slip(NamedTuple):
    """One slip: the code of its rule, its place (from 1), and the text to point at."""

    code: str
    line: int
    column: int
    quote: str


def slips(markdown: str, top: int) -> Iterator[Slip]:
    """Every slip of a text, whose headings begin below a heading of the level `top`."""
    before, level = "", top
    for number, line in _lines(markdown):
        for match in _LINK.finditer(line):
            if _is_vague(match[1]):
                yield Slip("vague-link", number, match.start() + 1, match[0])
        for match in _IMAGE.finditer(line):
            yield Slip("image-without-alt", number, match.start() + 1, match[0])
        heading = _HEADING.match(line)
        if heading:
            deep = max(len(heading[1]), top)
            if deep > level + 1:
                yield Slip("heading-order", number, heading.start(1) + 1, line.strip())
            level = deep
        if "|" in line and "|" in before and _RULE_OF_TABLE.match(line):
            cells = before.strip().removeprefix("|").removesuffix("|").split("|")
            if not all(cell.strip() for cell in cells):
                yield Slip("table-without-header", number - 1, 1, before.strip())
        before = line


def may_be_vague(text: str) -> bool:
    """Whether a link of a text, or what looks like one inside code, has words that do not say where it leads."""
    return "](" in text and any(map(_is_vague, _LINK.findall(text)))


def _is_vague(words: str) -> bool:
    return words.strip(_EDGES).lower() in VAGUE


def _lines(markdown: str) -> Iterator[tuple[int, str]]:
    """The lines outside of fenced code, with code inside them blotted out."""
    fence = ""
    for number, line in enumerate(markdown.split("\n"), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield number, _CODE.sub(lambda code: "x" * len(code[0]), line) if "`" in line else line
