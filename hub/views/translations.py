"""The view of the translations that the English has left behind."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.translations import outdated
from hub.views.registry import Context, view


@view()
def outdated_translations(catalogue: Catalogue) -> Context:
    """The resources and collections whose English has changed since their Spanish was made. `hub check` names such
    texts of all other records too.

    {{ outdated_translations() }}
    """
    resources = [r for r in catalogue.resources.values() if outdated(catalogue, r)]
    collections = [collection for collection in catalogue.collections.values() if outdated(catalogue, collection)]
    return {"resources": resources, "collections": collections}
