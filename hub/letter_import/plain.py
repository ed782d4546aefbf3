"""A text file as a draft: plain text, or Markdown that may have front matter already."""

from __future__ import annotations

import re

from hub.letter_import import blocks, characters
from hub.letter_import.draft import Draft, ImportRefused, Note, refuse
from hub.letter_import.incoming import SEND_WORD
from hub.problems import Place, Problem
from hub.source import MAX_LINE
from hub.strict_yaml import read_mapping
from hub.words import N_

MAX_BYTES = 512 * 1024

OTHER_ENCODING = N_("The file is not UTF-8: it was read as {encoding}. Look at accents, quotation marks and dashes.")
REMARKS = N_("HTML comments, which nobody sees, were left out.")
PICTURES = N_("Pictures in the text were left out.")
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
PICTURE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|^\[[^\]\n]+\]:\s*<?data:.*$", re.MULTILINE)


def decode(raw: bytes) -> tuple[str, list[Note]]:
    """The text of a file, in the encodings that programs save. Raises Unreadable for what is not text, or too much."""
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes of text; the limit is {MAX_BYTES:,}"
        raise refuse("letter-file-too-large", message, "leave in it the letter alone")
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            said = {"encoding": "Windows-1252 (Latin)"}
            return text, [Note(OTHER_ENCODING, said)] if encoding == "cp1252" else []
    message = "the file holds something else than text"
    raise refuse("letter-file-damaged", message, "save it as plain text in UTF-8; or " + SEND_WORD)


def read_text(raw: bytes) -> Draft:
    """What a .txt file says: paragraphs and lists, every character as it stands."""
    text, notes = decode(raw)
    text, gone = characters.clean(text)
    if not text.strip():
        raise refuse("letter-file-without-text", "there is no text in this file", SEND_WORD)
    return Draft(blocks.to_markdown(text.expandtabs(4)), notes=(*notes, *gone))


def read_markdown(raw: bytes, shown: str) -> Draft:
    """What a .md file says: its text as it is, and the fields of its front matter when it has any.

    Raises ImportRefused when the front matter cannot be read, with the place of each mistake.
    """
    text, notes = decode(raw)
    text, gone = characters.clean(text)
    fields: dict[str, object] = {}
    found = FRONT_MATTER.match(text)
    if found:
        fields, mistakes = read_mapping(found[1], 1) if found[1] and found[1].strip() else ({}, [])
        if mistakes:
            raise ImportRefused(
                *(Problem(Place(shown, row.line, row.column), row.code, row.message, row.hint) for row in mistakes)
            )
        text = text[found.end() :]
    body, more = tidy(text)
    if not body:
        raise refuse("letter-file-without-text", "there is no text in this file", SEND_WORD)
    return Draft(body, notes=(*notes, *gone, *more), fields=fields)


def tidy(text: str) -> tuple[str, list[Note]]:
    """Markdown without what the site never shows, in lines that the reader accepts."""
    notes = []
    without = COMMENT.sub("", text)
    if without != text:
        notes.append(Note(REMARKS))
    shown = PICTURE.sub("", without)
    if shown != without:
        notes.append(Note(PICTURES))
    lines = [part for line in shown.split("\n") for part in _short(line.rstrip() if not line.endswith("  ") else line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), notes


def _short(line: str) -> list[str]:
    """A line, or the lines that it becomes when it is too long for the reader; its indent and quote marks stay."""
    if len(line) <= MAX_LINE:
        return [line]
    start = re.match(r"[\s>]*", line)
    lead = start[0] if start else ""
    rest = " " * 2 if re.match(r"(?:[-*+]|\d+[.)])\s", line[len(lead) :]) else ""
    found, current = [], lead
    for word in line[len(lead) :].split(" "):
        if len(current) + len(word) >= 116 and current.strip(" >"):
            found.append(current)
            current = lead + rest
        # A word that would begin a list or a heading where it stands now was none where it stood.
        current += word if not current.strip(" >") else f" {word}"
    return [*found, current]
