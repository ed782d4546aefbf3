"""Contributed Markdown to safe HTML: CommonMark with raw HTML off, then a small allow-list.

Two walls, because each alone has been passed: the parser writes no HTML that an author typed, and the cleaner keeps
only what a record needs. No headings above `###`, no images, no classes, no ids.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import urlsplit

import comrak
import nh3

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.autolink = False

_BLOCKS = "p br hr ul ol li blockquote pre h3 h4 h5 table thead tbody tr th td"
_WORDS = "em strong a code"
TAGS = frozenset([*_BLOCKS.split(), *_WORDS.split()])


# What nearly all addresses look like; taking one apart takes twenty times as long.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#].*)?")


def _address(_tag: str, attribute: str, value: str) -> str | None:
    """Links lead to a public host, without user part, or to a place on the page; others lose their address."""
    if attribute != "href" or value.startswith("#") or _PLAIN.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    public = parts.scheme in ("https", "http") and "." in parts.netloc and not set("@:") & set(parts.netloc)
    return value if public else None


# `rel` is written by the cleaner itself.
_CLEAN = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}, "ol": {"start"}},
    attribute_filter=_address,
    url_schemes={"https", "http"},
    link_rel="noopener",
)
# For looking at links: HTML of the author is shown as text, and no address is left out.
_AS_PARSED = comrak.RenderOptions()
_AS_PARSED.unsafe_ = True
_AS_PARSED.escape = True
_HREF = re.compile(r'<a href="([^"]*)"')
# Anything in HTML but a few plain tags, links to plain addresses, and text. Where there is nothing else, the cleaner
# only adds `rel` and writes quotation marks as they are, and needs four times as long as this look.
# (tests/test_prose.py holds the two side by side.)
_UNUSUAL = re.compile(
    r"""<(?!/?(?:p|em|strong|li|ul|ol|blockquote|code|h[345])>
          |a\ href="https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:[/?#][A-Za-z0-9_./?#=%+,;:~-]*)?">
          |/a>)
      |&(?!(?:amp|lt|gt|quot);)""",
    re.VERBOSE,
)
_LINK = re.compile(r'<a href="[^"]*"')
_EMPTY_HEADING = re.compile(r"<h([345])>\s*</h\1>\n?")
_HEADING = re.compile(r"^(\s{0,3})(#{1,2})(?=\s)", re.MULTILINE)


@lru_cache(maxsize=512)
def to_html(markdown: str) -> str:
    """Safe HTML for a text of a record."""
    lowered = _HEADING.sub(r"\1###", markdown) if "#" in markdown else markdown
    clean = _cleaned(comrak.render_markdown(lowered, extension_options=_EXTENSIONS)).strip()
    return _EMPTY_HEADING.sub("", clean) if "<h" in clean else clean


def _cleaned(html: str) -> str:
    """What the cleaner leaves of the parser's HTML."""
    # The parser writes a link inside a link where brackets stand inside of brackets.
    nested = any(part.count("<a ") > 1 for part in html.split("</a>"))
    if nested or "\r" in html or "\xa0" in html or _UNUSUAL.search(html):
        return _CLEAN.clean(html)
    return _LINK.sub(r'\g<0> rel="noopener"', html).replace("&quot;", '"')


def links(markdown: str) -> list[str]:
    """Where the links of a text lead as the parser reads them, also those that `to_html` leaves out."""
    parsed = comrak.render_markdown(markdown, extension_options=_EXTENSIONS, render_options=_AS_PARSED)
    return [html.unescape(address) for address in _HREF.findall(parsed)]


def to_text(markdown: str) -> str:
    """The words alone, for descriptions and search, on one line."""
    return " ".join(nh3.clean(to_html(markdown), tags=set()).split())
