"""Full-text search: Pagefind's own program over the finished pages, an index for each language.

It is given only the part of each page that is searched, which halves its time, and it works beside everything else.
(Its Python wrapper waits 0.1 s per message and is not used.)
"""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pagefind_bin

from hub import children, publish
from hub.problems import Place, Problem, one_line

FOLDER = "pagefind"
# Ready-made interfaces that Pagefind writes beside the index; the hub has its own.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# The last part of an article, and long: nobody searches it.
_PACKET = '<section class="hub-packet"'
# What Pagefind writes before the data of a file, then the data.
_FRAGMENT_ADDRESS = re.compile(r'(?:pagefind_dcd)?\{"url":("(?:[^"\\]|\\.)*")')
_LANGUAGE = re.compile(r"<html\b[^>]*>")
# How a Rust program says that the system refused to write: `No space left on device (os error 28)`.
_FULL = re.compile(rf"\(os error ({'|'.join(str(number) for number in publish.NO_WRITING if number)})\)")


@contextmanager
def indexing(site: Path, kept: Path, salt: str = "") -> Iterator[Indexing]:
    """Indexes in the making, below a site whose pages are being finished. A block that ends early stops them.

    `kept` is a folder for the parts of pages that are searched, so that after an edit few of them are written again;
    `salt` names the version of the code that they are good for.
    """
    indexes = Indexing(site, kept, salt)
    try:
        yield indexes
    finally:
        indexes.stop()


class Indexing:
    """An index for each language, in the folder `pagefind` of the language; the program works beside this one."""

    def __init__(self, site: Path, kept: Path, salt: str) -> None:
        self.site, self.kept, self.salt = site, kept, salt
        self.runs: dict[str, subprocess.Popen[str]] = {}
        self.problem: Problem | None = None

    def begin(self, root: str, pages: Mapping[str, str]) -> None:
        """Begin the index of a language: its folder (`""`, `"es/"`) and its pages below the site, with their hashes."""
        try:
            program = pagefind_bin.get_executable()
            parts = self._parts(root, pages)
            self.runs[root] = _start(program, parts, self.site / root / FOLDER)
        except OSError as error:
            if error.errno in publish.NO_WRITING:
                raise
            self.problem = _failed(str(error))

    def _parts(self, root: str, pages: Mapping[str, str]) -> Path:
        """The folder with the searched part of each page, and of no other.

        Pagefind takes files in the order in which the system lists them, which may be that of their making. So they are
        all made anew, in the order of the pages, unless the very same files stay and only their text changes.
        """
        parts = self.kept / (root.strip("/") or "root")
        memory = parts.with_suffix(".pickle")
        before: Mapping[str, tuple[str, bool]] = {}
        try:
            salt, known = pickle.loads(memory.read_bytes())
            memory.unlink()  # Until the folder is right again it is not to be trusted.
            before = known if salt == self.salt else {}
        except Exception:  # There is none, or it cannot be read: all are written anew.
            before = {}

        def searched(changed: Iterable[str]) -> dict[str, str]:
            return {page: _searched_part((self.site / page).read_text(encoding="utf-8")) for page in changed}

        def part_of(page: str) -> Path:
            return parts / page.removeprefix(root)

        texts = searched(page for page, sha256 in pages.items() if before.get(page, ("",))[0] != sha256)
        has_part = {page: bool(texts[page]) if page in texts else before[page][1] for page in pages}
        if before.keys() != pages.keys() or any(part_of(page).is_file() != has for page, has in has_part.items()):
            shutil.rmtree(parts, ignore_errors=True)
            texts |= searched(pages.keys() - texts.keys())
        for page in sorted(texts):
            if texts[page]:
                part_of(page).parent.mkdir(parents=True, exist_ok=True)
                part_of(page).write_text(texts[page], encoding="utf-8")
        parts.mkdir(parents=True, exist_ok=True)
        memory.write_bytes(pickle.dumps((self.salt, {page: (pages[page], has) for page, has in has_part.items()}), 5))
        return parts

    def done(self) -> Problem | None:
        """Wait for all of them; the problem when one failed. Raises OSError when the system refuses to write."""
        for run in self.runs.values():
            output = run.communicate()[0]
            if run.returncode:
                if full := _FULL.search(output):
                    raise OSError(int(full[1]), os.strerror(int(full[1])))
                self.problem = _failed(output.strip()[-300:])
        for root in self.runs if self.problem is None else ():
            for file in (self.site / root / FOLDER).iterdir():
                if file.name.startswith(_UNUSED):
                    file.unlink()
        return self.problem

    def stop(self) -> None:
        """Stop what is still at work; nobody wants it any more."""
        for run in self.runs.values():
            if run.returncode is None:
                run.kill()
                run.communicate()


def fragments(index: Path) -> dict[str, str]:
    """The fragments of an index by the address of their page (`/resources/x/`); none when there is no index."""
    return {_address(file.read_bytes()): file.stem for file in sorted((index / "fragment").glob("*.pf_fragment"))}


def _address(raw: bytes) -> str:
    """The address stands first in a fragment, so little of it has to be unpacked."""
    start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, 1_000).decode("utf-8", "ignore")
    found = _FRAGMENT_ADDRESS.match(start)
    return str(json.loads(found[1])) if found else ""


def _searched_part(html: str) -> str:
    """The article of a page, in a document that says its language; nothing when the page is not searched."""
    body = html.find(" data-pagefind-body")
    start = html.rfind("<article", 0, max(0, body))
    language = _LANGUAGE.search(html, 0, 500)
    if start < 0 or not language:
        return ""
    end = html.find(_PACKET, start)
    article = html[start : html.rfind("</article>") if end < 0 else end]
    return f"<!doctype html>{language.group()}<title></title>{article}</article>"


def _start(program: Path, pages: Path, output: Path) -> subprocess.Popen[str]:
    command = [str(program), "--site", str(pages), "--output-path", str(output), "--quiet"]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        preexec_fn=children.bound(),
    )


def _failed(said: str) -> Problem:
    hint = "build with --no-search to leave the index out"
    return Problem(Place("search"), "search-failed", f"Pagefind stopped: {one_line(said, 300)}", hint)
