"""A Word file as a package of parts: opened with limits, read part by part, and never unpacked to disk.

Nothing in the package is followed anywhere: only parts that a letter needs are read, by their exact name, and XML with
a document type (which is how entities multiply) is refused before it is parsed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from hub.letter_import.draft import Unreadable, refuse
from hub.letter_import.incoming import SEND_WORD

MAX_ENTRIES = 2_000
MAX_TOTAL = 100 * 1024 * 1024
MAX_XML = 10 * 1024 * 1024
MAX_PICTURE = 5 * 1024 * 1024
# No text of a person is pressed together more than this; a part smaller than the second number may be.
MAX_RATIO, SMALL = 100, 1024 * 1024
MAX_ELEMENTS, MAX_DEPTH = 300_000, 150

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The names of the strict format, and the ordinary ones by which everything here knows them.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Relation:
    """Where a part points: the last word of the type, the target's name in the package, "" when it is outside."""

    kind: str
    target: str


class Package:
    """The parts of a Word file. Raises Unreadable when it is too large, protected or damaged."""

    def __init__(self, raw: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(raw))
            entries = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error):
            raise _damaged() from None
        _look_at(entries)
        self.sizes = {entry.filename: entry.file_size for entry in entries}
        main = [found.target for found in self.relations("").values() if found.kind == "officeDocument"]
        self.main = next((name for name in [*main, "word/document.xml"] if name in self.sizes), "")
        if not self.main:
            raise refuse("letter-file-damaged", "there is no document in this Word file", SEND_WORD)

    def part(self, name: str, limit: int = MAX_XML) -> bytes | None:
        """The bytes of a part, or None when there is none of this name."""
        if name not in self.sizes:
            return None
        if self.sizes[name] > limit:
            raise _too_large(f"a part of the file has {self.sizes[name]:,} bytes; the limit is {limit:,}")
        try:
            with self.zip.open(name) as file:
                raw = file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
            raise _damaged() from None
        if len(raw) > limit:
            raise _too_large(f"a part of the file has more than {limit:,} bytes")
        return raw

    def xml(self, name: str) -> Element | None:
        """The root of an XML part, or None when there is none of this name."""
        raw = self.part(name)
        return None if raw is None else parse(raw)

    def relations(self, name: str) -> dict[str, Relation]:
        """Where a part points, by id; "" is the package itself."""
        folder, _, last = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{last}.rels"))
        found = {}
        for row in root.iter(RELATION) if root is not None else ():
            target = row.get("Target", "")
            outside = row.get("TargetMode") == "External" or "\\" in target or "://" in target
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = row.get("Type", "").rpartition("/")[2]
            found[row.get("Id", "")] = Relation(kind, "" if outside or inside not in self.sizes else inside)
        return found


def parse(raw: bytes) -> Element:
    """The root of an XML text without a document type, within limits, with ordinary names for strict ones."""
    depth = count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise _too_large("the document is nested too deeply or has too many parts")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: Any) -> None:
        message = "a part of the file declares a document type, which Word never writes"
        raise refuse("letter-file-damaged", message, "open it in Word and save it again; " + SEND_WORD)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        parser.Parse(raw, True)
        root = ElementTree.fromstring(raw)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError):
        raise _damaged() from None
    for element in root.iter():
        element.tag = _ordinary(element.tag)
        for name in [name for name in element.attrib if name.startswith("{http://purl")]:
            element.attrib[_ordinary(name)] = element.attrib.pop(name)
    return root


def _ordinary(name: Any) -> Any:
    """A name without the strict format's own namespace."""
    if isinstance(name, str) and name.startswith("{http://purl"):
        space, _, local = name[1:].partition("}")
        return f"{{{STRICT.get(space, space)}}}{local}"
    return name


def _look_at(entries: list[zipfile.ZipInfo]) -> None:
    """The directory of the zip file, judged before anything is read."""
    if len(entries) > MAX_ENTRIES:
        raise _too_large(f"the file has {len(entries):,} parts; the limit is {MAX_ENTRIES:,}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise _too_large(f"the file unpacks to {total:,} bytes; the limit is {MAX_TOTAL:,}")
    if len({entry.filename for entry in entries}) < len(entries):
        raise _damaged()
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise refuse("letter-file-protected", "the file is protected with a password", "save it without a password")
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise _too_large("a part of the file unpacks to more than a hundred times its size")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged()


def _too_large(message: str) -> Unreadable:
    hint = "copy the text of the letter into a new Word document, save it, and import that"
    return refuse("letter-file-too-large", message, hint)


def _damaged() -> Unreadable:
    message = "the file is damaged, or is not a Word file"
    return refuse("letter-file-damaged", message, "open it in Word and save it again; " + SEND_WORD)
