"""A folder served on this computer as static hosts do it: for pictures, browser tests, Lighthouse and benchmarks."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".atom"})


class Files(SimpleHTTPRequestHandler):
    """Files as they are; index.html for a folder."""

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


class Site(Files):
    """The same with the site's own 404.html for what is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        raw = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(raw)


class Compressed(Files):
    """Files as GitHub Pages and other hosts send them: text and data compressed, the rest as it is."""

    protocol_version = "HTTP/1.1"
    kept_for = ""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        raw = path.read_bytes()
        packed = path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        raw = gzip.compress(raw, 6, mtime=0) if packed else raw
        if isinstance(self.server, Host):
            self.server.sent.append((self.path.partition("?")[0], len(raw)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(raw)))
        if self.kept_for:
            self.send_header("Cache-Control", self.kept_for)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # The browser was closed while it still read.
            self.wfile.write(raw)


class Kept(Compressed):
    """The same, kept by browsers for ten minutes, as GitHub Pages asks them to."""

    kept_for = "max-age=600"


class Host(ThreadingHTTPServer):
    """`sent` has path and bytes of each file that `Compressed` has sent: what the tools of a page do not see."""

    daemon_threads = True

    def __init__(self, folder: Path, handler: type[Files]) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
        self.sent: list[tuple[str, int]] = []

    @property
    def address(self) -> str:
        """Where the folder is served, with a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}/"


@contextmanager
def served(folder: Path, handler: type[Files] = Files) -> Iterator[Host]:
    """Serves a folder while the context lasts."""
    host = Host(folder, handler)
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        thread.join()
        host.server_close()
