"""Every internal link and anchor of the finished site leads somewhere, seen by a parser that the build does not use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

from hub.catalogue import Catalogue
from hub.facets import FACETS, term_slug
from tests.fixtures_site import SITE, BuiltSite

# What makes a browser fetch something, as opposed to a link that a reader may follow.
LOADED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("script", "iframe", "embed", "audio", "track", "input"), ("src",)),
    **dict.fromkeys(("img", "source"), ("src", "srcset")),
    "video": ("src", "poster"),
    "object": ("data",),
    "use": ("href", "xlink:href"),
    "image": ("href",),
    "form": ("action",),
    "body": ("background",),
}
LOADING_RELATIONS = frozenset(
    ("stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest")
)


@cache
def _target(folder: str, link: str) -> tuple[str, str] | None:
    parts = urlsplit(urljoin(f"{SITE.url}{folder}", link))
    if f"{parts.scheme}://{parts.netloc}/" != SITE.url:
        return None
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if path.endswith("/") or not path else path), unquote(parts.fragment)


def target(page: str, link: str) -> tuple[str, str] | None:
    """The file that a static server gives for a link on a page, and the anchor; None for another host.

    Most links of a page go up to the root first, and all pages have them: those are worked out once.
    """
    folder = page.removesuffix("index.html")
    while link.startswith("../") and folder.endswith("/"):
        folder, link = folder[: folder[:-1].rfind("/") + 1], link[3:] or "./"
    return _target(folder, link)


def test_every_internal_link_and_anchor_leads_somewhere(site: BuiltSite) -> None:
    ids = {path: set(page.ids) for path, page in site.pages.items()}
    broken = []
    for path, page in site.pages.items():
        for link in {*page.links, *(element.get("href") for element in page.all("link"))}:
            found = target(path, link)
            if found and "=" in found[1]:  # The state of a page that a script reads, such as a plan: no place on it.
                found = (found[0], "")
            if found and (found[0] not in site.files or (found[1] and found[1] not in ids.get(found[0], set()))):
                broken.append(f"{path}: {link}")
    assert broken == []


def test_links_lead_only_to_the_web_or_to_this_site(site: BuiltSite) -> None:
    schemes = {urlsplit(link).scheme for page in site.pages.values() for link in page.links}
    assert schemes <= {"", "https", "http", "mailto"}


def test_no_page_loads_anything_from_elsewhere(site: BuiltSite) -> None:
    elsewhere = []
    for path, page in site.pages.items():
        for element in page.elements:
            wanted = [element.get(name) for name in LOADED.get(element.name, ())]
            if element.name == "link" and LOADING_RELATIONS & set(element.get("rel").split()):
                wanted.append(element.get("href"))
            elsewhere += [
                f"{path}: {element.name} {url}"
                for url in wanted
                # A picture that stands in the page itself is loaded from nowhere.
                if not url.startswith("data:image/png;base64,") and (urlsplit(url).netloc or urlsplit(url).scheme)
            ]
    assert elsewhere == []


def test_no_style_loads_anything_from_elsewhere(site: BuiltSite) -> None:
    found = []
    for path, raw in site.files.items():
        if path.endswith(".css"):
            addresses = re.findall(r"""(?:url\(|@import\s+)["']?([^"')\s;]+)""", raw.decode())
            found += [f"{path}: {url}" for url in addresses if not url.startswith("data:") and urlsplit(url).netloc]
    assert found == []


def test_every_file_that_a_page_loads_is_there(site: BuiltSite) -> None:
    missing = set()
    for path, page in site.pages.items():
        for element in page.elements:
            for name in LOADED.get(element.name, ()):
                url = element.get(name)
                if url and not url.startswith(("data:", "#")):
                    found = target(path, url)
                    if not found or found[0] not in site.files:
                        missing.add(f"{path}: {url}")
    assert missing == set()


# Every record and term has its page, and the way leads there and back.


def wanted_addresses(catalogue: Catalogue) -> set[str]:
    """The addresses of all generated pages, worked out anew."""
    found = {f"resources/{id}/" for id, resource in catalogue.resources.items() if not resource.stub}
    found |= {f"collections/{id}/" for id in catalogue.collections}
    found |= {f"commitments/{id}/" for id in catalogue.letters}
    found |= {f"organizations/{id}/" for id in catalogue.organizations}
    for facet, folder in FACETS.items():
        found |= {f"{folder}/{term_slug(term)}/" for term in catalogue.facet(facet)}
    return found


def test_every_record_and_term_in_use_has_its_page_in_both_languages(site: BuiltSite) -> None:
    for address in wanted_addresses(site.built.checked.catalogue):
        assert f"{address}index.html" in site.pages
        assert f"es/{address}index.html" in site.pages


@cache
def leads_to(site: BuiltSite, path: str) -> frozenset[str]:
    """The files that a page leads to."""
    return frozenset(found[0] for link in site.pages[path].links if (found := target(path, link)))


def test_resources_and_their_terms_lead_to_each_other(site: BuiltSite) -> None:
    catalogue = site.built.checked.catalogue
    for prefix in ("", "es/"):
        for facet, folder in FACETS.items():
            for term, resources in catalogue.facet(facet).items():
                term_page = f"{prefix}{folder}/{term_slug(term)}/index.html"
                from_term = leads_to(site, term_page)
                for resource in resources:
                    if not resource.stub:
                        page = f"{prefix}resources/{resource.id}/index.html"
                        assert page in from_term, f"{term_page} does not lead to {page}"
                        assert term_page in leads_to(site, page), f"{page} does not lead to {term_page}"


def test_resources_collections_and_organizations_lead_to_each_other(site: BuiltSite) -> None:
    catalogue = site.built.checked.catalogue
    for resource in catalogue.resources.values():
        if resource.stub:
            continue
        page = f"resources/{resource.id}/index.html"
        for other in (
            f"collections/{resource.collection}",
            *(f"organizations/{partner}" for partner in resource.partners),
        ):
            assert f"{other}/index.html" in leads_to(site, page), f"{page} does not lead to {other}"
            assert page in leads_to(site, f"{other}/index.html"), f"{other} does not lead to {page}"


def test_linked_records_lead_to_each_other(site: BuiltSite) -> None:
    catalogue = site.built.checked.catalogue
    for resource in catalogue.resources.values():
        for relation in resource.related:
            other = catalogue.resources[relation.id]
            if not resource.stub and not other.stub:
                one, two = f"resources/{resource.id}/index.html", f"resources/{other.id}/index.html"
                assert two in leads_to(site, one), f"{one} does not lead to {two}"
                assert one in leads_to(site, two), f"{two} does not lead to {one}"


def test_letters_and_their_organizations_lead_to_each_other(site: BuiltSite) -> None:
    catalogue = site.built.checked.catalogue
    for letter in catalogue.letters.values():
        organization = catalogue.organization_named(letter.organization)
        assert organization
        one, two = f"commitments/{letter.id}/index.html", f"organizations/{organization}/index.html"
        assert two in leads_to(site, one) and one in leads_to(site, two)


def test_every_page_can_be_reached_from_home_by_links_alone(site: BuiltSite) -> None:
    reached, waiting = set[str](), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page in site.pages:
            reached.add(page)
            waiting += leads_to(site, page)
    catalogue = site.built.checked.catalogue
    # An address that only forwards old links needs none that leads there: a stub has one, and what the ledger moved.
    # Nor does anything lead to an error page.
    stubs = [f"resources/{id}/" for id, resource in catalogue.resources.items() if resource.stub]
    left = [*stubs, *site.built.checked.ledger.moved]
    forwards = {f"{prefix}{address}index.html" for prefix in ("", "es/") for address in left}
    assert set(site.pages) - reached <= forwards | {"404.html", "es/404.html"}
