"""The figures of a benchmark as a table, with the ratio and the target of each line."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.measure import Run
from benchmarks.preview import Preview


@dataclass(frozen=True)
class Figures:
    """Everything that was measured.

    `cold` begins with nothing but the compiled program, `kept` with the engine's pages, `again` after one edit.
    """

    records: int
    few: int
    runs: int
    machine: str
    versions: str
    hub_pages: int
    hugo_pages: int
    material_pages: int
    cold_hub: Run
    kept_hub: Run
    cold_hugo: Run
    again_hub: Run
    again_hugo: Run
    material: Run
    trimmed: Run
    memory_hub: Run
    memory_hugo: Run
    search: Run
    served_hub: Preview
    served_hugo: Preview


@dataclass(frozen=True)
class Line:
    """A line of the table. `target` is the highest ratio (or figure) that is good enough, with its words."""

    what: str
    hub: str
    other: str
    ratio: str
    target: str
    reached: bool | None


def lines(found: Figures) -> list[Line]:
    """What was measured, beside what was wanted."""
    hub, hugo = found.cold_hub, found.cold_hugo
    per_hub = hub.seconds / found.hub_pages * 1000
    per_material, per_trimmed = (run.seconds / found.material_pages * 1000 for run in (found.material, found.trimmed))
    return [
        _seconds(
            "full build, nothing cached but the program (the engine's run counted)", hub.seconds, hugo.seconds, 0.8
        ),
        _seconds("full build, the engine's pages cached", found.kept_hub.seconds, hugo.seconds, None),
        _seconds("the same in processor time, nothing cached", hub.busy, hugo.busy, None),
        _megabytes("peak memory, all processes (PSS)", found.memory_hub.tree, found.memory_hugo.tree, 0.25),
        _megabytes("peak memory, largest process (RSS)", hub.largest, hugo.largest, None),
        _seconds("build after one edit", found.again_hub.seconds, found.again_hugo.seconds, 0.3),
        _served(found.served_hub.seconds, found.served_hugo.seconds),
        _seconds("preview: from the start to the first page", found.served_hub.first, found.served_hugo.first, None),
        Line(
            f"for each page, beside plain MkDocs-Material as it comes, with {found.few:,} records",
            f"{per_hub:.2f} ms",
            f"{per_material:.2f} ms",
            f"{per_material / per_hub:.0f} times faster",
            "at least 20 times",
            per_material / per_hub >= 20,
        ),
        Line(
            "for each page, beside the same with the records kept out of its navigation",
            f"{per_hub:.2f} ms",
            f"{per_trimmed:.2f} ms",
            f"{per_trimmed / per_hub:.0f} times faster",
            "",
            None,
        ),
        Line("a build that only adds the search index (Pagefind)", f"{found.search.seconds:.1f} s", "", "", "", None),
    ]


def as_markdown(found: Figures) -> str:
    """The whole page of results."""
    rows = [
        "| | the hub | Hugo, or as named | ratio | wanted | reached |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for line in lines(found):
        reached = "" if line.reached is None else "yes" if line.reached else "**no**"
        rows.append(f"| {line.what} | {line.hub} | {line.other} | {line.ratio} | {line.target} | {reached} |")
    return "\n".join(
        [
            "# Results",
            "",
            f"{found.records:,} records; medians of {found.runs} runs in turn. {found.machine}. {found.versions}.",
            f"HTML pages: the hub {found.hub_pages:,}, Hugo {found.hugo_pages:,}, "
            f"MkDocs-Material {found.material_pages:,}.",
            "Written by `make bench` (`python -m benchmarks.run`); README.md beside this file says what is compared.",
            "",
            *rows,
            "",
        ]
    )


def _seconds(what: str, hub: float, other: float, limit: float | None) -> Line:
    return _compared(what, f"{hub:.2f} s", f"{other:.2f} s", hub / other, limit)


def _megabytes(what: str, hub: float, other: float, limit: float | None) -> Line:
    return _compared(what, f"{hub:,.0f} MB", f"{other:,.0f} MB", hub / other, limit)


def _compared(what: str, hub: str, other: str, ratio: float, limit: float | None) -> Line:
    target = "" if limit is None else f"at most {limit}"
    return Line(what, hub, other, f"{ratio:.2f}", target, None if limit is None else ratio <= limit)


def _served(hub: float, other: float) -> Line:
    what = "preview: from saving an edit to the changed page"
    return Line(what, f"{hub:.2f} s", f"{other:.2f} s", f"{hub / other:.2f}", "under 1 s", hub < 1)
