"""Letters that come in as files: Word, PDF, Markdown or text becomes content/commitments/<id>.md, with its facts.

    incoming    the bytes, and what they are        word, pdf, plain    a draft from each kind; Word and PDF `aside`
    recognized  whose it is, when, signed by whom   front_matter        the file that the reader of content accepts
    picture     the letterhead's picture            writing             new files or none; `report` tells what was done

A file is from a stranger. What it holds is text and never a command; what cannot be read is a Problem.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hub.catalogue import Catalogue
from hub.letter_import import aside, characters, front_matter, incoming, markdown, picture, plain, writing
from hub.letter_import.draft import Draft, ImportRefused, Note, Unreadable, refuse
from hub.letter_import.recognized import Guess, recognize
from hub.model import Call, is_slug, slugify
from hub.model.attachment import FOLDER
from hub.problems import Place, Problem, one_line
from hub.scaffold import ScaffoldError, call_to_answer, known_as, letter_id
from hub.source import MAX_BYTES
from hub.words import N_

__all__ = ["Draft", "ImportRefused", "Imported", "Order", "draft_of", "write"]

NEEDED = ("organization", "date", "signatory_name", "signatory_title")
# Facts that front matter of a Markdown file may bring along; the rest is decided here, or has a place of its own.
TAKEN = ("organization", "acronym", "date", "signatory_name", "signatory_title", "letterhead", "note")
DECIDED = ("call", "call_version", "status")
_CONTACT = re.compile(
    r"@|www\.|https?:|\b(?:phone|telephone|tel|fax)\b|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}"
    r"|^\d+[A-Z]?\s|\b\d{5}(?:-\d{4})?$|\bP\.? ?O\.? Box\b",
    re.IGNORECASE,
)

CONTACT = N_("Telephone numbers and addresses were left out of the letterhead.")
LEFT_OUT = N_("The file states `{field}`, which was left out. Type it again if it is needed.")


@dataclass(frozen=True)
class Order:
    """What a person said beside the file: for whom, which call (its id), where to write."""

    organization: str | None = None
    call: str | None = None
    output: Path | None = None


@dataclass(frozen=True)
class Imported:
    """What was written and what it was made of. `facts` are the fields as written, `body` begins at `body_line`, and
    `files` are what is written, the letter last.
    """

    path: Path
    picture: Path | None
    call: Call
    facts: dict[str, str]
    guesses: dict[str, Guess]
    missing: tuple[str, ...]
    notes: tuple[Note, ...]
    body: str
    body_line: int
    files: tuple[tuple[Path, bytes], ...]


def draft_of(path: Path) -> Draft:
    """What a file on this computer says. Raises ImportRefused when it cannot be read."""
    raw, shown = incoming.read_file(path), one_line(path, 200)
    try:
        kind, notes = incoming.kind_of(raw, path.name)
        if kind == "markdown":
            draft = plain.read_markdown(raw, shown)
        else:
            draft = plain.read_text(raw) if kind == "text" else aside.read(kind, raw)
    except Unreadable as error:
        raise error.at(shown) from None
    return replace(draft, notes=(*notes, *draft.notes))


def write(root: Path, catalogue: Catalogue, draft: Draft, order: Order, today: str, shown: str) -> Imported:
    """Writes the letter of a draft into the project at `root`, with the picture of its letterhead; raises as `plan`."""
    imported = plan(root, catalogue, draft, order, today, shown)
    writing.create(imported.files, root)
    return imported


def plan(root: Path, catalogue: Catalogue, draft: Draft, order: Order, today: str, shown: str) -> Imported:
    """The letter of a draft as it would be written, with the picture of its letterhead. Nothing is written.

    `today` is an ISO date, `shown` the name of the file in problems. Raises ImportRefused.
    """
    if len(draft.body) > MAX_BYTES:
        message = f"the letter has {len(draft.body):,} characters; the limit is {MAX_BYTES:,}"
        raise refuse("letter-file-too-large", message, "leave in the file the letter alone").at(shown)
    stated = draft.fields.get("call")
    draft, notes = _allowed(draft)
    try:
        call = call_to_answer(catalogue, today, order.call or (str(stated) if stated in catalogue.calls else None))
        asked = known_as(catalogue, order.organization) if order.organization else None
        guesses = recognize(draft, call, catalogue, asked[0] if asked else None)
        path = _target(root, catalogue, call, guesses, order, shown)
    except ScaffoldError as error:
        raise ImportRefused(error.problem, misuse=True) from None
    facts = {name: guess.value for name, guess in guesses.items()}
    raw, kind, more = picture.fit(draft.logo)
    body, letterhead = draft.body, [line for line in draft.letterhead if not _CONTACT.search(line)]
    more += [Note(CONTACT)] if len(letterhead) < len(draft.letterhead) else []
    image = path.parent / FOLDER / f"{path.stem}.{kind}" if raw else None
    if image:
        facts["letterhead"] = f"{FOLDER}{image.name}"
        body = "\n\n".join([_lines(letterhead), body] if letterhead else [body])
    elif letterhead and "letterhead" not in facts:
        facts["letterhead"] = ", ".join(letterhead)
    facts |= {"call": call.id, "status": "submitted"}
    if call.earlier:
        facts["call_version"] = call.version
    text = front_matter.write(facts, body)
    problems = front_matter.problems(text, shown, path.stem)
    if problems:
        raise ImportRefused(*problems)
    files = (*([(image, raw)] if image else []), (path, text.encode()))
    if there := next((file for file, _ in files if file.exists()), None):
        raise writing.taken(there, root)
    missing = tuple(name for name in NEEDED if not facts.get(name))
    line = text.split("\n").index("---", 1) + 3
    return Imported(path, image, call, facts, guesses, missing, (*draft.notes, *notes, *more), body, line, files)


def _lines(lines: Sequence[str]) -> str:
    """Lines of a letterhead as a paragraph whose lines end where they ended."""
    return markdown.paragraph("\\\n".join(markdown.escape(line) for line in lines))


def _allowed(draft: Draft) -> tuple[Draft, list[Note]]:
    """The draft with the fields that may be taken from a file, as texts of one line."""
    fields: dict[str, object] = {}
    notes = []
    for name, value in draft.fields.items():
        if name in TAKEN and isinstance(value, str) and characters.one_line(value):
            fields[name] = characters.one_line(value)
        elif name not in DECIDED:
            notes.append(Note(LEFT_OUT, {"field": one_line(name)}))
    return replace(draft, fields=fields), notes


def _target(root: Path, catalogue: Catalogue, call: Call, guesses: dict[str, Guess], order: Order, shown: str) -> Path:
    """The file to write: where somebody said, else by the names of organization and call."""
    if order.output is not None:
        return _output(order.output, root)
    whose = guesses.get("organization")
    if whose is None:
        hint = 'say it: add `--organization "Full name of the organization"`'
        problem = Problem(Place(shown), "letter-organization-unclear", "the file does not say whose letter it is", hint)
        raise ImportRefused(problem)
    name, known = known_as(catalogue, whose.value)
    acronym = guesses["acronym"].value if "acronym" in guesses else known
    path = root / "content" / "commitments" / f"{letter_id(name, acronym, call.id)}.md"
    if os.path.lexists(path):
        raise writing.taken(path, root)
    return path


def _output(output: Path, root: Path) -> Path:
    path = output.absolute()
    said = writing.shown(path, root)
    good = f"content/commitments/{slugify(path.stem) or 'a-short-name'}.md"
    if path.suffix != ".md" or not is_slug(path.stem):
        message = f"`{one_line(path.name)}` cannot be the file of a letter"
        raise ImportRefused(Problem(Place(said), "bad-slug", message, f"write `--output {good}`"), misuse=True)
    if Path(os.path.normpath(path.parent)) != root / "content" / "commitments":
        message = "letters are kept in content/commitments/ and nowhere else"
        raise ImportRefused(Problem(Place(said), "cannot-write", message, f"write `--output {good}`"), misuse=True)
    if os.path.lexists(path):
        raise writing.taken(path, root)
    return path
