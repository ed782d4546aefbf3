"""A file as it arrives: its bytes within limits, and what it is by its content and not by its name."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Literal

from hub.letter_import.draft import ImportRefused, Note, Unreadable, refuse
from hub.problems import Place, Problem, one_line
from hub.words import N_

Kind = Literal["word", "pdf", "markdown", "text"]

MAX_BYTES = 10 * 1024 * 1024
SEND_WORD = "send the Word file (.docx), or type the text into a .txt file"
SAVE_AS_WORD = "open it and save it as Word document (.docx), then import that file"
SUFFIXES: dict[str, Kind] = {".docx": "word", ".pdf": "pdf", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
NAMES: dict[Kind, str] = {
    "word": N_("a Word file"),
    "pdf": N_("a PDF"),
    "markdown": N_("a text file"),
    "text": N_("a text file"),
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What other files begin with, and what a person calls them.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
# What stands in the directory of a zip file, and which program wrote it.
ZIPPED = (
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (.odt)"),
    (b"Index/Document.iwa", "a Pages file"),
    (b"Index.zip", "a Pages file"),
    (b"xl/workbook", "an Excel file"),
    (b"ppt/presentation", "a PowerPoint file"),
)


def read_file(path: Path) -> bytes:
    """The bytes of a file on this computer. Raises ImportRefused when it is not there, not a file, or too large."""
    shown = one_line(path, 200)
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise _misuse(shown, "this is a folder", "name the file of the letter")
        if not stat.S_ISREG(info.st_mode):
            raise _misuse(shown, "this is not an ordinary file", "name the file of the letter")
        if info.st_size > MAX_BYTES:
            raise _too_large(info.st_size).at(shown)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "its name has a character that no file has"
        raise _misuse(shown, f"the file cannot be read: {said}", "check the name of the file") from None
    if len(raw) > MAX_BYTES:
        raise _too_large(len(raw)).at(shown)
    return raw


def kind_of(raw: bytes, name: str) -> tuple[Kind, list[Note]]:
    """What the bytes are. A note says when the name says something else. Raises Unreadable for what is not read."""
    suffix = Path(name).suffix.lower()
    named = SUFFIXES.get(suffix)
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise refuse("letter-file-without-text", "the file is empty", SEND_WORD)
    found = _by_content(raw, named)
    if found is None:
        if suffix in (".docx", ".doc", ".pdf", ".odt", ".pages"):
            what = "PDF" if suffix == ".pdf" else "document"
            message = f"the name says {one_line(suffix)}, but the file is not a {what} that can be read"
            raise refuse("letter-file-damaged", message, "get the file again; " + SEND_WORD)
        if named is None:
            message = f"`{one_line(suffix or name)}` is not a kind of file that can be read"
            hint = "save it as .docx, .pdf, .md or .txt; in Google Docs: File, Download, Microsoft Word (.docx)"
            raise refuse("letter-file-kind", message, hint)
        return named, []
    if named != found:
        words = {"suffix": one_line(suffix or "-"), "kind": NAMES[found]}
        return found, [Note(N_("The name ends in {suffix}, but the file is {kind}; it was read as such."), words)]
    return found, []


def _by_content(raw: bytes, named: Kind | None) -> Kind | None:
    """Word or PDF by their first bytes, None for text. Raises for the kinds that people send by mistake."""
    start = raw[:1024]
    if raw.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            hint = "open it in Word, remove the password (File, Info, Protect Document), save, and import it again"
            raise refuse("letter-file-protected", "the file is protected with a password", hint)
        raise refuse("letter-file-kind", "this is a file of an old Word (.doc)", SAVE_AS_WORD)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw)
    if b"%PDF-" in start and named in ("pdf", None, "word"):
        return "pdf"
    if start.lstrip().startswith(b"{\\rtf"):
        raise refuse("letter-file-kind", "this is an RTF file", SAVE_AS_WORD)
    if raw.startswith(PICTURES) or start[4:12] in (b"ftypheic", b"ftypmif1"):
        raise refuse("letter-file-kind", "this is a picture; its text cannot be read", SEND_WORD)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise refuse("letter-file-kind", "this is a web page, not a letter", SAVE_AS_WORD)
    return None


def _zipped(raw: bytes) -> Kind:
    if b"word/" in raw:
        return "word"
    what = next((said for mark, said in ZIPPED if mark in raw), None)
    if what:
        raise refuse("letter-file-kind", f"this is {what}", SAVE_AS_WORD)
    raise refuse("letter-file-kind", "this is a zip file without a Word document", "unpack it, and import the letter")


def _too_large(size: int) -> Unreadable:
    message = f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}"
    return refuse("letter-file-too-large", message, "remove or shrink the pictures in it, and save it again")


def _misuse(shown: str, message: str, hint: str) -> ImportRefused:
    return ImportRefused(Problem(Place(shown), "unreadable-file", message, hint), misuse=True)
