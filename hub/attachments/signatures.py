"""What the first bytes of a file say that it is, whatever its name says."""

from __future__ import annotations

# Where a file begins so, it is this. A ZIP archive is also what Word writes.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"%PDF-", "pdf"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"PK\x03\x04", "a ZIP archive or a Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x8aMNG", "an MNG animation"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"version https://git-lfs", "a pointer of Git LFS, without the file itself"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<!--")


def kind_by_content(raw: bytes) -> str:
    """`png`, `jpg` or `pdf`; else what it is in words, such as `a GIF picture`."""
    if not raw:
        return "nothing"
    for beginning, kind in _BEGINNINGS:
        if raw.startswith(beginning):
            return kind
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "a WebP picture"
    if raw[4:8] == b"ftyp":
        return "a HEIC or AVIF picture, or a film"
    start = raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in start:
        return "an SVG picture"
    if start.startswith(_MARKUP):
        return "a web page (HTML)"
    if b"%pdf-" in start:
        return "other bytes before a PDF"
    return "text" if _is_text(raw[:1024]) else "something unknown"


def _is_text(raw: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 or byte == 127 for byte in raw)
