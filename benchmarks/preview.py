"""How long it takes from saving a file until the preview server answers with the changed page."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

PATIENCE = 240.0


@dataclass(frozen=True)
class Preview:
    """Seconds until the first page could be read, and from each save to the changed page; `seconds` is their median."""

    first: float
    saves: tuple[float, ...]

    @property
    def seconds(self) -> float:
        return median(self.saves)


class NoAnswer(Exception):
    """The server did not show what was written in time."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def edit(path: Path, word: str) -> None:
    """Change the summary of a record, which its own page and a dozen lists show."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(?<=^summary: >-\n  )(?:Edit\w* )?", f"{word} ", text, count=1, flags=re.MULTILINE)
    if changed == text:
        raise ValueError(f"{path} has no summary to change")
    path.write_text(changed, encoding="utf-8")


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], port: int, page: str, source: Path, times: int
) -> Preview:
    """Start a server, then save `source` several times and wait each time until `page` shows it."""
    started = time.perf_counter()
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until(server, port, page, "</html>")
        first = time.perf_counter() - started
        saves = []
        for number in range(times):
            # Servers gather changes for a moment; a person does not save twice within it.
            time.sleep(1.0)
            word = f"Edit{number}of{server.pid}"
            saved = time.perf_counter()
            edit(source, word)
            _until(server, port, page, word)
            saves.append(time.perf_counter() - saved)
        return Preview(first, tuple(saves))
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _until(server: subprocess.Popen[bytes], port: int, page: str, word: str) -> None:
    """Ask for a page again and again until it shows a word."""
    end = time.perf_counter() + PATIENCE
    wanted = word.encode()
    while time.perf_counter() < end:
        if server.poll() is not None:
            raise NoAnswer(f"the server ended with {server.returncode}")
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", page)
            if wanted in connection.getresponse().read():
                return
        except (OSError, HTTPException):
            pass  # It is not there yet.
        finally:
            connection.close()
        time.sleep(0.01)
    raise NoAnswer(f"{page} does not show {word} after {PATIENCE:.0f} seconds")
