"""The tree of a site in the making: each file is written anew, or taken unchanged from the tree that is published now.

What is remembered of a published file is its key, that is, the hash of everything it was made from. A file whose key
is the same is not drawn again, not even read: it is linked.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub import manifest, publish, seal
from hub.project import digest_of

# What is remembered changes its form with the class Entry.
_FORM = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One published file: the key it was made by, the SHA-256 of its bytes, what a page links to, and the size."""

    key: str
    sha256: str
    facts: seal.Facts | None = None
    size: int = 0


# What was made of a tree: paths with their entries, None for what was taken over; and what the layout pages link to.
Made = tuple[list[tuple[str, Entry | None]], dict[str, seal.Facts]]


@dataclass
class Tree:
    """`folder` is being filled; `old` is the published site and `remembered` what is known of its files.

    `stale` is None when the folder began empty. Otherwise it began as an older tree, which holds the same files as the
    published one except at these paths.
    """

    folder: Path
    old: Path
    remembered: Mapping[str, Entry]
    stale: frozenset[str] | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    # What the layout pages themselves link to; they are checked and not published.
    shells: dict[str, seal.Facts] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def keep(self, path: str, key: str) -> bool:
        """Take the file at `path` from the published site if it was made by the same key."""
        entry = self.remembered.get(path)
        if entry is None or entry.key != key:
            return False
        if self.stale is None or path in self.stale:
            self.make_room(path)
            try:
                self._clear(path)
                publish.take(f"{self.old}/{path}", f"{self.folder}/{path}")
            except FileNotFoundError:
                return False
        self.entries[path] = entry
        return True

    def write(self, path: str, raw: bytes, key: str, facts: seal.Facts | None = None) -> Entry:
        """Write a file, unless it is there already. The entry is also returned, for work done in another process."""
        entry = Entry(key, hashlib.sha256(raw).hexdigest(), facts, len(raw))
        self.entries[path] = entry
        old = self.remembered.get(path)
        if self.stale is None or path in self.stale or old is None or old.sha256 != entry.sha256:
            self.make_room(path)
            self._clear(path)
            with open(f"{self.folder}/{path}", "wb") as file:
                file.write(raw)
        return entry

    def _clear(self, path: str) -> None:
        """Remove what an older tree has at a path: it may be a link to the published file, and is never written to."""
        if self.stale is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{self.folder}/{path}")  # noqa: PTH108 - as often as there are files.

    def part(self) -> Tree:
        """A part of this tree, to be made by another process: `self.join(part.made())` takes in what it made."""
        return Tree(self.folder, self.old, self.remembered, self.stale)

    def made(self) -> Made:
        """All that was made of a part. What was taken over is known to the whole by its path."""
        remembered = self.remembered
        rows = [(path, None if remembered.get(path) is entry else entry) for path, entry in self.entries.items()]
        return rows, self.shells

    def join(self, made: Made) -> None:
        """Take in what was made of a part, in the order in which it was made there."""
        rows, shells = made
        self.entries.update((path, entry or self.remembered[path]) for path, entry in rows)
        self.shells.update(shells)

    def sweep(self) -> None:
        """Remove what the older tree had and this one has not, and the folders that are empty then."""
        if self.stale is None:
            return
        for path in (self.remembered.keys() | self.stale) - self.entries.keys():
            self._clear(path)
            folder = (self.folder / path).parent
            with contextlib.suppress(OSError):
                while folder != self.folder:
                    folder.rmdir()
                    folder = folder.parent

    def differing(self) -> frozenset[str]:
        """The paths at which this tree does not have the same file as the published one."""
        old, new = self.remembered, self.entries
        written = {path for path in old.keys() & new.keys() if old[path].sha256 != new[path].sha256}
        return frozenset(written | (old.keys() ^ new.keys()))

    def to_judge(self, later: tuple[str, ...] = ()) -> list[str]:
        """The pages whose links may lead nowhere. As long as no file has gone, and no place in a page, these are the
        pages that were made anew: what is remembered was judged before it was published. Files whose paths begin with
        one of `later` are made after this is asked, and no page links to them.
        """
        old, new = self.remembered, self.entries
        anew = [path for path, entry in new.items() if old.get(path) is not entry]
        gone = [path for path in old.keys() - new.keys() if not path.startswith(later)]
        lost = gone or any(not _ids(old[path]) <= _ids(new[path]) for path in old.keys() & anew)
        return [path for path in (new if lost else anew) if new[path].facts is not None]

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

    def close(self) -> str:
        """Write the manifest of everything that was made, and remove the rest. Returns the token of the site."""
        token = self.token()
        if not self.keep(manifest.NAME, token):
            rows = ((path, entry.sha256, entry.size) for path, entry in self.entries.items())
            self.write(manifest.NAME, manifest.of(rows), token)
        self.sweep()
        return token


def _ids(entry: Entry) -> frozenset[str]:
    """The places in a page that a link can lead to."""
    return frozenset(entry.facts.ids if entry.facts else ())


def remembered(cache_file: Path, output: Path) -> dict[str, Entry]:
    """What is known of the site at `output`; nothing when another program has written there since."""
    try:
        form, token, entries = pickle.loads(cache_file.read_bytes())
    except Exception:  # A memory that cannot be read is forgotten: every file is then made anew.
        return {}
    return entries if form == _FORM and token == publish.token_of(output) else {}


def remembering(cache_file: Path, token: str, entries: Mapping[str, Entry]) -> Callable[[], None]:
    """Write down what is known of a site for the next build. It counts from when the result is called, which is to be
    done once the site is published. Where it cannot be kept, the next build makes all anew.
    """
    beside = cache_file.with_suffix(".new")

    def keep() -> None:
        with contextlib.suppress(OSError):
            beside.replace(cache_file)

    try:
        cache_file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            pickle.dump((_FORM, token, dict(entries)), file, 5)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
    return keep
