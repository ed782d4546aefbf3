"""Views of letters on letters of fictional organizations in every state."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from hub.catalogue import Catalogue
from hub.model.letter import Terms
from hub.views import VIEWS
from hub.views.letter_lists import quiet
from tests import fictional
from tests.views.conftest import draw, real
from tests.views.markup import read


@cache
def letters() -> Catalogue:
    return fictional.catalogue_with(real())


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "name",
    ["commitment_index", "goal_sentences", "goals_by_organization", "letters_by_county", "letters_without_news"],
)
def test_it_draws_sound_html(name: str, lang: str) -> None:
    assert read(draw(letters(), name, lang)).faults == []


def order(html: str) -> list[str]:
    return re.findall(r'href="\.\./commitments/([\w-]+)/"', html)


def headings(html: str) -> list[str]:
    return re.findall(r"<h3[^>]*>([^<]*)</h3>", html)


def test_the_index_is_newest_first_and_says_each_state() -> None:
    html = draw(letters(), "commitment_index")
    assert order(html) == ["fresh", "newer", "busy", "old", "gone", "short"]
    for words in ("have not accepted it yet", "Accepted into this archive", "a later letter takes its place"):
        assert words in html
    assert "Withdrawn by the organization" in html


def test_the_index_by_organization() -> None:
    names = re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', draw(letters(), "commitment_index", by="organization"))
    assert names == sorted(names, key=str.casefold) and len(names) == 6


def test_the_index_by_type_goes_by_the_record_of_the_organization() -> None:
    html = draw(letters(), "commitment_index", by="type")
    kinds = ["School district", "Museum or informal science institution", "Professional association"]
    assert headings(html) == kinds
    lost = replace(letters(), organizations=real().organizations)
    assert headings(draw(lost, "commitment_index", by="type")) == ["Organizations that have no page here yet"]


def test_the_index_by_year_and_by_state() -> None:
    assert headings(draw(letters(), "commitment_index", by="date")) == ["2026", "2025", "2024", "2023"]
    html = draw(letters(), "commitment_index", by="status")
    assert len(headings(html)) == 4 and order(html)[0] == "fresh" and order(html)[-1] == "gone"
    assert html.count('<th scope="col">') == 4 * 3, "the state is the heading, not a column"


def test_goals_are_quoted_from_the_letters_themselves() -> None:
    changed = fictional.text_of(fictional.DISTRICT).replace(
        "supporting implementation", "supporting the implementation"
    )
    newer = letters().letters["newer"].model_copy(update={"body": changed})
    html = draw(replace(letters(), letters={**letters().letters, "newer": newer}), "goal_sentences")
    assert '<q lang="en">develop a coherent strategy for supporting the implementation of science standards' in html
    assert set(order(html)) == {"fresh", "busy", "newer"}, "the newest letter of each that was not withdrawn"
    assert read(html).ids == [f"castl-goal-{number}" for number in range(1, 5)]
    assert html.count("not accepted here yet") == 4


def test_goals_in_one_sentence_are_quoted_without_their_neighbors() -> None:
    goals = fictional.GOALS.replace("- ", "").replace("\n  ", " ").replace("\n", " ")
    text = fictional.text_of(fictional.MUSEUM, goals=goals).replace("goals:\n\n", "goals: ")
    one = fictional.letter("busy", fictional.MUSEUM, body=text)
    html = draw(replace(letters(), letters={"busy": one}), "goal_sentences")
    assert '<q lang="en">build on and share existing evidence-based policies, tools, and examples</q> <cite' in html


def test_a_missing_goal_is_not_found_and_not_quoted() -> None:
    text = fictional.text_of(fictional.MUSEUM).replace("- build on and share existing", "- consider")
    one = fictional.letter("busy", fictional.MUSEUM, body=text)
    html = draw(replace(letters(), letters={"busy": one}), "goal_sentences")
    assert html.count("not found in the letter") == 1


def test_a_withdrawn_letter_stands_behind_no_goal() -> None:
    only = replace(letters(), letters={"gone": letters().letters["gone"]})
    for name in ("goals_by_organization", "goal_sentences", "letters_by_county"):
        assert "commitments/gone/" not in draw(only, name)
    assert "No letter takes it up yet." in draw(only, "goal_sentences")


def test_silence_is_listed_longest_first() -> None:
    assert [letter.id for letter in quiet(letters(), fictional.TODAY)] == ["short", "newer"]
    html = draw(letters(), "letters_without_news")
    assert order(html) == ["short", "newer"] and "It does not say that nothing was done." in html
    busy = letters().letters["busy"]
    assert busy.last_news == "2026-12-31" and busy.quiet("2028-01-01") and not busy.quiet("2027-12-31")
    assert "There is news from the last year" in draw(Catalogue(), "letters_without_news")


def test_only_a_day_after_the_year_is_late() -> None:
    newer = letters().letters["newer"]
    assert not newer.quiet("2026-06-15") and newer.quiet("2026-06-16")
    leap = newer.model_copy(update={"date": "2024-02-29"})
    assert not leap.quiet("2025-02-28") and leap.quiet("2025-03-01")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_map_says_what_the_table_says(lang: str) -> None:
    html = draw(letters(), "letters_by_county", lang)
    assert len(html.encode()) < 40_000
    found = re.findall(r'<a class="hub-map__county" href="#(county-[a-z-]+)" aria-label="([^"]+)">', html)
    rows = re.findall(r'<tr id="(county-[a-z-]+)">', html)
    assert [id for id, _ in found] == rows == ["county-fresno", "county-los-angeles"]
    assert [re.findall(r"\d+", words) for _, words in found] == [["2"], ["1"]]
    assert re.findall(r"<text[^>]*>(\d+)</text>", html) == ["2", "1"]
    assert html.count("<path ") == 58 and "style=" not in html
    assert html.count('aria-labelledby="hub-map-title hub-map-words"') == 1


def test_a_letter_without_a_county_stands_in_the_table_alone() -> None:
    html = draw(letters(), "letters_by_county")
    row = html[html.index("No one county") :]
    assert order(row) == ["fresh", "short"]


def test_a_part_is_in_the_county_of_the_whole() -> None:
    part = letters().organizations["sample-teachers"].model_copy(update={"parent": "sample-valley"})
    known = {**letters().organizations, "sample-teachers": part}
    context = VIEWS["letters_by_county"].function(replace(letters(), organizations=known))
    assert {letter.id for letter in context["counties"]["fresno"]} == {"fresh", "short", "old", "newer"}
    loop = part.model_copy(update={"parent": "sample-teachers"})
    known["sample-teachers"] = loop
    assert VIEWS["letters_by_county"].function(replace(letters(), organizations=known))["elsewhere"]


def test_requirements_show_older_versions_folded() -> None:
    call = real().calls["castl-k12"]
    values = {name: getattr(call, name) for name in Terms.model_fields}
    old = Terms.model_validate({**values, "version": "1", "pledge": "{organization} will try.", "opened": "2020-01-02"})
    two = replace(real(), calls={"castl-k12": call.model_copy(update={"version": "2", "earlier": (old,)})})
    html = draw(two, "letter_requirements")
    assert read(html).faults == []
    newest, _, earlier = html.partition("<details>")
    assert "will try" not in newest and "[name of the organization] will try." in earlier
    assert "What version 1 asked" in earlier and "opened on January 2, 2020" in earlier
    assert "<details>" not in draw(real(), "letter_requirements")


def test_downloads_stand_below_the_root_of_the_site() -> None:
    assert 'href="../letters/letters.csv"' in draw(real(), "letter_downloads")
    assert 'href="../../letters/letters.csv"' in draw(real(), "letter_downloads", "es")


def test_a_second_call_needs_nothing_but_its_file() -> None:
    both = {**real().calls, "lanterns": fictional.second_call()}
    others = fictional.library_letters()
    others["first-library"] = others["first-library"].model_copy(update={"organization": "Sample Town Library"})
    two = replace(letters(), calls=both, letters={**letters().letters, **others})
    for lang in ("en", "es"):
        for name in ("commitment_index", "goal_sentences", "goals_by_organization", "letters_by_county"):
            assert read(draw(two, name, lang)).faults == [], name
    html = draw(two, "goal_sentences", call="lanterns")
    assert read(html).ids == ["shelves", "voices", "evenings"]
    shelves, _, voices = html.partition('id="voices"')
    assert "put a shelf of good books into every home and every waiting room" in shelves, "the newest wording"
    assert (
        "to version 1 of the call" in shelves
        and '<q lang="en">put a shelf of good books into every home</q>' in shelves
    )
    evenings = voices.partition('id="evenings"')[2]
    assert order(evenings) == ["library"], "the first version did not ask for it"
    assert "Lantern Collaborative" in draw(two, "letter_requirements", call="lanterns")
