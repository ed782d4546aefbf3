"""The process in which files are decoded: a file that hangs, grows, crashes or lies harms nothing but itself."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from hub.attachments import frames, looking, worker
from hub.attachments.frames import Answer, frame, unframe
from hub.attachments.looking import Job, look_at
from tests.attachments.files import encoded, jpg, pdf, png, png_that_says

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def job(folder: Path, raw: bytes, kind: str, name: str = "file") -> Job:
    path = folder / f"{name}.{kind}"
    path.write_bytes(raw)
    return Job(str(path), kind, hashlib.sha256(raw).hexdigest())


def answer_of(one: Job) -> Answer:
    ((answer, _),) = look_at([one])
    return answer


def test_answers_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    jobs = [
        job(tmp_path, png((40, 10)), "png"),
        job(tmp_path, jpg((30, 10)), "jpg"),
        job(tmp_path, pdf(pages=3), "pdf"),
        job(tmp_path, b"<html>", "png", "page"),
        job(tmp_path, png_that_says(9000, 9000), "png", "large"),
        job(tmp_path, pdf(pages=21), "pdf", "long"),
        job(tmp_path, png()[:50], "png", "cut"),
    ]
    found = list(look_at(jobs))
    assert [answer for answer, _ in found] == [
        {"width": 40, "height": 10},
        {"width": 30, "height": 10},
        {"pages": 3, "authors": [], "located": False},
        {"is": "a web page (HTML)"},
        {"pixels": [9000, 9000]},
        {"too_many": 21},
        {"damaged": "cut off"},
    ]
    assert [bool(picture) for _, picture in found] == [True, True, False, False, False, False, False]


def slow_jpeg() -> bytes:
    """A small progressive JPEG with thousands of scans, each of which goes over the whole picture."""
    raw = encoded(Image.new("L", (2800, 2800), 128), "jpg", progressive=True)
    scans = [place for place in range(len(raw) - 1) if raw[place : place + 2] == b"\xff\xda"]
    last = raw[scans[-1] : raw.rindex(b"\xff\xd9")]
    return raw[: scans[-1]] + last * (1_800_000 // len(last)) + b"\xff\xd9"


@needs_fork
def test_a_picture_that_takes_for_ever_is_stopped(tmp_path: Path) -> None:
    raw = slow_jpeg()
    assert len(raw) < 2 * 1024 * 1024
    began = time.process_time()
    found = look_at([job(tmp_path, raw, "jpg", "slow"), job(tmp_path, png(), "png", "next")])
    assert [answer for answer, _ in found] == [frames.SLOW, {"width": 60, "height": 20}]
    assert time.process_time() - began < 1, "nothing is decoded in this process"


@needs_fork
@pytest.mark.parametrize(
    ("does", "becomes"),
    [
        (lambda *_: bytearray(900 * 1024 * 1024), frames.LARGE),
        (lambda *_: os.kill(os.getpid(), signal.SIGUSR1), frames.CRASH),
        (lambda *_: os._exit(7), frames.CRASH),
        (lambda *_: [bytes(1_000_000) for _ in iter(int, 1)], frames.LARGE),
        (lambda *_: [0 for _ in iter(int, 1) if _], frames.SLOW),
        (lambda *_: 1 / 0, frames.CRASH),
    ],
    ids=["large", "crash", "exit", "grows", "loops", "mistake"],
)
def test_what_becomes_of_a_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: Callable[..., object], becomes: Answer
) -> None:
    monkeypatch.setattr(worker, "look", does)
    found = unframe(worker._in_a_child(*job(tmp_path, png(), "png")))
    assert found and found[0] == becomes


@needs_fork
def test_a_child_that_only_waits_is_ended_by_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "CLOCK_SECONDS", 0.2)
    monkeypatch.setattr(worker, "look", lambda *_: time.sleep(60))
    found = unframe(worker._in_a_child(*job(tmp_path, png(), "png")))
    assert found and found[0] == frames.SLOW


@needs_fork
def test_a_child_that_says_too_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MAX_ANSWER", 1000)
    monkeypatch.setattr(worker, "look", lambda *_: ({"width": 1}, b"x" * 1_000_000))
    found = unframe(worker._in_a_child(*job(tmp_path, png(), "png")))
    assert found and found[0] == frames.SLOW


@needs_fork
def test_a_child_cannot_write_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "written"

    def write(*_: object) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        target.write_bytes(b"x")

    monkeypatch.setattr(worker, "look", write)
    found = unframe(worker._in_a_child(*job(tmp_path, png(), "png")))
    assert found and "died" in found[0]
    assert not target.exists() or target.read_bytes() == b""


def test_the_bytes_must_be_those_that_were_meant(tmp_path: Path) -> None:
    one = job(tmp_path, png(), "png")
    Path(one.path).write_bytes(png(color="red"))
    assert answer_of(one) == {"died": "it changed while it was read"}
    Path(one.path).unlink()
    assert answer_of(one) == {"died": "it cannot be read: No such file or directory"}


def test_the_worker_is_told_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TOKEN", "secret")
    told: list[dict[str, str]] = []
    real = subprocess.run

    def run(*args: object, **options: object) -> object:
        told.append(dict(options["env"]))  # type: ignore[call-overload]
        return real(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hub.py").write_text("raise SystemExit(9)")
    assert answer_of(job(tmp_path, png(), "png")) == {"width": 60, "height": 20}, "what lies around is not run"
    assert "A_TOKEN" not in told[0]


@pytest.mark.parametrize(
    ("answer", "picture"),
    [
        ({}, b""),
        ({"width": 10, "height": 10}, b"<svg onload=alert(1)>"),
        ({"width": 10, "height": 10}, jpg()),
        ({"width": 10}, png()),
        ({"width": "10 onerror=alert(1)", "height": 10}, png()),
        ({"width": True, "height": 10}, png()),
        ({"width": -1, "height": 10}, png()),
        ({"pages": 2}, b""),
        ({"pages": 2, "width": 10, "height": 10}, png()),
        ({"holds": []}, b""),
        ({"holds": "JavaScript"}, b""),
        ({"pixels": [1]}, b""),
        ({"pixels": ["a", "b"]}, b""),
        ({"is": 7}, b""),
        ({"damaged": "cut off"}, png()),
    ],
)
def test_nothing_that_a_worker_says_is_believed(
    monkeypatch: pytest.MonkeyPatch, answer: Answer, picture: bytes, tmp_path: Path
) -> None:
    """A file that has taken over the process that read it may have it say anything."""
    command = "import sys; sys.stdin.read(); sys.stdout.buffer.write(bytes.fromhex(sys.argv[1]))"
    real = subprocess.run
    said = frame(answer, picture).hex()

    def run(arguments: list[str], **options: object) -> object:
        return real([arguments[0], "-c", command, said], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", run)
    assert answer_of(job(tmp_path, png(), "png")) == frames.CRASH


def test_a_frame_that_is_not_whole_is_no_answer() -> None:
    whole = frame({"damaged": "cut off"}, b"abc")
    assert unframe(whole) == ({"damaged": "cut off"}, b"abc", len(whole))
    for length in range(len(whole)):
        assert unframe(whole[:length]) is None
    assert unframe(b"\0\0\0\2\0\0\0\0[]") is None
    assert unframe(b"\0\0\0\3\0\0\0\0{,}") is None


def test_a_program_that_cannot_start_is_our_mistake_and_not_the_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError, match="could not be looked at"):
        answer_of(job(tmp_path, png(), "png"))


def test_without_fork_each_file_has_a_worker_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    out = io.BytesIO()
    one = job(tmp_path, png(), "png")
    worker.run(io.BytesIO(json.dumps([one]).encode()), out)
    found = unframe(out.getvalue())
    assert found and found[0] == {"width": 60, "height": 20}
    asked: list[int] = []

    def ask(jobs: list[Job]) -> list[tuple[Answer, bytes]]:
        asked.append(len(jobs))
        return [(frames.CRASH, b"")] * len(jobs)

    monkeypatch.setattr(looking, "_ask", ask)
    assert len(list(look_at([one, one]))) == 2 and asked == [1, 1]
