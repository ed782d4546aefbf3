"""Characters as the reader of content accepts them: what hides or reorders text goes, and it is said that it went."""

from __future__ import annotations

import re
import unicodedata

from hub.letter_import.draft import Note
from hub.strict_yaml import HIDDEN
from hub.words import N_

# Spaces of other widths, and signs for which there is an ordinary one.
ORDINARY = dict.fromkeys((0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " ")
ORDINARY |= {0x2011: "-", 0x2028: "\n", 0x2029: "\n\n", 0x0B: "\n", 0x0C: "\n\n", 0x85: "\n"}
# Bullets of Word's symbol fonts, which have no letters of their own.
ORDINARY |= dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0x25CF, 0x25AA), "•")
ORDINARY |= {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# These are no sign of anything: a hyphen that shows at the end of a line only, a mark at the start of a file.
HARMLESS = frozenset("\u00ad\ufeff")

REMOVED = N_("Invisible characters were removed ({codes}). Compare the text with the letter.")


def clean(text: str) -> tuple[str, list[Note]]:
    """The text with ordinary spaces, line ends and bullets, without what hides or reorders text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(ORDINARY)
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    gone = sorted({char for char in HIDDEN.findall(text) if char not in HARMLESS})
    text = HIDDEN.sub("", text)
    if not gone:
        return text, []
    return text, [Note(REMOVED, {"codes": ", ".join(f"U+{ord(char):04X}" for char in gone[:8])})]


def one_line(text: str) -> str:
    """A text on one line, as a field holds it."""
    return " ".join(clean(text)[0].split())


def is_page_number(line: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return bool(re.fullmatch(r"(?:page\s+)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,3})?", line.strip(), re.I))
