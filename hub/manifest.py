"""The manifest of a published site: path, SHA-256 and size of every file, and whether a folder is what it says.

It stands in the site itself, so that anybody who has a copy can see that it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from hub.problems import Place, Problem, one_line

NAME = "manifest.json"
VERSION = 1
# What may stand in the folder and is not listed: the manifest itself, and the mark by which the hub knows its own.
NOT_LISTED = frozenset({NAME, ".hub-site"})
_HINT = "build the site again, or take the copy again from where it came"


class File(NamedTuple):
    """What the manifest says of one file."""

    sha256: str
    size: int


def of(files: Iterable[tuple[str, str, int]]) -> bytes:
    """The manifest of these files, each given as (path, SHA-256, size): one line a file, in the order of the paths."""
    quoted = json.encoder.encode_basestring_ascii  # What json.dumps does with a text, without asking what it is.
    rows = ",\n".join(
        f'{{"path": {quoted(path)}, "sha256": "{sha256}", "size": {size}}}' for path, sha256, size in sorted(files)
    )
    return f'{{"version": {VERSION}, "files": [\n{rows}\n]}}\n'.encode()


def read(raw: bytes) -> Mapping[str, File]:
    """What a manifest says, by path. Raises ValueError when it is none."""
    said: Any = json.loads(raw)
    try:
        if said["version"] != VERSION:
            raise ValueError(f"version {said['version']} of the manifest is not known")
        files = {row["path"]: File(row["sha256"], row["size"]) for row in said["files"]}
    except (TypeError, KeyError) as error:
        raise ValueError(f"this is not a manifest: {error!r}") from None
    for path in files:
        parts = PurePosixPath(path).parts if isinstance(path, str) else ()
        if path != "/".join(parts) or ".." in parts or path in ("", "."):
            raise ValueError(f"`{one_line(path)}` is not a path below the root of a site")
    return files


def verify(folder: Path) -> tuple[list[Problem], int]:
    """What in a folder differs from its manifest, and how many files the manifest lists."""
    try:
        listed = read((folder / NAME).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        message = f"the manifest cannot be read: {one_line(error, 200)}"
        return [Problem(Place(NAME), "manifest-unreadable", message, _HINT)], 0
    found = []
    there = dict(_files(folder))
    for path in sorted({*listed, *there} - NOT_LISTED):
        if path not in there:
            found.append(Problem(Place(path), "published-file-missing", "the manifest lists this file", _HINT))
        elif path not in listed:
            message = "the manifest does not list this file"
            found.append(Problem(Place(path), "published-file-unexpected", message, _HINT))
        elif not there[path] or _of_file(folder / path) != listed[path]:
            message = "the file is not the one that the manifest lists"
            found.append(Problem(Place(path), "published-file-changed", message, _HINT))
    return found, len(listed)


def _files(folder: Path) -> Iterator[tuple[str, bool]]:
    """Everything below a folder that is not a folder, and whether it is a plain file. Links are not followed."""
    pending = [""]
    while pending:
        below = pending.pop()
        for entry in os.scandir(folder / below):
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            else:
                yield path, entry.is_file(follow_symlinks=False)


def _of_file(path: Path) -> File | None:
    try:
        with path.open("rb") as file:
            return File(hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size)
    except OSError:
        return None
