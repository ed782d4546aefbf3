"""New records to begin with: files that teach, and in which nothing is invented.

What only a person can say is marked `REPLACE:`, which the reader reports until it is filled in. A file that exists is
never written over.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from hub.explain import PLACEHOLDER
from hub.load import load
from hub.model import Call, is_slug, slugify
from hub.model.fields import MAX_SLUG, Localized
from hub.problems import Place, Problem, did_you_mean, one_line

TEMPLATES = Path(__file__).parent / "templates" / "new"


class ScaffoldError(Exception):
    """The file cannot be written; `problem` says why and what to type."""

    def __init__(self, path: str, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(Place(path), code, message, hint)


def new_resource(root: Path, collection: str, title: str, today: str) -> Path:
    """Writes a new record into a collection of the project at `root`; returns its path.

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
    text = _fill("resource.yml", title=_quoted(title), today=today)
    return _create(folder / collection / f"{id}.yml", text, root)


def new_letter(root: Path, organization: str, today: str) -> Path:
    """Writes a new commitment letter, with the formal statements that the newest call asks for; returns its path.

    `organization` is its name, its abbreviation or its id. Raises ScaffoldError when there is no call to answer or when
    the id is taken.
    """
    catalogue = load(root / "content").catalogue
    open_calls = [call for call in catalogue.calls.values() if not call.closed or call.closed >= today]
    calls = sorted(open_calls or catalogue.calls.values(), key=lambda call: (call.closed or "9999", call.version))
    if not calls:
        raise ScaffoldError("content/calls", "missing-file", "there is no call to answer", "add content/calls/<id>.yml")
    call = calls[-1]
    known = catalogue.organizations.get(catalogue.organization_named(" ".join(organization.split())) or organization)
    name, acronym = " ".join(organization.split()), None
    if known:
        name, acronym = known.name.en if isinstance(known.name, Localized) else known.name, known.abbreviation
    id = _id(f"{acronym or name} {call.id}", "content/commitments", "the name of an organization")
    text = _fill(
        "letter.md",
        organization=_quoted(name),
        acronym=_quoted(acronym or f"{PLACEHOLDER} the short name that the letter uses, or remove the line"),
        call=call.id,
        lead_in=call.lead_in,
        goals=_goals(call),
        pledge=call.pledge.replace("{organization}", name),
    )
    return _create(root / "content" / "commitments" / f"{id}.md", text, root)


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


def _quoted(text: str) -> str:
    """A text as YAML reads it whatever it holds."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _create(path: Path, text: str, root: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
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
