"""What a contributor is told: at the line that names the file, once, with the thing to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub import checks
from hub.attachments.limits import MB
from hub.load import load
from hub.problems import Problem, ordered
from tests.attachments.conftest import FOLDER, MakeLetters
from tests.attachments.files import embedded_gif, jpg, jpg_that_says, pdf, png, png_that_says


def problems(root: Path) -> list[Problem]:
    """Every problem of letters and their attachments."""
    loaded = load(root / "content")
    found = loaded.problems + checks.run(loaded.catalogue, root)
    return [problem for problem in ordered(found) if "/commitments/" in problem.place.path]


def told(root: Path) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in problems(root)]


def only(root: Path) -> Problem:
    (problem,) = problems(root)
    return problem


@pytest.mark.parametrize(
    ("line", "says", "hint"),
    [
        (
            "letterhead: https://example.org/a/Our%20Logo.png?raw=1",
            "`https://example.org/a/Our%20Logo.png?raw=1` is an address on the web",
            "and write `letterhead: attachments/our-20logo.png`",
        ),
        ("letterhead: ../logo.png", "is not a file in attachments/", "and write `letterhead: attachments/logo.png`"),
        ("letterhead: /etc/passwd", "is not a file in attachments/", "and write `letterhead: attachments/passwd.png`"),
        ("letterhead: attachment/x.png", "is not a file in attachments/", "`letterhead: attachments/x.png`"),
        ("letterhead: Attachments/x.png", "is not a file in attachments/", "`letterhead: attachments/x.png`"),
        ("letterhead: logo.png", "is not a file in attachments/", "`letterhead: attachments/logo.png`"),
        ("letterhead: attachments/../../x.png", "is not a file in attachments/", "`letterhead: attachments/x.png`"),
        ("letterhead: attachments/", "is not a file in attachments/", "put the picture into"),
        ("letterhead: 'attachments\\x.png'", "is not a file in attachments/", "`letterhead: attachments/x.png`"),
        ("letterhead: 'C:\\Users\\me\\x.jpeg'", "is not a file in attachments/", "`letterhead: attachments/x.jpg`"),
        ("letterhead: 'data:image/png;base64,AAAA'", "is not a file in attachments/", "put the picture into"),
        ("signed_copy: letter.pdf", "is not a file in attachments/", "and write `signed_copy: attachments/letter.pdf`"),
        ("signed_copy: our letter", "is not the name of a file", "and write `signed_copy: attachments/our-letter.pdf`"),
    ],
)
def test_what_lies_elsewhere(letters: MakeLetters, line: str, says: str, hint: str) -> None:
    problem = only(letters({"a": line}, {}))
    assert problem.code == "attachment-elsewhere"
    assert (problem.place.line, problem.place.column) == (15, line.index(": ") + 3)
    assert says in problem.message
    assert hint in problem.hint and f"{FOLDER}/" in problem.hint


@pytest.mark.parametrize(
    ("name", "says", "hint"),
    [
        ("logo.svg", "an SVG can hold programs", "save a letterhead as PNG or JPEG"),
        ("logo.gif", "a GIF can move", "save a letterhead as PNG or JPEG"),
        ("logo.webp", "a WebP can move", "save a letterhead as PNG or JPEG"),
        ("logo.html", "a web page can hold programs", "save a letterhead as PNG or JPEG"),
        ("logo", "only PNG and JPEG pictures and PDF documents are taken", "save a letterhead"),
        ("logo.PNG", "the ending is `.png`, in small letters", "rename it to attachments/logo.png"),
        ("Our Logo.jpeg", "the ending is `.jpg`, in small letters", "rename it to attachments/our-logo.jpg"),
        ("letter.pdf", "cannot be the letterhead", "write `signed_copy: attachments/letter.pdf`"),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_other_kinds_of_file(letters: MakeLetters, name: str, says: str, hint: str, there: bool) -> None:
    """Whether the file is there or still to be added: it is one problem, told in the first run."""
    raw = pdf() if name.endswith(".pdf") else png()
    problem = only(letters({"a": f"letterhead: attachments/{name}"}, {name: raw} if there else {}))
    assert (str(problem.place), problem.code) == ("content/commitments/a.md:15:13", "attachment-type")
    assert says in problem.message and hint in problem.hint


def test_a_picture_is_no_signed_copy(letters: MakeLetters) -> None:
    problem = only(letters({"a": "signed_copy: attachments/scan.png"}, {"scan.png": png()}))
    assert problem.code == "attachment-type"
    assert problem.message == "`attachments/scan.png` cannot be the signed copy, which is a PDF"


@pytest.mark.parametrize("name", [".DS_Store", "logo.png~", "logo.png.bak"])
def test_what_a_program_left_is_deleted(letters: MakeLetters, name: str) -> None:
    problem = only(letters({}, {name: b"x"}))
    assert (problem.place.path, problem.code, problem.hint) == (f"{FOLDER}/{name}", "attachment-type", "delete it")


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("logo.png", b"<!DOCTYPE html><script>", "it holds a web page (HTML)"),
        ("logo.png", b"\xef\xbb\xbf <svg onload='alert(1)'>", "it holds an SVG picture"),
        ("logo.png", b"<?xml version='1.0'?><svg>", "it holds an SVG picture"),
        ("logo.png", embedded_gif(), "it holds a GIF picture"),
        ("logo.jpg", b"RIFF\x10\0\0\0WEBPVP8 ", "it holds a WebP picture"),
        ("logo.jpg", b"\0\0\0\x20ftypheic", "it holds a HEIC or AVIF picture"),
        ("logo.jpg", b"PK\x03\x04", "it holds a ZIP archive or a Word document"),
        ("logo.png", b"\x7fELF", "it holds a program"),
        ("logo.png", b"", "it holds nothing"),
        ("logo.png", b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
        ("logo.png", b"hello\n", "it holds text"),
        ("logo.png", b"\1\2\3\4", "it holds something unknown"),
        ("logo.jpg", png(), "it is a PNG"),
        ("logo.png", pdf(), "it is a PDF"),
        ("logo.png", b"GIF89a" + png(), "it holds a GIF picture"),
    ],
)
def test_files_in_disguise(letters: MakeLetters, name: str, raw: bytes, says: str) -> None:
    problem = only(letters({"a": f"letterhead: attachments/{name}"}, {name: raw}))
    assert (str(problem.place), problem.code) == ("content/commitments/a.md:15:13", "attachment-disguised")
    assert says in problem.message and problem.other == f"{FOLDER}/{name}"


@pytest.mark.parametrize("raw", [b"junk" + pdf(), b"<html><!--" + pdf(), png() + pdf(), jpg()])
def test_a_pdf_that_is_also_something_else(letters: MakeLetters, raw: bytes) -> None:
    root = letters({"a": "signed_copy: attachments/letter.pdf"}, {"letter.pdf": raw})
    assert told(root) == ["content/commitments/a.md:15:14 attachment-disguised"]


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("logo.png", png() + b"\0" * 2 * MB, "has 2,097,"),
        ("logo.jpg", jpg_that_says(4000, 3000), "has 4,000 × 3,000 pixels"),
        ("logo.png", png_that_says(2_000_000_000, 2_000_000_000), "has 2,000,000,000 × 2,000,000,000 pixels"),
        ("letter.pdf", pdf(pages=21), "has more than 20 pages"),
        ("letter.pdf", pdf() + b"\0" * 6 * MB, "has 6,29"),
    ],
)
def test_what_is_too_large(letters: MakeLetters, name: str, raw: bytes, says: str) -> None:
    field = "signed_copy" if name.endswith(".pdf") else "letterhead"
    problem = only(letters({"a": f"{field}: attachments/{name}"}, {name: raw}))
    assert problem.code == "attachment-too-large" and says in problem.message


def test_a_name_in_other_letters(letters: MakeLetters) -> None:
    problem = only(letters({"a": "letterhead: attachments/Logo.png"}, {"logo.png": png()}))
    assert problem.code == "attachment-letter-case"
    assert problem.hint == "write `letterhead: attachments/logo.png`"


def test_a_name_that_was_misspelt(letters: MakeLetters) -> None:
    problem = only(letters({"a": "letterhead: attachments/lgo.png", "b": "letterhead: attachments/logo.png"}, LOGO))
    assert (problem.code, problem.hint) == ("attachment-missing", "did you mean `attachments/logo.png`?")


LOGO = {"logo.png": png()}


def test_names_that_differ_in_capitals_only(letters: MakeLetters) -> None:
    problem = only(letters({"a": "letterhead: attachments/logo.png"}, {**LOGO, "Logo.png": png()}))
    assert (problem.code, problem.place.path) == ("attachment-name", "content/commitments/a.md")
    assert "differs from `attachments/Logo.png` in capital letters only" in problem.message


def test_one_file_of_two_letters_is_told_of_once(letters: MakeLetters) -> None:
    line = "letterhead: attachments/logo.png"
    root = letters({"a": line, "b": line}, {"logo.png": b"<html>"})
    assert told(root) == ["content/commitments/a.md:15:13 attachment-disguised"]
    (root / FOLDER / "logo.png").write_bytes(png())
    assert told(root) == []


def test_everything_is_told_in_one_run(letters: MakeLetters) -> None:
    """A letter that is rejected for another reason too says what is wrong with its attachments all the same."""
    fields = {
        "a": "letterhead: attachments/logo.png\nsigned_copy: attachments/letter.pdf\ncolour: red",
        "b": "letterhead: https://example.org/logo.png\nsigned_copy: attachments/none.pdf",
    }
    files = {"logo.png": b"<svg>", "letter.pdf": pdf()[:-200], "photo.gif": b"GIF89a"}
    assert told(letters(fields, files)) == [
        "content/commitments/a.md:15:13 attachment-disguised",
        "content/commitments/a.md:16:14 attachment-damaged",
        "content/commitments/a.md:17:1 unknown-field",
        f"{FOLDER}/photo.gif:1:1 attachment-type",
        "content/commitments/b.md:15:13 attachment-elsewhere",
        "content/commitments/b.md:16:14 attachment-missing",
    ]


def test_nothing_is_called_unused_while_a_letter_cannot_be_read(letters: MakeLetters) -> None:
    root = letters({"a": ""}, LOGO)
    assert told(root) == [f"{FOLDER}/logo.png:1:1 unused-attachment"]
    (root / "content/commitments/a.md").write_text("---\nletterhead: [\n---\n")
    assert told(root) == ["content/commitments/a.md:3:1 yaml-syntax"]


@pytest.mark.parametrize("author", ["Ada Example", "ada example", "Sample Valley Unified School District"])
def test_who_signed_may_be_the_author(letters: MakeLetters, author: str) -> None:
    raw = pdf(lambda writer: writer.add_metadata({"/Author": author}))
    assert told(letters({"a": "signed_copy: attachments/letter.pdf"}, {"letter.pdf": raw})) == []


def test_no_name_and_no_value_starts_a_line_of_its_own(letters: MakeLetters) -> None:
    forged = "x\n::error file=a::b.png"
    root = letters({"a": 'letterhead: "attachments/x::error.png"'}, {forged: png()})
    raw = pdf(lambda writer: writer.add_metadata({"/Author": "a\n::error::b"}))
    (root / FOLDER / "letter.pdf").write_bytes(raw)
    (root / "content/commitments/b.md").write_text(
        (root / "content/commitments/a.md").read_text().replace("letterhead: ", "signed_copy: attachments/letter.pdf #")
    )
    found = problems(root)
    assert {problem.code for problem in found} >= {"attachment-name", "attachment-personal", "attachment-elsewhere"}
    for problem in found:
        assert "\n" not in f"{problem.place}{problem.message}{problem.hint}"
