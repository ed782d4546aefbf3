"""Signed copies as PDFs: pages to be read pass, and whatever acts, hides or asks is named."""

from __future__ import annotations

import contextlib
import io
import random
import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject, PdfObject

from hub.attachments import pdfs
from tests.attachments.files import dictionary, in_root, name, on_page, pdf, stream, text, unreferenced

Change = Callable[[PdfWriter], object]
JAVASCRIPT = dictionary(S=name("/JavaScript"), JS=text("app.alert(1)"))


def inspect(raw: bytes) -> tuple[str, ...]:
    return pdfs.inspect(raw).holds


@pytest.mark.parametrize("pages", [1, 20])
def test_pages_to_be_read_pass(pages: int) -> None:
    assert pdfs.inspect(pdf(pages=pages)) == pdfs.Inspected(pages, (), (), False)


def test_no_more_pages_are_counted_than_need_be() -> None:
    assert pdfs.inspect(pdf(pages=21)).pages == 21
    assert pdfs.inspect(pdf(pages=60)).pages == 21


def field(kind: str, **values: PdfObject) -> DictionaryObject:
    return dictionary(FT=name(kind), T=text("Name"), **values)


def form(*fields: DictionaryObject, **values: PdfObject) -> Change:
    return in_root("/AcroForm", dictionary(Fields=ArrayObject(fields), **values))


def embedded(writer: PdfWriter) -> None:
    writer.add_attachment("list.csv", b"a,b")


def encrypted(writer: PdfWriter) -> None:
    writer.encrypt("", "owner", algorithm="RC4-128")


def action(kind: str, **values: PdfObject) -> DictionaryObject:
    return dictionary(S=name(kind), **values)


def link(**values: PdfObject) -> Change:
    return on_page(dictionary(Subtype=name("/Link"), **values))


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("JavaScript", in_root("/OpenAction", JAVASCRIPT)),
        (
            "JavaScript",
            in_root("/Names", dictionary(JavaScript=dictionary(Names=ArrayObject([text("a"), JAVASCRIPT])))),
        ),
        ("JavaScript", link(A=JAVASCRIPT)),
        ("JavaScript", unreferenced(JAVASCRIPT)),
        ("JavaScript", link(A=action("/GoTo", Next=ArrayObject([JAVASCRIPT])))),
        ("an action that runs by itself", in_root("/OpenAction", action("/URI", URI=text("https://example.org/")))),
        ("an action that runs by itself", in_root("/AA", dictionary(WC=action("/GoTo")))),
        ("an action that starts a program", link(A=action("/Launch", F=text("cmd.exe")))),
        ("a link into another file", link(A=action("/GoToR", F=text("other.pdf")))),
        ("a link into an embedded file", link(A=action("/GoToE", T=text("x")))),
        ("an action that sends data", link(A=action("/SubmitForm", F=text("https://example.org/")))),
        ("an action that reads data", link(A=action("/ImportData", F=text("data.fdf")))),
        ("an action that hides parts", link(A=action("/Hide", T=text("x")))),
        ("a link that leads to no web page", link(A=action("/URI", URI=text("javascript:alert(1)")))),
        ("a link that leads to no web page", link(A=action("/URI", URI=text("file:///etc/passwd")))),
        ("an embedded file", embedded),
        ("an embedded file", on_page(dictionary(Subtype=name("/FileAttachment")))),
        ("an embedded file", unreferenced(stream(b"x", Type=name("/EmbeddedFile")))),
        ("a portfolio of files", in_root("/Collection", dictionary(View=name("/T")))),
        ("a part that lies in another file", unreferenced(stream(b"", F=text("\\\\server\\share")))),
        ("a form", form(field("/Tx"))),
        ("a form", form(field("/Sig"), field("/Btn"))),
        ("a form", form()),
        ("a form", on_page(field("/Ch", Subtype=name("/Widget")))),
        ("an XFA form", form(field("/Sig"), XFA=stream(b"<xdp/>"))),
        ("encryption", encrypted),
        ("film or sound", on_page(dictionary(Subtype=name("/RichMedia")))),
        ("film or sound", on_page(dictionary(Subtype=name("/Movie")))),
        ("film or sound", link(A=action("/Rendition", OP=NumberObject(0)))),
        ("a 3D model", on_page(dictionary(Subtype=name("/3D")))),
    ],
)
def test_what_is_no_page_to_be_read_is_named(what: str, change: Change) -> None:
    assert what in inspect(pdf(change))


def test_everything_is_named_in_one_run() -> None:
    def all_of_it(writer: PdfWriter) -> None:
        for change in (in_root("/OpenAction", JAVASCRIPT), embedded, form(field("/Tx"))):
            change(writer)

    assert inspect(pdf(all_of_it)) == ("JavaScript", "a form", "an action that runs by itself", "an embedded file")


@pytest.mark.parametrize(
    "change",
    [
        in_root("/OpenAction", ArrayObject([NumberObject(0), name("/Fit")])),
        in_root("/OpenAction", action("/GoTo", D=ArrayObject([NumberObject(0), name("/Fit")]))),
        in_root("/AcroForm", NullObject()),
        link(A=action("/URI", URI=text("https://example.org/"))),
        link(A=action("/URI", URI=text("mailto:office@example.org"))),
        link(A=action("/GoTo", D=ArrayObject([NumberObject(0), name("/Fit")]))),
        form(field("/Sig"), SigFlags=NumberObject(3)),
    ],
    ids=["opens at a page", "opens at a page by an action", "no form", "web", "mail", "page", "a digital signature"],
)
def test_what_a_letter_may_have(change: Change) -> None:
    assert inspect(pdf(change)) == ()


def test_a_file_that_was_added_to_is_read_whole() -> None:
    """An edit appends to a PDF: what stood there before is still in the file, and so is what was added."""
    harmful = pdf(in_root("/OpenAction", JAVASCRIPT))
    later = PdfWriter(io.BytesIO(harmful), incremental=True)
    del later.root_object["/OpenAction"]
    out = io.BytesIO()
    later.write(out)
    assert out.getvalue().startswith(harmful) and "/OpenAction" not in PdfReader(out).root_object
    assert "JavaScript" in inspect(out.getvalue())


@pytest.mark.parametrize(
    "hidden",
    [
        b"99 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n",
        b"99 0 obj\n<< /S /J#61va#53cript /JS (app.alert\\(1\\)) >>\nendobj\n",
        b"99 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode >> stream\n"
        + zlib.compress(b"98 0 << /S /JavaScript >>")
        + b"\nendstream\nendobj\n",
        b"99 0 obj\n<< /N 1 /First 5 /Filter /FlateDecode /Type /Obj#53tm >> stream\r\n"
        + zlib.compress(b"98 0 << /S /JavaScript >>")
        + b"\r\nendstream\nendobj\n",
    ],
    ids=["plain", "escaped", "packed", "packed and escaped"],
)
def test_what_no_table_lists_is_found_all_the_same(hidden: bytes) -> None:
    raw = pdf()
    end = raw.rindex(b"xref\n")
    assert inspect(raw[:end] + hidden + raw[end:]) == ("JavaScript",)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (pdf()[:-200], "cut off"),
        (pdf() + b"PK\x03\x04 an archive", "followed by other bytes"),
        (pdf() + b"<html><script>", "followed by other bytes"),
        (b"%PDF-1.7\n%%EOF\n", "not a PDF that can be read"),
        (b"%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF", "not a PDF that can be read"),
        (pdf(pages=0), "without pages"),
    ],
)
def test_what_is_not_sound_is_damaged(raw: bytes, why: str) -> None:
    with pytest.raises(pdfs.Damaged, match=why):
        pdfs.inspect(raw)


def test_circles_end() -> None:
    def circle(writer: PdfWriter) -> None:
        one, other = dictionary(), dictionary()
        first, second = writer._add_object(one), writer._add_object(other)
        one[NameObject("/Next")], other[NameObject("/Next")] = second, first
        kids = writer.root_object["/Pages"].get_object()
        assert isinstance(kids, DictionaryObject)
        listed = kids["/Kids"]
        assert isinstance(listed, ArrayObject)
        listed.append(writer.root_object.raw_get("/Pages"))

    assert pdfs.inspect(pdf(circle)).pages == 1


def test_deep_nesting_is_damaged_and_no_crash() -> None:
    raw = pdf()
    end = raw.rindex(b"xref\n")
    deep = b"[" * 20_000 + b"]" * 20_000
    with pytest.raises(pdfs.Damaged):
        pdfs.inspect(raw[:end].replace(b"/Type /Catalog", b"/Type /Catalog /X " + deep) + b"%%EOF")


def test_more_objects_than_a_letter_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    def many(writer: PdfWriter) -> None:
        for _ in range(60):
            writer._add_object(dictionary())

    monkeypatch.setattr(pdfs, "MAX_OBJECTS", 50)
    with pytest.raises(pdfs.Damaged, match="more than 50 objects"):
        pdfs.inspect(pdf(many))
    monkeypatch.setattr(pdfs, "MAX_OBJECTS", 1000)
    monkeypatch.setattr(pdfs, "MAX_VALUES", 30)
    with pytest.raises(pdfs.Damaged, match="more than 30 values"):
        pdfs.inspect(pdf(many))


def test_bytes_at_random_are_damaged_or_inspected_and_nothing_else() -> None:
    chance = random.Random(1)
    whole = pdf(form(field("/Sig")), pages=2)
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            raw[chance.randrange(5, len(raw))] = chance.randrange(256)
        with contextlib.suppress(pdfs.Damaged):
            assert pdfs.inspect(bytes(raw))


def test_who_made_it_is_told() -> None:
    xmp = b"""<x:xmpmeta><rdf:RDF><rdf:Description><dc:creator><rdf:Seq>
    <rdf:li xml:lang="x-default">Grace Example</rdf:li><rdf:li>ada</rdf:li>
    </rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""

    def made(writer: PdfWriter) -> None:
        writer.add_metadata({"/Author": "Ada Example ", "/Title": "Letter"})
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream(xmp, Type=name("/Metadata")))

    assert pdfs.inspect(pdf(made)).authors == ("Ada Example", "Grace Example", "ada")


def test_notes_of_a_camera_are_told() -> None:
    assert pdfs.inspect(pdf(unreferenced(stream(b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM")))).located
