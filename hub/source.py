"""One file in, plain values out, with the place of each: the only reader of contributed YAML and front matter.

The values are text, lists and mappings and nothing else; the model decides what a text means, so `NO`, `3-5`, `1.10`
and `12:30` stay what the author typed. YAML is read as events of libyaml, which neither recurses nor builds objects:
anchors, aliases, tags, merge keys, second documents and duplicate keys are refused where they stand.
Places cost time and are wanted only when something is wrong, so `places()` reads a file a second time for them.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from hub.problems import Place, Problem, one_line

MAX_BYTES = 64 * 1024
MAX_LINE = 2_000
MAX_DEPTH = 8

Pointer = tuple[str | int, ...]

# Characters that hide or reorder text: C0 and C1 controls except tab and line ends, soft hyphen, zero-width characters
# (the joiners U+200C and U+200D are needed by Persian and by emoji and pass), bidi controls, line and paragraph
# separators, tag characters, and the byte order mark anywhere but at the start.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# What libyaml says, and what a person should do about it.
SYNTAX_HINTS = (
    ("mapping values are not allowed", "put the text in quotes when it holds a colon: `title: \"Part 1: Begin\"`"),
    ("found character '\\t'", "indent with spaces, not with the tab key"),
    ("cannot start any token", "put the text in quotes, or indent with spaces instead of tabs"),
    ("did not find expected key", "check the indentation: each key starts below the one before it"),
    ("could not find expected ':'", "write `name: value` with a colon and a space"),
    ("did not find expected ',' or ']'", "close the list: `[one, two]`"),
    ("did not find expected ',' or '}'", "close the braces: `{en: ..., es: ...}`"),
    ("unexpected end of stream", "close the quotation mark that was opened here"),
    ("did not find expected '-' indicator", "start each item of the list with `- `, all in the same column"),
    ("did not find expected node content", "write a value here, or remove the line"),
)


@dataclass(slots=True)
class Parsed:
    """What one file says. `values` is None when the file could not be read; `body` is the text after front matter."""

    values: dict[str, Any] | None
    digest: str
    body: str | None = None
    body_line: int = 0
    problems: list[Problem] = field(default_factory=list)


class _Refused(Exception):
    """Stops the reading of one file; carries what is wrong and where."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.message, self.hint = line, column, code, message, hint


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
        values = _Reader(header, offset, None).mapping()
    except _Refused as error:
        place = Place(shown, error.line, error.column)
        return Parsed(None, hashed, problems=[Problem(place, error.code, error.message, error.hint)])
    return Parsed(values, hashed, body, body_line)


def digest(raw: bytes) -> str:
    """The hash by which the cache knows a file: 16 bytes of BLAKE2b, as hexadecimal."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def places(path: Path, front_matter: bool = False) -> dict[Pointer, tuple[int, int]]:
    """Line and column, from 1, of each key and list item of a file; empty when the file cannot be read any more."""
    try:
        return places_in(path.read_bytes(), front_matter)
    except OSError:
        return {}


def places_in(raw: bytes, front_matter: bool = False) -> dict[Pointer, tuple[int, int]]:
    """The same for bytes already in memory; what stands before a mistake is still found."""
    found: dict[Pointer, tuple[int, int]] = {}
    try:
        text = _text(raw)
        header, _body, offset, _line = _split(text) if front_matter else (text, None, 0, 0)
        _Reader(header, offset, found).mapping()
    except _Refused:
        pass
    return found


def read_bytes(path: Path, shown: str) -> tuple[bytes, Problem | None]:
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
    if info.st_size > MAX_BYTES:
        return refuse(
            "file-too-large",
            f"the file has {info.st_size:,} bytes; the limit is {MAX_BYTES:,}",
            "shorten it; long documents belong behind a link, not in a record",
        )
    try:
        return path.read_bytes(), None
    except OSError as error:
        return refuse("unreadable-file", f"the file cannot be read: {error.strerror}", "check its permissions")


def _text(raw: bytes) -> str:
    """Strict UTF-8 (a byte order mark and CRLF are allowed) without characters that hide or reorder text."""
    if len(raw) > MAX_BYTES:
        raise _Refused(0, 0, "file-too-large", f"the text has {len(raw):,} bytes", f"the limit is {MAX_BYTES:,}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise _Refused(
            line,
            column,
            "not-utf-8",
            f"the byte 0x{raw[error.start]:02x} is not UTF-8 text",
            "save the file as UTF-8 (in Word: Save As, Plain Text, Unicode UTF-8), or type the character again",
        ) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = HIDDEN.search(text)
    if found:
        line, column = _position(text, found.start())
        raise _Refused(
            line,
            column,
            "hidden-character",
            f"an invisible character U+{ord(found.group()):04X} stands here",
            "delete it and type the words around it again",
        )
    if len(text) > MAX_LINE:
        for number, row in enumerate(text.split("\n"), 1):
            if len(row) > MAX_LINE:
                raise _Refused(
                    number, MAX_LINE + 1, "line-too-long", f"this line has {len(row):,} characters",
                    f"break it; the limit is {MAX_LINE:,}",
                )
    return text


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _split(text: str) -> tuple[str, str, int, int]:
    """Front matter and body of a Markdown file, the lines before the front matter, and the body's first line."""
    if not text.startswith("---\n"):
        raise _Refused(
            1, 1, "front-matter-missing", "the file does not begin with front matter",
            "start the file with a line `---`, the fields, and another line `---`",
        )
    end = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, 4)
    if end is None:
        raise _Refused(1, 1, "front-matter-open", "the front matter is not closed", "add a line `---` after the fields")
    return text[4 : end.start()], text[end.end() :], 1, text.count("\n", 0, end.end()) + 1


class _Reader:
    """Walks the events of one document. `found`, when given, collects the place of each key and item."""

    def __init__(self, text: str, offset: int, found: dict[Pointer, tuple[int, int]] | None) -> None:
        self.parser = CParser(text)
        self.offset = offset
        self.found = found

    def mapping(self) -> dict[str, Any]:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = error.problem or "this is not YAML"
            hint = next((advice for start, advice in SYNTAX_HINTS if start in said), "compare with a record beside it")
            line, column = (mark.line + 1 + self.offset, mark.column + 1) if mark else (1, 1)
            raise _Refused(line, column, "yaml-syntax", f"this cannot be read as YAML: {said}", hint) from None
        except yaml.YAMLError as error:
            raise _Refused(
                1, 1, "yaml-syntax", f"this cannot be read as YAML: {one_line(error)}", "compare with a record beside it"
            ) from None
        finally:
            # CParser has a `dispose` that the type stubs do not know; without it the text stays in memory.
            cast(Any, self.parser).dispose()

    def _document(self) -> dict[str, Any]:
        event = self._next()
        while not isinstance(event, (DocumentStartEvent, StreamEndEvent)):
            event = self._next()
        if isinstance(event, StreamEndEvent):
            raise _Refused(1, 1, "empty-file", "the file is empty", "write at least the required fields")
        if event.version or event.tags:
            raise self._refuse(event, "yaml-directive", "YAML directives are not used here", "remove the line")
        start = self._next()
        if not isinstance(start, MappingStartEvent):
            raise self._refuse(start, "not-a-mapping", "the file does not hold fields", "write `name: value` lines")
        values = self._mapping(start, 1, ())
        self._next()  # the end of the document
        after = self._next()
        if not isinstance(after, StreamEndEvent):
            raise self._refuse(after, "second-document", "a second document starts here", "remove the line `---`")
        return values

    def _next(self) -> Any:
        return cast(Any, self.parser).get_event()

    def _refuse(self, event: Any, code: str, message: str, hint: str) -> _Refused:
        mark = event.start_mark
        return _Refused(mark.line + 1 + self.offset, mark.column + 1, code, message, hint)

    def _value(self, event: Any, depth: int, pointer: Pointer) -> Any:
        if isinstance(event, ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                raise self._marked(event)
            value = event.value.strip()
            if not value:
                raise self._refuse(event, "empty-value", "this value is empty", "fill it in, or remove the line")
            return value
        if isinstance(event, AliasEvent):
            raise self._refuse(event, "yaml-alias", f"`*{one_line(event.anchor)}` is a YAML alias", "write the value out")
        if depth > MAX_DEPTH:
            raise self._refuse(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep", "flatten the lists")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth, pointer)
        return self._sequence(event, depth, pointer)

    def _marked(self, event: Any) -> _Refused:
        if event.anchor is not None:
            said = f"`&{one_line(event.anchor)}` is a YAML anchor"
            return self._refuse(event, "yaml-anchor", said, "remove it, or put the text in quotes")
        said = f"`{one_line(event.tag)}` is a YAML tag"
        return self._refuse(event, "yaml-tag", said, "remove it, or put the text in quotes")

    def _mapping(self, start: Any, depth: int, pointer: Pointer) -> dict[str, Any]:
        if start.anchor is not None or start.tag is not None:
            raise self._marked(start)
        values: dict[str, Any] = {}
        while True:
            event = self._next()
            if isinstance(event, MappingEndEvent):
                return values
            if not isinstance(event, ScalarEvent):
                raise self._refuse(event, "key-not-text", "a field name must be plain text", "write `name: value`")
            if event.anchor is not None or event.tag is not None:
                raise self._marked(event)
            key = event.value
            if key == "<<":
                raise self._refuse(event, "yaml-merge", "`<<` is a YAML merge key", "write the fields out")
            if key in values:
                hint = "keep one of the two"
                raise self._refuse(event, "duplicate-key", f"the field `{one_line(key)}` stands here twice", hint)
            here = (*pointer, key)
            if self.found is not None:
                self.found[here] = (event.start_mark.line + 1 + self.offset, event.start_mark.column + 1)
            values[key] = self._value(self._next(), depth + 1, here)

    def _sequence(self, start: Any, depth: int, pointer: Pointer) -> list[Any]:
        if start.anchor is not None or start.tag is not None:
            raise self._marked(start)
        values: list[Any] = []
        while True:
            event = self._next()
            if isinstance(event, SequenceEndEvent):
                return values
            here = (*pointer, len(values))
            if self.found is not None:
                self.found[here] = (event.start_mark.line + 1 + self.offset, event.start_mark.column + 1)
            values.append(self._value(event, depth + 1, here))
