"""The finder's columns: every resource as a line and a few small numbers, so that a browser narrows thousands at once.

One file for a language holds ids, titles, dates and terms; summaries stand in small files of their own, fetched for
what is shown; a third file says which fragment of Pagefind's index is the page of which resource. A resource goes by
its place in one order, that of the titles in the language; `token` names that order. Summaries go by id, so that a
file which a browser kept from an earlier day never shows the words of another record.

Numbers are packed as text (`pack`): a gap to the number before, in base 30 with the low digit first, one sign a digit.
Which third of the signs it is taken from says whether more digits, more numbers or no more numbers follow.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from hub.addresses import address, resource_address
from hub.catalogue import Catalogue
from hub.facets import FINDER, MINUTES, VOCABULARY_OF, by_title_in
from hub.model import Localized, Resource
from hub.outputs.citations import in_language
from hub.site import Site
from hub.words import N_, gettext_for, when

Made = tuple[str, tuple[str, ...], Callable[[], bytes]]

# Below the root of a language.
FOLDER = "assets/find/"
FRAGMENTS = f"{FOLDER}fragments.json"
# Raised when the meaning of a file changes: a page that is older than its data then says so instead of guessing.
VERSION = 2
# Resources to a file of summaries. A page of results needs few of these small files in most orders.
CHUNK = 32
BASE = 30
SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
NOTHING = SIGNS[3 * BASE]

UP_TO = N_("Up to {minutes} minutes")
LONGER = N_("More than {minutes} minutes")
# Facets whose terms are said with their code.
CODED = frozenset({"practices", "crosscutting", "core_ideas"})
# The fields that are read; the years come from the dates.
READ = (*(field for field in FINDER.values() if field != "years"), "county", "title", "date", "stub", "editor_authored")

Term = list[str | int | None]


def files(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """Path, digests of what it is made from, and how it is made, for every file but that of the fragments."""
    digests = catalogue.digests
    reference = tuple(
        digest for (kind, _), digest in sorted(digests.items()) if kind not in ("resources", "commitments")
    )
    everything = (*reference, *(digest for (kind, _), digest in digests.items() if kind == "resources"))
    for lang in site.languages:
        root = site.folder(lang)
        columns = Columns(catalogue, lang)
        yield f"{root}{FOLDER}columns.json", (columns.token, *everything), columns.main
        for number, resources in columns.chunks():
            depends = tuple(digests.get(("resources", resource.id), "") for resource in resources)
            yield f"{root}{FOLDER}summaries/{number}.json", depends, partial(columns.summaries, resources)


class _Gaps(dict[int, str]):
    """Numbers as signs; `last` when no other number follows in the row. The same few come again and again."""

    def __init__(self, last: bool) -> None:
        super().__init__()
        self.end = 2 * BASE if last else BASE

    def __missing__(self, gap: int) -> str:
        signs, rest = "", gap
        while rest >= BASE:
            signs, rest = signs + SIGNS[rest % BASE], rest // BASE
        self[gap] = signs + SIGNS[self.end + rest]
        return self[gap]


_NEXT, _LAST = _Gaps(False), _Gaps(True)


def pack(row: Sequence[int]) -> str:
    """A row of rising numbers as text. Rows follow each other without a sign between them."""
    if not row:
        return NOTHING
    before, out = -1, ""
    for number in row[:-1]:
        out += _NEXT[number - before - 1]
        before = number
    return out + _LAST[row[-1] - before - 1]


@dataclass(frozen=True)
class Columns:
    """What the finder of one language is given."""

    catalogue: Catalogue
    lang: str

    @cached_property
    def order(self) -> tuple[Resource, ...]:
        """All resources in the order of their titles in this language, accents left aside."""
        return tuple(sorted(self.catalogue.by_title, key=partial(by_title_in, self.lang)))

    @cached_property
    def token(self) -> str:
        """The name of the order."""
        ids = "\n".join([resource.id for resource in self.order])
        return hashlib.blake2b(f"{VERSION}\n{ids}".encode(), digest_size=6).hexdigest()

    def main(self) -> bytes:
        """The file with which the finder begins."""
        read = self._values
        titles = [" ".join(in_language(self.lang, title).split()) for title in read["title"]]
        dates = sorted({date for date in read["date"] if date}, key=_newest_first)
        lengths = sorted({minutes for minutes in read["minutes"] if minutes})
        packed: dict[Any, str] = {None: NOTHING, 0: NOTHING}
        packed |= {date: pack((number,)) for number, date in enumerate(dates)}
        packed |= {minutes: pack((number,)) for number, minutes in enumerate(lengths)}
        data = {
            "version": VERSION,
            "token": self.token,
            "chunk": CHUNK,
            "records": "\n".join([f"{item.id} {title}" for item, title in zip(self.order, titles, strict=True)]),
            "elsewhere": {
                str(number): resource_address(self.catalogue, self.order[number])
                for number, stub in enumerate(read["stub"])
                if stub
            },
            "english": pack([number for number, title in enumerate(read["title"]) if self._is_english(title)]),
            "editors": pack([number for number, by_editors in enumerate(read["editor_authored"]) if by_editors]),
            "dates": {
                "terms": [[date.text, when(date, self.lang), date.years[0], date.years[-1]] for date in dates],
                "records": "".join([packed[date] for date in read["date"]]),
            },
            "minutes": {"terms": lengths, "records": "".join([packed[minutes] for minutes in read["minutes"]])},
            "facets": {key: self._facet(field) for key, field in FINDER.items()},
        }
        return _json(data)

    def chunks(self) -> Iterator[tuple[int, tuple[Resource, ...]]]:
        """The resources of each file of summaries, with its number."""
        for number, start in enumerate(range(0, len(self.order), CHUNK)):
            yield number, self.order[start : start + CHUNK]

    def summaries(self, resources: Iterable[Resource]) -> bytes:
        """One file of summaries: a text for each resource by its id, in a list where it is in English only."""
        found: dict[str, str | list[str]] = {}
        for resource in resources:
            text = " ".join(in_language(self.lang, resource.summary).split())
            found[resource.id] = [text] if self._is_english(resource.summary) else text
        return _json(found)

    def fragments(self, known: Mapping[str, str]) -> bytes:
        """Which fragment of the search index, by the address of its page, belongs to which resource."""
        names = [
            "" if resource.stub else known.get(f"/{address('resources', resource.id)}", "") for resource in self.order
        ]
        short = _beginnings(known.values())
        listed = [short.get(name, "-") for name in names]
        others = _beginning_with(set(listed), set(known.values()).difference(names))
        return _json({"token": self.token, "fragments": " ".join(listed), "others": " ".join(others)})

    def _is_english(self, text: str | Localized) -> bool:
        """Whether a text has to be marked as English here."""
        return self.lang != "en" and not isinstance(text, Localized)

    # Facets.

    @cached_property
    def _values(self) -> Mapping[str, tuple[Any, ...]]:
        """What all resources have in each field, read in one walk: a walk for each field takes four times as long."""
        read = operator.itemgetter(*READ)
        rows = [read(resource.__dict__) for resource in self.order]
        return dict(zip(READ, zip(*rows, strict=True) if rows else ((),) * len(READ), strict=True))

    def _facet(self, field: str) -> Mapping[str, Any]:
        """The terms of a facet that are in use, the broader ones that gather them included, and who has which."""
        if field == "years":  # The browser takes them from the dates.
            return {"terms": [], "records": ""}
        having = self._having(field)
        different = set(having)
        broader = self._broader(field)
        used = {term for terms in different for term in terms}
        for term in list(used):
            while (above := broader.get(term)) and above not in used:
                used.add(above)
                term = above
        listed = [term for term in self._listed(field) if term in used]
        listed += sorted(used - set(listed))
        place = {term: number for number, term in enumerate(listed)}
        packed = {terms: pack(sorted({place[term] for term in terms})) for terms in different}
        return {
            "terms": [self._term(field, term, place.get(broader.get(term, ""))) for term in listed],
            "records": "".join([packed[terms] for terms in having]) if listed else "",
        }

    def _having(self, field: str) -> list[tuple[str, ...]]:
        """The terms of each resource."""
        values = self._values[field]
        if field == "minutes":
            return [(_band(value),) if value else () for value in values]
        if field == "region":
            places = zip(values, self._values["county"], strict=True)
            return [tuple(place for place in both if place) for both in places]
        return [value if type(value) is tuple else (value,) if value else () for value in values]

    def _listed(self, field: str) -> Iterable[str]:
        """All terms of a facet in the order in which people see them."""
        if field == "minutes":
            return [*(str(minutes) for minutes in MINUTES), "more"]
        if field == "region":
            return self._places
        return self.catalogue.known(VOCABULARY_OF.get(field, field))

    @cached_property
    def _places(self) -> list[str]:
        """Each region, followed by its counties."""
        found = []
        for id, region in self.catalogue.regions.items():
            found += [id, *(county for county in region.counties if county in self.catalogue.counties)]
        return found + [county for county in self.catalogue.counties if county not in found]

    def _broader(self, field: str) -> Mapping[str, str]:
        """The term that gathers another: a region its counties, a longer time all that needs less."""
        catalogue = self.catalogue
        if field == "minutes":
            return {str(less): str(more) for less, more in itertools.pairwise(MINUTES)}
        if field == "region":
            return {id: county.region for id, county in catalogue.counties.items()}
        if field == "core_ideas":
            return {id: whole for id, idea in catalogue.core_ideas.items() if (whole := getattr(idea, "core_idea", ""))}
        terms = catalogue.terms(VOCABULARY_OF.get(field, field))
        return {id: term.broader for id, term in terms.items() if term.broader}

    def _term(self, field: str, id: str, broader: int | None) -> Term:
        """Id and words of a term; the place of the broader one, where there is one; 1 where the words are English."""
        if field == "minutes":
            said = gettext_for(self.lang)(LONGER if id == "more" else UP_TO)
            return _shortest([id, said.format(minutes=MINUTES[-1] if id == "more" else id), broader])
        kind = ("counties" if id in self.catalogue.counties else "regions") if field == "region" else field
        label = self.catalogue.label(kind, id)
        words = in_language(self.lang, label)
        is_english = self._is_english(label) and words != id
        return _shortest([id, f"{id}: {words}" if field in CODED else words, broader, 1 if is_english else None])


def _beginnings(names: Iterable[str]) -> Mapping[str, str]:
    """As much of each fragment's name, without the language before it, as no other name begins with: half of it.

    A name that another one begins with stays whole.
    """
    ordered = sorted({name: name.rpartition("_")[2] for name in names}.items(), key=operator.itemgetter(1))
    found, shared = {}, 0
    for (name, own), (_, other) in itertools.zip_longest(ordered, ordered[1:], fillvalue=("", "")):
        to_next = len([*itertools.takewhile(lambda pair: pair[0] == pair[1], zip(own, other, strict=False))])
        found[name] = own[: max(shared, to_next) + 1]
        shared = to_next
    return found


def _beginning_with(beginnings: Set[str], names: Iterable[str]) -> list[str]:
    """Those of some fragments, without the language, that begin with the name of a record's: no record is theirs."""
    own = sorted(name.rpartition("_")[2] for name in names)
    return [name for name in own if any(name[:length] in beginnings for length in range(1, len(name)))]


def _shortest(term: Term) -> Term:
    while term[-1] is None:
        term.pop()
    return term


def _band(minutes: int) -> str:
    """The least of the times that readers may have in which this can be used."""
    return next((str(limit) for limit in MINUTES if minutes <= limit), "more")


def _newest_first(date: Any) -> tuple[int, ...]:
    """By the last day, then the first; of two that end on one day, the one that says it more exactly comes first."""
    return (-int(date.end.replace("-", "")), -int(date.start.replace("-", "")))


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
