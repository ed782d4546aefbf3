"""How the worker's answers travel from one process to the next. They come from a process that a file may have taken
over, so nothing in them is trusted: a frame that is not whole is no answer.
"""

from __future__ import annotations

import json
from typing import Any

from hub.attachments.limits import CPU_SECONDS, MB, MEMORY

Answer = dict[str, Any]

# What is said of a file at which the process that looked at it ended.
SLOW: Answer = {"died": f"it takes more than {CPU_SECONDS} seconds to read"}
LARGE: Answer = {"died": f"it takes more than {MEMORY // MB} MB of memory to read"}
CRASH: Answer = {"died": "the program that reads it crashed"}


def frame(answer: Answer, raw: bytes = b"") -> bytes:
    """An answer on its way: the lengths of its two parts, the answer as JSON, the bytes of the picture."""
    said = json.dumps(answer).encode()
    return len(said).to_bytes(4, "big") + len(raw).to_bytes(4, "big") + said + raw


def unframe(frames: bytes, at: int = 0) -> tuple[Answer, bytes, int] | None:
    """The answer that begins at a place, its picture, and where the next one begins; None when it is not whole."""
    middle = at + 8 + int.from_bytes(frames[at : at + 4], "big")
    end = middle + int.from_bytes(frames[at + 4 : at + 8], "big")
    if len(frames) < at + 8 or len(frames) < end:
        return None
    try:
        answer = json.loads(frames[at + 8 : middle])
    except (ValueError, RecursionError):
        return None
    return (answer, frames[middle:end], end) if isinstance(answer, dict) else None
