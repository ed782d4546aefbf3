"""The pages of one language: written pages with their slots filled, and the pages of records and terms.

Each file is taken from the published site when it is still right, and made anew otherwise. Where there is no other
language, two processes share that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hub import ledger, seal, shells, stamp
from hub.catalogue import Catalogue
from hub.facets import FACETS, english
from hub.ledger import Ledger
from hub.outputs.files import SiteFile
from hub.outputs.redirects import redirects
from hub.pages import Page
from hub.pages.plan import plan
from hub.parallel import in_two_processes
from hub.problems import Problem
from hub.project import Project, digest_of
from hub.render import Renderer
from hub.site import Site
from hub.tree import Entry, Tree

# Kinds of record whose pages list what they depend on; everything else is part of every page's key.
RECORDS = frozenset({"resources", "collections", "commitments", "organizations", "events"})


# What one of two processes only looks at is copied, since Python counts who looks; the copies last as long as the other
# process. So the work is shared anew after so many files.
AT_ONCE = 3_500


class Language:
    """The pages of one language."""

    def __init__(
        self, project: Project, site: Site, catalogue: Catalogue, kept: Ledger, made: shells.Shells, growing: Tree
    ) -> None:
        self.project, self.site, self.catalogue, self.ledger = project, site, catalogue, kept
        self.made, self.tree = made, growing
        self.prefix = prefix_of(made.lang)
        self.renderer = Renderer(catalogue, site, made.lang, version=project.code_digest)
        digests = catalogue.digests
        reference = [digest for (kind, _), digest in sorted(digests.items()) if kind not in RECORDS]
        # Which terms have a page, and where stubs stand, shows on pages that do not list those records.
        in_use = [f"{name} {' '.join(catalogue.facet(name))}" for name in FACETS]
        in_use += [resource.id for resource in catalogue.resources.values() if resource.stub]
        about = f"{site.url}\n{site.repository}"
        self.common = digest_of([project.code_digest, made.digest, about, *in_use, *reference])
        self.everything = digest_of([self.common, site.today, *(digests[key] for key in sorted(digests))])

    def make(self, others: Iterable[SiteFile] = (), alone: bool = True) -> list[Problem]:
        """Make the pages, and `others`, files of the whole site, beside them; in two processes when it is `alone`."""
        self._files(others, alone)
        problems = []
        for redirect in redirects(self.catalogue, self.ledger.moved):
            path = f"{self.prefix}{redirect.address}index.html"
            key = digest_of([self.everything, redirect.target])
            if path in self.tree.entries:  # A page that is there is never replaced by one that leads elsewhere.
                problems.append(ledger.still_there(self.ledger, redirect.address))
            if path in self.tree.entries or self.tree.keep(path, key):
                continue
            context = {"base": "../" * redirect.address.count("/"), "redirect": redirect}
            html = seal.with_policy(self.renderer.render("pages/redirect.html", context))
            self.tree.write(path, html.encode(), key, seal.facts(html))
        return problems

    def _files(self, others: Iterable[SiteFile], alone: bool) -> None:
        """All files of the language, and `others`."""
        layouts = stamp.read_layouts(self.made.folder)
        self.layout_ids: dict[str, tuple[str, ...]] = {}
        for name, layout in layouts.items():
            # What every page of a layout has in common is read once, from the layout page itself.
            address = f"{name}/_layout/"
            facts = seal.facts(layout.stamp("", "", address, ""))
            self.tree.shells[f"{self.prefix}{address}index.html"] = facts
            self.layout_ids[name] = facts.ids
        jobs = self._jobs(layouts, others)
        while some := list(islice(jobs, AT_ONCE)):
            entries = in_two_processes(some, _made, lambda job: job.cost) if alone else _made(some)
            for job, entry in zip(some, entries, strict=True):
                self.tree.entries[job.path] = entry or self.tree.remembered[job.path]

    def _jobs(self, layouts: Mapping[str, stamp.Layout], others: Iterable[SiteFile]) -> Iterator[_Job]:
        # Some of these take long: first, so that neither process has to wait for the other one in the end.
        for other in others:
            yield _Job(other.path, _EACH + 2 * len(other.depends), partial(self._file, other))
        for file in sorted(self.made.folder.rglob("*")):
            path = file.relative_to(self.made.folder).as_posix()
            if file.is_file() and not stamp.is_layout(path) and not shells.is_left_out(path):
                cost = _WRITTEN if path.endswith(".html") else _EACH
                yield _Job(self.prefix + path, cost, partial(self._shell_file, file, path))
        for page in plan(self.catalogue, self.site):
            path = f"{self.prefix}{page.address}index.html"
            yield _Job(path, _cost_of(page), partial(self._page, page, path, layouts[page.layout]))

    def _shell_file(self, file: Path, path: str) -> Entry | None:
        """A written page with its slots filled, or a file that the theme and docs/ bring; None when it was taken."""
        if not path.endswith(".html"):
            here, key = self.prefix + path, self.made.digest
            return None if self.tree.keep(here, key) else self.tree.write(here, file.read_bytes(), key)
        shell = file.read_bytes().decode()
        here, key = self.prefix + path, self._key_of(stamp.kinds_in(shell))
        if self.tree.keep(here, key):
            return None
        html = stamp.fill(shell, path, self.renderer, self.catalogue)
        return self.tree.write(here, html.encode(), key, seal.facts(html))

    def _key_of(self, kinds: frozenset[str] | None) -> str:
        """The key of a written page that shows records of these kinds."""
        if kinds is None:
            return self.everything
        shown = (digest for (kind, _), digest in sorted(self.catalogue.digests.items()) if kind in kinds)
        return digest_of([self.common, self.site.today, *shown])

    def _file(self, file: SiteFile) -> Entry | None:
        """A file of the whole site made anew; None when the published one is still right, and was taken."""
        key = digest_of([self.project.code_digest, *file.depends])
        return None if self.tree.keep(file.path, key) else self.tree.write(file.path, file.make(), key)

    def _page(self, page: Page, path: str, layout: stamp.Layout) -> Entry | None:
        """A page drawn anew; None when the published one is still right, and was taken."""
        key = digest_of_page(self.common, page)
        if self.tree.keep(path, key):
            return None
        body = stamp.draw(page, self.renderer)
        title, description = stamp.describe(page, self.renderer)
        html = layout.stamp(title, description, page.address, body)
        own = seal.facts(body)
        facts = seal.Facts(own.links, own.ids + self.layout_ids[page.layout])
        return self.tree.write(path, html.encode(), key, facts)


class _Job(NamedTuple):
    """A file to be made or taken, and how much work that is, in hundredths of a millisecond."""

    path: str
    cost: int
    make: Callable[[], Entry | None]


def _made(jobs: list[_Job]) -> list[Entry | None]:
    return [job.make() for job in jobs]


# A page of a record, and a written page, which is mostly lists of records.
_EACH, _WRITTEN = 60, 600


def _cost_of(page: Page) -> int:
    """The page itself, and a little for each record that it lists (a resource lists few)."""
    return _EACH if page.layout == "resources" else _EACH + len(page.depends) // 3


def digest_of_page(common: str, page: Page) -> str:
    """The key of a generated page: one hash over everything that can change it."""
    parts = "\0".join((common, page.address, page.source, english(page.title), *page.depends))
    return hashlib.blake2b(parts.encode(), digest_size=16).hexdigest()


def prefix_of(lang: str) -> str:
    """The folder of a language: none for the first, `es/` for Spanish."""
    return "" if lang == "en" else f"{lang}/"
