"""The engine's door: what it says becomes problems, and what it reads is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hub import shells
from hub.problems import Severity
from hub.project import Project
from hub.site import Site
from tests import fixtures_site


def test_warnings_and_errors_name_their_page() -> None:
    output = (
        "INFO    -  Building documentation to directory: /tmp/x\n"
        "WARNING -  Doc file 'about.md' contains a link 'nowhere.md', but the target is not found.\n"
        "ERROR   -  Config value 'nav': Unknown.\n"
        "Aborted with 2 warnings in strict mode!\n"
    )
    found = shells.engine_problems(output, "es")
    assert [problem.place.path for problem in found] == ["docs/es/about.md", "docs/es"]
    assert all(problem.code == "page-refused" and problem.hint for problem in found)
    assert "nowhere.md" in found[0].message


def test_a_broken_link_is_shown_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "es").mkdir()
    (tmp_path / "en" / "a.md").write_text("# A\n\n[x](no.md#y) and [x](no.md)\n\n[y]: no.md\n", encoding="utf-8")
    (tmp_path / "es" / "b.md").write_text("# Ñandú [ñ](b.md#no)\n", encoding="utf-8")
    output = (
        "WARNING -  Doc file 'a.md' contains a link 'no.md', but the target is not found among documentation files.\n"
        "WARNING -  Doc file 'a.md' contains a link 'no.md', but the target is not found among documentation files.\n"
        "WARNING -  Doc file 'b.md' contains a link 'b.md#no', but there is no such anchor on this page.\n"
        "WARNING -  Doc file 'b.md' contains a link 'not-in-the-text', but the target is not found.\n"
        "WARNING -  Doc file 'gone.md' contains a link 'x', but the target is not found.\n"
    )
    assert [str(problem.place) for problem in shells.engine_problems(output, "es", tmp_path)] == [
        "docs/en/a.md:3:22",
        "docs/en/a.md:5:6",
        "docs/es/b.md:1:13",
        "docs/es/b.md:1:1",
        "docs/es/gone.md:1:1",
    ]


def test_what_is_wrong_with_the_navigation_is_placed_and_says_what_to_do(tmp_path: Path) -> None:
    for name in ("en/a.md", "es/b.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True)
        (tmp_path / "docs" / name).write_text("# Page\n")
    (tmp_path / "mkdocs.es.yml").write_text("INHERIT: mkdocs.yml\ndocs_dri: docs/es\nnav:\n  - Más:\n      - C: c.md\n")
    (tmp_path / "mkdocs.yml").write_text("site_nam: Small\n")
    output = (
        'WARNING -  The following pages exist in the docs directory, but are not included in the "nav" configuration:\n'
        "  - a.md\n  - b.md\n"
        "WARNING -  A reference to 'c.md' is included in the 'nav' configuration, which is not found in the files.\n"
        "WARNING -  Config value 'docs_dri': Unrecognised configuration name: docs_dri\n"
        "WARNING -  Config value 'site_nam': Unrecognised configuration name: site_nam\n"
        "ERROR   -  Error reading page 'b.md':\n"
        "WARNING -  Doc file 'b.md' contains a link 'A', but the target is not found. Did you mean 'a.md'?\n"
    )
    add = "add it below `nav:` in mkdocs.es.yml, or delete the page"
    assert [
        (str(problem.place), problem.hint) for problem in shells.engine_problems(output, "es", tmp_path / "docs")
    ] == [
        ("docs/en/a.md:1:1", add),
        ("docs/es/b.md:1:1", add),
        ("mkdocs.es.yml:5:12", "restore it, or take it out of `nav` in mkdocs.es.yml"),
        ("mkdocs.es.yml:2:1", "correct `docs_dri` in mkdocs.es.yml"),
        ("mkdocs.yml:1:1", "correct `site_nam` in mkdocs.yml"),
        ("docs/es/b.md:1:1", "did you mean `a.md`?"),
    ]


def test_an_engine_that_dies_without_a_word_is_a_problem_too() -> None:
    for output, said in (("", "no output"), ("Traceback ...\nKeyError: 'x'\n", "KeyError: 'x'")):
        (problem,) = shells.engine_problems(output, "en")
        assert problem.severity is Severity.ERROR
        assert said in problem.message


def test_no_page_can_forge_a_line_of_the_log() -> None:
    (problem,) = shells.engine_problems("WARNING -  Doc file 'a.md' has \x1b[31m\u2028::error::x", "en")
    assert "\x1b" not in problem.message and "\u2028" not in problem.message


def test_the_engine_knows_the_public_address_of_each_language() -> None:
    found = shells.engine_environment(Site(url="https://hub.example/", repository="https://github.com/o/n"))
    assert found["HUB_SITE_URL"] == "https://hub.example/"
    assert found["HUB_SITE_URL_ES"] == "https://hub.example/es/"
    assert set(shells.engine_environment(Site()).values()) == {""}


def small_project(folder: Path, page: str) -> Project:
    """A project of one written page, with the real configuration of nothing but the engine."""
    (folder / "docs" / "en").mkdir(parents=True)
    (folder / "docs" / "en" / "index.md").write_text(page)
    (folder / "mkdocs.yml").write_text(
        "site_name: Small\ndocs_dir: docs/en\nplugins: {}\nvalidation:\n  anchors: warn\n"
    )
    return Project(folder)


ENGLISH = Site(languages=("en",))


def test_shells_are_drawn_once_and_then_taken_from_the_cache(tmp_path: Path) -> None:
    project, said = small_project(tmp_path, "# Hello"), list[str]()
    first, problems = shells.make(project, ENGLISH, said.append)
    assert problems == [] and (first[0].folder / "index.html").is_file() and len(said) == 1
    again, _ = shells.make(Project(tmp_path), ENGLISH, said.append)
    assert again == first and len(said) == 1


def test_changed_pages_make_new_shells_and_those_of_yesterday_go(tmp_path: Path) -> None:
    project = small_project(tmp_path, "# Hello")
    first, _ = shells.make(project, ENGLISH)
    (tmp_path / "docs/en/index.md").write_text("# Good morning")
    second, _ = shells.make(project, ENGLISH)
    assert "Good morning" in (second[0].folder / "index.html").read_text()
    assert first[0].folder.exists(), "another build may be using it"
    os.utime(first[0].folder, (0, 0))
    shells.make(project, ENGLISH)
    assert not first[0].folder.exists() and second[0].folder.exists()


def test_what_a_killed_build_left_half_made_goes_at_once(tmp_path: Path) -> None:
    project = small_project(tmp_path, "# Hello")
    made, _ = shells.make(project, ENGLISH)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    rooms = {name: made[0].folder.with_name(name) for name in (f"building-en-{ended.pid}", f"plain-{ended.pid}")}
    rooms["mine"] = made[0].folder.with_name(f"building-en-{os.getpid()}")
    for room in rooms.values():
        room.mkdir()
    shells.make(project, ENGLISH)
    assert [name for name, room in rooms.items() if room.exists()] == ["mine"]


def test_a_page_that_the_engine_refuses_is_a_problem_and_no_shell(tmp_path: Path) -> None:
    project = small_project(tmp_path, "# Hello\n\n[there](nowhere.md)\n")
    made, problems = shells.make(project, ENGLISH)
    assert [problem.code for problem in problems] == ["page-refused"]
    assert str(problems[0].place) == "docs/en/index.md:3:9"
    assert not made[0].folder.exists()
    assert not [path for path in made[0].folder.parent.iterdir() if path.name.startswith("building")]


def test_two_projects_next_to_each_other_do_not_meet(tmp_path: Path) -> None:
    one, _ = shells.make(small_project(tmp_path / "one", "# One"), ENGLISH)
    other, _ = shells.make(small_project(tmp_path / "other", "# Other"), ENGLISH)
    assert one[0].folder != other[0].folder
    assert fixtures_site.ROOT not in one[0].folder.parents


def test_an_engine_that_nobody_waits_for_is_stopped(tmp_path: Path) -> None:
    project = small_project(tmp_path, "# One")
    with shells.making(project, ENGLISH):
        pass
    assert list((tmp_path / ".cache/hub/shells").iterdir()) == []
