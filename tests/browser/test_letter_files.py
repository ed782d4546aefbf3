"""Files on the page "Check your letter": read as `hub letter import` reads them, or refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from hub.letter_import import word
from tests.browser.letter_page import FAIR, choose, drop, opened, part
from tests.letter_import import files

pytestmark = pytest.mark.browser

MEGABYTE = 1024 * 1024
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PLAIN = "\r\n".join(
    [
        *(files.ORGANIZATION, "December 4, 2023", "", "Dear colleagues,", "", files.FIT, "", files.ACTION, ""),
        *(files.LEAD_IN, *(f"- {goal}" for goal in files.GOALS), "", files.PLEDGE.replace("'", "’"), ""),
        *("Sincerely,", "Ada Example", "Superintendent"),
    ]
)


@pytest.fixture
def checker(page: Page) -> Page:
    return opened(page, "check-your-letter/")


def test_a_word_file_is_read_as_hub_letter_import_reads_it(checker: Page) -> None:
    raw = files.saved(files.letter())
    drop(checker, "letter.docx", raw, WORD_TYPE)
    expect(part(checker, "read")).to_contain_text("letter.docx was read")
    expect(part(checker, "overall")).to_contain_text("Complete")
    assert checker.locator("#hub-check-text").input_value() == word.read(raw).body
    expect(checker.locator("[data-hub-field=organization]")).to_have_value(files.ORGANIZATION)
    expect(checker.locator("[data-hub-field=date]")).to_have_value("2026-03-02")
    expect(checker.locator("[data-hub-field=letterhead]")).to_have_value(
        f"{files.ORGANIZATION}, Division of Instruction"
    )
    expect(part(checker, "report-title")).to_be_focused()


def test_a_difficult_word_file_is_read_alike(checker: Page) -> None:
    """Hidden, struck and deleted text, text boxes, tables, typed bullets, emphasis, a quotation, comments of no use."""
    document = files.letter()
    run = document.add_paragraph("Bo").add_run("ld")
    run.bold = True
    document.paragraphs[-1].add_run("word, *stars*, under_score, [brackets] and 1 < 2 &amp; more")
    for bullet in ("• typed one", "• typed two"):
        document.add_paragraph(bullet)
    document.add_paragraph("said before", style="Quote")
    document.add_heading("A heading #", 2)
    document.add_paragraph("one", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("a|b", "c", "d", "e"), strict=True):
        cell.text = text
    raw = files.at_end(
        files.saved(document),
        files.paragraph("gone", "<w:vanish/>")
        + files.paragraph("struck", "<w:strike/>")
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>added</w:t></w:r></w:ins></w:p>",
    )
    choose(checker, "letter.docx", raw)
    expect(part(checker, "read")).to_contain_text("tracked changes")
    expect(part(checker, "read")).to_contain_text("Hidden text was left out.")
    assert checker.locator("#hub-check-text").input_value() == word.read(raw).body


@pytest.mark.parametrize("name", ["letter.md", "letter.txt"])
def test_a_file_of_text_is_read(checker: Page, name: str) -> None:
    drop(checker, name, FAIR.encode() if name.endswith(".md") else PLAIN.encode("cp1252"))
    expect(part(checker, "overall")).to_contain_text("Complete")


def bomb() -> bytes:
    """A Word file of a few kilobytes whose text unpacks to three hundred megabytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.parts(files.saved(files.letter())).items():
            file.writestr(name, text)
        with file.open("word/media.xml", "w") as entry:
            for _ in range(300):
                entry.write(b" " * MEGABYTE)
    return made.getvalue()


def lying_bomb() -> bytes:
    """The same, whose directory says that the entry is small."""
    raw = bytearray(bomb())
    size = (300 * MEGABYTE).to_bytes(4, "little")
    at = raw.find(size)
    while at >= 0:
        raw[at : at + 4] = (1000).to_bytes(4, "little")
        at = raw.find(size, at)
    return bytes(raw)


def entities() -> bytes:
    """A Word file with a document type, in which entities multiply."""
    doctype = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return files.changed(files.saved(files.letter()), lambda text: text.replace("?>", f"?>{doctype}", 1))


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a PDF": ("letter.pdf", lambda: files.pdf([["Dear colleagues"]]), "is a PDF, which is not read here"),
    "30 megabytes": ("letter.docx", lambda: b"PK\x03\x04" + b"x" * 30 * MEGABYTE, "has 31 MB; the limit is 10 MB"),
    "a zip bomb": ("letter.docx", bomb, "unpacks to far more"),
    "a zip bomb that lies": ("letter.docx", lying_bomb, "unpacks to far more"),
    "multiplying entities": ("letter.docx", entities, "is damaged or no Word file"),
    "half a Word file": ("letter.docx", lambda: files.saved(files.letter())[:9000], "is damaged or no Word file"),
    "binary junk": ("letter.txt", lambda: bytes(range(256)) * 40, "does not hold text"),
    "binary junk called Word": ("letter.docx", lambda: b"\x01\x02\x03" * 999, "is damaged or no Word file"),
    "an old Word file": ("letter.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "an old Word (.doc)"),
    "a protected file": (
        "letter.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 3,
        "protected with a password",
    ),
    "a picture": ("letter.jpg", lambda: files.picture("JPEG"), "is a picture"),
    "another zip file": ("letter.zip", lambda: zipped(b"hello"), "is a zip file without a Word document"),
    "RTF": ("letter.rtf", lambda: rb"{\rtf1 Dear colleagues}", "is an RTF file"),
    "a web page": ("letter.html", lambda: b"<!doctype html><p>Dear colleagues", "is a web page"),
    "another type": ("letter.csv", lambda: b"a,b\nc,d\n", "Files of type .csv are not read here"),
    "nothing": ("letter.md", lambda: b"\xef\xbb\xbf  \n", "is empty"),
    "pictures only": ("letter.docx", lambda: files.saved(Document()), "There is no text in it"),
}


def zipped(raw: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a.txt", raw)
    return made.getvalue()


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(checker: Page, what: str, tmp_path: Path) -> None:
    name, make, said = REFUSED[what]
    file = tmp_path / name
    file.write_bytes(make())
    checker.locator("#hub-check-file").set_input_files(file)
    expect(part(checker, "read")).to_contain_text(said)
    expect(part(checker, "read")).to_have_attribute("data-refused", "")
    assert checker.locator("#hub-check-text").input_value() == ""
