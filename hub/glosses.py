"""Words of the glossary in running text: where each stands for the first time on a page, it can be explained.

What a place becomes is said by the caller: a written page gets a slot there, which is filled when the page is stamped.
Links, headings, code, quotations and controls stay as they are.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from hub import source
from hub.model import Localized
from hub.model.reference import Glossary, GlossaryEntry

# Below content/.
FILE = "vocabularies/glossary.yml"

_WORD = re.compile(r"\w+")
# Text and what stays as it is take turns when HTML is split here. Each match gives the element's name too.
_FIXED = re.compile(
    r"(<(?:a|abbr|blockquote|button|cite|code|h[1-6]|kbd|label|pre|q|script|style|summary)\b[^>]*>"
    r".*?</(?:a|abbr|blockquote|button|cite|code|h[1-6]|kbd|label|pre|q|script|style|summary)>|<[^>]*>)",
    re.DOTALL,
)
_BESIDE = re.compile(r" \([^)]*\)$")


class Glosses:
    """The names of the glossary's entries in one language, ready to be looked for. Made once for a language."""

    def __init__(self, entries: Iterable[GlossaryEntry], lang: str) -> None:
        self.ids: dict[str, str] = {}
        # The single words of a text say ten times sooner than a pattern of all names which of them may be in it.
        self.by_word: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for name in _names(entry, lang):
                written = html.escape(name, quote=False)
                if written not in self.ids:
                    self.ids[written] = entry.id
                    self.by_word[_WORD.findall(written)[0]].append(written)

    def explain(
        self, text: str, mark: Callable[[str, str], str], taken: Iterable[str] = ()
    ) -> tuple[str, tuple[str, ...]]:
        """HTML in which `mark(id, words)` stands for the first place of each entry, and the ids of all explained.

        `words` is what stood there, as plain text. Entries in `taken` are explained already; their ids come first.
        """
        words = self.by_word.keys() & _WORD.findall(text)
        named = sorted(name for word in words for name in self.by_word[word] if name in text)
        found = dict.fromkeys(taken)
        if not named:
            return text, tuple(found)
        pattern = _pattern(tuple(named))

        def marked(match: re.Match[str]) -> str:
            id = self.ids[match[1]]
            if id in found:
                return match[0]
            found[id] = None
            return mark(id, html.unescape(match[0]))

        pieces = _FIXED.split(text)
        pieces[::2] = [pattern.sub(marked, piece) for piece in pieces[::2]]
        return "".join(pieces), tuple(found)


def read(content: Path) -> tuple[GlossaryEntry, ...]:
    """The entries of the glossary below `content`; none when its file is missing or wrong, which the check tells."""
    parsed = source.read(content / FILE, FILE)
    try:
        return Glossary.model_validate(parsed.values).items if parsed.values else ()
    except ValidationError:
        return ()


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these names, in the singular or plural. A longer name comes first: it may hold a shorter one."""
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w-])({either})s?(?![\w-])")


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
