"""Whether the links of written pages lead to files, and whether the navigation names each page and no other.

The engine asks the same when it draws the pages. Asked here, `hub check` knows the answer with every other problem, at
its line and column. What the hub makes itself (pages of records, places in a page) is looked at in the finished site.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Set
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from hub import navigation
from hub.markup import addresses, without_asides, without_code, without_literals
from hub.problems import Place, Problem, did_you_mean, nearest_file, one_line

# What the engine takes for a written page.
PAGES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
# For so many mistakes of one kind the nearest name is looked for; who makes more has made one mistake many times.
MOST_HINTS = 20


def broken(name: str, files: Set[str], text: str) -> Iterator[tuple[int, str, str]]:
    """The links of a page to files that are not there: where each address begins, what is wrong and what to do.

    `name` and `files` are paths below docs/. What a language does not have is borrowed from English.
    """
    lang, _, page = name.partition("/")
    if "](" not in text and "]:" not in text:
        return
    ways: dict[str, str] = {}
    for start, address in addresses(without_asides(without_literals(without_code(text)))):
        shown = one_line(address)
        if address.startswith(("/", "\\")) and not address.startswith("//"):
            said = f"the link `{shown}` begins with a slash, but the site may stand below a path of its server"
            yield start, said, "write the way from this page on, such as about.md or ../about.md"
            continue
        try:
            parts = urlsplit(address)
        except ValueError:  # What looks like a host in brackets and is none.
            yield start, f"the link `{shown}` cannot be read", "write it as the browser shows it"
            continue
        # Without a dot in its last part an address names no file, but a page that the hub makes.
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or not posixpath.splitext(path)[1] or "{" in path:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if not {f"{lang}/{target}", f"en/{target}"} & files:
            said = f"the link `{shown}` leads nowhere: there is no docs/{lang}/{one_line(target)}"
            if parts.path not in ways:
                near = files if len(ways) < MOST_HINTS else frozenset()
                ways[parts.path] = _nearest(parts.path, lang, page, near)
            yield start, said, ways[parts.path]


def _nearest(path: str, lang: str, page: str, files: Set[str]) -> str:
    """The thing to type instead: the way from the page to the file whose name is nearest."""
    folder = posixpath.dirname(page)
    there = {file.partition("/")[2] for file in files if file.startswith((f"{lang}/", "en/"))}
    ways = (quote(posixpath.relpath(file, folder or "."), errors="surrogateescape") for file in sorted(there))
    best = nearest_file(path, (way for way in ways if posixpath.splitext(way)[1] == posixpath.splitext(path)[1]))
    otherwise = f"write the way from this page to a file of docs/{lang}, such as about.md or ../about.md"
    return f"did you mean `{best}`?" if best else otherwise


def navigation_problems(docs: Path, shown: str, files: list[str]) -> list[Problem]:
    """What is wrong between the pages and `nav`. A configuration that cannot be read is a problem, once."""
    pages: dict[str, set[str]] = {}
    for file in files:
        lang, _, page = file.partition("/")
        if posixpath.splitext(page)[1] in PAGES and not any(part.startswith(".") for part in page.split("/")):
            pages.setdefault(lang, set()).add(page)
    written = {lang: f"mkdocs.{lang}.yml".replace(".en.", ".") for lang in ("en", *sorted(pages)) if lang in pages}
    read = {
        lang: navigation.read(path, name) for lang, name in written.items() if (path := docs.parent / name).exists()
    }
    found = [each.problem for each in read.values() if each.problem]
    english = read.get("en")
    if found or english is None:
        return found
    unnamed: dict[str, list[str]] = {}
    for lang, own in read.items():
        there = pages[lang] | pages["en"]
        # What a language does not say for itself, it takes from English.
        said = own if own.pages is not None else english
        if said.pages is None:
            continue  # The engine makes a navigation of all pages.
        for page in sorted(there):
            if not said.knows(page) and not english.need_not_name(page):
                unnamed.setdefault(page, []).append(said.shown)
        missing = [page for page in said.pages if posixpath.splitext(page)[1] in PAGES and page not in there]
        for number, page in enumerate(missing):
            place = said.pages[page]
            near = there - said.pages.keys() if number < MOST_HINTS else set()
            hint = did_you_mean(page, near, f"restore it, or take it out of `nav` in {place.path}")
            message = f"the navigation names `{one_line(page)}`, which is not in {shown}/{lang}"
            found.append(Problem(place, "nav-page-missing", message, hint))
    for page, configurations in unnamed.items():
        lang = next(lang for lang in ("en", *pages) if page in pages[lang])
        where = " and ".join(dict.fromkeys(configurations))
        hint = f"add `- Its name: {one_line(page)}` below `nav:` in {where}, or delete the page"
        place = Place(f"{shown}/{lang}/{page}")
        found.append(Problem(place, "page-not-in-nav", "the navigation does not name this page", hint))
    return found
