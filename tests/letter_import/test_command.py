"""`hub letter import` and `hub letter from-form` at the terminal: what they print, and what they exit with."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub.cli import app
from tests.conftest import MakeProject
from tests.letter_import import files
from tests.letter_import.files import letter, picture, saved
from tests.test_letter_form import event, form

ID = "sample-valley-unified-school-district-castl-k12"


@pytest.fixture
def root(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the working folder, with a letter beside it."""
    made = project({"mkdocs.yml": "site_name: A hub\n", "letter.docx": saved(letter(picture()))})
    monkeypatch.chdir(made)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    return made


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["letter", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_an_import_tells_what_it_did_and_what_the_check_says(root: Path) -> None:
    status, out, _ = run("import", "letter.docx")
    assert status == 0
    assert f"Written: content/commitments/{ID}.md" in out
    assert f"Written: content/commitments/attachments/{ID}.png" in out
    assert f"Organization: {files.ORGANIZATION} (from the letterhead)" in out
    assert f"{ID}.md: The letter is complete." in out
    before = (root / f"content/commitments/{ID}.md").read_bytes()
    status, out, err = run("import", "letter.docx")
    assert (status, out) == (2, "") and "this file exists already" in err and "--output" in err
    assert (root / f"content/commitments/{ID}.md").read_bytes() == before


def test_what_an_import_would_write_is_shown(root: Path) -> None:
    before = sorted(root.rglob("*"))
    status, out, _ = run("import", "letter.docx", "--dry-run")
    assert status == 0 and sorted(path for path in root.rglob("*") if ".cache" not in path.parts) == before
    assert f"Would be written: content/commitments/{ID}.md" in out
    assert f"Would be written: content/commitments/attachments/{ID}.png" in out
    assert run("import", "letter.docx")[0] == 0
    assert (root / f"content/commitments/{ID}.md").read_text(encoding="utf-8").strip() in out
    status, _, err = run("import", "letter.docx", "--dry-run")
    assert (status, "this file exists already" in err) == (2, True), err


@pytest.mark.usefixtures("root")
def test_an_import_in_spanish_under_another_name() -> None:
    status, out, _ = run("import", "letter.docx", "--language", "es", "-o", "content/commitments/otra.md")
    assert status == 0 and "Escrito: content/commitments/otra.md" in out and "Reconocido:" in out


@pytest.mark.parametrize(
    ("arguments", "expected", "said"),
    [
        (["nothing.docx"], 2, "No such file"),
        (["letter.docx", "--call", "castl-k13"], 2, "did you mean `castl-k12`?"),
        (["letter.docx", "--output", "content/commitments/UPPER.md"], 2, "bad-slug"),
        (["old.doc"], 1, "letter-file-kind"),
        (["\n::error::forged.pdf"], 1, "letter-file-damaged"),
    ],
)
def test_what_is_refused(root: Path, arguments: list[str], expected: int, said: str) -> None:
    (root / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (root / "\n::error::forged.pdf").write_bytes(b"no PDF")
    status, out, err = run("import", *arguments)
    assert (status, out) == (expected, "") and said in err
    assert not any(line.startswith("::") for line in err.splitlines())
    assert not (root / "content/commitments").exists()


def test_outside_of_a_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("import", "from-form"):
        status, _, err = run(command, "letter.docx")
        assert status == 2 and "this folder is not inside a hub" in err


def test_a_form_becomes_a_letter(root: Path) -> None:
    (root / "event.json").write_bytes(event(form()))
    status, out, _ = run("from-form", "event.json")
    assert status == 0 and f"Written: content/commitments/{ID}.md" in out
    text = (root / f"content/commitments/{ID}.md").read_text()
    assert "signatory_title: Superintendent\n" in text and "status: submitted\n" in text


def test_a_form_that_is_not_filled_in(root: Path) -> None:
    (root / "issue.md").write_text(form(date="_No response_", title="_No response_"))
    status, out, err = run("from-form", "issue.md")
    assert (status, out) == (1, "") and err.count("[letter-form-field]") == 2
    assert not (root / "content/commitments").exists()
