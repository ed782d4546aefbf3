"""Views of organizations and places."""

from __future__ import annotations

from typing import Annotated

from hub.catalogue import Catalogue
from hub.facets import english
from hub.model import Ref
from hub.model.reference import Organization
from hub.views.registry import Context, view


@view()
def organization_index(catalogue: Catalogue, type: Annotated[str, Ref("organization_types")] | None = None) -> Context:
    """The organizations behind the resources, grouped by kind, each with how many resources name it.

    {{ organization_index(type="county-office") }}
    """
    groups: dict[str, list[Organization]] = {id: [] for id in catalogue.terms("organization_types")}
    for organization in catalogue.organizations.values():
        if type in (None, organization.type):
            groups.setdefault(organization.type, []).append(organization)
    rows = []
    for kind, members in groups.items():
        members.sort(key=lambda organization: (english(organization.name).casefold(), organization.id))
        if members:
            rows.append((kind, [(item, len(catalogue.by_partner.get(item.id, ()))) for item in members]))
    return {"groups": rows}


@view()
def places_index(catalogue: Catalogue) -> Context:
    """The county service regions with their counties, and how sure we are of each.

    {{ places_index() }}
    """
    return {"regions": catalogue.region_list, "counties": catalogue.counties}
