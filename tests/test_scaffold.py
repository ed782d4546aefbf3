"""New records: what is written can be read once it is filled in, and nothing is ever written over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub import checks, scaffold
from hub.facets import english
from hub.load import load
from hub.problems import as_text
from hub.scaffold import ScaffoldError
from tests.conftest import ROOT, MakeProject

COLLECTION = "title: A collection\nintroduction: What stands in it.\norder: 1\n"
HOME = {"content/resources/one/_collection.yml": COLLECTION}
TODAY = "2026-11-21"
TITLES = [
    "A plain title",
    "Part 1: Begin",
    'She said "no" #1',
    "{title} & <b>",
    "- a list?",
    "Educación | señas",
    "x" * 200,
]


def new_resource(root: Path, collection: str, title: str) -> Path:
    return scaffold.write(scaffold.draft_resource(root, collection, title, TODAY), root)


def new_letter(root: Path, organization: str) -> Path:
    return scaffold.write(scaffold.draft_letter(root, organization, TODAY), root)


def codes(root: Path) -> set[str]:
    return {problem.code for problem in load(root / "content").problems}


@pytest.mark.parametrize("title", TITLES)
def test_a_new_resource_asks_for_what_only_a_person_knows(project: MakeProject, title: str) -> None:
    root = project(HOME)
    path = new_resource(root, "one", title)
    assert path.parent == root / "content/resources/one" and path.read_text().startswith(
        "# yaml-language-server: $schema"
    )
    assert [problem.code for problem in load(root / "content").problems] == ["placeholder-left"] * 3
    text = path.read_text().replace('"REPLACE: what kind of thing it is"', "report")
    path.write_text(re.sub(r'\["REPLACE[^"]*"\]', "[cop-page]", text).replace("REPLACE: ", ""))
    loaded = load(root / "content")
    assert as_text(loaded.problems) == ""
    assert loaded.catalogue.resources[path.stem].title == title


def test_what_the_template_offers_can_be_uncommented(project: MakeProject) -> None:
    """Each optional line of the template is right as it stands."""
    other = "title: A\nsummary: B\ntype: report\nadded: 2026-11-21\nsources: [cop-page]\n"
    ids = ("three-beliefs", "belief-to-action")
    root = project(HOME | {f"content/resources/one/{id}.yml": other.replace("A", id) for id in ids})
    path = new_resource(root, "one", "A title")
    text = re.sub(r'"REPLACE: what kind[^"]*"', "report", path.read_text()).replace(
        "REPLACE: where the facts come from", "cop-page"
    )
    text = text.replace("REPLACE: ", "")
    path.write_text(re.sub(r"^# (?=(  )*-? *[a-z_]+: |  |[a-z_]+:$)", "", text, flags=re.MULTILINE))
    loaded = load(root / "content")
    assert as_text(loaded.problems) == ""
    assert loaded.catalogue.resources["a-title"].related[0].id == "three-beliefs"
    found = [
        problem for problem in checks.run(loaded.catalogue, root, TODAY) if problem.place.path.endswith("a-title.yml")
    ]
    assert as_text(found) == ""


def filled_in(text: str) -> str:
    """A letter in which a person has answered everything."""
    text = text.replace("REPLACE: the day on the letter, such as ", "").replace(
        "REPLACE: the letterhead as text, or a picture of it as attachments/<this file's name>.png", "The office"
    )
    return text.replace("REPLACE: ", "")


def test_a_new_letter_holds_the_statements_of_the_call(project: MakeProject) -> None:
    root = project({})
    call = load(root / "content").catalogue.calls["castl-k12"]
    path = new_letter(root, "sjcoe")
    text = path.read_text()
    assert path.name == "sjcoe-castl-k12.md"
    assert all(goal.statement in text for goal in call.goals) and call.lead_in in text
    assert call.pledge.replace("{organization}", "San Joaquin County Office of Education") in text
    assert codes(root) == {"placeholder-left"}
    path.write_text(filled_in(text))
    loaded = load(root / "content")
    letter = loaded.catalogue.letters["sjcoe-castl-k12"]
    assert (letter.organization, letter.acronym) == ("San Joaquin County Office of Education", "SJCOE")
    assert letter.letterhead == "The office" and letter.date == "2025-01-28"
    errors = [p for p in checks.run(loaded.catalogue, root, TODAY) if p.place.path.endswith("sjcoe-castl-k12.md")]
    assert "source-missing" not in {problem.code for problem in errors}, "the letter is its own source"


def test_a_new_letter_explains_each_component_at_its_place(project: MakeProject) -> None:
    root = project({})
    call = load(root / "content").catalogue.calls["castl-k12"]
    facts, _, letter = new_letter(root, "sjcoe").read_text().partition("\n---\n")
    in_facts = " ".join(facts.replace("\n#", " ").split())
    for part in call.components:
        said = (english(part.label), english(part.explanation or ""))
        if part.kind in ("letterhead", "date", "signature"):
            assert all(text in in_facts for text in said)
        elif part.kind == "description":
            assert all(text in letter for text in said) and part.needs[0].any_of[0] in letter
    assert english(call.signatories) in in_facts and str(call.closed) in in_facts


SECOND_CALL = """\
title: Letters to the Sample Alliance
organization: castl-k12
version: 2
lead_in: 'The Sample Alliance has two aims:'
goals:
  - {id: sample-one, label: One, statement: plant a tree}
  - {id: sample-two, label: Two, statement: water the tree}
pledge: We, {organization}, stand by the Sample Alliance.
components:
  - {id: signed, kind: signature, label: A name}
  - id: why
    kind: description
    label: Why you join
    explanation: "What you did: last year"
    needs: [{any_of: [tree, trees]}]
  - {id: aims, kind: goals, label: The aims}
  - {id: promise, kind: pledge, label: The promise}
signatories: Anyone who gardens
senior_titles: [gardener]
earlier:
  - version: 1
    lead_in: 'One aim:'
    goals: [{id: sample-one, label: One, statement: plant}]
    pledge: '{organization} plants.'
    components: [{id: promise, kind: pledge, label: The promise}]
    signatories: Anyone
    senior_titles: [gardener]
sources: [cop-page]
"""


def test_a_new_letter_to_another_call(project: MakeProject) -> None:
    """Nothing in the template is about one collaborative."""
    root = project({"content/calls/sample.yml": SECOND_CALL})
    path = new_letter(root, "Sample Valley: Gardens")
    text = path.read_text()
    assert path.name == "sample-valley-gardens-sample.md"
    for said in (
        'call: sample\ncall_version: "2"\n',
        "# Who signs: Anyone who gardens.",
        "# A name.",
        "REPLACE: Why you join. What you did: last year Say it in one paragraph, with words such as: tree.",
        "The Sample Alliance has two aims:\n\n- plant a tree, and\n- water the tree.\n",
        "We, Sample Valley: Gardens, stand by the Sample Alliance.",
    ):
        assert said in text
    assert "letterhead:" not in text.replace("# letterhead:", ""), "the call does not ask for one"
    assert codes(root) == {"placeholder-left"}
    path.write_text(filled_in(text))
    assert as_text(load(root / "content").problems) == ""


def test_a_letter_of_an_organization_that_is_new(project: MakeProject) -> None:
    path = new_letter(project({}), "A New: District")
    assert path.name == "a-new-district-castl-k12.md"
    assert 'organization: "A New: District"' in path.read_text()


def test_a_name_of_several_lines_is_one_line_everywhere(project: MakeProject) -> None:
    text = new_letter(project({}), "New\nline: x\u2028---").read_text()
    assert text.count("New line: x ---") == 2, "in the facts and in the pledge"
    assert "New\n" not in text and "\u2028" not in text


def test_nothing_is_written_over(project: MakeProject) -> None:
    root = project(
        HOME | {"content/resources/two/_collection.yml": COLLECTION, "content/resources/two/a-title.yml": "x"}
    )
    for make in (
        lambda: new_resource(root, "one", "A title"),
        lambda: [new_letter(root, "LAUSD") for _ in range(2)],
    ):
        with pytest.raises(ScaffoldError) as error:
            make()
        assert error.value.problem.code == "slug-clash"
    assert (root / "content/resources/two/a-title.yml").read_text() == "x"


@pytest.mark.parametrize(
    ("collection", "title", "code", "hint"),
    [
        ("on", "A title", "missing-collection", "did you mean `one`?"),
        ("../../etc", "A title", "missing-collection", "the collections are one"),
        ("one", "科学", "bad-slug", "Latin letters"),
        ("one", "index", "bad-slug", "Latin letters"),
    ],
)
def test_what_cannot_be_written_is_a_problem(
    project: MakeProject, collection: str, title: str, code: str, hint: str
) -> None:
    with pytest.raises(ScaffoldError) as error:
        new_resource(project(HOME), collection, title)
    assert error.value.problem.code == code
    assert hint in error.value.problem.hint


def test_a_long_title_does_not_end_in_half_a_word(project: MakeProject) -> None:
    path = new_resource(
        project(HOME), "one", "Supporting science teachers and principals with statewide implementation"
    )
    assert path.stem == "supporting-science-teachers-and-principals-with-statewide"


def test_a_call_is_needed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ScaffoldError):
        new_letter(tmp_path, "LAUSD")


def test_the_schema_line_points_at_the_schema() -> None:
    first = (ROOT / "hub/templates/new/resource.yml").read_text().splitlines()[0]
    assert (ROOT / "content/resources/castl-k12" / first.split("$schema=")[1]).resolve().is_file()
