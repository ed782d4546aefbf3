"""Processes that this one starts: they end with it, however it ends.

A child that outlives a build that was killed would go on writing into the folder in which the next build works.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LINUX = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with(parent: int) -> None:
    """Said by a child: the system is to end it as soon as the process `parent`, which started it, has ended."""
    if _LINUX is not None:
        _LINUX.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # It ended before this was said.
            os._exit(1)


def fork(body: Callable[[int], int]) -> tuple[int, int]:
    """A forked child that does `body` with the end of a pipe to write to, and ends with the status that it returns.

    What `body` raises ends the child with status 1 and is told nowhere. Returns the child and the end to read from.
    """
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent, child, status = os.getpid(), -1, 1
    try:
        child = os.fork()
        if child == 0:
            end_with(parent)
            os.close(reading)
            status = body(writing)
    finally:  # Whatever happens to the child, and be it a signal: it never goes on as if it were the parent.
        if child == 0:
            os._exit(status)
        if child < 0:  # There is no room for another process.
            os.close(reading)
            os.close(writing)
    os.close(writing)
    return child, reading


def has_to_wait(child: int) -> bool:
    """Whether a child would go on if the machine let it: others have the processor, or the disk has not answered.

    Whoever stops children that take too long must not take a busy machine for a hostile file.
    """
    try:
        state = Path(f"/proc/{child}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state in ("R", "D")


def bound() -> Callable[[], None] | None:
    """For `preexec_fn` of a command: the command ends with this process. None where the system cannot do that."""
    return partial(end_with, os.getpid()) if _LINUX is not None else None
