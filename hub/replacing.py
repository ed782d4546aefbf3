"""A text is put in the place of a file in one step: whoever looks sees the old one or the new one, whole.

What a stranger put there is never written through: a symbolic link is replaced, and not what it leads to.
"""

from __future__ import annotations

from pathlib import Path


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
