"""The process in which attachments are decoded: `python -m hub.attachments.worker`, started by hub.attachments.looking.

It reads a list of [path, kind, SHA-256] as JSON and answers each with one frame: what was found, and for a picture the
bytes to publish. Each file is looked at in a child of its own with little time and memory, so that a
file that hangs, crashes or takes over its decoder harms nothing and speaks for no other file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import BinaryIO

from hub.attachments import pdfs, pictures
from hub.attachments.frames import CRASH, LARGE, SLOW, Answer, frame, unframe
from hub.attachments.limits import CLOCK_SECONDS, CPU_SECONDS, MAX_PAGES, MAX_PIXELS, MB, MEMORY, max_bytes
from hub.attachments.signatures import kind_by_content

# An answer is never longer: a picture of MAX_SIDE on a side in its worst case.
MAX_ANSWER = 16 * MB


def look(raw: bytes, kind: str) -> tuple[Answer, bytes]:
    """What a file is. The answer has one of `is` (another kind), `damaged`, `pixels` or `too_many` pages, and `holds`;
    or what is published has: `width` and `height`, or `pages`, `authors` and `located`.
    """
    found = kind_by_content(raw)
    if found != kind:
        return {"is": found}, b""
    try:
        if kind == "pdf":
            return _look_at_pdf(raw), b""
        width, height = pictures.measure(raw, kind)
        if width * height > MAX_PIXELS:
            return {"pixels": [width, height]}, b""
        picture = pictures.clean(raw, kind)
    except (pdfs.Damaged, pictures.Damaged) as error:
        return {"damaged": str(error)}, b""
    return {"width": picture.width, "height": picture.height}, picture.raw


def _look_at_pdf(raw: bytes) -> Answer:
    found = pdfs.inspect(raw)
    if found.holds:
        return {"holds": found.holds}
    if found.pages > MAX_PAGES:
        return {"too_many": found.pages}
    return {"pages": found.pages, "authors": found.authors, "located": found.located}


def _look_at(path: str, kind: str, sha256: str) -> bytes:
    try:
        with open(path, "rb") as file:
            raw = file.read(max_bytes(kind) + 1)
        if hashlib.sha256(raw).hexdigest() != sha256:
            return frame({"died": "it changed while it was read"})
        return frame(*look(raw, kind))
    except MemoryError:
        return frame(LARGE)
    except OSError as error:
        return frame({"died": f"it cannot be read: {error.strerror}"})


def _limit() -> None:
    """Little time, little more memory than this process has already, nothing written to any file."""
    import resource

    most = {resource.RLIMIT_CPU: CPU_SECONDS, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    with contextlib.suppress(OSError):  # Where the system does not say how much this process has, time must do.
        pages = Path("/proc/self/statm").read_text().split()[0]
        most[resource.RLIMIT_AS] = int(pages) * resource.getpagesize() + MEMORY
    for name, value in most.items():
        with contextlib.suppress(ValueError, OSError):  # The system's own limit may be lower still, or unknown to it.
            resource.setrlimit(name, (value, value))


def _in_a_child(path: str, kind: str, sha256: str) -> bytes:
    """The answer of a child that looks at one file, or what became of the child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _limit()
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(_look_at(path, kind, sha256))
        finally:
            os._exit(0)
    os.close(writing)
    said, in_time = _heard(reading)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if unframe(said):
        return said
    slow = not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL))
    return frame(SLOW if slow else CRASH)


def _heard(reading: int) -> tuple[bytes, bool]:
    """What a child says until it ends, and whether it ended by itself and in time."""
    said = bytearray()
    deadline = time.monotonic() + CLOCK_SECONDS
    while len(said) <= MAX_ANSWER:
        if not select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return bytes(said), False
        part = os.read(reading, 1 << 16)
        if not part:
            return bytes(said), True
        said += part
    return b"", False


def run(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer every job, in order."""
    # Where no process can be forked, the one that waits for this process ends it when it takes too long.
    answer = _in_a_child if hasattr(os, "fork") else _look_at
    for path, kind, sha256 in json.load(jobs):
        answers.write(answer(path, kind, sha256))
        answers.flush()


if __name__ == "__main__":
    run(sys.stdin.buffer, sys.stdout.buffer)
