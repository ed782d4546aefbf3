"""How the program ends. Asked by a signal to stop, it puts things in order, says one line, and ends with its status."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

# Ctrl+C, the polite way of a system to end a process, and a terminal that is closed.
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(BaseException):
    """The program was asked to stop. Not an Exception, and not a KeyboardInterrupt, which Typer keeps for itself."""

    def __init__(self, number: int, state: str = "") -> None:
        """`state` says how things stand, where whoever catches it knows."""
        super().__init__(signal.Signals(number).name)
        self.number = number
        # What a shell expects of a program that a signal ended.
        self.status = 128 + number
        self.said = f"stopped: {state}" if state else "stopped"


def heed() -> None:
    """Raise Stopped wherever the program is when it is asked to stop; what is ignored already stays so (nohup)."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - this is how signals are handled.
    raise Stopped(number)


def with_streams() -> None:
    """Give the program something to speak to where whoever started it closed that (`hub check >&-`)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open as long as the program runs.


def leave(status: int) -> NoReturn:
    """End now, after what was promised for the end. The system takes the memory back at once; Python would take a
    hundred thousand objects apart before.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # Whoever read it has gone, or the disk is full.
            status = status or 1
    os._exit(status)
