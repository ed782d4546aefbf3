"""Words of the glossary in running text: where each stands for the first time on a page, it can be explained.

What a place becomes is said by the caller: a written page gets a slot there, which is filled when the page is stamped.
Links, headings, code, quotations and controls stay as they are.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from hub import source
from hub.model import Localized
from hub.model.reference import Glossary, GlossaryEntry

# Below content/.
FILE = "vocabularies/glossary.yml"

# A tag, or a whole script or style. What stands in quotation marks belongs to the tag, whatever it holds.
_TAG = re.compile(
    r"""<(script|style)\b.*?</\1>|<!--.*?-->|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL,
)
# What stands in these stays as it is.
_FIXED = frozenset(
    ["a", "abbr", "blockquote", "button", "cite", "code", "kbd", "label", "pre", "q", "summary"]
    + [f"h{level}" for level in range(1, 7)]
)
_BESIDE = re.compile(r" \([^)]*\)$")


class Glosses:
    """The names of the glossary's entries in one language, ready to be looked for. Made once for a language."""

    def __init__(self, entries: Iterable[GlossaryEntry], lang: str) -> None:
        self.ids: dict[str, str] = {}
        for entry in entries:
            for name in _names(entry, lang):
                self.ids.setdefault(html.escape(" ".join(name.split()), quote=False), entry.id)
        self.pattern = re.compile(rf"(?<![\w&#-])({_any_of(self.ids)})s?(?![\w-])")

    def explain(
        self, text: str, mark: Callable[[str, str], str], taken: Iterable[str] = ()
    ) -> tuple[str, tuple[str, ...]]:
        """HTML in which `mark(id, words)` stands for the first place of each entry, and the ids of all explained.

        `words` is what stood there, as plain text. Entries in `taken` are explained already; their ids come first.
        """
        found = dict.fromkeys(taken)
        if not self.ids:
            return text, tuple(found)
        plain = str(text)  # Each cut from safe HTML would be an object that remembers to be safe.
        fixed: list[tuple[int, int]] | None = None
        pieces, at = list[str](), 0
        for match in self.pattern.finditer(plain):
            id = self.ids[" ".join(match[1].split())]
            if id in found:
                continue
            if fixed is None:
                fixed = list(_fixed(plain))
            if any(start <= match.start() < end for start, end in fixed):
                continue
            found[id] = None
            pieces += (plain[at : match.start()], mark(id, html.unescape(" ".join(match[0].split()))))
            at = match.end()
        pieces.append(plain[at:])
        return "".join(pieces), tuple(found)


def _fixed(text: str) -> Iterator[tuple[int, int]]:
    """From where to where a text of HTML stays as it is: its tags, and the elements whose words do."""
    start, inside = 0, 0
    for tag in _TAG.finditer(text):
        start = start if inside else tag.start()
        if tag["name"] in _FIXED:
            inside = max(0, inside - 1) if tag["end"] else inside + 1
        if not inside:
            yield start, tag.end()
    if inside:
        yield start, len(text)


def read(content: Path) -> tuple[GlossaryEntry, ...]:
    """The entries of the glossary below `content`; none when its file is missing or wrong, which the check tells."""
    parsed = source.read(content / FILE, FILE)
    try:
        return Glossary.model_validate(parsed.values).items if parsed.values else ()
    except ValidationError:
        return ()


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of these names, the longest that fits. What several names begin with is written once: to try
    them one by one at each word of each text took five times as long.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_first[name[:1]].append(name[1:])
    ends = by_first.pop("", None) is not None
    # Lines break where they like.
    ways = [(r"\s+" if first == " " else re.escape(first)) + _any_of(rest) for first, rest in sorted(by_first.items())]
    if len(ways) == 1 and not ends:  # Most of a name is shared with no other, and brackets take time to compile.
        return ways[0]
    return f"(?:{'|'.join(ways)})" + ("?" if ends else "") if ways else ""


def _names(entry: GlossaryEntry, lang: str) -> Iterator[str]:
    """How an entry is named in texts: its abbreviation, and its names as they stand alone and inside a sentence.

    What only tells two entries apart is no part of a name: `Framework: ...`, `... (LAUSD)`. Spanish texts also use the
    English names, which many things have alone.
    """
    if entry.abbreviation:
        yield entry.abbreviation
    label = entry.label
    both = (label.es, label.en) if isinstance(label, Localized) else (label, label)
    for whole in both if lang == "es" else both[1:]:
        name = _BESIDE.sub("", whole.rpartition(": ")[2])
        yield name
        if name[1:2].islower():
            yield name[0].lower() + name[1:]
