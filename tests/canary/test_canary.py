"""A canary in every string field of every model arrives as literal text in every output, or not at all.

The fields come from the models (see planting.py). One build holds all canaries; every file of it is read by parsers
that are not the hub's (see reading.py). What the reader or a rule refuses is refused with a place and a hint.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from hub import build as recipe
from hub.problems import VOICES, Problem
from tests import scripts
from tests.canary import reading
from tests.canary.planting import NUMBER, Garden, Planted, copy_of_ids, models
from tests.conftest import ROOT
from tests.fixtures_site import SITE, copy_project, environment, tree_of

TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->")
# Kinds of file that are not read here, with the reason.
NOT_READ = {
    "pf_index": "Pagefind's own form: single words for the search, shown to nobody",
    "pf_meta": "Pagefind's own form: counts and hashes",
    "pagefind": "the program of the search, as it comes",
    "js": "the hub's own scripts, as they stand in docs/",
    "css": "the hub's own styles, as they stand in docs/",
    "map": "as it comes with the theme",
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Garden, recipe.Checked]:
    project = copy_project(tmp_path_factory.mktemp("canary") / "project")
    garden = Garden(project, SITE, copy_of_ids(project, SITE))
    garden.plant()
    return garden, garden.settle()


@pytest.fixture(scope="module")
def site(checked: tuple[Garden, recipe.Checked]) -> dict[str, bytes]:
    garden, _ = checked
    output = garden.project.root.parent / "site"
    built = recipe.build(garden.project, SITE, output)
    assert not built.refused, [problem for problem in built.problems if problem.severity.value == "error"]
    return tree_of(output)


def test_every_string_field_of_every_model_has_a_canary(checked: tuple[Garden, recipe.Checked]) -> None:
    garden, _ = checked
    declared = {f"{model.__name__}.{name}" for model in models() for name in model.model_fields}
    assert declared <= garden.met, f"in no file that is planted: {sorted(declared - garden.met)}"
    planted = {canary.owner for canary in garden.planted}
    inside = garden.met - planted - garden.left_out.keys()
    holders = {f"{model.__name__}.{name}" for model in models() for name, info in model.model_fields.items()
               if any(other.__name__ in str(info.annotation) for other in models())}  # fmt: skip
    assert inside <= holders, f"without a canary and without a reason: {sorted(inside - holders)}"
    assert len(planted) > 200


def test_what_is_refused_is_refused_with_its_place_and_a_hint(checked: tuple[Garden, recipe.Checked]) -> None:
    garden, _ = checked
    refused = [canary for canary in garden.planted if canary.refusals]
    assert len(refused) > 200
    for canary in garden.planted:
        for _, problem in canary.refusals:
            assert problem.hint and problem.message and problem.place.line > 1, (canary.where, problem)
    free = {canary.kind for canary in garden.planted if not canary.refusals}
    assert free <= {"text", "line"}, "only words for people take any text"


def test_every_canary_arrives_as_text_or_not_at_all(
    checked: tuple[Garden, recipe.Checked], site: dict[str, bytes]
) -> None:
    garden, _ = checked
    wrong: Counter[str] = Counter()
    seen: set[int] = set()
    for path, raw in site.items():
        if b"zq" not in raw.lower() and not path.endswith(".pf_fragment"):
            continue
        read = reading.read(path, raw)
        if read is None:
            assert path.rpartition(".")[2] in NOT_READ, path
            continue
        wrong.update(f"{path}: {said}" for said in read.wrong)
        for where, text in read.texts:
            for canary, literal in _met(garden, path, where, text):
                seen.add(canary.number)
                if not literal:
                    wrong[f"{path}: {where}: {canary.where} {canary.lang}: {text[:200]!r}"] += 1
    assert not wrong, "\n".join(f"{count} x {said}" for said, count in wrong.most_common(20))
    assert len(seen) > 300
    standing = {canary.number for canary in garden.planted if canary.stands}
    assert seen - standing == set(), "what was refused is nowhere"


def test_a_plan_saved_for_a_calendar_says_them_as_text(
    checked: tuple[Garden, recipe.Checked], site: dict[str, bytes]
) -> None:
    """The calendar is written in the browser, from the items of the planner and from what a visitor types."""
    garden, _ = checked
    items = [item for lang in ("", "es/") for item in json.loads(site[f"{lang}assets/plan/items.json"])["items"]]
    texts = [text for item in items for part in (item, *item["parts"]) for text in (part["title"], part.get("purpose"))]
    numbers = {int(found[1]) for text in texts for found in NUMBER.finditer(text or "")}
    assert numbers and all(garden.planted[number - 1].stands for number in numbers)
    vectors = yaml.safe_load((ROOT / "tests/browser/vectors.yml").read_text(encoding="utf-8"))
    typed = [*filter(None, texts), *itertools.chain(*vectors.values())]
    when = {"address": "https://hub.example/planner/#a=1", "day": "2026-12-02", "start": "13:00", "minutes": 60}
    plans = [{**when, "host": "hub.example", "title": text, "lines": [f"1:00: {text} ({text})"]} for text in typed]
    for text, file in zip(typed, scripts.answers(scripts.CALENDARS, plans), strict=True):
        said = scripts.in_a_calendar(text)
        assert scripts.event_of(file) == (said, f"1:00: {said} ({said})\n\n{when['address']}")


def test_no_kind_of_file_is_overlooked(site: dict[str, bytes]) -> None:
    kinds = {path.rpartition(".")[2] for path in site if "." in path.rpartition("/")[2]}
    read = {"html", "json", "csv", "atom", "xml", "svg", "md", "pf_fragment"}
    bare = {"hub-site", "nojekyll", "png", "ico", "woff2", "txt"}
    assert kinds <= read | bare | NOT_READ.keys()
    assert {"html", "json", "csv", "atom", "xml", "md", "pf_fragment"} <= kinds


def _met(garden: Garden, path: str, where: str, text: str) -> Iterator[tuple[Planted, bool]]:
    """Every canary that is met in a text, and whether it stands there letter by letter."""
    entry = reading.bibtex(text)
    texts = list(entry.values()) if entry else reading.ris(text) or [text]
    for said in texts:
        flat = " ".join(said.split())
        # The search keeps its keys in small letters, and Pagefind reads `&lt;` in a title as `<`.
        flat = flat.casefold() if where.endswith(" key") else flat
        for found in NUMBER.finditer(flat):
            canary = garden.planted[int(found[1]) - 1]
            forms = list(_forms(canary))
            if where.endswith(" key"):
                forms = [form.casefold() for form in forms]
            if path.endswith(".pf_fragment"):
                forms += [form.replace("&lt;", "<") for form in forms]
            yield canary, canary.stands and any(form in flat for form in forms)


def _forms(canary: Planted) -> Iterator[str]:
    """How a canary may be read: as it is, or as the Markdown that it is; an address also by its host."""
    text = " ".join(canary.canary.split())
    yield text
    yield " ".join(TAG.sub("", text).replace("&lt;", "<").split())
    if canary.kind == "url":
        yield f"zq{canary.number:05}.example.org"


# What a build or a check says.


def test_no_voice_lets_a_value_begin_a_line(checked: tuple[Garden, recipe.Checked]) -> None:
    garden, result = checked
    problems = [problem for canary in garden.planted for _, problem in canary.refusals] + result.problems
    assert any("zq" in problem.message for problem in problems)
    _judge({name: voice(problems) for name, voice in VOICES.items()}, problems)


def test_the_command_says_the_same(checked: tuple[Garden, recipe.Checked]) -> None:
    garden, result = checked
    said = {}
    for voice in VOICES:
        command = [sys.executable, "-m", "hub", "check", "--format", voice]
        where = garden.project.root
        done = subprocess.run(
            command, cwd=where, env=environment(), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        said[voice] = done.stdout
        if voice == "text":
            said[voice] = done.stderr
            # Reports on letters stand on the other stream, below the name of each file.
            assert not [line for line in done.stdout.splitlines() if not re.match(r"\s|content/|\d+ files|$", line)]
        else:
            assert not done.stderr
    _judge(said, result.problems)


def _judge(said: dict[str, str], problems: list[Problem]) -> None:
    plain = re.compile(r"    \S|\S+:\d+:\d+: (?:error|warning|finding): ")
    lines = said["text"].splitlines()
    assert len(lines) == sum(2 if problem.hint else 1 for problem in problems)
    assert any("zq" in line for line in lines) and all(plain.match(line) for line in lines)
    command = re.compile(r"::(?:error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[^,:]+::")
    lines = said["github"].rstrip("\n").split("\n")
    assert len(lines) == len(problems) and all(command.match(line) for line in lines)
    assert len(json.loads(said["json"])["problems"]) == len(problems)
    assert len(json.loads(said["rdjson"])["diagnostics"]) == len(problems)
    assert all(char.isprintable() or char == "\n" for voice in said.values() for char in voice)
