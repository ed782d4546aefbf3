"""The command line: what it prints, what it exits with, and that it never destroys anything."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub import __version__, ahead
from hub.cli import app
from hub.project import Project
from tests import fixtures_site
from tests.fixtures_site import ENVIRONMENT, environment

COMMANDS: tuple[list[str], ...] = (
    [],
    ["build"],
    ["serve"],
    ["check"],
    ["new"],
    ["new", "resource"],
    ["new", "letter"],
    ["letter"],
    ["letter", "import"],
    ["letter", "from-form"],
    ["letter", "check"],
    ["letter", "accept"],
    ["schema"],
    ["verify"],
    ["ledger"],
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project for this module; a test that adds files removes them."""
    return fixtures_site.copy_project(tmp_path_factory.mktemp("cli") / "project", like=fixtures_site.the_site().project)


@pytest.fixture
def project(copy: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The copy, as the working folder."""
    monkeypatch.chdir(copy.root)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return copy


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, output and errors of a command in this process."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def hub(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as people run it."""
    return subprocess.run(
        [sys.executable, "-m", "hub", *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command: list[str]) -> None:
    status, out, _ = run(*command, "--help")
    assert status == 0
    assert "Usage:" in out and len(out.splitlines()) > 5


def test_the_version_is_told() -> None:
    assert run("--version")[:2] == (0, f"{__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [["no-such-command"], ["build", "--no-such-option"], ["serve", "--port", "70000"], ["check", "-f", "xml"]],
)
def test_misuse_is_told_with_status_2(arguments: list[str]) -> None:
    status, _, err = run(*arguments)
    assert status == 2 and err


@pytest.mark.parametrize(
    "arguments", [["build"], ["check"], ["serve"], ["schema"], ["new", "resource", "a", "b"], ["new", "letter", "a"]]
)
def test_outside_of_a_hub_every_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run(*arguments)
    assert status == 2
    assert "this folder is not inside a hub" in err and "mkdocs.yml" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("project")
def test_a_wrong_address_in_the_environment_is_misuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_SITE_URL", "hub.example")
    status, _, err = run("check")
    assert status == 2 and "HUB_SITE_URL" in err and "https://hub.example/" in err


# build


def test_a_build_says_where_the_site_is_and_what_it_took(project: Project, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = hub(project.root / "content", "build", "--no-search", "--output", str(output))
    assert done.returncode == 0, done.stderr
    counts = re.search(
        r"content: ([\d,]+) files read: ([\d,]+) accepted, ([\d,]+) with findings, ([\d,]+) rejected", done.stdout
    )
    assert counts
    total, *parts = (int(number.replace(",", "")) for number in counts.groups())
    assert (
        total
        == sum(parts)
        == sum(1 for path in project.content.rglob("[!.]*") if path.is_file() and "schemas" not in path.parts)
    )
    assert re.search(r"pages:   [\d,]+ in the site, [\d,]+ of them drawn anew, in [\d.]+ seconds", done.stdout)
    assert f"site:    {output / 'index.html'}" in done.stdout
    assert (output / "index.html").is_file()


# check


@pytest.fixture
def mistake(project: Project) -> Iterator[Path]:
    """A record whose mistakes try to forge lines of a log. Removed again after the test."""
    path = project.content / "resources" / "castl-k12" / "bad.yml"
    path.write_text(
        'title: "One\\n::error file=x::forged"\nsummary: S\ntype: "report\\n::error::forged"\n'
        "added: 2026-11-21\nsumary: x\n"
    )
    try:
        yield path
    finally:
        path.unlink()


@pytest.mark.usefixtures("project")
def test_good_content_passes() -> None:
    status, out, _ = run("check")
    assert status == 0
    assert re.search(r"\d+ files read: \d+ accepted, \d+ with findings, 0 rejected; 0 errors", out)


@pytest.mark.usefixtures("project", "mistake")
def test_mistakes_are_told_with_place_reason_and_what_to_type() -> None:
    status, out, err = run("check")
    assert status == 1
    assert re.search(r"^content/resources/castl-k12/bad\.yml:5:1: error: .*`sumary`.*\[[a-z-]+\]$", err, re.MULTILINE)
    assert "did you mean `summary`?" in err
    assert "1 rejected" in out


@pytest.mark.usefixtures("mistake")
@pytest.mark.parametrize("format", ["text", "json", "github", "rdjson"])
@pytest.mark.usefixtures("project")
def test_no_content_starts_a_line_of_a_log(format: str) -> None:
    status, out, err = run("check", "--format", format)
    assert status == 1
    for line in re.split(r"[\n\r\u2028\u2029\x85]", out + err):
        assert "forged" not in line.split("::")[0]
        assert not line.startswith("::error::") and not line.startswith("::error file=x")


@pytest.mark.usefixtures("mistake")
def test_json_can_be_read_by_programs(project: Project) -> None:
    found = json.loads(run("check", "--format", "json")[1])["problems"]
    mine = [row for row in found if row["path"] == "content/resources/castl-k12/bad.yml"]
    assert mine
    for row in found:
        assert set(row) == {"path", "line", "column", "severity", "code", "message", "hint"}
        assert (project.root / row["path"]).exists() and row["severity"] in ("error", "warning", "finding")


@pytest.mark.usefixtures("project", "mistake")
def test_rdjson_is_what_reviewdog_reads() -> None:
    found = json.loads(run("check", "--format", "rdjson")[1])
    assert found["source"]["name"] == "hub"
    for diagnostic in found["diagnostics"]:
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["location"]["path"] and diagnostic["message"] and diagnostic["code"]["value"]


@pytest.mark.usefixtures("project", "mistake")
def test_github_gets_one_annotation_a_line() -> None:
    lines = run("check", "--format", "github")[1].splitlines()
    assert lines
    for line in lines:
        assert re.match(r"::(error|warning|notice) file=[^,:]+(,line=\d+,col=\d+)?,title=[a-z-]+::.+$", line), line


@pytest.mark.usefixtures("project")
def test_formats_for_programs_are_valid_without_problems_too() -> None:
    path = "content/calls"
    assert json.loads(run("check", path, "--format", "json")[1]) == {"problems": [], "letters": []}
    assert json.loads(run("check", path, "--format", "rdjson")[1])["diagnostics"] == []
    assert run("check", path, "--format", "github")[1] == ""


def test_only_the_paths_that_were_asked_for_are_told(project: Project, mistake: Path) -> None:
    relative = mistake.relative_to(project.root).as_posix()
    assert run("check", relative)[0] == 1
    assert run("check", "content/resources/castl-k12")[0] == 1
    assert run("check", "content/organizations")[0] == 0
    assert run("check", "content/organizations", str(mistake))[0] == 1


@pytest.mark.usefixtures("project")
def test_the_files_that_were_asked_for_are_counted(mistake: Path) -> None:
    status, out, _ = run("check", "content/calls")
    assert status == 0
    assert re.match(r"1 file read: 1 accepted, 0 with findings, 0 rejected; 0 errors, .*; \d errors? elsewhere$", out)
    assert re.match(
        r"1 file read: 0 accepted, 0 with findings, 1 rejected; .* findings?$", run("check", str(mistake))[1]
    )
    status, _, err = run("check", "hub")
    assert status == 2 and "only the files of content/ and docs/ are" in err


@pytest.mark.usefixtures("project")
def test_a_path_that_is_not_there_is_misuse_with_the_nearest_name() -> None:
    status, _, err = run("check", "content/organizations/sdco.yml")
    assert status == 2
    assert "there is no content/organizations/sdco.yml" in err
    assert "did you mean `content/organizations/sdcoe.yml`?" in err


@pytest.mark.usefixtures("project")
def test_a_path_of_somewhere_else_is_misuse(tmp_path: Path) -> None:
    status, _, err = run("check", str(tmp_path))
    assert status == 2 and "is not in this hub" in err


def test_a_check_writes_nothing_but_its_cache(project: Project) -> None:
    before = {path for path in project.root.rglob("*") if ".cache" not in path.parts}
    run("check")
    assert {path for path in project.root.rglob("*") if ".cache" not in path.parts} == before


# new


def test_a_new_resource_teaches_and_is_never_overwritten(project: Project) -> None:
    status, out, _ = run("new", "resource", "castl-k12", "A Passing Guest")
    path = project.content / "resources" / "castl-k12" / "a-passing-guest.yml"
    try:
        assert status == 0 and "content/resources/castl-k12/a-passing-guest.yml" in out and "hub check" in out
        text = path.read_text(encoding="utf-8")
        assert "A Passing Guest" in text and text.count("#") > 5 and "2026-11-21" in text
        path.write_text("my work", encoding="utf-8")
        status, _, err = run("new", "resource", "castl-k12", "A Passing Guest")
        assert status == 2 and err
        assert path.read_text(encoding="utf-8") == "my work"
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("collection", "title"),
    [("castl-k13", "X Y"), ("../../../tmp", "X"), ("castl-k12", "!!!"), ("castl-k12", ""), ("", "X"), (".", "X")],
)
def test_a_new_resource_needs_a_collection_and_a_title(project: Project, collection: str, title: str) -> None:
    before = set(project.root.rglob("*.yml"))
    status, _, err = run("new", "resource", collection, title)
    assert status == 2 and err
    assert set(project.root.rglob("*.yml")) == before


@pytest.mark.parametrize("arguments", [("resource", "castl-k12", "A Dry Guest"), ("letter", "A Dry Guest")])
def test_what_would_be_written_is_shown(project: Project, arguments: tuple[str, ...]) -> None:
    before = sorted(project.content.rglob("*"))
    status, out, _ = run("new", *arguments, "--dry-run")
    assert status == 0 and sorted(project.content.rglob("*")) == before
    first, _, text = out.partition("\n\n")
    path = project.root / first.removeprefix("would be written: ")
    try:
        assert run("new", *arguments)[0] == 0
        assert path.read_text(encoding="utf-8").strip() == text.strip()
        assert run("new", *arguments, "--dry-run")[0] == 2, "it would not be written over"
    finally:
        path.unlink()


def test_a_new_letter_holds_the_statements_and_is_never_overwritten(project: Project) -> None:
    before = set((project.content / "commitments").iterdir())
    status, out, _ = run("new", "letter", "San Diego County Office of Education")
    (path,) = set((project.content / "commitments").iterdir()) - before
    try:
        assert status == 0 and path.relative_to(project.root).as_posix() in out
        assert "San Diego County Office of Education" in path.read_text(encoding="utf-8")
        path.write_text("my work", encoding="utf-8")
        assert run("new", "letter", "San Diego County Office of Education")[0] == 2
        assert path.read_text(encoding="utf-8") == "my work"
    finally:
        path.unlink()


# schema


def test_schemas_are_written_and_checked(project: Project) -> None:
    assert run("schema")[0] == 0
    folder = project.content / "schemas"
    try:
        files = sorted(folder.rglob("*.json"))
        assert files and all(json.loads(path.read_text(encoding="utf-8")) for path in files)
        assert run("schema", "--check")[0] == 0
        assert "all were current" in run("schema")[1]
        files[0].write_text("{}", encoding="utf-8")
        status, _, err = run("schema", "--check")
        assert status == 1 and files[0].name in err and "hub schema" in err
        assert files[0].read_text(encoding="utf-8") == "{}"
    finally:
        run("schema")


# Work in two processes


def test_a_build_begins_no_thread_to_say_what_it_does(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that moves by itself has one, and then nothing forks: files are read without a guard, in one process."""
    threads = [threading.active_count()]

    def asked(*arguments: object) -> None:
        arguments[-1]("a stage")  # type: ignore[operator]
        threads.append(threading.active_count())
        raise RuntimeError

    monkeypatch.setattr(ahead, "build", asked)
    monkeypatch.chdir(copy.root)
    CliRunner().invoke(app, ["build", "--output", str(copy.root / "elsewhere")])
    assert len(threads) == 2 and threads[0] == threads[1]


# A mistake of the program


def test_our_own_mistake_is_said_plainly_without_a_traceback(copy: Project) -> None:
    """Something that no user can cause: the program is made to fail inside."""
    code = (
        "import sys; sys.argv = ['hub', 'check']\n"
        "from hub import build, cli\n"
        "def fails(*_): raise RuntimeError('a\\n::error::forged')\n"
        "build.check = fails\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy.root,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "mistake of the program, not yours" in done.stderr
    assert "Traceback" not in done.stderr and "\n::error" not in done.stderr
    assert "Traceback" in (copy.cache / "crash.txt").read_text()


def test_output_that_is_not_read_to_its_end_is_no_crash(copy: Project) -> None:
    """`hub check | head -1` closes the pipe early."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "hub", "check", "--format", "json"],
            cwd=copy.root,
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert "Traceback" not in done.stderr
    assert "mistake of the program" not in done.stderr


def test_who_stops_the_program_while_it_is_loading_is_told_one_line() -> None:
    code = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # A shell may start what runs in the background without it.
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "hub.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from hub.__main__ import run
run()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=fixtures_site.ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2)])
def test_a_closed_stream_is_no_crash(copy: Project, closed: tuple[int, ...]) -> None:
    """`hub check >&-`; a program that is started by another one may have none."""

    def close() -> None:
        for number in closed:
            os.close(number)

    done = subprocess.run(
        [sys.executable, "-m", "hub", "check", "--format", "json"],
        cwd=copy.root,
        env=environment(),
        preexec_fn=close,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert bool(done.stdout) == (1 not in closed)


def test_what_was_promised_for_the_end_is_done() -> None:
    """The program ends without taking its memory apart, but folders for the time being are removed."""
    code = """
import atexit, sys
atexit.register(print, "the end")
sys.argv = ["hub", "--version"]
from hub.__main__ import run
run()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=fixtures_site.ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == ["the end"]
