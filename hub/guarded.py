"""Many files read by workers that may die: a file that hangs, fills the memory or crashes the reader is named, and all
others are read.

A worker is a forked process with little memory. It says where it is and sends what it has read, many files at a time,
so that an ordinary file costs next to nothing. When it dies or stands still, the file at which it was is read once more
by itself, because the machine may only have been busy; if that fails too, the file is at fault. Where a process cannot
be forked (see `parallel.may_fork`) files are read here, within the limits of the reader alone.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import select
import signal
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from hub import children
from hub.parallel import WORTH_SHARING, may_fork

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]

# A worker that reads one file for so long is stopped. The largest file that is allowed takes a twentieth of it.
STALL_SECONDS = 1.0
# What the file may then take by itself: work of the processor, and time in which it neither works nor waits for the
# processor. On a machine that does other things too, a harmless file may wait long for its second of work.
CPU_SECONDS, CLOCK_SECONDS, LONGEST_SECONDS = 1, 3.0, 120.0
# More memory than this process has already.
MEMORY = 256 * 1024 * 1024
# So many results travel at once.
TOGETHER = 512

SLOW, LARGE, CRASH = "it takes too long", "it takes too much memory", "the reader stopped"
_ROOM = 1 << 20
_NUMBER = struct.Struct("q")
_TOO_LARGE, _OUR_MISTAKE = 3, 4


def each(items: Sequence[Item], work: Work[Item, Result], lost: Callable[[Item, str], Result]) -> list[Result]:
    """`work(item)` for every item, in order; where that kills a worker, `lost(item, why)`.

    What `work` raises is raised here, as if no worker had been.
    """
    if not items or not may_fork():
        return [work(item) for item in items]
    results: dict[int, Result] = {}
    middle = len(items) // 2 if len(items) >= WORTH_SHARING else len(items)
    ranges = [(0, middle), (middle, len(items))]
    workers: list[_Worker[Item, Result]] = []
    try:
        while ranges or workers:
            workers += [_Worker(items, work, start, end) for start, end in ranges if start < end]
            ranges = []
            for worker in _heard(workers):
                results.update(worker.take())
                if not worker.is_over():
                    continue
                worker.end_it()
                workers.remove(worker)
                told, at = worker.start + worker.told, worker.at_since[0]
                if told < worker.end:
                    results[at] = _alone(items[at], work, lost)
                    ranges += [(told, at), (at + 1, worker.end)]
                    for other in workers:  # Nobody listened to them meanwhile.
                        other.at_since = (other.at_since[0], time.monotonic())
    finally:
        for worker in workers:
            worker.end_it()
    return [results[number] for number in range(len(items))]


def _heard(workers: list[_Worker[Item, Result]]) -> list[_Worker[Item, Result]]:
    """All workers, after those that had something to say were heard."""
    ready, _, _ = select.select([worker.pipe for worker in workers], [], [], STALL_SECONDS / 4)
    for worker in workers:
        if worker.pipe in ready:
            worker.hear()
    return list(workers)


def _alone(item: Item, work: Work[Item, Result], lost: Callable[[Item, str], Result]) -> Result:
    """One item by itself, with little time; what is to be said of it when that fails too."""
    child, pipe = _fork(lambda out: _answer(item, work, out), CPU_SECONDS)
    said = bytearray()
    deadline, last = time.monotonic() + CLOCK_SECONDS, time.monotonic() + LONGEST_SECONDS
    in_time = True
    while in_time:
        if not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            in_time = time.monotonic() < last and children.has_to_wait(child)
            deadline = time.monotonic() + STALL_SECONDS
            continue
        part = os.read(pipe, 1 << 20)
        said += part
        if not part:
            break
    os.close(pipe)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 0:
        result: Result = pickle.loads(said)
        return result
    if status == _OUR_MISTAKE:
        return work(item)  # It is raised again, where somebody sees it.
    slow = not in_time or status in (-signal.SIGXCPU, -signal.SIGKILL)
    return lost(item, SLOW if slow else LARGE if status == _TOO_LARGE else CRASH)


def _answer(item: Item, work: Work[Item, Result], pipe: int) -> None:
    with os.fdopen(pipe, "wb") as out:
        out.write(pickle.dumps(work(item), 5))


def _fork(body: Callable[[int], None], seconds: int = 0) -> tuple[int, int]:
    """A child with little memory, and little time if it is said, for `body`; and the end of the pipe to read from."""

    def limited(writing: int) -> int:
        import fcntl

        with contextlib.suppress(OSError, AttributeError):  # Room for a frame, so that nobody waits for the other.
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
        _limit(seconds)
        try:
            body(writing)
        except (MemoryError, RecursionError):
            return _TOO_LARGE
        except Exception:
            return _OUR_MISTAKE
        return 0

    return children.fork(limited)


def _limit(seconds: int) -> None:
    """Little more memory than this process has already, and little time if it is said."""
    import resource

    most = {resource.RLIMIT_CORE: 0}
    with contextlib.suppress(OSError):  # Where the system does not say how much this process has, time must do.
        pages = Path("/proc/self/statm").read_text().split()[0]
        most[resource.RLIMIT_AS] = int(pages) * resource.getpagesize() + MEMORY
    if seconds:
        most[resource.RLIMIT_CPU] = seconds
    for name, value in most.items():
        with contextlib.suppress(ValueError, OSError):  # The system's own limit may be lower still.
            resource.setrlimit(name, (value, value))


class _Worker(Generic[Item, Result]):
    """A forked process that reads the items from `start` to `end`; `told` is how many of them it has sent."""

    def __init__(self, items: Sequence[Item], work: Work[Item, Result], start: int, end: int) -> None:
        self.start, self.end, self.told = start, end, 0
        self.heard = bytearray()
        # Shared with the child, which writes there at which item it is; and since when this process has seen it there.
        self.at = mmap.mmap(-1, _NUMBER.size)
        _NUMBER.pack_into(self.at, 0, start)
        self.at_since = (start, time.monotonic())
        self.closed = False
        self.child, self.pipe = _fork(lambda pipe: self._read(items, work, pipe))

    def _read(self, items: Sequence[Item], work: Work[Item, Result], pipe: int) -> None:
        """In the child: frames of results, each with its length before it."""
        done: list[Result] = []
        with os.fdopen(pipe, "wb") as out:
            for number in range(self.start, self.end):
                _NUMBER.pack_into(self.at, 0, number)
                done.append(work(items[number]))
                if len(done) >= TOGETHER:
                    _send(out, done)
                    done = []
            _send(out, done)

    def hear(self) -> None:
        """Take what has come; nothing comes when the child has ended."""
        part = os.read(self.pipe, 1 << 20)
        self.heard += part
        self.closed = not part
        self.at_since = (self.at_since[0], time.monotonic())

    def take(self) -> Iterator[tuple[int, Result]]:
        """What has come whole since the last time."""
        while len(self.heard) >= _NUMBER.size:
            (length,) = _NUMBER.unpack_from(self.heard)
            if len(self.heard) < _NUMBER.size + length:
                return
            frame: list[Result] = pickle.loads(bytes(self.heard[_NUMBER.size : _NUMBER.size + length]))
            del self.heard[: _NUMBER.size + length]
            for result in frame:
                yield self.start + self.told, result
                self.told += 1

    def is_over(self) -> bool:
        """Whether it has ended, or stands still at a file."""
        (number,) = _NUMBER.unpack_from(self.at)
        if number != self.at_since[0]:
            self.at_since = (number, time.monotonic())
        return self.closed or time.monotonic() - self.at_since[1] > STALL_SECONDS

    def end_it(self) -> None:
        """End the child, if it has not ended, and forget it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.pipe)
        self.at.close()


def _send(out: BinaryIO, results: list[Result]) -> None:
    frame = pickle.dumps(results, 5)
    out.write(_NUMBER.pack(len(frame)) + frame)
    out.flush()
