"""Files as people send them, made by the tests: Word files by python-docx, PDFs byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from docx import Document
from docx.document import Document as Word
from PIL import Image

ORGANIZATION = "Sample Valley Unified School District"
GOALS = (
    "develop a coherent strategy for supporting implementation of science standards across states and districts,",
    "launch and coordinate a networked community of practice for stakeholders at all levels and across sectors,",
    "build on and share existing evidence-based policies, tools, and examples, and",
    "develop a coherent communication and engagement strategy for advancing K-12 science and engineering education "
    "broadly.",
)
LEAD_IN = "CASTL-K12 will pursue four primary goals:"
PLEDGE = (
    f"{ORGANIZATION} commits to supporting the goals of the National Academies of Science, Engineering, and Medicine's "
    "Action Collaborative on Advancing Science Teaching and Learning in K-12."
)
FIT = (
    "The mission and the programs of our district align with the vision of science education in the Framework for K-12 "
    "Science Education."
)
ACTION = (
    "Together with our county office we will train science leads for every school. In this way we commit to "
    "coordinated action toward the goals of CASTL-K12."
)


def picture(kind: str = "PNG", size: tuple[int, int] = (240, 80)) -> bytes:
    """A logo."""
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, kind)
    return made.getvalue()


def letter(logo: bytes = b"", header: str = f"{ORGANIZATION}\tDivision of Instruction") -> Word:
    """A complete letter in Word, with its letterhead in the header of the page."""
    document = Document()
    line = document.sections[0].header.paragraphs[0]
    line.text = header
    if logo:
        line.add_run().add_picture(io.BytesIO(logo))
    document.add_paragraph("March 2, 2026")
    document.add_paragraph("Dear members of the collaborative,")
    document.add_paragraph(FIT)
    document.add_paragraph(ACTION)
    document.add_paragraph(LEAD_IN)
    for goal in GOALS:
        document.add_paragraph(goal, style="List Bullet")
    document.add_paragraph(PLEDGE)
    document.add_paragraph("Sincerely,")
    signature = document.add_paragraph("Ada Example")
    signature.add_run().add_break()
    signature.add_run("Superintendent")
    return document


def saved(document: Word) -> bytes:
    """The bytes of a Word file."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def changed(raw: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """A Word file with one part changed, as text."""
    return with_parts(raw, {part: change(parts(raw)[part].decode()).encode()})


def parts(raw: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_parts(raw: bytes, more: Mapping[str, bytes]) -> bytes:
    """A Word file with parts added or replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in {**parts(raw), **more}.items():
            file.writestr(name, part)
    return made.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of Word with one run."""
    return f'<w:p><w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def at_end(raw: bytes, xml: str) -> bytes:
    """A Word file with XML after its last paragraph."""
    return changed(raw, lambda text: text.replace("<w:sectPr", xml + "<w:sectPr", 1))


def pdf(pages: Sequence[Sequence[str]], more: str = "", trailer: str = "") -> bytes:
    """A PDF of lines; an empty line is a gap. `more` are entries of each page, `trailer` those of the trailer."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = len(objects) + 1
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        commands = ["BT /F1 11 Tf 72 760 Td 14 TL"]
        for line in lines:
            said = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            commands.append(f"({said}) Tj T*" if line else "T*")
        stream = "\n".join([*commands, "ET"])
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> {more} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start, size = len(made), len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return made + f"{end}startxref\n{start}\n%%EOF\n".encode()
