"""Work shared between two forked processes, where the machine allows it: reading, rendering and writing many files."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from hub import children

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this a second process costs more than it saves.
WORTH_SHARING = 300


def may_fork() -> bool:
    """Forking is safe only on Linux and only while this process has a single thread."""
    return sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Run a block without Python's garbage collector.

    A build makes hundreds of thousands of small objects and hardly any garbage in cycles: collecting costs a third of
    the time, and it touches every object, which makes two forked processes copy what they could have shared.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def in_two_halves(
    items: list[Item], work: Callable[[list[Item]], list[Result]], cost: Callable[[Item], int] | None = None
) -> list[Result]:
    """`work(items)`, its second half in a child process when that pays. Results keep the order of the items.

    `cost` says how much work an item is, compared with the others; without it all are the same.
    """
    if len(items) < WORTH_SHARING or not may_fork():
        return work(items)
    middle = _middle([cost(item) for item in items]) if cost else len(items) // 2
    with beside(lambda: work(items[middle:])) as second:
        first = work(items[:middle])
        return first + second()


@contextlib.contextmanager
def beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """`work()` in a child process while the block runs; what is yielded waits for the result, once.

    Where forking is not safe the work is done before the block. Whatever the child raises is raised here by doing the
    work again, so that errors look the same either way. A block that ends without asking stops the child.
    """
    if not may_fork():
        result = work()
        yield lambda: result
        return

    def send(writing: int) -> int:
        with os.fdopen(writing, "wb") as sending:
            pickle.dump(work(), sending, 5)
        return 0

    child, reading = children.fork(send)
    with os.fdopen(reading, "rb") as pipe:

        def done() -> Result:
            try:
                found: Result = pickle.load(pipe)
            except (EOFError, pickle.UnpicklingError):
                return work()
            return found

        try:
            yield done
        finally:
            # It has either sent all that it had, or nobody listens to it any more: waiting would be for ever.
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _middle(costs: list[int]) -> int:
    """The place that leaves as much work before it as after it."""
    half, passed = sum(costs) / 2, 0
    for place, cost in enumerate(costs):
        passed += cost
        if passed >= half:
            return place + 1
    return len(costs)
