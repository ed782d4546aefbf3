"""Full-text search: Pagefind's own program over the finished pages, an index for each language.

It is given only the part of each page that is searched, which halves its time, and it works on all languages at once.
(Its Python wrapper waits 0.1 s per message and is not used.)
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pagefind_bin

from hub import children, publish
from hub.problems import Place, Problem, one_line

FOLDER = "pagefind"
# Ready-made interfaces that Pagefind writes beside the index; the hub has its own.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# What Pagefind writes before the data of a file, then the data.
_FRAGMENT_ADDRESS = re.compile(r'(?:pagefind_dcd)?\{"url":("(?:[^"\\]|\\.)*")')
_LANGUAGE = re.compile(r"<html\b[^>]*>")
# How a Rust program says that the system refused to write: `No space left on device (os error 28)`.
_FULL = re.compile(rf"\(os error ({'|'.join(str(number) for number in publish.NO_WRITING if number)})\)")


def index(site: Path, roots: Mapping[str, Iterable[str]]) -> Problem | None:
    """Write the search indexes of a finished site; the problem when that fails.

    `roots` gives for the folder of each language (`""`, `"es/"`) the paths of its pages, both below `site`. The index
    of a language is written into the folder `pagefind` there.
    """
    # Inside the site, so that whatever is left when this process is killed is removed with that folder.
    with tempfile.TemporaryDirectory(prefix=".searched-", dir=site) as folder:
        runs: list[subprocess.Popen[str]] = []
        try:
            program = pagefind_bin.get_executable()
            for number, (root, pages) in enumerate(roots.items()):
                parts = Path(folder) / str(number)
                for page in pages:
                    _write_searched_part(site / page, parts / page.removeprefix(root))
                runs.append(_start(program, parts, site / root / FOLDER))
            said = [run.communicate()[0] for run in runs]
        except OSError as error:
            if error.errno in publish.NO_WRITING:
                raise
            return _failed(str(error))
        finally:
            for run in runs:
                if run.returncode is None:
                    run.kill()
                    run.communicate()
    for run, output in zip(runs, said, strict=True):
        if run.returncode:
            if full := _FULL.search(output):
                raise OSError(int(full[1]), os.strerror(int(full[1])))
            return _failed(output.strip()[-300:])
    for root in roots:
        for file in (site / root / FOLDER).iterdir():
            if file.name.startswith(_UNUSED):
                file.unlink()
    return None


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
        article = html[start : html.rfind("</article>")]
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
