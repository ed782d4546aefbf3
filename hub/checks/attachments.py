"""Rules on what comes with a letter: the picture of its letterhead and the signed copy.

What is wrong inside a file was found when it was read (hub/attachments); here it is told, once, at the line of the
letter that names the file. A file that no letter names is told of at its own place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hub.attachments.flaws import better_name, kind_flaw
from hub.checks.rules import Found, Given, rule
from hub.model import Letter
from hub.model.attachment import FOLDER, kind_of, names_a_file
from hub.problems import Severity, did_you_mean_file, one_line

HOME = f"content/commitments/{FOLDER}"
# What each field takes: the kinds of file, and what people call them.
FIELDS = {"letterhead": (("png", "jpg"), "a PNG or JPEG picture"), "signed_copy": (("pdf",), "a PDF")}


class Named(NamedTuple):
    """A file that a letter names: the id of the letter, the field, and what stands there."""

    id: str
    field: str
    value: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a name in attachments/ and not a way to somewhere else."""
        name = self.value.removeprefix(FOLDER)
        return self.value.startswith(FOLDER) and name not in ("", ".", "..") and not set(name) & set("/\\?#%:*")

    @property
    def better(self) -> str:
        """The line to write once the file lies where it belongs."""
        name = better_name(self.value.partition("?")[0].partition("#")[0].replace("\\", "/"))
        if self.field == "signed_copy":
            name = f"{name.rpartition('.')[0]}.pdf"
        return f"`{self.field}: {FOLDER}{name}`"


def _named(given: Given) -> Iterator[Named]:
    """Every file that a letter names, in letters that were rejected for other reasons too."""
    letters = [*given.catalogue.letters.items()]
    letters += [(id, record) for _, id, record in given.partial if isinstance(record, Letter)]
    for id, letter in letters:
        for field in FIELDS:
            value = getattr(letter, field)
            if value and (field == "signed_copy" or names_a_file(value)):
                yield Named(id, field, value)


def _told(given: Given, code: str) -> Iterator[Found]:
    """The flaws of one code: each at the first letter that names the file, else at the file."""
    named: dict[str, Named] = {}
    for one in _named(given):
        named.setdefault(one.value, one)
    for name, attachment in given.catalogue.attachments.items():
        for flaw in attachment.flaws:
            if flaw.code == code:
                yield _at(named.get(name), name, f"`{one_line(name)}` {flaw.said}", flaw.hint)


def _at(named: Named | None, name: str, message: str, hint: str) -> Found:
    if named is None:
        return Found("commitments", name, (), message, hint)
    return Found("commitments", named.id, (named.field,), message, hint, other=f"content/commitments/{name}")


@rule(
    "attachment-elsewhere",
    Severity.ERROR,
    "A file outside of attachments/",
    failing="letterhead: https://example.org/logo.png",
    passing="letterhead: attachments/logo.png",
)
def attachment_elsewhere(given: Given) -> Iterator[Found]:
    """What a letter comes with lies in `content/commitments/attachments/`, and front matter names it as
    `attachments/FILE`. Other folders and addresses on the web are not read: the site shows only what it holds.

    A letterhead may also be plain text, such as the name and the office of the organization.
    """
    for named in _named(given):
        if not named.is_plain and named.value not in given.catalogue.attachments:
            what = "is an address on the web" if "//" in named.value else f"is not a file in {FOLDER}"
            if named.field == "signed_copy" and not names_a_file(named.value):
                what = "is not the name of a file"
            thing = "PDF" if named.field == "signed_copy" else "picture"
            hint = f"put the {thing} into {HOME} and write {one_line(named.better)}"
            yield Found("commitments", named.id, (named.field,), f"`{one_line(named.value)}` {what}", hint)


@rule(
    "attachment-missing",
    Severity.ERROR,
    "A file that is not there",
    failing="letterhead: attachments/logo.png   # and no such file",
    passing="letterhead: attachments/logo.png   # content/commitments/attachments/logo.png",
)
def attachment_missing(given: Given) -> Iterator[Found]:
    """A letter names a file that does not lie in `content/commitments/attachments/`. Add it in the same proposal."""
    there = given.catalogue.attachments
    folded = {name.casefold() for name in there}
    for named in _named(given):
        if named.is_plain and named.value.casefold() not in folded and not _kind(named):
            message = f"there is no file {one_line(named.value)}"
            hint = did_you_mean_file(named.value, there, f"add content/commitments/{one_line(named.value)}")
            yield Found("commitments", named.id, (named.field,), message, hint)


@rule(
    "attachment-letter-case",
    Severity.ERROR,
    "A file name in other capital letters",
    failing="letterhead: attachments/Logo.png   # the file is logo.png",
    passing="letterhead: attachments/logo.png",
)
def attachment_letter_case(given: Given) -> Iterator[Found]:
    """The name in the letter and the name of the file differ in capital letters. Some systems see no difference, the
    one that publishes the site does: write the name exactly as the file has it."""
    there = given.catalogue.attachments
    folded = {name.casefold(): name for name in there}
    for named in _named(given):
        twin = folded.get(named.value.casefold())
        if named.is_plain and twin and named.value not in there and not _kind(named):
            message = f"the file is named `{one_line(twin)}`, and here stands `{one_line(named.value)}`"
            yield Found("commitments", named.id, (named.field,), message, f"write `{named.field}: {one_line(twin)}`")


@rule(
    "attachment-name",
    Severity.ERROR,
    "A file name that not every system can keep",
    failing="content/commitments/attachments/Our logo (new).png",
    passing="content/commitments/attachments/our-logo-new.png",
)
def attachment_name(given: Given) -> Iterator[Found]:
    """Attachments lie in one folder, without folders below it. Their names are letters, digits, hyphens and
    underscores, with an ending; no two differ in capital letters only."""
    yield from _told(given, "attachment-name")


@rule(
    "attachment-type",
    Severity.ERROR,
    "A kind of file that is not taken",
    failing="letterhead: attachments/logo.svg",
    passing="letterhead: attachments/logo.png",
)
def attachment_type(given: Given) -> Iterator[Found]:
    """A letterhead is a PNG or JPEG picture (`.png`, `.jpg`), and the signed copy is a PDF (`.pdf`); nothing else is
    taken. An SVG or a web page can hold programs, and a Word document what was deleted from it."""
    for named in _named(given):
        if named.is_plain and (said := _kind(named)) and not _has_flaw(given, named.value, "attachment-type"):
            yield Found("commitments", named.id, (named.field,), *said)
    yield from _told(given, "attachment-type")


def _kind(named: Named) -> tuple[str, str] | None:
    """What is wrong with the ending of a file for the field that names it: message and hint."""
    flaw = kind_flaw(named.value)
    if flaw:
        return f"`{one_line(named.value)}` {flaw.said}", flaw.hint
    kinds, what = FIELDS[named.field]
    if kind_of(named.value) in kinds:
        return None
    other = next(field for field, (its, _) in FIELDS.items() if kind_of(named.value) in its)
    hint = f"write `{other}: {one_line(named.value)}` if that is what it is"
    return f"`{one_line(named.value)}` cannot be the {named.field.replace('_', ' ')}, which is {what}", hint


def _has_flaw(given: Given, name: str, code: str) -> bool:
    attachment = given.catalogue.attachments.get(name)
    return attachment is not None and any(flaw.code == code for flaw in attachment.flaws)


@rule(
    "attachment-disguised",
    Severity.ERROR,
    "A file that is not what its name says",
    failing="attachments/logo.png   # and it is a web page",
    passing="attachments/logo.png   # and it is a PNG picture",
)
def attachment_disguised(given: Given) -> Iterator[Found]:
    """The first bytes of the file say that it is something else than its name says. Often it was renamed, or saved as
    something else than it seemed; a browser would be misled as well."""
    yield from _told(given, "attachment-disguised")


@rule(
    "attachment-too-large",
    Severity.ERROR,
    "An attachment that is too large",
    failing="attachments/logo.png   # 12 megapixels",
    passing="attachments/logo.png   # 1600 pixels wide",
)
def attachment_too_large(given: Given) -> Iterator[Found]:
    """A picture has at most 2 MB and 8 megapixels, a PDF at most 5 MB and 20 pages. Readers download them with the
    page, and everyone who copies the repository keeps them for ever."""
    yield from _told(given, "attachment-too-large")


@rule(
    "attachment-damaged",
    Severity.ERROR,
    "An attachment that cannot be read",
    failing="attachments/logo.png   # cut off while it was sent",
    passing="attachments/logo.png   # opens in a browser",
)
def attachment_damaged(given: Given) -> Iterator[Found]:
    """The picture or PDF is cut off or broken, something stands behind its end, or reading it takes more time or
    memory than any letterhead or letter needs."""
    yield from _told(given, "attachment-damaged")


@rule(
    "attachment-active",
    Severity.ERROR,
    "A PDF that does more than be read",
    failing="attachments/letter.pdf   # with a form and JavaScript",
    passing="attachments/letter.pdf   # printed to PDF, or scanned",
)
def attachment_active(given: Given) -> Iterator[Found]:
    """The PDF holds a program, an action, a form to fill in, another file, film or sound, or is encrypted. The hub
    publishes a signed letter byte for byte, so nothing of that may be in it. A digital signature may."""
    yield from _told(given, "attachment-active")


@rule(
    "attachment-personal",
    Severity.FINDING,
    "A PDF that says more than the letter",
    failing="attachments/letter.pdf   # its properties name the author",
    passing="attachments/letter.pdf   # without an author, or by the person who signed",
)
def attachment_personal(given: Given) -> Iterator[Found]:
    """The properties of the PDF name somebody who did not sign the letter, or a photograph in it kept the notes of its
    camera. The file is published as it is, so a person should look whether that is meant."""
    letters = dict(given.catalogue.letters)
    for named in _named(given):
        attachment = given.catalogue.attachments.get(named.value)
        letter = letters.get(named.id)
        if attachment is None or letter is None or named.field != "signed_copy":
            continue
        public = {name.casefold() for name in (letter.signatory_name, letter.organization, letter.acronym) if name}
        for author in attachment.authors:
            if author.casefold() not in public:
                message = f"the properties of `{named.value}` name `{one_line(author)}` as its author"
                hint = "if that is a private person or a login name, print the letter to a new PDF"
                yield _at(named, named.value, message, hint)
        if attachment.located:
            message = f"a photograph in `{named.value}` has the notes of its camera, which may say where it was taken"
            yield _at(named, named.value, message, "scan the letter, or print the photograph to a new PDF")


@rule(
    "unused-attachment",
    Severity.FINDING,
    "A file that no letter names",
    failing="content/commitments/attachments/logo.png   # and no letter names it",
    passing="letterhead: attachments/logo.png",
)
def unused_attachment(given: Given) -> Iterator[Found]:
    """A file lies in `content/commitments/attachments/`, and no letter names it. It is not published.

    Name it in `letterhead` or `signed_copy` of its letter, or remove it.
    """
    if any(kind == "commitments" for kind, _ in given.rejected):
        return
    used = {named.value.casefold() for named in _named(given)}
    for name, attachment in given.catalogue.attachments.items():
        if attachment.published and name.casefold() not in used:
            field = "signed_copy" if kind_of(name) == "pdf" else "letterhead"
            hint = f"write `{field}: {name}` in its letter, or remove the file"
            yield Found("commitments", name, (), f"no letter names {one_line(name)}", hint)
