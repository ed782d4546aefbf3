"""What was done with a file, in words: what was written, what was recognized and from what, what is missing."""

from __future__ import annotations

from pathlib import Path

from hub.letter_import import Imported
from hub.letter_import.draft import Note
from hub.letter_import.writing import shown
from hub.problems import one_line
from hub.words import N_, gettext_for

LABELS = {
    "organization": N_("Organization"),
    "acronym": N_("Short name"),
    "date": N_("Date"),
    "signatory_name": N_("Signed by"),
    "signatory_title": N_("Title of that person"),
    "letterhead": N_("Letterhead"),
}
WRITTEN, READ, LOOK, MISSING = N_("Written:"), N_("Recognized:"), N_("Look at this:"), N_("Missing:")
WOULD_BE_WRITTEN = N_("Would be written:")
FROM, LINE = N_("from {source}"), N_("line {number}")
IN_HEADER, AS_PICTURE = N_("the header of the Word file"), N_("the picture in the letterhead")
FILL_IN = N_("type it into the line `{field}:` of the file")


def told(imported: Imported, root: Path, language: str = "en", written: bool = True) -> list[str]:
    """The report, line by line, in a language."""
    _ = gettext_for(language)
    done = _(WRITTEN if written else WOULD_BE_WRITTEN)
    rows = [f"{done} {shown(imported.path, root)}"]
    rows += [f"{done} {shown(imported.picture, root)}"] if imported.picture else []
    rows.append(_(READ))
    for name, label in LABELS.items():
        value = imported.facts.get(name)
        if value:
            rows.append(f"  {_(label)}: {one_line(value, 120)} ({_source(imported, name, language)})")
    if imported.missing:
        rows.append(_(MISSING))
        rows += [f"  {_(LABELS[name])}: {_(FILL_IN).format(field=name)}" for name in imported.missing]
    if imported.notes:
        rows.append(_(LOOK))
        rows += dict.fromkeys(f"  - {said(note, language)}" for note in imported.notes)
    return rows


def _source(imported: Imported, name: str, language: str) -> str:
    """From what a field was recognized, and where that stands."""
    _ = gettext_for(language)
    guess = imported.guesses.get(name)
    if name == "letterhead" and imported.picture:
        return _(FROM).format(source=_(AS_PICTURE))
    if guess is None:
        return _(FROM).format(source=_(IN_HEADER))
    where = _(FROM).format(source=_(guess.how))
    if not guess.line:
        return where
    return f"{where}, {_(LINE).format(number=guess.line + imported.body_line - 1)}"


def said(note: Note, language: str = "en") -> str:
    """A note as a sentence; the words from the file stand on the same line."""
    _ = gettext_for(language)
    return _(note.said).format(**{name: one_line(_(value), 120) for name, value in note.words.items()})
