"""Where a project lies, and hashes that notice every change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.project import Project, digest_of, digest_of_files, find
from tests.fixtures_site import ROOT


def test_a_project_is_found_from_any_folder_below_it() -> None:
    assert find(ROOT / "content" / "resources") == Project(ROOT)
    assert find(ROOT) == Project(ROOT)


def test_elsewhere_there_is_no_project(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    (tmp_path / "mkdocs.yml").touch()
    assert find(tmp_path) is None


@settings(deadline=None)
@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_texts_have_different_hashes(one: list[str], other: list[str]) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_a_hash_of_files_notices_names_bytes_and_new_files(tmp_path: Path) -> None:
    seen = set()

    def look() -> None:
        seen.add(digest_of_files(tmp_path, ("*.py", "*.html")))

    (tmp_path / "one.py").write_text("1")
    look()
    (tmp_path / "one.py").write_text("2")
    look()
    (tmp_path / "one.py").rename(tmp_path / "two.py")
    look()
    (tmp_path / "page.html").write_text("")
    look()
    assert len(seen) == 4


def test_a_hash_of_files_leaves_out_what_does_not_count(tmp_path: Path) -> None:
    before = digest_of_files(tmp_path, ("*.py",))
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "one.py").write_text("")
    assert digest_of_files(tmp_path, ("*.py",)) == before


def test_shells_depend_on_everything_around_a_page(tmp_path: Path) -> None:
    for folder in ("docs/en", "docs/es", "overrides"):
        (tmp_path / folder).mkdir(parents=True)
    project = Project(tmp_path)
    seen = [project.shell_digest("en", ["HUB_SITE_URL="])]
    for name in ("docs/en/index.md", "overrides/main.html", "mkdocs.yml", "macros.py", "hooks.py"):
        (tmp_path / name).write_text("new")
        seen.append(project.shell_digest("en", ["HUB_SITE_URL="]))
    seen += [
        project.shell_digest("en", ["HUB_SITE_URL=https://hub.example/"]),
        project.shell_digest("es", ["HUB_SITE_URL="]),
    ]
    assert len(set(seen)) == len(seen)


def test_shells_do_not_depend_on_content(tmp_path: Path) -> None:
    before = Project(tmp_path).shell_digest("en", [])
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "timeline.yml").write_text("")
    assert Project(tmp_path).shell_digest("en", []) == before


def test_whatever_the_program_reads_or_gives_away_is_part_of_its_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.project.CODE", tmp_path)
    seen = {Project(tmp_path).code_digest}
    for name in ("a.py", "a.html", "a.po", "a.json", "data/pagefind.js", "data/wasm.en.pagefind"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("new")
        seen.add(Project(tmp_path).code_digest)
    assert len(seen) == 7
