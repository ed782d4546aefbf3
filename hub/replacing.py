"""A file comes to its place in one step: whoever looks sees the old one or the new one, whole, or none.

What a stranger put there is never written through: a symbolic link is replaced, and not what it leads to.
"""

from __future__ import annotations

import os
from pathlib import Path


def create(path: Path, raw: bytes) -> None:
    """Write a new file, whole or not at all, also when this process is killed (where the disk knows links). Raises
    FileExistsError where there is one, which stays as it is, and OSError.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # Left by a run that was killed, or planted.
    try:
        with beside.open("xb") as file:
            file.write(raw)
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # A disk without links.
            _write_new(path, raw)
    finally:
        beside.unlink(missing_ok=True)


def _write_new(path: Path, raw: bytes) -> None:
    is_ours = False
    try:
        with path.open("xb") as file:
            is_ours = True
            file.write(raw)
    except BaseException:  # Ctrl+C too.
        if is_ours:
            path.unlink()
        raise


def put(path: Path, text: str) -> None:
    """Write a text to a file that may be there already. Raises OSError; then the old file is as it was."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # Left by a run that was killed, or planted.
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
