"""A file that hangs, fills the memory or crashes its reader is an error in that file, and all others are read."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub import guarded, load, source
from hub.parallel import WORTH_SHARING
from hub.problems import Severity
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs these tests may have threads, with which the hub itself would not fork."""
    monkeypatch.setattr(guarded, "may_fork", lambda: True)


def hang() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def fill() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 24))


def recurse() -> None:
    recurse()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


DEATHS: dict[str, tuple[Callable[[], None], str]] = {
    "hangs": (hang, guarded.SLOW),
    "sleeps": (sleep, guarded.SLOW),
    "fills the memory": (fill, guarded.LARGE),
    "recurses": (recurse, guarded.LARGE),
    "crashes": (crash, guarded.CRASH),
    "is killed": (kill, guarded.SLOW),
}


def lost(_item: int, _why: str) -> int:
    return -1


def deadly(number: int, death: Callable[[], None]) -> Callable[[int], str]:
    def work(item: int) -> str:
        assert os.getpid() != HERE, "nothing is read in the process that must live"
        if item == number:
            death()
        return f"read {item}"

    return work


@pytest.mark.parametrize("how", DEATHS)
@pytest.mark.parametrize("count", [3, WORTH_SHARING * 5])
def test_what_kills_a_worker_is_named_and_all_else_is_read(how: str, count: int) -> None:
    death, why = DEATHS[how]
    number = count * 2 // 3
    found = guarded.each(range(count), deadly(number, death), lambda item, why: f"lost {item}: {why}")
    assert found == [f"read {n}" if n != number else f"lost {n}: {why}" for n in range(count)]


def test_several_deaths_in_both_halves() -> None:
    def work(item: int) -> int:
        if item in (0, 1, 250, 400, 999):
            crash()
        return item

    found = guarded.each(range(1000), work, lost)
    assert [number for number, said in enumerate(found) if said < 0] == [0, 1, 250, 400, 999]


def test_a_worker_that_was_only_disturbed_is_no_error_in_the_file(tmp_path: Path) -> None:
    def work(item: int) -> int:
        once = tmp_path / "once"
        if item == 5 and not once.exists():
            once.touch()
            kill()
        return item

    assert guarded.each(range(9), work, lost) == list(range(9))


def test_on_a_busy_machine_a_file_gets_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as it would go on if it were let, the clock alone condemns nothing; who sleeps is stopped."""
    monkeypatch.setattr(guarded, "CLOCK_SECONDS", 0.01)
    monkeypatch.setattr(guarded, "STALL_SECONDS", 0.01)

    def work(item: int) -> int:
        started = time.process_time()
        while item == 1 and time.process_time() - started < 0.3:
            pass
        if item == 2:
            sleep()
        return item

    assert guarded.each(range(4), work, lost) == [0, 1, -1, 3]


def our_children() -> str:
    """The processes that this one has started, a browser of other tests among them."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def test_a_mistake_of_ours_is_raised_and_no_process_is_left() -> None:
    def work(item: int) -> int:
        return 1 // (item - 3)

    before = our_children()
    with pytest.raises(ZeroDivisionError):
        guarded.each(range(700), work, lost)
    assert our_children() == before


def test_where_nothing_can_be_forked_files_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "may_fork", lambda: False)
    assert guarded.each(range(3), lambda _: os.getpid(), lost) == [HERE] * 3


@pytest.mark.parametrize("how", ["hangs", "fills the memory", "crashes"])
def test_through_the_loader_it_is_an_error_with_place_and_hint_in_that_file_alone(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    victim = next(path for path in sorted(content.glob("resources/*/*.yml")) if path.name[0] != "_")
    parse = source.parse

    def deadly_parse(raw: bytes, shown: str, front_matter: bool = False) -> Any:
        if shown.endswith(victim.relative_to(content).as_posix()):
            DEATHS[how][0]()
        return parse(raw, shown, front_matter)

    before = load.load(content)
    monkeypatch.setattr(source, "parse", deadly_parse)
    after = load.load(content)
    new = [problem for problem in after.problems if problem not in before.problems]
    assert [(str(p.place), p.code, p.severity) for p in new] == [
        (f"content/{victim.relative_to(content)}:1:1", "unreadable-file", Severity.ERROR)
    ]
    assert new[0].hint and DEATHS[how][1] in new[0].message
    assert after.catalogue.resources.keys() == before.catalogue.resources.keys() - {victim.stem}
    assert load.tally(after.files, after.problems).rejected == load.tally(before.files, before.problems).rejected + 1
