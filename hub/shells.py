"""The only module that runs the engine: docs/ and the layout pages in, finished page shells out, cached by hash.

The engine runs as a command of its own, one for each language and both at once: it keeps global state, and a warm
build that needs no shells must not pay for importing it.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hub import children, navigation, written_files
from hub.problems import Place, Problem, Severity, one_line
from hub.project import Project
from hub.site import Site

_A_DAY = 24 * 60 * 60
# Set while the hub runs the engine, so that hooks.py leaves the finishing to the hub.
RUNNING = "HUB_SHELLS"
# What the engine writes and the hub makes itself, or does not publish.
# (A plain `mkdocs build` empties the published folder but keeps hidden files in it, such as the hub's own marker.)
NOT_PUBLISHED = frozenset({"sitemap.xml", "sitemap.xml.gz", ".hub-site"})
# The theme's own scripts, which overrides/main.html leaves out of every page.
NOT_PUBLISHED_FOLDER = "assets/javascripts/"


def is_left_out(path: str) -> bool:
    """Whether a file of the engine's output is not published."""
    return path in NOT_PUBLISHED or path.startswith(NOT_PUBLISHED_FOLDER)


@dataclass(frozen=True)
class Shells:
    """The engine's pages of one language: the folder, and the hash of everything they depend on."""

    lang: str
    folder: Path
    digest: str


Made = tuple[list[Shells], list[Problem]]


def make(
    project: Project, site: Site, say: Callable[[str], None] = lambda _: None, languages: tuple[str, ...] | None = None
) -> Made:
    """The shells of the site's languages, from the cache or the engine; problems when the engine refuses a page."""
    with making(project, site, say, languages) as made:
        return made()


@contextmanager
def making(
    project: Project, site: Site, say: Callable[[str], None] = lambda _: None, languages: tuple[str, ...] | None = None
) -> Iterator[Callable[[], Made]]:
    """The engine at work beside the block, where it is needed; what is yielded waits for it and gives what `make` does.

    A block that ends without waiting stops the engine. It is not begun where it would follow a link.
    """
    if untouchable := written_files.never_opened(project.root):
        yield lambda: ([], untouchable)
        return
    wanted = []
    for lang in languages or site.languages:
        environment = engine_environment(site)
        digest = project.shell_digest(lang, [f"{name}={environment[name]}" for name in sorted(environment)])
        wanted.append((Shells(lang, project.cache / "shells" / f"{lang}-{digest}", digest), environment))
    missing = [(shells, environment) for shells, environment in wanted if not shells.folder.is_dir()]
    if missing:
        say("drawing the page shells with MkDocs")
    runs = [(shells, _start(project, shells, environment)) for shells, environment in missing]

    def made() -> Made:
        problems = []
        for shells, run in runs:
            output, _ = run.communicate()
            problems += _finish(shells, run.returncode, output, project.docs)
        if not problems:
            _forget_old([shells for shells, _ in wanted])
        return [shells for shells, _ in wanted], problems

    try:
        yield made
    finally:
        for shells, run in runs:
            if run.returncode is None:
                run.kill()
                run.communicate()
                shutil.rmtree(_building(shells), ignore_errors=True)


def engine_environment(site: Site) -> Mapping[str, str]:
    """What mkdocs.yml reads with !ENV."""
    return {
        "HUB_SITE_URL": site.url,
        "HUB_SITE_URL_ES": f"{site.url}es/" if site.url else "",
        "HUB_REPOSITORY": site.repository,
    }


def _start(project: Project, shells: Shells, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    building = _building(shells)
    shutil.rmtree(building, ignore_errors=True)
    building.parent.mkdir(parents=True, exist_ok=True)
    config = str(project.engine_config(shells.lang))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", str(building)]
    # The engine stamps files with this date; a fixed one keeps its output the same from day to day.
    full = {**os.environ, **environment, RUNNING: "1", "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.Popen(
        command,
        cwd=project.root,
        env=full,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        preexec_fn=children.bound(),
    )


def _building(shells: Shells) -> Path:
    return shells.folder.with_name(f"building-{shells.lang}-{os.getpid()}")


def _finish(shells: Shells, status: int, output: str, docs: Path) -> list[Problem]:
    building = _building(shells)
    if status == 0:
        if shells.folder.exists():
            shutil.rmtree(building)
        else:
            building.rename(shells.folder)
        return []
    shutil.rmtree(building, ignore_errors=True)
    return engine_problems(output, shells.lang, docs)


def engine_problems(output: str, lang: str, docs: Path | None = None) -> list[Problem]:
    """The engine's warnings and errors as problems. Its log quotes the page and the link when it knows them.

    With the folder `docs` each problem stands at its place: a link in its page, the rest in the configuration.
    """
    found: list[Problem] = []
    pages = _Pages(docs, lang)
    lines = output.splitlines()
    for number, line in enumerate(lines):
        match = re.match(r"(WARNING|ERROR)\s+-\s+(.*)", line)
        # The reason why a page cannot be read stands in a line of its own.
        if not match or "Aborted with" in line or re.search(r"Error reading page '[^']+': *$", line):
            continue
        said, hint = match[2], "correct the page and build again"
        named = re.search(r"'([^']+\.md)'", said)
        link = re.search(r" link '([^']+)'", said)
        place = pages.place(named[1], link[1] if link else "") if named else pages.configured("")
        places = [place]
        if 'not included in the "nav"' in said:
            rest = itertools.takewhile(lambda row: row.startswith("  - "), lines[number + 1 :])
            places = [pages.place(row[4:].strip(), "") for row in rest] or places
            said = "the navigation does not name this page"
            hint = f"add it below `nav:` in {pages.configuration}, or delete the page"
        elif "'nav' configuration" in said and named:
            places = [pages.configured(named[1])]
            hint = f"restore it, or take it out of `nav` in {places[0].path}"
        elif value := re.match(r"Config value '([^']+)'", said):
            places = [pages.configured(value[1])]
            hint = f"correct `{one_line(value[1])}` in {places[0].path}"
        elif "target" in said and "not found" in said:
            meant = re.search(r"Did you mean '([^']+)'\?", said)
            hint = (
                f"did you mean `{one_line(meant[1])}`?" if meant else "write the way from this page to a file of docs/"
            )
        found += [Problem(place, "page-refused", one_line(said, 300), hint) for place in places]
    if not found:
        last = [line for line in lines if line.strip()][-1:] or ["no output"]
        hint = "run `mkdocs build --strict` to see its whole output"
        said = f"MkDocs stopped: {one_line(last[0], 300)}"
        found.append(Problem(Place(f"docs/{lang}"), "page-refused", said, hint, Severity.ERROR))
    return found


class _Pages:
    """The written pages of a language, in which the links that the engine complains about are looked up in order."""

    def __init__(self, docs: Path | None, lang: str) -> None:
        self.docs, self.lang = docs, lang
        self.configuration = "mkdocs.yml" if lang == "en" else f"mkdocs.{lang}.yml"
        self.texts: dict[str, str] = {}
        self.searched: dict[tuple[str, str], int] = {}

    def configured(self, name: str) -> Place:
        """Where the configuration names a page of the navigation, or has such a field; else the folder of the pages."""
        if not self.docs or not name:
            return Place(f"docs/{self.lang}")
        # What a language does not say for itself, it takes from English.
        for configuration in (self.configuration, "mkdocs.yml"):
            read = navigation.read(self.docs.parent / configuration, configuration)
            if found := (read.pages or {}).get(name) or read.keys.get(name):
                return found
        return Place(self.configuration)

    def place(self, page: str, link: str) -> Place:
        """The place of the next link to this address in a page; the page's beginning when there is none."""
        shown = f"docs/{self.lang}/{page}"
        if self.docs is None:
            return Place(shown)
        # A page that a language does not have is borrowed from English.
        if not (self.docs / self.lang / page).is_file() and (self.docs / "en" / page).is_file():
            shown = f"docs/en/{page}"
        if shown not in self.texts:
            try:
                self.texts[shown] = (self.docs / shown.removeprefix("docs/")).read_text("utf-8", "replace")
            except OSError:
                self.texts[shown] = ""
        text = self.texts[shown]
        # Between the signs that end an address, and not as the beginning of a longer one.
        written = re.compile(rf"""(?<=[(\s"'<]){re.escape(link)}(?=[)\s"'>]|\Z)""")
        match = written.search(text, self.searched.get((shown, link), 0)) if link else None
        if match is None:
            return Place(shown)
        self.searched[shown, link] = match.end()
        line = text.count("\n", 0, match.start()) + 1
        return Place(shown, line, match.start() - text.rfind("\n", 0, match.start()))


def _forget_old(current: list[Shells]) -> None:
    """Remove shells that nothing used for a day; another build of this checkout may be using younger ones. What a
    killed build left half made goes at once.
    """
    keep = {shells.folder.name for shells in current}
    languages = {shells.lang for shells in current}
    for folder in current[0].folder.parent.iterdir():
        half_made, _, maker = folder.name.rpartition("-")
        if half_made.partition("-")[0] in ("building", "plain") and not _runs(maker):
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.name in keep:
            os.utime(folder)
        elif folder.name.partition("-")[0] in languages and time.time() - folder.stat().st_mtime > _A_DAY:
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: str) -> bool:
    """Whether a process of this number still runs; where it cannot be asked, it is taken to."""
    if os.name != "posix" or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
