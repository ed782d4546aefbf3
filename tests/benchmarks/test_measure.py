"""Measuring: time, memory of the whole tree of processes, and failures that are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import measure, preview
from benchmarks.measure import Run
from benchmarks.preview import Preview
from benchmarks.results import Figures, as_markdown, lines

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")

# A process with a child that holds 60 MB for a moment.
CHILD = "import time; held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096]); time.sleep({0})"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    # On a busy machine the watcher may look away for a second; then the child holds its memory for longer.
    for moment in (0.4, 3, 20):
        found = measure.run([sys.executable, "-c", PARENT.format(moment)], tmp_path, {}, watch_memory=True)
        assert found.seconds >= moment
        if found.tree > 60:
            break
    assert 60 < found.tree < 200 and found.largest > 60


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(measure.CommandFailed, match="no such luck"):
        measure.run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path, {})


def test_the_middle_of_runs_is_their_median_and_their_highest_memory() -> None:
    runs = [Run(1, 4, 10), Run(3, 6, 30), Run(2, 5, 20)]
    assert measure.middle(runs) == Run(2, 5, 30)


def test_an_edit_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "record.yml"
    path.write_text("title: A\nsummary: >-\n  Words of it.\ntype: plan\n")
    preview.edit(path, "Edit1")
    preview.edit(path, "Edit2")
    assert path.read_text() == "title: A\nsummary: >-\n  Edit2 Words of it.\ntype: plan\n"


def test_the_table_says_what_was_reached() -> None:
    hub, other = Run(2, 3, 100, 120), Run(4, 6, 400, 500)
    found = Figures(
        records=100,
        few=10,
        runs=1,
        machine="a machine",
        versions="Hugo 0",
        hub_pages=100,
        hugo_pages=100,
        material_pages=10,
        cold_hub=hub,
        kept_hub=hub,
        cold_hugo=other,
        again_hub=hub,
        again_hugo=other,
        material=other,
        trimmed=other,
        memory_hub=hub,
        memory_hugo=other,
        search=hub,
        served_hub=Preview(1, (0.5, 2.0, 0.7)),
        served_hugo=Preview(1, (1.0,)),
    )
    reached = {line.what.partition(",")[0]: line.reached for line in lines(found)}
    assert reached["full build"] is None or reached["full build"]
    assert reached["build after one edit"] is False
    assert found.served_hub.seconds == 0.7
    assert "| peak memory, all processes (PSS) | 120 MB | 500 MB | 0.24 | at most 0.25 | yes |" in as_markdown(found)
