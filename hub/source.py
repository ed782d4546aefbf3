"""One file in, plain values out, with the place of each: the only reader of contributed YAML and front matter.

The values are text, lists and mappings and nothing else; the model decides what a text means, so `NO`, `3-5`, `1.10`
and `12:30` stay what the author typed. This module knows files, bytes and characters; `strict_yaml` knows YAML.
Places cost time and are wanted only when something is wrong, so `places()` reads a file a second time for them.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub.problems import Place, Problem, position
from hub.strict_yaml import HIDDEN, KEY, Places, Pointer, Refused, read_mapping

MAX_BYTES = 64 * 1024
MAX_LINE = 2_000
# A letter of three pages has a hundred lines and a dozen links. These signs cost a reader of Markdown more than others.
MOST_IN_A_LETTER = (
    ("\n", "lines", 2_000),
    ("[", "brackets `[`", 500),
    ("<", "signs `<`", 500),
    ("*", "signs `*`", 2_000),
    ("_", "signs `_`", 2_000),
)
UTF_16 = ("this looks like UTF-16", "save the file as UTF-8")
TOO_MUCH = "keep the words of the letter, and leave the rest out"
TOO_LARGE = "shorten it; long documents belong behind a link, not in a record"


@dataclass(slots=True)
class Parsed:
    """What one file says. `values` is None when the file could not be read; `body` is the text after front matter."""

    values: dict[str, Any] | None
    digest: str
    body: str | None = None
    body_line: int = 0
    problems: list[Problem] = field(default_factory=list)


def read(path: Path, shown: str, front_matter: bool = False) -> Parsed:
    """Read one file. `shown` is its name in problems; `front_matter` expects `---` blocks before a Markdown body."""
    raw, problem = read_bytes(path, shown)
    if problem:
        return Parsed(None, "", problems=[problem])
    return parse(raw, shown, front_matter)


def parse(raw: bytes, shown: str, front_matter: bool = False) -> Parsed:
    """The same for bytes already in memory."""
    hashed = digest(raw)
    try:
        text = _text(raw)
        header, body, offset, body_line = _split(text) if front_matter else (text, None, 0, 0)
    except Refused as error:
        return Parsed(None, hashed, problems=[_problem(error, shown)])
    values, mistakes = read_mapping(header, offset)
    if mistakes:
        return Parsed(None, hashed, problems=[_problem(mistake, shown) for mistake in mistakes])
    return Parsed(values, hashed, body, body_line)


def _problem(mistake: Refused, shown: str) -> Problem:
    return Problem(Place(shown, mistake.line, mistake.column), mistake.code, mistake.message, mistake.hint)


def digest(raw: bytes) -> str:
    """The hash by which the cache knows a file: 16 bytes of BLAKE2b, as hexadecimal."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def places(path: Path, front_matter: bool = False) -> Places:
    """Line and column, from 1, of what a file holds; empty when the file cannot be read any more.

    A text is where it begins, a list or mapping where its key stands; the key of a text is at `(*pointer, KEY)`.
    """
    try:
        return places_in(path.read_bytes(), front_matter)
    except OSError:
        return {}


def places_in(raw: bytes, front_matter: bool = False) -> Places:
    """The same for bytes already in memory; what stands before a mistake is still found."""
    found: Places = {}
    try:
        text = _text(raw)
        header, body, offset, line = _split(text) if front_matter else (text, None, 0, 0)
    except Refused:
        return {}
    read_mapping(header, offset, found)
    if body is not None:
        found["body",] = (line, 1)
    return found


def place_of(shown: str, pointer: Pointer, places: Places) -> Place:
    """The place of a field, or of the nearest thing around it that stands in the file."""
    while pointer and pointer not in places:
        pointer = pointer[:-1]
    return Place(shown, *places.get(pointer, (1, 1)))


def place_of_key(shown: str, pointer: Pointer, places: Places) -> Place:
    """The place of the name of a field."""
    return place_of(shown, (*pointer, KEY) if (*pointer, KEY) in places else pointer, places)


def read_bytes(path: Path, shown: str, limit: int = MAX_BYTES) -> tuple[bytes, Problem | None]:
    """The bytes of an ordinary file within the size limit, or the problem."""

    def refuse(code: str, message: str, hint: str) -> tuple[bytes, Problem]:
        return b"", Problem(Place(shown), code, message, hint)

    try:
        info = path.lstat()
    except OSError as error:
        return refuse("unreadable-file", f"the file cannot be read: {error.strerror}", "check that it exists")
    if stat.S_ISLNK(info.st_mode):
        return refuse("symlink", "this is a symbolic link", "put the file itself here; links are not followed")
    if not stat.S_ISREG(info.st_mode):
        return refuse("special-file", "this is not an ordinary file", "remove it from content/")
    if info.st_size > limit:
        return refuse("file-too-large", f"the file has {info.st_size:,} bytes; the limit is {limit:,}", TOO_LARGE)
    try:
        return path.read_bytes(), None
    except OSError as error:
        return refuse("unreadable-file", f"the file cannot be read: {error.strerror}", "check its permissions")


def _text(raw: bytes) -> str:
    """Strict UTF-8 (a byte order mark and CRLF are allowed) without characters that hide or reorder text."""
    if len(raw) > MAX_BYTES:
        raise Refused(1, 1, "file-too-large", f"the file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}", TOO_LARGE)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_utf_16(raw)
        raise Refused(
            *place_of_byte(raw, error.start),
            "not-utf-8",
            f"the byte 0x{raw[error.start]:02x} is not UTF-8 text",
            "save the file as UTF-8 (in Word: Save As, Plain Text, Unicode UTF-8), or type the character again",
        ) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = HIDDEN.search(text)
    if found:
        _refuse_utf_16(raw)
        line, column = position(text, found.start())
        raise Refused(
            line,
            column,
            "hidden-character",
            f"an invisible character U+{ord(found.group()):04X} stands here",
            "delete it and type the words around it again",
        )
    if len(text) > MAX_LINE:
        for number, row in enumerate(text.split("\n"), 1):
            if len(row) > MAX_LINE:
                said = f"this line has {len(row):,} characters"
                raise Refused(number, MAX_LINE + 1, "line-too-long", said, f"break it; the limit is {MAX_LINE:,}")
    return text


def is_utf_16(raw: bytes) -> bool:
    """Whether bytes that are no good UTF-8 look like UTF-16: with its mark, or nearly every second one zero."""
    halves = (raw[::2].count(0), raw[1::2].count(0))
    return raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (min(halves) == 0 and 3 * max(halves) > len(raw) > 0)


def _refuse_utf_16(raw: bytes) -> None:
    if is_utf_16(raw):
        raise Refused(1, 1, "not-utf-8", *UTF_16)


def excess(body: str) -> str:
    """Of what the text of a letter has too much; empty when it may be read as Markdown."""
    for sign, name, most in MOST_IN_A_LETTER:
        if (number := body.count(sign)) > most:
            return f"the text has {number:,} {name}; the limit is {most:,}"
    return ""


def place_of_byte(raw: bytes, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte in a text of which what stands before it is UTF-8."""
    before = raw[:index].removeprefix(b"\xef\xbb\xbf")
    return before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1


def _split(text: str) -> tuple[str, str, int, int]:
    """Front matter and body of a Markdown file, the lines before the front matter, and the body's first line."""
    if not text.startswith("---\n"):
        hint = "start the file with a line `---`, the fields, and another line `---`"
        raise Refused(1, 1, "front-matter-missing", "the file does not begin with front matter", hint)
    end = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, 4)
    if end is None:
        raise Refused(1, 1, "front-matter-open", "the front matter is not closed", "add a line `---` after the fields")
    body, line = text[end.end() :], text.count("\n", 0, end.end()) + 1
    if said := excess(body):
        raise Refused(line, 1, "file-too-large", said, TOO_MUCH)
    return text[4 : end.start()], body, 1, line
