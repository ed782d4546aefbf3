"""What stands beside a record: parts, the one before and after, letters, events, stages, and the digests of all these.

Looked up once for a whole plan, because a question that walks through a list must not be asked for every record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from hub.addresses import resource_address
from hub.catalogue import Catalogue
from hub.kinship import Related
from hub.model import Edtf, Letter, Resource, Session
from hub.model.fields import Localized
from hub.model.frameworks import Stage
from hub.model.reference import Event, Organization
from hub.pages.fragments import Shelf
from hub.site import Site

Text = str | Localized

# The frameworks in stages, and the written page that shows each.
STAGES_ON: Mapping[str, str] = {"steam_certification": "steam/", "priority_schools": "priority-schools/"}
ALIGNMENT = ("practices", "crosscutting", "core_ideas", "standards", "commitments", "goals", "blueprint")
REPURPOSED = "domain-repurposed"


class StageOn(NamedTuple):
    """A stage of a process or a support of a program, and where the site shows it."""

    stage: Stage
    address: str


class Process(NamedTuple):
    """A framework in stages, and the written page that shows it."""

    title: Text
    address: str
    stages: tuple[Stage, ...]


class AgendaLine(NamedTuple):
    """A row of an agenda with the minute at which it begins and ends, counted from the start."""

    begins: int
    ends: int
    minutes: int
    title: Text
    purpose: Text | None


class Neighbors:
    """Answers about one catalogue. Make a new one when the catalogue changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.shelf = Shelf()
        self.digest_of: dict[str, str] = {id: self.digest("resources", id) for id in catalogue.resources}
        self.letters_about: dict[str, list[Letter]] = defaultdict(list)
        for letter in catalogue.letters.values():
            if letter.resource:
                self.letters_about[letter.resource].append(letter)
        self.events_of: dict[str, list[Event]] = defaultdict(list)
        for event in catalogue.events.values():
            if event.resource:
                self.events_of[event.resource].append(event)
        self.letters_by: dict[str, list[Letter]] = defaultdict(list)
        self.letters_to: dict[str, list[Letter]] = defaultdict(list)
        for letter in sorted(catalogue.letters.values(), key=lambda letter: letter.date, reverse=True):
            self.letters_by[catalogue.organization_named(letter.organization) or ""].append(letter)
            if letter.call in catalogue.calls:
                self.letters_to[catalogue.calls[letter.call].organization].append(letter)
        self.children_of: dict[str, list[Organization]] = defaultdict(list)
        for organization in catalogue.organizations.values():
            if organization.parent:
                self.children_of[organization.parent].append(organization)
        self.processes = [
            Process(framework.title, page, framework.stages)
            for name, page in STAGES_ON.items()
            if (framework := getattr(catalogue, name))
        ]
        self.stages_of: dict[str, list[StageOn]] = defaultdict(list)
        for process in self.processes:
            for stage in process.stages:
                for id in stage.resources:
                    self.stages_of[id].append(StageOn(stage, f"{process.address}#{stage.id}"))
        # The roles that the editors tell to begin with a record, and why.
        self.starts_of: dict[str, tuple[tuple[tuple[str, ...], Text], ...]] = {}
        for start in catalogue.start_here.items if catalogue.start_here else ():
            for row in start.records:
                self.starts_of[row.id] = (*self.starts_of.get(row.id, ()), (start.roles, row.why))
        self.places = self._places()
        self.stubs_on = self._stubs_on()
        self.unsafe_hosts, self.unsafe_digests = self._unsafe()

    def digest(self, kind: str, id: str) -> str:
        """The digest of a record's file; empty for a record that came from no file."""
        return self.catalogue.digests.get((kind, id), "")

    def source(self, kind: str, id: str) -> str:
        """The file behind a page, relative to the project."""
        return self.catalogue.paths.get((kind, id), "")

    @cached_property
    def _digest_of_object(self) -> dict[int, str]:
        """Lists of records ask for hundreds of thousands of them: to look into each record took four times as long."""
        return {id(resource): self.digest_of[name] for name, resource in self.catalogue.resources.items()}

    def resource_digests(self, resources: Iterable[Resource]) -> tuple[str, ...]:
        """The digests of many resources, in their order."""
        return tuple(map(self._digest_of_object.__getitem__, map(id, resources)))

    def frame(self, source: str, here: str, site: Site) -> dict[str, Any]:
        """What every page needs: its neighbors and fragments, its file, and where to change or report it."""
        return {
            "near": self,
            "shelf": self.shelf,
            "source": source,
            "edit": site.edit_url(source) if source else "",
            "report": site.report_url(here),
        }

    # Above, beside and below a resource.

    def _places(self) -> dict[str, tuple[Resource | None, Resource | None]]:
        """For each part: the part before it and the part after it."""
        found: dict[str, tuple[Resource | None, Resource | None]] = {}
        for whole in {r.part_of: None for r in self.catalogue.resources.values() if r.part_of}:
            parts = self.catalogue.parts(whole)
            last = len(parts) - 1
            for place, part in enumerate(parts):
                found[part.id] = (parts[place - 1] if place else None, parts[place + 1] if place < last else None)
        return found

    def _stubs_on(self) -> dict[str, tuple[Resource, ...]]:
        """The stubs that each page shows in full, by the address of the page."""
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.catalogue.resources.values():
            if resource.stub:
                found[resource_address(self.catalogue, resource).partition("#")[0]].append(resource)
        for stubs in found.values():
            stubs.sort(key=lambda stub: (stub.order or 999, stub.id))
        return {page: tuple(stubs) for page, stubs in found.items()}

    def wholes(self, resource: Resource) -> tuple[Resource, ...]:
        """What a resource is a part of, the outermost first."""
        found: list[Resource] = []
        above = self.catalogue.resources.get(resource.part_of or "")
        while above and above not in found and above.id != resource.id:
            found.append(above)
            above = self.catalogue.resources.get(above.part_of or "")
        return tuple(reversed(found))

    def related(self, resource: Resource) -> tuple[tuple[Related, bool], ...]:
        """Related resources without the parts and wholes that the page shows anyway, each with whether the *other*
        record made the link: its reason then speaks to its own readers.
        """
        own = {relation.id for relation in resource.related}
        family = {resource.part_of, *(part.id for part in self.catalogue.parts(resource.id))}
        return tuple(
            (other, other.reason is not None and other.resource.id not in own)
            for other in self.catalogue.related(resource.id)
            if other.resource.id not in family or other.resource.id in own
        )

    def held(self, resource: Resource) -> tuple[Edtf, ...]:
        """The days of a session; empty for everything else."""
        return resource.event_dates if isinstance(resource, Session) else ()

    def agenda(self, resource: Resource) -> tuple[AgendaLine, ...]:
        """The agenda of a session with running minutes; empty for everything else."""
        if not isinstance(resource, Session):
            return ()
        lines: list[AgendaLine] = []
        now = 0
        for row in resource.agenda:
            lines.append(AgendaLine(now, now + row.minutes, row.minutes, row.title, row.purpose))
            now += row.minutes
        return tuple(lines)

    def aligned(self, resource: Resource) -> bool:
        """Whether the record says that the resource serves anything: a dimension, a standard, a goal, a stage."""
        return bool(any(getattr(resource, name) for name in ALIGNMENT) or self.stages_of.get(resource.id))

    # Addresses that must not be links.

    def _unsafe(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Hosts that a record says now serve other content, and the digests of those records."""
        hosts: set[str] = set()
        digests: list[str] = []
        for kind, records in (("resources", self.catalogue.resources), ("organizations", self.catalogue.organizations)):
            for id, record in records.items():
                things = (record, *getattr(record, "materials", ()))
                found = {urlsplit(thing.url).netloc for thing in things if thing.url and thing.url_status == REPURPOSED}
                if found:
                    hosts |= found
                    digests.append(self.digest(kind, id))
        return frozenset(hosts), tuple(digests)


def once(digests: Iterator[str] | Iterable[str]) -> tuple[str, ...]:
    """Digests without repetition, in order, for `Page.depends`."""
    return tuple(dict.fromkeys(digests))
