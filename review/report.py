"""The report on a pull request: `python -m review.report --before OLD --after NEW --output FOLDER`.

It is Markdown in which everything that a contributor could have typed stands in indented blocks, one line each, so that
nothing of it is markup. Written to FOLDER/report.md with the pictures beside it, and to the summary of the workflow.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hub import ledger
from hub.problems import one_line
from review import changes
from review.changes import Changes

SHOWN = 100
# Whoever writes a letter into a file can compute its hash as well, so no rule can know who accepted it.
ACCEPTED = "Only an editor accepts a letter. Merge this if you did, with the organization's own word before you:"
Told = Mapping[str, Any]


def problems_in(file: Path | None) -> list[Told]:
    """What `hub check --format json` said; nothing when the file is not there or is no such thing."""
    try:
        rows = json.loads(file.read_bytes())["problems"] if file else []
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [row for row in rows if isinstance(row, dict)]


def new_problems(before: Iterable[Told], after: Iterable[Told]) -> list[Told]:
    """The problems that were not there before, wherever in their file they stand."""
    known = {_key(row) for row in before}
    return [row for row in after if _key(row) not in known]


def _key(row: Told) -> tuple[str, ...]:
    return tuple(str(row.get(name, "")) for name in ("path", "code", "message"))


def lost_lines(before: Path, after: Path) -> list[str]:
    """The addresses that were taken out of the ledger, which never happens by right."""
    old, new = (ledger.read(root / "content" / ledger.FILE)[0] for root in (before, after))
    return sorted(old.lines.keys() - new.lines.keys())


def block(lines: Iterable[str]) -> Iterator[str]:
    """Lines that are shown as they are: indented, each on one line, so many and no more."""
    rows = list(lines)
    yield ""
    yield from (f"    {one_line(row, 300)}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"    and {len(rows) - SHOWN:,} more"
    yield ""


def markdown(found: Changes | None, problems: Iterable[Told], unlisted: Iterable[str], pictures: Iterable[str]) -> str:
    """The report. `found` is None when one of the two sites could not be built."""
    lines = ["# What this pull request changes", ""]
    if found is None:
        lines += ["The site could not be built before or after the change, so nothing is compared. See the log.", ""]
    else:
        if accepted := found.acceptances():
            lines += [f"## Letters that this change accepts: {len(accepted):,}", "", ACCEPTED, *block(accepted)]
        for what, part in (("Pages", found.pages()), ("Feeds, exports and other files", found.others())):
            counts = ", ".join(f"{len(paths):,} {name}" for name, paths in part.rows.items())
            lines += [f"## {what}: {counts}", ""]
            for name, paths in part.rows.items():
                if paths:
                    lines += [f"{name.capitalize()}:", *block(path.removesuffix("index.html") or "/" for path in paths)]
    if gone := list(unlisted):
        lines += ["## Addresses taken out of the ledger", "", "No line of it is ever removed:", *block(gone)]
    told = [
        f"{p.get('path')}:{p.get('line')}: {p.get('severity')}: {p.get('message')} [{p.get('code')}]" for p in problems
    ]
    lines += [f"## New problems and findings: {len(told):,}", *block(told)]
    if shown := list(pictures):
        lines += [f"## Pictures: {len(shown):,}", "", "They are in the artifact `preview`, with the whole site:"]
        lines += block(shown)
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, required=True, help="the project as it is, with its site in site/")
    parser.add_argument("--after", type=Path, required=True, help="the project as it would be, with its site in site/")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--browser", help="a Chromium; without one no pictures are taken")
    given = parser.parse_args()
    old, new = (changes.files_of(root / "site") for root in (given.before, given.after))
    found = None if old is None or new is None else changes.between(old, new)
    problems = new_problems(*(problems_in(root / ".cache" / "problems.json") for root in (given.before, given.after)))
    given.output.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    if found and given.browser:
        from review import pictures

        wanted = changes.worth_a_look(found)
        made = pictures.take(given.after / "site", wanted, given.output / "pictures", given.browser)
    text = markdown(found, problems, lost_lines(given.before, given.after), [file.name for file in made])
    (given.output / "report.md").write_text(text, encoding="utf-8")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
