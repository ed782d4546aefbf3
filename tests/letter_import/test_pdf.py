"""PDFs: lines become paragraphs and lists again, and what cannot be read is refused with the thing to do."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf
import pytest

from hub.letter_import import aside, pdf
from hub.letter_import.draft import Draft, Unreadable
from hub.letters.seen import see
from tests.letter_import import files

LETTER = (
    files.ORGANIZATION,
    "12 Example Street",
    "Sample Valley, California",
    "",
    "March 2, 2026",
    "",
    "Dear members of the collaborative,",
    "",
    "The mission and the programs of our district align with the vision of science education in the",
    "Framework for K-12 Science Education. We teach evidence-",
    "based science, and we will support imple-",
    "mentation in every school. The implementation takes five years.",
    "",
    files.LEAD_IN,
    "",
    "\x95 develop a coherent strategy for supporting implementation of science standards across",
    "states and districts,",
    "\x95 launch and coordinate a networked community of practice for stakeholders at all levels",
    "and across sectors,",
    "1. build on and share existing evidence-based policies, tools, and examples, and",
    "",
    "Sincerely,",
    "",
    "Ada Example",
    "Superintendent",
)
FILLER = [f"Line {number} of a page that says something about science in schools." for number in range(1, 6)]


def made(pages: Sequence[Sequence[str]], more: str = "") -> bytes:
    return files.pdf([[line.replace("\x95", "•") for line in page] for page in pages], more)


def refusal(raw: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        pdf.read(raw)
    assert error.value.hint
    return error.value


def notes(draft: Draft) -> str:
    return " ".join(note.said for note in draft.notes)


def test_paragraphs_lists_and_addresses() -> None:
    body = pdf.read(made([LETTER])).body
    parts = body.split("\n\n")
    assert parts[0] == f"{files.ORGANIZATION}\\\n12 Example Street\\\nSample Valley, California"
    assert parts[1:3] == ["March 2, 2026", "Dear members of the collaborative,"]
    flat = " ".join(body.split())
    assert "in the Framework for K-12 Science Education. We teach evidence-based science" in flat
    assert "we will support implementation in every school." in flat, "a word that is known without its hyphen"
    assert [block.kind for block in see(body).blocks].count("item") == 3
    assert "- develop a coherent strategy for supporting implementation of science standards across states" in flat
    assert parts[-1] == "Ada Example\\\nSuperintendent"


def test_a_list_whose_bullets_were_drawn() -> None:
    page = [
        "We will do this:",
        "",
        "        develop a coherent strategy for supporting implementation of science standards across",
        "        states and districts,",
        "        launch and coordinate a networked community of practice for stakeholders at all levels",
        "        and across sectors, and",
        "        build on and share existing evidence-based policies, tools, and examples",
        "",
        "   A paragraph begins with an indent, as some people write them, and goes on in this line here",
        "at the edge of the page.",
        "   Another paragraph begins with an indent, as some people write them, and goes on in this line",
        "at the edge of the page.",
    ]
    kinds = [block.kind for block in see(pdf.read(made([page])).body).blocks]
    assert kinds == ["paragraph", "item", "item", "item", "paragraph", "paragraph"]


def test_pages_go_on_and_their_edges_are_left_out() -> None:
    head, foot = "Sample Valley Unified", "www.sample.example"
    pages = [
        [head, "", *FILLER[:3], "This sentence goes on", "", foot, "Page 1 of 2"],
        [head, "", "over the page and ends here.", *FILLER[3:], "", foot, "Page 2 of 2"],
    ]
    body = " ".join(pdf.read(made(pages)).body.split())
    assert body.count(head) == 1 and foot not in body and "Page" not in body
    assert "This sentence goes on over the page and ends here." in body


def test_the_name_under_the_signature_is_not_an_edge() -> None:
    pages = [[files.ORGANIZATION, "", *FILLER], [*FILLER, "", "Ada Example", "Superintendent", files.ORGANIZATION]]
    body = pdf.read(made(pages)).body
    assert body.endswith(f"Superintendent\\\n{files.ORGANIZATION}")


@pytest.mark.parametrize("pages", [[[]], [[], []], [["Scanned by X"]]])
def test_a_scan_is_refused_with_the_way_around(pages: list[list[str]]) -> None:
    error = refusal(made(pages))
    assert error.code == "letter-file-without-text"
    assert "scan" in error.message and "Word file" in error.hint and "type the text" in error.hint


def test_a_page_that_is_a_scan_is_told() -> None:
    draft = pdf.read(made([LETTER, []]))
    assert [note.words["pages"] for note in draft.notes if "pages" in note.words] == ["2"]


def test_forms_and_stamps_are_told() -> None:
    draft = pdf.read(made([LETTER], "/Annots [<< /Type /Annot /Subtype /FreeText /Contents (Ada) >>]"))
    assert "stamped" in notes(draft)
    assert "stamped" not in notes(pdf.read(made([LETTER])))


@pytest.mark.parametrize("password", ["secret", ""])
def test_a_protected_pdf_is_refused(password: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made([LETTER])))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()).code == "letter-file-protected"


def test_too_many_pages() -> None:
    assert refusal(made([LETTER] * (pdf.MAX_PAGES + 1))).code == "letter-file-too-large"


@pytest.mark.parametrize(
    "raw",
    [
        made([LETTER])[:300],
        b"%PDF-1.7\n" + b"x" * 5000,
        made([LETTER]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 20000,
    ],
    ids=["cut off", "not a PDF", "pages in a circle", "deep"],
)
def test_damaged_pdfs(raw: bytes) -> None:
    assert refusal(raw).code in ("letter-file-damaged", "letter-file-without-text")


def test_letters_that_nobody_can_tell() -> None:
    page = made([LETTER]).replace(b"/Encoding /WinAnsiEncoding", b"/Encoding << /Differences [32 /g1 /g2 /g3] >>")
    assert "Superintendent" in pdf.read(page).body
    unknown = "".join(f"<{code:04x}> <{0xE000 + code:04x}>\n" for code in range(32, 127))
    stream = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
        f"endcodespacerange 95 beginbfchar\n{unknown.replace('<00', '<')}endbfchar endcmap end end"
    )
    raw = made([LETTER]).replace(b"/Encoding /WinAnsiEncoding", b"/ToUnicode 99 0 R")
    at = raw.index(b"xref\n")
    raw = raw[:at] + f"99 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}\nendstream\nendobj\n".encode() + raw[at:]
    assert refusal(raw).code in ("letter-file-without-text", "letter-file-damaged")


def test_reading_aside_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert aside.read("pdf", made([LETTER])) == pdf.read(made([LETTER]))
    with pytest.raises(Unreadable) as error:
        aside.read("pdf", made([[]]))
    assert error.value.code == "letter-file-without-text"
    monkeypatch.setattr(aside, "CLOCK_SECONDS", 0.01)
    with pytest.raises(Unreadable) as error:
        aside.read("pdf", made([LETTER]))
    assert error.value.code == "letter-file-too-large" and "time" in error.value.message


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "COMMAND", ("-c", "import os; os.kill(os.getpid(), 9)"))
    with pytest.raises(Unreadable) as error:
        aside.read("pdf", b"")
    assert error.value.code == "letter-file-too-large"
    monkeypatch.setattr(aside, "COMMAND", ("-c", "import no_such_library"))
    with pytest.raises(RuntimeError, match="no_such_library"):
        aside.read("pdf", b"")


def test_the_process_aside_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GH_TOKEN", "a secret")
    monkeypatch.setattr(aside, "COMMAND", ("-c", "import os, sys; sys.exit('GH_TOKEN' in os.environ and 9 or 8)"))
    with pytest.raises(RuntimeError) as error:
        aside.read("pdf", b"")
    assert "could not be read aside" in str(error.value)
