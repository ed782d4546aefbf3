"""Pictures and PDFs for tests: sound ones, and such as somebody may send."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

PNG_START = b"\x89PNG\r\n\x1a\n"


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    picture.save(out, {"png": "PNG", "jpg": "JPEG"}.get(kind, kind), **options)
    return out.getvalue()


def png(size: tuple[int, int] = (60, 20), color: str = "navy") -> bytes:
    return encoded(Image.new("RGB", size, color), "png")


def jpg(size: tuple[int, int] = (60, 20), color: str = "navy") -> bytes:
    return encoded(Image.new("RGB", size, color), "jpg")


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_that_says(width: int, height: int) -> bytes:
    """The header of a PNG of this size, and next to nothing behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG_START + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


def jpg_that_says(width: int, height: int) -> bytes:
    """A JPEG whose header gives this size."""
    raw = bytearray(jpg())
    frame = raw.index(b"\xff\xc0")
    raw[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(raw)


def opened(raw: bytes) -> Image.Image:
    """A picture as a browser would see it."""
    picture = Image.open(io.BytesIO(raw))
    picture.load()
    return picture


def name(text: str) -> NameObject:
    return NameObject(text)


def dictionary(**values: PdfObject) -> DictionaryObject:
    """A dictionary of a PDF; `JS=...` is its `/JS`."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def text(words: str) -> TextStringObject:
    return TextStringObject(words)


def pdf(change: Callable[[PdfWriter], object] = lambda _: None, pages: int = 1) -> bytes:
    """A PDF of empty pages, after something was done to it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def in_root(key: str, value: PdfObject) -> Callable[[PdfWriter], None]:
    """Put something into the catalog of a PDF."""

    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject(key)] = value

    return change


def on_page(annotation: DictionaryObject) -> Callable[[PdfWriter], None]:
    """Put an annotation on the first page of a PDF."""

    def change(writer: PdfWriter) -> None:
        annotation[NameObject("/Type")] = NameObject("/Annot")
        annotation[NameObject("/Rect")] = ArrayObject([NumberObject(number) for number in (0, 0, 9, 9)])
        writer.pages[0][NameObject("/Annots")] = ArrayObject([annotation])

    return change


def unreferenced(value: PdfObject) -> Callable[[PdfWriter], None]:
    """Add an object that nothing in the PDF names."""

    def change(writer: PdfWriter) -> None:
        writer._add_object(value)

    return change


def stream(raw: bytes, **values: PdfObject) -> DecodedStreamObject:
    """A stream of a PDF."""
    made = DecodedStreamObject()
    made.set_data(raw)
    made.update(dictionary(**values))
    return made


def embedded_gif() -> bytes:
    return encoded(Image.new("P", (6, 2)), "gif")
