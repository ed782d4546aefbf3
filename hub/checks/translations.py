"""The rule on translations that the English has left behind."""

from __future__ import annotations

from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.model.marks import words
from hub.problems import Severity
from hub.translations import outdated, short


@rule(
    "translation-outdated",
    Severity.FINDING,
    "A Spanish text whose English has changed",
    failing="title:\n  en: Three beliefs about science\n  es: Tres creencias",
    passing="title:\n  en: Three beliefs about science\n  es: Tres creencias sobre las ciencias",
)
def translation_outdated(given: Given) -> Iterator[Found]:
    """The English of a text has changed, and its Spanish has not. Readers of the Spanish page are told so.

    Change the Spanish, and all is well. If it still says the same, run `hub translated FILE`, or write in your proposal
    that you have looked: a maintainer does it. The hashes stand in `content/vocabularies/translations.yml`. A written
    page carries its own in the front matter (`translates:`).
    """
    known = given.catalogue.translations.made_from if given.catalogue.translations else {}
    for kind, id, record in given.records if known else ():
        if outdated(given.catalogue, record):
            said = {pointer: text for pointer, _, text in words(record)}
            path = given.catalogue.where(kind, id) or "FILE"
            for pointer, text in said.items():
                english = said.get((*pointer[:-1], "en")) if pointer[-1] == "es" else None
                if english is not None and short(english) not in known.get(short(text), (short(english),)):
                    hint = f"change the Spanish; if it still says the same: hub translated {path}"
                    yield Found(kind, id, pointer, "the English of this text has changed since it was translated", hint)
