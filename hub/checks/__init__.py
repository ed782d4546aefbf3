"""Checks on the whole catalogue: one function a rule, each of which yields what it found and knows no file.

`run()` looks up the lines: a check names a record and a field, and the file is read once more only when something in
it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hub import source
from hub.catalogue import Catalogue
from hub.checks import (
    attachments,
    building,
    calls,
    collections,
    dates,
    importing,
    letter_components,
    letter_history,
    letters,
    links,
    macro_rules,
    markup,
    privacy,
    reading,
    references,
    sessions,
    shapes,
    standards,
    starts,
    synonyms,
    translations,
    words,
    written,
)
from hub.checks.clean import Memory
from hub.checks.rules import RULES, Found, Given, Rule
from hub.model.marks import Pointer
from hub.parallel import WORTH_SHARING, beside
from hub.problems import Place, Problem

__all__ = ["NOUNS", "RULES", "Memory", "Rule", "Superseded", "run"]

# The rooms of the rules, in the order of the reference.
NOUNS = (
    reading,
    shapes,
    references,
    collections,
    sessions,
    dates,
    links,
    words,
    privacy,
    markup,
    letters,
    letter_components,
    calls,
    importing,
    letter_history,
    attachments,
    standards,
    starts,
    synonyms,
    translations,
    macro_rules,
    written,
    building,
)


# Rules that take as long as all the others, with texts that are known to be clean and without.
_HALF = frozenset(room.__name__ for room in (collections, links, markup))


class Superseded(Exception):
    """Nobody wants to know any more what the rules find: the content has changed meanwhile."""


def run(
    catalogue: Catalogue,
    root: Path,
    today: str = "",
    language: str = "en",
    superseded: Callable[[], bool] = lambda: False,
    memory: Memory | None = None,
) -> list[Problem]:
    """Everything that the rules find in a catalogue. `root` is the project's folder, against which paths are relative.

    `today` is an ISO date; without it nothing is said about the future. `language` is that of the reports on letters.
    `superseded` is asked before each rule; when it says yes, Superseded is raised. What `memory` holds of an
    earlier run is not looked at again.
    """
    clean = memory.recall() if memory else frozenset()
    given = Given(catalogue, "" if today <= "1970-01-01" else today, language, clean)

    def found_by(rules: list[Rule]) -> dict[str, list[Found]]:
        found = {}
        for rule in rules:
            if superseded():
                raise Superseded
            found[rule.code] = list(rule.function(given)) if rule.function else []
        return found

    rules = list(RULES.values())
    half = [rule for rule in rules if rule.room in _HALF]
    with beside(lambda: found_by(half), len(catalogue.resources) >= WORTH_SHARING) as the_others:
        found = found_by([rule for rule in rules if rule not in half]) | the_others()
    if memory:
        told = {(one.kind, one.id) for rule in rules if rule.of_texts for one in found[rule.code]}
        now = {given.version(*each) for each in given.records if each[:2] not in told} - {""}
        if now != clean:
            memory.keep(now)
    files = _Files(catalogue, root)
    return [
        Problem(files.place(one), rule.code, one.message, one.hint, rule.severity, one.other)
        for rule in rules
        for one in found[rule.code]
    ]


class _Files:
    """The places of fields, from files that are read again only when a problem stands in them."""

    def __init__(self, catalogue: Catalogue, root: Path) -> None:
        self.catalogue, self.root = catalogue, root
        self.read: dict[str, tuple[dict[Pointer, tuple[int, int]], list[str]]] = {}

    def place(self, found: Found) -> Place:
        path = self.catalogue.where(found.kind, found.id) or f"content/{found.kind}/{found.id}"
        if path not in self.read:
            self.read[path] = self._open(path)
        places, lines = self.read[path]
        place = source.place_of(path, found.pointer, places)
        for number, line in enumerate(lines[place.line - 1 :] if found.quote else (), place.line):
            column = line.find(found.quote)
            if column >= 0:
                return Place(path, number, column + 1)
        return place

    def _open(self, path: str) -> tuple[dict[Pointer, tuple[int, int]], list[str]]:
        raw, problem = source.read_bytes(self.root / path, path)
        if problem:
            return {}, []
        return source.places_in(raw, front_matter=path.endswith(".md")), raw.decode("utf-8", "replace").split("\n")
