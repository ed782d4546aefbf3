"""The crosswalk, the coverage table and where to begin: every cell leads somewhere, and what is empty says so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hub.catalogue import Catalogue
from tests.views.conftest import draw, real
from tests.views.markup import read


def with_goals(catalogue: Catalogue) -> Catalogue:
    """A guide that serves a row of the matrix, a priority and a goal."""
    guide = catalogue.resources["principal-visit-guide"]
    changed = guide.model_copy(update={"goals": ("castl-goal-2",), "blueprint": ("blueprint-2",)})
    return replace(catalogue, resources={**catalogue.resources, guide.id: changed})


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_number_is_a_link_to_its_list_and_nothing_else_is_listed(catalogue: Catalogue, lang: str) -> None:
    html = draw(with_goals(catalogue), "crosswalk", lang)
    assert read(html).faults == []
    links = re.findall(r'<td data-label="[^"]+"><a href="#([^"]+)">[1-9]', html)
    empty = re.findall(r'<td data-label="[^"]+" class="hub-none">(?:0|<span aria-hidden="true">–)', html)
    assert links and empty and len(links) + len(empty) == html.count("<td ")
    assert sorted(links) == sorted(re.findall(r'<li id="([^"]+)"', html))
    assert '<dd>\n<ul class="hub-links">\n</ul>' not in html


def test_a_cell_lists_what_serves_both(catalogue: Catalogue) -> None:
    html = draw(with_goals(catalogue), "crosswalk")
    for anchor in ("1-a--castl-goal-2", "1-a--blueprint-2", "blueprint-2--castl-goal-2", "editors-guides--1-a"):
        item = html[html.index(f'<li id="{anchor}"') :].partition("</li>")[0]
        assert "resources/principal-visit-guide/" in item, anchor


def test_what_sets_a_framework_out_does_not_serve_it_and_no_0_says_that_nothing_does(catalogue: Catalogue) -> None:
    html = draw(catalogue, "crosswalk")
    assert 'belief-to-action--1-a-1"' not in html
    row = html[html.index('collections/belief-to-action/"') :].partition("</tr>")[0]
    assert row.count("not counted: it sets the framework out") == 3
    assert row.count('class="hub-none">0</td>') == row.count("<td ") - 3


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_coverage_in_short_leads_to_the_page_of_each_grade_band(catalogue: Catalogue, lang: str) -> None:
    html = draw(catalogue, "coverage", lang)
    assert read(html).faults == []
    bands, topics, roles = (list(catalogue.terms(name)) for name in ("grade_bands", "topics", "audience"))
    for band in bands:
        for topic in topics:
            assert f'href="../coverage/{band}/#{topic}"' in html
    assert html.count("<td ") == len(bands) * (len(topics) + len(roles))
    assert ('href="../crosswalk/coverage.csv"' if lang == "en" else 'href="../../crosswalk/coverage.csv"') in html


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_table_of_a_grade_band_tells_what_is_empty(catalogue: Catalogue, lang: str) -> None:
    html = draw(catalogue, "coverage", lang, grade_band="6-8")
    assert 'href="../find/?grades=6-8&amp;topic=assessment&amp;role=principal"' in html
    assert html.count('<th scope="row">') == len(catalogue.terms("topics"))
    assert all(f'<tr id="{topic}">' in html for topic in catalogue.terms("topics"))


def test_every_role_in_use_has_a_start_with_records_that_are_there(catalogue: Catalogue) -> None:
    for role in catalogue.facet("audience"):
        html = draw(catalogue, "start_here", role=role)
        assert "Written by the hub" in html, role
        assert 1 <= html.count("<li>") <= 3
        assert f'href="../audience/{role}/"' in html


def test_a_narrower_role_takes_the_start_of_the_broader_one(catalogue: Catalogue) -> None:
    begin = catalogue.start_here
    assert begin
    terms = catalogue.terms("audience")
    without = begin.model_copy(
        update={"items": tuple(item for item in begin.items if "elementary-teacher" not in item.roles)}
    )
    assert without.of("elementary-teacher", terms) == begin.of("classroom-teacher", terms)
    assert without.of("nobody", terms) is None
    round_about = {**terms, "nobody": terms["principal"].model_copy(update={"id": "nobody", "broader": "nobody"})}
    assert without.of("nobody", round_about) is None


def test_a_role_that_no_record_names_has_no_page_to_lead_to() -> None:
    assert "href" not in draw(real(), "start_here", role="teacher-leader")


def test_every_school_year_has_a_row_that_leads_to_its_list(catalogue: Catalogue) -> None:
    html = draw(catalogue, "session_archive")
    links = re.findall(r'<th scope="row"><a href="#(school-year-\w+)"', html)
    assert links[0] == "school-year-2016" and all(html.count(f'<h3 id="{anchor}"') == 1 for anchor in links)
    assert "nothing known" in html and html.count("<h3") == len(links)


def test_a_role_lens_shows_what_serves_the_matrix_for_that_role(catalogue: Catalogue) -> None:
    html = draw(catalogue, "role_suggestions")
    leader = html[html.index('audience/school-leader/"') :].partition("</dd>")[0]
    assert "resources/principal-visit-guide/" in leader
    teacher = html[html.index('audience/classroom-teacher/"') :].partition("</dd>")[0]
    assert "nothing yet" in teacher
