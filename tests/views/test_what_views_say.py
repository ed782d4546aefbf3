"""The numbers and words of views on the real content."""

from __future__ import annotations

import re
from dataclasses import replace
from time import process_time

from hub.catalogue import Catalogue
from hub.checks import RULES
from hub.counts import how_many
from hub.facets import FACETS
from hub.model import Edtf, Resource
from hub.model.reference import Term, Vocabulary
from hub.views import VIEWS
from hub.views.resources import WORKING, matching
from tests.views.conftest import draw
from tests.views.markup import read


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def resource(id: str, **more: object) -> Resource:
    values = {"id": id, "collection": "tools", "title": f"Title {id}", "summary": "A thing.", "type": "report"}
    return Resource.model_validate({**values, "added": "2026-11-21", **more})


# Resources.


def test_the_index_holds_every_resource(catalogue: Catalogue) -> None:
    html = draw(catalogue, "resource_index")
    assert html.count('class="hub-card"') == len(catalogue.resources)
    for stub in (r for r in catalogue.resources.values() if r.stub):
        assert f'#{stub.id}"' in html


def test_an_index_of_one_collection(catalogue: Catalogue) -> None:
    html = draw(catalogue, "resource_index", collection="lausd-steam")
    assert html.count('class="hub-card"') == sum(r.collection == "lausd-steam" for r in catalogue.resources.values())


def test_a_table_takes_every_filter(catalogue: Catalogue) -> None:
    html = draw(
        catalogue,
        "resource_table",
        collection="science-cop-tools",
        type="module",
        topic="assessment",
        audience="classroom-teacher",
        grade_band="6-8",
        url_status="address-unchecked",
        completeness="described-only",
        currency="unknown",
        editor_authored=False,
        limit=2,
    )
    assert html.count("<tr>") == 3 and "The first 2 are shown." in html and "4 resources" in html


def test_a_broader_role_gathers_the_narrower() -> None:
    terms = tuple(
        Term.model_validate(row)
        for row in (
            {"id": "leader", "label": "Leader"},
            {"id": "principal", "label": "Principal", "broader": "leader"},
            {"id": "student", "label": "Student"},
        )
    )
    resources = {id: resource(id, audience=[id]) for id in ("leader", "principal", "student")}
    catalogue = Catalogue(resources=resources, vocabularies={"audience": Vocabulary(title="Roles", items=terms)})
    assert [r.id for r in matching(catalogue, {"audience": "leader"})] == ["leader", "principal"]
    assert [r.id for r in matching(catalogue, {"audience": "principal"})] == ["principal"]


def test_the_newest_come_first_and_stubs_do_not_come() -> None:
    days = {"a": "2026-01-01", "b": "2026-11-21", "c": "2026-11-20"}
    resources = {id: resource(id, added=day) for id, day in days.items()}
    resources["d"] = resource("d", stub="true", added="2026-12-01")
    context = VIEWS["recently_added"].function(Catalogue(resources=resources), limit=2)
    assert [r.id for r in context["resources"]] == ["b", "c"]


def test_the_work_list_holds_what_has_no_working_link(catalogue: Catalogue) -> None:
    groups = VIEWS["lost_links"].function(catalogue)["groups"]
    listed = {r.id for items in groups.values() for r, _ in items}
    for r in catalogue.resources.values():
        states = [r.url_status, *(material.url_status for material in r.materials)]
        lost = any(state and state not in WORKING for state in states)
        assert (r.id in listed) == lost


def test_a_link_and_a_number_stand_inside_a_sentence(catalogue: Catalogue) -> None:
    link = draw(catalogue, "record_link", id="three-beliefs")
    assert link.startswith('<a href="../resources/three-beliefs/">') and link.endswith("</a>")
    assert draw(catalogue, "counts", what="resources") == str(len(catalogue.resources))
    assert f">{len(catalogue.resources)} resources</a>" in draw(catalogue, "counts")


# Modules, sessions, events.


def test_the_principals_series_says_what_is_missing(catalogue: Catalogue) -> None:
    text = text_of(draw(catalogue, "module_sequence", parent="principals-series"))
    assert "The source speaks of 5 parts. None of them is known here" in text


def test_the_assessment_modules_stand_in_order_with_their_questions(catalogue: Catalogue) -> None:
    html = draw(catalogue, "module_sequence")
    order = ["unpacking-module", "assessment-database", "analysis-module", "development-module", "summative-flowchart"]
    assert re.findall(r'<h4><a href="../resources/([a-z-]+)/"', html) == order
    assert html.count("Begin with:") == 5


def test_minutes_are_summed_only_when_all_are_known() -> None:
    resources = {"a": resource("a"), "b": resource("b", part_of="a", minutes="20"), "c": resource("c", part_of="a")}
    view = VIEWS["module_sequence"].function
    assert view(Catalogue(resources=resources), parent="a")["minutes"] is None
    resources["c"] = resource("c", part_of="a", minutes="40")
    assert view(Catalogue(resources=resources), parent="a")["minutes"] == 60


def test_the_archive_guesses_no_school_year(catalogue: Catalogue) -> None:
    a_year = {"id": "one-year", "date": Edtf("2021", "2021-01-01", "2021-12-31")}
    one_year = catalogue.resources["realizing-artifacts-1"].model_copy(update=a_year)
    with_one = replace(catalogue, resources={**catalogue.resources, "one-year": one_year})
    context = VIEWS["session_archive"].function(with_one)
    year_of = {held.resource.id: year for year, items in context["by_year"].items() for held in items if held.resource}
    assert year_of["convening-oct-2021"] == 2021 and year_of["convening-spring-2023"] == 2022
    assert year_of["lcap-part-1"] == 2020 and year_of["realizing-ngss-shifts"] == 2020
    assert year_of["steam-awareness-2020"] == 2020
    assert [held.resource.id for held in context["several"]] == ["sessions-2016-20"]
    assert year_of["realizing-artifacts-1"] == 2020
    assert [held.resource.id for held in context["calendar"]] == ["one-year"], "it touches two school years"
    html = draw(catalogue, "session_archive")
    years = re.findall(r"<h3[^>]*>School year ([0-9-]+)</h3>", html)
    assert "2021-22" in years and "2016-17" not in years, "empty years that follow one another are one"
    spans = re.findall(r"<h3[^>]*>School years ([0-9-]+) to ([0-9-]+)</h3>", html)
    assert spans[0] == ("2016-17", "2019-20") and spans[-1][1] == "2026-27"
    assert "hub-status" not in html, "what is lost is said quietly in a list"
    assert "../resources/lcap-series-2021/#lcap-part-1" in html
    assert "site-leader-afternoon" not in html, "an outline by the editors was never held"


def test_rules_are_rules_and_never_dates(catalogue: Catalogue) -> None:
    html = draw(catalogue, "event_rules")
    assert "<time" not in html and not re.search(r"20\d\d-\d\d-\d\d", html)
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert not re.search(rf"({months}) \d+, 20\d\d", html)
    text = text_of(html)
    assert text.count("Every month, on the first Wednesday") == 2
    assert "1:00 to 4:30 p.m., Pacific time" in text and "Pacific time is assumed" in text and "Led by" in text
    assert "Twice a year" in text


def test_a_part_of_the_timeline(catalogue: Catalogue) -> None:
    assert draw(catalogue, "timeline").count("<li>") == how_many(catalogue)["timeline"]
    items = VIEWS["timeline"].function(catalogue, from_year=2020, to_year=2021)["items"]
    assert items and all(item.date.years[-1] >= 2020 and item.date.years[0] <= 2021 for item, _ in items)
    starts = [item.date.start for item, _ in items]
    assert starts == sorted(starts)


# Frameworks, letters.


def test_the_matrix_shows_the_part_that_survives(catalogue: Catalogue) -> None:
    html = draw(catalogue, "matrix")
    assert read(html).ids == ["row-1-a", "row-1-a-1", "row-1-a-2"]
    rows = re.findall(r'<th scope="row"><a href="../belief-to-action/([^"]+)/">([^<]+)<', html)
    assert rows == [("1-a", "1.A"), ("1-a-1", "1.A-1"), ("1-a-2", "1.A-2")]
    text = text_of(html)
    assert "Breaks off in the source" in text and text.count("Not found") == 2
    assert "../resources/matrix-1a/" not in html, "what contains a row does not serve it"
    assert "../resources/site-leader-afternoon/" in html and "../audience/pl-facilitator/" in html


def test_beliefs_roles_and_questions(catalogue: Catalogue) -> None:
    assert draw(catalogue, "beliefs").count('scope="row"') == 3
    roles = draw(catalogue, "role_suggestions")
    assert roles.count("<dd>") == 3 and "../audience/classroom-teacher/" in roles
    assert draw(catalogue, "reflective_questions").count("<li>") == 3


def test_the_blueprint_has_three_priorities_with_evidence(catalogue: Catalogue) -> None:
    html = draw(catalogue, "blueprint_actions")
    assert read(html).ids == ["blueprint-1", "blueprint-2", "blueprint-3"]
    assert "../resources/ab-185-section-53/" in html and html.count("What is not known") == 3


def test_stages_can_be_linked_to(catalogue: Catalogue) -> None:
    assert read(draw(catalogue, "stages")).ids[:3] == ["awareness-meeting", "application", "self-study"]
    assert len(read(draw(catalogue, "stages", of="priority-schools")).ids) == 6


def test_letters_and_goals(catalogue: Catalogue) -> None:
    assert "../commitments/lausd-castl-k12/" in draw(catalogue, "commitment_index")
    html = draw(catalogue, "goals_by_organization")
    assert read(html).ids == [f"castl-goal-{number}" for number in range(1, 5)]
    assert html.count("../commitments/lausd-castl-k12/") == 4 and html.count("../organizations/lausd/") == 4
    assert "speaks of three" in html
    assert "../resources/castl-goals/" not in html, "what contains a goal does not serve it"


def test_the_newest_letter_of_an_organization_counts_for_its_goals(catalogue: Catalogue) -> None:
    [letter] = catalogue.letters.values()
    older = letter.model_copy(update={"id": "older", "date": "2024-01-02"})
    two = replace(catalogue, letters={"older": older, letter.id: letter})
    assert "commitments/older/" not in draw(two, "goals_by_organization")
    assert draw(two, "commitment_index").index(letter.id) < draw(two, "commitment_index").index("commitments/older/")


def test_requirements_quote_the_formal_words(catalogue: Catalogue) -> None:
    html = draw(catalogue, "letter_requirements")
    for goal in catalogue.calls["castl-k12"].goals:
        assert goal.statement in html
    assert "[name of the organization] commits to supporting" in html and "{organization}" not in html
    assert html.count("<blockquote") == 2


# Terms, standards, places, sources.


def test_the_standards_are_all_there(catalogue: Catalogue) -> None:
    html = draw(catalogue, "standards_index")
    for code in catalogue.expectations:
        assert f">{code}<" in html
    assert sum(int(number) for number in re.findall(r"(\d+) performance expectations", html)) == 208
    ids = read(html).ids
    assert [id for id in ids if id.startswith("sep")] == [f"sep-{n}" for n in range(1, 9)]
    assert len([id for id in ids if id.startswith("ccc")]) == 7


def test_terms_carry_their_counts(catalogue: Catalogue) -> None:
    html = draw(catalogue, "term_index", facet="topics")
    number = len(catalogue.facet("topics")["assessment"])
    assert re.search(rf'href="../topics/assessment/">[^<]*<span[^>]*><span aria-hidden="true">\({number}\)', html)
    assert draw(catalogue, "term_index").count("<h3>") == sum(bool(catalogue.facet(name)) for name in FACETS)


def test_the_glossary_is_in_the_order_of_the_language(catalogue: Catalogue) -> None:
    entries = VIEWS["glossary"].function(catalogue)["entries"]
    assert [e.id for e in entries["en"]] != [e.id for e in entries["es"]]
    assert draw(catalogue, "glossary", "es").count("<dt ") == how_many(catalogue)["glossary"]


def test_organizations_by_kind(catalogue: Catalogue) -> None:
    html = draw(catalogue, "organization_index")
    assert all(f"../organizations/{id}/" in html for id in catalogue.organizations)
    one = draw(catalogue, "organization_index", type="county-office")
    assert "<h3>" not in one and "../organizations/acoe/" in one and "../organizations/lausd/" not in one


def test_places_say_how_sure_we_are(catalogue: Catalogue) -> None:
    html = draw(catalogue, "places_index")
    assert html.count('scope="row"') == 11
    assert all(str(catalogue.label("counties", id).en) in html for id in catalogue.counties)  # type: ignore[union-attr]


def test_founding_sources_come_first_and_lost_domains_are_not_linked(catalogue: Catalogue) -> None:
    view = VIEWS["sources_list"].function(catalogue)
    assert len(view["founding"]) == 5 and len(view["others"]) == len(catalogue.sources) - 5
    links = read(draw(catalogue, "sources_list")).links
    assert view["unsafe"] and not any(link.split("/")[2] in view["unsafe"] for link in links)


# The hub itself.


def test_the_field_reference_has_every_field(catalogue: Catalogue) -> None:
    html = draw(catalogue, "field_reference")
    for name in Resource.model_fields:
        assert (f'id="{name}"' in html) == (name not in ("id", "collection"))
    for anchor in ("agenda-minutes", "entry_questions-start", "commitments-call", "organizations-type", "words-topics"):
        assert f'id="{anchor}"' in html
    assert len(read(draw(catalogue, "field_reference", kind="collections")).ids) == 6


def test_the_macro_reference_has_every_macro(catalogue: Catalogue) -> None:
    assert read(draw(catalogue, "macro_reference")).ids == sorted(VIEWS)


def test_the_rule_reference_has_every_rule(catalogue: Catalogue) -> None:
    html = draw(catalogue, "rule_reference")
    assert read(html).ids == sorted(RULES)
    assert "macro-unknown" in RULES


def test_ten_thousand_resources_are_one_pass(catalogue: Catalogue) -> None:
    """No view asks the catalogue about each resource in a way that looks at all of them."""
    some = list(catalogue.resources.values())
    many = {f"r-{n}": some[n % len(some)].model_copy(update={"id": f"r-{n}"}) for n in range(10_000)}
    large = replace(catalogue, resources=many)
    needed = {"record_link": {"id": "r-0"}, "module_sequence": {"parent": "r-0"}}
    needed |= {"stages": {"of": "priority-schools"}, "start_here": {"role": "principal"}, "planner": {"outline": "r-0"}}
    needed |= {"word": {"term": "lcap"}, "words_on_page": {"terms": "lcap"}}
    needed |= {name: {"call": "castl-k12"} for name in ("letter_requirements", "letter_check")}
    for name, view in VIEWS.items():
        before = process_time()
        view.function(large, **needed.get(name, {}))
        assert process_time() - before < 5, name


def test_a_term_is_explained_where_it_stands(catalogue: Catalogue) -> None:
    html = draw(catalogue, "word", term="lcap", said="the local plan")
    assert html.strip() == (
        'the local <span class="hub-word">plan<button type="button" popovertarget="word-lcap" '
        'aria-label="What does “the local plan” mean?"></button></span>'
    )
    assert "¿Qué significa «Plan»?" in draw(catalogue, "word", "es", term="lcap", said="Plan")
    # Without words of its own the sentence has the abbreviation.
    assert draw(catalogue, "word", term="lcap").strip().startswith('<span class="hub-word">LCAP<button')
    # A term that was just taken out of the glossary leaves its words.
    assert draw(catalogue, "word", term="no-such-term", said="these words").strip() == "these words"


def test_a_page_has_the_meanings_of_its_terms_in_its_own_language(catalogue: Catalogue) -> None:
    for lang, name in (("en", "Local Control and Accountability Plan"), ("es", "Plan de Control Local")):
        html = draw(catalogue, "words_on_page", lang, terms="lcap no-such-term seni")
        assert html.count(" popover>") == 2 and 'id="word-lcap"' in html and name in html
        assert 'href="../glossary/#lcap"' in html and html.count('popovertargetaction="hide"') == 2
        # The search finds a meaning in the glossary, not on each page that has the word.
        assert "hub-words" in html and "data-pagefind-ignore" in html
        assert html.count("SENI") >= 1 and "SENI (SENI)" not in html
    assert draw(catalogue, "words_on_page", terms="").strip() == ""
