"""What a file is follows from its content: renamed files are read or refused with the thing to do."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from hub.letter_import import draft_of, incoming
from hub.letter_import.draft import ImportRefused
from tests.letter_import import files
from tests.letter_import.files import letter, picture, saved

TEXT = f"Dear members,\n\n{files.PLEDGE}\n".encode()


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, b"x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "code", "hint"),
    [
        ("letter.doc", incoming.OLD_OFFICE + b"\0" * 600, "letter-file-kind", "save it as Word document"),
        ("old.docx", incoming.OLD_OFFICE + b"\0" * 600, "letter-file-kind", "save it as Word document"),
        (
            "locked.docx",
            incoming.OLD_OFFICE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "letter-file-protected",
            "remove the password",
        ),
        (
            "letter.odt",
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "letter-file-kind",
            "save it as Word",
        ),
        ("letter.pages", zipped("Index/Document.iwa"), "letter-file-kind", "save it as Word"),
        ("sheet.docx", zipped("xl/workbook.xml"), "letter-file-kind", "save it as Word"),
        ("letter.zip", zipped("letter.txt"), "letter-file-kind", "unpack it"),
        ("letter.rtf", b"{\\rtf1\\ansi words}", "letter-file-kind", "save it as Word"),
        ("rtf.doc", b"{\\rtf1\\ansi words}", "letter-file-kind", "save it as Word"),
        ("scan.png", picture(), "letter-file-kind", "type the text"),
        ("scan.pdf", picture("JPEG"), "letter-file-kind", "type the text"),
        ("page.html", b"\n<!DOCTYPE html><p>words", "letter-file-kind", "save it as Word"),
        ("page.txt", b"<html><p>words", "letter-file-kind", "save it as Word"),
        ("letter.gdoc", b'{"url": "https://docs.example.org/"}', "letter-file-kind", "Google Docs"),
        ("letter", TEXT, "letter-file-kind", ".txt"),
        ("text.docx", TEXT, "letter-file-damaged", "send the Word file"),
        ("text.pdf", TEXT, "letter-file-damaged", "send the Word file"),
        ("empty.docx", b"", "letter-file-without-text", "send the Word file"),
        ("blank.txt", b"\xef\xbb\xbf \n\r\n", "letter-file-without-text", "send the Word file"),
        ("zeros.txt", bytes(500), "letter-file-without-text", "send the Word file"),
        ("binary.md", b"a\0b" * 100, "letter-file-damaged", "UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else "",
)
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, raw: bytes, code: str, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(ImportRefused) as error:
        draft_of(path)
    (problem,) = error.value.problems
    assert (problem.code, error.value.misuse) == (code, False)
    assert hint in problem.hint and problem.place.path == path.as_posix()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("letter.docx", saved(letter())),
        ("letter.pdf", saved(letter())),
        ("letter.TXT", saved(letter())),
        ("letter.docx", files.pdf([[files.PLEDGE]])),
        ("letter.pdf", files.pdf([[files.PLEDGE]])),
        ("LETTER.PDF", b"\n" + files.pdf([[files.PLEDGE]])),
        ("letter.md", TEXT),
        ("letter.markdown", TEXT),
        ("letter.txt", TEXT),
    ],
)
def test_renamed_files_are_read_as_what_they_are(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    draft = draft_of(path)
    assert files.PLEDGE in " ".join(draft.body.split())
    found, kind = incoming.SUFFIXES[path.suffix.lower()], incoming.kind_of(raw, name)[0]
    assert (found != kind) == any("was read as such" in note.said for note in draft.notes)


def test_files_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "link.docx").symlink_to("nowhere")
    for path in (tmp_path, tmp_path / "pipe.docx", tmp_path / "link.docx", tmp_path / "no.docx", Path("a\0b.docx")):
        with pytest.raises(ImportRefused) as error:
            draft_of(path)
        assert error.value.misuse


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with path.open("wb") as file:
        file.truncate(incoming.MAX_BYTES + 1)
    with pytest.raises(ImportRefused) as error:
        draft_of(path)
    assert error.value.problems[0].code == "letter-file-too-large"
