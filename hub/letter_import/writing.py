"""New files and nothing else: nothing is written over, and what cannot be finished leaves nothing behind."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from hub import replacing
from hub.letter_import.draft import ImportRefused
from hub.problems import Place, Problem


def create(files: Sequence[tuple[Path, bytes]], root: Path) -> None:
    """Writes all of the files, or none. Raises ImportRefused when one is there already or cannot be written."""
    made: list[Path] = []
    folders: list[Path] = []
    try:
        for path, raw in files:
            for folder in [folder for folder in reversed(path.parents) if not folder.exists()]:
                folder.mkdir()
                folders.append(folder)
            replacing.create(path, raw)
            made.append(path)
    except BaseException as error:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink()
        for folder in reversed(folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, FileExistsError):
            raise taken(path, root) from None
        if isinstance(error, OSError):
            message = f"the file cannot be written: {error.strerror}"
            hint = "check that the folder is there and that you may write to it"
            problem = Problem(Place(shown(path, root)), "cannot-write", message, hint)
            raise ImportRefused(problem, misuse=True) from None
        raise


def taken(path: Path, root: Path) -> ImportRefused:
    """Why a file is not written: there is one of its name."""
    hint = f"compare the two; to keep both, add `--output content/commitments/{path.stem}-2.md`"
    problem = Problem(Place(shown(path, root)), "slug-clash", "this file exists already; nothing was written", hint)
    return ImportRefused(problem, misuse=True)


def shown(path: Path, root: Path) -> str:
    """A path as problems show it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
