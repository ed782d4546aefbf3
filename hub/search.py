"""Full-text search: Pagefind's own program over the finished pages, an index for each language.

It is given only the part of each page that is searched, which halves its time, and it works beside everything else.
(Its Python wrapper waits 0.1 s per message and is not used.)
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Iterator
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
def indexing(site: Path) -> Iterator[Indexing]:
    """Indexes in the making, below a site whose pages are being finished. A block that ends early stops them."""
    # Inside the site, so that whatever is left when this process is killed is removed with that folder.
    with tempfile.TemporaryDirectory(prefix=".searched-", dir=site) as folder:
        indexes = Indexing(site, Path(folder))
        try:
            yield indexes
        finally:
            indexes.stop()


class Indexing:
    """An index for each language, in the folder `pagefind` of the language; the program works beside this one."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.runs: dict[str, subprocess.Popen[str]] = {}
        self.problem: Problem | None = None

    def begin(self, root: str, pages: Iterable[str]) -> None:
        """Begin the index of a language: its folder (`""`, `"es/"`) and the paths of its pages, both below the site."""
        parts = self.folder / str(len(self.runs))
        try:
            program = pagefind_bin.get_executable()
            for page in pages:
                _write_searched_part(self.site / page, parts / page.removeprefix(root))
            self.runs[root] = _start(program, parts, self.site / root / FOLDER)
        except OSError as error:
            if error.errno in publish.NO_WRITING:
                raise
            self.problem = _failed(str(error))

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


def _write_searched_part(page: Path, part: Path) -> None:
    """The article of a page, in a document that says its language; nothing when the page is not searched."""
    html = page.read_text(encoding="utf-8")
    start = html.rfind("<article", 0, html.find(" data-pagefind-body"))
    language = _LANGUAGE.search(html, 0, 500)
    if start >= 0 and language:
        end = html.find(_PACKET, start)
        article = html[start : html.rfind("</article>") if end < 0 else end]
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(f"<!doctype html>{language.group()}<title></title>{article}</article>", encoding="utf-8")


def _start(program: Path, pages: Path, output: Path) -> subprocess.Popen[str]:
    pages.mkdir(parents=True, exist_ok=True)
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
