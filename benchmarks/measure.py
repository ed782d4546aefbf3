"""How long a command takes, and how much memory it and its children hold. Reads /proc, so it needs Linux."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

INTERVAL = 0.015


@dataclass(frozen=True)
class Run:
    """One run of a command. `seconds` by the clock on the wall; `busy` is the processors' time of all its processes.

    `tree` is the highest sum of the proportional set sizes (PSS) of the process and its descendants, `largest` the
    highest resident set of a single process, both in MB; `tree` is 0 when memory was not watched.
    """

    seconds: float
    busy: float
    largest: float
    tree: float = 0.0


class CommandFailed(Exception):
    """A measured command ended with an error; its output is the message."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], watch_memory: bool = False) -> Run:
    """Run a command to its end. Watching memory slows it, so time and memory are taken in different runs."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said: list[bytes] = []

    def listen() -> None:
        if process.stdout:
            with process.stdout as output:
                said.append(output.read())

    reader = threading.Thread(target=listen)
    reader.start()
    watcher = _Watcher(process.pid)
    if watch_memory:
        watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.stop()
    reader.join()
    if process.returncode:
        raise CommandFailed(f"{' '.join(command)}\n{b''.join(said).decode(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, watcher.highest / 1024)


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(
        median(run.seconds for run in runs),
        median(run.busy for run in runs),
        max(run.largest for run in runs),
        max(run.tree for run in runs),
    )


def descendants(pid: int) -> list[int]:
    """A process and everything that it started, as far as they still run."""
    found, pending = [], [pid]
    while pending:
        here = pending.pop()
        found.append(here)
        try:
            for task in os.listdir(f"/proc/{here}/task"):
                pending += [int(child) for child in Path(f"/proc/{here}/task/{task}/children").read_text().split()]
        except OSError:
            continue  # It ended while we looked.
    return found


class _Watcher(threading.Thread):
    """Looks at the memory of a tree of processes until it is stopped; keeps the highest sum, in kB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.highest = pid, 0.0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(INTERVAL):
            self.highest = max(self.highest, sum(_proportional(pid) for pid in descendants(self.pid)))

    def stop(self) -> None:
        self._over.set()
        if self.is_alive():
            self.join()


def _proportional(pid: int) -> int:
    """The proportional set size in kB: shared pages count for each process by its share."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
