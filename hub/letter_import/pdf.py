"""A PDF as a draft: its text page by page, for which pypdf keeps the places of the lines."""

from __future__ import annotations

import io
import logging
from itertools import pairwise
from typing import Any

import pypdf

from hub.letter_import import blocks, characters
from hub.letter_import.draft import Draft, Note, refuse
from hub.letter_import.incoming import SEND_WORD
from hub.words import N_

MAX_PAGES = 20
# A page of a letter has more letters than this; a scanned page has none, or the few of a stamp.
FEW = 40
# How many lines at the top and at the foot of a page may repeat.
EDGE = 4

PAGES = N_("The PDF has pages without text ({pages}): pictures of pages cannot be read.")
ADDED = N_("What was filled in or stamped on the pages (forms, notes, signatures) was left out.")
ORDER = N_("Bold, italics and pictures cannot be read from a PDF. Compare the paragraphs and lists with it.")
SIGNED = N_(
    "To show the signed letter itself, put the PDF into attachments/ and add `signed_copy: attachments/FILE.pdf`."
)


def read(raw: bytes) -> Draft:
    """What a PDF says. Raises Unreadable when it is protected, too long, damaged, or a picture of a letter."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        encrypted, number = reader.is_encrypted, 0
        if not encrypted:
            number = len(reader.pages)
    except (Exception, RecursionError):
        # Whatever pypdf stumbles over in a malformed file means that it cannot be read.
        raise _damaged() from None
    if encrypted:
        hint = "print it into a new PDF, or " + SEND_WORD
        raise refuse("letter-file-protected", "the PDF is protected", hint)
    if number > MAX_PAGES:
        message = f"the PDF has {number:,} pages; the limit is {MAX_PAGES}"
        raise refuse("letter-file-too-large", message, "save the pages of the letter alone")
    try:
        pages = [_lines(page) for page in reader.pages]
        added = any(_is_filled_in(page) for page in reader.pages)
    except (Exception, RecursionError):
        raise _damaged() from None
    said = "".join("".join(page) for page in pages)
    letters = sum(char.isalpha() for char in said)
    if letters < FEW:
        message = "there is no text in this PDF: it is a scan, a picture of a letter"
        raise refuse("letter-file-without-text", message, SEND_WORD)
    if sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in said) > letters / 10:
        message = "the letters of this PDF cannot be read: it does not say which signs they are"
        raise refuse("letter-file-without-text", message, SEND_WORD)
    notes = [Note(ORDER), Note(SIGNED)]
    empty = [str(number) for number, page in enumerate(pages, 1) if sum(map(len, page)) < FEW]
    if empty:
        notes.append(Note(PAGES, {"pages": ", ".join(empty)}))
    if added:
        notes.append(Note(ADDED))
    text, gone = characters.clean("\n".join(_together(pages)))
    return Draft(blocks.to_markdown(text), notes=(*notes, *gone))


def _lines(page: Any) -> list[str]:
    """The lines of a page where they stand, or one after the other where their places are lost."""
    plain = page.extract_text()
    try:
        placed = page.extract_text(extraction_mode="layout")
    except Exception:
        placed = ""
    same = sorted("".join(plain.split())) == sorted("".join(placed.split()))
    return str(placed if same else plain).replace("\t", "    ").split("\n")


def _together(pages: list[list[str]]) -> list[str]:
    """The lines of all pages, without page numbers and without the lines that begin or end each page again."""
    bare = [_trimmed([line for line in page if not _is_number_at_edge(page, line)]) for page in map(_trimmed, pages)]
    bare = [page for page in bare if page]
    foot = min((_alike(first[::-1], second[::-1]) for first, second in pairwise(bare)), default=0)
    found: list[str] = []
    for number, page in enumerate(bare):
        head = max((_alike(page, before) for before in bare[:number]), default=0)
        kept = _trimmed(page[head : len(page) - foot])
        # A paragraph that ended with the page is followed by a new one; a sentence goes on over the page.
        if found and kept and found[-1].rstrip().endswith((".", ":", "?", "!")):
            found.append("")
        found += kept
    return found


def _alike(first: list[str], second: list[str]) -> int:
    """How many lines two pages begin with alike, at most the edge of a page."""
    same = 0
    for one, other in zip(first[:EDGE], second[:EDGE], strict=False):
        if one.split() != other.split():
            break
        same += 1
    return same if same < min(len(first), len(second)) else 0


def _is_number_at_edge(page: list[str], line: str) -> bool:
    """Whether a line is a page number: nothing else, and the first or the last line of its page."""
    return characters.is_page_number(line) and line in (page[0], page[-1])


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without the empty ones before and after."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1] if full else []


def _is_filled_in(page: Any) -> bool:
    """Whether something was put on the page afterwards that its text does not hold."""
    kinds = {"/Widget", "/FreeText", "/Stamp", "/Ink"}
    return any(note.get_object().get("/Subtype") in kinds for note in page.get("/Annots") or ())


def _damaged() -> Exception:
    message = "the PDF is damaged, or is made in a way that cannot be read"
    return refuse("letter-file-damaged", message, SEND_WORD)
