"""The recipe of a build: read, check, draw the shells, stamp, index, seal, publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hub import checks, indexes, ledger, load, permanence, publish, seal, shells, stamp, tree, written_pages
from hub.catalogue import Catalogue
from hub.facets import FACETS, english
from hub.ledger import Ledger
from hub.outputs import attachments
from hub.outputs.files import files
from hub.outputs.offline import offline_files
from hub.outputs.redirects import redirects
from hub.outputs.sitemap import sitemap
from hub.pages import Page
from hub.pages.plan import plan
from hub.parallel import in_two_halves, uncollected
from hub.problems import Place, Problem, has_errors, one_line, ordered
from hub.project import Project, digest_of
from hub.render import Renderer
from hub.site import Site
from hub.spare import Spare
from hub.tree import Entry, Tree

Say = Callable[[str], None]

# Kinds of record whose pages list what they depend on; everything else is part of every page's key.
RECORDS = frozenset({"resources", "collections", "commitments", "organizations", "events"})


@dataclass(frozen=True)
class Checked:
    """Content read and checked. `problems` are all of them, in the order of the files."""

    project: Project
    site: Site
    catalogue: Catalogue
    problems: list[Problem]
    files: tuple[str, ...]
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def refused(self) -> bool:
        return has_errors(self.problems)

    @property
    def tally(self) -> load.Tally:
        """How the files of content fared."""
        return load.tally(self.files, self.problems)


@dataclass(frozen=True)
class Built:
    """What a build did. `pages` counts HTML pages, `drawn` those that were made anew."""

    checked: Checked
    problems: list[Problem]
    pages: int = 0
    drawn: int = 0

    @property
    def refused(self) -> bool:
        return has_errors(self.problems)


def check(project: Project, site: Site, say: Say = lambda _: None, language: str = "en") -> Checked:
    """Read and check all content and the macro calls of the written pages; nothing is drawn.

    `language` is that of the reports on letters.
    """
    say("reading content")
    loaded = load.load(project.content, project.cache / "content.pickle", cache_salt=project.code_digest)
    say("checking")
    return check_loaded(project, site, loaded, language)


def check_loaded(project: Project, site: Site, loaded: load.Loaded, language: str = "en") -> Checked:
    """Check what was read, and the macro calls of the written pages."""
    problems = loaded.problems + checks.run(loaded.catalogue, project.root, site.today, language)
    problems += written_pages.check_pages(project.docs, "docs", loaded.catalogue)
    kept, mistakes = ledger.read(project.content / ledger.FILE)
    problems += mistakes
    if not has_errors(problems):  # A file that could not be read has lost no address.
        problems += permanence.judge(kept, loaded.catalogue)
    return Checked(project, site, loaded.catalogue, ordered(problems), loaded.files, kept)


def build(project: Project, site: Site, output: Path, with_search: bool = True, say: Say = lambda _: None) -> Built:
    """Build the site into `output`. When there are errors the site that stands there stays as it was."""
    with uncollected(), shells.making(project, site, say) as drawn:
        checked = check(project, site, say)
        if checked.refused:
            return Built(checked, checked.problems)
        made, problems = drawn()
        if problems:
            return Built(checked, ordered(checked.problems + problems))
        return finish(checked, made, output, with_search, say)


def finish(
    checked: Checked, made: list[shells.Shells], output: Path, with_search: bool, say: Say = lambda _: None
) -> Built:
    """Everything after the engine: stamp, index, seal, publish."""
    problems = [problem for language in made for problem in stamp.layout_problems(language.folder, language.lang)]
    if problems:
        return Built(checked, ordered(checked.problems + problems))
    name = digest_of([str(output.resolve())])
    memory = checked.project.cache / f"site-{name}.pickle"
    spare = Spare(checked.project.cache / f"spare-{name}", output)
    remembered: dict[str, Entry] = {}

    def begin(building: Path) -> bool:
        # Asked while the folder is locked: another build may have published a moment ago.
        remembered.update(tree.remembered(memory, output))
        return bool(remembered) and spare.take_up(building)

    with publish.staging(output, begin) as folder:
        growing = Tree(folder, output, remembered, spare.stale)
        say("stamping pages")
        problems = [problem for language in made for problem in _Language(checked, language, growing).make()]
        _site_files(checked, growing)
        problems += _verify(checked, growing)
        pages = sum(1 for entry in growing.entries.values() if entry.facts is not None)
        if has_errors(problems):
            return Built(checked, ordered(checked.problems + problems))
        if with_search:
            say("indexing for search")
            indexes.make(checked.catalogue, checked.site, growing)
        say("publishing")
        token = growing.close()
        publish.swap(folder, output, token)
        tree.remember(memory, token, growing.entries)
        if remembered:
            spare.set_aside(folder, token, growing.differing())
    kept = sum(1 for path, entry in growing.entries.items() if entry.facts and growing.remembered.get(path) is entry)
    return Built(checked, ordered(checked.problems + problems), pages, pages - kept)


class _Language:
    """The pages of one language."""

    def __init__(self, checked: Checked, made: shells.Shells, growing: Tree) -> None:
        self.checked, self.made, self.tree = checked, made, growing
        self.prefix = prefix_of(made.lang)
        self.renderer = Renderer(checked.catalogue, checked.site, made.lang, cache=checked.project.compiled_templates)
        digests = checked.catalogue.digests
        reference = [digest for (kind, _), digest in sorted(digests.items()) if kind not in RECORDS]
        # Which terms have a page, and where stubs stand, shows on pages that do not list those records.
        in_use = [f"{name} {' '.join(checked.catalogue.facet(name))}" for name in FACETS]
        in_use += [resource.id for resource in checked.catalogue.resources.values() if resource.stub]
        site = f"{checked.site.url}\n{checked.site.repository}"
        self.common = digest_of([checked.project.code_digest, made.digest, site, *in_use, *reference])
        self.everything = digest_of([self.common, checked.site.today, *(digests[key] for key in sorted(digests))])

    def make(self) -> list[Problem]:
        self._shell_files()
        self._generated()
        problems = []
        for redirect in redirects(self.checked.catalogue, self.checked.ledger.moved):
            path = f"{self.prefix}{redirect.address}index.html"
            key = digest_of([self.everything, redirect.target])
            if path in self.tree.entries:  # A page that is there is never replaced by one that leads elsewhere.
                problems.append(ledger.still_there(self.checked.ledger, redirect.address))
            if path in self.tree.entries or self.tree.keep(path, key):
                continue
            context = {"base": "../" * redirect.address.count("/"), "redirect": redirect}
            html = seal.with_policy(self.renderer.render("pages/redirect.html", context))
            self.tree.write(path, html.encode(), key, seal.facts(html))
        return problems

    def _shell_files(self) -> None:
        """Written pages with their slots filled, and the files that the theme and docs/ bring."""
        for file in sorted(self.made.folder.rglob("*")):
            path = file.relative_to(self.made.folder).as_posix()
            if not file.is_file() or stamp.is_layout(path) or shells.is_left_out(path):
                continue
            is_page = path.endswith(".html")
            key = self.everything if is_page else self.made.digest
            if self.tree.keep(self.prefix + path, key):
                continue
            raw = file.read_bytes()
            facts = None
            if is_page:
                html = stamp.fill(raw.decode(), path, self.renderer, self.checked.catalogue)
                raw, facts = html.encode(), seal.facts(html)
            self.tree.write(self.prefix + path, raw, key, facts)

    def _generated(self) -> None:
        """The pages of records and terms: those that are still right are taken, the others drawn by two processes."""
        layouts = stamp.read_layouts(self.made.folder)
        self.layout_ids: dict[str, tuple[str, ...]] = {}
        for name, layout in layouts.items():
            # What every page of a layout has in common is read once, from the layout page itself.
            address = f"{name}/_layout/"
            facts = seal.facts(layout.stamp("", "", address, ""))
            self.tree.shells[f"{self.prefix}{address}index.html"] = facts
            self.layout_ids[name] = facts.ids
        wanted = []
        for page in plan(self.checked.catalogue, self.checked.site):
            path = f"{self.prefix}{page.address}index.html"
            # Where nothing is remembered the key is worked out beside the page, by whichever process draws it.
            key = digest_of_page(self.common, page) if self.tree.remembered else ""
            if not (key and self.tree.keep(path, key)):
                wanted.append((page, path, key))

        def draw(items: list[tuple[Page, str, str]]) -> list[Entry]:
            return [self._stamp(page, path, key, layouts[page.layout]) for page, path, key in items]

        for (_, path, _), entry in zip(wanted, in_two_halves(wanted, draw, cost_of), strict=True):
            self.tree.entries[path] = entry

    def _stamp(self, page: Page, path: str, key: str, layout: stamp.Layout) -> Entry:
        body = stamp.draw(page, self.renderer)
        title, description = stamp.describe(page, self.renderer)
        html = layout.stamp(title, description, page.address, body)
        own = seal.facts(body)
        facts = seal.Facts(own.links, own.ids + self.layout_ids[page.layout])
        return self.tree.write(path, html.encode(), key or digest_of_page(self.common, page), facts)


def cost_of(item: tuple[Page, str, str]) -> int:
    """How much work a page is: the page itself, and a little for each record that it lists (a resource lists few)."""
    page = item[0]
    return 60 if page.layout == "resources" else 60 + len(page.depends)


def digest_of_page(common: str, page: Page) -> str:
    """The key of a generated page: one hash over everything that can change it."""
    parts = "\0".join((common, page.address, page.source, english(page.title), *page.depends))
    return hashlib.blake2b(parts.encode(), digest_size=16).hexdigest()


def prefix_of(lang: str) -> str:
    """The folder of a language: none for the first, `es/` for Spanish."""
    return "" if lang == "en" else f"{lang}/"


def _site_files(checked: Checked, growing: Tree) -> None:
    """Files that belong to the whole site."""
    for file in files(checked.catalogue, checked.site, checked.project.root):
        key = digest_of([checked.project.code_digest, *file.depends])
        if not growing.keep(file.path, key):
            growing.write(file.path, file.make(), key)
    for lang in checked.site.languages:
        _offline_list(f"{prefix_of(lang)}check-your-letter/", prefix_of(lang), growing)
    growing.write(".nojekyll", b"", "")
    if checked.site.url:
        forwards = {f"{redirect.address}index.html" for redirect in redirects(checked.catalogue, checked.ledger.moved)}
        pages = [
            path.removesuffix("index.html")
            for path, entry in growing.entries.items()
            if _is_listed(path, entry) and path not in forwards
        ]
        growing.write("sitemap.xml", sitemap(pages, checked.site.url, checked.site.languages).encode(), "")


def _offline_list(folder: str, root: str, growing: Tree) -> None:
    """The list for the service worker of a page that works offline, once all that the page needs is there."""
    page = growing.entries.get(f"{folder}index.html")
    if page and page.facts:
        sha256 = {path: entry.sha256 for path, entry in growing.entries.items()}
        growing.write(f"{folder}files.json", offline_files(f"{folder}index.html", page.facts.links, root, sha256), "")


def _is_listed(path: str, entry: Entry) -> bool:
    return entry.facts is not None and path.endswith("index.html") and not path.startswith("es/")


def _verify(checked: Checked, growing: Tree) -> list[Problem]:
    """Every internal link leads somewhere, and only published types are there."""
    pages = {path: entry.facts for path, entry in growing.entries.items() if entry.facts is not None} | growing.shells
    base = "/" + checked.site.url.split("/", 3)[3] if checked.site.url else "/"
    found = [
        Problem(
            Place(_source_of(page)),
            "broken-link",
            f"the page {page} links to `{one_line(link)}`, but {reason}",
            "correct the link, or add what it leads to",
        )
        for page, link, reason in seal.broken_links(pages, growing.entries, base)
    ]
    attached = frozenset(path for path, *_ in attachments.files(checked.catalogue))
    others = [checked.site.folder(lang) for lang in checked.site.languages[1:]]
    found += ledger.lost(checked.ledger, growing.entries, others, whole=bool(checked.site.url))
    return found + seal.wrong_types(growing.entries, attached)


def _source_of(page: str) -> str:
    """The written page behind a published one, for a problem; a generated page is named as it is published."""
    lang = "es" if page.startswith("es/") else "en"
    stem = page.removeprefix("es/").removesuffix("index.html").strip("/")
    return f"docs/{lang}/{stem or 'index'}.md" if "/" not in stem else f"site/{page}"
