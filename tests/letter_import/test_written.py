"""Letters that come in as files: what is recognized, what is written, and that nothing else happens."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from hub import checks
from hub.letter_import import Imported, ImportRefused, Order, draft_of, report, write
from hub.letter_import.draft import Draft, Note
from hub.load import load
from hub.problems import Severity, as_text
from tests.conftest import MakeProject
from tests.letter_import import files
from tests.letter_import.files import letter, picture, saved
from tests.test_scaffold import SECOND_CALL

TODAY = "2026-11-21"
ID = "sample-valley-unified-school-district-castl-k12"
BODY = f"""{files.ORGANIZATION}

March 2, 2026

Dear members of the collaborative,

{files.FIT}

{files.ACTION}

{files.LEAD_IN}

- {files.GOALS[0]}
- {files.GOALS[1]}
- {files.GOALS[2]}
- {files.GOALS[3]}

{files.PLEDGE}

Sincerely,

Ada Example\\
Superintendent
"""


def from_file(root: Path, name: str, raw: bytes, **order: object) -> Imported:
    path = root / name
    path.write_bytes(raw)
    return from_draft(root, draft_of(path), **order)


def from_draft(root: Path, draft: Draft, **order: object) -> Imported:
    catalogue = load(root / "content").catalogue
    return write(root, catalogue, draft, Order(**order), TODAY, "letter.docx")  # type: ignore[arg-type]


def refused(make: Callable[[], object]) -> ImportRefused:
    with pytest.raises(ImportRefused) as error:
        make()
    assert all(problem.hint for problem in error.value.problems)
    return error.value


def everything(root: Path) -> dict[str, bytes]:
    """All files of a folder but those that the test put in."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("kind", ["docx", "pdf", "txt", "md"])
def test_a_complete_letter_passes_every_check(project: MakeProject, kind: str) -> None:
    root = project({})
    lines = [line for block in BODY.replace("\\\n", "\n").split("\n") for line in _wrapped(block)]
    made = {
        "docx": saved(letter(picture())),
        "pdf": files.pdf([lines]),
        "txt": BODY.replace("\\\n", "\n").encode(),
        "md": BODY.encode(),
    }
    imported = from_file(root, f"letter.{kind}", made[kind])
    assert imported.path == root / f"content/commitments/{ID}.md" and imported.missing == ()
    loaded = load(root / "content", root / "cache")
    assert as_text(loaded.problems) == ""
    kept = loaded.catalogue.letters[ID]
    assert (kept.organization, kept.date) == (files.ORGANIZATION, "2026-03-02")
    assert (kept.signatory_name, kept.signatory_title) == ("Ada Example", "Superintendent")
    assert (kept.call, kept.status) == ("castl-k12", "submitted")
    found = [p for p in checks.run(loaded.catalogue, root, TODAY) if p.severity is Severity.ERROR]
    assert as_text(p for p in found if "commitments/" in p.place.path) == ""


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 95, subsequent_indent="  " if text.startswith("- ") else "") or [""]


def test_name_and_logo_come_from_the_header(project: MakeProject) -> None:
    root = project({})
    imported = from_file(root, "letter.docx", saved(letter(picture())))
    image = root / f"content/commitments/attachments/{ID}.png"
    assert imported.picture == image and image.read_bytes().startswith(b"\x89PNG")
    text = imported.path.read_text()
    assert f"letterhead: attachments/{ID}.png\n" in text
    assert f"---\n\n{files.ORGANIZATION}\\\nDivision of Instruction\n\nMarch 2, 2026\n" in text
    assert imported.body_line == text.split("\n").index(f"{files.ORGANIZATION}\\") + 1
    without = from_file(root, "b.docx", saved(letter()), output=root / "content/commitments/b.md")
    assert f"letterhead: {files.ORGANIZATION}, Division of Instruction\n" in without.path.read_text()
    assert without.picture is None


def test_a_letterhead_without_telephone_numbers(project: MakeProject) -> None:
    header = f"{files.ORGANIZATION}\t(555) 555-0142\tinfo@sample.example\twww.sample.example\tOffice of Science"
    header += "\t12 Example Street\tSample Valley, California 90000\tP.O. Box 7"
    imported = from_file(project({}), "letter.docx", saved(letter(header=header)))
    assert imported.facts["letterhead"] == f"{files.ORGANIZATION}, Office of Science"
    assert "555" not in imported.path.read_text()
    assert any("Telephone" in note.said for note in imported.notes)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x89PNG\r\n\x1a\n not a picture", "left out: it"),
        (picture()[:90], "left out: it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(3_000_000), "3,000,008 bytes"),
    ],
)
def test_a_logo_that_is_no_picture_is_left_out(project: MakeProject, raw: bytes, said: str) -> None:
    imported = from_draft(project({}), Draft(BODY, logo=raw))
    assert imported.picture is None
    assert said in " ".join(report.said(note) for note in imported.notes)


def test_the_report_says_what_was_guessed_and_what_is_missing(project: MakeProject) -> None:
    root = project({})
    body = BODY.replace("March 2, 2026", "03/04/2026").replace("Ada Example\\\nSuperintendent", "")
    imported = from_draft(root, Draft(body, notes=(Note("Comments were left out."), Note("Comments were left out."))))
    told = report.told(imported, root)
    assert told[0] == f"Written: content/commitments/{ID}.md"
    line = imported.path.read_text().split("\n").index(files.ORGANIZATION) + 1
    assert f"  Organization: {files.ORGANIZATION} (from the lines above the letter, line {line})" in told
    assert "  Date: type it into the line `date:` of the file" in told
    assert imported.missing == ("date", "signatory_name", "signatory_title")
    assert told.count("  - Comments were left out.") == 1
    assert {problem.code for problem in load(root / "content").problems} == {"placeholder-left"}
    assert "  - Se omitieron los comentarios." in report.told(imported, root, "es")


@pytest.mark.parametrize(
    ("change", "organization", "acronym"),
    [
        (("", ""), files.ORGANIZATION, None),
        ((f"{files.ORGANIZATION}\n\nMarch", "March"), files.ORGANIZATION, None),
        (
            (f"{files.ORGANIZATION}\n\nMarch", "SAMPLE VALLEY UNIFIED SCHOOL DISTRICT\n\nMarch"),
            files.ORGANIZATION,
            None,
        ),
        (("our district", f"the {files.ORGANIZATION} (SVUSD)"), files.ORGANIZATION, "SVUSD"),
        ((f"{files.ORGANIZATION} commits", f"We, the {files.ORGANIZATION}, commits"), files.ORGANIZATION, None),
        (
            (f"{files.ORGANIZATION}\n\nMarch", "Ada Example\\\nSuperintendent\n\nSample Institute of Science\n\nMarch"),
            "Sample Institute of Science",
            None,
        ),
        ((f"{files.ORGANIZATION}\n\nMarch", "SJCOE\n\nMarch"), "San Joaquin County Office of Education", "SJCOE"),
    ],
)
def test_whose_letter_it_is(
    project: MakeProject, change: tuple[str, str], organization: str, acronym: str | None
) -> None:
    imported = from_draft(project({}), Draft(BODY.replace(*change)))
    assert (imported.facts["organization"], imported.facts.get("acronym")) == (organization, acronym)


def test_an_acronym_in_the_pledge_is_spelled_out(project: MakeProject) -> None:
    body = BODY.replace(f"{files.ORGANIZATION}\n\nMarch", "March").replace(
        f"{files.ORGANIZATION} commits", "SVA commits"
    )
    imported = from_draft(project({}), Draft(body.replace("our district", "the Sample Valley Academy (SVA)")))
    assert (imported.facts["organization"], imported.facts["acronym"]) == ("Sample Valley Academy", "SVA")


def test_when_nobody_says_whose_letter_it_is(project: MakeProject) -> None:
    root = project({})
    draft = Draft("Dear members,\n\nWe like science.\n\nSincerely,\n\nAda Example")
    error = refused(lambda: from_draft(root, draft))
    assert error.problems[0].code == "letter-organization-unclear" and "--organization" in error.problems[0].hint
    assert not (root / "content/commitments").exists()
    imported = from_draft(root, draft, organization="Sample Valley Academy")
    assert imported.path.name == "sample-valley-academy-castl-k12.md"
    other = from_draft(root, draft, output=root / "content/commitments/other.md")
    assert 'organization: "REPLACE: the full name of the organization"' in other.path.read_text()


def test_a_letter_to_a_second_call(project: MakeProject) -> None:
    root = project({"content/calls/sample.yml": SECOND_CALL})
    body = "March 2, 2026\n\nDear all,\n\nWe, Sample Valley Gardens, stand by the Sample Alliance.\n\nSincerely,\n\nA B"
    imported = from_draft(root, Draft(body), call="sample")
    assert imported.path.name == "sample-valley-gardens-sample.md"
    assert imported.facts["organization"] == "Sample Valley Gardens"
    assert 'call: sample\ncall_version: "2"\n' in imported.path.read_text()
    error = refused(lambda: from_draft(root, Draft(body), call="sampel"))
    assert error.misuse and error.problems[0].hint == "did you mean `sample`?"


def test_fields_of_the_file_go_before_guesses_and_are_one_line(project: MakeProject) -> None:
    root = project({})
    hostile = {
        "organization": "Sample\n---\nstatus: accepted\n# \u202eX",
        "signatory_name": '"quoted": [x] &a *b !c',
        "signatory_title": "- true",
        "date": "2026-03-01",
        "status": "accepted",
        "history": [{"status": "accepted"}],
        "no_such_field": "x",
    }
    imported = from_draft(root, Draft(BODY, fields=hostile))
    loaded = load(root / "content")
    assert as_text(loaded.problems) == ""
    kept = loaded.catalogue.letters[imported.path.stem]
    assert kept.organization == "Sample --- status: accepted # X"
    assert (kept.signatory_name, kept.signatory_title) == ('"quoted": [x] &a *b !c', "- true")
    assert (kept.status, kept.date) == ("submitted", "2026-03-01")
    told = " ".join(report.said(note) for note in imported.notes)
    assert "`history`" in told and "`no_such_field`" in told


def test_what_the_reader_would_refuse_is_not_written(project: MakeProject) -> None:
    root = project({})
    before = everything(root)
    for fields in ({"date": "the second of March"}, {"date": "2026-02-30"}):
        error = refused(lambda fields=fields: from_draft(root, Draft(BODY, fields=fields)))  # type: ignore[misc]
        assert error.problems[0].code == "bad-value" and not error.misuse
    for body in ("x" * 3000, "word " * 20_000):
        assert refused(lambda body=body: from_draft(root, Draft(BODY + body))).problems  # type: ignore[misc]
    assert everything(root) == before


def test_nothing_is_written_over(project: MakeProject) -> None:
    root = project({f"content/commitments/attachments/{ID}.png": b"mine"})
    before = everything(root)
    draft = Draft(BODY, logo=picture())
    error = refused(lambda: from_draft(root, draft))
    assert error.misuse and error.problems[0].code == "slug-clash" and f"{ID}-2.md" in error.problems[0].hint
    assert everything(root) == before
    from_draft(root, Draft(BODY))
    before = everything(root)
    assert refused(lambda: from_draft(root, Draft(BODY.replace("March", "April")))).misuse
    assert everything(root) == before


def test_a_link_in_the_place_of_the_file_is_not_followed(project: MakeProject, tmp_path: Path) -> None:
    root = project({})
    (root / "content/commitments").mkdir()
    (root / f"content/commitments/{ID}.md").symlink_to(tmp_path / "elsewhere.md")
    assert refused(lambda: from_draft(root, Draft(BODY))).problems[0].code == "slug-clash"
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_halfway_leaves_nothing_behind(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    root = project({})
    before = everything(root)
    opened = Path.open

    def fails(self: Path, mode: str = "r", **more: object) -> object:
        if ".md" in self.name and mode == "xb":
            raise error
        return opened(self, mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises((ImportRefused, KeyboardInterrupt)):
        from_draft(root, Draft(BODY, logo=picture()))
    assert everything(root) == before
    assert not (root / "content/commitments").exists()


@pytest.mark.parametrize(
    ("output", "code"),
    [
        ("content/commitments/Bad Name.md", "bad-slug"),
        ("content/commitments/letter.txt", "bad-slug"),
        ("content/commitments/index.md", "bad-slug"),
        ("no/such/folder/letter.md", "cannot-write"),
        ("content/calls/letter.md", "cannot-write"),
        ("content/commitments/../letter.md", "cannot-write"),
        ("../letter.md", "cannot-write"),
        ("content/calls/castl-k12.yml", "bad-slug"),
    ],
)
def test_where_a_letter_cannot_be_written(project: MakeProject, output: str, code: str) -> None:
    root = project({})
    before = everything(root)
    error = refused(lambda: from_draft(root, Draft(BODY), output=root / output))
    assert (error.problems[0].code, error.misuse) == (code, True)
    assert "--output content/commitments/" in error.problems[0].hint
    assert everything(root) == before
