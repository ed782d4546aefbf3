"""Rules on synonyms: each set joins words that readers use for one thing, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.problems import Severity, one_line


@rule(
    "synonym-twice",
    Severity.ERROR,
    "A word in two sets of synonyms",
    failing="- {id: rubric, en: [rubric, scoring guide]}\n- {id: guide, en: [guide, Scoring guide]}",
    passing="- {id: rubric, en: [rubric, scoring guide]}\n- {id: guide, en: [guide, handbook]}",
)
def synonym_twice(given: Given) -> Iterator[Found]:
    """A word stands twice among the synonyms of one language, so that a search for it would mix two meanings.

    Capital letters make no difference. A word that truly means two things stays in the set where readers want it more.
    """
    taken: dict[tuple[str, str], str] = {}
    for number, entry in enumerate(given.catalogue.synonyms.items if given.catalogue.synonyms else ()):
        for language, words in (("en", entry.en), ("es", entry.es)):
            for place, word in enumerate(words):
                other = taken.setdefault((language, word.casefold()), entry.id)
                first = other == entry.id and word.casefold() not in {before.casefold() for before in words[:place]}
                if not first:
                    where = "this set" if other == entry.id else f"the set `{other}`"
                    message = f"`{one_line(word)}` stands in {where} already"
                    pointer = ("items", number, language, place)
                    yield Found("synonyms", "synonyms", pointer, message, "keep it in one place only")


@rule(
    "synonym-alone",
    Severity.ERROR,
    "A set of synonyms with a single word",
    failing="- {id: rubric, en: [rubric]}",
    passing="- {id: rubric, en: [rubric, scoring guide], es: [rúbrica]}",
)
def synonym_alone(given: Given) -> Iterator[Found]:
    """A set has fewer than two words in both languages together, so it joins nothing."""
    for number, entry in enumerate(given.catalogue.synonyms.items if given.catalogue.synonyms else ()):
        if len(entry.en) + len(entry.es) < 2:
            message = f"the set `{entry.id}` has no second word"
            hint = "add what else readers call it, in English or Spanish, or remove the set"
            yield Found("synonyms", "synonyms", ("items", number), message, hint)
