"""YAML as plain values, read as events of libyaml, with every mistake of one text told in one go.

libyaml's events neither recurse nor build objects. Anchors, aliases, tags, merge keys, second documents and duplicate
keys are refused where they stand; scalars stay the text that the author typed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any, cast

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
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

from hub.problems import one_line

MAX_DEPTH = 8
# A paragraph stands on many lines; a backslash at their ends makes one endless word of them, which rules that look for
# patterns would go through for minutes.
MAX_PARAGRAPH = 4_000
MAX_NAME = 200
MOST_MISTAKES = 200  # Then the reading ends: nobody meant this file as a record.
SHORT = 64

Pointer = tuple[str | int, ...]
Places = dict[Pointer, tuple[int, int]]
# The end of a pointer to the name of a field and not to its value; no list has an item of this number.
KEY = -1

# Characters that hide or reorder text: C0 and C1 controls except tab and line feed, soft hyphen, zero-width characters
# (the joiners U+200C and U+200D are needed by Persian and by emoji and pass), bidi controls, line and paragraph
# separators, tag characters, and the byte order mark anywhere but at the start.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

# What libyaml says, and what a person should do about it.
SYNTAX_HINTS = (
    ("mapping values are not allowed", 'put the text in quotes when it holds a colon: `title: "Part 1: Begin"`'),
    ("found character '\\t'", "indent with spaces, not with the tab key"),
    ("found character that cannot start any token", "put the text in quotes, or indent with spaces instead of tabs"),
    ("did not find expected key", "check the indentation: each key starts below the one before it"),
    ("could not find expected ':'", "write `name: value` with a colon and a space"),
    ("did not find expected ',' or ']'", "close the list, with commas between its items: `[one, two]`"),
    ("did not find expected ',' or '}'", "close the braces, with commas between: `{en: ..., es: ...}`"),
    ("unexpected end of stream", "close the quotation mark that was opened here"),
    ("did not find expected '-' indicator", "start each item of the list with `- `, all in the same column"),
    ("did not find expected node content", "write a value here, or remove the line"),
    ("found unknown escape character", "use single quotes, in which a backslash is only a backslash"),
)
# What is not closed is noticed lines below, often at the end of the file; it is told where it was opened.
OPENED = re.compile("scanning a quoted scalar|scanning a simple key|parsing a flow ")


class Refused(Exception):
    """One mistake in a text: where it is, which rule it breaks, what is wrong and what to do."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.message, self.hint = line, column, code, message, hint


def read_mapping(text: str, offset: int = 0, found: Places | None = None) -> tuple[dict[str, Any], list[Refused]]:
    """The fields of one text and its mistakes; the fields are to be trusted only when there are no mistakes.

    `offset` is the number of lines that stand before the text in its file. `found`, when given, collects the line and
    column of each text, of the key of each list and mapping, and with `KEY` behind the pointer of the key of a text.
    """
    if found is None and (plain := _plain_document(text)) is not None:
        return plain, []
    reader = _Reader(text, offset, found)
    try:
        values = reader.mapping()
    except Refused as fatal:
        return {}, [*reader.mistakes, fatal]
    return values, reader.mistakes


def not_yaml(error: yaml.YAMLError, otherwise: str, offset: int = 0) -> Refused:
    """What the parser says of a text, with its place; `otherwise` is the hint where it says nothing that is known."""
    opened, context = getattr(error, "context_mark", None), getattr(error, "context", None) or ""
    mark: Any = getattr(error, "problem_mark", None) or opened
    mark = opened if opened and opened.line < mark.line and OPENED.search(context) else mark
    said = getattr(error, "problem", None) or one_line(error)
    hint = next((advice for start, advice in SYNTAX_HINTS if start in said), otherwise)
    line, column = (mark.line + 1 + offset, mark.column + 1) if mark else (1, 1)
    return Refused(line, column, "yaml-syntax", f"this cannot be read as YAML: {said}", hint)


class _Unusual(Exception):
    """The short way met something that `_Reader` has to look at."""


def _plain_document(text: str) -> dict[str, Any] | None:
    """The fields of a text without any mistake, in half the time; None when there may be one.

    It accepts less than `_Reader` and says nothing: whatever is not plain fields, lists and texts is read once more.
    """
    parser = CParser(text)
    get = cast(Any, parser).get_event
    try:
        get()  # The start of the stream.
        start = get()
        if type(start) is not DocumentStartEvent or start.version or start.tags:
            return None
        first = get()
        if type(first) is not MappingStartEvent:
            return None
        values = _plain_mapping(get, first, 1)
        get()  # The end of the document.
        return values if type(get()) is StreamEndEvent else None
    except (_Unusual, yaml.YAMLError):
        return None
    finally:
        cast(Any, parser).dispose()


def _plain_mapping(get: Callable[[], Any], start: Any, depth: int) -> dict[str, Any]:
    if depth > MAX_DEPTH or start.anchor is not None or start.tag is not None:
        raise _Unusual
    values: dict[str, Any] = {}
    while True:
        event = get()
        if type(event) is MappingEndEvent:
            return values
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise _Unusual
        key = event.value
        if key in values or key == "<<" or len(key) > MAX_NAME:
            raise _Unusual
        event = get()
        values[key] = _plain_text(event) if type(event) is ScalarEvent else _plain_value(get, event, depth + 1)


def _plain_value(get: Callable[[], Any], event: Any, depth: int) -> Any:
    if type(event) is MappingStartEvent:
        return _plain_mapping(get, event, depth)
    if type(event) is not SequenceStartEvent or depth > MAX_DEPTH or event.anchor is not None or event.tag is not None:
        raise _Unusual
    values: list[Any] = []
    while True:
        event = get()
        if type(event) is SequenceEndEvent:
            return values
        values.append(_plain_text(event) if type(event) is ScalarEvent else _plain_value(get, event, depth + 1))


def _plain_text(event: Any) -> str:
    value: str = event.value.strip()
    if not value or event.anchor is not None or event.tag is not None:
        raise _Unusual
    if (event.style == '"' and HIDDEN.search(event.value)) or _longest(value) > MAX_PARAGRAPH:
        raise _Unusual
    # Ids and terms stand in thousands of records: one string for all of them saves memory, here and in the cache.
    return sys.intern(value) if len(value) <= SHORT else value


def _longest(value: str) -> int:
    """The length of the longest line of a text that may be too long; 0 for a short text."""
    return max(map(len, value.split("\n"))) if len(value) > MAX_PARAGRAPH else 0


class _Reader:
    """Walks the events of one document. What does not hinder the reading is noted, and the reading goes on."""

    def __init__(self, text: str, offset: int, found: Places | None) -> None:
        self.parser = CParser(text if text.endswith("\n") else f"{text}\n")  # What is not closed ends a line below.
        self.offset = offset
        self.found = found
        self.mistakes: list[Refused] = []

    def mapping(self) -> dict[str, Any]:
        try:
            return self._document()
        except yaml.YAMLError as error:
            raise not_yaml(error, "compare with a record beside it", self.offset) from None
        finally:
            # CParser has a `dispose` that the type stubs do not know; without it the text stays in memory.
            cast(Any, self.parser).dispose()

    def _document(self) -> dict[str, Any]:
        event = self._next()
        while not isinstance(event, (DocumentStartEvent, StreamEndEvent)):
            event = self._next()
        if isinstance(event, StreamEndEvent):
            raise Refused(1, 1, "empty-file", "the file is empty", "write at least the required fields")
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

    def _refuse(self, event: Any, code: str, message: str, hint: str) -> Refused:
        mark = event.start_mark
        return Refused(mark.line + 1 + self.offset, mark.column + 1, code, message, hint)

    def _value(self, event: Any, depth: int, pointer: Pointer) -> Any:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._note(event, "yaml-alias", f"`*{one_line(event.anchor)}` is a YAML alias", "write the value out")
            return ""
        if depth > MAX_DEPTH:
            raise self._refuse(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep", "flatten the lists")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth, pointer)
        return self._sequence(event, depth, pointer)

    def _found(self, pointer: Pointer, event: Any) -> None:
        if self.found is not None:
            self.found[pointer] = (event.start_mark.line + 1 + self.offset, event.start_mark.column + 1)

    def _scalar(self, event: Any) -> str:
        self._plain(event)
        value: str = event.value.strip()
        if not event.value.strip(" \t\n") and event.anchor is None and event.tag is None:
            self._note(event, "empty-value", "this value is empty", "fill it in, or remove the line")
        elif event.style == '"' and (hidden := HIDDEN.search(event.value)):
            # In double quotes an escape such as `\u202e` writes what the raw text does not show.
            said = f"this text writes the invisible character U+{ord(hidden.group()):04X} as an escape"
            self._note(event, "hidden-character", said, "remove the escape after the backslash")
        elif (length := _longest(value)) > MAX_PARAGRAPH:
            said = f"this text has a paragraph of {length:,} characters"
            self._note(event, "line-too-long", said, f"begin a new paragraph; the limit is {MAX_PARAGRAPH:,}")
        return value

    def _plain(self, event: Any) -> None:
        """Note an anchor or a tag."""
        if event.anchor is not None:
            said = f"`&{one_line(event.anchor)}` is a YAML anchor"
            self._note(event, "yaml-anchor", said, "remove it, or put the text in quotes")
        elif event.tag is not None:
            said = f"`{one_line(event.tag)}` is a YAML tag"
            self._note(event, "yaml-tag", said, "remove it, or put the text in quotes")

    def _note(self, event: Any, code: str, message: str, hint: str) -> None:
        if len(self.mistakes) >= MOST_MISTAKES:
            raise self._refuse(event, code, f"{message}; what follows was not read", hint)
        self.mistakes.append(self._refuse(event, code, message, hint))

    def _mapping(self, start: Any, depth: int, pointer: Pointer) -> dict[str, Any]:
        self._plain(start)
        values: dict[str, Any] = {}
        while True:
            event = self._next()
            if isinstance(event, MappingEndEvent):
                return values
            if not isinstance(event, ScalarEvent):
                raise self._refuse(event, "key-not-text", "a field name must be plain text", "write `name: value`")
            self._plain(event)
            key = event.value
            if len(key) > MAX_NAME:
                said = f"this field name has {len(key):,} characters"
                raise self._refuse(event, "key-not-text", said, f"shorten it; the limit is {MAX_NAME}")
            if key == "<<":
                self._note(event, "yaml-merge", "`<<` is a YAML merge key", "write the fields out")
            elif key in values:
                message = f"the field `{one_line(key)}` stands here twice"
                self._note(event, "duplicate-key", message, "keep one of the two")
            here = (*pointer, key)
            value = self._next()
            if isinstance(value, ScalarEvent) and value.value:
                self._found((*here, KEY), event)
                self._found(here, value)
            else:
                self._found(here, event)
            values[key] = self._value(value, depth + 1, here)

    def _sequence(self, start: Any, depth: int, pointer: Pointer) -> list[Any]:
        self._plain(start)
        values: list[Any] = []
        while True:
            event = self._next()
            if isinstance(event, SequenceEndEvent):
                return values
            here = (*pointer, len(values))
            self._found(here, event)
            values.append(self._value(event, depth + 1, here))
