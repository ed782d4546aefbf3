"""How large an attachment may be, and how much work it may cost to look at one."""

from __future__ import annotations

MB = 1024 * 1024
MAX_PICTURE_BYTES = 2 * MB
MAX_PIXELS = 8_000_000
MAX_PDF_BYTES = 5 * MB
MAX_PAGES = 20

# A published letterhead has at most so many pixels on a side: more can be seen on no page, and would only be slow.
MAX_SIDE = 1600

# A letter of twenty pages has some hundred objects; a tagged one from a word processor some thousand.
MAX_OBJECTS = 20_000
MAX_VALUES = 1_000_000

# Of one file: seconds of the processor, seconds by the clock on a machine that has much else to do, and memory.
CPU_SECONDS = 2
CLOCK_SECONDS = 20
MEMORY = 256 * MB


def max_bytes(kind: str) -> int:
    """The largest file of a kind (`png`, `jpg`, `pdf`)."""
    return MAX_PDF_BYTES if kind == "pdf" else MAX_PICTURE_BYTES
