"""The recipe of a build: read, check, draw the shells, stamp, index, seal, publish."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from hub import (
    checks,
    indexes,
    ledger,
    letter_reports,
    load,
    manifest,
    permanence,
    publish,
    seal,
    search,
    shells,
    stamp,
    tree,
    written_files,
    written_pages,
)
from hub.catalogue import Catalogue
from hub.language import Language, prefix_of
from hub.ledger import Ledger
from hub.outputs import attachments
from hub.outputs.files import files
from hub.outputs.offline import offline_files
from hub.outputs.redirects import redirects
from hub.outputs.sitemap import sitemap
from hub.parallel import WORTH_SHARING, beside, uncollected
from hub.problems import Place, Problem, has_errors, one_line, ordered
from hub.project import Project, digest_of
from hub.site import Site
from hub.spare import Spare
from hub.tree import Entry, Tree

Say = Callable[[str], None]


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
    cache = project.cache / "content.pickle"
    loaded = load.load(project.content, cache, cache_salt=project.code_digest, keep=False)
    say("checking")
    with beside(loaded.keep, len(loaded.entries) >= WORTH_SHARING) as kept:
        checked = check_loaded(project, site, loaded, language)
        kept()
    return checked


def check_loaded(
    project: Project,
    site: Site,
    loaded: load.Loaded,
    language: str = "en",
    superseded: Callable[[], bool] = lambda: False,
) -> Checked:
    """Check what was read, and the macro calls of the written pages. `superseded` is that of `checks.run`."""
    catalogue = loaded.catalogue
    reports = project.cache / "letter-reports.pickle", project.code_digest
    memory = checks.Memory(project.cache / "clean-texts.pickle", project.code_digest)

    def rules() -> list[Problem]:
        with letter_reports.remembering(*reports):
            return checks.run(catalogue, project.root, site.today, language, superseded, memory)

    # The rules on more records than that are shared between two processes themselves.
    with beside(rules, len(catalogue.resources) < WORTH_SHARING) as judged:
        problems = written_pages.check_pages(project.docs, "docs", catalogue)
        problems += written_files.around_pages(project.root / "overrides", "overrides")
        problems = loaded.problems + judged() + problems
    letter_reports.recall(*reports)
    kept, mistakes = ledger.read(project.content / ledger.FILE)
    problems += mistakes
    if not has_errors(problems):  # A file that could not be read has lost no address.
        problems += permanence.judge(kept, catalogue)
    return Checked(project, site, catalogue, ordered(problems), loaded.files, kept)


def build(project: Project, site: Site, output: Path, with_search: bool = True, say: Say = lambda _: None) -> Built:
    """Build the site into `output`. When there are errors the site that stands there stays as it was."""
    with shells.making(project, site, say) as drawn:
        return build_beside(drawn, project, site, output, with_search, say)


def build_beside(
    drawn: Callable[[], shells.Made], project: Project, site: Site, output: Path, with_search: bool, say: Say
) -> Built:
    """`build`, while the engine, which was begun by `shells.making`, is at work."""
    publish.keep_out(output, project.sources)
    with uncollected():
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

    with publish.staging(output, begin) as folder, ExitStack() as at_work:
        growing = Tree(folder, output, remembered, spare.stale)
        say("stamping pages")
        project, site, catalogue = checked.project, checked.site, checked.catalogue
        searches = indexes.making(catalogue, site, growing, project.code_digest, project.cache / f"searched-{name}")
        searching = at_work.enter_context(searches) if with_search else None
        problems = _pages(checked, made, growing, searching.begin if searching else lambda _: None)
        _site_files(checked, growing)
        problems += _moved_files(checked, growing)
        pages = sum(1 for entry in growing.entries.values() if entry.facts is not None)
        with beside(lambda: _verify(checked, growing)) as verified:
            if searching:
                say("indexing for search")
                searching.finish()
                at_work.close()
            token = growing.close()
            keep_memory = tree.remembering(memory, token, growing.entries)
            problems += verified()
        if has_errors(problems):
            return Built(checked, ordered(checked.problems + problems))
        say("publishing")
        publish.swap(folder, output, token)
        keep_memory()
        if remembered:
            spare.set_aside(folder, token, growing.differing())
    same = sum(1 for path, entry in growing.entries.items() if entry.facts and growing.remembered.get(path) is entry)
    return Built(checked, ordered(checked.problems + problems), pages, pages - same)


def _pages(checked: Checked, made: list[shells.Shells], growing: Tree, begin: Callable[[str], None]) -> list[Problem]:
    """All pages, each language in a process of its own: a word or a template that it needs is read by one alone.

    `begin` is told of each language whose pages are there.
    """
    project, site, catalogue = checked.project, checked.site, checked.catalogue
    in_language = partial(Language, project, site, catalogue, checked.ledger)

    def apart(shells: shells.Shells) -> tuple[list[Problem], tree.Made]:
        part = growing.part()
        return in_language(shells, part).make(alone=False), part.made()

    first = in_language(made[0], growing)
    with ExitStack() as at_work:
        others = [(each.lang, at_work.enter_context(beside(partial(apart, each)))) for each in made[1:]]
        # The files of the whole site are made beside the pages of the first language.
        problems = first.make(files(catalogue, site, project.root), alone=not others)
        begin(made[0].lang)
        for lang, done in others:
            found, part = done()
            problems += found
            growing.join(part)
            begin(lang)
    return problems


def _site_files(checked: Checked, growing: Tree) -> None:
    """Files of the whole site that are made from the pages: what is there, and where."""
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


def _moved_files(checked: Checked, growing: Tree) -> list[Problem]:
    """No program follows a page that leads elsewhere: it gets the other file itself, at the address that it knows."""
    found = []
    for here in checked.ledger.moved:
        target = checked.ledger.instead_of(here)
        for folder in map(checked.site.folder, checked.site.languages):
            if here.endswith("/") or f"{folder}{target}" not in growing.entries:
                continue
            if f"{folder}{here}" in growing.entries:
                found.append(ledger.still_there(checked.ledger, here))
                break
            growing.write(f"{folder}{here}", (growing.folder / folder / target).read_bytes(), "")
    return found


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
    folders = map(checked.site.folder, checked.site.languages)
    later = tuple(f"{folder}{name}" for folder in folders for name in (f"{search.FOLDER}/", indexes.FRAGMENTS))
    judge = [*growing.to_judge((manifest.NAME, *later)), *growing.shells]
    found = [
        Problem(
            Place(_source_of(page)),
            "broken-link",
            f"the page {page} links to `{one_line(link)}`, but {reason}",
            "correct the link, or add what it leads to",
        )
        for page, link, reason in seal.broken_links(pages, growing.entries, base, judge)
    ]
    attached = frozenset(path for path, *_ in attachments.files(checked.catalogue))
    others = [checked.site.folder(lang) for lang in checked.site.languages[1:]]
    found += ledger.lost(checked.ledger, growing.entries, others, whole=bool(checked.site.url))
    return found + seal.wrong_types(growing.entries, attached)


def _source_of(page: str) -> str:
    """The written page behind a published one, for a problem; a generated page is named as it is published."""
    lang = "es" if page.startswith("es/") else "en"
    stem = page.removeprefix("es/").removesuffix("index.html").strip("/")
    if "/" in stem:
        return f"site/{page}"
    # A page that has files beside it is written as index.md in a folder of its own.
    folder = f"docs/{lang}/{stem}/index.md"
    return folder if stem and Path(folder).is_file() else f"docs/{lang}/{stem or 'index'}.md"
