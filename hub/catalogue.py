"""Everything that the hub knows, frozen after loading. One object answers every question that a page or a check has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hub import kinship
from hub.facets import VOCABULARY_OF, by_title, english, facet_terms
from hub.kinship import Related
from hub.model import attachment, frameworks, reference, standards
from hub.model.fields import Localized, Record
from hub.model.letter import Call, Letter
from hub.model.resource import Collection, Resource

Text = str | Localized


@dataclass(frozen=True)
class Catalogue:
    """All records by kind. Order is the order in which people see them. `paths` and `digests` go by (kind, id)."""

    resources: Mapping[str, Resource] = field(default_factory=dict)
    collections: Mapping[str, Collection] = field(default_factory=dict)
    letters: Mapping[str, Letter] = field(default_factory=dict)
    calls: Mapping[str, Call] = field(default_factory=dict)
    organizations: Mapping[str, reference.Organization] = field(default_factory=dict)
    events: Mapping[str, reference.Event] = field(default_factory=dict)
    vocabularies: Mapping[str, reference.Vocabulary] = field(default_factory=dict)
    glossary: reference.Glossary | None = None
    synonyms: reference.Synonyms | None = None
    translations: reference.Translations | None = None
    register: reference.SourceRegister | None = None
    timeline: reference.Timeline | None = None
    county_list: reference.Counties | None = None
    region_list: reference.Regions | None = None
    practice_list: standards.Dimensions | None = None
    concept_list: standards.Dimensions | None = None
    core_idea_list: standards.CoreIdeas | None = None
    expectation_list: standards.Expectations | None = None
    official_pages: standards.OfficialPages | None = None
    belief_to_action: frameworks.BeliefToAction | None = None
    blueprint: frameworks.Blueprint | None = None
    steam_certification: frameworks.Stages | None = None
    priority_schools: frameworks.Stages | None = None
    start_here: frameworks.StartHere | None = None
    paths: Mapping[tuple[str, str], str] = field(default_factory=dict)
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    # What could be read of files that were rejected, for the rules on references and licenses: no page shows it.
    partial: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    attachments: Mapping[str, attachment.Attachment] = field(default_factory=dict)  # By the name that letters use.

    # Lists of things that records point at, by id.

    @cached_property
    def practices(self) -> Mapping[str, standards.Dimension]:
        return {item.id: item for item in self.practice_list.items} if self.practice_list else {}

    @cached_property
    def crosscutting(self) -> Mapping[str, standards.Dimension]:
        return {item.id: item for item in self.concept_list.items} if self.concept_list else {}

    @cached_property
    def core_ideas(self) -> Mapping[str, standards.CoreIdea | standards.ComponentIdea]:
        """Core ideas, each followed by its components."""
        found: dict[str, standards.CoreIdea | standards.ComponentIdea] = {}
        if self.core_idea_list:
            for idea in self.core_idea_list.core_ideas:
                found[idea.id] = idea
                found |= {part.id: part for part in self.core_idea_list.components if part.core_idea == idea.id}
        return found

    @cached_property
    def expectations(self) -> Mapping[str, standards.Expectation]:
        return {item.code: item for item in self.expectation_list.items} if self.expectation_list else {}

    @cached_property
    def sources(self) -> Mapping[str, reference.Source]:
        return {item.id: item for item in self.register.items} if self.register else {}

    @cached_property
    def counties(self) -> Mapping[str, reference.County]:
        return {item.id: item for item in self.county_list.items} if self.county_list else {}

    @cached_property
    def regions(self) -> Mapping[str, reference.Region]:
        return {item.id: item for item in self.region_list.items} if self.region_list else {}

    @cached_property
    def matrix_rows(self) -> Mapping[str, frameworks.Commitment | frameworks.Practice]:
        """Commitments of the equity matrix, each followed by its rows."""
        rows: dict[str, frameworks.Commitment | frameworks.Practice] = {}
        for commitment in self.belief_to_action.commitments if self.belief_to_action else ():
            rows[commitment.id] = commitment
            rows |= {practice.id: practice for practice in commitment.practices}
        return rows

    @cached_property
    def priorities(self) -> Mapping[str, frameworks.Priority]:
        return {item.id: item for item in self.blueprint.priorities} if self.blueprint else {}

    @cached_property
    def goals(self) -> Mapping[str, Text]:
        """Goals of every call, by id, in our words."""
        return {goal.id: goal.label for call in self.calls.values() for goal in call.goals}

    def terms(self, vocabulary: str) -> Mapping[str, reference.Term]:
        """The terms of a vocabulary by id; empty when there is no such vocabulary."""
        return self._terms.get(vocabulary, {})

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, reference.Term]]:
        return {name: {term.id: term for term in vocabulary.items} for name, vocabulary in self.vocabularies.items()}

    def known(self, kind: str) -> Mapping[str, object]:
        """What a field marked `Ref(kind)` may name."""
        return self._named[kind] if kind in self._named else self.terms(kind)

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, object]]:
        return {
            "resources": self.resources,
            "collections": self.collections,
            "organizations": self.organizations,
            "calls": self.calls,
            "letters": self.letters,
            "sources": self.sources,
            "glossary": {entry.id: entry for entry in self.glossary.items} if self.glossary else {},
            "counties": self.counties,
            "regions": self.regions,
            "practices": self.practices,
            "crosscutting": self.crosscutting,
            "core_ideas": self.core_ideas,
            "standards": self.expectations,
            "commitments": self.matrix_rows,
            "goals": self.goals,
            "blueprint": self.priorities,
        }

    def label(self, kind: str, id: str) -> Text:
        """The words for a term, code or record that a field or facet names; the id itself when it is unknown."""
        known = self._labels.get((kind, id))
        if known is None:
            known = self._labels[kind, id] = self._find_label(kind, id)
        return known

    @cached_property
    def _labels(self) -> dict[tuple[str, str], Text]:
        """Labels given: the same few stand on every page."""
        return {}

    def _find_label(self, kind: str, id: str) -> Text:
        thing = self.known(VOCABULARY_OF.get(kind, kind)).get(id)
        if thing is None or isinstance(thing, (str, Localized)):
            return thing or id
        for name in ("label", "title", "name"):
            found = getattr(thing, name, None)
            if found:
                return found  # type: ignore[no-any-return]
        return id

    def where(self, kind: str, id: str) -> str | None:
        """The file that holds a record, relative to the project."""
        return self.paths.get((kind, id))

    # Questions about resources.

    @cached_property
    def by_title(self) -> tuple[Resource, ...]:
        """All resources in the order of their titles. Lists that are filled in this order need no sorting."""
        return tuple(sorted(self.resources.values(), key=by_title))

    @cached_property
    def members(self) -> Mapping[str, tuple[Resource, ...]]:
        """Resources of each collection, stubs left out, in the order of their titles."""
        found: dict[str, list[Resource]] = {id: [] for id in self.collections}
        for resource in self.by_title:
            if not resource.stub:
                found.setdefault(resource.collection, []).append(resource)
        return {id: tuple(items) for id, items in found.items()}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            if resource.part_of:
                found[resource.part_of].append(resource)
        return {id: tuple(sorted(items, key=lambda r: (r.order or 999, *by_title(r)))) for id, items in found.items()}

    def parts(self, id: str) -> tuple[Resource, ...]:
        """The parts of a resource in their order, stubs among them."""
        return self._parts.get(id, ())

    def facet(self, name: str) -> Mapping[str, tuple[Resource, ...]]:
        """Resources by term of a facet, in the order of its vocabulary (years: newest first); only terms in use."""
        known = self._facets.get(name)
        if known is None:
            known = self._facets[name] = self._by_term(name)
        return known

    @cached_property
    def _facets(self) -> dict[str, Mapping[str, tuple[Resource, ...]]]:
        """Facets asked for: the page of a resource needs three of them."""
        return {}

    def _by_term(self, name: str) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.by_title:
            for term in facet_terms(resource, name):
                found[term].append(resource)
        if name == "years":
            order = sorted(found, reverse=True)
        else:
            listed = self.known(VOCABULARY_OF.get(name, name))
            order = [term for term in listed if term in found] + sorted(set(found) - set(listed))
        return {term: tuple(found[term]) for term in order}

    @cached_property
    def by_partner(self) -> Mapping[str, tuple[Resource, ...]]:
        """Resources by the organizations that made them."""
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.by_title:
            for partner in resource.partners:
                found[partner].append(resource)
        return {id: tuple(items) for id, items in found.items()}

    def serving(self, name: str, id: str) -> tuple[Resource, ...]:
        """Resources whose field `name` (`commitments`, `goals`, `blueprint`) names `id`."""
        return self._serving.get((name, id), ())

    @cached_property
    def _serving(self) -> Mapping[tuple[str, str], tuple[Resource, ...]]:
        found: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        for resource in self.by_title:
            for name in ("commitments", "goals", "blueprint"):
                for id in getattr(resource, name):
                    found[name, id].append(resource)
        return {key: tuple(items) for key, items in found.items()}

    def related(self, id: str) -> tuple[Related, ...]:
        """Resources that an editor linked, in either direction, then those that share the most telling terms."""
        known = self._related.get(id)
        if known is None:
            family = {id, self.resources[id].part_of or id, *(part.id for part in self.parts(id))}
            known = self._related[id] = kinship.related(id, self.resources, self._backlinks, family, self.facet)
        return known

    @cached_property
    def _related(self) -> dict[str, tuple[Related, ...]]:
        """Answers given: the plan of the pages asks, and then each page that is drawn."""
        return {}

    @cached_property
    def _backlinks(self) -> kinship.Backlinks:
        return kinship.backlinks(self.resources)

    # Questions about the rest.

    @cached_property
    def _organization_names(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for id, organization in self.organizations.items():
            for name in (english(organization.name), organization.abbreviation, *organization.also_known_as):
                if name:
                    names.setdefault(name.casefold(), id)
        return names

    def organization_named(self, name: str) -> str | None:
        """The id of the organization with this name, abbreviation or other name."""
        return self._organization_names.get(name.casefold())

    def letters_of(self, name: str) -> tuple[Letter, ...]:
        """The letters of the organization with this name, newest first, whether or not it has a record."""
        return self._letters_of.get(self.organization_named(name) or name.casefold(), ())

    @cached_property
    def _letters_of(self) -> Mapping[str, tuple[Letter, ...]]:
        found: dict[str, list[Letter]] = defaultdict(list)
        for letter in sorted(self.letters.values(), key=lambda letter: letter.date, reverse=True):
            found[self.organization_named(letter.organization) or letter.organization.casefold()].append(letter)
        return {of: tuple(letters) for of, letters in found.items()}

    def events_of(self, resource: str) -> tuple[reference.Event, ...]:
        """The events and rules of a resource."""
        return tuple(event for event in self.events.values() if event.resource == resource)
