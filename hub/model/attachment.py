"""What came with a letter: the picture of its letterhead and the signed copy, as they were found in attachments/."""

from __future__ import annotations

import re
from dataclasses import dataclass

FOLDER = "attachments/"
# Where the pictures and PDFs of letters stand on the site, below its root and not below a language.
PUBLISHED = "assets/letters/"
# What an attachment may be: its suffix and the name that people know it by.
KINDS = {"png": "PNG", "jpg": "JPEG", "pdf": "PDF"}

_PATH = re.compile(
    r"[a-z]:[\\/]|[a-z][a-z0-9+.-]*://|//|/|\\|\.{1,2}[\\/]|~[\\/]|(?:data|file|javascript):\S", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:png|jpe?g|jpe|jfif|gif|svgz?|webp|avif|hei[cf]|bmp|tiff?|ico|eps|ai|psd|pdf|html?|docx?|odt|pages|zip)"
    r"(?:[?#]\S*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a file is refused: the code of the rule, what is said after the name of the file, and the thing to do."""

    code: str
    said: str
    hint: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of content/commitments/attachments/, by the name that front matter gives it: `attachments/FILE`.

    `published` is its place below the site's root, named by its content; it is empty when the file is refused, and
    `flaws` say why. The bytes to publish stand in the file `stored`; they have this `size` and this `sha256`;
    `original` is the SHA-256 of the file in attachments/ itself, which an accepted letter is bound to. A picture has
    a width and a height; a PDF has pages, perhaps authors, and is `located` when a photograph in it may tell where it
    was taken.
    """

    name: str
    published: str = ""
    stored: str = ""
    size: int = 0
    sha256: str = ""
    original: str = ""
    width: int = 0
    height: int = 0
    pages: int = 0
    authors: tuple[str, ...] = ()
    located: bool = False
    flaws: tuple[Flaw, ...] = ()


def names_a_file(text: str) -> bool:
    """Whether a letterhead names a file and is not the letterhead itself.

    That is what stands in attachments/, and also what only looks like a path, an address or the name of a file.
    """
    if text.startswith(FOLDER) or _PATH.match(text) or _FILE.search(text):
        return True
    # One word with a backslash, or the folder in other letters: nobody's letterhead reads so.
    return " " not in text and ("\\" in text or text.casefold().startswith(("attachment/", FOLDER)))


def kind_of(name: str) -> str:
    """`png`, `jpg` or `pdf`; empty when the name ends otherwise, in capitals too."""
    suffix = name.rpartition(".")[2] if "." in name else ""
    return suffix if suffix in KINDS else ""
