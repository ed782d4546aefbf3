"""What a visitor sees of a letter: Markdown to blocks of text, and apart from them the text that nobody sees.

The parser is CommonMark with tables, strike-through and HTML (so that HTML is recognized and left out). One block for
each paragraph, heading, item of a list and cell of a table. In the text of a block, "\\n" is a line break of the file
that a visitor does not see, and "\\v\\n" one that the author wrote as a fixed break. Seen: text, the words of links,
character references. Hidden: code, struck text, comments and other HTML, the words for pictures, and what stands inside
a tag that hides (`hiding_tags`, or an attribute of `hiding_attributes`) up to the end of the tag or of the block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from hub.letters.rules import words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token as Node

BlockKind = Literal["paragraph", "heading", "item", "cell"]
FIXED_BREAK = "\v"


@dataclass(frozen=True)
class Block:
    """A stretch of visible text. `line` is where it begins, from 1; `depth` counts the lists around it."""

    kind: BlockKind
    line: int
    text: str
    depth: int = 0


@dataclass(frozen=True)
class Hidden:
    """Text that a visitor does not see; `kind` says why: `code`, `struck`, `html`, `picture` or `page`."""

    kind: Literal["code", "struck", "html", "picture", "page"]
    line: int
    text: str


@dataclass(frozen=True)
class Seen:
    """A letter as a visitor sees it, and what was left out."""

    blocks: tuple[Block, ...]
    hidden: tuple[Hidden, ...]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # Only here: it takes as long to load as all letters of a day to read.

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def see(text: str, first_line: int = 1) -> Seen:
    """Reads the Markdown of a letter. `first_line` is the number of its first line in the file."""
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    depth, kind, line = 0, "paragraph", first_line
    for node in _parser().parse(text):
        if node.map:
            line = first_line + node.map[0]
        if node.type == "list_item_open":
            depth += 1
        elif node.type == "list_item_close":
            depth -= 1
        elif node.type == "heading_open":
            kind = "heading"
        elif node.type in ("th_open", "td_open"):
            kind = "cell"
        elif node.type == "paragraph_open":
            kind = "item" if depth else "paragraph"
        elif node.type in ("fence", "code_block"):
            hidden.append(Hidden("code", line, node.content))
        elif node.type == "html_block":
            hidden.append(Hidden("html", line, node.content))
        elif node.type == "inline":
            seen = _inline(node.children or [], line, hidden)
            if seen.strip():
                blocks.append(Block(kind, line, seen, depth))  # type: ignore[arg-type]
    return Seen(tuple(blocks), tuple(hidden))


def _inline(nodes: Sequence[Node], line: int, hidden: list[Hidden]) -> str:
    """The visible text of a paragraph; what is not visible goes to `hidden`."""
    seen: list[str] = []
    struck, hiding = 0, ""
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            seen.append("\n" if node.type == "softbreak" else FIXED_BREAK + "\n")
            line += 1
        elif node.type == "s_open":
            struck += 1
        elif node.type == "s_close":
            struck -= 1
        elif node.type == "code_inline":
            hidden.append(Hidden("code", line, node.content))
        elif node.type == "image":
            hidden.append(Hidden("picture", line, node.content))
        elif node.type == "html_inline":
            hidden.append(Hidden("html", line, node.content))
            name, closes, hides = _tag(node.content)
            if hiding:
                hiding = "" if closes and name == hiding else hiding
            elif hides and not closes:
                hiding = name
            elif name in words("spacing_tags"):
                seen.append(" ")
        elif node.type == "text":
            if struck or hiding:
                hidden.append(Hidden("struck" if struck else "html", line, node.content))
            else:
                seen.append(node.content)
    return "".join(seen)


def _tag(html: str) -> tuple[str, bool, bool]:
    """The name of a tag in small letters, whether it closes, and whether it hides what stands in it."""
    inner = html.strip("<>").strip()
    closes = inner.startswith("/")
    parts = inner.strip("/").replace("=", " ").replace("\n", " ").split(" ")
    name = parts[0].lower()
    attributes = {part.lower() for part in parts[1:]}
    return name, closes, name in words("hiding_tags") or bool(attributes & words("hiding_attributes"))
