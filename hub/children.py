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

_PR_SET_PDEATHSIG = 1
_LINUX = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with(parent: int) -> None:
    """Said by a child: the system is to end it as soon as the process `parent`, which started it, has ended."""
    if _LINUX is not None:
        _LINUX.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # It ended before this was said.
            os._exit(1)


def bound() -> Callable[[], None] | None:
    """For `preexec_fn` of a command: the command ends with this process. None where the system cannot do that."""
    return partial(end_with, os.getpid()) if _LINUX is not None else None
