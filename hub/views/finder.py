"""The view of the finder: its frame, which the browser fills with choices and records."""

from __future__ import annotations

from hub.catalogue import Catalogue
from hub.facets import FACETS, FINDER
from hub.views.registry import Context, view

# Facets whose terms have feeds, by their name in the finder.
FEEDS = {key: FACETS[FINDER[key]] for key in ("role", "topic", "type")}


@view()
def finder(catalogue: Catalogue) -> Context:  # noqa: ARG001 - the records come by columns.json.
    """The finder: words and facets together, with live counts. It works in the browser; a page that holds it names its
    script and its style in the front matter, and leads to the lists of terms for readers without JavaScript.

    {{ finder() }}
    """
    return {"facets": tuple(FINDER), "feeds": FEEDS}
