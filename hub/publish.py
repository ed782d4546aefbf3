"""Build beside, verify, swap. The site on disk is always the old one or the new one, whole.

The new tree is made in a folder beside the old one; what did not change is taken from the old tree by hard link. A
marker file keeps this module from ever replacing a folder that is not its own, and a lock keeps two builds apart.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.problems import Place, Problem

MARKER = ".hub-site"
_BUILDING = ".building"
# No room, no permission, a disk that can only be read or is failing: what a person at the machine can mend.
_NO_WRITING = {getattr(errno, name, None) for name in ["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO", "EFBIG"]}
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class NotPublished(Exception):
    """Publishing cannot go on; carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refuse(path: Path, code: str, message: str, hint: str) -> NotPublished:
    return NotPublished(Problem(Place(str(path)), code, message, hint))


@contextmanager
def staging(output: Path, begin: Callable[[Path], bool] = lambda _: False) -> Iterator[Path]:
    """A folder beside `output` to build in; swapped in by `swap`, removed when the build fails.

    It is empty, unless `begin` has put something there and says so.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise refuse(
            output, "output-not-a-folder", "the output is not an ordinary folder", "name another with --output"
        )
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        hint = "name an empty folder with --output, or remove this one yourself"
        raise refuse(output, "output-not-ours", "the output folder holds files that the hub did not write", hint)
    building = output.with_name(f"{output.name}{_BUILDING}")
    lock = output.with_name(f".{output.name}.lock")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()
    except OSError as error:
        raise _cannot_write(output, error) from None
    with _locked(lock):
        try:
            shutil.rmtree(building, ignore_errors=True)
            if not begin(building):
                building.mkdir()
            yield building
        except OSError as error:
            if error.errno not in _NO_WRITING:
                raise  # Not the disk: a mistake of the program, and it must look like one.
            raise _cannot_write(output, error) from None
        finally:
            shutil.rmtree(building, ignore_errors=True)


def _cannot_write(output: Path, error: OSError) -> NotPublished:
    hint = "make room or change the permissions; the old site is as it was"
    return refuse(output, "cannot-write", f"writing stopped: {error.strerror or error}", hint)


@contextmanager
def _locked(lock: Path) -> Iterator[None]:
    """Hold the lock of one output folder; the system frees it when the process ends, however it ends."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise refuse(
                    lock, "build-running", "another build is writing this site", "wait until it has ended"
                ) from None
        yield
    finally:
        os.close(handle)


def take(old: Path | str, new: Path | str) -> None:
    """Take an unchanged file into the new tree: by hard link, or by copy where links cannot be made."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def token_of(folder: Path) -> str:
    """The token of a tree that was published whole. Raises OSError when there is none."""
    return (folder / MARKER).read_text(encoding="utf-8").rstrip("\n").rpartition("\n")[2]


def swap(building: Path, output: Path, token: str) -> None:
    """Put the new tree in the place of the old one in a single step. `token` says which tree it is."""
    text = f"This folder is written by the hub and replaced as a whole.\n{token}\n"
    (building / MARKER).write_text(text, encoding="utf-8")
    if not output.exists():
        building.rename(output)
    elif not _exchange(building, output):
        # No single step on this system: the moment between the two renames is as short as it can be.
        aside = output.with_name(f"{output.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        output.rename(aside)
        building.rename(output)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step with Linux's renameat2; False where the system cannot."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    status = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(status == 0)
