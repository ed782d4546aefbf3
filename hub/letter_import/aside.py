"""Reading Word files and PDFs aside, in a process of its own with little time and memory.

A file from a stranger may make a reader hang, fill the memory or crash. Then this process ends and nothing else does.
It is `python -m hub.letter_import.aside KIND`, gets the bytes on its input and answers with JSON; it is told nothing of
the environment but where Python is.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hub.letter_import.draft import Draft, Note, Unreadable, refuse
from hub.letter_import.incoming import SEND_WORD

CPU_SECONDS = 20
CLOCK_SECONDS = 60
MEMORY = 1024 * 1024 * 1024
MAX_ANSWER = 16 * 1024 * 1024
COMMAND = ("-m", "hub.letter_import.aside")
_TOLD = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")


def read(kind: str, raw: bytes) -> Draft:
    """The draft of a Word file (`word`) or a PDF (`pdf`). Raises Unreadable."""
    environment = {name: os.environ[name] for name in _TOLD if name in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    # -P: what lies in the folder in which somebody runs the hub is not a part of the program.
    command = [sys.executable, "-P", *COMMAND, kind]
    try:
        done = subprocess.run(
            command, input=raw, capture_output=True, env=environment, check=False, timeout=CLOCK_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode < 0 or len(done.stdout) > MAX_ANSWER:
        raise _too_much()
    if done.returncode:  # Not the file: a library is missing, or the program has a mistake.
        raise RuntimeError(f"the file could not be read aside: {done.stderr.decode('utf-8', 'replace')[-300:]}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Unreadable(*answer["refused"])
    notes = tuple(Note(said, words) for said, words in answer["notes"])
    return Draft(answer["body"], tuple(answer["letterhead"]), base64.b64decode(answer["logo"]), notes)


def answer(kind: str, raw: bytes) -> dict[str, Any]:
    """What the reader of a kind says, as it travels."""
    from hub.letter_import import pdf, word

    try:
        draft = {"word": word.read, "pdf": pdf.read}[kind](raw)
    except Unreadable as error:
        return {"refused": [error.code, error.message, error.hint]}
    except (MemoryError, RecursionError):
        much = _too_much()
        return {"refused": [much.code, much.message, much.hint]}
    return {
        "body": draft.body,
        "letterhead": draft.letterhead,
        "logo": base64.b64encode(draft.logo).decode(),
        "notes": [[note.said, dict(note.words)] for note in draft.notes],
    }


def _too_much() -> Unreadable:
    message = "reading the file takes more time or memory than a letter can need"
    return refuse("letter-file-too-large", message, SEND_WORD)


def _limit() -> None:
    """Little time, little memory, nothing written to any file; where the system cannot, the clock must do."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # The system's own limit may be lower still.
            resource.setrlimit(name, (value, value))


if __name__ == "__main__":
    _limit()
    print(json.dumps(answer(sys.argv[1], sys.stdin.buffer.read())))
