"""The view of the finder: its frame and the records that it begins with. The browser does the rest."""

from __future__ import annotations

import heapq
from functools import partial

from hub.catalogue import Catalogue
from hub.facets import FACETS, FINDER, by_title_in
from hub.model import Localized
from hub.views.registry import Context, view

# Facets whose terms have feeds, by their name in the finder.
FEEDS = {key: FACETS[FINDER[key]] for key in ("role", "topic", "type")}

# Records that stand in the page itself, as many as PAGE in assets/js/find/address.js: a reader sees them before any
# script has run, and nothing moves when it has.
FIRST = 30


@view()
def finder(catalogue: Catalogue) -> Context:
    """The finder: words and facets together, with live counts. It works in the browser; a page that holds it names its
    script and its style in the front matter, and leads to the lists of terms for readers without JavaScript.

    {{ finder() }}
    """
    first = {
        lang: heapq.nsmallest(FIRST, catalogue.resources.values(), key=partial(by_title_in, lang))
        for lang in Localized._fields
    }
    return {"facets": tuple(FINDER), "feeds": FEEDS, "first": first}
