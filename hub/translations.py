"""From which English a Spanish text was made, and which translations the English has left behind.

A hash stands for a text. For records `content/vocabularies/translations.yml` says of each Spanish text which English it
was made from: a person who changes the Spanish has looked at the English, so a Spanish text that the list does not know
counts as new. A written page has the hash of its English page in its front matter: `translates: 0123456789ab`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hub.catalogue import Catalogue
from hub.model import Localized, Record
from hub.model.marks import Mark, word_marks

FILE = "vocabularies/translations.yml"
# The rule that tells what is older than its English, in records and in written pages alike.
RULE = "translation-outdated"
_HEAD = """\
# Which English each Spanish text was made from, as hashes: `Spanish: English`. `hub translated` writes this file, and
# nobody has to edit it. When an English text changes and its Spanish does not, `hub check` and the page of translations
# say so until the Spanish is changed too, or a person has looked: `hub translated content/path/of/the/record.yml`.
title: Translations
made_from:
"""
_MARK = re.compile(r"^translates:.*$", re.MULTILINE)


def short(text: str) -> str:
    """The hash of a text, whatever its spaces and line ends are."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def texts(record: Record) -> Iterator[Localized]:
    """Every text of a record that has both languages."""
    yield from _texts(record, word_marks(type(record)))


def _texts(record: Record, marks: tuple[Mark, ...]) -> Iterator[Localized]:
    values = record.__dict__
    for name, _, inner in marks:
        value = values[name]
        if type(value) is Localized:
            yield value
        elif value and (inner or type(value) is tuple):
            for item in value if type(value) is tuple else (value,):
                if inner:
                    yield from _texts(item, inner)
                elif type(item) is Localized:
                    yield item


def is_outdated(catalogue: Catalogue, text: Localized) -> bool:
    """Whether the Spanish was made from another English text than the one beside it."""
    made_from = catalogue.translations.made_from if catalogue.translations else {}
    english = made_from.get(short(text.es)) if made_from else None
    return english is not None and short(text.en) not in english


def outdated(catalogue: Catalogue, record: Record) -> bool:
    """Whether a record has such a text."""
    return any(is_outdated(catalogue, text) for text in texts(record))


def renewed(
    made_from: Mapping[str, tuple[str, ...]], all_texts: Iterable[Localized], seen: Iterable[Localized]
) -> dict[str, tuple[str, ...]]:
    """The list as it should be: what is gone leaves it, what is new enters it, and what a person has `seen` is taken as
    made from the English of today. Two English texts may have the same Spanish.
    """
    now, looked = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for text in all_texts:
        now[short(text.es)].add(short(text.en))
    for text in seen:
        looked[short(text.es)].add(short(text.en))
    found = {}
    for spanish, english in now.items():
        known = set(made_from.get(spanish, english))
        # Where nothing is left of what is known it stays: the list must go on to say that the Spanish is older.
        found[spanish] = tuple(sorted((known & english) | looked[spanish] or known))
    return dict(sorted(found.items()))


def as_yaml(made_from: Mapping[str, tuple[str, ...]]) -> str:
    """The file of the list."""
    quoted = {spanish: ", ".join(f'"{hash}"' for hash in english) for spanish, english in sorted(made_from.items())}
    return _HEAD + "".join(f'  "{spanish}": [{english}]\n' for spanish, english in quoted.items())


def page_hash(english: str) -> str:
    """The hash of an English page: its words, and of its front matter what a reader sees."""
    matter, body = _parts(english)
    shown = [line for line in matter.split("\n") if line.startswith(("title:", "description:"))]
    return short("\n".join([*shown, body]))


def page_mark(spanish: str) -> str:
    """The hash that a Spanish page carries; empty when it has none."""
    match = _MARK.search(_parts(spanish)[0])
    return match[0].partition(":")[2].strip(" \"'") if match else ""


def marked_page(spanish: str, english: str) -> str:
    """A Spanish page with the hash of its English page in its front matter."""
    line = f'translates: "{page_hash(english)}"'
    matter, body = _parts(spanish)
    if not matter:
        return f"---\n{line}\n---\n\n{body}"
    matter = _MARK.sub(line, matter) if _MARK.search(matter) else f"{matter.rstrip()}\n{line}\n"
    return f"---\n{matter.rstrip()}\n---\n{body}"


def outdated_pages(docs: Path) -> list[str]:
    """The written pages below docs/es whose English page has changed since, by their paths there, in order."""
    found = []
    for path in sorted((docs / "es").rglob("*.md")):
        name = path.relative_to(docs / "es").as_posix()
        english = docs / "en" / name
        mark = page_mark(path.read_text("utf-8", "replace"))
        if mark and english.is_file() and mark != page_hash(english.read_text("utf-8", "replace")):
            found.append(name)
    return found


def _parts(page: str) -> tuple[str, str]:
    """Front matter without its rulers, and the rest."""
    if not page.startswith("---\n") or "\n---\n" not in page:
        return "", page
    matter, _, body = page[4:].partition("\n---\n")
    return f"{matter}\n", body
