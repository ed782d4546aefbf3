"""The tree of a site in the making: each file is written anew, or taken unchanged from the tree that is published now.

What is remembered of a published file is its key, that is, the hash of everything it was made from. A file whose key
is the same is not drawn again, not even read: it is linked.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub import publish, seal
from hub.project import digest_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One published file: the key it was made by, the SHA-256 of its bytes, and for pages what they link to."""

    key: str
    sha256: str
    facts: seal.Facts | None = None


@dataclass
class Tree:
    """`folder` is being filled; `old` is the published site and `remembered` what is known of its files."""

    folder: Path
    old: Path
    remembered: Mapping[str, Entry]
    entries: dict[str, Entry] = field(default_factory=dict)
    # What the layout pages themselves link to; they are checked and not published.
    shells: dict[str, seal.Facts] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def keep(self, path: str, key: str) -> bool:
        """Take the file at `path` from the published site if it was made by the same key."""
        entry = self.remembered.get(path)
        if entry is None or entry.key != key:
            return False
        self.make_room(path)
        try:
            publish.take(f"{self.old}/{path}", f"{self.folder}/{path}")
        except FileNotFoundError:
            return False
        self.entries[path] = entry
        return True

    def write(self, path: str, raw: bytes, key: str, facts: seal.Facts | None = None) -> Entry:
        """Write a file. The entry is also returned, for work that is done in another process."""
        self.make_room(path)
        with open(f"{self.folder}/{path}", "wb") as file:
            file.write(raw)
        entry = Entry(key, hashlib.sha256(raw).hexdigest(), facts)
        self.entries[path] = entry
        return entry

    def make_room(self, path: str) -> None:
        """Make the folder of a file."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            try:
                os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102 - ten thousand times, and a Path costs as much as the call.
            except FileExistsError:
                pass
            except FileNotFoundError:
                (self.folder / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def token(self) -> str:
        """The hash of the whole site: paths and bytes."""
        return digest_of(part for path in sorted(self.entries) for part in (path, self.entries[path].sha256))


def remembered(cache_file: Path, output: Path) -> dict[str, Entry]:
    """What is known of the site at `output`; nothing when another program has written there since."""
    try:
        token, entries = pickle.loads(cache_file.read_bytes())
        marker = (output / publish.MARKER).read_text(encoding="utf-8")
    except Exception:  # A memory that cannot be read is forgotten: every file is then made anew.
        return {}
    return entries if token in marker else {}


def remember(cache_file: Path, token: str, entries: Mapping[str, Entry]) -> None:
    """Keep what is known of the published site for the next build."""
    cache_file.parent.mkdir(parents=True, exist_ok=True)
    beside = cache_file.with_suffix(".new")
    beside.write_bytes(pickle.dumps((token, dict(entries)), 5))
    beside.replace(cache_file)
