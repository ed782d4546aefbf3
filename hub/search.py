"""Full-text search: Pagefind's own program over the finished pages. (Its Python wrapper waits 0.1 s per message.)"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pagefind_bin

from hub.problems import Place, Problem, one_line

FOLDER = "pagefind"
# Ready-made interfaces that Pagefind writes beside the index; the hub has its own.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def index(site: Path) -> Problem | None:
    """Write the search index of a finished site into its folder `pagefind`; the problem when that fails."""
    program = pagefind_bin.get_executable()
    command = [str(program), "--site", str(site), "--output-subdir", FOLDER, "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError as error:
        return _failed(str(error))
    if done.returncode:
        return _failed((done.stdout + done.stderr).strip()[-300:])
    for file in (site / FOLDER).iterdir():
        if file.name.startswith(_UNUSED):
            file.unlink()
    return None


def _failed(said: str) -> Problem:
    hint = "build with --no-search to leave the index out"
    return Problem(Place("search"), "search-failed", f"Pagefind stopped: {one_line(said, 300)}", hint)
