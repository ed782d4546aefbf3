"""Rules on what records name: terms, codes and other records, in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hub.catalogue import Catalogue
from hub.checks.rules import Found, Given, plain, rule
from hub.model import Collection, Record, Resource, model_for, slugify
from hub.model.marks import Pointer, reference_marks, references
from hub.problems import Severity, did_you_mean, natural, one_line

# What an author would call the things that a field can name, and the file that lists them.
NOUNS: Mapping[str, tuple[str, str]] = {
    "resources": ("resource", "resources/<collection>/"),
    "organizations": ("organization", "organizations/"),
    "calls": ("call", "calls/"),
    "letters": ("letter", "commitments/"),
    "sources": ("source", "sources.yml"),
    "counties": ("county", "places/counties.yml"),
    "regions": ("region", "places/regions.yml"),
    "practices": ("practice", "standards/practices.yml"),
    "crosscutting": ("crosscutting concept", "standards/crosscutting-concepts.yml"),
    "core_ideas": ("core idea", "standards/core-ideas.yml"),
    "standards": ("performance expectation", "standards/performance-expectations.yml"),
    "commitments": ("row of the equity matrix", "frameworks/belief-to-action.yml"),
    "goals": ("goal", "calls/"),
    "blueprint": ("priority of the Blueprint", "frameworks/blueprint.yml"),
}
# So many ids are named in a hint.
SHOWN_IDS = 12
# What a field calls a record, and the folder of its files: the `commitments` of a resource are rows of the matrix.
RECORDS = {"resources": "resources", "organizations": "organizations", "calls": "calls", "letters": "commitments"}


def known_ids(given: Given, kind: str) -> frozenset[str]:
    """The ids that a field may name; a record whose file was rejected has an id, and its own problem.

    Where a whole list could not be read, everything that is named counts as known: the list has its own problem.
    """
    catalogue = given.catalogue
    ids = frozenset(catalogue.known(kind))
    if kind in RECORDS:
        return ids | {id for of, id in catalogue.paths if of == RECORDS[kind]}
    half_read = kind == "goals" and any(of == "calls" for of, _ in given.rejected)
    return given.named.get(kind, frozenset()) if half_read or not ids else ids


@rule(
    "unknown-term",
    Severity.ERROR,
    "A term, code or id that is in no list",
    failing="audience: [principle]",
    passing="audience: [principal]",
)
def unknown_term(given: Given) -> Iterator[Found]:
    """A field names a term, a code or a record that does not exist.

    Lists in `content/vocabularies`, `content/standards` and the other reference files hold every word that a field may
    use, so that a page for a role or a topic is complete. The hint is the nearest word. If the word is new, add it to
    its list first, in English and in Spanish.
    """
    known = _Known(given)
    if any(not ids <= known[kind] for kind, ids in given.named.items()):
        for kind, id, record in given.records:
            yield from _unknown(given.catalogue, kind, id, record, known)
    for kind, id, record in given.partial:
        yield from _unknown(given.catalogue, kind, id, record, known)
    for id, collection in _collections(given):
        model = model_for(collection.defaults.get("type"))
        kinds = {mark.name: mark.kind for mark in reference_marks(model) if mark.kind}
        for name, value in collection.defaults.items():
            for number, item in enumerate((value,) if isinstance(value, str) else value):
                if name in kinds and item not in known[kinds[name]]:
                    pointer = ("defaults", name) if isinstance(value, str) else ("defaults", name, number)
                    yield Found("collections", id, pointer, *_say(given.catalogue, kinds[name], name, item, known))


def _collections(given: Given) -> Iterator[tuple[str, Collection]]:
    yield from given.catalogue.collections.items()
    yield from ((id, record) for _, id, record in given.partial if isinstance(record, Collection))


class _Known(dict[str, frozenset[str]]):
    """Known ids by kind, looked up when first asked for."""

    def __init__(self, given: Given) -> None:
        super().__init__()
        self.given = given

    def __missing__(self, kind: str) -> frozenset[str]:
        self[kind] = known_ids(self.given, kind)
        return self[kind]


def _unknown(catalogue: Catalogue, kind: str, id: str, record: Record, known: _Known) -> Iterator[Found]:
    collection = catalogue.collections.get(record.collection) if isinstance(record, Resource) else None
    defaults = collection.defaults if collection else {}
    for pointer, target, value in references(record):
        field = next(part for part in reversed(pointer) if isinstance(part, str))
        if value not in known[target] and getattr(record, field, None) != defaults.get(field, ""):
            yield Found(kind, id, pointer, *_say(catalogue, target, field, value, known))


def _say(catalogue: Catalogue, kind: str, field: str, value: str, known: _Known) -> tuple[str, str]:
    noun, home = NOUNS.get(kind, ("term", f"vocabularies/{kind}.yml"))
    message = f"`{field}`: there is no {noun} `{one_line(value)}`"
    listed = sorted(known[kind], key=natural)
    if kind in ("resources", "organizations", "letters"):
        otherwise = f"the {noun} must exist in content/{home}"
    elif not listed:
        way = "add a file in" if home.endswith("/") else "add it to"
        otherwise = f"there is none yet; {way} content/{home} first"
    else:
        more = f", and {len(listed) - SHOWN_IDS} more in content/{home}" if len(listed) > SHOWN_IDS else ""
        otherwise = f"the known ones are {', '.join(listed[:SHOWN_IDS])}{more}"
    by_label = _by_label(catalogue, kind, value)
    return message, f"did you mean `{by_label}`?" if by_label else did_you_mean(value, listed, otherwise)


def _by_label(catalogue: Catalogue, kind: str, value: str) -> str | None:
    """The id of the thing whose words were typed instead: `School leader` is `school-leader`, `LAUSD` is `lausd`."""
    if kind == "organizations":
        return catalogue.organization_named(value)
    wanted = slugify(value)
    return next((id for id in catalogue.known(kind) if slugify(plain(catalogue.label(kind, id))) == wanted), None)


@rule(
    "repeated-term",
    Severity.ERROR,
    "The same term twice in one list",
    failing="topics: [assessment, coaching, assessment]",
    passing="topics: [assessment, coaching]",
)
def repeated_term(given: Given) -> Iterator[Found]:
    """A list names the same thing twice.

    The second one says nothing, and often another word was meant.
    """
    for kind, id, record in (*given.repeating, *given.partial):
        seen: set[tuple[object, ...]] = set()
        for pointer, _, value in references(record):
            key = (*pointer[:-1], value)
            if key in seen and isinstance(pointer[-1], int):
                yield Found(kind, id, pointer, f"`{one_line(value)}` stands here twice", "remove the second one")
            seen.add(key)


@rule(
    "duplicate-id",
    Severity.ERROR,
    "Two items of one list with the same id",
    failing="items:\n  - {id: coaching, label: Coaching}\n  - {id: coaching, label: Mentoring}",
    passing="items:\n  - {id: coaching, label: Coaching}\n  - {id: mentoring, label: Mentoring}",
)
def duplicate_id(given: Given) -> Iterator[Found]:
    """Two items of one list have the same id or code, so that a record that names it could mean either."""
    for kind, id, record in (*given.records, *given.partial):
        if kind not in ("resources", "collections", "commitments", "organizations", "events"):
            for pointer in _taken(record, ()):
                hint = "give this item an id of its own"
                yield Found(kind, id, pointer, "the id of this item is taken by an item above", hint)


def _taken(record: Record, pointer: Pointer) -> Iterator[Pointer]:
    for field, value in record:
        seen = set()
        for number, item in enumerate(value if type(value) is tuple else ()):
            if isinstance(item, Record):
                here = (*pointer, field, number)
                own = getattr(item, "id", None) or getattr(item, "code", here)
                if own in seen:
                    yield here
                seen.add(own)
                yield from _taken(item, here)


@rule(
    "unknown-list-item",
    Severity.ERROR,
    "An item that points at nothing in its own file",
    failing="- {id: tosa, label: Teacher on special assignment, broader: teecher}",
    passing="- {id: tosa, label: Teacher on special assignment, broader: teacher}",
)
def unknown_list_item(given: Given) -> Iterator[Found]:
    """An item of a list names another item of the same file that is not there: the broader term of a term, the domain
    of a core idea, the core idea of a component, the belief of a commitment."""
    catalogue = given.catalogue
    for name, vocabulary in catalogue.vocabularies.items():
        yield from _inside("vocabularies", name, "items", "broader", vocabulary.items, catalogue.terms(name))
    if ideas := catalogue.core_idea_list:
        yield from _inside("core_idea_list", "", "core_ideas", "domain", ideas.core_ideas, _ids(ideas.domains))
        yield from _inside("core_idea_list", "", "components", "core_idea", ideas.components, _ids(ideas.core_ideas))
    if matrix := catalogue.belief_to_action:
        yield from _inside("belief_to_action", "", "commitments", "belief", matrix.commitments, _ids(matrix.beliefs))


def _ids(items: Any) -> list[str]:
    return [item.id for item in items]


def _inside(
    kind: str, id: str, field: str, name: str, items: Any, known: Mapping[str, object] | list[str]
) -> Iterator[Found]:
    for number, item in enumerate(items):
        value = getattr(item, name)
        if value is not None and value not in known:
            message = f"`{name}`: there is no `{one_line(value)}` in this file"
            hint = did_you_mean(value, known, "write the id of an item in this file")
            yield Found(kind, id or kind, (field, number, name), message, hint)


@rule(
    "unused-topic",
    Severity.FINDING,
    "A topic of no record",
    failing="- {id: mentorship, label: Mentorship}   # every record says coaching",
    passing="- {id: coaching, label: Coaching}",
)
def unused_topic(given: Given) -> Iterator[Found]:
    """No record has this topic. Either records are waiting for it, or another topic says the same.

    Topics are where near-synonyms gather.
    """
    yield from _unused(given, "topics", "vocabularies", "topics", given.catalogue.terms("topics"))


# Lists of words that are there for the records' sake. Languages and places are whole, whoever uses them; states of a
# link or of a record are words of the hub itself.
_FOR_RECORDS = ("audience", "event_formats", "grade_bands", "organization_types", "resource_types")


@rule(
    "unused-term",
    Severity.FINDING,
    "A role, type, band or format of no record",
    failing="- {id: seminar, label: Seminar}   # every record says workshop",
    passing="- {id: workshop, label: Workshop}",
)
def unused_term(given: Given) -> Iterator[Found]:
    """Nothing uses this role, type, grade band or format. Either records are waiting for it, or another word of the
    list says the same.

    Languages, places, standards and the states of links are lists that are whole, whether or not a record uses each.
    """
    for name in _FOR_RECORDS:
        yield from _unused(given, name, "vocabularies", name, given.catalogue.terms(name))


@rule(
    "unused-source",
    Severity.FINDING,
    "A source that nothing cites",
    failing="- {id: old-plan, title: A plan of 2015}   # cited nowhere",
    passing="sources: [old-plan]   # in the record that rests on it",
)
def unused_source(given: Given) -> Iterator[Found]:
    """Nothing cites this source. A fact may have lost its source, or the source may go."""
    yield from _unused(given, "sources", "register", "register", given.catalogue.sources)


def _unused(given: Given, target: str, kind: str, id: str, listed: Mapping[str, object]) -> Iterator[Found]:
    used = given.named.get(target, frozenset())
    if given.rejected:
        return
    for number, item in enumerate(listed):
        if item not in used:
            hint = "use it where it belongs, or remove it"
            yield Found(kind, id, ("items", number), f"no record names `{item}`", hint)


@rule(
    "unused-organization",
    Severity.FINDING,
    "An organization that nothing names",
    failing="content/organizations/a-district.yml   # in no record, letter or event",
    passing="partners: [a-district]",
)
def unused_organization(given: Given) -> Iterator[Found]:
    """No record, call, letter or other organization names this organization, so its page says nothing.

    Link it to what it made or promised, or remove it.
    """
    catalogue = given.catalogue
    used = given.named.get("organizations", frozenset())
    wrote = {catalogue.organization_named(letter.organization) for letter in catalogue.letters.values()}
    for id in () if given.rejected else catalogue.organizations:
        if id not in used and id not in wrote:
            hint = "name it in `partners` of a record, or remove the file"
            yield Found("organizations", id, (), "no record names this organization", hint)
