"""Numbers of pages between the lines of a letter: "Page 1 of 2" at the foot of a page, in the middle of a sentence.

A line that is nothing else, or a running head of few words with such a number, is left out, and the paragraphs before
and after it are joined when the first of them does not end. In a longer line the words themselves are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hub.letters.rules import words
from hub.letters.seen import FIXED_BREAK, Block, Hidden, Seen
from hub.letters.tokens import fold, lower, plain

RUNNING_HEAD = 5  # No running head has more words beside the number of the page.
MARK = 4  # "Page 1 of 2" has so many words.
AROUND = "-|.,:;()[]*_\u2014"
ENDS = (".", "!", "?", ":", ";", '"', "\u201d", ")")


def without_page_marks(seen: Seen) -> Seen:
    """What is seen, without the numbers of pages; they are hidden text of the kind `page`."""
    if not any(char in "0123456789" for block in seen.blocks for char in block.text):
        return seen
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    broken = False
    for block in seen.blocks:
        text = block.text if block.kind == "cell" else _cleaned(block, hidden)
        if not text.strip():
            broken = True
            continue
        before = blocks[-1] if blocks else None
        if broken and before and block.kind == "paragraph" and _goes_on(before):
            gap = "\n" * max(block.line - before.line - before.text.count("\n"), 1)
            blocks[-1] = replace(before, text=before.text + gap + text)
        else:
            blocks.append(block if text == block.text else replace(block, text=text))
        broken = False
    return Seen(tuple(blocks), (*seen.hidden, *hidden)) if hidden else seen


def _goes_on(block: Block) -> bool:
    return block.kind in ("paragraph", "item") and not plain(block.text).rstrip().endswith(ENDS)


def _cleaned(block: Block, hidden: list[Hidden]) -> str:
    """The text of a block with an empty line in place of each mark; the marks go to `hidden`."""
    lines = block.text.split("\n")
    kept = []
    for number, text in enumerate(lines):
        rest = _without_mark(text)
        if rest != text:
            hidden.append(Hidden("page", block.line + number, text.replace(FIXED_BREAK, "").strip()))
        kept.append(rest)
    return "\n".join(kept)


def _without_mark(text: str) -> str:
    """A line without the number of a page; the line itself when it has none."""
    if not any(char in "0123456789" for char in text):
        return text
    found = plain(text).replace("/", " / ").split()
    said = [fold(word.strip(AROUND)) for word in found]
    bare = [word for word in said if word]
    if _is_mark(bare):
        return ""
    for at in range(len(said) - MARK + 1):
        if not (said[at] in words("page_words") and _is_mark(said[at : at + MARK])):
            continue
        if len(bare) - MARK <= RUNNING_HEAD:
            return ""
        if lower(found[at]) != found[at]:
            return " ".join([*found[:at], *found[at + MARK :]])
    return text


def _is_mark(said: Sequence[str]) -> bool:
    """Whether words are the number of a page alone: "page 1 of 2", "page 1", "1 of 2", "1 / 2", "1"."""
    rest = said[1:] if said and said[0] in words("page_words") else said
    if len(rest) == 3:
        return _is_number(rest[0]) and rest[1] in words("page_joiners") and _is_number(rest[2])
    return len(rest) == 1 and _is_number(rest[0])


def _is_number(word: str) -> bool:
    return 0 < len(word) <= 2 and all(char in "0123456789" for char in word)
