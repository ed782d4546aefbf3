"""Whatever goes wrong, the site that people read stays whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hub import build as recipe
from hub import publish
from hub.project import Project
from tests import fixtures_site
from tests.fixtures_site import SITE, BuiltSite, differing, digests, environment


@pytest.fixture(scope="module")
def project(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy that has its shells, with a site built without search in the folder `site`."""
    made = fixtures_site.copy_project(tmp_path_factory.mktemp("failures") / "project", like=site.project)
    assert not recipe.build(made, SITE, made.root / "site", with_search=False).refused
    return made


def hub(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    command = [sys.executable, "-m", "hub", *arguments]
    return subprocess.run(
        command,
        cwd=project.root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


BAD_FILES = {
    "broken YAML": b"title: [never closed\nsummary: x\n",
    "another encoding": "title: Señal\n".encode("utf-16"),
    "a key twice": b"title: One\ntitle: Two\n",
    "an unknown term": b"title: A\nsummary: B\ntype: no-such-type\nadded: 2026-11-21\nsources: [cop-page]\n",
    "a template": b"title: '{{ 7 * 7 }}'\nsummary: '{% raw %}'\ntype: nothing\nadded: 2026-11-21\n",
    "a megabyte": b"title: " + b"x" * 1_000_000,
    "an anchor": b"title: &a A\nsummary: *a\n",
    "deep nesting": b"title: " + b"[" * 50_000,
    "nothing": b"",
    "zeros": b"\0" * 100,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_leaves_the_old_site_and_says_where_and_what_to_do(project: Project, name: str) -> None:
    output = project.root / "site"
    before = digests(output)
    bad = project.content / "resources" / "castl-k12" / "bad-file.yml"
    bad.write_bytes(BAD_FILES[name])
    try:
        built = recipe.build(Project(project.root), SITE, output, with_search=False)
    finally:
        bad.unlink()
    assert built.refused
    mine = [problem for problem in built.problems if problem.place.path == "content/resources/castl-k12/bad-file.yml"]
    assert mine and all(problem.message and problem.hint for problem in mine)
    assert differing(before, digests(output)) == []


def test_errors_of_all_files_are_told_in_one_run_with_exit_status_1(project: Project) -> None:
    folder = project.content / "resources" / "castl-k12"
    before = digests(project.root / "site")
    for name, raw in BAD_FILES.items():
        (folder / f"bad-{name.replace(' ', '-')}.yml").write_bytes(raw)
    (folder / "bad-link.yml").symlink_to("/etc/passwd")
    try:
        done = hub(project, "build", "--no-search")
    finally:
        for path in folder.glob("bad-*"):
            path.unlink()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert "root:" not in done.stderr
    for name in (*BAD_FILES, "link"):
        assert f"content/resources/castl-k12/bad-{name.replace(' ', '-')}.yml" in done.stderr, name
    assert "the site there is as it was" in done.stdout
    assert differing(before, digests(project.root / "site")) == []


def test_a_page_that_the_engine_refuses_leaves_the_old_site(project: Project) -> None:
    page = project.docs / "en" / "about.md"
    original, before = page.read_text(encoding="utf-8"), digests(project.root / "site")
    page.write_text(original + "\n[nowhere](no-such-page.md)\n", encoding="utf-8")
    try:
        done = hub(project, "build", "--no-search")
    finally:
        page.write_text(original, encoding="utf-8")
    assert done.returncode == 1
    assert "docs/en/about.md" in done.stderr and "no-such-page.md" in done.stderr
    assert differing(before, digests(project.root / "site")) == []


def test_a_link_to_a_record_that_is_not_there_leaves_the_old_site(project: Project) -> None:
    page = project.docs / "en" / "about.md"
    original, before = page.read_text(encoding="utf-8"), digests(project.root / "site")
    page.write_text(original + '\n<a href="../resources/no-such-record/">x</a>\n', encoding="utf-8")
    try:
        done = hub(project, "build", "--no-search")
    finally:
        page.write_text(original, encoding="utf-8")
    assert done.returncode == 1
    assert "broken-link" in done.stderr and "docs/en/about.md" in done.stderr
    assert differing(before, digests(project.root / "site")) == []


def test_a_folder_with_files_of_others_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("a year of work")
    done = hub(project, "build", "--no-search", "--output", str(tmp_path))
    assert done.returncode == 1
    assert "output-not-ours" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_project_itself_is_refused_as_output(project: Project) -> None:
    done = hub(project, "build", "--no-search", "--output", ".")
    assert done.returncode == 1
    assert "output-not-ours" in done.stderr and "remove" not in done.stderr
    assert (project.root / "mkdocs.yml").is_file()
    done = hub(project, "build", "--no-search", "--output", "content/site")
    assert done.returncode == 1
    assert "output-not-ours" in done.stderr and not (project.root / "content/.site.lock").exists()


def test_a_second_build_at_the_same_time_is_refused(project: Project) -> None:
    with publish.staging(project.root / "site"):
        done = hub(project, "build", "--no-search")
    assert done.returncode == 1
    assert "build-running" in done.stderr
    assert "Traceback" not in done.stderr
