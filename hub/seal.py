"""What every published page must satisfy: a strict policy, allowed file types, and links that lead somewhere."""

from __future__ import annotations

import html as html_module
import posixpath
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from hub.problems import Place, Problem, one_line

ALLOWED_TYPES = frozenset(
    [
        ".html",
        ".css",
        ".js",
        ".map",
        ".json",
        ".xml",
        ".txt",
        ".csv",
        ".ics",
        ".png",
        ".jpg",
        ".jpeg",
        ".svg",
        ".ico",
        ".webp",
        ".md",
        ".woff2",
        ".wasm",
        ".pf_meta",
        ".pf_index",
        ".pf_fragment",
        ".pf_filter",
        ".pf_sort",
        ".pagefind",
        ".webmanifest",
        ".atom",
        ".yml",
    ]
)
# Where the attachments of letters are published, and what else may stand there.
ATTACHED = "assets/letters/"
DATA_TYPES = frozenset([".json"])
_CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)
# Files of the site and nothing else. No script or style that stands in a page may run: the site needs none, and so it
# makes no difference whether one came in unseen.
_RULES = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
)
_POLICY = f'<meta http-equiv="Content-Security-Policy" content="{html_module.escape("; ".join(_RULES))}">'
_LINK = re.compile(r'<(?:a|link|script|img|source|form|iframe|area)\b[^>]*?\s(?:href|src|action)=("[^"]*"|[^\s">]+)')
_VALUE = re.compile(r'"[^"]*"|[^\s">]+')


@dataclass(frozen=True)
class Facts:
    """What a page says of itself: the addresses it leads to, and the ids that can be led to."""

    links: tuple[str, ...]
    ids: tuple[str, ...]


def with_policy(html: str) -> str:
    """The page with its Content-Security-Policy. A page that has no place for it is a mistake of the program."""
    sealed, count = _CHARSET.subn(lambda match: f"{match.group()}{_POLICY}", html, count=1)
    if not count:
        raise ValueError('a page without <meta charset="utf-8"> has no place for its policy')
    return sealed


def facts(html: str) -> Facts:
    """Read the links and ids of a page, or of the part of a page that a record brings."""
    # The same few links stand on thousands of pages: one string for all of them saves memory, here and in the cache.
    links = [sys.intern(_text(link)) for link in set(_LINK.findall(html)) if not link.startswith('"data:')]
    return Facts(tuple(sorted(links)), tuple(sorted({*_values(html, "id="), *_values(html, "name=")})))


def _values(html: str, attribute: str) -> Iterator[str]:
    """The values of an attribute, wherever white space stands before its name."""
    at = html.find(attribute)
    while at >= 0:
        if html[at - 1].isspace() and (value := _VALUE.match(html, at + len(attribute))):
            yield _text(value[0])
        at = html.find(attribute, at + 1)


def _text(value: str) -> str:
    """The text of an attribute as it stands in the HTML."""
    value = value.strip('"')
    return html_module.unescape(value) if "&" in value else value


def broken_links(
    pages: Mapping[str, Facts], files: Iterable[str], base_path: str = "/", judge: Collection[str] | None = None
) -> list[tuple[str, str, str]]:
    """Internal links that lead nowhere, as (page, link, reason). `pages` and `files` go by path below the site's root.

    `base_path` is the path of the public address, for links of the 404 page that begin with a slash. `judge` are the
    pages whose links are looked at, all when it is None.
    """
    known = set(files) | set(pages)
    anchors: dict[str, frozenset[str]] = {}

    def reason(folder: str, page: str, link: str) -> str:
        """Why a link leads nowhere; empty when it leads somewhere."""
        if link.startswith(("https:", "http:", "mailto:", "data:", "//")):
            return ""
        parts = urlsplit(link)
        target = _target(folder, page, unquote(parts.path), base_path)
        if target is None or target not in known:
            return "there is no such page"
        # What a script keeps in the address (`#minutes=90`) names no place.
        if parts.fragment and "=" not in parts.fragment and target in pages:
            if target not in anchors:
                anchors[target] = frozenset(pages[target].ids)
            if unquote(parts.fragment) not in anchors[target] and parts.fragment not in ("top", "__consent"):
                return f"the page has no place `{one_line(parts.fragment)}`"
        return ""

    # A link that first climbs to the root leads to the same place from every page of the same depth: judged once.
    judged: dict[str, dict[str, str]] = defaultdict(dict)
    found = []
    for page in pages if judge is None else judge:
        folder = posixpath.dirname(page)
        climb = "../" * (folder.count("/") + 1) if folder else ""
        known_reasons = judged[climb]
        for link in pages[page].links:
            if climb and link.startswith(climb):
                why = known_reasons.get(link)
                if why is None:
                    plain = f"{link[len(climb) :]}index.html" in known
                    why = known_reasons[link] = "" if plain else reason(folder, page, link)
            else:
                why = reason(folder, page, link)
            if why:
                found.append((page, link, why))
    return found


def _target(folder: str, page: str, path: str, base_path: str) -> str | None:
    if not path:
        return page
    if path.startswith("/"):
        if not path.startswith(base_path):
            return None
        joined = path[len(base_path) :] or "./"
    else:
        joined = posixpath.join(folder, path)
    is_folder = joined.endswith(("/", "/.", "/..")) or joined in (".", "..", "./")
    normal = posixpath.normpath(joined) if joined else "."
    if normal.startswith(".."):
        return None
    if is_folder:
        return "index.html" if normal == "." else f"{normal}/index.html"
    return normal


def wrong_types(files: Iterable[str], attached: frozenset[str] = frozenset()) -> list[Problem]:
    """Files of a type that is not published. `attached` are the pictures and PDFs of letters, each of which was looked
    at: where they stand there is nothing else but data, and no PDF stands anywhere else.
    """
    found = []
    for path in files:
        suffix = posixpath.splitext(path)[1].lower()
        allowed = DATA_TYPES if ATTACHED in path else ALLOWED_TYPES
        if path in attached or posixpath.basename(path) in (".nojekyll", ".hub-site", "CNAME"):
            continue
        if suffix not in allowed:
            hint = "remove it from docs/, or turn it into one of the types that are published"
            found.append(
                Problem(Place(path), "file-type-not-published", f"files of type `{suffix}` are not published", hint)
            )
    return found
