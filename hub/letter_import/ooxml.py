"""The tree of a Word document as its reader saw it: what is hidden, deleted or struck out goes, text boxes come in.

Mammoth reads the text of what is left. It would show hidden text, leave out text boxes that have no old form, and lose
text inside elements that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from hub.letter_import.draft import Note
from hub.letter_import.package import R, W
from hub.words import N_

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
# Fields whose text Word changes by itself when the file is opened.
MOVING_DATE = re.compile(r"^\s*(DATE|TIME|SAVEDATE|PRINTDATE)\b")
OFF = ("0", "false", "off")
# Properties are not text; they say how the text looks, and are left as they are.
PROPERTIES = frozenset(
    f"{{{W}}}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr")
)
UNWRAPPED = frozenset(f"{{{W}}}{name}" for name in ("fldSimple", "bdo", "dir"))
DELETED = frozenset(f"{{{W}}}{name}" for name in ("del", "moveFrom"))
ADDED = frozenset(f"{{{W}}}{name}" for name in ("ins", "moveTo"))
PICTURED = frozenset(f"{{{W}}}{name}" for name in ("drawing", "pict", "object"))
# A table with cells like these is no table of facts: somebody placed text with it.
LONG_CELL = 300

CHANGES = N_("The file has tracked changes: it was read as if all were accepted. Compare it with the signed letter.")
HIDDEN = N_("Hidden text was left out.")
STRUCK = N_("Text that is struck out was left out.")
BOXES = N_("Text boxes were read as paragraphs where they are anchored. Check that they stand where they belong.")
MOVING = N_("A date in the file changes by itself when the file is opened. Type the day on which it was signed.")
TABLES = N_("A table that only places text was read as paragraphs. Check that they stand in their order.")
LOST = N_("Formulas, charts or embedded documents were left out.")


def w(name: str) -> str:
    """The full name of a Word element or attribute."""
    return f"{{{W}}}{name}"


def text_of(element: Element) -> str:
    """The words of a tree, with tabs and line breaks as characters."""
    said = {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "-", w("p"): "\n"}
    return "".join(
        (part.text or "") if part.tag == w("t") else said.get(part.tag, "")
        for part in element.iter()
        if isinstance(part.tag, str)
    )


class Cleaner:
    """Cleans one part of a Word file in place. `hidden` are the styles of hidden text; notes and pictures collect.

    `pictures` are the relation ids of pictures, each with the number of paragraphs with text that stand before it.
    """

    def __init__(self, hidden: frozenset[str] = frozenset()) -> None:
        self.hidden = hidden
        self.said: dict[str, Note] = {}
        self.pictures: list[tuple[str, int]] = []
        self.paragraphs = 0
        self._lifted: list[tuple[bool, Element]] = []
        self._instruction = ""

    @property
    def notes(self) -> list[Note]:
        return list(self.said.values())

    def clean(self, parent: Element) -> None:
        """Everything below an element."""
        kept: list[Element] = []
        for child in list(parent):
            kept += [child] if child.tag in PROPERTIES else self._keep(child)
        parent[:] = kept

    def _note(self, said: str) -> None:
        self.said.setdefault(said, Note(said))

    def _keep(self, element: Element) -> list[Element]:
        """What stands in the place of an element."""
        tag = element.tag
        if tag in DELETED or tag in ADDED:
            self._note(CHANGES)
            if tag in DELETED:
                return []
        if tag == w("r"):
            return self._run(element)
        if tag == w("p"):
            return self._paragraph(element)
        if tag == w("tbl"):
            return self._table(element)
        if tag in PICTURED or tag == f"{{{MC}}}AlternateContent":
            return self._drawn(element)
        if tag == w("altChunk") or str(tag).startswith(f"{{{M}}}"):
            self._note(LOST)
            return []
        if tag == w("instrText"):
            self._field(element.text or "")
        if tag in (w("cr"), w("ptab")):
            element.tag = w("br") if tag == w("cr") else w("tab")
        self.clean(element)
        if tag in UNWRAPPED:
            self._field(element.get(w("instr"), ""))
            return list(element)
        return [element]

    def _field(self, instruction: str) -> None:
        if MOVING_DATE.match(instruction):
            self._note(MOVING)

    def _run(self, run: Element) -> list[Element]:
        properties = run.find(w("rPr"))
        if self._is_hidden(properties, "rStyle"):
            if text_of(run).strip():
                self._note(HIDDEN)
            # The marks of a field stay, or its text would be taken for the field's instruction.
            run[:] = [part for part in run if part.tag == w("fldChar")]
            return [run]
        if _on(properties, "strike") or _on(properties, "dstrike"):
            if text_of(run).strip():
                self._note(STRUCK)
            return []
        self.clean(run)
        return [run]

    def _paragraph(self, paragraph: Element) -> list[Element]:
        properties = paragraph.find(w("pPr"))
        if self._is_hidden(properties, "pStyle"):
            if text_of(paragraph).strip():
                self._note(HIDDEN)
            return []
        outer, self._lifted = self._lifted, []
        self.clean(paragraph)
        lifted, self._lifted = self._lifted, outer
        if text_of(paragraph).strip():
            self.paragraphs += 1
        before = [element for first, element in lifted if first]
        return [*before, paragraph, *(element for first, element in lifted if not first)]

    def _is_hidden(self, properties: Element | None, style: str) -> bool:
        if properties is None:
            return False
        named = properties.find(w(style))
        return _on(properties, "vanish") or (named is not None and named.get(w("val")) in self.hidden)

    def _drawn(self, element: Element) -> list[Element]:
        """A drawing: its text boxes stand beside the paragraph, its pictures are noted, nothing stays in the text."""
        choice, old = element.find(f"{{{MC}}}Choice"), element.find(f"{{{MC}}}Fallback")
        ways = [way for way in (choice, old) if way is not None] or [element]
        drawn = next((way for way in ways if way.find(f".//{w('txbxContent')}") is not None), ways[0])
        boxes = list(_outermost(drawn, w("txbxContent")))
        if not boxes and element.tag == f"{{{MC}}}AlternateContent" and text_of(drawn).strip():
            self.clean(drawn)
            return list(drawn)
        inside = {id(part) for box in boxes for part in box.iter()}
        for part in drawn.iter():
            name = {f"{{{A}}}blip": f"{{{R}}}embed", f"{{{V}}}imagedata": f"{{{R}}}id"}.get(str(part.tag))
            if name and id(part) not in inside and part.get(name):
                self.pictures.append((part.get(name, ""), self.paragraphs))
        if not boxes and any("/chart" in str(part.tag) or "/diagram" in str(part.tag) for part in drawn.iter()):
            self._note(LOST)
        # A box that is anchored in the first paragraph is most often the letterhead above it.
        first = self.paragraphs == 0
        for box in boxes:
            self.clean(box)
            if text_of(box).strip():
                self._note(BOXES)
                self._lifted += [(first, part) for part in box]
        return []

    def _table(self, table: Element) -> list[Element]:
        rows = [row for row in table.iter(w("tr")) if row.find(f"{w('trPr')}/{w('del')}") is None]
        if len(rows) < len(list(table.iter(w("tr")))):
            self._note(CHANGES)
        layout = _places_text(table, rows)
        self.clean(table)
        if not layout:
            return [table]
        self._note(TABLES)
        return [part for row in rows for cell in row.iter(w("tc")) for part in cell if part.tag not in PROPERTIES]


def hidden_styles(styles: Element | None) -> frozenset[str]:
    """The styles whose text is hidden, by themselves or by the style that they are based on."""
    based: dict[str, str] = {}
    hidden: set[str] = set()
    for style in styles.iter(w("style")) if styles is not None else ():
        name, base = style.get(w("styleId"), ""), style.find(w("basedOn"))
        based[name] = base.get(w("val"), "") if base is not None else ""
        if _on(style.find(w("rPr")), "vanish"):
            hidden.add(name)
    for name in based:
        seen, current = set(), name
        while current and current not in seen:
            seen.add(current)
            current = based.get(current, "")
        if seen & hidden:
            hidden.add(name)
    return frozenset(hidden)


def _on(properties: Element | None, name: str) -> bool:
    found = properties.find(w(name)) if properties is not None else None
    return found is not None and found.get(w("val")) not in OFF


def _outermost(element: Element, tag: str) -> Iterable[Element]:
    """The elements of a name that do not stand inside another one of it."""
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(child, tag)


def _places_text(table: Element, rows: list[Element]) -> bool:
    """Whether a table only places text on the page: no lines, one row or column, lists or long texts in its cells."""
    cells = [[cell for cell in row if cell.tag == w("tc")] for row in rows]
    if len(rows) < 2 or max(len(row) for row in cells) < 2 or table.find(f".//{w('tc')}//{w('tbl')}") is not None:
        return True
    for cell in (cell for row in cells for cell in row):
        said = [paragraph for paragraph in cell.iter(w("p")) if text_of(paragraph).strip()]
        if len(said) > 1 or len(text_of(cell)) > LONG_CELL or cell.find(f".//{w('numPr')}") is not None:
            return True
    properties = table.find(w("tblPr"))
    style = properties.find(w("tblStyle")) if properties is not None else None
    lines = properties.find(w("tblBorders")) if properties is not None else None
    if lines is not None:
        return all(line.get(w("val")) in ("nil", "none") for line in lines)
    return style is None or style.get(w("val")) in ("TableNormal", "NormalTable")
