"""Rules on how records stand together: collections, parts, relations, earlier ids, and the source of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hub.checks.rules import Found, Given, plain, rule
from hub.problems import Severity


@rule(
    "empty-collection",
    Severity.FINDING,
    "A collection without records",
    failing="content/resources/a-topic/_collection.yml   # and no other file beside it",
    passing="content/resources/a-topic/first-record.yml",
)
def empty_collection(given: Given) -> Iterator[Found]:
    """A collection has no record with a page of its own, so its page is empty."""
    for id, members in given.catalogue.members.items():
        rejected = any(given.catalogue.paths[key].endswith(f"/{id}/{key[1]}.yml") for key in given.rejected)
        if not members and not rejected and id in given.catalogue.collections:
            yield Found("collections", id, (), "this collection has no record", "add a record, or remove the folder")


@rule(
    "collection-order-twice",
    Severity.WARNING,
    "Two collections at the same place",
    failing="order: 4   # another collection has 4 as well",
    passing="order: 11",
)
def collection_order_twice(given: Given) -> Iterator[Found]:
    """Two collections have the same `order`, so which comes first is chance."""
    taken: dict[int, str] = {}
    for id, collection in given.catalogue.collections.items():
        other = taken.setdefault(collection.order, id)
        if other != id:
            free = max(item.order for item in given.catalogue.collections.values()) + 1
            message = f"the place {collection.order} is taken by the collection `{other}`"
            yield Found("collections", id, ("order",), message, f"write for example `order: {free}`")


@rule(
    "part-loop",
    Severity.ERROR,
    "A resource that is a part of itself",
    failing="part_of: three-beliefs   # in three-beliefs.yml",
    passing="part_of: belief-to-action",
)
def part_loop(given: Given) -> Iterator[Found]:
    """Following `part_of` from this resource leads back to it, so that no page could show the whole."""
    resources = given.catalogue.resources
    told: set[str] = set()
    for start, resource in resources.items():
        path, id = [start], resource.part_of or ""
        while id in resources and id not in path:
            path.append(id)
            id = resources[id].part_of or ""
        if id == start and told.isdisjoint(path):
            told.update(path)
            way = " > ".join([*path, start])
            message = "a resource cannot be a part of itself" if len(path) == 1 else f"the parts run in a circle: {way}"
            yield Found("resources", start, ("part_of",), message, "name the whole that this is a part of")


@rule(
    "stub-without-parent",
    Severity.ERROR,
    "A stub that no page shows",
    failing="stub: true",
    passing="stub: true\npart_of: belief-to-action",
)
def stub_without_parent(given: Given) -> Iterator[Found]:
    """A stub has no page of its own: it is shown on the page of the resource that it is a part of, and names none."""
    for id, resource in given.catalogue.resources.items():
        if resource.stub and not resource.part_of:
            hint = "add `part_of: ...`, or remove `stub`"
            yield Found("resources", id, ("stub",), "this stub is a part of nothing", hint)


@rule(
    "stub-with-content",
    Severity.ERROR,
    "A stub that deserves a page",
    failing="stub: true\nurl: https://example.org/plan",
    passing="url: https://example.org/plan   # and no stub",
)
def stub_with_content(given: Given) -> Iterator[Found]:
    """A stub has an address, a description, materials or parts of its own, which no page would show."""
    for id, resource in given.catalogue.resources.items():
        if resource.stub:
            has = [name for name in ("url", "description", "materials") if getattr(resource, name)]
            has += ["parts"] if given.catalogue.parts(id) else []
            if has:
                message = f"this stub has {' and '.join(has)}, which no page would show"
                yield Found("resources", id, ("stub",), message, "remove `stub: true`, so that it has a page")


@rule(
    "order-twice",
    Severity.ERROR,
    "Two parts at the same place",
    failing="part_of: assessment-modules-3d\norder: 2   # another part has 2 as well",
    passing="part_of: assessment-modules-3d\norder: 3",
)
def order_twice(given: Given) -> Iterator[Found]:
    """Two parts of one resource have the same `order`."""
    taken: dict[tuple[str, int], str] = {}
    for id, resource in given.catalogue.resources.items():
        if resource.part_of and resource.order is not None:
            other = taken.setdefault((resource.part_of, resource.order), id)
            if other != id:
                message = f"the place {resource.order} in `{resource.part_of}` is taken by `{other}`"
                yield Found("resources", id, ("order",), message, "give each part a place of its own")


@rule(
    "order-without-parent",
    Severity.WARNING,
    "A place among no parts",
    failing="order: 2",
    passing="order: 2\npart_of: assessment-modules-3d",
)
def order_without_parent(given: Given) -> Iterator[Found]:
    """`order` is the place among the parts of another resource. Without `part_of` it does nothing."""
    for id, resource in given.catalogue.resources.items():
        if resource.order is not None and not resource.part_of:
            hint = "add `part_of: ...`, or remove the line"
            yield Found("resources", id, ("order",), "`order` without `part_of` does nothing", hint)


@rule(
    "more-parts-than-expected",
    Severity.WARNING,
    "More parts than the source speaks of",
    failing="parts_expected: 2   # and three records are parts of this one",
    passing="parts_expected: 3",
)
def more_parts_than_expected(given: Given) -> Iterator[Found]:
    """More records are parts of this one than `parts_expected` says; one of the two must be wrong."""
    for id, resource in given.catalogue.resources.items():
        known = len(given.catalogue.parts(id)) if resource.parts_expected is not None else 0
        if resource.parts_expected is not None and known > resource.parts_expected:
            message = f"{known} records are parts of this one, and {resource.parts_expected} are expected"
            hint = f"write `parts_expected: {known}`, or look at the parts"
            yield Found("resources", id, ("parts_expected",), message, hint)


@rule(
    "related-to-itself",
    Severity.ERROR,
    "A record related to itself",
    failing="related:\n  - {id: three-beliefs, reason: The same}   # in three-beliefs.yml",
    passing="related:\n  - {id: matrix-1a, reason: It applies the beliefs}",
)
def related_to_itself(given: Given) -> Iterator[Found]:
    """A record names itself among its related records."""
    for id, resource in given.catalogue.resources.items():
        for number, relation in enumerate(resource.related):
            if relation.id == id:
                hint = "name another record, or remove the item"
                yield Found("resources", id, ("related", number, "id"), "a record is not related to itself", hint)


@rule(
    "related-twice",
    Severity.ERROR,
    "The same related record twice",
    failing="related:\n  - {id: matrix-1a, reason: One}\n  - {id: matrix-1a, reason: Two}",
    passing="related:\n  - {id: matrix-1a, reason: One and two}",
)
def related_twice(given: Given) -> Iterator[Found]:
    """A record names another one twice, with two reasons. A reader would see one of them.

    The other direction is free: two records may each name the other.
    """
    for id, resource in given.catalogue.resources.items():
        seen = set()
        for number, relation in enumerate(resource.related):
            if relation.id in seen:
                message = f"`{relation.id}` stands here twice"
                yield Found("resources", id, ("related", number, "id"), message, "put both reasons into one")
            seen.add(relation.id)


@rule(
    "alias-clash",
    Severity.ERROR,
    "An earlier id that is in use",
    failing="aliases: [matrix-1a]   # matrix-1a.yml exists",
    passing="aliases: [matrix-row-1a]",
)
def alias_clash(given: Given) -> Iterator[Found]:
    """An earlier id is the id of a record, or an earlier id of another one, so its address cannot lead here."""
    taken = {(kind, id): f"the record `{id}`" for kind, id in given.catalogue.paths}
    for kind, id, record in given.records:
        for number, alias in enumerate(getattr(record, "aliases", ())):
            if (kind, alias) in taken:
                message = f"the earlier id `{alias}` is taken by {taken[kind, alias]}"
                yield Found(kind, id, ("aliases", number), message, "remove it here or there")
            taken.setdefault((kind, alias), f"the record `{id}`, as an earlier id")


@rule(
    "source-missing",
    Severity.ERROR,
    "A fact without a source",
    failing="title: A plan   # and no sources",
    passing="title: A plan\nsources: [cop-page]",
)
def source_missing(given: Given) -> Iterator[Found]:
    """Every record says where its facts come from: a founding document or another entry of `content/sources.yml`.

    What the hub's editors wrote themselves says `editor_authored: true` instead. A commitment letter that stands here
    in its own words is its own source; a summary of one is not.
    """
    for kind, id, record in given.records:
        owed = kind in ("resources", "commitments", "organizations", "events")
        owed &= getattr(record, "body_is", "summary") == "summary"
        if owed and not getattr(record, "sources", ()) and not getattr(record, "editor_authored", False):
            hint = "add `sources: [...]` with an id from content/sources.yml"
            yield Found(kind, id, (), "this record does not say where its facts come from", hint)


@rule(
    "title-twice",
    Severity.WARNING,
    "Two records of one collection with the same title",
    failing="title: Recordings   # another record of the collection has it",
    passing="title: Recordings of the first session",
)
def title_twice(given: Given) -> Iterator[Found]:
    """Two records of one collection have the same title, and a reader of the list cannot tell them apart."""
    titles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, resource in given.catalogue.resources.items():
        titles[resource.collection, plain(resource.title).casefold()].append(id)
    for first, *others in titles.values():
        for id in others:
            hint = "say in the title what is different"
            yield Found("resources", id, ("title",), f"the record `{first}` has the same title", hint)
