"""Which file is which record: names that cannot stay, with a name that works, and folders that are none."""

from __future__ import annotations

import pytest

from hub.load import load
from hub.written_pages import check_text
from tests.conftest import MakeProject
from tests.test_load import COLLECTION, HOME, RECORD


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/resource/one.yml", "did you mean the folder `resources`?"),
        ("content/organizations/new.yaml", "rename the file to `new.yml`"),
        ("content/organizations/New One.YML", "rename the file to `new-one.yml`"),
        ("content/organizations/lausd.yaml", "taken by content/organizations/lausd.yml"),
        ("content/commitments/letter.MD", "rename the file to `letter.md`"),
        ("content/places/cities.yaml", "rename the file to `cities.yml`"),
        ("content/vocabularies/topic.yml", "did you mean `topics.yml`?"),
        ("content/commitments/letter.pdf", "commitments/attachments/"),
        ("content/events/.note.yml.swp", "delete it"),
    ],
)
def test_a_file_in_the_wrong_place(project: MakeProject, path: str, hint: str) -> None:
    (problem,) = load(project({path: "title: A case\n"}) / "content").problems
    assert (problem.place.path, problem.code) == (path, "unexpected-file")
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Good Record.yml", "rename the file to `good-record.yml`"),
        (
            "GOALS.yml",
            "`goals` is taken by content/resources/one/goals.yml: if this is the same, delete one of the two",
        ),
        ("GOALS.YML", "`goals` is taken by content/resources/one/goals.yml"),
        ("Index.yml", "rename the file to `index-2.yml`; `index` is kept for the site itself"),
        ("index.yml", "rename the file to `index-2.yml`"),
        ("report.YAML", "rename the file to `report.yml`"),
        ("_collection.YML", "rename the file to `_collection.yml`"),
        ("!.yml", "rename the file to `a-short-name.yml`"),
    ],
)
def test_the_name_that_is_offered_is_one_that_works(project: MakeProject, name: str, hint: str) -> None:
    files = {f"content/resources/{path}.yml": RECORD for path in ("one/goals", "two/goals-2")}
    files |= {HOME: COLLECTION, "content/resources/two/_collection.yml": COLLECTION}
    (problem,) = load(project({**files, f"content/resources/two/{name}": RECORD}) / "content").problems
    assert problem.place.path == f"content/resources/two/{name}"
    assert problem.hint.startswith(hint)
    assert name != "GOALS.yml" or problem.hint.endswith("if not, rename the file to `goals-3.yml`")


def test_the_name_that_is_offered_for_a_folder_is_one_that_works(project: MakeProject) -> None:
    root = project({HOME: COLLECTION, "content/resources/One/_collection.yml": COLLECTION})
    (problem,) = load(root / "content").problems
    assert problem.code == "bad-slug"
    assert f"`one` is taken by {HOME}" in problem.hint and problem.hint.endswith("rename the folder to `one-2`")


def test_two_files_with_one_id_are_both_named(project: MakeProject) -> None:
    """The one that sorts later may be the older one, of which the address is known."""
    one, two = (f"content/resources/{folder}/same.yml" for folder in ("one", "two"))
    root = project({HOME: COLLECTION, "content/resources/two/_collection.yml": COLLECTION, one: RECORD, two: RECORD})
    (problem,) = load(root / "content").problems
    assert (problem.code, problem.place.path, problem.other) == ("slug-clash", two, one)
    assert one in problem.message and two in problem.message and "keep the file that was there first" in problem.hint


def test_a_folder_that_is_no_collection_is_one_problem(project: MakeProject) -> None:
    """Nor are the records in it and the written pages that name it told of."""
    root = project({"content/resources/one/a.yml": RECORD, "content/resources/two/_collection.yml": COLLECTION})
    found = load(root / "content")
    page = '# T\n\n{{ resource_table(collection="one") }}\n\n{{ record_link(id="a") }}\n'
    problems = [*found.problems, *check_text(page, "docs/en/a.md", found.catalogue)]
    told = [f"{problem.place} {problem.code}" for problem in problems]
    assert told == ["content/resources/one:1:1 missing-collection"]
