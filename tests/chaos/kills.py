"""Builds that are killed without warning, and builds that are asked to stop, at moments drawn by chance."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.chaos.workbench import TIMEOUT, Broken, Workbench, free_of_tracebacks, problems_told

# What is edited before a build, and how often. A changed page runs the engine, which takes longer than all the rest.
EDITS = {"record": 5, "everything": 4, "forget": 2, "first": 2, "page": 1}
# What is ignored here already, as in the background of some shells, is ignored by a build too.
STOPS = tuple(
    number
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    if signal.getsignal(number) is not signal.SIG_IGN
)


@dataclass
class Tally:
    """What became of builds that were disturbed: what stood there right afterwards, and how many came too late."""

    kept_old: int = 0
    new_in_place: int = 0
    none_yet: int = 0
    too_late: int = 0
    moments: Counter[str] = field(default_factory=Counter)

    @property
    def landed(self) -> int:
        return self.kept_old + self.new_in_place + self.none_yet


@dataclass
class Killer:
    """Disturbs the builds of one bench. Every moment comes from `chance`."""

    bench: Workbench
    chance: random.Random
    edits: dict[str, int] = field(default_factory=lambda: dict(EDITS))
    tally: Tally = field(default_factory=Tally)
    # The seconds that a build took which nothing disturbed, by what was edited.
    seconds: dict[tuple[str, bool], float] = field(default_factory=dict)

    def kill(self, search: bool = True) -> None:
        """One edit, one build killed by SIGKILL; the old or the new site stands, and the next build heals the rest."""
        what = self.chance.choices([*self.edits], [*self.edits.values()])[0]
        arguments = () if search else ("--no-search",)
        moment = self._moment(what, arguments)
        before = self.bench.token()
        self.bench.edit(what, self.chance)
        before = self.bench.token() and before
        alone = self.chance.random() < 0.5
        with self.bench.start(*arguments) as run:
            late = self._ended_within(moment, run, (what, search))
            # The whole group of processes, as a machine that loses power; or the first one alone.
            with contextlib.suppress(ProcessLookupError):
                os.kill(run.pid, signal.SIGKILL) if alone else os.killpg(run.pid, signal.SIGKILL)
            run.communicate(timeout=TIMEOUT)
        self._judge(before, late, what, arguments)

    def _ended_within(self, moment: float, run: subprocess.Popen[str], key: tuple[str, bool]) -> bool:
        """Wait for the moment of the kill. A build that ends before it corrects what is known of how long it takes."""
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            return False
        self.seconds[key] = min(self.seconds[key], time.perf_counter() - self.bench.started)
        return True

    def stop(self, search: bool = True) -> None:
        """One edit, one build asked to stop: one line, the status of the signal, the old or the new site, no rest."""
        number = self.chance.choice(STOPS)
        arguments = () if search else ("--no-search",)
        self._moment("everything", arguments)
        before = self.bench.token()
        self.bench.edit("everything", self.chance)
        with self.bench.start(*arguments) as run:
            self._wait_for_work(run)
            time.sleep(self.chance.random() * 0.5 * self.seconds["everything", search])
            late = run.poll() is not None
            run.send_signal(number)
            out, err = run.communicate(timeout=TIMEOUT)
        # Whoever is stopped after the last line was printed came too late: the program is ending.
        late = late or run.returncode == 0 or "\nsite: " in out
        if not late:
            told = [line for line in err.splitlines() if line.startswith("stopped")]
            if run.returncode != 128 + number or len(told) != 1 or "Traceback" in err:
                raise Broken(f"stopped by {number.name}: status {run.returncode}, {err[-500:]!r}, {out[-200:]!r}")
            if left := self.bench.leftovers():
                raise Broken(f"stopped by {number.name}, the build leaves {', '.join(left)}")
            said_old = "is as it was" in told[0]
            if said_old != (self.bench.token() == before):
                raise Broken(f"the line is not true: {told[0]}")
        self._judge(before, late, number.name, arguments)

    def _wait_for_work(self, run: object) -> None:
        """Until the build has begun to write: before that Python itself answers to signals."""
        building = self.bench.output.with_name(f"{self.bench.output.name}.building")
        for _ in range(TIMEOUT * 100):
            if building.exists() or getattr(run, "poll")() is not None:  # noqa: B009
                return
            time.sleep(0.01)

    def _moment(self, what: str, arguments: tuple[str, ...]) -> float:
        """When to kill: anywhere in the build, which is timed at first."""
        key = (what, not arguments)
        if key not in self.seconds:
            self.bench.edit(what, self.chance)
            self.seconds[key] = self.bench.must_build(*arguments)
        return self.chance.uniform(0.1, 1.05) * self.seconds[key]

    def _judge(self, before: str, late: bool, what: str, arguments: tuple[str, ...]) -> None:
        """Right after the kill, and once more after a build that is left alone."""
        now = self.bench.token()
        if now:
            self.bench.must_be_whole()
        elif before or self.bench.output.exists():
            raise Broken("the site is gone")
        self.bench.must_build(*arguments)
        if now not in (before, self.bench.token()):
            raise Broken("what stood there after the kill was neither the old site nor the new one")
        if survivors := self.bench.survivors():
            raise Broken(f"processes of a killed build still run: {survivors}")
        if late:
            self.tally.too_late += 1
            return
        self.tally.moments[what] += 1
        if not now:
            self.tally.none_yet += 1
        elif now == before:
            self.tally.kept_old += 1
        else:
            self.tally.new_in_place += 1


def two_at_once(bench: Workbench, chance: random.Random) -> None:
    """Two builds of one site: one of them writes it, the other one says that it does."""
    bench.edit("everything", chance)
    with bench.start("--no-search") as first, bench.start("--no-search") as second:
        said = [(run.communicate(timeout=TIMEOUT), run.returncode) for run in (first, second)]
    for (out, err), status in said:
        if status not in (0, 1) or (status == 1 and ("build-running" not in err or "Traceback" in err)):
            raise Broken(f"two builds at once: status {status}: {err[-500:]} {out[-200:]}")
    if all(status for _, status in said):
        raise Broken("two builds at once: none of them built")
    bench.must_build("--no-search")


__all__ = ["Killer", "Tally", "free_of_tracebacks", "problems_told", "two_at_once"]
