"""The preview: records stay parsed in this process, a page is stamped when a browser asks for it, files are watched.

One thread answers requests, one follows the files. What they share is a single immutable Preview, replaced as a whole.
Nothing is written to the published site.
"""

from __future__ import annotations

import mimetypes
import queue
import socketserver
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from hub import build as recipe
from hub import load, shells, stamp
from hub.outputs.acronyms import acronyms_json
from hub.outputs.files import SiteFile, files
from hub.outputs.redirects import redirects
from hub.pages import Page
from hub.pages.plan import plan
from hub.problems import Problem, has_errors
from hub.project import Project
from hub.render import Renderer
from hub.site import Site

LIVE = "__hub"
LIVE_SCRIPT = b'new EventSource("/__hub/changes").onmessage = () => location.reload();\n'


@dataclass(frozen=True)
class Preview:
    """Everything that is needed to answer a request, as it stood after one reading of the files."""

    checked: recipe.Checked
    made: Mapping[str, shells.Shells]
    published: Path

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        return {page.address: page for page in plan(self.checked.catalogue, self.checked.site)}

    @cached_property
    def files(self) -> Mapping[str, SiteFile]:
        checked = self.checked
        return {file.path: file for file in files(checked.catalogue, checked.site, checked.project.root)}

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        return {redirect.address: redirect.target for redirect in redirects(self.checked.catalogue)}

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        return {
            lang: Renderer(
                self.checked.catalogue, self.checked.site, lang, cache=self.checked.project.compiled_templates
            )
            for lang in self.made
        }

    @cached_property
    def layouts(self) -> Mapping[str, Mapping[str, stamp.Layout]]:
        return {lang: stamp.read_layouts(made.folder) for lang, made in self.made.items()}

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and bytes for a path of the site (no slash in front), or a redirect's target."""
        lang = next((lang for lang in self.made if lang != "en" and path.startswith(f"{lang}/")), "en")
        local = path.removeprefix(recipe.prefix_of(lang))
        page = self.pages.get(local)
        if page:
            renderer = self.renderers[lang]
            title, description = stamp.describe(page, renderer)
            html = self.layouts[lang][page.layout].stamp(title, description, page.address, stamp.draw(page, renderer))
            return 200, "text/html; charset=utf-8", html.encode()
        if local in self.redirects:
            return 302, f"/{recipe.prefix_of(lang)}{self.redirects[local]}", b""
        if path in self.files:
            return 200, _type_of(path), self.files[path].make()
        if local == "assets/acronyms.json":
            return 200, "application/json", acronyms_json(self.checked.catalogue)
        if local.startswith("pagefind/"):
            return self._file(self.published, path)
        return self._shell(lang, local)

    def _shell(self, lang: str, path: str) -> tuple[int, str, bytes]:
        folder = self.made[lang].folder
        file = path + "index.html" if path.endswith("/") or not path else path
        if stamp.is_layout(file):
            return 404, "text/plain; charset=utf-8", b"not published"
        status, kind, raw = self._file(folder, file)
        if status == 404 and (folder / "404.html").is_file():
            file, (_, kind, raw) = "404.html", self._file(folder, "404.html")
        if kind.startswith("text/html") and raw:
            raw = stamp.fill(raw.decode(), file, self.renderers[lang], self.checked.catalogue).encode()
        return status, kind, raw

    @staticmethod
    def _file(folder: Path, path: str) -> tuple[int, str, bytes]:
        try:
            full = (folder / path).resolve()
            there = full.is_relative_to(folder.resolve()) and full.is_file()
        except (OSError, ValueError):  # A name that no file can have: too long, or with a zero in it.
            there = False
        if not there:
            return 404, "text/plain; charset=utf-8", b"there is no such page"
        return 200, _type_of(full.name), full.read_bytes()


def _type_of(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return kind + ("; charset=utf-8" if kind.startswith("text/") else "")


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

    def refresh(self, changed: frozenset[str] | None = None, pages_changed: bool = True) -> bool:
        """Read what changed; keep the last good preview when there are errors. True when there is a new one."""
        before = self.loaded if changed is not None else None
        cache = None if before else self.project.cache / "content.pickle"
        loaded = load.load(
            self.project.content, cache, cache_salt=self.project.code_digest, before=before, changed=changed
        )
        self.loaded = loaded
        checked = recipe.check_loaded(self.project, self.site, loaded)
        found = checked.problems
        made = list(self.preview.made.values()) if self.preview else []
        if not checked.refused and (pages_changed or not made):
            made, more = shells.make(self.project, self.site, self.say)
            found = found + more
            if not more:
                found = found + [p for shell in made for p in stamp.layout_problems(shell.folder, shell.lang)]
        if changed is None or has_errors(found):
            self.tell(found)
        if has_errors(found):
            return False
        by_language = {shell.lang: shell for shell in made}
        self.preview = Preview(checked, by_language, self.project.root / "site")
        return True

    def follow(self) -> None:
        """Watch content/, docs/ and overrides/ until the server stops."""
        folders = [self.project.content, self.project.docs, self.project.root / "overrides"]
        watched = [folder for folder in folders if folder.is_dir()]
        for changes in watch(*watched, debounce=50, step=20, stop_event=self.stopping, raise_interrupt=False):
            started = time.perf_counter()
            paths = [Path(path) for _, path in changes]
            content = frozenset(
                path.relative_to(self.project.content).as_posix()
                for path in paths
                if path.is_relative_to(self.project.content)
            )
            if self.refresh(content, pages_changed=len(content) < len(paths)):
                names = ", ".join(sorted({path.name for path in paths if path.is_file()})[:3]) or "what is left"
                self.say(f"read again: {names} ({time.perf_counter() - started:.2f} s)")
                for listener in list(self.listeners):
                    listener.put("changed")


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
                status, kind, raw = follower.preview.answer(path)
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
    thread = threading.Thread(target=follower.follow, daemon=True)
    thread.start()
    say(f"the site is at {address} (stop with Ctrl+C)")
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        follower.stopping.set()
        server.server_close()
    return 0
