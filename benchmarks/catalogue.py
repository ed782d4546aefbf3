"""Synthetic records: the one catalogue that every side of the benchmark is built from.

Deterministic (seeded, no clock): the same number of records always gives the same records. Their lengths are those of
the real content; their titles say that they are synthetic. Terms come from the hub's own vocabularies and standards.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SEED = 2016
COLLECTIONS = 10
# One record in this many is linked with another, in both directions.
LINKED = 3
# Types of sessions and modules have fields of their own, which these records do not use.
PLAIN_TYPES = [
    "report",
    "framework",
    "plan",
    "memo",
    "instructions",
    "checklist",
    "protocol",
    "toolkit",
    "rubric",
    "slide-deck",
    "document",
    "faq",
]
STATUSES = ["address-unchecked", "address-unchecked", "no-link", "link-lost"]
STATES = (("complete", "current"), ("described-only", "historical"), ("partial", "current"), ("partial", "historical"))

_SUBJECTS = [
    "A grade-level team",
    "A county science lead",
    "The principal of a small school",
    "A group of coaches",
    "A new teacher",
    "The planning committee",
    "A regional network",
    "A visiting scientist",
    "The family council",
    "A district office",
    "An after-school program",
    "A teacher on special assignment",
]
_ACTIONS = [
    "compares two samples of student work",
    "plans a sequence of lessons around one phenomenon",
    "maps a unit to the standards",
    "collects questions from students before the first lesson",
    "reviews an assessment task line by line",
    "walks through three classrooms with one question in mind",
    "writes down what evidence a claim would need",
    "keeps a short log of what students tried and why",
    "asks what a stranger would see in the data",
    "tries a protocol once and changes one step",
    "reads a model aloud and marks every assumption",
    "builds a timeline of decisions and their reasons",
]
_PURPOSES = [
    "so that each student has a way into the discussion",
    "before the next meeting of the network",
    "and shares the result with the other schools",
    "with twenty minutes on a regular school day",
    "in order to see what the three dimensions look like together",
    "while the materials are still at hand",
    "without adding a new form to fill in",
    "and returns to it at the end of the term",
    "because the first draft left out multilingual learners",
    "so that the next group need not start over",
]
_THINGS = [
    "water",
    "garden",
    "soil",
    "motion",
    "light",
    "weather",
    "energy",
    "habitat",
    "sound",
    "material",
    "circuit",
    "forest",
    "river",
    "bridge",
    "kitchen",
]
_FORMS = [
    "notes",
    "outline",
    "guide",
    "review",
    "set",
    "workbook",
    "summary",
    "exercise",
    "plan",
    "study",
    "reader",
    "checklist",
]


@dataclass(frozen=True)
class Link:
    """A related record and why."""

    id: str
    reason: str


@dataclass
class Record:
    """One synthetic record. Names and values are those of content/resources/."""

    id: str
    collection: str
    title: str
    summary: str
    type: str
    date: str
    audience: list[str]
    grade_bands: list[str]
    topics: list[str]
    publisher: str
    partners: list[str]
    url: str
    url_status: str
    practices: list[str]
    standards: list[str]
    completeness: str
    currency: str
    sources: list[str]
    description: str
    related: list[Link] = field(default_factory=list)

    @property
    def year(self) -> str:
        return self.date[:4]


@dataclass(frozen=True)
class Words:
    """The ids that records may use, read from the real content."""

    audience: list[str]
    grade_bands: list[str]
    topics: list[str]
    organizations: Mapping[str, str]
    practices: list[str]
    standards: list[str]
    sources: list[str]


def read(path: Path) -> Any:
    """A YAML file of the real content, every scalar as text."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CBaseLoader)


def english(text: Any) -> str:
    """The English of a text of the content."""
    return str(text["en"] if isinstance(text, dict) else text)


def words(content: Path) -> Words:
    """What the records may name."""

    def ids(name: str) -> list[str]:
        return [item["id"] for item in read(content / name)["items"]]

    organizations = {
        path.stem: english(read(path)["name"]) for path in sorted((content / "organizations").glob("*.yml"))
    }
    expectations = [item["code"] for item in read(content / "standards/performance-expectations.yml")["items"]]
    return Words(
        audience=ids("vocabularies/audience.yml"),
        grade_bands=ids("vocabularies/grade_bands.yml"),
        topics=ids("vocabularies/topics.yml"),
        organizations=organizations,
        practices=ids("standards/practices.yml"),
        standards=expectations,
        sources=ids("sources.yml"),
    )


def collection_id(number: int) -> str:
    """The id of a synthetic collection, numbered from 1."""
    return f"synthetic-collection-{number:02}"


def records(count: int, known: Words) -> list[Record]:
    """`count` records in the order of their numbers. The first ones are the same whatever the count, but for links."""
    found = [_record(number, known, random.Random(f"{SEED}/{number}")) for number in range(1, count + 1)]
    for first, second in _pairs(count):
        one, other = found[first], found[second]
        one.related.append(Link(other.id, f"Both begin with a question about {_THINGS[first % len(_THINGS)]}"))
        other.related.append(Link(one.id, f"Uses the same steps with {_THINGS[second % len(_THINGS)]}"))
    return found


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    """Pairs of different records, spread over the whole catalogue."""
    half = count // 2
    return ((first, first + half) for first in range(0, half, LINKED))


def _record(number: int, known: Words, chance: random.Random) -> Record:
    subject = f"{chance.choice(_THINGS)} and {chance.choice(_THINGS)}"
    status = STATUSES[number % len(STATUSES)]
    partners = chance.sample(list(known.organizations), chance.choice((1, 1, 2)))
    completeness, currency = chance.choice(STATES)
    year = chance.randint(2016, 2026)
    return Record(
        id=f"synthetic-{number:05}",
        collection=collection_id(number % COLLECTIONS + 1),
        title=f"Synthetic record {number}: {chance.choice(_FORMS)} on {subject}",
        summary=f"{_sentence(chance)} {_sentence(chance)}",
        type=chance.choice(PLAIN_TYPES),
        date=f"{year}-{chance.randint(1, 12):02}" if number % 3 else f"{year}",
        audience=chance.sample(known.audience, 2),
        grade_bands=chance.sample(known.grade_bands, 2),
        topics=chance.sample(known.topics, 3),
        publisher=known.organizations[partners[0]],
        partners=partners,
        url=f"https://example.org/synthetic/{number}" if status == "address-unchecked" else "",
        url_status=status,
        practices=chance.sample(known.practices, chance.choice((1, 2))),
        standards=chance.sample(known.standards, 2),
        completeness=completeness,
        currency=currency,
        sources=chance.sample(known.sources, chance.choice((1, 2))),
        description=_description(number, subject, chance),
    )


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_SUBJECTS)} {chance.choice(_ACTIONS)} {chance.choice(_PURPOSES)}."


def _description(number: int, subject: str, chance: random.Random) -> str:
    """About 120 words of Markdown: two paragraphs, a list, emphasis and a link."""
    points = "\n".join(f"- {chance.choice(_ACTIONS)}" for _ in range(3))
    return (
        f"This text was made for a benchmark; it describes nothing real. {_sentence(chance)} {_sentence(chance)}\n\n"
        f"It speaks of *{subject}*, and each step is **short on purpose**:\n\n{points}\n\n"
        f"{_sentence(chance)} See [the page of number {number}](https://example.org/synthetic/{number}/more) "
        "for the rest.\n"
    )
