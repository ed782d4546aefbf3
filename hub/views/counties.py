"""Views by county: a table, and a map of California that says the same."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.county_map import outlines
from hub.model import Letter
from hub.model.reference import Organization
from hub.views.registry import LETTERS, Context, view


@view(of=LETTERS)
def letters_by_county(catalogue: Catalogue) -> Context:
    """The commitment letters by the county of their organization, on a map and in a table. The county is the one in the
    record of the organization, or of the body that it belongs to. Withdrawn letters are left out.

    {{ letters_by_county() }}
    """
    found: dict[str, list[Letter]] = {id: [] for id in catalogue.counties}
    elsewhere: list[Letter] = []
    for letter in sorted(catalogue.letters.values(), key=lambda letter: (letter.organization.casefold(), letter.id)):
        if letter.status != "withdrawn":
            writer = catalogue.organizations.get(catalogue.organization_named(letter.organization) or "")
            found.get(county_of(catalogue, writer) or "", elsewhere).append(letter)
    counties = {id: letters for id, letters in found.items() if letters}
    drawn = {id: len(letters) for id, letters in counties.items() if id in outlines().counties}
    return {"counties": counties, "elsewhere": elsewhere, "outlines": outlines(), "drawn": drawn}


def county_of(catalogue: Catalogue, organization: Organization | None) -> str | None:
    """The county of an organization, or else of the nearest body above it that has one."""
    seen: set[str] = set()
    while organization and organization.id not in seen:
        if organization.county:
            return organization.county
        seen.add(organization.id)
        organization = catalogue.organizations.get(organization.parent or "")
    return None
