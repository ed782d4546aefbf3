"""The same sources give the same bytes: in other folders, on another disk, as another user, in other locales, time
zones, hash seeds, orders of files and on other days."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hub.project import Project
from tests import fixtures_site
from tests.chaos.workbench import TIMEOUT, Broken, free_of_tracebacks

ELSEWHERE = Path(__file__).parent / "elsewhere"
# A disk that lists files in another order than most: that of their making, backwards.
MEMORY = Path("/dev/shm")
# What a build takes there, and some more: a container may have no more than 64 MB of it.
ENOUGH = 256 * 1024 * 1024
A_YEAR = 365 * 24 * 60 * 60
NOON = int(fixtures_site.ENVIRONMENT["SOURCE_DATE_EPOCH"])


@dataclass(frozen=True)
class Place:
    """One way to build: where, who, and what the machine is like. `uid` 0 means whoever runs this; `disk` is a folder
    of another disk, or nothing.
    """

    folder: str
    uid: int = 0
    locale: str = "C.UTF-8"
    locales: str = ""
    zone: str = "UTC"
    hash_seed: str = "0"
    order: str = ""
    day: int = NOON
    mask: int = 0o022
    disk: str = ""

    @property
    def said(self) -> str:
        whose = f"user {self.uid}" if self.uid else "this user"
        day = time.strftime("%Y-%m-%d", time.gmtime(self.day))
        order = f"order {self.order}" if self.order else "order as it is"
        where = f"{self.folder!r} on {self.disk}" if self.disk else repr(self.folder)
        return f"{where}: {whose}, {self.locale}, {self.zone}, seed {self.hash_seed}, {order}, {day}"


@cache
def locales() -> tuple[tuple[str, str], ...]:
    """The locales that differ most, of those that the machine has or can make, each with the folder where it stands. In
    Turkish a small I has a dot and a capital too.
    """
    try:
        known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        known = []
    found = [(name, "") for name in known if name.startswith(("tr_TR", "ar_", "de_DE"))]
    folder = Path(tempfile.mkdtemp(prefix="hub-locales-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in ("tr_TR", "ar_EG"):
        command = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        with contextlib.suppress(OSError):
            if not subprocess.run(command, capture_output=True, check=False).returncode:
                found.append((f"{name}.UTF-8", str(folder)))
    return (*found[:2], ("POSIX", ""), ("C", ""))


def other_users() -> bool:
    """Whether a process can be given another user id without being that user: in a user namespace."""
    command = ["unshare", "--user", "--map-user=1234", "--map-group=1234", "id", "-u"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() == "1234"
    except OSError:
        return False


def places() -> list[Place]:
    """The first is plain; each of the others differs from it in everything at once."""
    first, second, *_ = locales()
    uid = 1234 if other_users() else 0
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    memory = str(MEMORY) if has_room else ""
    return [
        Place("a"),
        Place("otra carpeta/ñandú's", uid, *first, "Asia/Kathmandu", "12345", "one", NOON + 11 * A_YEAR, 0o077),
        Place("b" * 60, uid, *second, "Pacific/Marquesas", "4294967295", "two", NOON - 20 * A_YEAR, 0o002, memory),
    ]


def build(place: Place, root: Path, like: Project | None = None, search: bool = True) -> dict[str, str]:
    """Build the project cold at a place; the SHA-256 of every file."""
    disk = Path(tempfile.mkdtemp(prefix="hub-same-", dir=place.disk)) if place.disk else root
    folder = disk / place.folder
    try:
        project = fixtures_site.copy_project(folder / "project", like=like)
        output = folder / "published here"
        arguments = ["-m", "hub", "build", "--output", str(output)]
        ask(arguments if search else [*arguments, "--no-search"], project.root, place)
        return fixtures_site.digests(output)
    finally:  # Nobody else looks after a folder on another disk, and that disk may be memory.
        shutil.rmtree(disk if place.disk else folder, ignore_errors=True)


def ask(arguments: list[str], folder: Path, place: Place) -> str:
    """Run Python as at a place. Returns what it says."""
    more = {
        "LC_ALL": place.locale,
        "LANG": place.locale,
        **({"LOCPATH": place.locales} if place.locales else {}),
        "TZ": place.zone,
        "PYTHONHASHSEED": place.hash_seed,
        "HUB_ELSEWHERE": place.order,
        "HUB_DAY": str(place.day),
        "PYTHONPATH": os.pathsep.join((str(ELSEWHERE), str(fixtures_site.ROOT))),
    }
    user = ["unshare", "--user", f"--map-user={place.uid}", f"--map-group={place.uid}"] if place.uid else []
    done = subprocess.run(
        [*user, sys.executable, *arguments],
        cwd=folder,
        env=fixtures_site.environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=TIMEOUT,
        umask=place.mask,
    )
    free_of_tracebacks(done)
    if done.returncode:
        raise Broken(f"{place.said}: {done.stderr[-2000:]}")
    return done.stdout


def must_be_the_same(root: Path, like: Project | None = None, search: bool = True, some: int = 3) -> tuple[int, int]:
    """Build at each place and compare. Returns how many places and how many files."""
    first, *others = (place for place in places()[:some])
    expected = build(first, root, like, search)
    for place in others:
        different = fixtures_site.differing(expected, build(place, root, like, search))
        if different:
            raise Broken(f"{len(different)} files differ at {place.said}: {', '.join(different[:10])}")
    return some, len(expected)
