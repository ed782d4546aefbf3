"""Versions of records in whose texts no rule found anything, kept from one run to the next.

Rules about words take half of the time of all rules, and in ten thousand records an edit changes the words of one.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Set
from pathlib import Path
from typing import NamedTuple


class Memory(NamedTuple):
    """A file for them. `salt` names the program: other rules begin anew."""

    file: Path
    salt: str

    def recall(self) -> frozenset[str]:
        """The versions that are known to be clean; none where the file is of another program, or cannot be read."""
        with contextlib.suppress(Exception):
            salt, clean = pickle.loads(self.file.read_bytes())
            if salt == self.salt:
                return frozenset(clean)
        return frozenset()

    def keep(self, clean: Set[str]) -> None:
        """Write them down in place of the earlier ones. Where nothing can be written, all texts are looked at again."""
        beside = self.file.with_suffix(".new")
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(pickle.dumps((self.salt, sorted(clean)), 5))
            beside.replace(self.file)
