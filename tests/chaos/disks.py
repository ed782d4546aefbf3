"""Disks that are full, out of room for files, read-only, or limit the size of a file.

A disk of our own is a tmpfs in a namespace of our own: as root, or as anybody where the system lets people make user
namespaces. Nothing outside of this process sees it, and it is gone when this process ends. Where that is not allowed,
the limit of the size of a file (RLIMIT_FSIZE) is left, which needs no permission.

`python -m tests.chaos.disks FOLDER --rounds 10` is run inside that namespace by `in_a_namespace`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from hub.project import Project
from tests import fixtures_site
from tests.chaos import workbench
from tests.chaos.workbench import Broken, Workbench, free_of_tracebacks, problems_told

MEGABYTE = 1024 * 1024


def namespace() -> list[str] | None:
    """The command that gives a process disks of its own; None where the system does not allow it."""
    unshare = shutil.which("unshare")
    for more in ([], ["--user", "--map-root-user"]):
        command = [unshare or "", "--mount", *more]
        mount = "mount -t tmpfs -o size=1m tmpfs /mnt"
        if unshare and subprocess.run([*command, "sh", "-c", mount], capture_output=True, check=False).returncode == 0:
            return command
    return None


def in_a_namespace(folder: Path, rounds: int, seed: int, like: Project) -> dict[str, int]:
    """Run the rounds where disks can be made, else those that need none. Returns how many of each kind there were."""
    command = [sys.executable, "-m", "tests.chaos.disks", str(folder), str(like.root), f"--rounds={rounds}"]
    done = subprocess.run(
        [*(namespace() or []), *command, f"--seed={seed}", *([] if namespace() else ["--no-disks"])],
        cwd=fixtures_site.ROOT,
        env=workbench.environment_of_tests(),
        capture_output=True,
        text=True,
        check=False,
        timeout=workbench.TIMEOUT * rounds,
    )
    if done.returncode:
        raise Broken((done.stdout + done.stderr)[-4000:])
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def run(folder: Path, like: Project, rounds: int, chance: random.Random, with_disks: bool) -> Counter[str]:
    """The rounds, each kind in turn."""
    kinds: list[Callable[[Path, Project, random.Random], None]] = [limited]
    if with_disks:
        kinds = [full_for_the_site, full_for_all, out_of_files, read_only, limited]
    found: Counter[str] = Counter()
    for number in range(rounds):
        kind = kinds[number % len(kinds)]
        with _place(folder / str(number), with_disks) as disk:
            kind(disk, like, chance)
        found[kind.__name__] += 1
    return found


@contextlib.contextmanager
def _place(folder: Path, with_disks: bool) -> Iterator[Path]:
    folder.mkdir(parents=True)
    if with_disks:
        _call("mount", "-t", "tmpfs", "-o", "size=600m", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        if with_disks:
            _call("umount", "--lazy", str(folder))
        shutil.rmtree(folder, ignore_errors=True)


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def full_for_the_site(disk: Path, like: Project, chance: random.Random) -> None:
    """The project stands elsewhere; the disk of the site has room for a part of a new one, or for all of it."""
    project = disk.parent / f"{disk.name}-project"
    bench = workbench.make(project, like, disk / "site")
    bench.must_build("--no-search")
    disturbed(bench, chance, _filled(disk, chance.randrange(14 * MEGABYTE)))


def full_for_all(disk: Path, like: Project, chance: random.Random) -> None:
    """Project, cache and site on one full disk; the build runs the engine and the search."""
    bench = workbench.make(disk / "project", like)
    bench.must_build("--no-search")
    bench.edit("page", chance)
    disturbed(bench, chance, _filled(disk, chance.randrange(30 * MEGABYTE)), search=True)


def out_of_files(disk: Path, like: Project, chance: random.Random) -> None:
    """A disk with room, but for a few files only."""
    bench = workbench.make(disk / "project", like)
    bench.must_build("--no-search")
    used = sum(1 for _ in disk.rglob("*")) + 1
    limit = ("mount", "-o", f"remount,nr_inodes={used + chance.randrange(1200)}", str(disk))
    disturbed(bench, chance, _between(limit, ("mount", "-o", "remount,nr_inodes=0", str(disk))))


def read_only(disk: Path, like: Project, chance: random.Random) -> None:
    """A disk that can only be read."""
    bench = workbench.make(disk.parent / f"{disk.name}-project", like, disk / "site")
    bench.must_build("--no-search")
    read, write = (("mount", "-o", f"remount,{how}", str(disk)) for how in ("ro", "rw"))
    if disturbed(bench, chance, _between(read, write)):
        raise Broken("a build succeeded on a disk that can only be read")


def limited(disk: Path, like: Project, chance: random.Random) -> None:
    """No file may be larger than a few kilobytes: the manifest, at the end, is the largest."""
    bench = workbench.make(disk / "project", like)
    bench.must_build("--no-search")
    most = chance.choice((1_000, 20_000, 200_000))
    if disturbed(bench, chance, preexec_fn=limit(most)):
        raise Broken(f"a build succeeded with files of at most {most} bytes")


def limit(most: int) -> Callable[[], None]:
    """For a process that begins: no file that it writes may be larger than so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@contextlib.contextmanager
def _filled(disk: Path, room: int) -> Iterator[None]:
    """Fill a disk up to so many bytes."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def _between(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[None]:
    _call(*before)
    try:
        yield
    finally:
        _call(*after)


def disturbed(
    bench: Workbench,
    chance: random.Random,
    trouble: contextlib.AbstractContextManager[None] | None = None,
    search: bool = False,
    **more: object,
) -> bool:
    """One build in trouble, and one after it. Says whether the first succeeded, which it may where room was left."""
    arguments = () if search else ("--no-search",)
    before = bench.token()
    bench.edit("everything", chance)
    with trouble or contextlib.nullcontext():
        done = bench.build(*arguments, **more)
        bench.must_be_whole()
    free_of_tracebacks(done)
    if done.returncode == 0:
        if bench.token() == before:
            raise Broken("the build says that it succeeded, and the old site stands there")
    else:
        told = problems_told(done)
        if done.returncode != 1 or len(told) != 1 or "[cannot-write]" not in told[0]:
            raise Broken(f"not one clear line (status {done.returncode}): {done.stderr[-2000:]} {done.stdout[-300:]}")
        if bench.token() != before:
            raise Broken("the build says that it failed, and the old site is gone")
    bench.must_build(*arguments)
    return done.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("like", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-disks", action="store_true")
    given = parser.parse_args()
    try:
        found = run(given.folder, Project(given.like), given.rounds, random.Random(given.seed), not given.no_disks)
    except Broken as broken:
        sys.exit(str(broken))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
