"""Which pages there are, how they lead to each other, and what they depend on."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urljoin

from hub.addresses import address, resource_address, row_address
from hub.model.dates import parse
from hub.outputs.files import files as site_files
from hub.pages import Page
from hub.pages.plan import plan
from tests.pages.conftest import (
    BASE,
    ROOT,
    SITE,
    draw,
    drawn,
    page_of,
    planned,
    real,
    renderer_for,
    resource,
    with_resources,
)

# Folders of written pages: they are made elsewhere, from docs/.
WRITTEN = {"about", "archive", "blueprint", "assessment", "principals", "belief-to-action", "steam", "priority-schools"}
WRITTEN |= {
    "castl-k12",
    "guides",
    "contribute",
    "glossary",
    "browse",
    "standards",
    "all",
    "partners",
    "letters",
    "planner",
    "help",
    "coverage",
    "crosswalk",
    "find",
}


class Links(HTMLParser):
    """The addresses and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a":
            self.links.append(given.get("href") or "")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def inner_links(page: str, html: str) -> set[str]:
    """Where a page leads within the site, below the root of its language."""
    found = {urljoin(f"https://hub.example/{page}", link) for link in Links(html).links if "://" not in link}
    return {link.removeprefix("https://hub.example/") for link in found}


def test_there_is_a_page_for_everything() -> None:
    catalogue = real()
    addresses = [page.address for page in planned()]
    assert [twice for twice, times in Counter(addresses).items() if times > 1] == []
    wanted = {address("resources", r.id) for r in catalogue.resources.values() if not r.stub}
    wanted |= {row_address(id) for id in catalogue.matrix_rows}
    wanted |= {f"coverage/{band}/" for band in catalogue.terms("grade_bands")}
    wanted |= {address("collections", id) for id in catalogue.collections}
    wanted |= {address("commitments", id) for id in catalogue.letters}
    wanted |= {address("organizations", id) for id in catalogue.organizations}
    for facet in ("audience", "grade_bands", "topics", "type", "years"):
        wanted |= {address(facet, id) for id in catalogue.facet(facet)}
    for facet in ("practices", "crosscutting", "core_ideas", "standards"):
        wanted |= {address(facet, id) for id in catalogue.known(facet)}
    assert set(addresses) == wanted


def test_every_page_is_drawn(language: str) -> None:
    for where, html in drawn(language).items():
        found = Links(html)
        assert html.count("<h1>") == 1, where
        steps = [b - a for a, b in zip(found.headings, found.headings[1:], strict=False)]
        assert all(step <= 1 for step in steps), f"{where}: headings {found.headings}"
        assert len(found.ids) == len(set(found.ids)), where
        assert "style=" not in html and "onclick" not in html, where


def test_links_between_generated_pages_resolve(language: str) -> None:
    pages = drawn(language)
    ids = {where: set(Links(html).ids) for where, html in pages.items()}
    # Files are the same for all languages: from a Spanish page the way leads above `es/`.
    files = {file.path for file in site_files(real(), SITE, ROOT)}
    for where, html in pages.items():
        for link in inner_links(where, html):
            target, _, anchor = link.partition("#")
            if target in pages:
                # The layout brings the id of the content; `seal` looks at the whole page.
                assert not anchor or anchor in {*ids[target], "hub-content"}, f"{where} leads to {link}"
            elif target not in files:
                assert target == "" or target.split("/")[0] in WRITTEN, f"{where} leads to {link}"


def test_records_and_terms_lead_to_each_other() -> None:
    catalogue, pages = real(), drawn("en")
    leads = {where: inner_links(where, html) for where, html in pages.items()}
    for facet in (
        "audience",
        "grade_bands",
        "topics",
        "type",
        "years",
        "practices",
        "crosscutting",
        "core_ideas",
        "standards",
    ):
        for id, resources in catalogue.facet(facet).items():
            term = address(facet, id)
            for r in resources:
                home = resource_address(catalogue, r)
                assert home in leads[term], f"{term} does not lead to {r.id}"
                assert term in leads[home.partition("#")[0]], f"{r.id} does not lead to {term}"


def test_expectations_and_dimensions_lead_to_each_other() -> None:
    leads = {where: inner_links(where, html) for where, html in drawn("en").items()}
    for e in real().expectations.values():
        here = address("standards", e.code)
        for facet, ids in (
            ("practices", e.sep),
            ("crosscutting", e.ccc),
            ("core_ideas", (*e.dci, *e.dci_secondary, e.core_idea)),
        ):
            for id in ids:
                assert address(facet, id) in leads[here] and here in leads[address(facet, id)]


def test_a_page_depends_on_every_record_that_it_shows() -> None:
    """Each record carries its name in its title; a page that shows the name must list the digest of the record."""
    catalogue = real()
    marked = replace(
        catalogue,
        resources={id: r.model_copy(update={"title": f"[resources {id}]"}) for id, r in catalogue.resources.items()},
        collections={
            id: c.model_copy(update={"title": f"[collections {id}]"}) for id, c in catalogue.collections.items()
        },
        organizations={
            id: o.model_copy(update={"name": f"[organizations {id}]"}) for id, o in catalogue.organizations.items()
        },
        events={id: e.model_copy(update={"title": f"[events {id}]"}) for id, e in catalogue.events.items()},
        letters={
            id: x.model_copy(update={"signatory_name": f"[commitments {id}]"}) for id, x in catalogue.letters.items()
        },
    )
    renderer = renderer_for(marked, SITE, "en")
    for page in plan(marked, SITE):
        html = draw(page, renderer)
        shown = set(re.findall(r"\[(\w+) ([a-z0-9-]+)\]", html)) | _links_to_letters(html)
        missing = [key for key in shown if catalogue.digests[key] not in page.depends]
        assert not missing, f"{page.address} shows {missing}"


def _links_to_letters(html: str) -> set[tuple[str, str]]:
    return {("commitments", id) for id in re.findall(rf'href="{BASE}commitments/([a-z0-9-]+)/"', html)}


def test_a_code_without_a_list_still_has_a_page() -> None:
    html = page_of(with_resources(resource(standards=("XX-1",))), address("standards", "XX-1"))
    assert "A small resource" in html


def test_edit_links_name_the_file() -> None:
    catalogue = real()
    for page in planned():
        assert page.source or page.address.startswith("years/"), page.address
    html = page_of(catalogue, "collections/castl-k12/")
    assert "https://github.com/owner/name/edit/main/content/resources/castl-k12/_collection.yml" in html


def test_ten_thousand_records_are_planned_quickly() -> None:
    """Twice the records must not take four times as long; how fast it is stands in the benchmarks."""

    def seconds(count: int) -> float:
        bands = ("tk-2", "3-5", "6-8", "9-12")
        topics, codes = tuple(real().terms("topics")), tuple(real().expectations)
        some = [
            resource(
                id=f"r-{n}",
                date=parse(str(2010 + n % 15)),
                grade_bands=(bands[n % 4],),
                topics=(topics[n % len(topics)],),
            ).model_copy(update={"standards": (codes[n % len(codes)], codes[n * 7 % len(codes)])})
            for n in range(count)
        ]
        catalogue = with_resources(*some)
        best = 99.0
        for _ in range(3):
            began = time.process_time()
            plan(replace(catalogue), SITE)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(4_000) < 3.5 * seconds(2_000)


def test_the_plan_does_not_draw() -> None:
    page: Page = planned()[0]
    assert callable(page.context)
