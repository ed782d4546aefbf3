"""Whether the HTML of a view is well formed: every element closed, ids unique, headings below those of the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"br", "img", "hr", "wbr", "input"}
# What may not stand inside a paragraph.
BLOCKS = {"p", "ul", "ol", "dl", "div", "section", "table", "h3", "h4", "h5", "blockquote", "pre", "details"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if "p" in self.open and tag in BLOCKS:
            self.faults.append(f"<{tag}> inside <p>")
        if tag == "a" and "a" in self.open:
            self.faults.append("<a> inside <a>")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "style" or name.startswith("on"):
                self.faults.append(f"attribute {name}")
            if name == "href":
                self.links.append(value or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def read(html: str) -> _Reader:
    """What stands in the HTML, with `faults`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        reader.faults.append(f"not closed: {reader.open}")
    if len(set(reader.ids)) != len(reader.ids):
        reader.faults.append("an id stands twice")
    level = 2
    for heading in reader.headings:
        if heading < 3 or heading > level + 1:
            reader.faults.append(f"h{heading} after h{level}")
        level = heading
    return reader
