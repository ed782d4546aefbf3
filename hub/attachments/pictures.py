"""A letterhead as a picture: measured by its header, decoded, and written anew with nothing but its pixels.

The only module that knows Pillow. It runs in the worker, where a decoder may fail, hang or crash.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin

from hub.attachments.limits import MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SIDE

# It is also Pillow's own guard: a header that lies to us must not get past the decoder.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# Imported here so that the worker has them before its limits are in force. A camera's JPEG may be an MPO.
DECODERS = {
    "png": (PngImagePlugin.PngImageFile.format,),
    "jpg": (JpegImagePlugin.JpegImageFile.format, MpoImagePlugin.MpoImageFile.format),
}

# What a PNG is made of. Everything else describes it, moves it, or was put there by somebody.
_ESSENTIAL = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_PNG_START = 8
_SIZED = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG frames, which say width and height.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # JPEG markers without a length.


class Damaged(Exception):
    """The picture cannot be read; the text says why, after the words `it is`."""


class Picture(NamedTuple):
    """A picture to be published."""

    raw: bytes
    width: int
    height: int


def measure(raw: bytes, kind: str) -> tuple[int, int]:
    """Width and height by the header alone; nothing is decoded. Raises Damaged."""
    width, height = _measure_png(raw) if kind == "png" else _measure_jpeg(raw)
    if not width or not height:
        raise Damaged("a picture without width or height")
    return width, height


def _measure_png(raw: bytes) -> tuple[int, int]:
    if len(raw) < 33 or raw[8:16] != b"\x00\x00\x00\rIHDR":
        raise Damaged("cut off or not a whole PNG")
    width, height = struct.unpack(">II", raw[16:24])
    return int(width), int(height)


def _measure_jpeg(raw: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:  # A byte that only fills.
            at += 1
        elif marker in _SIZED:
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return int(width), int(height)
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    raise Damaged("cut off or not a whole JPEG")


def clean(raw: bytes, kind: str) -> Picture:
    """The picture decoded and encoded again: same kind, same pixels, and nothing else that the file held.

    It is turned as its camera meant it, made smaller when it is very large, laid on white where it is transparent
    (so that nothing hides in pixels that nobody sees), and always gives the same bytes. Raises Damaged.
    """
    if kind == "png":
        raw = b"".join(_essential(raw))
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)  # Of odd but harmless fields, which are left out anyway.
        try:
            with Image.open(io.BytesIO(raw), formats=DECODERS[kind]) as opened:
                opened.load()
                pixels = _turned(opened)
                pixels = _plain(pixels)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Damaged("larger than its header says") from None
        except MemoryError:
            raise
        except Exception as error:  # Decoders raise all sorts of things; whatever it is, the picture is not whole.
            cut = "truncated" in str(error)
            raise Damaged("cut off" if cut else "not a picture that can be decoded") from None
    picture = _encoded(pixels, kind, MAX_SIDE)
    # A photograph as a PNG: smaller on a side, so that it is not larger in bytes than what was sent.
    return picture if len(picture.raw) <= MAX_PICTURE_BYTES else _encoded(pixels, kind, MAX_SIDE // 2)


def _encoded(pixels: Image.Image, kind: str, side: int) -> Picture:
    pixels.thumbnail((side, side), Image.Resampling.LANCZOS)
    # Made of pixels alone: what Pillow remembers of the old file (comments, profiles) it would write again.
    fresh = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = io.BytesIO()
    if kind == "png":
        fresh.save(out, "PNG", compress_level=6)
    else:
        fresh.save(out, "JPEG", quality=90, subsampling=0, optimize=True)
    return Picture(out.getvalue(), *fresh.size)


def _essential(raw: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that are its picture. Raises Damaged when it does not end as it should."""
    yield raw[:_PNG_START]
    at = _PNG_START
    while at + 12 <= len(raw):
        end = at + 12 + int.from_bytes(raw[at : at + 4], "big")
        name = raw[at + 4 : at + 8]
        if end > len(raw):
            break
        if name in _ESSENTIAL:
            yield raw[at:end]
        if name == b"IEND":
            return
        at = end
    raise Damaged("cut off")


def _turned(opened: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(opened)
    except MemoryError:
        raise
    except Exception:  # A picture whose notes cannot be read is shown as it lies.
        return opened


def _plain(pixels: Image.Image) -> Image.Image:
    """The same in gray or in color, eight bits each, on white."""
    if pixels.mode.startswith("I"):
        # Sixteen bits of gray. Pillow's own conversion cuts them off instead of making them smaller.
        return pixels.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if pixels.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in pixels.info:
        seen = pixels.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        return white.convert("L" if pixels.mode in ("1", "L", "LA", "La") else "RGB")
    return pixels.convert("L" if pixels.mode in ("1", "L") else "RGB")
