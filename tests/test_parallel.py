"""Work in two processes gives what one process gives."""

from __future__ import annotations

import os
import threading
import time

import pytest

from hub import parallel

MANY = list(range(parallel.WORTH_SHARING * 2 + 1))


def with_process(items: list[int]) -> list[tuple[int, int]]:
    time.sleep(0.005)  # So that the other process has begun before all is done.
    return [(item, os.getpid()) for item in items]


def test_results_keep_the_order_of_the_items() -> None:
    assert [item for item, _ in parallel.in_two_processes(MANY, with_process)] == MANY


@pytest.mark.parametrize("allowed", [True, False])
def test_two_processes_work_only_where_forking_is_safe(monkeypatch: pytest.MonkeyPatch, allowed: bool) -> None:
    monkeypatch.setattr(parallel, "may_fork", lambda: allowed)
    processes = {process for _, process in parallel.in_two_processes(MANY, with_process)}
    assert len(processes) == (2 if allowed else 1)


def test_little_work_is_not_shared() -> None:
    assert {process for _, process in parallel.in_two_processes([1, 2, 3], with_process)} == {os.getpid()}
    assert parallel.in_two_processes([], with_process) == []


def test_a_process_with_threads_does_not_fork() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert not parallel.may_fork()
    finally:
        ended.set()
        thread.join()


def test_a_mistake_in_the_child_is_raised_here(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parallel, "may_fork", lambda: True)

    def fails(items: list[int]) -> list[int]:
        return [item // (item - MANY[-1]) for item in items]

    with pytest.raises(ZeroDivisionError):
        parallel.in_two_processes(MANY, fails)
    assert "Traceback" not in capfd.readouterr().err


def test_a_child_that_dies_is_replaced_by_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "may_fork", lambda: True)
    parent = os.getpid()

    def dies(items: list[int]) -> list[int]:
        if os.getpid() != parent:
            os._exit(9)
        return items

    assert parallel.in_two_processes(MANY, dies) == MANY


def test_large_results_pass_the_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "may_fork", lambda: True)
    assert (
        sum(len(text) for text in parallel.in_two_processes(MANY, lambda items: ["x" * 10_000 for _ in items]))
        == len(MANY) * 10_000
    )


def test_a_mistake_in_this_process_is_raised_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while the child has more to send than the pipe between the two holds."""
    monkeypatch.setattr(parallel, "may_fork", lambda: True)

    def fails(items: list[int]) -> list[bytes]:
        if MANY[0] in items:
            raise ZeroDivisionError
        return [b"x" * 10_000 for _ in items]

    with pytest.raises(ZeroDivisionError):
        parallel.in_two_processes(MANY, fails)
