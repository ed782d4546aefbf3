"""Atom feeds: valid, the same for the same content, and only where the site knows its address."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from hub.catalogue import Catalogue
from hub.model import Localized
from hub.outputs import feeds
from hub.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "]]></title><script>alert(1)</script>\"'&"


def all_feeds(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    return {path: make() for path, _, make in feeds.files(catalogue, site)}


def text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


@pytest.fixture(scope="module")
def found(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    return all_feeds(catalogue, site)


def test_each_role_topic_and_type_has_a_feed_in_each_language(found: dict[str, bytes], catalogue: Catalogue) -> None:
    terms = sum(len(catalogue.facet(facet)) for facet in feeds.FOLLOWED)
    assert len(found) == 2 * (terms + 1)
    assert {"feed.atom", "es/feed.atom", "topics/assessment/feed.atom", "es/audience/principal/feed.atom"} <= set(found)


def test_feeds_are_valid_atom(found: dict[str, bytes], site: Site) -> None:
    for path, raw in found.items():
        feed = ET.fromstring(raw)
        assert feed.tag == f"{ATOM}feed"
        assert text(feed, "id") == f"{site.url}{path}" and text(feed, "title") and text(feed, "updated")
        assert text(feed.find(f"{ATOM}author") or feed, "name")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links == {"self": f"{site.url}{path}", "alternate": f"{site.url}{path.removesuffix('feed.atom')}"}
        entries = feed.findall(f"{ATOM}entry")
        assert 1 <= len(entries) <= feeds.ENTRIES
        dates = [text(entry, "updated") for entry in entries]
        assert dates == sorted(dates, reverse=True) and text(feed, "updated") == dates[0]
        for entry in entries:
            assert text(entry, "id").startswith(f"{site.url}{'es/' if path.startswith('es/') else ''}resources/")
            assert text(entry, "title") and text(entry, "summary") and text(entry, "published")


def test_a_feed_holds_the_records_of_its_term(found: dict[str, bytes], catalogue: Catalogue) -> None:
    feed = ET.fromstring(found["topics/coaching/feed.atom"])
    ids = {text(entry, "id").rstrip("/").rpartition("/")[2] for entry in feed.findall(f"{ATOM}entry")}
    assert ids == {item.id for item in catalogue.facet("topics")["coaching"]}


def test_what_has_no_spanish_is_marked_as_english(found: dict[str, bytes], catalogue: Catalogue) -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for entry in ET.fromstring(found["es/feed.atom"]).findall(f"{ATOM}entry"):
        item = catalogue.resources[text(entry, "id").rstrip("/").rpartition("/")[2]]
        title = entry.find(f"{ATOM}title")
        assert title is not None
        assert title.get(lang) == (None if isinstance(item.title, Localized) else "en")


def test_the_same_content_gives_the_same_bytes(found: dict[str, bytes], catalogue: Catalogue, site: Site) -> None:
    assert all_feeds(catalogue, site) == found


def test_hostile_words_stay_words(catalogue: Catalogue, site: Site) -> None:
    changed = {
        id: item.model_copy(update={"title": HOSTILE, "summary": Localized(HOSTILE, HOSTILE)})
        for id, item in catalogue.resources.items()
    }
    for raw in all_feeds(replace(catalogue, resources=changed), site).values():
        entry = ET.fromstring(raw).find(f"{ATOM}entry")
        assert entry is not None and text(entry, "title") == text(entry, "summary") == HOSTILE
        assert b"<script" not in raw


def test_a_site_without_an_address_has_no_feeds(catalogue: Catalogue) -> None:
    assert all_feeds(catalogue, Site()) == {}


def test_a_feed_is_made_again_when_a_record_of_it_changes(catalogue: Catalogue, site: Site) -> None:
    def keys(digest: str) -> dict[str, tuple[str, ...]]:
        digests = {**catalogue.digests, ("resources", "three-beliefs"): digest}
        return {path: depends for path, depends, _ in feeds.files(replace(catalogue, digests=digests), site)}

    one, other = keys("one"), keys("other")
    changed = {path for path in one if one[path] != other[path]}
    item = catalogue.resources["three-beliefs"]
    # A feed holds only the newest, and in a feed that is full others may have come first.
    roles = [role for role in item.audience if len(catalogue.facet("audience")[role]) <= feeds.ENTRIES]
    assert roles and {f"audience/{role}/feed.atom" for role in roles} <= changed
    assert f"types/{item.type}/feed.atom" in changed and "types/rubric/feed.atom" not in changed
