"""The rules as a whole: every code is known and explained, one mistake is one problem, and looking takes no time."""

from __future__ import annotations

import ast
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from hub import checks
from hub.catalogue import Catalogue
from hub.checks import RULES, Rule, privacy
from hub.load import load
from hub.problems import Severity, as_text
from tests.conftest import ROOT, MakeProject

TODAY = "2026-11-21"
COLLECTION = "title: A collection\nintroduction: What stands in it.\norder: 1\n"
RECORD = "title: {}\nsummary: One sentence.\ntype: report\nadded: 2026-11-21\nsources: [cop-page]\n"
HOME = "content/resources/one/_collection.yml"
# What makes a problem, and takes its code.
MAKERS = {"Problem", "Refused", "Mistake", "refuse", "_refuse", "_note", "_problem", "_say", "ScaffoldError"}


def emitted() -> dict[str, str]:
    """Every code in hub/ and where it is emitted."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "hub").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = [
                    part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                codes = [text for text in texts if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)]
                if name in MAKERS and codes:
                    found[codes[0]] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def test_every_code_is_a_rule_and_every_rule_is_enforced() -> None:
    told = emitted()
    assert {code: where for code, where in told.items() if code not in RULES} == {}, "declare these in hub/checks/"
    assert {code for code, rule in RULES.items() if rule.function is None} == told.keys(), "nothing enforces these"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_teaches(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
    assert rule.title and not rule.title.endswith(".")
    assert rule.explanation.rstrip().endswith((".", "`")) and len(rule.explanation) > 40
    assert rule.failing != rule.passing and rule.failing and rule.passing


def test_the_real_content_has_no_errors(catalogue: Catalogue) -> None:
    found = checks.run(catalogue, ROOT, TODAY)
    assert as_text(problem for problem in found if problem.severity is Severity.ERROR) == ""


def told(root: Path) -> list[str]:
    """Every error of a project that is about its resources, as `place code`."""
    loaded = load(root / "content")
    found = [*loaded.problems, *checks.run(loaded.catalogue, root, TODAY)]
    return sorted(f"{p.place} {p.code}" for p in found if p.severity is Severity.ERROR and "resources/" in p.place.path)


def test_what_names_a_rejected_record_is_not_reported_again(project: MakeProject) -> None:
    files = {HOME: COLLECTION, "content/resources/one/whole.yml": RECORD.format("A") + "colour: red\n"}
    files["content/resources/one/part.yml"] = RECORD.format("B") + "part_of: whole\npartners: [cde]\n"
    root = project(files)
    (root / "content/organizations/cde.yml").write_text("name: [broken\n")
    assert told(root) == ["content/resources/one/whole.yml:6:1 unknown-field"]


def test_what_names_a_rejected_list_is_not_reported_again(project: MakeProject) -> None:
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": RECORD.format("A") + "topics: [anything]\n"})
    (root / "content/vocabularies/topics.yml").write_text("title: [broken\n")
    (root / "content/sources.yml").unlink()
    assert told(root) == []


def test_a_default_is_reported_once(project: MakeProject) -> None:
    files = {HOME: COLLECTION + "defaults:\n  topics: [asessment]\n  license: CC-BY\n"}
    files |= {f"content/resources/one/{name}.yml": RECORD.format(name) for name in "abc"}
    assert told(project(files)) == [f"{HOME}:5:12 unknown-term", f"{HOME}:6:12 unknown-license"]


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("audience", "School leader", "school-leader"),
        ("audience", "principle", "principal"),
        ("partners", "SJCOE", "sjcoe"),
        ("partners", "WestEd", "wested"),
        ("core_ideas", "ps1.a", "PS1.A"),
        ("standards", "MS-PS1-01", "MS-PS1-1"),
        ("practices", "SEP1", "SEP-1"),
    ],
)
def test_the_hint_is_the_thing_to_type(project: MakeProject, field: str, typed: str, meant: str) -> None:
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": RECORD.format("A") + f"{field}: [{typed}]\n"})
    (problem,) = [p for p in checks.run(load(root / "content").catalogue, root) if p.place.path.endswith("one/a.yml")]
    assert problem.hint == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("minutes: ten", "write a number: 10"),
        ("minutes: 45 minutes", "write a number: 45"),
        ("editor_authored: yes", "write `true` or leave the line out"),
        ("url: javascript:alert(1)", "write the address as the browser shows it, beginning with https://"),
        ("url: https://user@example.org/", "write the address as the browser shows it, beginning with https://"),
        ("date: 2021-02-30", "write a day that exists, such as 2021-02-28"),
        ("checked: 2026-13-41", "write year, month and day: 2026-11-21"),
        ("checked: 2021-02-30", "write a day that exists, such as 2021-02-28"),
        ("checked: 2021 spring", "write year, month and day: 2026-11-21"),
        ("checked: 2016/2020", "write year, month and day: 2026-11-21"),
        ("date: 2021-13", "write 2021, 2021-10, 2021-10-05, 2016/2020 or `2021 spring`"),
    ],
)
def test_a_refused_value_is_told_with_the_thing_to_type(project: MakeProject, line: str, hint: str) -> None:
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": RECORD.format("A") + line + "\n"})
    (problem,) = load(root / "content").problems
    assert problem.hint == hint
    assert (problem.place.line, problem.place.column) == (6, line.index(":") + 3)


def test_an_unknown_word_is_told_with_those_that_are_known(project: MakeProject) -> None:
    lines = "region: xyzzy\ncurrency: xyzzy\n"
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": RECORD.format("A") + lines})
    found = load(root / "content")
    rows = [p for p in checks.run(found.catalogue, root) if p.place.path.endswith("one/a.yml")]
    hints = {p.place.line: p.hint for p in rows if p.code == "unknown-term"}
    assert hints[6].startswith("the known ones are ca-region-1, ca-region-2, ca-region-3, ")
    assert hints[6].index("ca-region-9") < hints[6].index("ca-region-10"), "as people count"
    assert hints[7] == "the known ones are " + ", ".join(sorted(found.catalogue.terms("currency"))), (
        "all of a short list"
    )


def test_where_there_is_none_yet_the_place_for_it_is_named(project: MakeProject) -> None:
    letter = "---\norganization: A District\ndate: 2026-11-21\nsignatory_name: A Name\nsignatory_title: Principal\n"
    root = project({"content/commitments/a.md": f"{letter}call: castl-k12\nstatus: submitted\n---\n\nTo whom\n"})
    (root / "content/calls/castl-k12.yml").unlink()
    found = checks.run(load(root / "content").catalogue, root, TODAY)
    (problem,) = [p for p in found if p.place.path.endswith("a.md") and p.code == "unknown-term"]
    assert problem.hint == "there is none yet; add a file in content/calls/ first"


def test_of_a_long_list_a_few_words_are_named(project: MakeProject) -> None:
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": RECORD.format("A") + "county: xyzzy\n"})
    (hint,) = [p.hint for p in checks.run(load(root / "content").catalogue, root) if p.place.path.endswith("one/a.yml")]
    assert hint.startswith("the known ones are alameda, alpine, amador, ")
    assert hint.endswith(", and 46 more in content/places/counties.yml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call (213) 555-0142.", True),
        ("Call 213.555.0142", True),
        ("Call +1 213-555-0142 today", True),
        ("From 2021-10-05 to 2021-2022", False),
        ("Standards 123-456-78901", False),
        ("ISBN 978-0-309-21742-2", False),
        ("MS-PS1-1, 1:00-4:30", False),
    ],
)
def test_telephone_numbers(text: str, found: bool) -> None:
    assert bool(privacy._PHONE.search(text)) is found
    assert not found or list(privacy.details(text)), "the quick look misses none that the pattern finds"


def test_a_problem_stands_at_the_words_it_is_about(project: MakeProject) -> None:
    text = (
        RECORD.format("A")
        + "description:\n  en: |\n    One line.\n\n    Then [here](https://example.org/).\n  es: Uno.\n"
    )
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": text})
    found = checks.run(load(root / "content").catalogue, root)
    assert [str(p.place) for p in found if p.code == "vague-link"] == ["content/resources/one/a.yml:10:10"]


def test_nothing_is_said_about_the_future_without_a_day(catalogue: Catalogue) -> None:
    late = {id: resource.model_copy(update={"added": "2999-01-01"}) for id, resource in catalogue.resources.items()}
    later = replace(catalogue, resources=late)
    assert not [problem for problem in checks.run(later, ROOT) if problem.code == "date-in-future"]
    assert len([problem for problem in checks.run(later, ROOT, TODAY) if problem.code == "date-in-future"]) == len(late)


def many_records(catalogue: Catalogue, number: int) -> Catalogue:
    alone = [resource for resource in catalogue.resources.values() if not resource.part_of and not resource.url]
    many = dict(catalogue.resources)
    for copy in range(number // len(alone) + 1):
        for resource in alone:
            id = f"{resource.id}-{copy}"
            many[id] = resource.model_copy(update={"id": id, "title": f"Record {id}"})
    return replace(catalogue, resources=many)


@pytest.mark.skipif(sys.platform != "linux", reason="the work is shared on Linux only")
def test_two_processes_find_what_one_does(
    catalogue: Catalogue, forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    large = many_records(catalogue, 400)
    one = next(iter(large.resources.values()))
    worse = one.model_copy(update={"title": "A title with a period.", "note": "Click [here](https://example.org/a)."})
    large = replace(large, resources={**large.resources, one.id: worse})
    shared = checks.run(large, ROOT, TODAY)
    assert len(forks) == 1
    monkeypatch.setattr("hub.parallel.may_fork", lambda: False)
    assert shared == checks.run(large, ROOT, TODAY)
    assert {"title-with-period", "vague-link"} <= {problem.code for problem in shared}


def test_nobody_waits_for_the_rules_when_the_content_has_changed(catalogue: Catalogue) -> None:
    answers = iter([False, False, True])
    with pytest.raises(checks.Superseded):
        checks.run(catalogue, ROOT, TODAY, superseded=lambda: next(answers))
    assert next(answers, None) is None


def test_ten_thousand_records_take_no_time(catalogue: Catalogue) -> None:
    large = many_records(catalogue, 10_000)
    began = time.process_time()
    checks.run(large, ROOT, TODAY)
    # A rule that compares all with all takes minutes; half of the rules together some 1 s, also on a busy machine.
    assert time.process_time() - began < 20
