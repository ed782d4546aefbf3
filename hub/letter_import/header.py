"""The letterhead of a Word file: lines and logo of the header of its first page, which mammoth does not read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from hub.letter_import import characters, ooxml
from hub.letter_import.ooxml import Cleaner, w
from hub.letter_import.package import MAX_PICTURE, Package, R, Relation

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MAX_LINES = 12


def read(package: Package, body: Element, hidden: frozenset[str]) -> tuple[tuple[str, ...], list[str]]:
    """The lines of the header of the first page, and the names of the parts that hold its pictures ("" for others)."""
    section = next(body.iter(w("sectPr")), None)
    if section is None:
        return (), []
    rows = section.iter(w("headerReference"))
    references = {row.get(w("type"), "default"): row.get(f"{{{R}}}id", "") for row in rows}
    first = section.find(w("titlePg"))
    wanted = "first" if first is not None and first.get(w("val")) not in ooxml.OFF else "default"
    relation = package.relations(package.main).get(references.get(wanted, ""))
    header = package.xml(relation.target) if relation and relation.kind == "header" else None
    if relation is None or header is None:
        return (), []
    cleaner = Cleaner(hidden)
    cleaner.clean(header)
    relations = package.relations(relation.target)
    return tuple(_lines(header)), parts_of((id for id, _ in cleaner.pictures), relations)


def has_words(package: Package, relation: Relation) -> bool:
    """Whether a header or footer says something beside the number of the page."""
    part = package.xml(relation.target) if relation.target else None
    return part is not None and bool(_lines(part))


def parts_of(ids: Iterable[str], relations: dict[str, Relation]) -> list[str]:
    """The parts behind the ids of pictures; "" for a picture that is not in the file."""
    return [relations[id].target if id in relations else "" for id in ids]


def _lines(header: Element) -> list[str]:
    """What a header says, line by line; a tab puts words on the other side of the page."""
    found: list[str] = []
    for paragraph in header.iter(w("p")):
        for line in re.split(r"[\n\t]+", ooxml.text_of(paragraph)):
            said = characters.one_line(line)
            if said and said not in found and not characters.is_page_number(said):
                found.append(said)
    return found[:MAX_LINES]


def logo(package: Package, parts: list[str]) -> tuple[bytes, str]:
    """The largest PNG or JPEG among parts, and its name; nothing when there is none."""
    found = [(package.part(name, MAX_PICTURE) or b"", name) for name in parts if name]
    pictures = [(raw, name) for raw, name in found if raw.startswith((PNG, JPEG))]
    return max(pictures, key=lambda picture: len(picture[0]), default=(b"", ""))
