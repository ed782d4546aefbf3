"""The columns of the finder say what the records say, in little room."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hub.catalogue import Catalogue
from hub.facets import FINDER, by_title_in
from hub.model.dates import parse
from hub.outputs import finder
from hub.outputs.finder import BASE, CHUNK, SIGNS, Columns, pack
from hub.site import Site


def unpack(text: str) -> Iterator[list[int]]:
    """What the browser does (docs/en/assets/js/find/columns.js)."""
    row: list[int] = []
    number, scale = 0, 1
    for sign in text:
        kind, digit = divmod(SIGNS.index(sign), BASE)
        if kind < 3:
            number += digit * scale
            scale *= BASE
            if kind == 0:
                continue
            row.append(number + (row[-1] + 1 if row else 0))
            number, scale = 0, 1
            if kind == 1:
                continue
        yield row
        row = []


def read(columns: Columns) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(columns.main())
    return data


def terms_of(data: dict[str, Any], key: str) -> dict[str, set[str]]:
    """The ids of the terms of each record, by its id."""
    facet = data["facets"][key]
    ids = [line.partition(" ")[0] for line in data["records"].split("\n")]
    rows = unpack(facet["records"]) if facet["terms"] else iter([[]] * len(ids))
    return {id: {facet["terms"][number][0] for number in row} for id, row in zip(ids, rows, strict=True)}


@given(some.lists(some.lists(some.integers(0, 40_000), unique=True).map(sorted)))
def test_rows_of_numbers_come_back(rows: list[list[int]]) -> None:
    text = "".join(map(pack, rows))
    assert list(unpack(text)) == rows
    assert not {'"', "\\"} & set(text) and text.isascii() and text.isprintable()


def test_every_record_is_there_with_its_terms(catalogue: Catalogue) -> None:
    data = read(Columns(catalogue, "en"))
    roles, years = terms_of(data, "role"), data["dates"]
    assert roles.keys() == catalogue.resources.keys()
    for key, field in FINDER.items():
        if key in ("year", "time", "place"):
            continue
        for id, terms in terms_of(data, key).items():
            value = getattr(catalogue.resources[id], field)
            assert terms == ({value} if isinstance(value, str) else set(value or ())), (key, id)
    dates = [row[0] if row else None for row in unpack(years["records"])]
    for id, place in zip(roles, dates, strict=True):
        date = catalogue.resources[id].date
        assert (years["terms"][place][0] if place is not None else None) == (date.text if date else None)


def test_terms_stand_in_the_order_of_their_vocabulary(catalogue: Catalogue) -> None:
    facets = read(Columns(catalogue, "en"))["facets"]
    assert [term[0] for term in facets["grades"]["terms"]] == ["tk-2", "3-5", "6-8", "9-12"]
    topics = [term[0] for term in facets["topic"]["terms"]]
    assert topics == [id for id in catalogue.terms("topics") if id in topics]
    assert [term[0] for term in facets["time"]["terms"]] == ["45", "90", "210"]


def test_broader_terms_gather_narrower_ones(catalogue: Catalogue) -> None:
    facets = read(Columns(catalogue, "en"))["facets"]

    def broader(key: str, id: str) -> str:
        terms = facets[key]["terms"]
        return str(terms[next(term[2] for term in terms if term[0] == id)][0])

    assert broader("role", "principal") == "school-leader"
    assert broader("time", "45") == "90"
    assert broader("core-idea", "LS1.C") == "LS1"
    assert broader("place", "los-angeles") == catalogue.counties["los-angeles"].region
    assert "LS1" not in {id for item in catalogue.resources.values() for id in item.core_ideas}


def test_dates_stand_newest_first(catalogue: Catalogue) -> None:
    dates = [parse(row[0]) for row in read(Columns(catalogue, "en"))["dates"]["terms"]]
    assert [date.end for date in dates] == sorted((date.end for date in dates), reverse=True)


def test_spanish_has_its_own_words_and_order(catalogue: Catalogue) -> None:
    english, spanish = Columns(catalogue, "en"), Columns(catalogue, "es")
    assert english.token != spanish.token
    data = read(spanish)
    assert "three-beliefs Tres creencias" in data["records"]
    assert ["9-12", "9.º a 12.º grado"] in data["facets"]["grades"]["terms"]
    assert any("minutos" in term[1] for term in data["facets"]["time"]["terms"])
    keys = [by_title_in("es", item) for item in spanish.order]
    assert keys == sorted(keys) and not any(mark in title for title, _ in keys for mark in "áéíóúñ\u0301\u0303")
    # What has no Spanish is named, so that the page can mark it.
    untranslated = [item for item in spanish.order if isinstance(item.title, str)]
    (row,) = unpack(data["english"])
    assert [spanish.order[number] for number in row] == untranslated


def test_stubs_lead_to_the_page_of_their_parent(catalogue: Catalogue) -> None:
    columns = Columns(catalogue, "en")
    data = read(columns)
    assert data["elsewhere"] and len(data["elsewhere"]) == sum(item.stub for item in catalogue.resources.values())
    assert all("#" in address and columns.order[int(place)].stub for place, address in data["elsewhere"].items())


def test_summaries_come_in_small_files(catalogue: Catalogue) -> None:
    columns = Columns(catalogue, "es")
    files = [json.loads(columns.summaries(resources)) for _, resources in columns.chunks()]
    texts = {id: text for file in files for id, text in file.items()}
    assert texts.keys() == catalogue.resources.keys() and all(texts.values())
    assert all(len(file) == CHUNK for file in files[:-1])
    for id, text in texts.items():
        assert isinstance(text, list) == isinstance(catalogue.resources[id].summary, str)


def test_fragments_follow_the_order_of_the_records(catalogue: Catalogue) -> None:
    columns = Columns(catalogue, "en")
    known = {f"/resources/{item.id}/": f"en_{number * 7919:07x}" for number, item in enumerate(columns.order)}
    known["/about/"] = f"en_{7919 + 1:07x}"
    data = json.loads(columns.fragments(known))
    found = data["fragments"].split(" ")
    assert data["token"] == columns.token == read(columns)["token"]
    names = [name.rpartition("_")[2] for name in known.values()]
    for item, beginning in zip(columns.order, found, strict=True):
        if item.stub:
            assert beginning == "-"
            continue
        # Shortened, and still the name of this page and of no other, records or not.
        own = known[f"/resources/{item.id}/"].rpartition("_")[2]
        assert [name for name in names if name.startswith(beginning)] == [own]
        assert len(beginning) == 1 or sum(name.startswith(beginning[:-1]) for name in names) > 1
    assert set(json.loads(columns.fragments({}))["fragments"].split(" ")) == {"-"}


def test_a_fragment_whose_name_begins_another_keeps_its_whole_name(catalogue: Catalogue) -> None:
    columns = Columns(catalogue, "en")
    pages = [f"/resources/{item.id}/" for item in columns.order if not item.stub][:3]
    # Pagefind's way with two pages whose names would be the same.
    known = dict(zip(pages, ("en_1a2b3c4", "en_1a2b3c45", "en_9999999"), strict=True))
    found = json.loads(columns.fragments(known))["fragments"].split(" ")
    assert [name for name in found if name != "-"] == ["1a2b3c4", "1a2b3c45", "9"]


def test_a_page_that_is_no_record_is_told_from_one_whose_name_begins_its_own(catalogue: Catalogue) -> None:
    columns = Columns(catalogue, "en")
    record = next(f"/resources/{item.id}/" for item in columns.order if not item.stub)
    data = json.loads(columns.fragments({record: "en_1a2b3c4", "/about/": "en_1a2b3c45", "/browse/": "en_1a2b3d"}))
    assert "1a2b3c4" in data["fragments"].split(" ") and data["others"] == "1a2b3c45"


def test_an_empty_hub_has_columns_too() -> None:
    data = read(Columns(Catalogue(), "en"))
    assert data["records"] == "" and data["facets"].keys() == FINDER.keys()
    assert next(iter(finder.files(Catalogue(), Site())))[0] == "assets/find/columns.json"


def test_the_real_columns_are_small(catalogue: Catalogue) -> None:
    assert len(gzip.compress(Columns(catalogue, "en").main())) < 8_000


def test_a_file_is_made_again_when_it_would_differ(catalogue: Catalogue) -> None:
    site = Site()
    before = {path: (depends, make()) for path, depends, make in finder.files(catalogue, site)}
    changed = dict(catalogue.resources)
    changed["three-beliefs"] = changed["three-beliefs"].model_copy(update={"title": "Zzz", "summary": "New."})
    digests = {**catalogue.digests, ("resources", "three-beliefs"): "new"}
    after = {
        path: (depends, make())
        for path, depends, make in finder.files(replace(catalogue, resources=changed, digests=digests), site)
    }
    assert before.keys() == after.keys()
    for path, (depends, raw) in before.items():
        assert after[path][1] == raw or after[path][0] != depends, path


@pytest.mark.parametrize(
    ("minutes", "band"), [(1, "10"), (10, "10"), (11, "45"), (90, "90"), (210, "210"), (211, "more")]
)
def test_time_has_bands(minutes: int, band: str) -> None:
    assert finder._band(minutes) == band
