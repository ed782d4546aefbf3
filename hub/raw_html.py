"""What HTML inside a written page may not do: run something, bring in a page or picture of another site, change how the
page looks.

A browser would refuse most of it, because the policy of every page does. An author should be told so, and where.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from hub.markup import addresses, names, without_code, without_literals
from hub.problems import one_line

_ATTRIBUTE = re.compile(r"""([^\s"'<>/={}]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>{}]+))?""")
_TAG = re.compile(r"""<([a-zA-Z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)""")
# <https://example.org/> is a link, whatever stands in it.
_BARE_ADDRESS = re.compile(r"<https?://\S*\Z", re.IGNORECASE)
# Attributes as the engine writes them onto what stands before: {: onclick="..." }. Two braces begin a macro.
_LIST = re.compile(r"(?<!\{)\{(?![{%#])([^{}\n]*)\}")
_PICTURE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?\s*([^\s()<>]*)")
_NAMED_PICTURE = re.compile(r"!\[([^\[\]]*)\](?!\()(?:\[([^\[\]]*)\])?")

_SCRIPT = "take it out; the scripts of the site are files in docs/en/assets/js"
_STYLE = "take it out; how pages look stands in docs/en/assets/css"
_FRAME = "take it out, and link to it: [what it is](https://...)"
_OUT = "take it out; write what it should do as Markdown"
# Tags that no page may hold, and what to do instead.
_TAGS = {
    "script": _SCRIPT,
    **dict.fromkeys(("style", "link"), _STYLE),
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed", "applet", "portal"), _FRAME),
    **dict.fromkeys(("base", "meta", "form"), _OUT),
}
_NO_DRAWING = frozenset({*_TAGS, "foreignobject", "handler", "set", "animate", "html", "body"} - {"style"})
# Definitions that become tags, style sheets that make pages, and encodings in which a tag looks like something else.
_HIDING = re.compile(
    r"<!ENTITY|<!DOCTYPE[^<>]{0,300}\[|<\?xml-stylesheet|<\?xml[^<>]{0,300}?encoding\s*=\s*[\"'](?!utf-8)[^\"'<>]*",
    re.IGNORECASE,
)
# In a drawing a name may begin with any letter; and styles may fetch what they need from elsewhere.
_TAG_OF_DRAWING = re.compile(r"""<([^\s<>/!?"'=]+)((?:[^<>"']|"[^"]*"|'[^']*')*)""")
_FETCHED = re.compile(r"@import|\\|url\(\s*[\"']?(?!\s*#|[\"'#])", re.IGNORECASE)
_LEADING = frozenset({"href", "xlink:href", "action", "formaction"})
_SHOWING = frozenset({"src", "srcset", "poster", "data", "background"})
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:\s|,)*(?:https?:)?[/\\]{2}", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")


class Mistake(NamedTuple):
    """One thing that may not stand in a page: where it begins in the text, the rule, what is wrong and what to do."""

    start: int
    code: str
    message: str
    hint: str


def in_page(markdown: str) -> list[Mistake]:
    """What may not stand in a written page, in its order. What is shown as code is left alone."""
    if not any(sign in markdown for sign in ("<", "](", "![", "]:", "{")):
        return []
    text = without_literals(without_code(markdown))
    found = [*in_html(text)]
    for match in _LIST.finditer(text):
        found += _of_attributes("", match[1], match.start(1))
    for start, address in addresses(text):
        found += _leading(address, start)
    pictures = [(match[1], match.start()) for match in _PICTURE.finditer(text)]
    if named := names(text):
        pictures += [(named.get((m[2] or m[1]).lower(), ""), m.start()) for m in _NAMED_PICTURE.finditer(text)]
    found += [_foreign(address, start) for address, start in pictures if _ELSEWHERE.match(address)]
    return sorted(set(found))


def in_html(text: str) -> Iterator[Mistake]:
    """What may not stand in HTML, such as that which the engine has made of a page."""
    for match in _TAG.finditer(text):
        name = match[1].lower()
        if name in _TAGS:
            yield Mistake(match.start(), "active-html", f"the tag `<{name}>` may not stand in a page", _TAGS[name])
        elif not _BARE_ADDRESS.match(match[0]):
            yield from _of_attributes(name, match[2], match.start(2), match.start())


def in_drawing(text: str) -> Iterator[Mistake]:
    """What may not stand in a drawing (SVG): what would run, bring in something from elsewhere, or hide either."""
    for match in _HIDING.finditer(text):
        message = f"`{one_line(match[0])}` may not stand in a drawing"
        yield Mistake(match.start(), "active-drawing", message, "save it again as plain SVG in UTF-8")
    if fetched := _FETCHED.search(html.unescape(text)):
        message = f"`{one_line(fetched[0])}` may fetch something from elsewhere"
        yield Mistake(0, "active-drawing", message, "save it again as plain SVG, which holds all that it shows")
    for match in _TAG_OF_DRAWING.finditer(text):
        name = match[1].lower().rpartition(":")[2]
        if name in _NO_DRAWING:
            said = f"the tag `<{match[1]}>` may not stand in a drawing"
            yield Mistake(
                match.start(), "active-drawing", said, "save it again as plain SVG, which holds shapes and text only"
            )
        else:
            yield from _of_attributes(name, match[2], match.start(2))


def _of_attributes(tag: str, attributes: str, start: int, at: int | None = None) -> Iterator[Mistake]:
    if "=" not in attributes:
        return
    for match in _ATTRIBUTE.finditer(attributes):
        name, value = match[1].lower(), (match[2] or "").strip("\"'")
        place = start + match.start()
        if not match[2]:
            continue
        if re.fullmatch(r"on[a-z]{3,}", name):
            yield Mistake(place, "active-html", f"the attribute `{one_line(name)}` would run a script", _SCRIPT)
        elif name in _SHOWING or (name.endswith("href") and tag in ("image", "use", "feimage")):
            if _ELSEWHERE.search(html.unescape(value)) if name == "srcset" else _ELSEWHERE.match(html.unescape(value)):
                yield _foreign(value, place if at is None else at)
        elif name in _LEADING:
            yield from _leading(value, place)


def _leading(address: str, start: int) -> Iterator[Mistake]:
    # A browser takes no notice of white space and of signs that are written in another way.
    if _RUNS.match(_IGNORED.sub("", html.unescape(address))):
        shown = one_line(address, 60)
        hint = "write an address that begins with https://, or the name of a page: about.md"
        yield Mistake(start, "active-html", f"the address `{shown}` would run a script or show a page of its own", hint)


def _foreign(address: str, start: int) -> Mistake:
    message = f"`{one_line(address, 60)}` would be fetched from another site, which then learns who reads this page"
    hint = (
        "put the file into docs/en/assets/images and write ![what it shows](assets/images/its-name.png), or link to it"
    )
    return Mistake(start, "foreign-picture", message, hint)
