"""What the search is given of a page, and the memory of it: to read every page for one that changed takes long."""

from __future__ import annotations

import contextlib
import pickle
import re
from pathlib import Path

# The last part of an article, and long: nobody searches it.
_PACKET = '<section class="hub-packet"'
_IGNORED = " data-pagefind-ignore"
_LANGUAGE = re.compile(r"<html\b[^>]*>")
# Elements inside a sentence, whose words alone are searched: where a link leads may change. Marked ones are kept.
_VALUES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_IN_TEXT = re.compile(rf"</?(a|abbr|b|button|cite|code|em|i|q|small|span|strong|time)\b{_VALUES}>")
# Where a reader sees one thing end and another begin, and Pagefind does not: at names and their values, at the cells
# that head a table, and at a paragraph after words of its list item.
_JOINT = re.compile(r"\s*(</d[dt]>|</th>|<p>)")
_ENDED = frozenset(".:;,?!…>")
_MARKED = re.compile(rf"<(\w+)\b{_VALUES}?\s(?:id=|data-pagefind)")


class Parts:
    """What is searched of the pages of a language, kept in a file by the hash of each page.

    `salt` names the program: another one may leave out other things.
    """

    def __init__(self, folder: Path, file: Path, salt: str) -> None:
        self.folder, self.file, self.salt = folder, file, salt
        self.old: dict[str, tuple[str, str]] = {}
        self.new: dict[str, tuple[str, str]] = {}
        try:
            known, old = pickle.loads(file.read_bytes())
        except Exception:  # A memory that cannot be read is forgotten: the pages are read.
            return
        if known == salt:
            self.old = old

    def of(self, path: str, sha256: str) -> str:
        """What is searched of a page below the folder, whose bytes have this hash."""
        before = self.old.get(path)
        if before is None or before[0] != sha256:
            before = (sha256, part_of((self.folder / path).read_text(encoding="utf-8")))
        self.new[path] = before
        return before[1]

    def keep(self) -> None:
        """Write down what was asked for. Where that is not possible, the next build reads the pages again."""
        if self.new == self.old:
            return
        beside = self.file.with_suffix(".new")
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(pickle.dumps((self.salt, self.new), 5))
            beside.replace(self.file)


def part_of(html: str) -> str:
    """The article of a page, in a document that says its language; nothing when the page is not searched.

    What is marked to be ignored is left out here, whatever stands in it, because reading it takes Pagefind a third of
    its time; of a sentence only the words are kept.
    """
    body = html.find(" data-pagefind-body")
    start = html.rfind("<article", 0, max(0, body))
    language = _LANGUAGE.search(html, 0, 500)
    if start < 0 or not language:
        return ""
    end = html.find(_PACKET, start)
    article = _without_ignored(html[start : html.rfind("</article>") if end < 0 else end])
    marked = set(_MARKED.findall(article))
    article = _IN_TEXT.sub(lambda tag: tag[0] if tag[1] in marked else "", article)
    article = _JOINT.sub(_parted, article)
    return f"<!doctype html>{language.group()}<title></title>{article}</article>"


def _parted(joint: re.Match[str]) -> str:
    """The tag of a joint with the sign that an excerpt needs there: "CountyStanislaus County" would be one word."""
    html, tag, end = joint.string, joint[1], joint.end()
    has_sign = html[joint.start() - 1] in _ENDED
    if tag == "<p>":
        return joint[0] if has_sign else ". <p>"
    is_name = tag == "</dt>" or (tag == "</th>" and "<td" in html[end : end + 4])
    return f"{'' if has_sign else ':' if is_name else '.'}{tag} "


def _without_ignored(html: str) -> str:
    """HTML without the elements that are marked to be ignored, as far as they are closed."""
    kept, here, mark = [], 0, html.find(_IGNORED)
    while mark >= 0:
        start = html.rfind("<", here, mark)
        in_tag = start >= 0 and html.find(">", start, mark) < 0  # Otherwise these are words of a text.
        end = _end_of(html, start, mark) if in_tag else -1
        if end >= 0:
            kept.append(html[here:start])
            here = end
        mark = html.find(_IGNORED, max(end, mark + 1))
    return "".join([*kept, html[here:]])


def _end_of(html: str, start: int, inside: int) -> int:
    """Where the element ends whose tag begins at `start`, or -1; `inside` is a place in it. It may hold others of its
    kind.
    """
    name = html[start + 1 : html.find(" ", start)]
    end, still_open = inside, 1
    while still_open:
        before, end = end, html.find(f"</{name}>", end)
        if end < 0:
            return end
        still_open += sum(html.count(f"<{name}{next_sign}", before, end) for next_sign in " >\n") - 1
        end += len(name) + 3
    return end
