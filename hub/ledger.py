"""Addresses are for ever: the ledger of everything that was once published, and what a build must not lose.

content/addresses.txt holds one address a line, below the root of the site, in the order of their letters. `hub ledger`
adds what is new and removes nothing. Where readers of an address go instead is said in the record that took its place
(`aliases: [old-id]`), or, where no record did, in its line: `steam/ -> guides/`; for all languages at once. What
programs ask for has a line of the same form, `old/feed.atom -> feed.atom`, and they get that file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub.problems import Place, Problem, one_line

FILE = "addresses.txt"
HEAD = """\
# Every address that this site has published, for ever: people have noted them. `make ledger` adds what is new.
# No line is removed. When a record gets another id, its file says `aliases: [old-id]`. When something else goes, its
# English line says where readers go instead, for all languages: `old/ -> new/`.
"""
MAX_BYTES = 16 * 1024 * 1024
MAX_LINE = 600
# For so many lost addresses the nearest one is looked for, which takes a while; nobody reads more advice than that.
MOST_ADVICE = 100
# Where readers go when nothing is near: a line cannot name the root of the site, and this page is always there.
ANYWHERE = "about/"
_ADDRESS = re.compile(r"(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
_ARROW = " -> "
# What the site needs and nobody notes, and what carries a hash or a number that changes.
_NOT_KEPT = frozenset({"404.html", "manifest.json", "sitemap.xml", ".nojekyll"})
_NOT_KEPT_FOLDERS = frozenset({"assets", "pagefind"})


@dataclass(frozen=True)
class Ledger:
    """What was published. `lines` has the line of each address; `moved` says where readers of some go instead."""

    lines: Mapping[str, int] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    shown: str = f"content/{FILE}"

    def place(self, address: str) -> Place:
        return Place(self.shown, self.lines.get(address, 1))

    def instead_of(self, address: str) -> str:
        """Where readers of an address that moved go in the end: what they are sent to may have moved on itself."""
        passed = set[str]()
        while address in self.moved and address not in passed:
            passed.add(address)
            address = self.moved[address]
        return address


def read(path: Path, shown: str = f"content/{FILE}") -> tuple[Ledger, list[Problem]]:
    """The ledger and what is wrong in it. Where there is none, nothing has been published yet."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Ledger(shown=shown), []
    except OSError as error:
        message = f"the ledger cannot be read: {error.strerror}"
        return Ledger(shown=shown), [Problem(Place(shown), "ledger-line", message, "check its permissions")]
    if len(raw) > MAX_BYTES:
        message = f"the ledger is larger than {MAX_BYTES // 1024 // 1024} MB"
        hint = "restore it from the history"
        return Ledger(shown=shown), [Problem(Place(shown), "ledger-line", message, hint)]
    lines: dict[str, int] = {}
    moved: dict[str, str] = {}
    problems = []
    for number, line in enumerate(raw.decode("utf-8", "backslashreplace").split("\n"), 1):
        text = line.removesuffix("\r").strip(" ")
        if not text or text.startswith("#"):
            continue
        before, arrow, after = text.partition(_ARROW)
        wrong = _wrong(before, after if arrow else None, lines, text)
        if wrong:
            hint = "write an address as it stands below the root of the site, such as `guides/` or `old/ -> guides/`"
            problems.append(Problem(Place(shown, number), "ledger-line", wrong, hint))
            continue
        lines[before] = number
        if arrow:
            moved[before] = after
    return Ledger(lines, moved, shown), problems


def _wrong(before: str, after: str | None, lines: Mapping[str, int], text: str) -> str:
    """What is wrong with a line; nothing when it is right."""
    for part in (before, after):
        if part is not None and (len(text) > MAX_LINE or not part or not _ADDRESS.fullmatch(part)):
            return f"`{one_line(part)}` is not an address of this site"
    if before in lines:
        return f"`{one_line(before)}` stands in line {lines[before]} already"
    if after is not None and (before == after or _kind(before) != _kind(after)):
        return "a page can only lead to another page, and a file to another of its kind"
    return ""


def _kind(address: str) -> str:
    """What programs take a file for; the same for all pages."""
    return "" if address.endswith("/") else address.rpartition("/")[2].rpartition(".")[2]


def kept(path: str, languages: Iterable[str] = ()) -> str | None:
    """The address at which people find a published file; None for what nobody notes.

    `languages` are the folders of the other languages: `es/`.
    """
    local = path
    for folder in languages:
        local = local.removeprefix(folder)
    if local in _NOT_KEPT or local.split("/")[0] in _NOT_KEPT_FOLDERS or local.split("/")[0].startswith("."):
        return None
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def addresses(paths: Iterable[str], languages: Iterable[str] = ()) -> set[str]:
    """The addresses of published files that are kept for ever. The root itself is never lost."""
    folders = tuple(languages)
    return {found for path in paths if (found := kept(path, folders))}


def file_of(address: str) -> str:
    """The published file at an address."""
    return f"{address}index.html" if address.endswith("/") else address


def lost(ledger: Ledger, there: Collection[str], languages: Iterable[str], whole: bool = True) -> Iterator[Problem]:
    """Addresses that the files `there` would lose. What is lost in every language is told once.

    A site that does not know its own address is not `whole`: it has no feeds, and nobody publishes it.
    """
    folders = tuple(languages)
    told = 0
    for here in ledger.lines:
        if file_of(here) in there or not (whole or here.endswith("/")):
            continue
        folder = next((folder for folder in folders if here.startswith(folder)), "")
        if folder and (first := here.removeprefix(folder)) in ledger.lines and file_of(first) not in there:
            continue
        message = f"the address `{here}` would be lost"
        told += 1
        hint = _hint(here, folder, there, told <= MOST_ADVICE)
        yield Problem(ledger.place(here), "address-lost", message, hint)
    for here, target in ledger.moved.items():
        if file_of(target) not in there and (whole or target.endswith("/")):
            what = "page" if target.endswith("/") else "file"
            message = f"readers of `{here}` are sent to `{target}`, and there is no such {what}"
            yield Problem(ledger.place(here), "address-lost", message, f"write the address of a {what} of this site")


def _hint(here: str, folder: str, there: Collection[str], at_length: bool) -> str:
    """What to do about a lost address: the line to write. `folder` is that of a language that alone has lost it."""
    if not here.endswith("/"):
        if folder:
            return "put the file back, as the English one is there"
        file = _file_instead(here, there)
        if not file:
            return "put the file back: programs that ask for it follow no page, and no file of its kind is there"
        return f"put the file back, or write in this line what programs get instead: `{here}{_ARROW}{file}`"
    if folder:
        return f"put the page back: docs/{folder}{here.removeprefix(folder).rstrip('/')}.md, or the English one"
    page = _instead(here, there) if at_length else ANYWHERE
    return f"put the page back, or write in this line where its readers go instead: `{here}{_ARROW}{page}`"


def _instead(here: str, there: Collection[str]) -> str:
    """The page that comes nearest to one that is gone: a record of its name, one beside it, or one at the top."""
    record = f"resources/{here.split('/')[-2]}/"
    if file_of(record) in there:
        return record
    pages = [path.removesuffix("index.html") for path in there if path.endswith("/index.html")]
    beside = [page for page in pages if page.startswith(f"{here.split('/')[0]}/")]
    others = beside or [page for page in pages if page.count("/") == 1]
    return next(iter(difflib.get_close_matches(here, sorted(others), n=1, cutoff=0.0)), ANYWHERE)


def _file_instead(here: str, there: Collection[str]) -> str:
    """The file for programs that stands in the place of one that is gone: the nearest of its name, else of its kind."""
    name = here.rpartition("/")[2]
    if name in there:
        return name
    others = sorted(path for path in there if path != here and kept(path) and _kind(path) == _kind(here))
    return next(iter(difflib.get_close_matches(here, others, n=1, cutoff=0.0)), "")


def still_there(ledger: Ledger, here: str) -> Problem:
    """A line says of a page that its readers go elsewhere, and the page is there."""
    what = "page" if here.endswith("/") else "file"
    message = f"this line says that `{here}` leads elsewhere, but there is a {what} at that address"
    return Problem(ledger.place(here), "ledger-line", message, f"write `{here}` alone, or remove the {what}")


def text(ledger: Ledger, more: Iterable[str]) -> str:
    """The ledger with more addresses, each line where it belongs."""
    rows = {here: f"{here}{_ARROW}{ledger.moved[here]}" if here in ledger.moved else here for here in ledger.lines}
    rows |= {here: here for here in more if here not in rows}
    return HEAD + "".join(f"{rows[here]}\n" for here in sorted(rows))
