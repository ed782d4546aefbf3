"""New records to begin with: files that teach, and in which nothing is invented.

What only a person can say is marked `REPLACE:`, which the reader reports until it is filled in. A file that exists is
never written over.
"""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from hub import replacing
from hub.catalogue import Catalogue
from hub.explain import PLACEHOLDER
from hub.facets import english
from hub.load import load
from hub.model import Call, is_slug, slugify
from hub.model.fields import MAX_SLUG
from hub.model.letter import Component
from hub.problems import Place, Problem, did_you_mean, one_line

TEMPLATES = Path(__file__).parent / "templates" / "new"
LINE = 116


class ScaffoldError(Exception):
    """The file cannot be written; `problem` says why and what to type."""

    def __init__(self, path: str, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(Place(path), code, message, hint)


class Draft(NamedTuple):
    """A file that is not written yet."""

    path: Path
    text: str


def draft_resource(root: Path, collection: str, title: str, today: str) -> Draft:
    """A new record in a collection of the project at `root`.

    `today` is an ISO date. Raises ScaffoldError when the collection is unknown or the id is taken.
    """
    folder = root / "content" / "resources"
    collections = sorted(path.parent.name for path in folder.glob("*/_collection.yml"))
    if collection not in collections:
        message = f"there is no collection `{one_line(collection)}`"
        hint = did_you_mean(collection, collections, f"the collections are {', '.join(collections)}")
        raise ScaffoldError("content/resources", "missing-collection", message, hint)
    id = _id(title, "content/resources", "a title")
    taken = next(folder.glob(f"*/{id}.yml"), None)
    if taken:
        raise _taken(taken, root)
    text = _fill("resource.yml", title=quoted(title), today=today)
    return Draft(folder / collection / f"{id}.yml", text)


def draft_letter(root: Path, organization: str, today: str) -> Draft:
    """A new commitment letter, with the formal statements that the newest call asks for.

    `organization` is its name, its abbreviation or its id. Raises ScaffoldError when there is no call to answer or when
    the id is taken.
    """
    catalogue = load(root / "content").catalogue
    call = call_to_answer(catalogue, today)
    name, acronym = known_as(catalogue, organization)
    id = letter_id(name, acronym, call.id)
    text = _fill(
        "letter.md",
        organization=quoted(name),
        acronym=quoted(acronym or f"{PLACEHOLDER} the short name that the letter uses, or remove the line"),
        call=call.id,
        version=f"\ncall_version: {quoted(call.version)}" if call.earlier else "",
        asked=_asked(call),
        facts=_facts(call),
        letter=_letter(call, name),
    )
    path = root / "content" / "commitments" / f"{id}.md"
    if path.exists():
        raise _taken(path, root)
    return Draft(path, text)


def call_to_answer(catalogue: Catalogue, today: str, wanted: str | None = None) -> Call:
    """The call that a letter answers: the one with the id `wanted`, else the newest that is open, else the newest.

    Raises ScaffoldError when there is none.
    """
    if wanted is not None:
        if wanted not in catalogue.calls:
            hint = did_you_mean(wanted, catalogue.calls, f"the calls are {', '.join(catalogue.calls) or 'none'}")
            raise ScaffoldError("content/calls", "missing-file", f"there is no call `{one_line(wanted)}`", hint)
        return catalogue.calls[wanted]
    open_calls = [call for call in catalogue.calls.values() if not call.closed or call.closed >= today]
    calls = sorted(open_calls or catalogue.calls.values(), key=lambda call: (call.closed or "9999", call.version))
    if not calls:
        raise ScaffoldError("content/calls", "missing-file", "there is no call to answer", "add content/calls/<id>.yml")
    return calls[-1]


def known_as(catalogue: Catalogue, organization: str) -> tuple[str, str | None]:
    """Name and abbreviation of an organization, of which somebody gave the name, the abbreviation or the id."""
    given = " ".join(organization.split())
    known = catalogue.organizations.get(catalogue.organization_named(given) or organization)
    return (english(known.name), known.abbreviation) if known else (given, None)


def letter_id(name: str, acronym: str | None, call: str) -> str:
    """The id of a letter of an organization to a call. Raises ScaffoldError when no id can be made of the name."""
    if not slugify(acronym or name):
        message = f"no id can be made from `{one_line(acronym or name)}`, which has no Latin letters"
        hint = "give its name in Latin letters; to import a file, add `--output content/commitments/a-short-name.md`"
        raise ScaffoldError("content/commitments", "bad-slug", message, hint)
    return _id(f"{acronym or name} {call}", "content/commitments", "the name of an organization")


def _asked(call: Call) -> str:
    """What the call says of the letter as a whole, as comments of YAML."""
    said = [f"The call: {english(call.title)}, version {call.version}."]
    if call.closed:
        said.append(f"Its last day was {call.closed}." + (f" {english(call.closed_note)}" if call.closed_note else ""))
    said.append(f"Who signs: {english(call.signatories)}.")
    said += [f"Where it goes: {english(call.where)}"] if call.where else []
    return "\n".join(row for line in said for row in _wrapped(line, "# "))


def _facts(call: Call) -> str:
    """The fields that hold components of the letter, each below what the call says of it."""
    fields = {
        "letterhead": ["letterhead: the letterhead as text, or a picture of it as attachments/<this file's name>.png"],
        "date": ["date: the day on the letter, such as 2025-01-28"],
        "signature": ["signatory_name: the name of the person who signs", "signatory_title: the office of that person"],
    }
    found = []
    for part in call.components:
        found += _wrapped(f"{english(part.label)}. {_explained(part)}".strip(), "# ") if part.kind in fields else []
        found += _asking(fields.pop(part.kind, []))
    # What every letter has in its facts, whether or not the call names it as a component.
    found += _asking([*fields.get("date", []), *fields.get("signature", [])])
    return "\n".join(found)


def _asking(fields: list[str]) -> list[str]:
    rows = [field.partition(": ") for field in fields]
    return [f"{name}: {quoted(f'{PLACEHOLDER} {asked}')}" for name, _, asked in rows]


def _letter(call: Call, name: str) -> str:
    """The letter itself: the fixed statements as the call words them, and what a person must say."""
    dated = any(part.kind == "date" for part in call.components)
    said = [f"{PLACEHOLDER} The day on which the letter is signed, such as January 28, 2025"] if dated else []
    said.append(f"{PLACEHOLDER} To whom the letter is addressed, such as: Dear members of the collaborative,")
    for part in call.components:
        if part.kind == "description":
            needs = "; ".join(need.any_of[0] for need in part.needs)
            hint = f" Say it in one paragraph, with words such as: {needs}." if needs else ""
            said.append(f"{PLACEHOLDER} {english(part.label)}. {_explained(part)}{hint}")
        elif part.kind == "goals":
            said += [call.lead_in, _goals(call)]
        elif part.kind == "pledge":
            said.append(call.pledge.replace("{organization}", name))
    said += ["Sincerely,", f"{PLACEHOLDER} The name and the office of the person who signs, as above"]
    return "\n\n".join(said)


def _explained(part: Component) -> str:
    return english(part.explanation) if part.explanation else ""


def _wrapped(text: str, before: str = "") -> list[str]:
    return textwrap.wrap(
        text, LINE, initial_indent=before, subsequent_indent=before, break_long_words=False, break_on_hyphens=False
    )


def _goals(call: Call) -> str:
    """The goals as the call words them, as one sentence in items."""
    ends = [","] * (len(call.goals) - 2) + [", and", "."] if len(call.goals) > 1 else ["."]
    return "\n".join(f"- {goal.statement}{end}" for goal, end in zip(call.goals, ends, strict=True))


def _id(words: str, folder: str, what: str) -> str:
    id = slugify(words)
    if len(words) > MAX_SLUG and "-" in id:
        id = id if words[MAX_SLUG:].startswith(" ") else id.rpartition("-")[0]  # Do not end in half a word.
    if not is_slug(id):
        message = f"no id can be made from `{one_line(words)}`"
        raise ScaffoldError(folder, "bad-slug", message, f"give {what} of several words in Latin letters")
    return id


def _fill(template: str, **words: str) -> str:
    """The template with its words; braces of the words themselves stay as they are."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda match: words[match[1]], text)


def quoted(text: str) -> str:
    """A text as YAML reads it whatever it holds."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def write(draft: Draft, root: Path) -> Path:
    """Writes a draft; returns its path. Raises ScaffoldError when there is such a file or it cannot be written."""
    path = draft.path
    path.parent.mkdir(exist_ok=True)
    try:
        replacing.create(path, draft.text.encode())
    except FileExistsError:
        raise _taken(path, root) from None
    except OSError as error:
        shown = path.relative_to(root).as_posix()
        message = f"the file cannot be written: {error.strerror}"
        raise ScaffoldError(shown, "cannot-write", message, "check the permissions of the folder") from None
    return path


def _taken(path: Path, root: Path) -> ScaffoldError:
    shown = path.relative_to(root).as_posix()
    hint = "edit that file, or choose another name"
    return ScaffoldError(shown, "slug-clash", f"the id `{path.stem}` is taken", hint)
