"""Atom feeds (RFC 4287): the newest records of the hub, and those of each role, topic and type.

A feed needs whole addresses, so a site that does not know its own has none. Dates are those of the records: the same
content always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from operator import attrgetter

from hub.addresses import address
from hub.catalogue import Catalogue
from hub.model import Localized, Resource
from hub.outputs.citations import in_language, public_address
from hub.site import Site
from hub.words import N_, gettext_for

Text = str | Localized
Made = tuple[str, tuple[str, ...], Callable[[], bytes]]

FILE = "feed.atom"
# Facets whose terms have a feed each, at the address of the term's page.
FOLLOWED = ("audience", "topics", "type")
ENTRIES = 30

NAME = N_("Science Community of Practice Hub")
NEWEST = N_("New in the hub")
TITLES = {
    "audience": N_("New for the role: {label}"),
    "topics": N_("New on the topic: {label}"),
    "type": N_("New of the type: {label}"),
}


def files(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """Path, digests of what it is made from, and how it is made, for each feed in each language."""
    if not site.url:
        return
    newest = sorted(catalogue.by_title, key=attrgetter("added"), reverse=True)
    feeds: dict[tuple[str, str], list[Resource]] = {("", ""): []}
    for facet in FOLLOWED:
        feeds |= {(facet, term): [] for term in catalogue.facet(facet)}
    for resource in newest:
        terms = [("audience", id) for id in resource.audience] + [("topics", id) for id in resource.topics]
        for key in (("", ""), ("type", resource.type), *terms):
            if len(feeds[key]) < ENTRIES:
                feeds[key].append(resource)
    for (facet, term), resources in feeds.items():
        folder = address(facet, term) if facet else ""
        depends = (site.url, *(catalogue.digests.get(("resources", resource.id), "") for resource in resources))
        label = catalogue.label(facet, term) if facet else ""
        for lang in site.languages:
            words = (in_language(lang, label), *(in_language(lang, catalogue.label("type", r.type)) for r in resources))
            make = partial(feed, catalogue, site, lang, facet, term, tuple(resources))
            yield f"{site.folder(lang)}{folder}{FILE}", (*depends, *words), make


def feed(catalogue: Catalogue, site: Site, lang: str, facet: str, term: str, resources: tuple[Resource, ...]) -> bytes:
    """One feed as XML."""
    label = in_language(lang, catalogue.label(facet, term)) if facet else ""
    title = gettext_for(lang)(TITLES[facet] if facet else NEWEST).format(label=label)
    page = public_address(site, lang, address(facet, term) if facet else "")
    # Only a hub without any record has an empty feed; the first day of the calendar then says that nothing has come.
    updated = max((resource.added for resource in resources), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(lang)}">',
        f"<id>{escape(page)}{FILE}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{escape(gettext_for(lang)(NAME))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(page + FILE)}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{escape(lang)}" href="{escape(page)}"/>',
    ]
    for resource in resources:
        lines += _entry(catalogue, site, lang, resource)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(catalogue: Catalogue, site: Site, lang: str, resource: Resource) -> list[str]:
    # The permanent address: for a record without a page of its own it leads to the page that shows it.
    here = public_address(site, lang, address("resources", resource.id))
    kind = in_language(lang, catalogue.label("type", resource.type))
    return [
        "<entry>",
        f"<id>{escape(here)}</id>",
        _text("title", resource.title, lang),
        f'<link rel="alternate" type="text/html" hreflang="{escape(lang)}" href="{escape(here)}"/>',
        f"<published>{resource.added}T00:00:00Z</published>",
        f"<updated>{resource.added}T00:00:00Z</updated>",
        f'<category term="{escape(resource.type)}" label="{escape(kind)}"/>',
        _text("summary", resource.summary, lang),
        "</entry>",
    ]


def _text(name: str, text: Text, lang: str) -> str:
    """A text of a record, marked as English where the language of the feed does not have it."""
    is_english = lang != "en" and not isinstance(text, Localized)
    mark = ' xml:lang="en"' if is_english else ""
    return f"<{name}{mark}>{escape(' '.join(in_language(lang, text).split()))}</{name}>"
