"""The view of where to begin in a role."""

from __future__ import annotations

from typing import Annotated

from hub.catalogue import Catalogue
from hub.model import Ref
from hub.views.registry import Context, view


@view()
def start_here(catalogue: Catalogue, role: Annotated[str, Ref("audience")]) -> Context:
    """Where a person in a role begins: what to do first, up to three records for ten minutes, and the way to all
    records for the role. The hub's editors wrote the advice, and the page says so. The words stand in
    `content/frameworks/start-here.yml`; a role that is not there takes the start of its broader role.

    {{ start_here(role="principal") }}
    """
    begin = catalogue.start_here
    total = len(catalogue.facet("audience").get(role, ()))
    # A role that no record names has no page to lead to.
    start = begin.of(role, catalogue.terms("audience")) if begin and total else None
    return {"role": role, "start": start, "note": begin.note if begin else None, "total": total}
