"""Has the worker look at files: the only place where the rest of the hub meets what it found.

Nothing that was contributed is decoded in this process; it does not even load the libraries for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hub.attachments.frames import CRASH, SLOW, Answer, unframe
from hub.attachments.limits import CLOCK_SECONDS
from hub.attachments.signatures import kind_by_content

# So many at once: what the worker answers is held in memory.
AT_ONCE = 40
# What a Python needs to find itself and its libraries. The worker is told nothing else, no token of a workflow either.
_TOLD = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")


class Job(NamedTuple):
    """A file to look at: where it is, what its name says that it is, and the SHA-256 of the bytes that are meant."""

    path: str
    kind: str
    sha256: str


def look_at(jobs: Sequence[Job]) -> Iterator[tuple[Answer, bytes]]:
    """For each file, in order, what the worker found and the picture to publish.

    Where processes cannot be forked the worker has one file at a time: the one at which it dies is the one it had.
    """
    at_once = AT_ONCE if hasattr(os, "fork") else 1
    for start in range(0, len(jobs), at_once):
        yield from _ask(jobs[start : start + at_once])


def _ask(jobs: Sequence[Job]) -> list[tuple[Answer, bytes]]:
    environment = {name: os.environ[name] for name in _TOLD if name in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    # -P: what lies in the folder in which somebody runs the hub is not a part of the program.
    command = [sys.executable, "-P", "-m", "hub.attachments.worker"]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(jobs).encode(),
            capture_output=True,
            env=environment,
            check=False,
            timeout=CLOCK_SECONDS * (len(jobs) + 1),
        )
    except subprocess.TimeoutExpired:
        return [(SLOW, b"")] * len(jobs)
    found: list[tuple[Answer, bytes]] = []
    at = 0
    while len(found) < len(jobs) and (next_one := unframe(done.stdout, at)):
        answer, picture, at = next_one
        found.append((answer, picture) if _is_sound(answer, picture, jobs[len(found)].kind) else (CRASH, b""))
    if done.returncode > 0:  # Not a file: a library is missing, or the program has a mistake.
        raise RuntimeError(f"attachments could not be looked at: {done.stderr.decode('utf-8', 'replace')[-300:]}")
    return found + [(CRASH, b"")] * (len(jobs) - len(found))


def _is_sound(answer: Answer, picture: bytes, kind: str) -> bool:
    """Whether an answer is one that the worker gives. A process that a file took over may say anything."""
    texts = [answer.get(name, "") for name in ("is", "damaged", "died")]
    lists = [answer.get(name, []) for name in ("holds", "authors")]
    numbers = [answer.get(name, 1) for name in ("width", "height", "pages", "too_many")]
    pixels = answer.get("pixels", [1, 1])
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(found, list) and all(isinstance(item, str) for item in found) for found in lists)
        and all(type(number) is int and number > 0 for number in numbers)
        and (isinstance(pixels, list) and len(pixels) == 2 and all(type(side) is int for side in pixels))
        and (kind_by_content(picture) == kind if "width" in answer else not picture)
        and len(answer.keys() & {"is", "damaged", "died", "holds", "pixels", "too_many", "width", "pages"}) == 1
        and ("width" in answer) == ("height" in answer)
        and not ("pages" in answer and kind != "pdf")
        and answer.get("holds") != []
    )
