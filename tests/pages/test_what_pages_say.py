"""What pages say and do not say: where a thing is, stubs, letters, standards, and texts that try to be HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from hub.model import Localized
from hub.model.reference import Source, SourceRegister
from hub.site import Site
from tests.pages.conftest import drawn, page_of, real, resource, with_resources

HOSTILE = "<b>&\"'{{ 7*7 }}</script><script>alert(1)</script>"


def test_stubs_stand_on_the_page_of_their_parent(language: str) -> None:
    stubs = [r for r in real().resources.values() if r.stub]
    assert stubs
    for stub in stubs:
        html = drawn(language)[f"resources/{stub.part_of}/"]
        assert f'id="{stub.id}"' in html
        assert f'<a href="../../resources/{stub.part_of}/#{stub.id}">' in html
        assert f"resources/{stub.id}/" not in drawn(language)


def test_a_stub_without_a_parent_stands_on_its_collection() -> None:
    catalogue = with_resources(resource(id="lonely", stub=True, part_of="gone"))
    assert 'id="lonely"' in page_of(catalogue, "collections/castl-k12/")


@pytest.mark.parametrize("status", ["link-lost", "no-link", "dead", "domain-repurposed"])
def test_no_link_leads_to_a_lost_or_unsafe_address(status: str) -> None:
    gone = resource(
        url="https://gone.example.org/page",
        url_status=status,
        materials=[{"title": "Slides", "url": "https://gone.example.org/slides", "url_status": status}],
    )
    html = page_of(with_resources(gone), "resources/small/")
    assert 'href="https://gone.example.org' not in html
    assert f'data-status="{status}"' in html


def test_a_lost_link_is_said_with_the_way_to_help(language: str) -> None:
    for r in real().resources.values():
        if r.url_status == "link-lost" and not r.stub:
            html = drawn(language)[f"resources/{r.id}/"]
            box = html[html.index('<section class="hub-where"') : html.index("</section>")]
            assert 'href="http' not in box
            assert 'href="../../contribute/"' in box


def test_an_unchecked_address_says_so() -> None:
    html = page_of(
        with_resources(resource(url="https://a.example.org/", url_status="address-unchecked")), "resources/small/"
    )
    assert re.search(
        r'<a class="hub-go" href="https://a.example.org/"[^>]*>Open the resource \(a.example.org\)</a>', html
    )
    assert html.count("nobody has opened it on the live web yet") == 1, "once is enough"
    assert '"sameAs"' not in html, "an address that nobody opened is not a fact for machines"


def test_sources_on_a_repurposed_host_are_not_links() -> None:
    register = SourceRegister(
        title="Sources", items=(Source(id="s", title="A page", url="https://sold.example.org/a"),)
    )
    sold = resource(id="sold", url="https://sold.example.org/", url_status="domain-repurposed")
    catalogue = replace(with_resources(sold, resource(sources=("s",))), register=register)
    html = page_of(catalogue, "resources/small/")
    assert 'href="https://sold.example.org' not in html and "https://sold.example.org/a" in html


def test_founding_documents_are_marked() -> None:
    assert "founding document" in drawn("en")["resources/three-beliefs/"]


def test_texts_of_records_stay_texts(language: str) -> None:
    hostile = resource(
        title=HOSTILE,
        summary=Localized(HOSTILE, HOSTILE),
        published_title=HOSTILE,
        publisher=HOSTILE,
        description=HOSTILE,
        note=HOSTILE,
        topics=("assessment",),
        materials=[{"title": HOSTILE, "url_status": "link-lost"}],
        steward=HOSTILE,
    )
    catalogue = with_resources(hostile)
    for where in ("resources/small/", "topics/assessment/", "collections/castl-k12/", "types/report/"):
        # A picture in the page is digits and letters, whatever it shows.
        html = re.sub(r'"data:image/png;base64,[^"]*"', '""', page_of(catalogue, where, language))
        assert "&lt;b&gt;&amp;&#34;" in html
        assert "<b>" not in html and "<script>" not in html and "49" not in re.findall(r"\{\{ 7\*7 \}\}|49", html)


def test_what_is_not_translated_is_marked_as_english() -> None:
    small = resource(description="Some *words*.", note="A note.")
    html = page_of(with_resources(small), "resources/small/", "es")
    assert '<h1><span lang="en">A small resource</span></h1>' in html
    assert '<div lang="en"><p>Some <em>words</em>.</p></div>' in html
    assert re.findall(r'<(\w+) class="hub-fallback" data-pagefind-ignore>([^<]+)</\1>\s*<(\w+) lang="en">', html) == [
        ("span", "En inglés", "span"),
        ("p", "En inglés; aún sin traducción.", "div"),
        ("span", "En inglés", "span"),
    ]
    assert "hub-fallback" not in page_of(with_resources(small), "resources/small/")


def test_empty_fields_say_nothing() -> None:
    html = page_of(with_resources(resource()), "resources/small/")
    for word in ("None", "For whom", "Agenda", "Materials", "Related", "Sources", "License", "Topics", "Its parts"):
        assert f">{word}<" not in html


def test_the_agenda_adds_up() -> None:
    html = drawn("en")["resources/site-leader-afternoon/"]
    assert '<td data-label="From minute">25 to 70</td>' in html
    assert "210 minutes" in html
    assert 'class="hub-editors"' in html


def test_a_session_answers_first_and_then_says_how_to_run_it() -> None:
    html = drawn("en")["resources/site-leader-afternoon/"]
    order = ['<li class="hub-small">210 minutes</li>', '<p class="hub-lead"', ">Agenda<", ">For whom<", ">About it<"]
    assert sorted(order, key=html.index) == order
    other = drawn("en")["resources/principal-visit-guide/"]
    order = ['<li class="hub-small">20 minutes</li>', ">About it<", ">For whom<"]
    assert sorted(order, key=other.index) == order


def test_a_series_says_how_many_parts_are_missing() -> None:
    html = drawn("en")["resources/principals-series/"]
    assert "The source speaks of 5 parts; 0 are known." in html


def test_modules_stand_in_order_with_their_neighbors() -> None:
    whole = drawn("en")["resources/assessment-modules-3d/"]
    assert whole.index("Unpacking module</a>") < whole.index("Summative assessment process flowchart</a>")
    html = drawn("en")["resources/analysis-module/"]
    assert re.search(r"Part of:\s*<a href=\"../../resources/assessment-modules-3d/\">", html)
    assert "Before this:" in html and "After this:" in html


def test_a_reason_given_elsewhere_is_said_to_be_so() -> None:
    catalogue = with_resources(
        resource(id="one", related=[{"id": "two", "reason": "The plan answers this report"}]), resource(id="two")
    )
    assert "</a>: The plan answers this report" in page_of(catalogue, "resources/one/")
    back = page_of(catalogue, "resources/two/")
    # A reason speaks to the readers of its own record, so here it stands as what that record says.
    assert re.search(
        r'resources/one/">[^<]*</a> <span class="hub-small">\(.*It leads here.*<q>The plan answers this report</q>',
        back,
    )


def test_the_minutes_of_parts_are_added_only_when_all_are_known() -> None:
    whole = resource(id="whole")
    first, second = (resource(id=f"part-{number}", part_of="whole", order=number, minutes=20) for number in (1, 2))
    unknown = resource(id="part-3", part_of="whole", order=3)
    assert "Together its parts take 40 minutes." in page_of(with_resources(whole, first, second), "resources/whole/")
    html = page_of(with_resources(whole, first, second, unknown), "resources/whole/")
    assert "How long it takes in all is not known" in html and "Together its parts" not in html


def test_shared_terms_are_the_reason_of_kinship() -> None:
    catalogue = with_resources(
        resource(id="one", standards=("MS-LS1-6", "MS-LS1-7")), resource(id="two", standards=("MS-LS1-6", "MS-LS1-7"))
    )
    html = page_of(catalogue, "resources/one/")
    assert re.search(r"Shares: .*ms-ls1-6.*ms-ls1-7", html)


def test_a_letter_that_is_a_summary_says_so() -> None:
    html = drawn("en")["commitments/lausd-castl-k12/"]
    assert "The hub holds a summary, not the letter itself." in html
    assert '<a href="../../resources/castl-letter-lausd/">' in html
    assert html.count('<a href="../../letters/goals/#castl-goal-') == 4
    assert '<a href="../../commitments/lausd-castl-k12/">' in drawn("en")["resources/castl-letter-lausd/"]


def test_an_expectation_marks_what_is_secondary_and_prints_no_standard() -> None:
    html = drawn("en")["expectations/k-ps2-2/"]
    assert html.index("Secondary to it") < html.index("ETS1.A: ")
    assert "Engineering" in html and "No record serves it yet." in html
    assert "(secondary)" in drawn("en")["core-ideas/ets1-a/"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("expectations/ms-ps1-1/", "Official text of MS-PS1-1 (www.nextgenscience.org)"),
        ("expectations/k-ps2-2/", "Official text, on the page of K-PS2 (www.nextgenscience.org)"),
        ("expectations/5-ps2-1/", "Official text: All expectations (www2.cde.ca.gov)"),
        ("core-ideas/ps2-a/", "Official text of PS2.A (www.nextgenscience.org)"),
        ("core-ideas/ls1/", "Official text: The standards by core idea (www.nextgenscience.org)"),
        (
            "practices/sep-2/",
            "Official text: Appendix F of the standards, on all practices (PDF) (www.nextgenscience.org)",
        ),
        ("concepts/ccc-1/", "Official text: Appendix G of the standards, on all concepts (nap.nationalacademies.org)"),
    ],
)
def test_each_standard_leads_to_the_nearest_official_page(address: str, said: str) -> None:
    html = drawn("en")[address]
    assert f'rel="external">{said}</a> <span class="hub-unchecked">address unchecked</span>' in html
    assert "Texto oficial" in drawn("es")[address]


def test_every_page_of_a_standard_leads_to_an_official_text_whose_source_is_known() -> None:
    pages = ("expectations/", "practices/", "concepts/", "core-ideas/")
    html = [html for address, html in drawn("en").items() if address.startswith(pages)]
    assert len(html) > 208 + 8 + 7 + 44 and all("Official text" in text for text in html)
    listed = real().official_pages
    assert listed and all(page.source in real().sources for page in listed.items)


def test_without_known_addresses_there_is_no_link_to_an_official_text() -> None:
    assert "Official text" not in page_of(replace(real(), official_pages=None), "expectations/k-ps2-2/")


def test_without_a_repository_the_page_names_its_file() -> None:
    html = page_of(real(), "resources/three-beliefs/", site=Site())
    assert "<code>content/resources/belief-to-action/three-beliefs.yml</code>" in html
    assert '<a href="../../contribute/">How to change it or report a problem</a>' in html


def test_data_for_machines_says_only_what_is_known() -> None:
    html = page_of(
        with_resources(resource(license="unknown", minutes=90, audience=("principal",), grade_bands=("3-5",))),
        "resources/small/",
    )
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "LearningResource" and data["timeRequired"] == "PT90M"
    assert data["audience"] == [{"@type": "EducationalAudience", "educationalRole": "Principal"}]
    assert data["educationalLevel"] == ["Grades 3-5"] and data["url"] == "https://hub.example/resources/small/"
    assert "license" not in data and "datePublished" not in data


def test_words_of_the_glossary_are_explained_where_a_record_first_uses_them(language: str) -> None:
    spoken = resource(
        summary="An LCAP and a plan.",
        description="The LCAP again, and [the LCAP](https://example.org/). NGSS too, and NGSS once more.",
    )
    html = page_of(with_resources(spoken), "resources/small/", language)
    asked = re.findall(r'<span class="hub-word">(\w+)<button type="button"[^>]*? popovertarget="word-([a-z-]+)"', html)
    assert asked == [("LCAP", "lcap"), ("NGSS", "ngss")]
    assert re.findall(r'<div class="hub-words__word" id="word-([a-z-]+)" popover>', html) == ["lcap", "ngss"]
    assert 'href="../../glossary/#lcap"' in html
    assert html.index("hub-words__word") > html.index("NGSS once more")


def test_a_record_without_such_words_explains_none(language: str) -> None:
    html = page_of(with_resources(resource(summary="A plain sentence.")), "resources/small/", language)
    assert "hub-word" not in html


def test_the_page_of_a_broader_term_says_both_numbers_and_leads_to_the_finder(language: str) -> None:
    html, facet = drawn(language)["audience/school-leader/"], real().facet("audience")
    own, narrower = ({r.id for r in facet[role]} for role in ("school-leader", "principal"))
    both = len(own | narrower)
    assert both > len(own)
    heading = {"en": f"{len(own)} records; {both} with the", "es": f"{len(own)} fichas; {both} con los"}[language]
    assert f"<h2>{heading}" in html
    line = html[html.index('<a href="../../find/?role=school-leader">') :].partition("</p>")[0]
    assert f" {both} " in line and 'href="../../audience/principal/"' in line
    assert "find/?role=" not in drawn(language)["audience/principal/"]


def test_an_organization_is_said_to_be_something_before_anything_is_noted_of_its_record(language: str) -> None:
    html = drawn(language)["organizations/lausd/"]
    said = {"en": "School district, Los Angeles County", "es": "Distrito escolar, Condado de Los Ángeles"}[language]
    assert html.index(f'<p class="hub-lead" data-pagefind-ignore>{said}</p>') < html.index('class="hub-note"')
