"""The signed copy as a PDF: every object in it is looked at, and it may hold nothing but pages to be read.

The only module of this room that knows pypdf. It runs in the worker, where a parser may fail, hang or run out of
memory. The file is published byte for byte, so what is looked at is also what was appended, hidden or replaced.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from hub.attachments.limits import MAX_OBJECTS, MAX_PAGES, MAX_VALUES, MB

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# What must not be in a letter, by the name that a PDF gives it. `/S` is the kind of an action.
_KEYS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/AA": "an action that runs by itself",
    "/EF": "an embedded file",
    "/EmbeddedFiles": "an embedded file",
    "/Collection": "a portfolio of files",
    "/XFA": "an XFA form",
    "/RichMediaContent": "film or sound",
    "/RichMediaSettings": "film or sound",
    "/Encrypt": "encryption",
}
_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "an action that starts a program",
    "/GoToR": "a link into another file",
    "/GoToE": "a link into an embedded file",
    "/SubmitForm": "an action that sends data",
    "/ImportData": "an action that reads data",
    "/ResetForm": "a form",
    "/Hide": "an action that hides parts",
    "/SetOCGState": "an action that hides parts",
    "/Sound": "film or sound",
    "/Movie": "film or sound",
    "/Rendition": "film or sound",
    "/GoTo3DView": "a 3D model",
    "/RichMediaExecute": "film or sound",
}
_KINDS = {
    "/FileAttachment": "an embedded file",
    "/EmbeddedFile": "an embedded file",
    "/Sound": "film or sound",
    "/Movie": "film or sound",
    "/Screen": "film or sound",
    "/RichMedia": "film or sound",
    "/3D": "a 3D model",
}
_FIELDS = frozenset({"/Tx", "/Btn", "/Ch"})
_FORM = "a form"
# The same again in the bytes themselves, for objects that no table of the file names: a reader may still find them.
_WORDS = {
    b"/JavaScript": "JavaScript",
    b"/Launch": "an action that starts a program",
    b"/GoToR": "a link into another file",
    b"/GoToE": "a link into an embedded file",
    b"/SubmitForm": "an action that sends data",
    b"/ImportData": "an action that reads data",
    b"/EmbeddedFile": "an embedded file",
    b"/RichMedia": "film or sound",
    b"/Encrypt": "encryption",
}
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# `/ObjStm`, each letter of which may be escaped, and the beginning of the stream that it stands for.
_OBJECTS = re.compile(
    rb"/(?:O|#4[fF])(?:b|#62)(?:j|#6[aA])(?:S|#53)(?:t|#74)(?:m|#6[dD])\b.{0,400}?stream\r?\n", re.DOTALL
)
_LINKS = ("http://", "https://", "mailto:", "tel:")
_CREATOR = re.compile(rb"<dc:creator>.{0,2000}?</dc:creator>", re.DOTALL)
_ITEM = re.compile(rb"<rdf:li[^>]*>([^<]{1,200})</rdf:li>")


class Damaged(Exception):
    """The PDF cannot be read; the text says why, after the words `it is`."""


class Inspected(NamedTuple):
    """What a PDF is: its pages (one more than the limit stands for all above), what it may not hold, who made it.

    `located` says that a picture in it still has the notes of its camera, which may tell where it was taken.
    """

    pages: int
    holds: tuple[str, ...]
    authors: tuple[str, ...]
    located: bool


def inspect(raw: bytes) -> Inspected:
    """Look at every object of a PDF. Raises Damaged when it cannot be read to its end, or is far too large."""
    _ends_well(raw)
    found: set[str] = set(_words(raw))
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if "/Encrypt" in reader.trailer:
            return Inspected(0, ("encryption",), (), False)
        # The root first: what it opens with is judged by its place, which an object on its own does not tell.
        root = reader.trailer["/Root"].get_object()
        if not isinstance(root, DictionaryObject):
            raise Damaged("a PDF without a beginning")
        found |= set(_root(root))
        found |= set(_all(reader))
        pages = _pages(root)
        authors = _authors(reader, root)
    except (Damaged, MemoryError):
        raise
    except Exception:  # A parser of hostile files raises all sorts of things; whatever it is, the file is not sound.
        if found:
            return Inspected(0, tuple(sorted(found)), (), False)
        raise Damaged("not a PDF that can be read to its end") from None
    if not pages:
        raise Damaged("a PDF without pages")
    return Inspected(pages, tuple(sorted(found)), authors, b"Exif\0\0" in raw)


def _ends_well(raw: bytes) -> None:
    end = raw.rfind(b"%%EOF")
    if end < 0:
        raise Damaged("cut off")
    if raw[end + 5 :].strip(b"\r\n\t \0"):
        raise Damaged("followed by other bytes after the end of the PDF")


# The objects.


def _all(reader: PdfReader) -> Iterator[str]:
    """What the objects of a PDF hold that they must not: those that the pages use, and all others in its tables."""
    ids = [(id, generation) for generation, table in reader.xref.items() for id in table]
    ids += [(id, 0) for id in reader.xref_objStm]
    if len(ids) > MAX_OBJECTS:
        raise Damaged(f"made of more than {MAX_OBJECTS:,} objects")
    seen = set(ids)
    waiting: list[Any] = [reader.trailer, *(IndirectObject(id, generation, reader) for id, generation in ids)]
    looked_at = 0
    while waiting:
        value = waiting.pop()
        looked_at += 1
        if looked_at > MAX_VALUES:
            raise Damaged(f"made of more than {MAX_VALUES:,} values")
        if isinstance(value, IndirectObject):
            value = value.get_object()
        if isinstance(value, DictionaryObject):
            yield from _held(value)
            inner: Any = dict.values(value)
        elif isinstance(value, list):
            inner = list.__iter__(value)
        else:
            continue
        for item in inner:
            if isinstance(item, IndirectObject):
                name = (item.idnum, item.generation)
                if name in seen:
                    continue
                seen.add(name)
            if isinstance(item, (IndirectObject, dict, list)):
                waiting.append(item)


def _held(value: DictionaryObject) -> Iterator[str]:
    """What one dictionary of a PDF is that must not be there."""
    for key, what in _KEYS.items():
        if key in value:
            yield what
    kind = _text(value, "/S")
    if kind in _ACTIONS:
        yield _ACTIONS[kind]
    for name in ("/Subtype", "/Type"):
        if _text(value, name) in _KINDS:
            yield _KINDS[_text(value, name)]
    if _text(value, "/FT") in _FIELDS:
        yield _FORM
    if kind == "/URI" and not _text(value, "/URI").strip().lower().startswith(_LINKS):
        yield "a link that leads to no web page"
    if isinstance(value, StreamObject) and "/F" in value:
        yield "a part that lies in another file"


def _text(value: DictionaryObject, key: str) -> str:
    found = value.get(key)
    return str(found.get_object()) if found is not None else ""


def _root(root: DictionaryObject) -> Iterator[str]:
    """What happens when the PDF is opened, and whether it is a form.

    To open at a page is no action. A digital signature stands in a form of its own, which has nothing to fill in.
    """
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    if isinstance(opening, DictionaryObject) and _text(opening, "/S") != "/GoTo":
        yield "an action that runs by itself"
    form = root.get("/AcroForm")
    form = form.get_object() if form is not None else None
    if isinstance(form, DictionaryObject):
        fields = form.get("/Fields")
        listed = fields.get_object() if fields is not None else []
        kinds = {_field(field) for field in list.__iter__(listed)} if isinstance(listed, list) else set()
        if kinds != {"/Sig"}:
            yield _FORM


def _field(field: Any) -> str:
    found = field.get_object()
    return _text(found, "/FT") if isinstance(found, DictionaryObject) and "/Kids" not in found else ""


def _pages(root: DictionaryObject) -> int:
    """The pages of the tree, counted one by one up to one more than are allowed."""
    waiting: list[Any] = [root["/Pages"]]
    seen: set[int] = set()
    pages = 0
    while waiting and pages <= MAX_PAGES:
        node = waiting.pop().get_object()
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        kids = node.get("/Kids")
        kids = kids.get_object() if kids is not None else None
        if isinstance(kids, list):
            waiting += list.__iter__(kids)
        else:
            pages += 1
    return pages


# The bytes.


def _words(raw: bytes) -> Iterator[str]:
    """What the bytes name, in objects that no table lists too; escapes in names and packed objects are undone."""
    for text in (raw, *_packed(raw)):
        plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), text)
        for word, what in _WORDS.items():
            if word in plain:
                yield what


def _packed(raw: bytes) -> Iterator[bytes]:
    for match in _OBJECTS.finditer(raw):
        unpack = zlib.decompressobj()
        try:
            yield unpack.decompress(raw[match.end() : raw.find(b"endstream", match.end())], 20 * MB)
        except zlib.error:
            continue


# What it says of people.


def _authors(reader: PdfReader, root: DictionaryObject) -> tuple[str, ...]:
    """Who made the file, as its properties say in either of the two places where a PDF has them."""
    found = []
    info = reader.trailer.get("/Info")
    info = info.get_object() if info is not None else None
    if isinstance(info, DictionaryObject):
        found.append(_text(info, "/Author"))
    metadata = root.get("/Metadata")
    metadata = metadata.get_object() if metadata is not None else None
    if isinstance(metadata, StreamObject):
        for creator in _CREATOR.findall(metadata.get_data()[: 256 * 1024]):
            found += [name.decode("utf-8", "replace") for name in _ITEM.findall(creator)]
    return tuple(dict.fromkeys(name.strip()[:200] for name in found if name.strip()))
