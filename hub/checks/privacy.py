"""What tells of somebody's private life: telephone numbers, e-mail and street addresses, names of children.

The same rule holds for written pages (hub/written_pages.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from typing import NamedTuple

from hub.checks.rules import Found, Text, text_rule
from hub.model.marks import words
from hub.problems import Severity, one_line

CODE = "personal-details"
# Hyphens and dashes of other kinds, and spaces that do not break: people paste numbers from where these stand.
_DASHES = "\u2010\u2011\u2012\u2013-"
_GAP = rf"[. /\xa0{_DASHES}]"
# Ten digits in groups, with or without a 1; seven in two groups; ten in a row; a number with that of its country.
_PHONE = re.compile(
    rf"(?<![\w/.={_DASHES}])(?:"
    rf"(?:\+?1{_GAP})?(?:\(\d{{3}}\) ?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}|"
    rf"[2-9]\d\d[{_DASHES}]\d{{4}}|"
    r"[2-9]\d\d[2-9]\d{6}|"
    rf"\+\d{{1,3}}{_GAP}?\(?\d{{2,4}}\)?(?:{_GAP}?\d{{2,4}}){{2,3}}"
    rf")(?![\w/{_DASHES}])"
)
# It begins where a word begins: to look from each letter on would take minutes for one endless word.
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++(?:@|\s?[\[(](?:at|arroba)[\])]\s?)"
    r"[\w-]+(?:(?:\.|\s?[\[(](?:dot|punto)[\])]\s?)[\w-]+)+"
)
# A number, a name and a kind of street; in Spanish the kind comes first and the number first or last. Some kinds are
# names of other things too ("Session 3 Sharing Circle"): before these a number has two digits.
_CAPITAL = r"[A-ZÁÉÍÓÚÑ]"
_STREET = re.compile(
    r"(?<![\w-])(?!(?:19|20)\d\d )\d{1,6}[A-Z]? (?:[NSEW]\.? )?"
    rf"(?:(?:{_CAPITAL}[\w'’]*\.?|\d{{1,3}}(?:st|nd|rd|th)) ){{1,4}}"
    r"(?:Street|STREET|St\.|St(?=[,;)\n]|$)|Avenue|AVENUE|Ave\b\.?|Road|ROAD|Rd\b\.?|Boulevard|Blvd\b\.?|Drive|Lane|"
    r"Ln\.|Court|Terrace|Parkway)(?!\w)|"
    rf"(?<![\w-])(?!(?:19|20)\d\d )\d{{2,6}} (?:{_CAPITAL}[\w'’]+ ){{1,3}}(?:Way|Circle|Place)(?!\w)|"
    r"(?<![\w-])(?!(?:19|20)\d\d )\d{1,6} "
    rf"(?:Highway \d+|(?:El )?(?:Calle|Camino|Avenida|Via|Vía|Paseo)(?: (?:de|del|la|las|los|{_CAPITAL}\w+)){{1,4}})|"
    rf"(?<!\w)(?:Calle|Avenida|Av\.|Avda\.|Paseo) (?:(?:de|del|la|las|los|{_CAPITAL}[\w'’]+) ){{1,4}}"
    r"(?:#|[Nn]úm\. ?|[Nn]o\. ?)?\d{1,5}\b|"
    r"\bP\. ?O\. Box \d+|\bPO Box \d+|\b[Aa]partado [Pp]ostal \d+"
)
# A name beside a word for a child, or beside the age of one. What is capitalized after "a student" may be the name of a
# program, so there it takes two words; nobody has a daughter of that kind. What is after "in" is a place.
_WORD = rf"{_CAPITAL}[a-záéíóúñü]+"
_NAME = rf"{_WORD}(?: {_WORD})?"
_AGE = r"(?:[4-9]|1[0-7])"
_CHILD = re.compile(
    r"\b(?:student|pupil|child|boy|girl|grader|year-old|estudiante|alumn[oa]|niñ[oa])"
    rf"(?: named| called| llamad[oa]| de nombre) {_NAME}|"
    rf"\b(?:student|pupil|child|boy|girl|grader|kindergartner|estudiante|alumn[oa]),? {_WORD} {_WORD}|"
    r"\b(?:year-old|daughter|(?:[Mm]y|[Hh]er|[Hh]is|[Tt]heir|[Oo]ur) son|(?:[Ss]u|[Mm]i|[Nn]uestr[oa]) hij[oa]|niñ[oa])"
    rf",? {_NAME}|"
    rf"(?<!\b[Ii]n )(?<!\b[Aa]t )(?<!\b[Ee]n )(?<!\bfrom )\b{_WORD} {_WORD}, (?:an? |una? )?(?:[\w-]+ )?"
    r"(?:[\w-]*grader|kindergartner|\w+-grade student|(?:estudiante|alumn[oa]|niñ[oa]) de \w+ grado)\b|"
    rf"\b{_NAME}(?:, | is | was | tiene | tenía | \()(?:age |aged |de )?{_AGE} (?:years old|años)|"
    rf"\b{_NAME}(?:, | \()(?:age|aged|edad:?) {_AGE}\b"
)


class Look(NamedTuple):
    """A text as a quick look sees it. Most texts hold nothing private, and a pattern takes long to say so.

    In `shape` every digit is 0, every capital A and every sign between digits or words -; `words` are of `_WORDS`.
    """

    shape: bytes
    words: Set[bytes]


# Of a letter with an accent, which is two bytes, the first stands for a capital; of a dash the last of three stays.
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\xc3"
_SIGNS = b". )/,\x90\x91\x92\x93\xa0"
_SHAPE = bytes.maketrans(b"123456789" + _CAPITALS + _SIGNS, b"0" * 9 + b"A" * len(_CAPITALS) + b"-" * len(_SIGNS))
_FIRST_OF_MORE = b"\xe2\x80\xc2"
# Signs that stand beside words and are more than a byte.
_BESIDE_WORDS = re.compile("[—–…¡¿“”‘’«»]")
_SPACED = bytes.maketrans(b".,;:!?()[]\"'-/", b" " * 14)


def _bytes(said: str) -> frozenset[bytes]:
    return frozenset(said.encode().split())


def _shape(raw: bytes) -> bytes:
    return raw.translate(_SHAPE, _FIRST_OF_MORE)


_STREET_WORDS = _bytes(
    "Street STREET St Avenue AVENUE Ave Road ROAD Rd Boulevard Blvd Drive Lane Ln Court Terrace Parkway Way Circle "
    "Place Highway Calle Camino Avenida Av Avda Via Vía Paseo Box Postal postal"
)
# Words beside the name of a child, and how the text goes on or begins there.
_CHILD_WORDS: dict[bytes, tuple[bytes, ...]] = {
    word: (_shape(word) + b"-A", _shape(word) + b"--A")
    for word in _bytes(
        "student pupil child boy girl grader old kindergartner daughter son hijo hija estudiante alumno alumna niño "
        "niña named called llamado llamada nombre"
    )
}
_CHILD_WORDS |= {word: (word + b"-0", word + b":-0") for word in _bytes("age aged edad")}
_CHILD_WORDS |= {b"years": (b"0-years-old",), "años".encode(): (_shape("0 años".encode()),)}
_CHILD_WORDS[b"grado"] = tuple(_shape(word) + b"-de-" for word in _bytes("estudiante alumno alumna niño niña"))
_GRADERS = _bytes("grader kindergartner")
_WORDS = frozenset({*_STREET_WORDS, *_CHILD_WORDS, *_GRADERS, b"arroba"})


def _look(said: str) -> Look:
    raw = said.encode()
    spaced = raw if len(raw) == len(said) else _BESIDE_WORDS.sub(" ", said).encode()
    return Look(_shape(raw), _WORDS.intersection(spaced.translate(_SPACED).split()))


def _may_hold_phone(look: Look) -> bool:
    return b"000-0000" in look.shape or b"0000000000" in look.shape or b"+0" in look.shape


def _may_hold_mail(look: Look) -> bool:
    return b"@" in look.shape or b"(at-" in look.shape or b"[at]" in look.shape or b"arroba" in look.words


def _may_hold_street(look: Look) -> bool:
    return not _STREET_WORDS.isdisjoint(look.words) and b"0" in look.shape


def _may_hold_child(look: Look) -> bool:
    for word in _CHILD_WORDS.keys() & look.words:
        if any(part in look.shape for part in _CHILD_WORDS[word]):
            return True
    return not _GRADERS.isdisjoint(look.words) or b"-grade-student" in look.shape


class Kind(NamedTuple):
    """One kind of private detail; `may_hold` is the quick look."""

    looks_like: str
    may_hold: Callable[[Look], bool]
    pattern: re.Pattern[str]
    hint: str


_OFFICE = "remove it; name the office, or link to the public page that shows it"
_CHILDREN = "say what children did and leave out who they are, unless a guardian agreed in writing"
KINDS = (
    Kind("a telephone number", _may_hold_phone, _PHONE, _OFFICE),
    Kind("an e-mail address", _may_hold_mail, _MAIL, _OFFICE),
    Kind("a street address", _may_hold_street, _STREET, _OFFICE),
    Kind("the name of a child", _may_hold_child, _CHILD, _CHILDREN),
)


def details(text: str) -> Iterator[tuple[str, str, str]]:
    """What in a text looks private, each once, what is wrong with it and what to do."""
    look = _look(text)
    for kind in KINDS:
        if kind.may_hold(look):
            # A text may hold the same thing ten thousand times; its place would be the first one each time.
            for match in dict.fromkeys(match[0] for match in kind.pattern.finditer(text)):
                yield match, f"`{one_line(match)}` looks like {kind.looks_like}", kind.hint


@text_rule(
    CODE,
    Severity.FINDING,
    "A telephone number, an e-mail or street address, or the name of a child",
    failing="note: Call Ana at 555-555-0142.",
    passing="note: Ask the county office.",
)
def personal_details(texts: Iterable[Text]) -> Iterator[Found]:
    """A text holds a telephone number, an e-mail or street address, or a name beside a word for a child or an age. The
    hub names offices and roles, not private contacts, and never children.

    If the detail is public and meant for readers, link to the page that shows it. The rule holds for written pages too.
    """
    for kind, id, record, said in texts:
        look = _look(said)
        if any(private.may_hold(look) and private.pattern.search(said) for private in KINDS):
            for pointer, _, text in words(record):
                for match, message, hint in details(text):
                    yield Found(kind, id, pointer, message, hint, match)
