"""`hub letter check` and `hub check`: the report of letters, in every voice and both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub.cli import app
from tests.conftest import MakeProject
from tests.letters.cases import GOLDEN

FAIR = (GOLDEN / "castl" / "fair.md").read_text()
TEXT = (GOLDEN / "castl" / "pasted.md").read_text().split("---\n", 2)[2]
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795219200", "HUB_SITE_URL": "https://hub.example/"}
NAME = "Sample Valley Unified School District"
SUBMITTED = FAIR.replace("status: submitted", "status: submitted\nsources: [curator]")


@pytest.fixture
def hub(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of the reference files, as the working folder."""
    root = project({"mkdocs.yml": "site_name: Hub\n", "docs/en/index.md": "# Hub\n"})
    monkeypatch.chdir(root)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return root


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_complete_letter(hub: Path) -> None:
    (hub / "letter.md").write_text(FAIR)
    status, out, err = run("letter", "check", "letter.md")
    assert (status, err) == (0, "")
    assert out.startswith("letter.md: The letter is complete.\n  Official letterhead: present\n")


def test_a_text_without_front_matter(hub: Path) -> None:
    (hub / "letter.txt").write_text(TEXT, newline="\r\n")
    status, out, _ = run("letter", "check", "letter.txt")
    assert status == 0 and f"it was read as that of {NAME}." in out
    status, out, _ = run("letter", "check", "letter.txt", "--organization", NAME)
    assert status == 0 and "it was read as" not in out
    status, out, _ = run("letter", "check", "letter.txt", "--organization", "Simple Valley Unified School District")
    assert status == 1 and "The pledge is not in the name of Simple Valley Unified School District" in out


def test_spaces_at_the_beginning_of_a_line_are_no_code_in_a_text(hub: Path) -> None:
    (hub / "letter.txt").write_text("\n".join(" " * 8 + line for line in TEXT.split("\n")))
    assert run("letter", "check", "letter.txt")[0] == 0
    (hub / "letter.md").write_text("\n".join(" " * 8 + line for line in TEXT.split("\n")))
    status, out, _ = run("letter", "check", "letter.md")
    assert status == 1 and "Some text is code, or indented by four spaces" in out


def test_a_letter_that_pledges_by_its_short_name_needs_no_other_name(hub: Path) -> None:
    text = TEXT.replace("The mission of our district", f"The mission of {NAME} (SVUSD)").replace(
        f"{NAME} commits", "SVUSD commits"
    )
    (hub / "letter.md").write_text(text)
    status, out, _ = run("letter", "check", "letter.md")
    assert status == 0 and f"it was read as that of {NAME}." in out


def test_what_is_missing_has_its_line_and_the_text_to_paste(hub: Path) -> None:
    wrong = FAIR.replace("a coherent strategy for", "an incoherent strategy for")
    (hub / "letter.md").write_text(wrong)
    line = wrong[: wrong.index("- develop an")].count("\n") + 1
    status, out, _ = run("letter", "check", "letter.md")
    assert status == 1
    assert f"        line {line}: Other words change what the goal says: “develop an incoherent strategy" in out
    assert f"        line {line}: the call prints “a coherent”, the letter has “an incoherent”\n" in out
    assert "          develop a coherent strategy for supporting implementation" in out
    status, out, _ = run("letter", "check", "--language", "es", "letter.md")
    assert status == 1 and f"línea {line}: Otras palabras cambian lo que dice el objetivo" in out


def test_the_report_as_data_and_annotations(hub: Path) -> None:
    text = FAIR.replace("commits to supporting", "considers supporting") + "\nDRAFT\n"
    (hub / "letter.md").write_text(text)
    pledge, draft = (text[: text.index(words)].count("\n") + 1 for words in ("considers", "DRAFT"))
    status, out, _ = run("letter", "check", "letter.md", "--format", "json")
    (letter,) = json.loads(out)["letters"]
    assert (status, letter["path"], letter["overall"], letter["doubts"][0]["code"]) == (
        1,
        "letter.md",
        "incomplete",
        "draft",
    )
    status, out, _ = run("letter", "check", "letter.md", "--format", "github")
    first, second = out.splitlines()
    assert first.startswith(
        f"::error file=letter.md,line={pledge},col=1,title=letter-component-missing::The pledge of support: "
    )
    assert second.startswith(
        f"::notice file=letter.md,line={draft},col=1,title=letter-needs-a-person::The letter as a whole: "
    )
    status, out, _ = run("letter", "check", "letter.md", "--format", "rdjson", "--language", "es")
    rows = json.loads(out)["diagnostics"]
    assert [row["severity"] for row in rows] == ["ERROR", "INFO"]
    assert "Esto no compromete" in rows[0]["message"]


@pytest.mark.parametrize(
    ("name", "content", "arguments", "told"),
    [
        ("letter.docx", b"PK", (), "run `hub letter import letter.docx` first"),
        ("letter.md", b"\xff\xfe", (), "letter.md:1:1: error: the byte 0xff is not UTF-8 text"),
        ("letter.md", b"---\nname: [\n---\n", (), "error:"),
        ("letter.md", b"x" * 70_000, (), "the file is larger than 65,536 bytes"),
        ("letter.md", b"x\n" * 2_001, (), "the text has 2,001 lines; the limit is 2,000"),
        ("letter.txt", b"[" * 501, (), "the text has 501 brackets `[`; the limit is 500"),
        ("letter.md", b"x", ("--call", "castl-k13"), "did you mean `castl-k12`?"),
        (
            "letter.md",
            FAIR.replace("call_version: 1", "call_version: 9").encode(),
            (),
            "`castl-k12` has no version `9`",
        ),
        ("folder/letter.md", b"x", (), "there is no such file"),
    ],
)
def test_a_file_that_cannot_be_checked(
    hub: Path, name: str, content: bytes, arguments: tuple[str, ...], told: str
) -> None:
    (hub / name).parent.mkdir(exist_ok=True)
    (hub / name).write_bytes(content)
    asked = name if "/" not in name else "folder"
    status, _, err = run("letter", "check", asked, *arguments)
    assert status == 1 and told in err


def test_one_wrong_file_does_not_hide_the_others(hub: Path) -> None:
    (hub / "letter.md").write_text(FAIR)
    status, out, err = run("letter", "check", "nowhere.md", "letter.md")
    assert status == 1 and "letter.md: The letter is complete." in out and "nowhere.md:1:1" in err


def test_a_second_letter_is_seen_from_outside(hub: Path) -> None:
    kept = hub / "content" / "commitments" / "sample.md"
    kept.parent.mkdir()
    kept.write_text(SUBMITTED)
    (hub / "letter.md").write_text(FAIR)
    status, out, _ = run("letter", "check", "letter.md")
    assert status == 0 and "There is another letter of this organization to this call: sample." in out
    status, out, _ = run("letter", "check", "content/commitments/sample.md")
    assert "The letter is complete." in out, "the letter itself is no other letter"


def test_hub_check_prints_the_report_of_what_is_not_complete(hub: Path) -> None:
    folder = hub / "content" / "commitments"
    folder.mkdir()
    (folder / "fair.md").write_text(SUBMITTED)
    wrong = SUBMITTED.replace(NAME, "Invented Hills Unified School District").replace("commits to", "may consider")
    (folder / "wrong.md").write_text(wrong)
    status, out, err = run("check", "content/commitments")
    line = wrong[: wrong.index("may consider")].count("\n") + 1
    place = f"content/commitments/wrong.md:{line}:1: error: The pledge of support: This does not commit"
    assert status == 1 and place in err
    assert "content/commitments/wrong.md: The letter is not complete.\n" in out
    assert f"    line {line}: This does not commit, it only considers or hopes" in out
    assert "fair.md: The letter" not in out
    status, out, _ = run("check", "content/commitments", "--format", "json")
    (letter,) = json.loads(out)["letters"]
    assert (letter["path"], letter["overall"]) == ("content/commitments/wrong.md", "incomplete")
    status, out, err = run("check", "content/commitments", "--language", "es")
    assert "content/commitments/wrong.md: La carta no está completa.\n" in out
    assert f"wrong.md:{line}:1: error: La promesa de apoyo: Esto no compromete" in err
