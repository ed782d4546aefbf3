"""`hub verify` and `hub ledger` on a site of a few files."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub import ledger
from hub.cli import app
from hub.tree import Tree


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a built site, as the working folder."""
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "site").mkdir()
    growing = Tree(tmp_path / "site", tmp_path / "old", {})
    for path in ("index.html", "about/index.html", "es/about/index.html", "feed.atom", "404.html"):
        growing.write(path, path.encode(), "")
    growing.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_a_whole_site_is_verified_by_name_or_where_it_stands(root: Path) -> None:
    said = (0, "verified: 5 files, each as the manifest lists it\n")
    assert run("verify") == run("verify", "site") == run("verify", str(root / "site")) == said


def test_a_site_that_differs_is_told_of_line_by_line(root: Path) -> None:
    (root / "site/index.html").write_text("changed")
    (root / "site/more.html").write_text("more")
    (root / "site/feed.atom").unlink()
    status, said = run("verify")
    assert status == 1
    told = [line.split(": ")[0] for line in said.splitlines() if not line.startswith(" ")]
    assert told == ["feed.atom:1:1", "index.html:1:1", "more.html:1:1"]


def test_a_folder_that_is_not_there_is_misuse() -> None:
    assert run("verify", "no-such-folder")[0] == 2


def test_the_ledger_is_begun_checked_and_kept_in_order(root: Path) -> None:
    file = root / "content" / ledger.FILE
    status, said = run("ledger", "--check")
    assert status == 1 and "about/: is published" in said and "3 addresses in all" in said and not file.exists()
    assert run("ledger") == (0, "ledger: 3 addresses added, 3 in all\n")
    assert run("ledger", "--check") == (0, "")
    file.write_text("zoo/ -> about/\nabout/\n")
    assert run("ledger", "site") == (0, "ledger: 2 addresses added, 4 in all\n")
    assert file.read_text() == f"{ledger.HEAD}about/\nes/about/\nfeed.atom\nzoo/ -> about/\n"


def test_without_a_site_the_ledger_is_not_touched(root: Path) -> None:
    (root / "site/manifest.json").unlink()
    assert run("ledger")[0] == run("ledger", "nowhere")[0] == 2
    assert not (root / "content" / ledger.FILE).exists()


def test_a_broken_ledger_is_not_written_over(root: Path) -> None:
    file = root / "content" / ledger.FILE
    file.write_text("about/\nabout/\n")
    status, said = run("ledger")
    assert status == 1 and "addresses.txt:2:1" in said
    assert file.read_text() == "about/\nabout/\n"
