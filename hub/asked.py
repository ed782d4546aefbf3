"""`hub check PATH`: what is told of the whole when only some files or folders are asked about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub import written_files
from hub.problems import Problem, Severity, did_you_mean_file, one_line
from hub.written_pages import SUFFIXES

CHECKED = ("content", *written_files.FOLDERS)
# The navigation that they write is compared with the pages.
CONFIGURATION = "mkdocs*.yml"


class NotAsked(Exception):
    """A path about which nothing can be told: what is wrong with it, and what to do."""


@dataclass(frozen=True)
class Asked:
    """The files that were asked about and their problems; and how many errors stand in others."""

    files: tuple[str, ...]
    problems: list[Problem]
    errors_elsewhere: int


def only(root: Path, files: Sequence[str], problems: Sequence[Problem], paths: Iterable[Path]) -> Asked:
    """What is told of these paths. `files` are those of content/; of docs/ the written pages count.

    Raises NotAsked for a path that is not there, or not in what is checked.
    """
    wanted = {_below(root, files, path) for path in paths}
    if "." in wanted:
        return Asked(tuple(files), list(problems), 0)
    below = written_files.look(root / "docs", "docs")[0]
    pages = [f"docs/{path}" for path in below if Path(path).suffix in SUFFIXES]
    about = [problem for problem in problems if _is_in(wanted, problem.place.path) or _is_in(wanted, problem.other)]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    told = sum(problem.severity is Severity.ERROR for problem in about)
    return Asked(tuple(file for file in (*files, *pages) if _is_in(wanted, file)), about, errors - told)


def _below(root: Path, files: Sequence[str], path: Path) -> str:
    """The path below the root of the project."""
    shown, full = one_line(path), Path(os.path.normpath(path.absolute()))
    if not full.exists() and not full.is_symlink():
        folders = {parent.as_posix() for file in files for parent in Path(file).parents}
        hint = did_you_mean_file(path.as_posix(), [*files, *sorted(folders - {"."})], "check the name")
        raise NotAsked(f"there is no {shown}", hint)
    try:
        below = full.relative_to(root)
    except ValueError:
        raise NotAsked(f"{shown} is not in this hub", f"name a file below {root}") from None
    if below.parts and below.parts[0] not in CHECKED and not below.match(CONFIGURATION):
        raise NotAsked(f"{shown} is not checked", "only the files of content/ and docs/ are; name one of those")
    return below.as_posix()


def _is_in(wanted: Iterable[str], file: str) -> bool:
    return any(file == path or file.startswith(f"{path}/") for path in wanted)
