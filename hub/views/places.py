"""The view of places: what there is in each county and region of California, on a map and in a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hub.catalogue import Catalogue
from hub.county_map import outlines
from hub.facets import english
from hub.model import Letter, Resource
from hub.model.reference import Organization, Region
from hub.views.counties import county_of
from hub.views.registry import Context, view


@dataclass
class Held:
    """What a place has: records, organizations, letters."""

    resources: list[Resource] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.resources) + len(self.organizations) + len(self.letters)


@dataclass(frozen=True)
class Place:
    """A region: what its counties have, what it has as a whole, and which of its counties have nothing."""

    region: Region | None
    whole: Held
    counties: dict[str, Held]
    without: list[str]

    @property
    def total(self) -> Held:
        """Everything in the region together."""
        held = [self.whole, *self.counties.values()]
        return Held(
            [item for each in held for item in each.resources],
            [item for each in held for item in each.organizations],
            [item for each in held for item in each.letters],
        )


@view()
def places_map(catalogue: Catalogue) -> Context:
    """Records, organizations and commitment letters by county and county service region, on a map and in a table. The
    county of a record is where it comes from; that of an organization is the one in its record or in that of the body
    that it belongs to; a letter stands where its organization does. Withdrawn letters are left out. Counties and
    regions that have nothing say so. Every county with something can be linked to: `places/#county-fresno`.

    {{ places_map() }}
    """
    counties = {id: Held() for id in catalogue.counties}
    regions = {id: Held() for id in catalogue.regions}
    nowhere = Held()
    for resource in catalogue.by_title:
        _at(counties, regions, nowhere, resource.county, resource.region).resources.append(resource)
    for organization in sorted(catalogue.organizations.values(), key=lambda item: english(item.name).casefold()):
        county = county_of(catalogue, organization)
        _at(counties, regions, nowhere, county, organization.region).organizations.append(organization)
    for letter in sorted(catalogue.letters.values(), key=lambda letter: (letter.organization.casefold(), letter.id)):
        if letter.status != "withdrawn":
            writer = catalogue.organizations.get(catalogue.organization_named(letter.organization) or "")
            region = writer.region if writer else None
            _at(counties, regions, nowhere, county_of(catalogue, writer), region).letters.append(letter)
    found = [_place(region, regions[id], region.counties, counties) for id, region in catalogue.regions.items()]
    listed = {id for region in catalogue.regions.values() for id in region.counties}
    if others := [id for id in counties if id not in listed]:
        found.append(_place(None, Held(), others, counties))
    return {
        "places": found,
        "counties": counties,
        "nowhere": nowhere,
        "outlines": outlines(),
        "drawn": {id: len(held) for id, held in counties.items() if held and id in outlines().counties},
    }


def _at(
    counties: dict[str, Held], regions: dict[str, Held], nowhere: Held, county: str | None, region: str | None
) -> Held:
    """The place that is named most exactly."""
    if county in counties:
        return counties[county]
    return regions.get(region or "", nowhere)


def _place(region: Region | None, whole: Held, ids: Iterable[str], counties: dict[str, Held]) -> Place:
    known = [id for id in ids if id in counties]
    having = {id: counties[id] for id in known if counties[id]}
    return Place(region, whole, having, [id for id in known if id not in having])
