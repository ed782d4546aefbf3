"""`make chaos`: 100 kills, 25 requests to stop, 10 full disks, and builds on machines that differ in everything;
`python -m tests.chaos.run --reader` measures the reader alone.

Every moment is drawn by chance from `--seed`; what is printed at the end is the table in SECURITY.md.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from hub.project import Project
from tests import fixtures_site
from tests.chaos import disks, hostile, sameness, workbench
from tests.chaos.kills import Killer, two_at_once
from tests.chaos.workbench import Broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--stops", type=int, default=25)
    parser.add_argument("--disks", type=int, default=10)
    parser.add_argument("--places", type=int, default=3)
    parser.add_argument("--reader", action="store_true", help="only the reader: hostile files, and 200 bad ones")
    given = parser.parse_args()
    if given.reader:
        hostile.measure()
        return 0
    folder = Path(tempfile.mkdtemp(prefix="hub-chaos-"))
    try:
        _run(folder, given)
    except Broken as broken:
        print(f"broken: {broken}\nwhat is left stands in {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


def _run(folder: Path, given: argparse.Namespace) -> None:
    started = time.perf_counter()

    def tell(text: str) -> None:
        print(f"{time.perf_counter() - started:6.0f} s  {text}", flush=True)

    bench = workbench.make(folder / "project")
    tell(f"a first site, in {bench.must_build():.0f} seconds")
    if given.kills:
        chance = random.Random(given.seed)
        killer = Killer(bench, chance)
        while killer.tally.landed < given.kills and killer.tally.too_late < given.kills:
            killer.kill(search=chance.random() < 0.3)
            if killer.tally.landed % 20 == 10:
                tell(f"  {killer.tally.landed} builds killed")
        tally = killer.tally
        tell(
            f"{tally.landed} builds killed: {tally.kept_old} times the old site stood there whole, "
            f"{tally.new_in_place} times the new one, {tally.none_yet} times there was none before; "
            f"{tally.too_late} more had ended before the kill"
        )
    if given.stops:
        stopper = Killer(bench, random.Random(given.seed))
        while stopper.tally.landed < given.stops and stopper.tally.too_late < given.stops:
            stopper.stop(search=False)
        signals = ", ".join(f"{count} by {name}" for name, count in sorted(stopper.tally.moments.items()))
        tell(f"{stopper.tally.landed} builds stopped ({signals}): one line, the status of the signal, nothing left")
        for _ in range(5):
            two_at_once(bench, random.Random(given.seed))
        tell("5 times two builds at once: one wrote the site, the other one said that it did, or came after it")
    if given.disks:
        found = disks.in_a_namespace(folder / "disks", given.disks, given.seed, Project(bench.project.root))
        kinds = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in found.items())
        tell(f"{sum(found.values())} disks ({kinds}): the old site stood there whole, one clear line, status 1")
    if given.places:
        places, files = sameness.must_be_the_same(folder / "same", some=given.places)
        for place in sameness.places()[:places]:
            tell(f"built in {place.said}")
        tell(f"{files:,} files at each of {places} places, all the same bytes")


if __name__ == "__main__":
    fixtures_site.ENVIRONMENT.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(main())
