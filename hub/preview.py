"""The site as one reading of the files gives it: each page is stamped when it is asked for."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hub import build as recipe
from hub import indexes, shells, stamp
from hub.language import prefix_of
from hub.outputs.files import SiteFile, files
from hub.outputs.redirects import redirects
from hub.pages import Page, resources
from hub.pages.neighbors import Neighbors
from hub.pages.plan import plan
from hub.render import Renderer


@dataclass(frozen=True)
class Preview:
    """Everything that is needed to answer a request, as it stood after one reading of the files."""

    checked: recipe.Checked
    made: Mapping[str, shells.Shells]
    published: Path

    @cached_property
    def near(self) -> Neighbors:
        return Neighbors(self.checked.catalogue)

    def page(self, path: str) -> Page | None:
        """The generated page at a path below its language. A resource's is made without those of all others, which
        takes a fifth of the time among ten thousand.
        """
        if not path.startswith("resources/"):
            return self.pages.get(path)
        id, slash, rest = path.removeprefix("resources/").partition("/")
        resource = self.checked.catalogue.resources.get(id)
        if resource is None or resource.stub or (slash, rest) != ("/", ""):
            return None
        return resources.page_of(resource, self.near, self.checked.site)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        return {page.address: page for page in plan(self.checked.catalogue, self.checked.site)}

    @cached_property
    def files(self) -> Mapping[str, SiteFile]:
        checked = self.checked
        return {file.path: file for file in files(checked.catalogue, checked.site, checked.project.root)}

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        moved = self.checked.ledger.moved
        return {redirect.address: redirect.target for redirect in redirects(self.checked.catalogue, moved)}

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        return {
            lang: Renderer(self.checked.catalogue, self.checked.site, lang, version=self.checked.project.code_digest)
            for lang in self.made
        }

    @cached_property
    def layouts(self) -> Mapping[str, Mapping[str, stamp.Layout]]:
        return {lang: stamp.read_layouts(made.folder) for lang, made in self.made.items()}

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and bytes for a path of the site (no slash in front), or a redirect's target."""
        lang = next((lang for lang in self.made if lang != "en" and path.startswith(f"{lang}/")), "en")
        local = path.removeprefix(prefix_of(lang))
        page = self.page(local)
        if page:
            renderer = self.renderers[lang]
            title, description = stamp.describe(page, renderer)
            html = self.layouts[lang][page.layout].stamp(title, description, page.address, stamp.draw(page, renderer))
            return 200, "text/html; charset=utf-8", html.encode()
        if local in self.redirects:
            return 302, f"/{prefix_of(lang)}{self.redirects[local]}", b""
        if path in self.files:
            return 200, _type_of(path), self.files[path].make()
        if local == indexes.FRAGMENTS:
            index = self.published / prefix_of(lang) / "pagefind"
            return 200, _type_of(path), indexes.fragments_of(self.checked.catalogue, lang, index)
        if local.startswith("pagefind/"):
            return self._file(self.published, path)
        instead = self.checked.ledger.instead_of(local)
        if instead != local and instead not in self.checked.ledger.moved:
            return self.answer(f"{prefix_of(lang)}{instead}")
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
