"""Plain lines as paragraphs and lists: what a text file and the pages of a PDF have in common.

Nothing marks a paragraph in plain lines. A line goes on in the next one when the next word had no room on it; a line
that ended early was ended by the author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hub.letter_import.markdown import BULLET, escape, item, paragraph

NUMBER = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+(?=\S)")
# A line that is longer than a page is wide was wrapped by the program that showed it: it is a paragraph.
PAGE = 130
# Lines shorter than this stand below each other as in an address.
SHORT = 70
_ITEM_END, _SURE_END = re.compile(r"[,;:]$"), re.compile(r"(?:;|[,;] (?:and|or))$")
# Pairs of asterisks around words, by which people write emphasis in plain text.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")


@dataclass
class _Entry:
    """What the author began on a line of its own: its mark ("" for none), its indent, its text."""

    mark: str
    indent: int
    text: str


def to_markdown(text: str) -> str:
    """Lines with their indents as Markdown. An empty line ends a paragraph."""
    lines = text.split("\n")
    edges = sorted(len(line.rstrip()) for line in lines if line.strip())
    width = min(edges[-1] if edges else 0, PAGE)
    base = min((_indent(line) for line in lines if line.strip()), default=0)
    whole = " ".join(lines)
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            found += _block(block, width, base, whole)
            block = []
    return _joined(found)


def _joined(parts: list[str]) -> str:
    """Blocks with an empty line between them; items of one list stand together."""
    text = ""
    for before, part in zip(["", *parts], parts, strict=False):
        together = _is_item(before) and _is_item(part)
        text += ("" if not text else "\n" if together else "\n\n") + part
    return text


def _is_item(part: str) -> bool:
    return bool(re.match(r"(?:-|\d+\.) ", part))


def _block(lines: list[str], width: int, base: int, whole: str) -> list[str]:
    """The parts of one block."""
    # A block of long lines was wrapped at its own width: text is pasted into letters from everywhere.
    longest = max(len(line.rstrip()) for line in lines) - min(map(_indent, lines)) + base
    entries = _entries(lines, longest if SHORT <= longest < width * 0.85 else width, whole)
    unmarked = [entry for entry in entries if not entry.mark]
    if len(entries) > 1 and len(unmarked) == len(entries) and _is_unmarked_list(lines, entries, base):
        entries = [_Entry("-", entry.indent, entry.text) for entry in entries]
    parts: list[str] = []
    short: list[str] = []
    for entry in [*entries, None]:
        if entry is not None and not entry.mark and len(entry.text) < SHORT:
            short.append(_marked(entry.text))
            continue
        if short:
            parts.append(paragraph("\\\n".join(short)))
            short = []
        if entry is not None:
            said = _marked(entry.text)
            parts.append(item(said, entry.mark) if entry.mark else paragraph(said))
    return parts


def _marked(text: str) -> str:
    """A text as Markdown: its own pairs of asterisks stay emphasis, everything else is what it is."""
    found, at = "", 0
    for match in _EMPHASIS.finditer(text):
        found += escape(text[at : match.start()]) + match[1] + escape(match[2]) + match[1]
        at = match.end()
    return found + escape(text[at:])


def _entries(lines: list[str], width: int, whole: str) -> list[_Entry]:
    found: list[_Entry] = []
    last = ""
    for line in lines:
        bullet, number = BULLET.match(line), NUMBER.match(line)
        if bullet or number:
            mark = "-" if bullet else f"{int(number[1])}." if number else ""
            start = (bullet or number).end()  # type: ignore[union-attr]
            found.append(_Entry(mark, start, line[start:].strip()))
        elif found and not _ended(last, line, width, found[-1]):
            found[-1].text = _continued(found[-1].text, line.strip(), whole)
        else:
            found.append(_Entry("", _indent(line), " ".join(line.split())))
        last = line
    return [entry for entry in found if entry.text]


def _ended(last: str, line: str, width: int, entry: _Entry) -> bool:
    """Whether the author ended a line before the next one."""
    edge, word = len(last.rstrip()), line.split()[0]
    if edge > PAGE or len(line) > PAGE:
        return True
    if entry.mark and _indent(line) >= entry.indent > 0:
        return False
    room, said = width - edge - len(word) - 1, last.rstrip()
    if _SURE_END.search(said):
        return room > 1
    if word[:1].islower() and said[-1:] not in tuple(".,;:!?"):
        return False
    return room > width * 0.1 or (room > width * 0.05 and bool(_ITEM_END.search(said)))


def _continued(text: str, line: str, whole: str) -> str:
    """A text and the line that goes on with it. A hyphen between them goes when the word is known without it."""
    said = " ".join(line.split())
    first, _, rest = said.partition(" ")
    if text.endswith("-") and first[:1].islower():
        start = text.rpartition(" ")[2][:-1]
        joined = start + re.match(r"[\w'’]*", first)[0]  # type: ignore[index]
        known = re.search(rf"(?<!\w){re.escape(joined)}(?!\w)", whole, re.IGNORECASE)
        return f"{text[:-1] if known else text}{first} {rest}".strip()
    return f"{text} {said}"


def _is_unmarked_list(lines: list[str], entries: list[_Entry], base: int) -> bool:
    """Whether a block is a list whose bullets were drawn and not written: all of it is indented, each item alike."""
    long = sum(len(entry.text) for entry in entries) / len(entries) > SHORT
    return long and len({entry.indent for entry in entries}) == 1 and min(map(_indent, lines)) >= base + 3


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
