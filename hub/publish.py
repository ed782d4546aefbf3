"""Build beside, verify, swap. The site on disk is always the old one or the new one, whole.

The new tree is made in a folder beside the old one; what did not change is taken from the old tree by hard link. A
marker file keeps this module from ever replacing or removing a folder that is not its own, and a lock keeps two builds
apart.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hub.problems import Place, Problem, one_line

MARKER = ".hub-site"
_BUILDING, _ASIDE = ".building", ".old"
_OURS = "This folder is written by the hub and replaced as a whole.\n"
# No room, no permission, a disk that can only be read or is failing: what a person at the machine can mend.
NO_WRITING = {getattr(errno, name, None) for name in ["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO", "EFBIG"]}
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class NotPublished(Exception):
    """Publishing cannot go on; carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refuse(path: Path, code: str, message: str, hint: str) -> NotPublished:
    return NotPublished(Problem(Place(str(path)), code, message, hint))


def keep_out(output: Path, folders: Iterable[Path]) -> None:
    """Refuse an output in one of these folders, or around one: they are read, and a site there would be read too."""
    whole = output.resolve()
    for folder in folders:
        if whole in (folder, *folder.parents) or folder in whole.parents:
            message = f"the site would stand where {folder.name}/ is, which it is made from"
            raise refuse(output, "output-not-ours", message, "name a folder of its own with --output, such as `site`")


@contextlib.contextmanager
def staging(output: Path, begin: Callable[[Path], bool] = lambda _: False) -> Iterator[Path]:
    """A folder beside `output` to build in; swapped in by `swap`, removed when the build fails.

    It is empty but for the marker, unless `begin` has put something there and says so.
    """
    if not output.name:
        raise refuse(output, "output-not-ours", "this is the root of a disk", "name an empty folder with --output")
    building = output.with_name(f"{output.name}{_BUILDING}")
    lock = output.with_name(f".{output.name}.lock")
    try:
        if output.is_symlink() or (output.exists() and not output.is_dir()):
            hint = "name another with --output"
            raise refuse(output, "output-not-a-folder", "the output is not an ordinary folder", hint)
        output.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()
    except OSError as error:
        raise cannot_write(output, error) from None
    with _locked(lock):
        ours = False
        try:
            _put_back(output)
            _look_at(output, "name an empty folder with --output, or remove this one yourself")
            _look_at(building, "remove it, or give it another name: here the next site is made")
            ours = True
            _remove(building)
            if not begin(building):
                building.mkdir()
            mark(building)
            yield building
        except OSError as error:
            if error.errno not in NO_WRITING:
                raise  # Not the disk: a mistake of the program, and it must look like one.
            raise cannot_write(output, error) from None
        finally:
            if ours:
                with contextlib.suppress(OSError):
                    _remove(building)


def _put_back(output: Path) -> None:
    """Where a build was killed between the two steps of a swap, the old site is put back in its place."""
    aside = output.with_name(f"{output.name}{_ASIDE}")
    if not output.exists() and (aside / MARKER).is_file():
        aside.rename(output)


def _look_at(folder: Path, hint: str) -> None:
    """Refuse a folder that holds files and does not bear the marker."""
    if folder.is_symlink() or (folder.exists() and not (folder / MARKER).is_file() and any(folder.iterdir())):
        raise refuse(folder, "output-not-ours", "the folder holds files that the hub did not write", hint)


def _remove(folder: Path) -> None:
    """Remove a folder of our own, the marker last: whenever this is killed, the next build knows the rest as ours."""
    if not folder.exists():
        return
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != MARKER:
            os.unlink(entry.path)  # noqa: PTH108
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def cannot_write(output: Path, error: OSError) -> NotPublished:
    """The system refused to write: the disk is full or read-only, or the permissions are wrong."""
    hint = "make room or change the permissions; the old site is as it was"
    where = f" at {one_line(error.filename)}" if error.filename else ""
    return refuse(output, "cannot-write", f"writing stopped{where}: {error.strerror or error}", hint)


@contextlib.contextmanager
def _locked(lock: Path) -> Iterator[None]:
    """Hold the lock of one output folder; the system frees it when the process ends, however it ends."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise cannot_write(lock, error) from None
    try:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise refuse(
                    lock, "build-running", "another build is writing this site", "wait until it has ended"
                ) from None
            except OSError as error:
                raise cannot_write(lock, error) from None
        yield
    finally:
        os.close(handle)


def take(old: Path | str, new: Path | str) -> None:
    """Take an unchanged file into the new tree: by hard link, or by copy where links cannot be made."""
    try:
        os.link(old, new)
    except FileExistsError:  # A process took it and died before it could say so.
        Path(new).unlink()
        take(old, new)
    except OSError:
        shutil.copyfile(old, new)


def token_of(folder: Path) -> str:
    """The token of a tree that was published whole; empty when there is none."""
    try:
        text = (folder / MARKER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return text.removeprefix(_OURS).rstrip("\n") if text.startswith(_OURS) else ""


def mark(folder: Path, token: str = "") -> None:
    """Mark a folder as the hub's own. A tree that is whole has a token, which says which one it is."""
    (folder / MARKER).write_text(f"{_OURS}{token}\n" if token else _OURS, encoding="utf-8")


def swap(building: Path, output: Path, token: str) -> None:
    """Put the new tree in the place of the old one in a single step. `token` says which tree it is."""
    mark(building, token)
    if not output.exists():
        building.rename(output)
    elif not _exchange(building, output):
        # No single step on this system: the moment between the two renames is as short as it can be.
        aside = output.with_name(f"{output.name}{_ASIDE}")
        _remove(aside)
        output.rename(aside)
        building.rename(output)
        _remove(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step with Linux's renameat2; False where the system cannot."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    status = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(status == 0)
