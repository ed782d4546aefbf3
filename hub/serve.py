"""The preview: records stay parsed in this process, a page is stamped when a browser asks for it, files are watched.

One thread answers requests, one hears of saved files and one reads them. What they share is a single immutable Preview,
replaced as a whole.
Nothing is written to the published site.
"""

from __future__ import annotations

import queue
import socketserver
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from hub import build as recipe
from hub import checks, ledger, load, shells, stamp
from hub.preview import Preview
from hub.problems import Problem, has_errors, one_line
from hub.project import Project
from hub.site import Site
from hub.stopping import Stopped

LIVE = "__hub"
# Seconds that the rules wait after an edit: two threads share one processor, and a person waits for the page.
BROWSER_FIRST = 0.15
LIVE_SCRIPT = b'new EventSource("/__hub/changes").onmessage = () => location.reload();\n'


class Follower:
    """Holds the current preview and replaces it when files change."""

    def __init__(
        self, project: Project, site: Site, say: Callable[[str], None], tell: Callable[[list[Problem]], None]
    ) -> None:
        self.project, self.site, self.say, self.tell = project, site, say, tell
        self.listeners: set[queue.SimpleQueue[str]] = set()
        self.loaded: load.Loaded | None = None
        self.preview: Preview | None = None
        self.stopping = threading.Event()
        # What was saved and not read yet; `saved` is set as long as there is something.
        self.waiting: deque[Path] = deque()
        self.saved = threading.Event()

    def refresh(self, changed: frozenset[str] | None = None) -> bool:
        """Read what changed; keep the last good preview when there are errors. True when there is a new one."""
        loaded = self._load(changed)
        checked = recipe.check_loaded(self.project, self.site, loaded)
        found = checked.problems
        made: list[shells.Shells] = []
        if not checked.refused:
            made, more = shells.make(self.project, self.site, self.say)
            found = found + more
            if not more:
                found = found + [p for shell in made for p in stamp.layout_problems(shell.folder, shell.lang)]
        if changed is None or has_errors(found):
            self.tell(found)
        if has_errors(found):
            return False
        self.preview = Preview(checked, {shell.lang: shell for shell in made}, self.project.root / "site")
        return True

    def refresh_content(self, changed: frozenset[str]) -> None:
        """After edits of content alone: show what reads well at once, and only then ask what all records say together.

        The rules take longer than everything else, and what they find stands in the terminal a moment later. Who saves
        again meanwhile does not wait for them.
        """
        started = time.perf_counter()
        loaded = self._load(changed)
        files_read_well = not has_errors(loaded.problems)
        if self.preview and files_read_well:
            kept = self.preview.checked.ledger
            if ledger.FILE in changed:
                kept, _ = ledger.read(self.project.content / ledger.FILE)
            unjudged = recipe.Checked(self.project, self.site, loaded.catalogue, loaded.problems, loaded.files, kept)
            self.preview = Preview(unjudged, self.preview.made, self.preview.published)
            self._announce(changed, started)
            self.saved.wait(BROWSER_FIRST)
        try:
            checked = recipe.check_loaded(self.project, self.site, loaded, superseded=lambda: bool(self.waiting))
        except checks.Superseded:
            return
        if checked.refused:
            self.tell(checked.problems)
        elif self.preview is None:
            self.refresh()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """What the current preview answers. A page that its file makes impossible says so; the rules tell why."""
        assert self.preview
        try:
            return self.preview.answer(path)
        except Exception as error:  # What no rule has judged yet may lack anything.
            self.say(f"the page {one_line(path)} cannot be drawn: {one_line(error, 200)}")
            return 500, "text/plain; charset=utf-8", b"this page cannot be drawn now; see the terminal"

    def _load(self, changed: frozenset[str] | None) -> load.Loaded:
        before = self.loaded if changed is not None else None
        cache = None if before else self.project.cache / "content.pickle"
        self.loaded = load.load(
            self.project.content, cache, cache_salt=self.project.code_digest, before=before, changed=changed
        )
        return self.loaded

    def _announce(self, names: Iterable[str], started: float) -> None:
        some = ", ".join(sorted({name.rpartition("/")[2] for name in names})[:3]) or "what is left"
        self.say(f"read again: {some} ({time.perf_counter() - started:.2f} s)")
        for listener in list(self.listeners):
            listener.put("changed")

    def watch(self) -> None:
        """Hear of what is saved in content/, docs/ and overrides/ until the server stops."""
        folders = [self.project.content, self.project.docs, self.project.root / "overrides"]
        watched = [folder for folder in folders if folder.is_dir()]
        for changes in watch(*watched, debounce=50, step=20, stop_event=self.stopping, raise_interrupt=False):
            self.waiting.extend(Path(path) for _, path in changes)
            self.saved.set()
        self.saved.set()

    def follow(self) -> None:
        """Read what was saved, as soon as it is heard of, until the server stops."""
        while self.saved.wait() and not self.stopping.is_set():
            self.saved.clear()
            paths = {self.waiting.popleft() for _ in range(len(self.waiting))}
            try:
                if paths:  # Else they came while the last ones were taken, and went with them.
                    self._read(paths)
            except Exception as error:  # A preview that stands still without a word would be taken for a good one.
                self.say(f"what was saved cannot be shown: {one_line(error, 200)}")

    def _read(self, paths: set[Path]) -> None:
        started = time.perf_counter()
        inside = {path for path in paths if path.is_relative_to(self.project.content)}
        content = frozenset(path.relative_to(self.project.content).as_posix() for path in inside)
        if inside == paths:
            self.refresh_content(content)
        elif self.refresh(content):
            self._announce((path.name for path in paths if path.is_file()), started)


def _handler(follower: Follower) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if (self.headers.get("Host") or "").rpartition(":")[0] not in ("127.0.0.1", "localhost"):
                # A page elsewhere that has its own name point here must not read the preview.
                self._send(403, "text/plain; charset=utf-8", b"open the preview as 127.0.0.1 or localhost")
                return
            path = unquote(urlsplit(self.path).path).lstrip("/")
            if path == f"{LIVE}/changes":
                self._changes()
            elif path == f"{LIVE}/live.js":
                self._send(200, "text/javascript", LIVE_SCRIPT)
            elif follower.preview is None:
                self._send(503, "text/plain; charset=utf-8", b"the content has errors; see the terminal")
            else:
                status, kind, raw = follower.answer(path)
                if kind.startswith("text/html"):
                    raw = raw.replace(b"</body>", b'<script src="/__hub/live.js"></script></body>', 1)
                self._send(status, kind, raw)

        do_HEAD = do_GET

        def _send(self, status: int, kind: str, raw: bytes) -> None:
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(raw)

        def _changes(self) -> None:
            """Server-sent events: one line each time the preview changes."""
            listener: queue.SimpleQueue[str] = queue.SimpleQueue()
            follower.listeners.add(listener)
            try:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                while not follower.stopping.is_set():
                    try:
                        self.wfile.write(f"data: {listener.get(timeout=1)}\n\n".encode())
                    except queue.Empty:
                        self.wfile.write(b": waiting\n\n")
                    self.wfile.flush()
            except OSError:
                pass
            finally:
                follower.listeners.discard(listener)
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Requests are not news."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        # HTTPServer asks the name service for the name of this host; a preview needs no name.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])


def serve(
    project: Project,
    site: Site,
    port: int,
    say: Callable[[str], None],
    tell: Callable[[list[Problem]], None],
) -> int:
    """Serve the preview on 127.0.0.1 until interrupted; returns the exit status. Port 0 takes a free one."""
    try:
        server = _Server(("127.0.0.1", port), BaseHTTPRequestHandler)
    except OSError as error:
        say(f"hub: port {port} cannot be used: {error.strerror}")
        say("    choose another: `hub serve --port 8001`")
        return 2
    address = f"http://127.0.0.1:{server.server_port}/"
    follower = Follower(project, site.at(address), say, tell)
    server.RequestHandlerClass = _handler(follower)
    follower.refresh()
    if not (project.root / "site" / "pagefind").is_dir():
        say("search works in the preview once `hub build` has made its index")
    watching, following = (threading.Thread(target=work, daemon=True) for work in (follower.watch, follower.follow))
    watching.start()
    following.start()
    say(f"the site is at {address} (stop with Ctrl+C)")
    try:
        server.serve_forever(poll_interval=0.2)
    except (KeyboardInterrupt, Stopped):
        say("stopped")
    finally:
        follower.stopping.set()
        server.server_close()
        # It works outside of Python, where a thread that outlives the program may hinder its end.
        watching.join(timeout=2)
    return 0
