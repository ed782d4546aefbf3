"""The tree that was published before the present one: the next build begins with it instead of an empty folder.

Making ten thousand folders, linking a file into each and removing as many takes longer than everything else that a
build does after one edit. The two trees share their files by hard link and differ at a few paths, which are known.
"""

from __future__ import annotations

import contextlib
import pickle
import shutil
from pathlib import Path

from hub import publish


class Spare:
    """The spare tree of one output folder. `folder` is where it waits; `stale` where it differs, once it is in use."""

    def __init__(self, folder: Path, output: Path) -> None:
        self.folder, self.output = folder, output
        self.memory = folder.with_name(f"{folder.name}.pickle")
        self.stale: frozenset[str] | None = None

    def take_up(self, building: Path) -> bool:
        """Move the spare tree to `building` if it is the very one that the published tree replaced."""
        try:
            published, token, stale = pickle.loads(self.memory.read_bytes())
            whole = bool(token) and (published, token) == (publish.token_of(self.output), publish.token_of(self.folder))
            if whole:
                # Without its token it is never taken for a whole tree again, wherever this build may stop.
                publish.mark(self.folder)
                self.folder.rename(building)
                self.stale = stale
        except Exception:  # Whatever cannot be read or moved is done without: the build begins with an empty folder.
            whole = False
        if not whole:
            shutil.rmtree(self.folder, ignore_errors=True)
        return whole

    def set_aside(self, building: Path, published: str, stale: frozenset[str]) -> None:
        """Keep the tree that was just replaced; it differs from the published one at the paths in `stale`."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            token = publish.token_of(building)
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            building.rename(self.folder)
            beside = self.memory.with_suffix(".new")
            beside.write_bytes(pickle.dumps((published, token, stale), 5))
            beside.replace(self.memory)
