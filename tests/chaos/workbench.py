"""A copy of the project that is built again and again, edited between builds, and looked at after each of them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hub import manifest, publish
from hub.project import Project
from tests import fixtures_site

TIMEOUT = 1800
# The variable by which the processes of a bench are known among all others.
_NAMED = "HUB_CHAOS"
_RECORD = "resources/belief-to-action/three-beliefs.yml"
_WORDS = "What the science steering team"
_VOCABULARY = "vocabularies/resource_types.yml"


class Broken(Exception):
    """A promise of the program was not kept; the message says which."""


@dataclass
class Workbench:
    """A project in a folder, and its site, which may stand on another disk."""

    project: Project
    output: Path
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    originals: dict[Path, str] = field(default_factory=dict)
    started: float = 0.0

    def start(self, *arguments: str, **more: object) -> subprocess.Popen[str]:
        """Begin a build, in a group of processes of its own."""
        command = [sys.executable, "-m", "hub", "build", "--output", str(self.output), *arguments]
        self.started = time.perf_counter()
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command,
            cwd=self.project.root,
            env=fixtures_site.environment(**{_NAMED: self.name}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            **more,
        )

    def build(self, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
        """A build to its end, whatever that is."""
        with self.start(*arguments, **more) as run:
            out, err = run.communicate(timeout=TIMEOUT)
        return subprocess.CompletedProcess(run.args, run.returncode, out, err)

    def must_build(self, *arguments: str) -> float:
        """A build that has to succeed, and leaves a whole site and nothing else. Returns its seconds."""
        done = self.build(*arguments)
        seconds = time.perf_counter() - self.started
        if done.returncode:
            raise Broken(f"a build that nothing disturbs fails ({done.returncode}): {done.stderr[-2000:]}")
        self.must_be_whole()
        if left := self.leftovers():
            raise Broken(f"the build leaves {', '.join(left)}")
        return seconds

    def edit(self, what: str, chance: random.Random) -> None:
        """Change something: one record, what every page shows, a written page, or what is remembered of the site."""
        mark = f"{chance.randrange(10**9):09}"
        if what == "record":
            self._replace(self.project.content / _RECORD, _WORDS, f"{_WORDS} ({mark})")
        elif what == "everything":
            self._replace(self.project.content / _VOCABULARY, "label:", f"description: Edited {mark}.\n    label:")
        elif what == "page":
            page = self.project.docs / "en" / "about.md"
            page.write_text(f"{self._original(page)}\nEdited {mark}.\n", encoding="utf-8")
        elif what == "forget":
            for file in self.project.cache.glob("site-*.pickle"):
                file.unlink()
            self.edit("record", chance)
        elif what == "first":
            shutil.rmtree(self.output)
        else:
            raise ValueError(what)

    def _replace(self, path: Path, old: str, new: str) -> None:
        text = self._original(path)
        assert old in text, f"{path} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def _original(self, path: Path) -> str:
        if path not in self.originals:
            self.originals[path] = path.read_text(encoding="utf-8")
        return self.originals[path]

    def token(self) -> str:
        """Which site stands there; empty when there is none."""
        return publish.token_of(self.output)

    def must_be_whole(self) -> None:
        """What stands in the output is a site, and every file of it is the one that its manifest lists."""
        if not self.token():
            raise Broken("there is no whole site")
        found, _ = manifest.verify(self.output)
        if found:
            raise Broken(f"{len(found)} files are not as the manifest says, such as {found[0].place.path}")

    def leftovers(self) -> list[str]:
        """What a build should not leave beside the site and in the cache."""
        beside = {path.name for path in self.output.parent.iterdir()}
        found = sorted(beside - {self.output.name, f".{self.output.name}.lock"} - _of_the_project(self))
        cache = self.project.cache
        return [*found, *(path.name for path in cache.rglob("*") if path.name.startswith("building-"))]

    def survivors(self) -> list[int]:
        """The processes of this bench that still run."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if f"{_NAMED}={self.name}".encode() in (process / "environ").read_bytes():
                    found.append(int(process.name))
            except OSError:
                continue
        return found


def _of_the_project(bench: Workbench) -> set[str]:
    """What stands beside the site when the site stands in the project."""
    if bench.output.parent != bench.project.root:
        return set()
    return {*fixtures_site.PARTS, "hub", ".cache"}


def make(folder: Path, like: Project | None = None, output: Path | None = None) -> Workbench:
    """A bench in a new folder, with a site of it. The shells of `like` are taken along."""
    return Workbench(fixtures_site.copy_project(folder, like=like), output or folder / "site")


def problems_told(done: subprocess.CompletedProcess[str]) -> Sequence[str]:
    """The lines of the error stream that begin a message; hints are indented, and findings are no failure."""
    return [
        line
        for line in done.stderr.splitlines()
        if line.strip() and not line.startswith(" ") and ": finding: " not in line and ": warning: " not in line
    ]


def free_of_tracebacks(done: subprocess.CompletedProcess[str]) -> None:
    said = done.stdout + done.stderr
    if "Traceback" in said or "mistake of the program" in said:
        raise Broken(f"the program takes the blame ({done.returncode}): {said[-2000:]}")


def environment_of_tests() -> dict[str, str]:
    """The environment of a process that runs a part of this folder."""
    return {**os.environ, "PYTHONPATH": str(fixtures_site.ROOT)}
