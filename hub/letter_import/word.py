"""A Word file as a draft: mammoth reads the text, `header` the letterhead."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

import mammoth

from hub import prose
from hub.letter_import import characters, header, markdown, ooxml
from hub.letter_import.draft import Draft, Note, refuse
from hub.letter_import.incoming import SEND_WORD
from hub.letter_import.ooxml import Cleaner, w
from hub.letter_import.package import Package, R
from hub.words import N_

# The parts that mammoth is given beside the document, by the word by which the document names them.
PARTS = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml", "endnotes": "endnotes.xml"}
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
"""
# A picture above the third paragraph belongs to the letterhead; one further down may be a signature.
TOP = 2
# Elements without words of the letter, which mammoth does not know.
WORDLESS = frozenset(
    [
        *("permStart", "permEnd", "fldData", "delText", "sdtEndPr", "separator", "continuationSeparator", "tblPrEx"),
        *("numberingChange", "contentPart", "subDoc", "pgNum", "dayLong", "monthLong", "yearLong"),
        *(f"{which}Range{end}" for which in ("customXmlIns", "customXmlDel") for end in ("Start", "End")),
    ]
)

COMMENTS = N_("Comments were left out.")
FOOTERS = N_("Text at the foot of the pages was left out. Compare it with the letter.")
UNKNOWN = N_("Word has something here that is not known and was left out: {names}.")
MARKS = N_("Bold and italics could not be kept everywhere.")
NOT_ALIKE = N_("The text may not be the same word for word. Compare it with the letter.")
OTHER_PICTURE = N_("The picture in the letterhead is not a PNG or JPEG and was left out. Save it as PNG to use it.")
PICTURES = N_("Pictures in the text were left out.")


def read(raw: bytes) -> Draft:
    """What a Word file says. Raises Unreadable when it cannot be read."""
    package = Package(raw)
    document = package.xml(package.main)
    body = document.find(w("body")) if document is not None else None
    if document is None or body is None:
        raise refuse("letter-file-damaged", "there is no document in this Word file", SEND_WORD)
    relations = package.relations(package.main)
    parts = {kind: _part(package, kind) for kind in PARTS}
    hidden = ooxml.hidden_styles(parts["styles"])
    lines, pictures = header.read(package, body, hidden)
    cleaner = Cleaner(hidden)
    for part in (body, parts["footnotes"], parts["endnotes"]):
        if part is not None:
            cleaner.clean(part)
    notes = cleaner.notes
    if any(relation.kind == "comments" for relation in relations.values()):
        notes.append(Note(COMMENTS))
    if any(header.has_words(package, relation) for relation in relations.values() if relation.kind == "footer"):
        notes.append(Note(FOOTERS))
    links = _links(package)
    for part in (document, parts["footnotes"], parts["endnotes"]):
        for link in part.iter(w("hyperlink")) if part is not None else ():
            # Where it leads to no web page, and in notes, which have relations of their own, its words are text.
            if part is not document or link.get(f"{{{R}}}id") not in links:
                link.attrib.pop(f"{{{R}}}id", None)
    html, unknown = _html(_small(document, parts, links))
    if unknown:
        notes.append(Note(UNKNOWN, {"names": ", ".join(sorted(unknown)[:5])}))
    html, gone = characters.clean(html)
    text, changed = _marked(html)
    above = header.parts_of((id for id, before in cleaner.pictures if before < TOP), relations)
    logo, used = header.logo(package, pictures or above)
    if (pictures or above) and not logo:
        notes.append(Note(OTHER_PICTURE))
    if len(cleaner.pictures) > (used in above):
        notes.append(Note(PICTURES))
    return Draft(text, lines, logo, (*notes, *gone, *changed))


def _part(package: Package, kind: str) -> Element | None:
    found = [relation.target for relation in package.relations(package.main).values() if relation.kind == kind]
    return package.xml(found[0]) if found and found[0] else None


def _links(package: Package) -> dict[str, str]:
    """The links of the document to the web: addresses by id."""
    folder, slash, last = package.main.rpartition("/")
    root = package.xml(f"{folder}{slash}_rels/{last}.rels")
    rows = list(root) if root is not None else []
    found = [(row.get("Id", ""), row.get("Target", ""), row.get("Type", "")) for row in rows]
    return {
        id: target for id, target, kind in found if kind.endswith("/hyperlink") and re.match(r"https?://\S+\Z", target)
    }


def _small(document: Element, parts: dict[str, Element | None], links: dict[str, str]) -> bytes:
    """A new Word file for mammoth, of the parts that were looked at and nothing else."""
    given = {kind: part for kind, part in parts.items() if part is not None}
    rows = [_row(kind, kind, PARTS[kind]) for kind in given]
    rows += [_row(id, "hyperlink", target, ' TargetMode="External"') for id, target in links.items()]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(_row("document", "officeDocument", "word/document.xml")),
        "word/document.xml": bytes(ElementTree.tostring(document)),
        "word/_rels/document.xml.rels": RELATIONS.format("".join(rows)),
    }
    files |= {f"word/{PARTS[kind]}": ElementTree.tostring(part) for kind, part in given.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return made.getvalue()


def _row(id: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id={quoteattr(id)} Type="{R}/{kind}" Target={quoteattr(target)}{more}/>'


def _html(raw: bytes) -> tuple[str, set[str]]:
    """The HTML of a Word file, and the names of what mammoth does not know."""
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(raw), style_map=STYLES, include_embedded_style_map=False, convert_image=lambda _: []
        )
    except RecursionError:
        raise refuse("letter-file-too-large", "the document is nested too deeply", SEND_WORD) from None
    except Exception:
        # Mammoth has no errors of its own: whatever a malformed file makes it raise means that it cannot be read.
        message = "Word's own marks in this file are not as they must be"
        raise refuse("letter-file-damaged", message, "open it in Word and save it again; " + SEND_WORD) from None
    said = "\n".join(message.message for message in result.messages)
    names = {
        re.split("[:}]", name)[-1][:40]
        for name in re.findall(r"An unrecognised element was ignored: ([\w:{}/.-]+)", said)
    }
    return result.value, names - WORDLESS


def _marked(html: str) -> tuple[str, list[Note]]:
    """The Markdown of HTML, and a note when it does not show the same words: the plainest Markdown is then taken."""
    wanted = markdown.words_of_html(html)
    if not wanted:
        hint = "type the text into a .txt file and import that"
        raise refuse("letter-file-without-text", "there is no text in this Word file", hint)
    text = markdown.from_html(html)
    if _shown(text) == wanted:
        return text, []
    plain = markdown.from_html(re.sub(r"</?(?:strong|em)>", "", html))
    return plain, [Note(MARKS if _shown(plain) == wanted else NOT_ALIKE)]


def _shown(text: str) -> list[str]:
    """The words that a visitor of the site sees."""
    return markdown.words_of_html(prose.to_html(text))
