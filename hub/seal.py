"""What every published page must satisfy: a strict policy, allowed file types, and links that lead somewhere."""

from __future__ import annotations

import base64
import hashlib
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
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)
_LINK = re.compile(r'<(?:a|link|script|img|source|form|iframe|area)\b[^>]*?\s(?:href|src|action)=("[^"]*"|[^\s">]+)')
_VALUE = re.compile(r'"[^"]*"|[^\s">]+')


@dataclass(frozen=True)
class Facts:
    """What a page says of itself: the addresses it leads to, and the ids that can be led to."""

    links: tuple[str, ...]
    ids: tuple[str, ...]


def with_policy(html: str) -> str:
    """The page with its Content-Security-Policy: its own inline scripts by hash, nothing from elsewhere."""
    scripts = sorted({_hash(body) for attributes, body in _SCRIPT.findall(html) if body and _runs(attributes)})
    styles = sorted({_hash(body) for body in _STYLE.findall(html)})
    policy = "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *scripts)),
            " ".join(("style-src 'self'", *styles)),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html_module.escape(policy)}">'
    return _CHARSET.sub(lambda match: match.group() + meta, html, count=1)


def _runs(attributes: str) -> bool:
    kind = re.search(r"type=[\"']?([^\"'\s>]+)", attributes)
    return "src=" not in attributes and (not kind or kind[1] in ("module", "text/javascript", "application/javascript"))


def _hash(body: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"


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
