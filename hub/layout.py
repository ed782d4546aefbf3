"""What stands where under content/: which file is which kind of record, and what does not belong there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain, count
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from hub.model import fields, frameworks, letter, reference, resource, standards
from hub.problems import Place, Problem, nearest, one_line

# One file, one model: path below content/, field of the catalogue.
SINGLE_FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "sources.yml": ("register", reference.SourceRegister),
    "timeline.yml": ("timeline", reference.Timeline),
    "places/counties.yml": ("county_list", reference.Counties),
    "places/regions.yml": ("region_list", reference.Regions),
    "standards/practices.yml": ("practice_list", standards.Dimensions),
    "standards/crosscutting-concepts.yml": ("concept_list", standards.Dimensions),
    "standards/core-ideas.yml": ("core_idea_list", standards.CoreIdeas),
    "standards/performance-expectations.yml": ("expectation_list", standards.Expectations),
    "standards/official-pages.yml": ("official_pages", standards.OfficialPages),
    "frameworks/belief-to-action.yml": ("belief_to_action", frameworks.BeliefToAction),
    "frameworks/blueprint.yml": ("blueprint", frameworks.Blueprint),
    "frameworks/steam-certification.yml": ("steam_certification", frameworks.Stages),
    "frameworks/priority-schools.yml": ("priority_schools", frameworks.Stages),
    "frameworks/start-here.yml": ("start_here", frameworks.StartHere),
    "vocabularies/glossary.yml": ("glossary", reference.Glossary),
    "vocabularies/synonyms.yml": ("synonyms", reference.Synonyms),
    "vocabularies/translations.yml": ("translations", reference.Translations),
}
# One folder, one model: each file is a record and its name is the id.
FOLDERS: Mapping[str, type[BaseModel]] = {
    "organizations": reference.Organization,
    "events": reference.Event,
    "calls": letter.Call,
    "commitments": letter.Letter,
}
# How the names of files end, and what people write instead.
ENDINGS = {"yml": ("yml", "yaml"), "md": ("md", "markdown")}
# What is kept here and is no record, with the room that reads it.
OTHERS = {"addresses.txt": "ledger"}
SCHEMAS = frozenset(
    f"schemas/{name}.json" for name in ("call", "collection", "event", "letter", "organization", "resource")
)
VOCABULARIES = (
    *("audience", "grade_bands", "topics", "resource_types", "languages", "event_formats", "organization_types"),
    *("url_status", "completeness", "currency", "confidence"),
)


@dataclass(frozen=True)
class Wanted:
    """A file to read: its path below content/, its kind and id, its model, and the defaults of its collection.

    `stray` marks a resource whose collection could not be read: it is checked, and does not enter the catalogue.
    """

    path: str
    kind: str
    id: str
    model: type[BaseModel]
    defaults: Mapping[str, Any]
    cache_key: str
    stray: bool = False


class Layout:
    """Walks content/ once: every file is planned or is a problem. `files` holds them all, `paths` those with ids."""

    def __init__(self, content: Path, shown: str) -> None:
        self.content, self.shown = content, shown
        self.problems: list[Problem] = []
        self.files: list[str] = []
        self.paths: dict[tuple[str, str], str] = {}
        self._listed = sorted(self._listing())
        self.records = [wanted for path in self._listed if not _is_resource(path) and (wanted := self._plan(path))]
        self._resources = [path for path in self._listed if _is_resource(path)]
        if self.content.is_dir():
            self._look_for_missing(set(self.files))

    def resources(self, collections: Mapping[str, resource.Collection]) -> list[Wanted]:
        """The resources to read, when the collections are known."""
        for folder in sorted({path.split("/")[1] for path in self._resources}):
            if f"resources/{folder}/_collection.yml" not in self.files:
                name = one_line(folder)
                hint = f"add {self.shown}/resources/{name}/_collection.yml with title, introduction and order"
                message = f"the folder `{name}` is not a collection"
                self._problem(f"resources/{folder}", "missing-collection", message, hint)
                # As of any file that could not be read, its name is known: what names it is not told of as well.
                self.paths["collections", folder] = f"{self.shown}/resources/{folder}"
        found = []
        for path in self._resources:
            self.files.append(path)
            _, folder, name = path.split("/")
            id = name.removesuffix(".yml")
            if self._slug(path, id, "resources"):
                collection = collections.get(folder)
                defaults = collection.defaults if collection else {}
                key = f"{path}\n{sorted(defaults.items())}"
                found.append(Wanted(path, "resources", id, resource.Resource, defaults, key, collection is None))
        return found

    def _listing(self) -> Iterator[str]:
        """Every file below content/, relative, with / between parts; what is not a plain file is a problem at once."""
        if not self.content.is_dir():
            self._problem("", "missing-file", "there is no folder content/", "run the command in the project's folder")
            return
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                entries = sorted(os.scandir(self.content / folder), key=lambda entry: entry.name)
            except OSError as error:
                message = f"the folder cannot be read: {error.strerror}"
                self._problem(folder.rstrip("/"), "unreadable-file", message, "check its permissions")
                continue
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.is_symlink():
                    self.files.append(path)
                    hint = "put the file itself here; links are not followed"
                    self._problem(path, "symlink", "this is a symbolic link", hint)
                elif entry.is_dir():
                    pending.append(f"{path}/")
                elif not _is_left_alone(path, entry):
                    yield path

    def _plan(self, path: str) -> Wanted | None:
        """How to read a file that is not a resource, or a problem when nothing of this name belongs here."""
        self.files.append(path)
        parts = path.split("/")
        stem, _, suffix = parts[-1].rpartition(".")
        if path in SINGLE_FILES:
            kind, model = SINGLE_FILES[path]
            self.paths[kind, kind] = f"{self.shown}/{path}"
            return Wanted(path, kind, kind, model, {}, path)
        if len(parts) == 2 and parts[0] == "vocabularies" and suffix == "yml" and stem in VOCABULARIES:
            self.paths["vocabularies", stem] = f"{self.shown}/{path}"
            return Wanted(path, "vocabularies", stem, reference.Vocabulary, {}, path)
        if len(parts) == 3 and parts[0] == "resources" and parts[2] == "_collection.yml":
            if not self._slug(path, parts[1], "collections"):
                return None
            return Wanted(path, "collections", parts[1], resource.Collection, {}, path)
        if path.startswith("commitments/attachments/") or path in OTHERS:
            return None
        if len(parts) == 2 and parts[0] in FOLDERS and suffix == _ending(parts[0]):
            if not self._slug(path, stem, parts[0]):
                return None
            return Wanted(path, parts[0], stem, FOLDERS[parts[0]], {}, path)
        self._unexpected(path, parts)
        return None

    def _slug(self, path: str, id: str, kind: str) -> bool:
        if not fields.is_slug(id):
            message = f"`{one_line(id)}` cannot be an id: use lower-case letters, digits and single hyphens, at most 64"
            if id in fields.RESERVED_SLUGS:
                message = f"`{id}` is a name that the site keeps for itself"
            self._problem(path, "bad-slug", message, self._rename(path, id, kind))
            return False
        clash = self.paths.get((kind, id))
        if clash:
            message = f"two files have the id `{id}`: {clash} and {self.shown}/{path}"
            hint = "ids are for ever: keep the file that was there first, and give the other one another name"
            self.problems.append(Problem(Place(f"{self.shown}/{path}"), "slug-clash", message, hint, other=clash))
            return False
        self.paths[kind, id] = f"{self.shown}/{path}"
        return True

    def _rename(self, path: str, id: str, kind: str) -> str:
        """The hint to a name that cannot stay: one that is an id, and that no other record of its kind has."""
        what, end = ("folder", "") if kind == "collections" else ("file", f".{_ending(kind)}")
        best = fields.slugify(id) or "a-short-name"
        begins = best[: fields.MAX_SLUG - 4].rstrip("-")
        names = chain([best], (f"{begins}-{number}" for number in count(2)))
        free = next(name for name in names if fields.is_slug(name) and not self._holder(kind, name, path))
        hint = f"rename the {what} to `{free}{end}`"
        if holder := self._holder(kind, best, path):
            same = f"`{best}` is taken by {self.shown}/{holder}: if this is the same, delete one of the two"
            return f"{same}; if not, {hint}"
        return f"{hint}; `{best}` is kept for the site itself" if id != best in fields.RESERVED_SLUGS else hint

    def _holder(self, kind: str, id: str, path: str) -> str:
        """The file, other than `path`, that has this id already; empty when there is none."""
        where = {"resources": f"resources/*/{id}.yml", "collections": f"resources/{id}/_collection.yml"}
        name = where.get(kind, f"{kind}/{id}.{_ending(kind)}")
        return next((other for other in self._listed if other != path and fnmatchcase(other, name)), "")

    def _unexpected(self, path: str, parts: list[str]) -> None:
        known = ["resources", *FOLDERS, *sorted({name.split("/")[0] for name in SINGLE_FILES if "/" in name})]
        hint = "resources go to resources/<collection>/<id>.yml"
        stem, _, suffix = parts[-1].rpartition(".")
        ending = _ending(parts[0])
        is_record = len(parts) == 3 if parts[0] == "resources" else len(parts) == 2 and parts[0] in FOLDERS
        if parts[-1].startswith(".") or parts[-1].endswith(("~", ".bak", ".orig", ".tmp")):
            hint = "a program left this file; delete it"
        elif suffix != ending and suffix.casefold() in ENDINGS[ending]:
            hint = f"rename the file to `{one_line(stem)}.{ending}`"
            if is_record and stem != "_collection":
                hint = self._rename(path, stem, parts[0])
        elif parts[0] == "vocabularies" and len(parts) == 2:
            best = nearest(stem, VOCABULARIES)
            hint = f"did you mean `{best}.yml`?" if best else "vocabularies are declared in hub/layout.py"
        elif parts[0] == "commitments":
            hint = "a letter is commitments/<id>.md; what it came with goes to commitments/attachments/"
        elif parts[0] in FOLDERS:
            hint = f"each file here is {parts[0]}/<id>.yml"
        elif parts[0] not in known and (best := nearest(parts[0], known)):
            hint = f"did you mean the folder `{best}`?"
        self._problem(path, "unexpected-file", "no file of this name belongs here", hint)

    def _look_for_missing(self, files: set[str]) -> None:
        wanted = {name: model.__doc__ or "" for name, (_, model) in SINGLE_FILES.items()}
        wanted |= {f"vocabularies/{name}.yml": reference.Vocabulary.__doc__ or "" for name in VOCABULARIES}
        for name, holds in sorted(wanted.items()):
            if name not in files:
                hint = f"restore it from the history; it holds: {holds.splitlines()[0].rstrip('.')}"
                self._problem(name, "missing-file", "the file is missing", hint)

    def _problem(self, path: str, code: str, message: str, hint: str) -> None:
        shown = f"{self.shown}/{path}" if path else self.shown
        self.problems.append(Problem(Place(shown), code, message, hint))


def _ending(folder: str) -> str:
    """How the names of the files in a folder of content/ end."""
    return "md" if folder == "commitments" else "yml"


def _is_left_alone(path: str, entry: os.DirEntry[str]) -> bool:
    """What is no record and needs no look: schemas, which `hub schema` makes of the model, and what keeps a folder."""
    if not entry.is_file():
        return False
    return path in SCHEMAS or (entry.name == ".gitkeep" and not entry.stat().st_size)


def _is_resource(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "resources" and path.endswith(".yml") and parts[2] != "_collection.yml"
