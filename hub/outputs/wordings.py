"""What the search knows of words: the glossary, acronyms with what they stand for, and synonyms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from hub.addresses import address
from hub.catalogue import Catalogue
from hub.model import Localized
from hub.model.reference import GlossaryEntry, SynonymSet
from hub.outputs.citations import in_language
from hub.site import Site

Made = tuple[str, tuple[str, ...], Callable[[], bytes]]

# Below the root of a language.
PATH = "assets/find/wordings.json"
# Lists whose codes begin with an abbreviation of the glossary: CCC-1 is a CCC.
CODED = ("practices", "crosscutting")


def files(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """Path, digests of what it is made from, and how it is made, for each language."""
    lists = ("glossary", "synonyms", "practice_list", "concept_list")
    depends = tuple(catalogue.digests.get((name, name), "") for name in lists)
    for lang in site.languages:
        yield f"{site.folder(lang)}{PATH}", depends, partial(wordings, catalogue, lang)


def wordings(catalogue: Catalogue, lang: str) -> bytes:
    """What the search of one language knows.

    `glossary` holds rows of id, term, abbreviation and meaning, with a 1 behind them where the meaning is in English
    on a page of another language; `acronyms` long forms in every language by the acronym in small letters; `codes` the
    pages whose codes begin with an acronym, as address and title; `synonyms` pairs of lists: words to search for, and
    words that readers may type beside them.
    """
    entries = catalogue.glossary.items if catalogue.glossary else ()
    sets = catalogue.synonyms.items if catalogue.synonyms else ()
    data = {
        "glossary": [_row(entry, lang) for entry in entries],
        "acronyms": _acronyms(entries),
        "codes": _codes(catalogue, entries, lang),
        "synonyms": [_pair(entry, lang) for entry in sets],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _row(entry: GlossaryEntry, lang: str) -> list[str | int]:
    row: list[str | int] = [entry.id, in_language(lang, entry.label), entry.abbreviation or ""]
    row.append(" ".join(in_language(lang, entry.definition).split()))
    return [*row, 1] if lang != "en" and not isinstance(entry.definition, Localized) else row


def _acronyms(entries: tuple[GlossaryEntry, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry.abbreviation:
            words = [entry.label] if isinstance(entry.label, str) else list(entry.label)
            known = found.setdefault(entry.abbreviation.lower(), [])
            known += [word for word in words if word not in known]
    return found


def _codes(catalogue: Catalogue, entries: tuple[GlossaryEntry, ...], lang: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for entry in entries:
        for kind in CODED if entry.abbreviation else ():
            pages = [
                [address(kind, id), f"{id}: {in_language(lang, catalogue.label(kind, id))}"]
                for id in catalogue.known(kind)
                if id.startswith(f"{entry.abbreviation}-")
            ]
            if pages:
                found[str(entry.abbreviation).lower()] = pages
    return found


def _pair(entry: SynonymSet, lang: str) -> list[list[str]]:
    """What to search for, and what is only understood. Records that are not translated stand in English on every
    site, so Spanish words also look for English ones; the other way round there is nothing to find.
    """
    known: dict[str, Any] = {"en": entry.en, "es": entry.es}
    own = list(dict.fromkeys((*known[lang], *entry.en)))
    return [own, [word for words in known.values() for word in words if word not in own]]
