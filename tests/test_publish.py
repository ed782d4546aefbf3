"""Publishing: the site on disk is the old one or the new one, whole, and a folder of somebody else is never touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub import publish
from tests.fixtures_site import environment, tree_of


def published(folder: Path, text: str = "old") -> Path:
    """A published site of one page."""
    with publish.staging(folder) as building:
        (building / "index.html").write_text(text)
        publish.swap(building, folder, text)
    return folder


def refusal(output: Path) -> str:
    with pytest.raises(publish.NotPublished) as caught, publish.staging(output):
        raise AssertionError("the folder was accepted")
    problem = caught.value.problem
    assert problem.message and problem.hint
    return problem.code


def test_a_first_site_appears_whole_with_its_marker(tmp_path: Path) -> None:
    output = published(tmp_path / "site")
    assert set(tree_of(output)) == {"index.html", publish.MARKER}
    assert "old" in (output / publish.MARKER).read_text()


def test_a_second_site_replaces_the_first_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    output = published(tmp_path / "site")
    (output / "left-over.html").write_text("of the first site")
    published(output, "new")
    assert (output / "index.html").read_text() == "new"
    assert not (output / "left-over.html").exists()
    assert sorted(os.listdir(tmp_path)) == [".site.lock", "site"]


def test_a_folder_above_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert (published(tmp_path / "far" / "away" / "site") / "index.html").is_file()


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    published(tmp_path / "site")


def test_a_failing_build_leaves_the_old_site_and_cleans_up(tmp_path: Path) -> None:
    output = published(tmp_path / "site")
    before = tree_of(output)
    with pytest.raises(RuntimeError), publish.staging(output) as building:
        (building / "index.html").write_text("half")
        raise RuntimeError("the build failed")
    assert tree_of(output) == before
    assert not (tmp_path / "site.building").exists()


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "site.building").mkdir()
    publish.mark(tmp_path / "site.building")
    (tmp_path / "site.building" / "half.html").write_text("half")
    assert "half.html" not in tree_of(published(tmp_path / "site"))
    assert sorted(os.listdir(tmp_path)) == [".site.lock", "site"]


def test_a_folder_of_others_where_the_next_site_is_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site.building").mkdir()
    (tmp_path / "site.building" / "thesis.txt").write_text("a year of work")
    assert refusal(tmp_path / "site") == "output-not-ours"
    assert tree_of(tmp_path / "site.building") == {"thesis.txt": b"a year of work"}


def test_the_mark_of_a_folder_of_our_own_goes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is killed while it removes what another one left must not leave what looks like somebody else's."""
    output, building = published(tmp_path / "site"), tmp_path / "site.building"
    (building / "a" / "b").mkdir(parents=True)
    publish.mark(building)
    (building / "half.html").write_text("half")
    real, seen = os.unlink, list[str]()

    def watched(path: str | Path, **more: int) -> None:
        seen.append(Path(path).name)
        assert (building / publish.MARKER).is_file() or not (building / "a").exists()
        real(path, **more)

    monkeypatch.setattr(os, "unlink", watched)
    published(output, "new")
    assert "half.html" in seen


def test_an_old_site_that_was_set_aside_is_put_back(tmp_path: Path) -> None:
    """Where folders cannot be exchanged, a build may be killed between the two renames."""
    output = published(tmp_path / "site")
    output.rename(tmp_path / "site.old")
    with pytest.raises(RuntimeError), publish.staging(output):
        raise RuntimeError("the build failed")
    assert (output / "index.html").read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == [".site.lock", "site"]


def test_only_a_whole_site_has_a_token(tmp_path: Path) -> None:
    output = published(tmp_path / "site", "0123")
    assert publish.token_of(output) == "0123"
    publish.mark(output)
    assert publish.token_of(output) == ""
    (output / publish.MARKER).write_text("of another program\n0123\n")
    assert publish.token_of(output) == ""
    assert publish.token_of(tmp_path / "nowhere") == ""


def test_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("a year of work")
    assert refusal(tmp_path) == "output-not-ours"
    assert tree_of(tmp_path) == {"precious.txt": b"a year of work"}


@pytest.mark.parametrize("output", ["content", "content/resources/new", "docs/../content", ".", "..", "there"])
def test_what_is_read_is_no_place_for_a_site(tmp_path: Path, output: str) -> None:
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "docs").mkdir()
    (project / "there").symlink_to("content")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(publish.NotPublished) as caught:
        publish.keep_out(project / output, [project / "content"])
    assert caught.value.problem.code == "output-not-ours" and "content/" in caught.value.problem.message
    assert sorted(tmp_path.rglob("*")) == before, "not even a lock"
    for other in ("site", "contents", ".cache/site", "../site"):
        publish.keep_out(project / other, [project / "content"])


def test_a_file_or_link_as_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "nowhere").symlink_to("missing")
    assert {refusal(tmp_path / name) for name in ("file", "link", "nowhere")} == {"output-not-a-folder"}
    assert refusal(Path("/")) == "output-not-ours"


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file" / "site") == "cannot-write"


def test_two_builds_of_one_site_are_kept_apart(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with publish.staging(output):
        assert refusal(output) == "build-running"
        with publish.staging(tmp_path / "another"):
            pass


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    output = tmp_path / "site"
    code = (
        "import sys, time; from pathlib import Path; from hub import publish\n"
        "with publish.staging(Path(sys.argv[1])): print('locked', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as other:
        assert other.stdout and other.stdout.readline() == "locked\n"
        assert refusal(output) == "build-running"
        other.kill()
    published(output)


def test_an_unchanged_file_is_taken_by_link(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("same")
    publish.take(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").samefile(tmp_path / "old")


def test_a_file_that_was_taken_already_is_taken_again(tmp_path: Path) -> None:
    """By a process that died before it could say so."""
    (tmp_path / "old").write_text("words")
    for _ in range(2):
        publish.take(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").samefile(tmp_path / "old")


def test_where_links_cannot_be_made_a_file_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "old").write_text("same")
    publish.take(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").read_text() == "same"


def test_without_a_single_step_the_site_is_swapped_in_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = published(tmp_path / "site")
    monkeypatch.setattr(publish, "_exchange", lambda *_: False)
    published(output, "new")
    assert (output / "index.html").read_text() == "new"
    assert sorted(os.listdir(tmp_path)) == [".site.lock", "site"]
