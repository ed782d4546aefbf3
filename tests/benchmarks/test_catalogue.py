"""The synthetic catalogue: the same every time, valid for the hub, and the same words on every side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from benchmarks import as_hub, as_hugo, as_material, catalogue
from benchmarks.catalogue import Record
from benchmarks.sides import CONTENT
from hub import checks
from hub.load import Loaded, load
from hub.problems import has_errors

COUNT = 60


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return catalogue.records(COUNT, catalogue.words(CONTENT))


@pytest.fixture(scope="module")
def sides(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three projects."""
    folder = tmp_path_factory.mktemp("sides")
    as_hub.make(folder / "hub", records)
    as_hugo.make(folder / "hugo", records)
    as_material.make(folder / "material", records, as_it_comes=False)
    return folder


@pytest.fixture(scope="module")
def loaded(sides: Path) -> Loaded:
    return load(sides / "hub/content")


def test_the_same_number_gives_the_same_records(records: list[Record]) -> None:
    assert catalogue.records(COUNT, catalogue.words(CONTENT)) == records


def test_ids_are_unique_and_titles_say_what_they_are(records: list[Record]) -> None:
    assert len({record.id for record in records}) == COUNT
    assert all(record.title.startswith("Synthetic record ") for record in records)


def test_texts_are_as_long_as_real_ones(records: list[Record]) -> None:
    words = [len(record.description.split()) for record in records]
    assert 105 < sum(words) / len(words) < 135
    assert all(record.summary.count(".") == 2 for record in records)


def test_links_lead_both_ways(records: list[Record]) -> None:
    by_id = {record.id: record for record in records}
    linked = [record for record in records if record.related]
    assert len(linked) >= COUNT // 4
    for record in linked:
        for link in record.related:
            assert record.id in {back.id for back in by_id[link.id].related}


def test_the_hub_takes_every_record_without_a_word(sides: Path, loaded: Loaded) -> None:
    assert len(loaded.catalogue.resources) == COUNT
    assert not loaded.problems
    assert not has_errors(checks.run(loaded.catalogue, sides / "hub", "2026-11-21"))


def test_the_hub_reads_what_was_meant(loaded: Loaded, records: list[Record]) -> None:
    for record in records:
        read = loaded.catalogue.resources[record.id]
        assert (read.title, read.summary, read.type) == (record.title, record.summary, record.type)
        assert (list(read.topics), list(read.standards)) == (record.topics, record.standards)
        assert read.description == record.description.strip()
        assert read.date and read.date.text == record.date


def test_hugo_gets_the_same_words(sides: Path, records: list[Record]) -> None:
    for record in records:
        text = (sides / f"hugo/content/resources/{record.id}.md").read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2)
        said = yaml.safe_load(front)
        assert (said["title"], said["summary"]) == (record.title, record.summary)
        assert (said["topics"], said["expectations"]) == (record.topics, record.standards)
        assert body == record.description


def test_hugo_has_words_for_every_term(sides: Path, records: list[Record]) -> None:
    labels = json.loads((sides / "hugo/data/labels.json").read_text(encoding="utf-8"))
    for record in records:
        assert set(record.audience) <= labels["audience"].keys()
        assert set(record.topics) <= labels["topics"].keys()
        assert set(record.partners) <= labels["organizations"].keys()


def test_material_gets_the_same_words(sides: Path, records: list[Record]) -> None:
    for record in records:
        text = (sides / f"material/docs/resources/{record.id}.md").read_text(encoding="utf-8")
        assert record.title in text and record.summary in text and record.description.strip() in text
