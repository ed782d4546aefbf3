"""Full-text search: Pagefind's own program over the finished pages, an index for each language.

It works beside everything else, and is given the pages one after the other: the folder that it could read instead
lists them in an order that differs from disk to disk, and the index with it. Its Python wrapper is not used, because it
waits 0.1 s per message.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import tempfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import pagefind_bin

from hub import children, publish
from hub.problems import Place, Problem, one_line

FOLDER = "pagefind"
# Ready-made interfaces that Pagefind offers beside the index; the hub has its own.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# The scripts of the index, which look for words in the browser. Those of Pagefind 1.5.2 hold each result against each
# place of a word: among ten thousand pages a word of half of them takes four times as long as by these, of the next
# version, which read the same index. (`data/README.md` says where they come from, and when they can go.)
_INDEXED_BY, _READ_BY = "1.5.2", "1.6.0"
_SCRIPTS = Path(__file__).parent / "data" / f"pagefind-{_READ_BY}"
_ABOUT = "pagefind-entry.json"
# What Pagefind writes before the data of a file, then the data.
_FRAGMENT_ADDRESS = re.compile(r'(?:pagefind_dcd)?\{"url":("(?:[^"\\]|\\.)*")')


@contextmanager
def indexing() -> Iterator[Indexing]:
    """Indexes in the making, of pages that are being finished. A block that ends early stops them."""
    indexes = Indexing()
    try:
        yield indexes
    finally:
        indexes.stop()


class Indexing:
    """An index for each language, in the folder `pagefind` of the language; the program works beside this one."""

    def __init__(self) -> None:
        self.runs: dict[str, _Service] = {}

    def begin(self, root: str, pages: Iterable[tuple[str, str]]) -> None:
        """Begin the index of a language: its folder (`""`, `"es/"`) and the paths of its pages, both below the site,
        with what is searched of each (hub/searched.py).

        The index depends on the order of the pages. Pagefind takes what it is told at once and works on it afterwards.
        Raises publish.NotPublished when it cannot run, and OSError when the system refuses to write.
        """
        try:
            self.runs[root] = run = _Service()
        except OSError as error:
            if error.errno in publish.NO_WRITING:
                raise
            raise _failed(str(error)) from error
        with contextlib.suppress(BrokenPipeError):  # It has stopped, and what it said tells why.
            run.tell("NewIndex", config=None)
            for page, part in pages:
                run.tell("AddFile", index_id=0, file_path=page.removeprefix(root), file_contents=part)
            run.tell("GetFiles", index_id=0)

    def done(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Wait for each of them: the folder of the language, and the files of the index by their names.

        Raises publish.NotPublished when one failed.
        """
        for root, run in self.runs.items():
            files = {name: content for name, content in run.files().items() if not name.startswith(_UNUSED)}
            newer = _newer_scripts(files)
            yield root, {name: newer[name] if name in newer else b64decode(files[name]) for name in sorted(files)}

    def stop(self) -> None:
        """Stop those that are at work. Nobody wants them any more, and one that has answered waits for more to do."""
        for run in self.runs.values():
            run.stop()


def fragments(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """The names of the fragments of an index by the address of their page (`/resources/x/`); `files` are all the files
    of an index, or its fragments, with their names in it.
    """
    return {_address(raw): Path(name).stem for name, raw in files if name.startswith("fragment/")}


def _address(raw: bytes) -> str:
    """The address stands first in a fragment, so little of it has to be unpacked."""
    start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, 1_000).decode("utf-8", "ignore")
    found = _FRAGMENT_ADDRESS.match(start)
    return str(json.loads(found[1])) if found else ""


def _newer_scripts(files: Mapping[str, str]) -> dict[str, bytes]:
    """What takes the place of files of an index (names, content in base64): nothing, unless it is everything that the
    index is read by. A script for words of a language that has not come with the others would not fit them.
    """
    scripts = [name for name in files if name.startswith(("pagefind.js", "pagefind-worker.js", "wasm."))]
    if version("pagefind_bin") != _INDEXED_BY or not all((_SCRIPTS / name).is_file() for name in scripts):
        return {}
    about = b64decode(files[_ABOUT]).replace(f'"version":"{_INDEXED_BY}"'.encode(), f'"version":"{_READ_BY}"'.encode())
    return {name: (_SCRIPTS / name).read_bytes() for name in scripts} | {_ABOUT: about}


class _Service:
    """Pagefind, told and answering in JSON in base64 with a comma behind each message."""

    def __init__(self) -> None:
        # A file, because nobody reads while it is told of the pages: a pipe that is full would hold it up for ever.
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by `stop`.
        try:
            self.process = subprocess.Popen(
                [str(pagefind_bin.get_executable()), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                preexec_fn=children.bound(),
            )
        except BaseException:
            self.errors.close()
            raise

    def tell(self, kind: str, **values: object) -> None:
        """Say what to do. Raises BrokenPipeError when nobody listens."""
        assert self.process.stdin
        message = {"message_id": 0, "payload": {"type": kind, **values}}
        try:
            self.process.stdin.write(b64encode(json.dumps(message).encode()) + b",")
            self.process.stdin.flush()
        except OSError as error:  # Windows has another name for it.
            raise BrokenPipeError from error

    def files(self) -> dict[str, str]:
        """The files of an index by their names, in base64. (Pagefind could write them, and answers before it has.)

        Raises publish.NotPublished.
        """
        assert self.process.stdout
        for answer in _answers(self.process.stdout):
            try:
                payload: dict[str, Any] = json.loads(b64decode(answer, validate=True))["payload"]
                if payload["type"] == "GetFiles":
                    return {file["path"]: file["content"] for file in payload["files"]}
                if payload["type"] == "Error":
                    raise _failed(payload["message"])
            except (ValueError, KeyError, TypeError):
                raise _failed(answer[-300:].decode("utf-8", "replace")) from None
        self.errors.seek(0)
        raise _failed(self.errors.read().decode("utf-8", "replace").strip()[-300:] or "it said nothing")

    def stop(self) -> None:
        """End it. What it says is not read to the end: a child of its own could hold that open."""
        with contextlib.suppress(OSError), self.errors, self.process as process:
            process.kill()


def _answers(stream: IO[bytes]) -> Iterator[bytes]:
    """What ends with a comma, piece by piece, and what is left at the end, if anything is."""
    parts: list[bytes] = []
    while part := stream.read1(1 << 20):  # type: ignore[attr-defined]
        *ended, rest = part.split(b",")
        if ended:
            yield b"".join([*parts, ended[0]])
            yield from ended[1:]
            parts.clear()
        parts.append(rest)
    if any(parts):
        yield b"".join(parts)


def _failed(said: str) -> publish.NotPublished:
    hint = "build with --no-search to leave the index out"
    problem = Problem(Place("search"), "search-failed", f"Pagefind stopped: {one_line(said, 300)}", hint)
    return publish.NotPublished(problem)
