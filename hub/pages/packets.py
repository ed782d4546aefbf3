"""The leader packet of a record: one page that a principal prints, with a paragraph for a board memo and a QR code.

Not every record has one. Sessions, modules and sets of modules have it, because somebody has to lead and to decide on
them; and tools that the hub holds itself, because they can be used at once. Of the others a leader can do no more than
read their page. A QR code costs as much time as several pages, so a packet for every record would slow a large site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

from hub.addresses import address
from hub.model import Localized, Module, Resource
from hub.outputs import citations, qr
from hub.pages import Page
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.plannable import parts_of
from hub.site import Site
from hub.words import N_

Text = str | Localized

LED = frozenset({"session", "session-materials", "module", "module-set"})
TOOLS = frozenset({"checklist", "protocol", "observation-tool", "toolkit", "rubric"})
HELD = "hub-held"
LOST = frozenset({"link-lost", "dead", "domain-repurposed", "no-link"})
ABOUT_LEARNING = "professional-learning"
# For records that say nothing of their own; the hub's editors wrote them, after their guide for visits.
LOOK = (
    N_("There is something to explain: an event, a measurement, an object, a design that must work."),
    N_("Students say in their own words how or why, and back it with evidence."),
    N_("Everyone takes part: look who speaks, who handles the equipment, who writes."),
)
ASK = (
    N_("What were students figuring out, and where did you hear it?"),
    N_("Whose ideas moved the work forward, and whose were not heard?"),
    N_("What would you like to try next, and what do you need for it?"),
)
QUESTIONS = 3
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


def has_packet(resource: Resource) -> bool:
    """Whether a record has a leader packet."""
    if resource.stub:
        return False
    return resource.type in LED or (resource.type in TOOLS and resource.url_status == HELD)


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each record that has a packet."""
    for resource in near.catalogue.resources.values():
        if has_packet(resource):
            yield Page(
                layout="packets",
                address=address("packets", resource.id),
                template="pages/packet.html",
                title=both(N_("For leaders: {title}"), title=resource.title),
                description=resource.summary,
                source=near.source("resources", resource.id),
                digests=partial(digests, resource, near),
                context=partial(context, resource, near, site),
            )


def digests(resource: Resource, near: Neighbors) -> tuple[str, ...]:
    """The digests of everything on the packet of a record."""
    found = [near.digest_of[resource.id], *(near.digest("organizations", id) for id in resource.partners)]
    found.append(near.digest_of.get(GUIDE, ""))
    step = next_step(resource, near)
    if step.resource:
        found.append(near.digest_of[step.resource.id])
    return once(found)


def context(resource: Resource, near: Neighbors, site: Site) -> Mapping[str, Any]:
    """What pages/packet.html shows."""
    catalogue = near.catalogue
    here = address("resources", resource.id)
    objectives = resource.objectives if isinstance(resource, Module) else ()
    agenda = [line for line in near.agenda(resource) if line.purpose]
    return {
        **near.frame(near.source("resources", resource.id), address("packets", resource.id), site),
        "r": resource,
        "objectives": objectives,
        "agenda": agenda,
        "says_what": bool(objectives or agenda or resource.practices or resource.crosscutting or resource.commitments),
        "look": LOOK,
        "questions": questions(resource, near),
        "step": next_step(resource, near),
        "parts": parts_of(resource),
        "codes": tuple(chain(resource.practices, resource.crosscutting, resource.core_ideas, resource.standards)),
        "guide": catalogue.resources.get(GUIDE),
        "cite": partial(citations.of_resource, resource, catalogue, site),
        "public": partial(_public, site, here),
        "qr": qr.drawn,
    }


def questions(resource: Resource, near: Neighbors) -> tuple[Question, ...]:
    """Three questions: the record's own; then those of the equity matrix, which ask about professional learning, where
    the record is about that; then those of the editors.
    """
    own = resource.entry_questions if isinstance(resource, Module) else ()
    matrix = near.catalogue.belief_to_action
    reflective = matrix.reflective_questions if matrix and ABOUT_LEARNING in resource.topics else ()
    found = chain(
        (Question(row.question, "record") for row in own),
        (Question(row.label, "matrix") for row in reflective),
        (Question(text, "editors") for text in ASK),
    )
    return tuple(islice(found, QUESTIONS))


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


def _public(site: Site, page: str, lang: str) -> str:
    """The permanent address of the record; empty while the site has none."""
    return citations.public_address(site, lang, page) if site.url else ""
