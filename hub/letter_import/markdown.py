"""Markdown that says what the letter says and nothing more: each character of the text stands for itself.

Lines are wrapped, because the reader of content refuses long ones, and no line begins with what Markdown would take for
a list, a heading or a quotation.
"""

from __future__ import annotations

import re
import textwrap
from typing import Any, cast

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import BACKSLASH, MarkdownConverter

from hub.model.fields import address

WIDTH = 116
BULLET = re.compile(r"^\s*(?:[•◦▪‣∙·●○■□]|[-–*](?=\s)|o(?=\t|\s{2}))\s*(?=\S)")
_MARKS = re.compile(r"[\\`*\[]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = (
    (re.compile(r"^([-+]|#{1,6})(?=\s|$)"), r"\\\1"),
    (re.compile(r"^(\d{1,9})([.)])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r"^(>|[-=+](?=[-=\s]*$)|\|)"), r"\\\1"),
)
_PUNCTUATION = re.compile(r"^([^\w\s]*)(.*?)([^\w\s]*)$", re.DOTALL)


def escape(text: str) -> str:
    """A text as Markdown shows it word for word inside a line."""
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", _MARKS.sub(lambda match: "\\" + match[0], text)))


def paragraph(marked: str) -> str:
    """Marked-up text as lines of one paragraph; a line that ends in a backslash ends on the page too."""
    found = []
    for line in marked.split("\\\n"):
        said = " ".join(line.split())
        wrapped = textwrap.wrap(said, WIDTH, break_long_words=False, break_on_hyphens=False)
        found.append("\n".join(_safe(row) for row in wrapped))
    return "\\\n".join(line for line in found if line)


def _safe(line: str) -> str:
    for pattern, replacement in _LINE_START:
        line = pattern.sub(replacement, line)
    return line


def item(marked: str, mark: str) -> str:
    """A list item: its mark, and the further lines below its text."""
    return mark + " " + paragraph(marked).replace("\n", "\n" + " " * (len(mark) + 1))


def from_html(html: str) -> str:
    """The HTML that mammoth writes, as Markdown. Where the marks of emphasis would show as characters, they go."""
    soup = BeautifulSoup(html, "html.parser")
    _prepare(soup)
    converter = _Converter(bullets="-", newline_style=BACKSLASH, table_infer_header=True, wrap=True)
    made = str(converter.convert_soup(soup))
    return re.sub(r"\n{3,}", "\n\n", made).strip()


def words_of_html(html: str) -> list[str]:
    """The words of HTML, to compare with those of the Markdown made of it."""
    soup = BeautifulSoup(html, "html.parser")
    _prepare(soup)
    for part in soup.find_all(["p", "li", "td", "th", "br", "h1", "h2", "h3", "h4", "h5", "h6"]):
        part.insert_before(" ")
        part.insert_after(" ")
    return soup.get_text().split()


def _prepare(soup: BeautifulSoup) -> None:
    """Footnotes without arrows, pictures gone, typed bullets as lists, the text of each item in a paragraph."""
    for part in soup.find_all("img"):
        part.decompose()
    for link in soup.find_all("a"):
        if link.get_text() == "↑":
            link.decompose()
    _typed_lists(soup)
    for part in soup.find_all("li"):
        if part.find(["p", "h3", "h4", "h5", "table"], recursive=False):
            continue
        inline = []
        for child in list(part.children):
            if isinstance(child, Tag) and child.name in ("ul", "ol"):
                break
            inline.append(child.extract())
        tight = soup.new_tag("p", attrs={"class": "tight"})
        tight.extend(inline)
        part.insert(0, tight)


def _typed_lists(soup: BeautifulSoup) -> None:
    """Paragraphs that begin with a typed bullet become the items of a list."""
    for part in soup.find_all("p"):
        first = next((text for text in part.strings if text.strip()), None)
        bullet = BULLET.match(first) if first is not None and part.find_parent(["li", "td", "th"]) is None else None
        if first is None or bullet is None or not part.get_text()[bullet.end() :].strip():
            continue
        first.replace_with(NavigableString(first[bullet.end() :]))
        before = part.find_previous_sibling()
        if isinstance(before, Tag) and before.name == "ul" and "typed" in (before.get("class") or []):
            found = before
        else:
            found = soup.new_tag("ul", attrs={"class": "typed"})
            part.insert_before(found)
        part.name = "li"
        found.append(part.extract())


class _Converter(MarkdownConverter):
    """Markdownify with our own escaping, wrapping and links."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = escape(text)
        return escaped.replace("|", "\\|") if parent_tags & {"td", "th"} else escaped

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return " " + " ".join(text.replace("\\\n", " ").split()) + " "
        said = paragraph(text)
        if not said:
            return ""
        return said + "\n" if "tight" in (el.get("class") or []) else f"\n\n{said}\n\n"

    def convert_hN(self, n: int, _el: Tag, text: str, parent_tags: set[str]) -> str:
        said = re.sub(r"(#+)$", r"\\\1", " ".join(text.replace("\\\n", " ").split()))
        if "_inline" in parent_tags or not said:
            return f" {said} "
        # The first two levels belong to the page around the letter.
        return f"\n\n{'#' * min(n + 2, 5)} {said}\n\n"

    def convert_a(self, el: Tag, text: str, **_: Any) -> str:
        target = str(el.get("href") or "")
        try:
            address(target)
        except ValueError:
            return text
        before, said, after = _around(text)
        return f"{before}[{said}](<{target}>){after}" if said else text

    def _emphasis(self, mark: str, el: Tag, text: str) -> str:
        before, said, after = _around(text)
        if not said:
            return text
        # Marks hold only where words begin and end: punctuation inside them goes out when a letter follows or precedes.
        opening, said, closing = cast("re.Match[str]", _PUNCTUATION.match(said)).groups()
        if not said:
            return text
        if before or not _joined(el, previous=True):
            said, opening = opening + said, ""
        if after or not _joined(el, previous=False):
            said, closing = said + closing, ""
        return f"{before}{opening}{mark}{said}{mark}{closing}{after}"

    def convert_strong(self, el: Tag, text: str, **_: Any) -> str:
        return self._emphasis("**", el, text)

    def convert_em(self, el: Tag, text: str, **_: Any) -> str:
        return self._emphasis("*", el, text)

    convert_b, convert_i = convert_strong, convert_em


def _around(text: str) -> tuple[str, str, str]:
    """Space before, the text, space after: marks hold only at words."""
    said = text.strip()
    return (" " if text[:1].isspace() else "", said, " " if text[-1:].isspace() else "") if said else (text, "", "")


def _joined(el: Tag, previous: bool) -> bool:
    """Whether a word stands right beside an element, with neither space nor punctuation between."""
    beside = el.previous_sibling if previous else el.next_sibling
    while beside is None and el.parent is not None and el.parent.name in ("em", "strong", "b", "i", "a"):
        el = el.parent
        beside = el.previous_sibling if previous else el.next_sibling
    said = beside.get_text() if isinstance(beside, Tag) else str(beside or "")
    character = said[-1:] if previous else said[:1]
    return character.isalnum()
