"""Texts in which the rules found nothing are not looked at again."""

from __future__ import annotations

import inspect
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from hub import checks
from hub.catalogue import Catalogue
from hub.checks.rules import RULES, Given
from hub.load import load
from hub.model import Resource
from hub.problems import Problem

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-21"
RECORD = "content/resources/lausd-priority-schools/data-dig.yml"
VAGUE = "Read it [here](https://example.org/report)."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def told(root: Path, salt: str = "1") -> list[Problem]:
    found = load(root / "content")
    assert not found.problems
    return checks.run(found.catalogue, root, TODAY, memory=checks.Memory(root / "clean", salt))


def looked_at(root: Path, salt: str = "1") -> set[str]:
    """The resources whose texts the next run looks at."""
    given = Given(load(root / "content").catalogue, clean=checks.Memory(root / "clean", salt).recall())
    return {text.id for text in given.texts if text.kind == "resources"}


def add(root: Path, note: str) -> None:
    path = root / RECORD
    path.write_text(path.read_text() + f"note: {note}\n")


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.place.path == RECORD]


def test_what_was_clean_is_looked_at_again_once_it_changes(root: Path) -> None:
    every = looked_at(root)
    assert len(every) > 80
    before = told(root)
    assert not looked_at(root)
    assert looked_at(root, salt="2") == every, "another program has other rules"
    as_it_was = (root / RECORD).read_text()
    assert "\nnote:" not in as_it_was
    add(root, VAGUE)
    assert looked_at(root) == {"data-dig"}
    assert codes(told(root)) == ["vague-link"]
    assert codes(told(root)) == ["vague-link"], "what is wrong is told as long as it is"
    (root / RECORD).write_text(as_it_was)
    assert told(root) == before
    assert not looked_at(root)


def test_the_defaults_of_a_collection_belong_to_its_records(root: Path) -> None:
    told(root)
    path = root / "content/resources/belief-to-action/_collection.yml"
    path.write_text(path.read_text().replace("From belief to action", "From beliefs to action", 1))
    ids = load(root / "content").catalogue.resources.values()
    assert looked_at(root) == {resource.id for resource in ids if resource.collection == "belief-to-action"}


def test_a_record_of_which_no_file_is_known_is_looked_at_each_time() -> None:
    catalogue = load(ROOT / "content").catalogue
    known = Given(catalogue)
    assert all(known.version(*each) for each in known.records)
    unknown = Given(replace(catalogue, digests={}), clean={known.version(*each) for each in known.records})
    assert not any(unknown.version(*each) for each in unknown.records)
    assert len(unknown.texts) == len(known.records)


@pytest.mark.parametrize("damage", [b"", b"not a pickle", b"\x80\x05N."])
def test_a_damaged_memory_is_none(root: Path, damage: bytes) -> None:
    before = told(root)
    (root / "clean").write_bytes(damage)
    assert len(looked_at(root)) > 80
    assert told(root) == before


def test_where_nothing_can_be_written_all_is_told_each_time(root: Path) -> None:
    (root / "clean.new").mkdir()
    add(root, VAGUE)
    assert codes(told(root)) == codes(told(root)) == ["vague-link"]
    assert not (root / "clean").exists()


def test_two_records_with_one_text_are_two(root: Path) -> None:
    """Records are told apart by their paths, also where their bytes are the same."""
    told(root)
    copy = root / "content/resources/lausd-priority-schools/a-copy.yml"
    copy.write_bytes((root / RECORD).read_bytes())
    found = load(root / "content").catalogue
    assert isinstance(found.resources["a-copy"], Resource)
    assert looked_at(root) == {"a-copy"}


def test_only_rules_of_texts_look_at_texts() -> None:
    """Any other rule would be given some of the texts, and take them for all."""
    assert sum(rule.of_texts for rule in RULES.values()) == 8
    for rule in RULES.values():
        if rule.function and not rule.of_texts:
            assert ".texts" not in inspect.getsource(import_module(rule.room)), rule.code


def test_two_processes_remember_what_one_does(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(root, VAGUE)
    memory = checks.Memory(root / "clean", "1")
    alone = told(root)
    one = memory.recall()
    monkeypatch.setattr("hub.checks.WORTH_SHARING", 1)
    (root / "clean").unlink()
    assert told(root) == alone
    assert memory.recall() == one


def test_a_catalogue_without_records(root: Path) -> None:
    memory = checks.Memory(root / "clean", "1")
    checks.run(Catalogue(), root, TODAY, memory=memory)
    assert memory.recall() == frozenset()
