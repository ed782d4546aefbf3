"""A few rounds of `make chaos`, small enough for every run of the tests."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from tests import fixtures_site
from tests.chaos import disks, sameness, workbench
from tests.chaos.kills import Killer
from tests.chaos.workbench import Broken, Workbench

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes and disks are those of Linux")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A project that has its shells, with a site built without search."""
    made = workbench.make(tmp_path_factory.mktemp("chaos") / "project", like=fixtures_site.the_site().project)
    made.must_build("--no-search")
    return made


@pytest.fixture(scope="module")
def killer(bench: Workbench) -> Killer:
    return Killer(bench, random.Random(5), {"everything": 1})


def test_killed_builds_leave_the_old_site_or_the_new_one(killer: Killer) -> None:
    for _ in range(2):
        killer.kill(search=False)
    assert killer.tally.landed + killer.tally.too_late == 2


def test_a_build_that_is_asked_to_stop_says_one_line(killer: Killer) -> None:
    killer.stop(search=False)


def test_a_full_disk_leaves_the_old_site_and_says_one_line(tmp_path: Path) -> None:
    """A disk of our own where the system allows one, else a limit on the size of files."""
    found = disks.in_a_namespace(tmp_path / "disks", 1, 1, fixtures_site.the_site().project)
    assert sum(found.values()) == 1


def test_no_room_for_a_large_file_leaves_the_old_site_and_says_one_line(bench: Workbench) -> None:
    assert not disks.disturbed(bench, random.Random(8), preexec_fn=disks.limit(20_000))


def test_another_machine_gives_the_same_bytes(tmp_path: Path) -> None:
    """With the shells of the first one; the engine's own part, and a third machine, belong to `make chaos`."""
    site = fixtures_site.the_site()
    found = sameness.build(sameness.places()[1], tmp_path, site.project)
    assert fixtures_site.differing(fixtures_site.digests(site.output), found) == []


def test_another_machine_is_another_one(tmp_path: Path) -> None:
    """The stand-in for another machine does what it says: a folder in another order, and another day."""
    code = "import os, time, datetime, locale; print(os.listdir('.'), [e.name for e in os.scandir()], "
    code += (
        "time.gmtime().tm_year, datetime.date.today().year, datetime.datetime.now().year, os.getuid(), time.tzname[0], "
    )
    code += "locale.setlocale(locale.LC_ALL, ''))"
    for name in "abcdefghij":
        (tmp_path / name).touch()
    place = sameness.places()[1]
    said = sameness.ask(["-c", code], tmp_path, place)
    assert sorted("abcdefghij") != [word for word in said if word in "abcdefghij"]
    assert said.split()[-6:-3] == ["2037"] * 3
    assert said.split()[-3:] == [str(place.uid or os.getuid()), "+0545", place.locale.replace("POSIX", "C")]


def test_a_promise_that_is_not_kept_is_told(bench: Workbench) -> None:
    page = bench.output / "index.html"
    text = page.read_bytes()
    page.unlink()
    page.write_bytes(text + b" ")
    try:
        with pytest.raises(Broken, match=r"such as index\.html"):
            bench.must_be_whole()
    finally:
        page.write_bytes(text)
