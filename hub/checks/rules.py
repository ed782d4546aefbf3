"""What a rule is, how one is declared, and what it is given to look at."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

from hub.catalogue import Catalogue
from hub.model import Localized, Record, Resource
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


class Text(NamedTuple):
    """All that a record says, as one text: a rule about words looks once at each record."""

    kind: str
    id: str
    record: Record
    said: str


@dataclass(frozen=True)
class Given:
    """What every check may look at. `today` is an ISO date, empty when it is not known.

    `language` is that of the reports on letters; everything else is told in English. `clean` holds the versions of
    records in whose texts an earlier run found nothing (see hub/checks/clean.py).
    """

    catalogue: Catalogue
    today: str = ""
    language: str = "en"
    clean: Set[str] = frozenset()

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
    def texts(self) -> tuple[Text, ...]:
        """What the records say, without those that are known to be clean."""
        found = []
        for kind, id, record in self.records:
            if self.version(kind, id, record) not in self.clean:
                said: list[str] = []
                _say(record, word_marks(type(record)), said)
                found.append(Text(kind, id, record, "\n".join(said)))
        return tuple(found)

    def version(self, kind: str, id: str, record: Record) -> str:
        """The hashes of the files that a record was read from; empty when they are not known."""
        digests = self.catalogue.digests
        own = digests.get((kind, id), "")
        if not own or not isinstance(record, Resource):
            return own and f"{kind} {own}"
        defaults = digests.get(("collections", record.collection), "")
        return defaults and f"{own} {defaults}"

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
TextCheck = Callable[[Iterable[Text]], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """One rule. `explanation` says why it exists; `failing` and `passing` are what an author types, wrong and right.

    `function` is None for what the reader of files enforces itself; `room` is the module that declares it. `of_texts`
    marks a rule that looks at each text by itself.
    """

    code: str
    severity: Severity
    title: str
    explanation: str
    failing: str
    passing: str
    function: Check | None = None
    room: str = ""
    of_texts: bool = False


RULES: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity, title: str, *, failing: str, passing: str
) -> Callable[[Callable[[Given], Iterator[Found]]], Check]:
    """Declare a check; its docstring is its page in the rule reference."""

    def declare(function: Callable[[Given], Iterator[Found]]) -> Check:
        told, room = inspect.getdoc(function) or "", function.__module__
        _register(Rule(code, severity, title, told, failing, passing, function, room))
        return function

    return declare


def text_rule(
    code: str, severity: Severity, title: str, *, failing: str, passing: str
) -> Callable[[TextCheck], TextCheck]:
    """Declare a check that looks at each text by itself and at nothing else, so that a clean one is not looked at again
    before its record changes.
    """

    def declare(function: TextCheck) -> TextCheck:
        told, room = inspect.getdoc(function) or "", function.__module__
        of_texts = partial(_of_texts, function)
        _register(Rule(code, severity, title, told, failing, passing, of_texts, room, of_texts=True))
        return function

    return declare


def _of_texts(function: TextCheck, given: Given) -> Iterator[Found]:
    return function(given.texts)


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
