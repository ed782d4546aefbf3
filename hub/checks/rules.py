"""What a rule is, how one is declared, and what it is given to look at."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from hub.catalogue import Catalogue
from hub.model import Localized, Record
from hub.model.marks import Mark, Pointer, reference_marks, word_marks
from hub.problems import Severity

# The lists that stand in a file of their own, as the catalogue calls them.
SINGLES = (
    *("register", "timeline", "glossary", "synonyms", "translations", "county_list", "region_list"),
    *("practice_list", "concept_list", "core_idea_list", "expectation_list", "official_pages"),
    *("belief_to_action", "blueprint", "steam_certification", "priority_schools", "start_here"),
)


class Found(NamedTuple):
    """What a check found: in which record, at which field, what is wrong and the thing to type.

    `quote` is the text to point at inside a long field; without it the problem stands at the field itself. `other` is
    the path of a second file that the problem is about.
    """

    kind: str
    id: str
    pointer: Pointer
    message: str
    hint: str
    quote: str = ""
    other: str = ""


@dataclass(frozen=True)
class Given:
    """What every check may look at. `today` is an ISO date, empty when it is not known.

    `language` is that of the reports on letters; everything else is told in English.
    """

    catalogue: Catalogue
    today: str = ""
    language: str = "en"

    @cached_property
    def records(self) -> tuple[tuple[str, str, Record], ...]:
        """Everything that was read: kind and id as in `Catalogue.paths`, and the record."""
        catalogue = self.catalogue
        kinds: Mapping[str, Mapping[str, Record]] = {
            "resources": catalogue.resources,
            "collections": catalogue.collections,
            "commitments": catalogue.letters,
            "calls": catalogue.calls,
            "organizations": catalogue.organizations,
            "events": catalogue.events,
            "vocabularies": catalogue.vocabularies,
        }
        found = [(kind, id, record) for kind, records in kinds.items() for id, record in records.items()]
        found += [(name, name, record) for name in SINGLES if (record := getattr(catalogue, name)) is not None]
        return tuple(found)

    @cached_property
    def rejected(self) -> frozenset[tuple[str, str]]:
        """Kind and id of what could not be read. Nothing is called unused while it might be used there."""
        return frozenset(self.catalogue.paths) - {(kind, id) for kind, id, _ in self.records}

    @cached_property
    def partial(self) -> tuple[tuple[str, str, Record], ...]:
        """What could be read of rejected files, so that all their mistakes are told in one run.

        Only rules that look at one field alone may use it: what is missing here may be what was wrong.
        """
        return tuple((kind, id, record) for (kind, id), record in self.catalogue.partial.items())

    @cached_property
    def texts(self) -> tuple[tuple[str, str, Record, str], ...]:
        """The same with all that a record says as one text, so that a rule about words looks once at each record."""
        found = []
        for kind, id, record in self.records:
            said: list[str] = []
            _say(record, word_marks(type(record)), said)
            found.append((kind, id, record, "\n".join(said)))
        return tuple(found)

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """Everything that some record names, by kind."""
        return self._names[0]

    @cached_property
    def repeating(self) -> tuple[tuple[str, str, Record], ...]:
        """The records with a list that names something twice."""
        return self._names[1]

    @cached_property
    def _names(self) -> tuple[Mapping[str, frozenset[str]], tuple[tuple[str, str, Record], ...]]:
        # One pass for everything that is asked about references: of ten thousand records, all but a few are right.
        found: dict[str, set[str]] = defaultdict(set)
        repeating = []
        for kind, id, record in self.records:
            if _name(record.__dict__, reference_marks(type(record)), found):
                repeating.append((kind, id, record))
        return {kind: frozenset(ids) for kind, ids in found.items()}, tuple(repeating)


def _say(record: Record, marks: tuple[Mark, ...], said: list[str]) -> None:
    values = record.__dict__
    for name, _, inner in marks:
        value = values[name]
        if not value:
            continue
        for item in value if type(value) is tuple else (value,):
            if inner:
                _say(item, inner, said)
            elif type(item) is Localized:
                said += item
            else:
                said.append(item)


def _name(values: Mapping[str, Any], marks: tuple[Mark, ...], found: dict[str, set[str]]) -> bool:
    """Adds what the fields of a record name; says whether one of its lists names something twice."""
    repeats = False
    for name, kind, inner in marks:
        value = values[name]
        if not value:
            continue
        if inner:
            for item in value if type(value) is tuple else (value,):
                repeats |= _name(item.__dict__, inner, found)
        elif type(value) is tuple:
            found[kind].update(value)
            if len(value) > 1 and len(set(value)) < len(value):
                repeats = True
        else:
            found[kind].add(value)
    return repeats


Check = Callable[[Given], Iterable[Found]]


@dataclass(frozen=True)
class Rule:
    """One rule. `explanation` says why it exists; `failing` and `passing` are what an author types, wrong and right.

    `function` is None for what the reader of files enforces itself.
    """

    code: str
    severity: Severity
    title: str
    explanation: str
    failing: str
    passing: str
    function: Check | None = None


RULES: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity, title: str, *, failing: str, passing: str
) -> Callable[[Callable[[Given], Iterator[Found]]], Check]:
    """Declare a check; its docstring is its page in the rule reference."""

    def declare(function: Callable[[Given], Iterator[Found]]) -> Check:
        _register(Rule(code, severity, title, inspect.getdoc(function) or "", failing, passing, function))
        return function

    return declare


def reading_rule(
    code: str, title: str, explanation: str, *, failing: str, passing: str, severity: Severity = Severity.ERROR
) -> None:
    """Declare a rule that is enforced while a file or page is read."""
    _register(Rule(code, severity, title, explanation, failing, passing))


def _register(new: Rule) -> None:
    if new.code in RULES:
        raise ValueError(f"the rule `{new.code}` is declared twice")
    RULES[new.code] = new


def plain(text: Any) -> str:
    """The English of a text, for comparing and quoting."""
    return text.en if isinstance(text, Localized) else str(text)
