"""Places: everything stands somewhere once, the map and the table agree, and places with nothing say so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from hub.catalogue import Catalogue
from hub.views import VIEWS
from tests import fictional
from tests.views.conftest import draw
from tests.views.markup import read


def context(catalogue: Catalogue) -> Any:
    return VIEWS["places_map"].function(catalogue)


def test_everything_is_counted_once(catalogue: Catalogue) -> None:
    found = context(catalogue)
    held = [place.total for place in found["places"]] + [found["nowhere"]]
    assert sum(len(each.resources) for each in held) == len(catalogue.resources)
    assert sum(len(each.organizations) for each in held) == len(catalogue.organizations)
    assert sum(len(each.letters) for each in held) == len(catalogue.letters)


def test_every_county_stands_in_the_table_with_something_or_with_nothing(catalogue: Catalogue) -> None:
    found = context(catalogue)
    listed = [id for place in found["places"] for id in (*place.counties, *place.without)]
    assert sorted(listed) == sorted(catalogue.counties)
    assert {id for place in found["places"] for id in place.counties} == set(found["drawn"])
    html = draw(catalogue, "places_map")
    assert html.count("Nothing yet") >= 8 and "Modoc County" in html


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_county_on_the_map_leads_to_its_row(catalogue: Catalogue, lang: str) -> None:
    html = draw(fictional.catalogue_with(catalogue), "places_map", lang)
    assert read(html).faults == []
    links = re.findall(r'class="hub-map__county" href="#([^"]+)"', html)
    assert links and all(html.count(f'id="{anchor}"') == 1 for anchor in links)


def test_a_part_of_a_body_stands_where_the_body_does_and_a_withdrawn_letter_nowhere(catalogue: Catalogue) -> None:
    found = context(catalogue)
    names = {organization.id for organization in found["counties"]["los-angeles"].organizations}
    assert {"lausd", "lausd-doi"} <= names
    letters = {id: letter.model_copy(update={"status": "withdrawn"}) for id, letter in catalogue.letters.items()}
    assert not any(place.total.letters for place in context(replace(catalogue, letters=letters))["places"])


def test_a_record_of_a_region_alone_stands_in_the_region(catalogue: Catalogue) -> None:
    [region] = [place for place in context(catalogue)["places"] if place.region.id == "ca-region-10"]
    assert [resource.id for resource in region.whole.resources] == ["region-10-science"]


def test_a_county_that_no_region_lists_is_not_lost(catalogue: Catalogue) -> None:
    places = context(replace(catalogue, region_list=None))["places"]
    assert len(places) == 1 and places[0].region is None
    assert len(places[0].counties) + len(places[0].without) == len(catalogue.counties)
    assert "Counties of no region" in draw(replace(catalogue, region_list=None), "places_map")
