"""The recipe's own small parts; what it makes as a whole is looked at in tests/site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hub import build as recipe
from hub.catalogue import Catalogue
from hub.problems import Place, Problem, Severity
from hub.project import Project
from hub.publish import NotPublished
from hub.site import Site
from tests import fixtures_site


def checked(*problems: Problem) -> recipe.Checked:
    files = ("content/a.yml", "content/b.yml", "content/c.yml")
    return recipe.Checked(Project(Path()), Site(), Catalogue(), list(problems), files)


def problem(path: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(Place(path, 1, 1), "code", "what", "hint", severity)


def test_files_are_counted_by_the_worst_that_was_found_in_them() -> None:
    assert checked().tally == (3, 0, 0)
    found = checked(
        problem("content/a.yml", Severity.FINDING), problem("content/a.yml"), problem("content/b.yml", Severity.WARNING)
    )
    assert found.tally == (1, 1, 1)


def test_only_errors_refuse_a_build() -> None:
    assert not checked(problem("content/a.yml", Severity.FINDING), problem("content/a.yml", Severity.WARNING)).refused
    assert checked(problem("content/a.yml")).refused


def test_a_build_says_what_it_is_doing() -> None:
    site = fixtures_site.the_site()
    said = list[str]()
    recipe.build(Project(site.project.root), fixtures_site.SITE, site.output, say=said.append)
    assert said[:2] == ["reading content", "checking"] and said[-1] == "publishing"


def test_when_the_index_fails_the_old_site_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = fixtures_site.the_site()
    output = tmp_path / "site"
    recipe.build(Project(site.project.root), fixtures_site.SITE, output, with_search=False)
    before = fixtures_site.digests(output)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: shutil.which("false"))
    with pytest.raises(NotPublished):
        recipe.build(Project(site.project.root), fixtures_site.SITE, output)
    assert fixtures_site.digests(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_a_check_draws_nothing(tmp_path: Path) -> None:
    project = fixtures_site.copy_project(tmp_path / "project")
    found = recipe.check(project, fixtures_site.SITE)
    assert not found.refused
    assert not (project.root / "site").exists()
    assert not (project.cache / "shells").exists()
