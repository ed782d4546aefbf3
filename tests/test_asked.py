"""What `hub check` tells when it is asked about some files or folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.asked import NotAsked, only
from hub.problems import Place, Problem, Severity

FILES = ("content/calls/a.yml", "content/organizations/sdcoe.yml", "content/organizations/lausd-hr.yml")
PAGES = ("docs/en/index.md", "docs/en/letters/index.md")
PROBLEMS = [
    Problem(Place(FILES[0], 3), "unknown-term", "x", "y"),
    Problem(Place(FILES[1]), "unused-organization", "x", "y", Severity.FINDING, other="content/calls/b.yml"),
    Problem(Place(PAGES[1], 2), "macro-unknown", "x", "y"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (*FILES, *PAGES, "README.md", "mkdocs.yml", "docs/en/assets/a.css", "overrides/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "files", "problems", "elsewhere"),
    [
        (["content/calls"], FILES[:1], PROBLEMS[:2], 1),
        (["content/organizations", PAGES[0]], (*FILES[1:], PAGES[0]), PROBLEMS[1:2], 2),
        (["content/organizations/lausd-hr.yml"], FILES[2:], [], 2),
        (["content"], FILES, PROBLEMS[:2], 1),
        (["docs"], PAGES, PROBLEMS[2:], 1),
        (["overrides", "mkdocs.yml"], (), [], 2),
        ([".", "docs"], FILES, PROBLEMS, 0),
    ],
)
def test_what_is_told_is_about_the_paths(
    root: Path, paths: list[str], files: tuple[str, ...], problems: list[Problem], elsewhere: int
) -> None:
    asked = only(root, FILES, PROBLEMS, [root / path for path in paths])
    assert (asked.files, asked.problems, asked.errors_elsewhere) == (files, problems, elsewhere)


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("content/organizations/sdco.yml", "there is no", "did you mean `content/organizations/sdcoe.yml`?"),
        ("content/organisations", "there is no", "did you mean `content/organizations`?"),
        ("content/organizations/lausd.yml", "there is no", "check the name"),
        ("content/organizations/nope.yml", "there is no", "check the name"),
        ("README.md", "is not checked", "only the files of content/ and docs/ are"),
        ("content/../README.md", "is not checked", "only the files of content/ and docs/ are"),
        ("..", "is not in this hub", "name a file below"),
    ],
)
def test_a_path_that_cannot_be_told_of(root: Path, path: str, message: str, hint: str) -> None:
    with pytest.raises(NotAsked) as caught:
        only(root, FILES, PROBLEMS, [root / path])
    assert message in caught.value.args[0] and hint in caught.value.args[1]
