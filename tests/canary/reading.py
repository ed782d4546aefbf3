"""Every published file read by a parser that is not the hub's: which texts are in it, and what is there beside texts.

A text is what a reader's program would get: decoded, unescaped, unquoted.
"""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

import rispy
import yaml
from bs4 import BeautifulSoup
from bs4.element import Comment, Declaration, Doctype, NavigableString, ProcessingInstruction, Tag

# Attributes that hold an address; everything else is text.
ADDRESSES = frozenset(["href", "src", "action", "cite", "data", "poster", "formaction", "srcset", "xlink:href"])
FORMULA = re.compile(r"^[\s\x00]*[=+\-@\t\r＝＋－＠]")
PNG = "data:image/png;base64,"
PIXELS = frozenset([b"IHDR", b"PLTE", b"IDAT", b"IEND"])
BIBTEX = re.compile(r"@misc\{(?P<key>[^,{}\s]+),\n(?P<rows>.*)\n\}", re.DOTALL)
TEX = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


@dataclass
class Read:
    """What one file says. `wrong` are things that no contributor may cause, whatever was planted."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def say(self, where: str, text: str) -> None:
        self.texts.append((where, text))


def read(path: str, raw: bytes) -> Read | None:
    """The texts of one file; None for a kind of file that no contributor writes in."""
    found = Read()
    name = PurePosixPath(path)
    if name.suffix == ".html":
        _html(raw.decode(), found)
    elif name.suffix == ".json":
        _json(json.loads(raw), found, "json")
    elif name.suffix == ".csv":
        _csv(raw, found)
    elif name.suffix in (".atom", ".xml", ".svg"):
        _xml(raw, found)
    elif name.suffix == ".md":
        _markdown(raw.decode(), found)
    elif name.suffix == ".pf_fragment":
        text = gzip.decompress(raw).removeprefix(b"pagefind_dcd")
        if b"zq" in text:
            _json(json.loads(text), found, "fragment")
    else:
        return None
    return found


def _html(text: str, found: Read) -> None:
    soup = BeautifulSoup(text, "lxml")
    for element in soup.find_all(True):
        if re.search(r"zq", element.name):
            found.wrong.append(f"an element <{element.name}>")
        for name, value in element.attrs.items():
            said = " ".join(value) if isinstance(value, list) else str(value)
            if re.search(r"zq|^on|^style$|^srcdoc$|^formaction$", name, re.IGNORECASE):
                found.wrong.append(f"an attribute {name}={said[:40]}")
            if name.lower() in ADDRESSES:
                _address(said, found)
            else:
                found.say(f"{element.name} {name}", said)
    for piece in soup.find_all(string=True):
        parent = piece.parent
        if isinstance(piece, (Comment, Declaration, Doctype, ProcessingInstruction)):
            if "zq" in piece.lower():
                found.wrong.append(f"in a comment: {piece[:60]}")
        elif parent is not None and parent.name == "script":
            if parent.get("type") in ("application/ld+json", "application/json"):
                _json(json.loads(piece), found, "JSON-LD")
            elif "zq" in piece.lower():
                found.wrong.append(f"in a script: {piece[:60]}")
        elif parent is not None and parent.name == "style":
            if "zq" in piece.lower():
                found.wrong.append("in a style")
        elif not isinstance(piece, NavigableString):
            found.wrong.append(f"{type(piece).__name__}: {piece[:60]}")
    for entry in soup.select("pre[data-hub-file]"):
        if {"bib": bibtex, "ris": ris}[str(entry["data-hub-file"])](entry.get_text()) is None:
            found.wrong.append(f"no entry for a program: {entry.get_text()[:60]}")
    # The text of a block as a whole: emphasis and marks of language cut a sentence into pieces.
    for block in soup.find_all(_holds_words):
        found.say(block.name, block.get_text())


HOLDERS = re.compile(
    "p|li|d[dt]|t[dh]|h[1-6]|title|summary|caption|option|label|a|button|pre|code|span|div|blockquote|legend|text|tspan|"
    "desc|cite|figcaption|strong|em|q"
)


def _holds_words(element: Tag) -> bool:
    return bool(HOLDERS.fullmatch(element.name)) and any(
        isinstance(piece, NavigableString) and piece.strip() for piece in element.contents
    )


def _address(value: str, found: Read) -> None:
    parts = urlsplit(value)
    if parts.scheme not in ("", "http", "https", "mailto", "data"):
        found.wrong.append(f"an address {value[:60]}")
    if value.startswith(PNG):  # A code that a telephone reads, made of squares and of no word.
        if not PIXELS.issuperset(_chunks(base64.b64decode(value.removeprefix(PNG), validate=True))):
            found.wrong.append(f"a picture with words {value[:60]}")
        return
    if parts.scheme == "data" and "zq" in value.lower():
        found.wrong.append(f"an address {value[:60]}")
    found.say("address", value)
    found.say("path", unquote(parts.path))
    for _, said in parse_qsl(parts.query):
        found.say("query", said)


def _chunks(png: bytes) -> Iterator[bytes]:
    """The names of what a PNG is made of."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        yield png[at + 4 : at + 8]
        at += 12 + int.from_bytes(png[at : at + 4], "big")


def _json(data: Any, found: Read, where: str) -> None:
    if isinstance(data, str):
        found.say(where, data)
    elif isinstance(data, dict):
        for name, value in data.items():
            found.say(f"{where} key", name)
            _json(value, found, where)
    elif isinstance(data, list):
        for value in data:
            _json(value, found, where)


def _csv(raw: bytes, found: Read) -> None:
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    for row in rows:
        if len(row) != len(rows[0]):
            found.wrong.append(f"a row of {len(row)} cells, and the head has {len(rows[0])}")
        for cell in row:
            if FORMULA.match(cell):
                found.wrong.append(f"a cell that is a formula: {cell[:40]!r}")
            found.say("cell", cell)


def _xml(raw: bytes, found: Read) -> None:
    assert b"<!DOCTYPE" not in raw and b"<!ENTITY" not in raw
    for element in ElementTree.fromstring(raw).iter():
        if "zq" in element.tag:
            found.wrong.append(f"an element {element.tag}")
        for name, value in element.attrib.items():
            if "zq" in name or name.lower().startswith("on"):
                found.wrong.append(f"an attribute {name}")
            found.say(f"{element.tag} {name}", value)
        found.say(element.tag, "".join(element.itertext()))


def _markdown(text: str, found: Read) -> None:
    """A letter as its file: front matter by PyYAML's own loader, and the text."""
    if text.startswith("---\n"):
        head, _, body = text[4:].partition("\n---\n")
        _json(yaml.load(head, yaml.CSafeLoader) if head else {}, found, "front matter")
        found.say("body", body)
    else:
        found.say("text", text)


def bibtex(text: str) -> dict[str, str] | None:
    """An entry as BibTeX reads it: fields by name, braces balanced, TeX's escapes undone; None when it is no entry.

    It reads character by character and shares nothing with hub/outputs/citations.py.
    """
    entry = BIBTEX.fullmatch(text.strip())
    if entry is None:
        return None
    fields, rest = {}, entry["rows"]
    while rest.strip():
        name, _, rest = rest.partition("=")
        rest = rest.lstrip()
        assert rest.startswith("{"), rest[:40]
        depth, place = 0, 0
        while place < len(rest):
            if rest[place] == "\\" and not rest.startswith("\\text", place):
                place += 2
                continue
            depth += {"{": 1, "}": -1}.get(rest[place], 0)
            place += 1
            if depth == 0:
                break
        assert depth == 0, "an open brace"
        fields[name.strip(" ,\n")] = _untex(rest[1 : place - 1])
        rest = rest[place:].lstrip(" ,\n")
    return fields


def ris(text: str) -> list[str] | None:
    """The values of one entry as another program reads RIS; None when the text is none.

    The page may hold one entry of one kind in each place, and nothing that a reader of RIS would leave out.
    """
    if not text.startswith("TY  - "):
        return None
    (entry,) = rispy.loads(text)
    assert "unknown_tag" not in entry, entry
    return [said for value in entry.values() for said in (value if isinstance(value, list) else [value])]


def _untex(text: str) -> str:
    text = text.removeprefix("{").removesuffix("}") if text.startswith("{") and text.endswith("}") else text
    for escaped, sign in TEX.items():
        text = text.replace(escaped, f"\0{ord(sign)}\0")
    text = re.sub(r"\\([&%$#_{}])", r"\1", text)
    return re.sub(r"\0(\d+)\0", lambda found: chr(int(found[1])), text)
