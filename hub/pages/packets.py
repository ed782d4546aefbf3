"""The leader packet of a record, a collection or a role: one sheet that a principal prints, with a paragraph for a
board memo and a QR code.

It stands in the page of what it is about, under `#for-leaders`, and is shown and printed alone when the address says
so. A page of its own for each record would double the pages of a large site. Everything on it is a fact of the record;
what the hub's editors wrote for all records of a kind is marked as theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

from hub.addresses import address
from hub.model import Collection, Edtf, Localized, Module, Resource
from hub.model.frameworks import Start
from hub.outputs import citations, qr
from hub.pages.leading import GENERAL, Kind, kind_of
from hub.pages.neighbors import Neighbors
from hub.plannable import Part, parts_of
from hub.site import Site

Text = str | Localized

ANCHOR = "for-leaders"
HELD = "hub-held"
LOST = frozenset({"link-lost", "dead", "domain-repurposed", "no-link"})
ABOUT_LEARNING = "professional-learning"
LEADERS = frozenset({"school-leader", "district-leader"})
QUESTIONS = 3
# More reasons to begin with a record would not fit on one sheet.
STARTS = 2
GUIDE = "principal-visit-guide"


class Question(NamedTuple):
    """A question and who asks it: the record, the equity matrix, or the hub's editors (as words of the site)."""

    text: Text
    origin: Literal["record", "matrix", "editors"]


class Step(NamedTuple):
    """What to do next: begin with a part, go on with the next one, open a related record, help to find it, or plan."""

    kind: Literal["begin", "go-on", "related", "find", "plan"]
    resource: Resource | None = None
    reason: Text | None = None


class Packet(NamedTuple):
    """What parts/packet.html shows. `starts` are the roles that the editors tell to begin with it, and why; `lens` is
    what the equity matrix asks of those who lead; `minutes` those of the record, or of the records among `counted`
    that say them, of which there are `timed`.
    """

    address: str
    title: Text
    summary: Text
    look: tuple[Text, ...]
    questions: tuple[Question, ...]
    step: Step
    public: Mapping[str, str]
    resource: Resource | None = None
    objectives: tuple[Text, ...] = ()
    agenda: tuple[Any, ...] = ()
    says_what: bool = False
    starts: tuple[tuple[tuple[str, ...], Text], ...] = ()
    lens: Text | None = None
    codes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    guide: Resource | None = None
    minutes: int | None = None
    timed: int = 0
    counted: int = 0
    open: int = 0
    newest: Edtf | str | None = None

    def qr(self, lang: str) -> qr.Drawn | None:
        """The code of its address; nothing while the site has no address."""
        return qr.drawn(self.public[lang]) if self.public[lang] else None


def of_resource(resource: Resource, near: Neighbors, site: Site) -> Packet:
    """The packet of a record."""
    here = address("resources", resource.id)
    objectives = resource.objectives if isinstance(resource, Module) else ()
    agenda = tuple(line for line in near.agenda(resource) if line.purpose)
    codes = tuple(chain(resource.practices, resource.crosscutting, resource.core_ideas, resource.standards))
    guide = near.catalogue.resources.get(GUIDE)
    kind = kind_of(resource)
    return Packet(
        address=here,
        title=resource.title,
        summary=resource.summary,
        look=GENERAL[kind].look,
        questions=questions(resource, near),
        step=next_step(resource, near),
        public=_public(site, here),
        resource=resource,
        objectives=objectives,
        agenda=agenda,
        says_what=bool(objectives or agenda or codes),
        starts=near.starts_of.get(resource.id, ())[:STARTS],
        lens=_lens(near) if ABOUT_LEARNING in resource.topics else None,
        codes=codes,
        parts=parts_of(resource),
        guide=guide if kind == "teaching" and guide and guide.id != resource.id else None,
        minutes=resource.minutes,
    )


def digests(resource: Resource, near: Neighbors) -> Iterable[str]:
    """The digests of what the packet of a record shows beside the record itself."""
    yield near.digest_of.get(GUIDE, "")
    step = next_step(resource, near)
    if step.resource:
        yield near.digest_of[step.resource.id]


def of_collection(collection: Collection, near: Neighbors, site: Site) -> Packet:
    """The packet of a collection: what of it can be used today, and where to begin."""
    members = near.catalogue.members.get(collection.id, ())
    here = address("collections", collection.id)
    asked = (row.question for member in members if isinstance(member, Module) for row in member.entry_questions)
    return _of_many(here, collection.title, "", members, (Question(text, "record") for text in asked), None, site)


def of_role(role: str, title: Text, start: Start | None, near: Neighbors, site: Site) -> Packet:
    """The packet of a role: its advice, its three records, and what the matrix asks of it."""
    known = near.catalogue.resources
    begin = [known[row.id] for row in start.records if row.id in known] if start else []
    members = near.catalogue.facet("audience").get(role, ())
    matrix = near.catalogue.belief_to_action
    reflective = matrix.reflective_questions if matrix else ()
    term = near.catalogue.terms("audience").get(role)
    # What is asked of a broader role is asked of its narrower ones too.
    roles = {role, *([term.broader] if term and term.broader else [])}
    lens = next((one.label for one in matrix.role_suggestions if roles & {*one.roles}), None) if matrix else None
    asked = (Question(row.label, "matrix") for row in reflective)
    packet = _of_many(address("audience", role), title, start.advice if start else "", members, asked, lens, site)
    return packet._replace(step=Step("begin", begin[0])) if begin else packet


def questions(resource: Resource, near: Neighbors) -> tuple[Question, ...]:
    """Three questions: the record's own; then those of the equity matrix, which ask about professional learning, where
    the record is about that; then those of the editors for records of its kind.
    """
    own = resource.entry_questions if isinstance(resource, Module) else ()
    matrix = near.catalogue.belief_to_action
    reflective = matrix.reflective_questions if matrix and ABOUT_LEARNING in resource.topics else ()
    found = chain(
        (Question(row.question, "record") for row in own),
        (Question(row.label, "matrix") for row in reflective),
    )
    return _three(found, kind_of(resource))


def next_step(resource: Resource, near: Neighbors) -> Step:
    """The one thing to do next, as the record gives it."""
    parts = near.catalogue.parts(resource.id)
    _, after = near.places.get(resource.id, (None, None))
    if parts:
        return Step("begin", parts[0])
    if after:
        return Step("go-on", after)
    if resource.url_status in LOST:
        return Step("find")
    for relation in resource.related:
        if relation.id in near.catalogue.resources:
            return Step("related", near.catalogue.resources[relation.id], relation.reason)
    return Step("plan")


def _of_many(
    here: str,
    title: Text,
    summary: Text,
    members: Iterable[Resource],
    asked: Iterable[Question],
    lens: Text | None,
    site: Site,
) -> Packet:
    """The packet of several records. What the hub holds itself can be used today; what says its minutes first."""
    listed = tuple(members)
    held = [member for member in listed if member.url_status == HELD and not member.stub]
    timed = [member for member in listed if member.minutes]
    begin = next((member for member in held if member.minutes), held[0] if held else None)
    return Packet(
        address=here,
        title=title,
        summary=summary,
        look=GENERAL["many"].look,
        questions=_three(asked, "many"),
        step=Step("begin", begin) if begin else Step("find"),
        public=_public(site, here),
        lens=lens,
        minutes=sum(member.minutes or 0 for member in timed) or None,
        timed=len(timed),
        counted=len(listed),
        open=len(held),
        newest=max((member.added for member in listed), default=None),
    )


def _three(found: Iterable[Question], kind: Kind) -> tuple[Question, ...]:
    general = (Question(text, "editors") for text in GENERAL[kind].ask)
    return tuple(islice(chain(found, general), QUESTIONS))


def _lens(near: Neighbors) -> Text | None:
    """What the equity matrix asks of those who lead schools and districts."""
    matrix = near.catalogue.belief_to_action
    return next((one.label for one in matrix.role_suggestions if LEADERS & {*one.roles}), None) if matrix else None


def _public(site: Site, page: str) -> Mapping[str, str]:
    """The permanent address of a page in each language; empty while the site has none."""
    return {lang: citations.public_address(site, lang, page) if site.url else "" for lang in site.languages}
