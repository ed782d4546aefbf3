"""`hub letter accept`: what it prints is what the rules want, and it refuses what a maintainer must not accept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub import checks
from hub.cli import app
from hub.letter_accept import Acceptance, NotAccepted, accept
from hub.load import Loaded, load
from tests import fictional
from tests.conftest import MakeProject

TODAY, DAY = "2026-11-21", "2026-11-20"
FILE = "content/commitments/sample.md"
ORGANIZATION = f"name: {fictional.DISTRICT}\ntype: school-district\nsources: [curator]\n"
HEAD = """---
organization: {organization}
date: 2026-03-02
signatory_name: {name}
signatory_title: Superintendent
letterhead: {organization}
call: castl-k12
status: {status}
{more}sources: [curator]
---

"""
SUBMITTED = "history:\n- date: 2026-03-05\n  status: submitted\n"


@pytest.fixture
def made(project: MakeProject) -> Path:
    """A project with a fictional organization and no letter."""
    return project({"content/organizations/sample.yml": ORGANIZATION, "mkdocs.yml": ""})


def put(
    root: Path, text: str | None = None, status: str = "submitted", more: str = "", name: str = "Ada Example"
) -> Path:
    """Writes the letter; its text is complete unless another is given."""
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    head = HEAD.format(organization=fictional.DISTRICT, status=status, more=more, name=name)
    body = fictional.text_of(fictional.DISTRICT) if text is None else text
    path.write_text(head + body, encoding="utf-8")
    return path


def accepted(root: Path, day: str = DAY, language: str = "en") -> Acceptance:
    return accept(root, load(root / "content"), root / FILE, day, TODAY, language)


def refused(root: Path, day: str = DAY) -> list[str]:
    with pytest.raises(NotAccepted) as caught:
        accepted(root, day)
    assert not caught.value.misuse
    return [problem.code for problem in caught.value.problems]


def errors(root: Path) -> list[str]:
    found: Loaded = load(root / "content")
    problems = found.problems + checks.run(found.catalogue, root, TODAY)
    return [problem.code for problem in problems if problem.place.path == FILE and problem.severity.value == "error"]


@pytest.mark.parametrize("more", ["", SUBMITTED, SUBMITTED.replace("- ", "    - ").replace("  status", "      status")])
def test_what_is_pasted_is_what_the_rules_want(made: Path, more: str) -> None:
    put(made, more=more)
    lines = accepted(made).lines
    assert lines[0] == "history:" if not more else lines[0].endswith(f"- date: {DAY}")
    pasted = more + "\n".join(lines) + "\n"
    put(made, status="accepted", more=pasted)
    assert errors(made) == []
    again = accepted(made)
    assert again.lines == () and "nothing to do" in again.advice[0]


def test_a_summary_is_accepted_as_what_it_is_and_a_person_is_told(made: Path) -> None:
    more = "body_is: summary\nnote: A summary by the hub's editors.\n"
    put(made, more=more)
    first = accepted(made)
    assert any("this is a summary" in doubt for doubt in first.doubts)
    put(made, status="accepted", more=more + "\n".join(first.lines) + "\n")
    assert first.lines[-1] == "    body_is: summary"
    assert errors(made) == [] and accepted(made).lines == ()
    path = put(made, status="accepted", more="\n".join(first.lines) + "\n")
    assert errors(made) == ["accepted-letter-changed"]
    assert accepted(made).lines, "the letter itself takes the place of the summary"
    assert path.is_file()


def test_a_name_that_yaml_would_read_otherwise_is_quoted(made: Path) -> None:
    put(made, name='"Example, Ada: \\"the\\" first"')
    assert '  signatory_name: "Example, Ada: \\"the\\" first"' in "\n".join(accepted(made).lines)


def test_the_status_may_be_changed_first(made: Path) -> None:
    put(made, status="accepted")
    assert errors(made) == ["letter-status-differs"]
    assert accepted(made).lines


def test_an_incomplete_letter_is_refused(made: Path) -> None:
    put(made, fictional.text_of(fictional.DISTRICT).replace("commits to supporting", "may support"))
    assert set(refused(made)) == {"letter-component-missing"}


def test_a_letter_that_cannot_be_read_is_refused(made: Path) -> None:
    put(made, more="colour: red\n")
    assert refused(made) == ["unknown-field"]


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("withdrawn", "history:\n- {date: 2026-04-01, status: withdrawn, reason: Asked for.}\n"),
        ("superseded", "superseded_by: other\nhistory:\n- {date: 2026-04-01, status: superseded}\n"),
    ],
)
def test_a_letter_that_is_no_longer_valid_is_refused(made: Path, status: str, more: str) -> None:
    put(made, status=status, more=more)
    assert "letter-status-differs" in refused(made)


def test_a_changed_text_with_the_old_date_is_refused(made: Path) -> None:
    put(made)
    lines = "\n".join(accepted(made).lines) + "\n"
    changed = fictional.text_of(fictional.DISTRICT).replace("every school", "some schools")
    path = put(made, changed, status="accepted", more=lines)
    assert refused(made) == ["accepted-letter-changed"]
    path.write_text(path.read_text().replace("\ndate: 2026-03-02", "\ndate: 2026-11-20"))
    assert accepted(made).lines, "with a new date it is a new letter"


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-04"])
def test_a_day_before_the_letter_or_its_last_step_is_refused(made: Path, day: str) -> None:
    put(made, more=SUBMITTED)
    assert refused(made, day) == ["letter-history-order"]


def test_what_the_check_leaves_to_a_person_is_said(made: Path) -> None:
    put(made, "This is a draft.\n\n" + fictional.text_of(fictional.DISTRICT))
    for language, word in (("en", "draft"), ("es", "borrador")):
        assert any(word in doubt for doubt in accepted(made, language=language).doubts)


@pytest.mark.parametrize("name", ["content/commitments/sampel.md", "content/calls/castl-k12.yml", "../elsewhere.md"])
def test_a_file_without_a_letter_is_misuse(made: Path, name: str) -> None:
    put(made)
    with pytest.raises(NotAccepted) as caught:
        accept(made, load(made / "content"), (made / name).resolve(), DAY, TODAY)
    assert caught.value.misuse
    if name.endswith("sampel.md"):
        assert f"did you mean `{FILE}`?" in caught.value.problems[0].hint


def test_the_command_prints_the_lines_and_edits_nothing(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(made)
    before = path.read_bytes()
    monkeypatch.chdir(made)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")
    run = CliRunner().invoke(app, ["letter", "accept", FILE, "--date", DAY])
    assert run.exit_code == 0, run.output
    assert re.search(
        rf"^history:\n  - date: {DAY}\n    status: accepted\n    text_sha256: [0-9a-f]{{64}}\n", run.output
    )
    assert path.read_bytes() == before
    assert CliRunner().invoke(app, ["letter", "accept", FILE, "--date", "2026-02-30"]).exit_code == 2
    assert CliRunner().invoke(app, ["letter", "accept", "content/no.md"]).exit_code == 2
    put(made, "Nothing of all this.")
    assert CliRunner().invoke(app, ["letter", "accept", FILE, "--date", DAY]).exit_code == 1
