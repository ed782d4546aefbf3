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
# A mark of code, or the empty line that ends a paragraph; a backslash takes the meaning of one mark away.
_TICKS = re.compile(r"\\[\\`]|(?P<mark>`+)|(?P<end>\n[ \t]*(?=\n))")
_SIGN = re.compile(r"[^\n]")
# Escaped signs, and blocks by indentation, which are code outside of lists.
_LITERAL = re.compile(r"\\[^\w\s]|(?:\A|(?<=\n\n))(?:(?: {4}|\t).*(?:\n|\Z))+")
# Comments, and what is shown as it stands.
_ASIDE = re.compile(r"<!--(?:(?!-->)[\s\S])*+(?:-->|\Z)|<pre\b(?:(?!</pre>)[\s\S])*+(?:</pre>|\Z)", re.IGNORECASE)
# An address may hold brackets in pairs. A name with an arrow is a footnote.
_ADDRESS = re.compile(r"\]\(\s*<?\s*((?:[^\s()<>]|\([^\s()<>]*\))*)")
_NAME = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)>?[ \t]*(?:[\"'(].*)?$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\](?=\()")
_IMAGE = re.compile(r"!\[\s*\](?=[(\[])|<img\b(?![^<>]*\balt=[\"']\s*[^\s\"'<>])[^<>]*>", re.IGNORECASE)
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
    for number, line in enumerate(without_code(markdown).split("\n"), 1):
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


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Where each link and picture leads, with the place of its address in a text without code."""
    for match in _ADDRESS.finditer(text):
        # No bracket that opens in its paragraph: the words stand between escaped ones.
        if text.rfind("[", text.rfind("\n\n", 0, match.start()) + 1, match.start()) >= 0:
            yield match.start(1), match[1]
    for match in _NAME.finditer(text):
        yield match.start(2), match[2]


def without_literals(text: str) -> str:
    """A text without code, as long as before, in which an x stands for each sign that is no markup either."""
    return _LITERAL.sub(_blotted, text)


def without_asides(text: str) -> str:
    """The same without what no reader can click on."""
    return _ASIDE.sub(_blotted, text)


def _blotted(match: re.Match[str]) -> str:
    return _SIGN.sub("x", match[0])


def names(text: str) -> dict[str, str]:
    """The addresses that have names of their own: `[name]: address`."""
    return {match[1].lower(): match[2] for match in _NAME.finditer(text)}


def without_code(markdown: str) -> str:
    """A text with the same lines, as long as this one, in which an x stands for each sign inside code."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    lines, fence, begin = markdown.split("\n"), "", 0
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            # What stands before a fence, or between two of them, may hold code that goes on in the next line.
            lines[begin:number] = _inline(lines[begin:number])
            begin = number + 1
            lines[number] = "x" * len(line)
        if not fence:
            fence = mark[1] if mark else ""
        elif mark and mark[1].startswith(fence):
            fence = ""
    return "\n".join([*lines[:begin], *_inline(lines[begin:])])


def _inline(lines: list[str]) -> list[str]:
    """Lines outside of fences, without the code inside their paragraphs."""
    text, found, at = "\n".join(lines), [], 0
    marks = [match for match in _TICKS.finditer(text) if match.lastgroup]
    # From the last one on: which mark of the same length closes the one that stands here.
    closing, last = [-1] * len(marks), dict[int, int]()
    for number in range(len(marks) - 1, -1, -1):
        if marks[number].lastgroup == "end":
            last.clear()
            continue
        length = len(marks[number][0])
        closing[number] = last.get(length, -1)
        last[length] = number
    number = 0
    while number < len(marks):
        end = closing[number]
        if end > 0:
            start, stop = marks[number].end(), marks[end].start()
            found += [text[at:start], _SIGN.sub("x", text[start:stop])]
            at, number = stop, end
        number += 1
    return "".join([*found, text[at:]]).split("\n") if found else lines
