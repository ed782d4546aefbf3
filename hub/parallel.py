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
# Into so many portions the work of two processes is cut: a byte is the number of one.
PORTIONS = 64


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


def in_two_processes(
    items: list[Item], work: Callable[[list[Item]], list[Result]], cost: Callable[[Item], int] | None = None
) -> list[Result]:
    """`work(items)`, done in portions by this process and a child when that pays. Results keep the order of the items.

    Whoever is ready takes the next portion, so that neither waits long for the other, however busy its processor is.
    `cost` says how much work an item is, compared with the others; without it all are the same.
    """
    if len(items) < WORTH_SHARING or not may_fork():
        return work(items)
    portions = _portions(items, cost or (lambda _: 1))
    # The numbers of the portions stand in a pipe; each is read by one of the two.
    taking, giving = os.pipe()
    with os.fdopen(taking, "rb", buffering=0) as numbers:
        with os.fdopen(giving, "wb", buffering=0) as all_numbers:
            all_numbers.write(bytes(range(len(portions))))

        def taken() -> dict[int, list[Result]]:
            return {number[0]: work(portions[number[0]]) for number in iter(lambda: numbers.read(1), b"")}

        with beside(taken) as by_the_child:
            done = taken()
            done |= by_the_child()
    # What a child took that died is still to be done.
    return [result for number, some in enumerate(portions) for result in (done.get(number) or work(some))]


@contextlib.contextmanager
def beside(work: Callable[[], Result], is_much: bool = True) -> Iterator[Callable[[], Result]]:
    """`work()` in a child process while the block runs; what is yielded waits for the result, once.

    Where forking is not safe, or the work is not much, it is done before the block. Whatever the child raises is raised
    here by doing the work again, so that errors look the same either way. A block that ends without asking stops the
    child.
    """
    if not (is_much and may_fork()):
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


def _portions(items: list[Item], cost: Callable[[Item], int]) -> list[list[Item]]:
    """The items in order, in at most PORTIONS lists of about the same cost."""
    most = sum(map(cost, items)) / (PORTIONS - 1)
    portions: list[list[Item]] = []
    room = 0.0
    for item in items:
        if room <= 0:
            portions.append([])
            room += most
        portions[-1].append(item)
        room -= cost(item)
    return portions
