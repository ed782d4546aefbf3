"""What is true of every page: policy, language, title, description, one heading, no mark of the machinery left."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

from tests.fixtures_site import SITE, BuiltSite, ReadPage

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def redirects(site: BuiltSite) -> set[str]:
    """Pages that only forward an old address."""
    return {path for path, page in site.pages.items() if page.meta("refresh") is not None}


def whole_pages(site: BuiltSite) -> dict[str, ReadPage]:
    """Pages that people read."""
    forwards = redirects(site)
    return {path: page for path, page in site.pages.items() if path not in forwards}


def test_every_page_has_its_policy_before_anything_that_it_rules(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        policy = page.meta("Content-Security-Policy") or ""
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy, path
        assert "http" not in policy and "sha256-" not in policy, path
        assert page.html.index("Content-Security-Policy") < min(
            place for place in (page.html.find("<script"), page.html.find("<link"), len(page.html)) if place >= 0
        ), path


def test_there_are_no_inline_scripts_but_data_and_no_inline_styles(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        for element, text in page.scripts:
            data = element.get("type") in ("application/ld+json", "application/json")
            assert "src" in element.attributes or data, f"{path}: {element.name} {text[:60]}"
        assert not page.all("style"), path
        for element in page.elements:
            names = {name for name in element.attributes if name.startswith("on") or name == "style"}
            assert not names, f"{path}:{element.line}: {element.name} {names}"


def test_every_page_has_a_language_a_title_a_description_and_one_heading(site: BuiltSite) -> None:
    bad = []
    for path, page in whole_pages(site).items():
        lang = "es" if path.startswith("es/") else "en"
        if page.all("html")[0].get("lang") != lang:
            bad.append(f"{path}: language {page.all('html')[0].get('lang')}")
        if not page.text("title") or len(page.all("title")) - len([e for e in page.all("svg") if e.get("title")]) < 1:
            bad.append(f"{path}: no title")
        if len(page.meta("description") or "") < 20:
            bad.append(f"{path}: description {page.meta('description')!r}")
        if len(page.all("h1")) != 1 or not page.text("h1"):
            bad.append(f"{path}: {len(page.all('h1'))} headings of the first rank")
    assert bad == []


def test_pages_tell_themselves_apart_by_their_titles(site: BuiltSite) -> None:
    """A written page about a theme may share its title with the collection on that theme; no two others do."""
    titles = Counter(
        (path.startswith("es/"), path.removeprefix("es/").count("/") > 1, page.text("title"))
        for path, page in whole_pages(site).items()
        if not path.endswith("404.html")
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_ids_stand_once_on_a_page(site: BuiltSite) -> None:
    twice = {path: [id for id, count in Counter(page.ids).items() if count > 1] for path, page in site.pages.items()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_headings_do_not_skip_a_rank(site: BuiltSite) -> None:
    skips = []
    for path, page in whole_pages(site).items():
        # The heading of the search dialog stands apart, before the page's own.
        ranks = [
            int(e.name[1])
            for e in page.elements
            if re.fullmatch("h[1-6]", e.name) and e.get("id") != "hub-search-title"
        ]
        skips += [f"{path}: h{one} then h{two}" for one, two in pairwise(ranks) if two > one + 1]
    assert skips == []


def test_nothing_of_the_machinery_is_left(site: BuiltSite) -> None:
    marks = ("@@hub", "hub-slot", "data-hub-query", "_layout", "{{ ", "{% ", "Undefined", "<!--")
    for path, page in site.pages.items():
        # The macro reference shows macro calls on purpose, as code.
        text = re.sub(r"<code>.*?</code>", "", page.html, flags=re.DOTALL)
        for mark in marks:
            assert mark not in text, (
                f"{path} holds {mark}: …{text[max(0, text.find(mark) - 80) : text.find(mark) + 80]}"
            )
    assert not [path for path in site.files if "_layout" in path]


def test_structured_data_can_be_read(site: BuiltSite) -> None:
    kinds = Counter[str]()
    for page in site.pages.values():
        for element, text in page.scripts:
            if element.get("type") == "application/ld+json":
                data = json.loads(text)
                kinds.update(
                    str(item.get("@type")) for item in (data if isinstance(data, list) else data.get("@graph", [data]))
                )
    assert kinds


# The two languages.


def test_the_languages_have_the_same_pages(site: BuiltSite) -> None:
    english = {path for path in site.pages if not path.startswith("es/")}
    spanish = {path.removeprefix("es/") for path in site.pages if path.startswith("es/")}
    assert english - {"404.html"} == spanish - {"404.html"}


def test_each_page_names_itself_and_its_other_language(site: BuiltSite) -> None:
    for path, page in whole_pages(site).items():
        if path.endswith("404.html"):
            continue
        address = path.removeprefix("es/").removesuffix("index.html")
        wanted = {"en": SITE.url + address, "es": f"{SITE.url}es/{address}", "x-default": SITE.url + address}
        named = {
            e.get("hreflang"): e.get("href")
            for e in page.all("link")
            if e.get("rel") == "alternate" and e.get("hreflang")
        }
        assert named == wanted, path
        own = [element.get("href") for element in page.all("link") if element.get("rel") == "canonical"]
        assert own == [wanted["es" if path.startswith("es/") else "en"]], path


def test_each_page_has_a_link_to_the_same_page_in_the_other_language(site: BuiltSite) -> None:
    for path, page in whole_pages(site).items():
        if path.endswith("404.html"):
            continue
        other = "en" if path.startswith("es/") else "es"
        assert [e for e in page.all("a") if e.get("hreflang") == other and e.get("lang") == other], path


def test_records_without_spanish_are_shown_in_marked_english(site: BuiltSite) -> None:
    checked = site.built.checked.catalogue
    untranslated = [r for r in checked.resources.values() if isinstance(r.title, str) and not r.stub]
    translated = [r for r in checked.resources.values() if not isinstance(r.title, str) and not r.stub]
    assert translated
    for resource in untranslated:
        html = site.pages[f"es/resources/{resource.id}/index.html"].html
        assert re.search(r'<h1[^>]*>(\s*<[^>]*>)*\s*<span lang="en">|<h1[^>]*lang="en"', html), resource.id
    for resource in translated:
        page = site.pages[f"es/resources/{resource.id}/index.html"]
        assert page.text("h1") == " ".join(resource.title.es.split()), resource.id  # type: ignore[union-attr]


def test_english_pages_hold_no_spanish_words_of_the_interface(site: BuiltSite) -> None:
    for path in ("index.html", "resources/three-beliefs/index.html"):
        assert {e.lang for e in site.pages[path].all("p")} == {"en"}, path


# Files for machines and for the lost.


def test_the_sitemap_lists_every_page_and_nothing_else(site: BuiltSite) -> None:
    root = ElementTree.fromstring(site.files["sitemap.xml"])
    listed = [element.text or "" for element in root.iter(f"{SITEMAP}loc")]
    assert len(listed) == len(set(listed))
    pages = {
        f"{SITE.url}{path.removesuffix('index.html')}" for path in whole_pages(site) if path.endswith("index.html")
    }
    assert set(listed) == pages


def test_there_is_a_page_for_what_is_not_there(site: BuiltSite) -> None:
    page = site.pages["404.html"]
    assert page.text("h1")
    assert all(link.startswith(("/", "https:", "#")) for link in page.links), page.links
    assert {e.get("lang") for e in page.all("section") if e.get("lang")} == {"es"}
    assert "La dirección puede ser antigua" in page.html


def test_old_addresses_and_stubs_forward(site: BuiltSite) -> None:
    catalogue = site.built.checked.catalogue
    forwards = redirects(site)
    for resource in catalogue.resources.values():
        for id in (*resource.aliases, *([resource.id] if resource.stub else [])):
            assert f"resources/{id}/index.html" in forwards
            assert f"es/resources/{id}/index.html" in forwards
    for path in forwards:
        page = site.pages[path]
        assert len(page.links) >= 1 and page.text("title"), path


def test_a_record_says_where_it_is_changed_and_reported(site: BuiltSite) -> None:
    catalogue = site.built.checked.catalogue
    for resource in catalogue.resources.values():
        if not resource.stub:
            links = site.pages[f"resources/{resource.id}/index.html"].links
            assert f"{SITE.repository}/edit/main/{catalogue.where('resources', resource.id)}" in links
            assert any(link.startswith(f"{SITE.repository}/issues/new") for link in links)
