"""Word files: what a reader of the letter saw is kept, what nobody saw is not, and nothing in the file is trusted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from hub import prose
from hub.letter_import import markdown, ooxml, package, word
from hub.letter_import.draft import Draft, Unreadable
from tests.letter_import import files
from tests.letter_import.files import at_end, changed, letter, paragraph, picture, saved, with_parts


def notes(draft: Draft) -> str:
    return " ".join(note.said for note in draft.notes)


def read_with(xml: str) -> Draft:
    """A letter with more XML at its end."""
    return word.read(at_end(saved(letter()), xml))


def test_a_letter_with_its_letterhead() -> None:
    draft = word.read(saved(letter(picture())))
    assert draft.letterhead == (files.ORGANIZATION, "Division of Instruction")
    assert draft.logo.startswith(b"\x89PNG")
    assert draft.notes == ()
    shown = prose.to_text(draft.body)
    for said in ("March 2, 2026", files.FIT, files.ACTION, files.LEAD_IN, *files.GOALS):
        assert said in shown
    assert draft.body.count("\n- ") == 4
    assert draft.body.endswith("Sincerely,\n\nAda Example\\\nSuperintendent")


def test_marks_lists_headings_and_tables() -> None:
    document = Document()
    document.add_heading("What we do", 1)
    said = document.add_paragraph("We are ")
    said.add_run("very:").bold = True
    said.add_run("glad").bold = False
    said.add_run(" to ")
    said.add_run("align ").italic = True
    said.add_run("with others ")
    said.add_run("(as ").italic = True
    said.add_run("the report").italic = True
    said.add_run(" says)").italic = True
    said.add_run(".")
    for text in ("first", "1. second"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("• typed one")
    document.add_paragraph("•\ttyped two")
    table = document.add_table(2, 2)
    table.style = "Table Grid"
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("A|a", "B", "C", "D"), strict=True):
        cell.text = text
    body = word.read(saved(document)).body
    assert "### What we do" in body, "the first two levels belong to the page"
    assert "We are **very**:glad to *align* with others *(as the report says)*." in body, (
        "marks that would not hold are moved"
    )
    assert "1. first\n2. 1\\. second" in body
    assert "- typed one\n- typed two" in body
    assert "| A\\|a | B |\n| --- | --- |\n| C | D |" in body
    assert "<strong>very</strong>:glad" in prose.to_html(body)


def test_a_table_that_only_places_text_is_no_table() -> None:
    document = Document()
    document.add_paragraph("Sincerely,")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Ada Example\nSuperintendent"
    table.cell(0, 1).text = "Bo Sample\nBoard President"
    body = word.read(saved(document)).body
    assert "|" not in body
    assert "Ada Example\\\nSuperintendent\n\nBo Sample\\\nBoard President" in body


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "-no item",
        "1998. was a year",
        "> no quote",
        "---",
        "=== no underline",
        "*stars* and _lines_ and `ticks` and ~~waves~~",
        "<b>no HTML</b> <!-- and no remark --> &amp; &lt;",
        "[Name of Organization](x) and ![x](y)",
        "| no | table |",
        "back\\slash \\* and end\\",
        "REPLACED: #1 {{ 7*7 }} {% raw %}",
        "+ " + "long words " * 40 + "- and 12. and # more",
    ],
)
def test_what_looks_like_markdown_is_shown_as_it_stands(text: str) -> None:
    document = Document()
    document.add_paragraph("before")
    document.add_paragraph(text)
    document.add_paragraph("after")
    draft = word.read(saved(document))
    shown = prose.to_html(draft.body)
    assert markdown.words_of_html(shown) == ["before", *text.split(), "after"]
    assert shown.count("<p>") == 3 and "<h" not in shown and "<li" not in shown and "<a" not in shown
    assert max(map(len, draft.body.split("\n"))) <= 120


def test_what_word_hides_or_has_deleted_does_not_count() -> None:
    deleted = '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>deleted words</w:delText></w:r></w:del>'
    added = '<w:ins w:id="2" w:author="A"><w:r><w:t>added words</w:t></w:r></w:ins></w:p>'
    moved = '<w:p><w:moveFrom w:id="3" w:author="A"><w:r><w:t>moved words</w:t></w:r></w:moveFrom></w:p>'
    draft = read_with(
        deleted + added + moved + paragraph("hidden words", "<w:vanish/>") + paragraph("struck words", "<w:strike/>")
    )
    assert "added words" in draft.body
    for gone in ("deleted words", "moved words", "hidden words", "struck words"):
        assert gone not in draft.body
    assert all(said in notes(draft) for said in ("tracked changes", "Hidden text", "struck out"))


def test_hidden_by_a_style() -> None:
    document = letter()
    style = document.styles.add_style("Secret", 1)
    style.element.get_or_add_rPr().append(OxmlElement("w:vanish"))
    child = document.styles.add_style("Child", 1)
    child.base_style = style
    document.add_paragraph("secret words", style="Secret")
    document.add_paragraph("inherited words", style="Child")
    draft = word.read(saved(document))
    assert "secret" not in draft.body and "inherited" not in draft.body and "Hidden text" in notes(draft)


def test_comments_do_not_count() -> None:
    document = letter()
    document.add_comment(document.paragraphs[2].runs[0], text="a remark of a colleague", author="Bo Sample")
    draft = word.read(saved(document))
    assert "remark" not in draft.body and "Comments" in notes(draft)


BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>'
    "<w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>{}</mc:AlternateContent>"
)


@pytest.mark.parametrize(
    "fallback",
    [
        "",
        '<mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
        f"{paragraph('words in a box')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>",
    ],
)
def test_text_boxes_count_once(fallback: str) -> None:
    box = BOX.format(paragraph("words in a box"), fallback)
    draft = read_with(f"<w:p><w:r><w:t>beside it</w:t></w:r><w:r>{box}</w:r></w:p>")
    assert draft.body.count("words in a box") == 1
    assert draft.body.endswith("beside it\n\nwords in a box")
    assert "Text boxes" in notes(draft)


def test_a_box_above_the_letter_comes_first() -> None:
    box = BOX.format(paragraph("The letterhead in a box"), "")
    raw = changed(saved(letter()), lambda text: text.replace("<w:r>", f"<w:r>{box}</w:r><w:r>", 1))
    assert word.read(raw).body.startswith("The letterhead in a box\n\nMarch 2, 2026")


def test_fields_and_content_controls() -> None:
    draft = read_with(
        '<w:p><w:fldSimple w:instr=" DATE \\@ MMMM "><w:r><w:t>today</w:t></w:r></w:fldSimple></w:p>'
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>K</w:t><w:noBreakHyphen/><w:t>12</w:t><w:cr/><w:t>below</w:t></w:r></w:p>"
    )
    assert "today\n\nin a control\n\nK-12\\\nbelow" in draft.body
    assert "changes by itself" in notes(draft)


def test_footnotes_are_kept_without_links() -> None:
    raw = saved(letter())
    notes_part = (
        f'<w:footnotes xmlns:w="{package.W}" xmlns:r="{package.R}"><w:footnote w:id="5"><w:p><w:hyperlink r:id="rId1">'
        "<w:r><w:t>A note below.</w:t></w:r></w:hyperlink></w:p>"
        "</w:footnote></w:footnotes>"
    )
    relation = f'<Relationship Id="fn" Type="{package.R}/footnotes" Target="footnotes.xml"/></Relationships>'
    raw = changed(raw, lambda text: text.replace("</Relationships>", relation), "word/_rels/document.xml.rels")
    raw = with_parts(raw, {"word/footnotes.xml": notes_part.encode()})
    draft = word.read(at_end(raw, '<w:p><w:r><w:t>Said</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r></w:p>'))
    assert "Said\\[1]" in draft.body and "1. A note below." in draft.body and "↑" not in draft.body


def test_links_to_the_web_stay_and_others_are_text() -> None:
    document = letter()
    said = document.add_paragraph("See ")
    for target, text in (("https://example.org/a_b?c=1&d=2", "the plan"), ("javascript:alert(1)", "this")):
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), document.part.relate_to(target, f"{package.R}/hyperlink", is_external=True))
        run = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = text
        run.append(words)
        link.append(run)
        said._p.append(link)
    body = word.read(saved(document)).body
    assert "[the plan](<https://example.org/a_b?c=1&d=2>)this" in body
    assert 'href="https://example.org/a_b?c=1&amp;d=2"' in prose.to_html(body)


def test_invisible_characters_go_and_it_is_said() -> None:
    draft = read_with(paragraph("co\u00adop\u200berate \u202eesrever\u202c and\u00a0space \U000e0041"))
    assert "cooperate esrever and space" in draft.body
    assert "Invisible" in notes(draft)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_largest_picture_of_the_header_is_the_logo(kind: str) -> None:
    document = letter(picture(size=(8, 8)))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture(kind, (400, 300))))
    assert len(word.read(saved(document)).logo) == len(picture(kind, (400, 300)))


def test_a_picture_above_the_letter_is_the_logo_and_one_below_is_not() -> None:
    document = letter()
    document.paragraphs[0].insert_paragraph_before().add_run().add_picture(io.BytesIO(picture()))
    assert word.read(saved(document)).logo
    document = letter()
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture()))
    draft = word.read(saved(document))
    assert not draft.logo and "Pictures in the text" in notes(draft)


def test_a_header_that_is_not_on_the_first_page_is_not_the_letterhead() -> None:
    document = letter()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Sample Valley\nPage 1 of 2"
    assert word.read(saved(document)).letterhead == ("Sample Valley",)


def test_other_pictures_are_told() -> None:
    raw = saved(letter(picture()))
    (name,) = [name for name in files.parts(raw) if name.startswith("word/media/")]
    draft = word.read(with_parts(raw, {name: b"\x01\x00\x00\x00 a metafile"}))
    assert not draft.logo and "not a PNG or JPEG" in notes(draft)


# Files that are made to do harm, or are broken.


def zipped(entries: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as file:
        for name, raw in entries.items():
            file.writestr(name, raw)
    return made.getvalue()


def entities(text: str) -> str:
    many = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return text.replace("<w:document", f'<!DOCTYPE x [<!ENTITY a0 "ha">{many}]><w:document', 1).replace(
        "March", "&a8;", 1
    )


DEEP = "<w:sdt><w:sdtContent>" * 400 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 400
HARM: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a bomb": (lambda raw: with_parts(raw, {"word/media/x.bin": bytes(60_000_000)}), "letter-file-too-large"),
    "a bomb for a document": (
        lambda raw: changed(raw, lambda text: text.replace("March", "March" + " " * 12_000_000, 1)),
        "letter-file-too-large",
    ),
    "too much in all": (
        lambda raw: with_parts(raw, {f"word/media/{n}.bin": bytes(1_000_000) for n in range(120)}),
        "letter-file-too-large",
    ),
    "too many parts": (lambda raw: with_parts(raw, {f"x/{n}": b"" for n in range(2100)}), "letter-file-too-large"),
    "entities": (lambda raw: changed(raw, entities), "letter-file-damaged"),
    "entities in UTF-16": (
        lambda raw: with_parts(
            raw,
            {
                "word/document.xml": entities(files.parts(raw)["word/document.xml"].decode())
                .replace("UTF-8", "UTF-16")
                .encode("utf-16")
            },
        ),
        "letter-file-damaged",
    ),
    "nested deeply": (lambda raw: at_end(raw, DEEP), "letter-file-too-large"),
    "broken XML": (lambda raw: changed(raw, lambda text: text.replace("</w:body>", "")), "letter-file-damaged"),
    "cut off": (lambda raw: raw[: len(raw) // 2], "letter-file-damaged"),
    "no document": (lambda _: zipped({"word/x.xml": b"<x/>"}), "letter-file-damaged"),
    "no body": (
        lambda raw: with_parts(raw, {"word/document.xml": f'<w:document xmlns:w="{package.W}"/>'.encode()}),
        "letter-file-damaged",
    ),
    "marks that mammoth does not survive": (
        lambda raw: at_end(raw, '<w:p><w:r><w:sym w:font="x" w:char="zz"/></w:r></w:p>'),
        "letter-file-damaged",
    ),
    "another packing": (lambda raw: zipped(files.parts(raw), zipfile.ZIP_LZMA), "letter-file-damaged"),
    "only a picture": (lambda _: saved(Document()), "letter-file-without-text"),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_files_that_are_made_to_do_harm(harm: tuple[Callable[[bytes], bytes], str]) -> None:
    change, code = harm
    with pytest.raises(Unreadable) as error:
        word.read(change(saved(letter())))
    assert error.value.code == code
    assert error.value.hint


def test_an_encrypted_entry() -> None:
    raw = bytearray(saved(letter()))
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    with pytest.raises(Unreadable) as error:
        word.read(bytes(raw))
    assert error.value.code == "letter-file-protected"


def test_the_same_part_twice() -> None:
    raw = saved(letter())
    made = io.BytesIO(raw)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as file:
        file.writestr("word/document.xml", b"<x/>")
    with pytest.raises(Unreadable):
        word.read(made.getvalue())


def test_paths_that_lead_elsewhere_are_not_followed() -> None:
    raw = saved(letter(picture()))
    rels = next(name for name in files.parts(raw) if name.startswith("word/_rels/header"))
    for target in ("../../../../etc/passwd", "file:///etc/passwd", "\\\\server\\x.png", "https://example.org/x.png"):
        hostile = with_parts(raw, {rels: files.parts(raw)[rels].replace(b"media/image1.png", target.encode())})
        assert word.read(hostile).logo == b""
    more = with_parts(raw, {"../../evil.txt": b"x", "word/../../evil": b"x", "word/embeddings/a.docx": raw})
    assert word.read(more).body == word.read(raw).body


def test_a_style_map_of_the_file_is_not_used() -> None:
    raw = with_parts(saved(letter()), {"mammoth/style-map": b"p => h1.evil:fresh"})
    assert word.read(raw).body == word.read(saved(letter())).body


def test_the_strict_format() -> None:
    def strict(text: str) -> str:
        return text.replace(package.W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            package.R, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )

    raw = saved(letter(picture()))
    for name in list(files.parts(raw)):
        if name.endswith((".xml", ".rels")):
            raw = changed(raw, strict, name)
    assert word.read(raw) == word.read(saved(letter(picture())))


def test_what_is_left_out_or_flattened_is_told() -> None:
    document = letter()
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
    assert word.FOOTERS not in notes(word.read(saved(document))), "the number of a page is no loss"
    document.sections[0].footer.paragraphs[0].text = "This offer ends in June."
    assert notes(word.read(saved(document))) == word.FOOTERS
    placed = Document()
    table = placed.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ada Example", "Ben Sample"
    assert ooxml.TABLES in notes(word.read(saved(placed)))
