"""content/ in; a catalogue and problems out. Each file is accepted or rejected, and every file is counted.

The cache holds what each file said, by the hash of its bytes, so that an edit re-reads one file. Above a few hundred
files the reading is shared between two processes.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from hub import source
from hub.catalogue import Catalogue
from hub.explain import explain, field_names, from_path
from hub.model import fields, letter, reference, resource
from hub.parallel import in_two_halves
from hub.problems import Place, Problem, nearest, one_line

# One file, one model: path below content/, field of the catalogue.
SINGLE_FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "sources.yml": ("register", reference.SourceRegister),
    "timeline.yml": ("timeline", reference.Timeline),
    "places/counties.yml": ("county_list", reference.Counties),
    "places/regions.yml": ("region_list", reference.Regions),
    "standards/practices.yml": ("practice_list", reference.Dimensions),
    "standards/crosscutting-concepts.yml": ("concept_list", reference.Dimensions),
    "standards/core-ideas.yml": ("core_idea_list", reference.CoreIdeas),
    "standards/performance-expectations.yml": ("expectation_list", reference.Expectations),
    "frameworks/belief-to-action.yml": ("belief_to_action", reference.BeliefToAction),
    "frameworks/blueprint.yml": ("blueprint", reference.Blueprint),
    "frameworks/steam-certification.yml": ("steam_certification", reference.Stages),
    "frameworks/priority-schools.yml": ("priority_schools", reference.Stages),
    "vocabularies/glossary.yml": ("glossary", reference.Glossary),
}
# One folder, one model: each file is a record and its name is the id.
FOLDERS: Mapping[str, type[BaseModel]] = {
    "organizations": reference.Organization,
    "events": reference.Event,
    "calls": letter.Call,
    "commitments": letter.Letter,
}
VOCABULARIES = (
    "audience grade_bands topics resource_types languages url_status completeness currency organization_types "
    "event_formats confidence"
).split()

Bytes = bytes
Entry = tuple[str, BaseModel | None, list[Problem]]  # digest, record, problems


@dataclass(frozen=True)
class Loaded:
    """The catalogue of the accepted files, the problems of all files, and the paths of everything that was read."""

    catalogue: Catalogue
    problems: list[Problem]
    files: tuple[str, ...]
    entries: Mapping[str, Entry]


@dataclass(frozen=True)
class _Wanted:
    """A file to read: its path below content/, its kind and id, its model, and the defaults of its collection."""

    path: str
    kind: str
    id: str
    model: type[BaseModel]
    defaults: Mapping[str, Any]
    cache_key: str


def load(
    content: Path,
    cache_file: Path | None = None,
    shown: str = "content",
    cache_salt: str = "",
    before: Loaded | None = None,
    changed: frozenset[str] | None = None,
) -> Loaded:
    """Read everything under `content`. `cache_salt` names the version of the code that the cache is good for.

    A preview that watches the files passes what it loaded `before` and the paths below content/ that `changed`:
    only those are opened then.
    """
    frozen = gc.isenabled()
    gc.disable()  # Tens of thousands of small objects are made and none is garbage: collecting costs a third.
    try:
        return _Loader(content, cache_file, shown, cache_salt, before, changed).run()
    finally:
        if frozen:
            gc.enable()


class _Loader:
    def __init__(
        self,
        content: Path,
        cache_file: Path | None,
        shown: str,
        salt: str,
        before: Loaded | None,
        changed: frozenset[str] | None,
    ) -> None:
        self.content, self.cache_file, self.shown, self.salt = content, cache_file, shown, salt
        self.changed = changed if before else None
        self.problems: list[Problem] = []
        self.files: list[str] = []
        self.paths: dict[tuple[str, str], str] = {}
        self.digests: dict[tuple[str, str], str] = {}
        self.old: Mapping[str, Entry] = before.entries if before else self._cached()
        self.new: dict[str, Entry] = {}

    def run(self) -> Loaded:
        listed = sorted(self._listing())
        reading = [wanted for path in listed if (wanted := self._plan(path))]
        by_kind: dict[str, dict[str, Any]] = {}
        for wanted, record in self._records(reading):
            by_kind.setdefault(wanted.kind, {})[wanted.id] = record
        collections = dict(sorted(by_kind.get("collections", {}).items(), key=lambda row: (row[1].order, row[0])))
        by_kind["collections"] = collections
        resources = [path for path in listed if self._is_resource(path)]
        for wanted, record in self._records([w for path in resources if (w := self._plan_resource(path, collections))]):
            by_kind.setdefault("resources", {})[wanted.id] = record
        for name, (_, model) in SINGLE_FILES.items():
            if name not in listed:
                hint = f"restore it from the history; it holds: {model.__doc__}".rstrip(".")
                self._problem(name, "missing-file", "the file is missing", hint)
        self._save()
        singles = {kind: found[kind] for kind, _ in SINGLE_FILES.values() if (found := by_kind.pop(kind, {})).get(kind)}
        letters = by_kind.pop("commitments", {})  # In a resource, `commitments` are rows of the equity matrix.
        catalogue = Catalogue(**by_kind, **singles, letters=letters, paths=self.paths, digests=self.digests)
        return Loaded(catalogue, self.problems, tuple(f"{self.shown}/{path}" for path in self.files), self.new)

    # What stands where.

    def _listing(self) -> Iterable[str]:
        """Every file below content/, relative, with / between parts; what is not a plain file is a problem at once."""
        if not self.content.is_dir():
            self._problem("", "missing-file", "there is no folder content/", "run the command in the project's folder")
            return
        pending = [""]
        while pending:
            folder = pending.pop()
            with os.scandir(self.content / folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_symlink():
                        self.files.append(path)
                        hint = "put the file itself here; links are not followed"
                        self._problem(path, "symlink", "this is a symbolic link", hint)
                    elif entry.is_dir():
                        if path != "schemas":
                            pending.append(f"{path}/")
                    elif entry.name != ".gitkeep":
                        yield path

    def _is_resource(self, path: str) -> bool:
        parts = path.split("/")
        return len(parts) == 3 and parts[0] == "resources" and path.endswith(".yml") and parts[2] != "_collection.yml"

    def _plan(self, path: str) -> _Wanted | None:
        """How to read a file that is not a resource, or a problem when nothing of this name belongs here."""
        if self._is_resource(path):
            return None
        self.files.append(path)
        parts = path.split("/")
        stem, _, suffix = parts[-1].rpartition(".")
        if path in SINGLE_FILES:
            kind, model = SINGLE_FILES[path]
            return _Wanted(path, kind, kind, model, {}, path)
        if len(parts) == 2 and parts[0] == "vocabularies" and suffix == "yml" and stem in VOCABULARIES:
            return _Wanted(path, "vocabularies", stem, reference.Vocabulary, {}, path)
        if len(parts) == 3 and parts[0] == "resources" and parts[2] == "_collection.yml":
            if not self._slug(path, parts[1], "collections"):
                return None
            return _Wanted(path, "collections", parts[1], resource.Collection, {}, path)
        if path.startswith("commitments/attachments/"):
            return None
        wanted_suffix = "md" if parts[0] == "commitments" else "yml"
        if len(parts) == 2 and parts[0] in FOLDERS and suffix == wanted_suffix:
            if not self._slug(path, stem, parts[0]):
                return None
            return _Wanted(path, parts[0], stem, FOLDERS[parts[0]], {}, path)
        self._unexpected(path, parts)
        return None

    def _plan_resource(self, path: str, collections: Mapping[str, resource.Collection]) -> _Wanted | None:
        self.files.append(path)
        _, folder, name = path.split("/")
        id = name.removesuffix(".yml")
        collection = collections.get(folder)
        if collection is None:
            if f"resources/{folder}/_collection.yml" not in self.files:
                hint = f"add content/resources/{folder}/_collection.yml with title, introduction and order"
                self._problem(path, "missing-collection", f"the folder `{one_line(folder)}` is not a collection", hint)
            return None
        if not self._slug(path, id, "resources"):
            return None
        defaults = collection.defaults
        return _Wanted(path, "resources", id, resource.Resource, defaults, f"{path}\n{sorted(defaults.items())}")

    def _slug(self, path: str, id: str, kind: str) -> bool:
        if not fields.is_slug(id):
            fixed = fields.slugify(id) or "a-short-name"
            hint = f"rename the file; a good name is `{fixed}`"
            message = f"`{one_line(id)}` cannot be an id: use lower-case letters, digits and single hyphens, at most 64"
            self._problem(path, "bad-slug", message, hint)
            return False
        clash = self.paths.get((kind, id))
        if clash:
            self._problem(path, "slug-clash", f"the id `{id}` is taken by {clash}", "give this file another name")
            return False
        self.paths[kind, id] = f"{self.shown}/{path}"
        return True

    def _unexpected(self, path: str, parts: list[str]) -> None:
        if path.endswith(".yaml"):
            hint = f"rename it to {parts[-1].removesuffix('.yaml')}.yml"
        elif parts[0] == "vocabularies" and len(parts) == 2:
            best = nearest(parts[1], [f"{name}.yml" for name in VOCABULARIES])
            hint = f"did you mean `{best}`?" if best else "vocabularies are declared in hub/load.py"
        else:
            known = ["resources", *FOLDERS, "vocabularies", *sorted({name.split("/")[0] for name in SINGLE_FILES})]
            best = nearest(parts[0], known) if parts[0] not in known else None
            hint = f"did you mean the folder `{best}`?" if best else "resources go to resources/<collection>/<id>.yml"
        self._problem(path, "unexpected-file", "no file of this name belongs here", hint)

    # Reading.

    def _records(self, wanted: list[_Wanted]) -> Iterable[tuple[_Wanted, Any]]:
        """Each accepted record, from the cache where its bytes are unchanged."""
        fresh: list[tuple[_Wanted, Bytes]] = []
        for item in wanted:
            if self.changed is not None and item.path not in self.changed and item.cache_key in self.old:
                self.new[item.cache_key] = self.old[item.cache_key]
                continue
            raw, problem = source.read_bytes(self.content / item.path, f"{self.shown}/{item.path}")
            if problem:
                self.problems.append(problem)
                continue
            cached = self.old.get(item.cache_key)
            if cached and cached[0] == source.digest(raw):
                self.new[item.cache_key] = cached
            else:
                fresh.append((item, raw))
        entries = in_two_halves(fresh, self._read_many)
        for (item, _), entry in zip(fresh, entries, strict=True):
            self.new[item.cache_key] = entry
        for item in wanted:
            entry_or_none = self.new.get(item.cache_key)
            if entry_or_none is None:
                continue
            digest, record, problems = entry_or_none
            self.problems += problems
            self.digests[item.kind, item.id] = digest
            self.paths[item.kind, item.id] = f"{self.shown}/{item.path}"
            if record is not None:
                yield item, record

    def _read_many(self, items: list[tuple[_Wanted, Bytes]]) -> list[Entry]:
        return [read_record(raw, f"{self.shown}/{w.path}", w.kind, w.id, w.model, w.defaults) for w, raw in items]

    # The cache.

    def _cached(self) -> dict[str, Entry]:
        if self.cache_file is None:
            return {}
        try:
            salt, entries = pickle.loads(self.cache_file.read_bytes())
        except Exception:  # A cache that cannot be read is only a cache: whatever is wrong with it, read the files.
            return {}
        return entries if salt == (self.salt, self.shown) else {}

    def _save(self) -> None:
        changed = self.old.keys() != self.new.keys() or any(self.old[key] is not self.new[key] for key in self.new)
        if self.cache_file is None or not changed or self.changed is not None:
            return
        self.cache_file.parent.mkdir(parents=True, exist_ok=True)
        beside = self.cache_file.with_suffix(f".{os.getpid()}")
        beside.write_bytes(pickle.dumps(((self.salt, self.shown), self.new), 5))
        beside.replace(self.cache_file)

    def _problem(self, path: str, code: str, message: str, hint: str) -> None:
        shown = f"{self.shown}/{path}" if path else self.shown
        self.problems.append(Problem(Place(shown), code, message, hint))


def read_record(
    raw: bytes, shown: str, kind: str, id: str, model: type[BaseModel], defaults: Mapping[str, Any] | None = None
) -> Entry:
    """Read one record from its bytes: digest, the record or None, and what is wrong."""
    is_letter = model is letter.Letter
    parsed = source.parse(raw, shown, front_matter=is_letter)
    if parsed.values is None:
        return parsed.digest, None, parsed.problems
    values = {**(defaults or {}), **parsed.values}
    if issubclass(model, resource.Resource):
        model = resource.model_for(values.get("type"))
    names = {name for name, info in model.model_fields.items() if from_path(info)}
    typed = sorted(names & parsed.values.keys())
    given: dict[str, Any] = {"id": id, "body": parsed.body or "", "collection": shown.split("/")[-2] if "/" in shown else ""}
    try:
        record = model.model_validate({**values, **{name: given[name] for name in names}})
    except ValidationError as error:
        places = source.places_in(raw, front_matter=is_letter)
        return parsed.digest, None, explain(error, model, shown, places) + _typed(typed, shown, raw, model)
    if typed:
        return parsed.digest, None, _typed(typed, shown, raw, model)
    return parsed.digest, record, []


def _typed(names: list[str], shown: str, raw: bytes, model: type[BaseModel]) -> list[Problem]:
    if not names:
        return []
    places = source.places_in(raw, front_matter=model is letter.Letter)
    hint = "remove the line; the name of the file and its folder say this"
    return [
        Problem(Place(shown, *places.get((name,), (1, 1))), "unknown-field", f"`{name}` is not a field", hint)
        for name in names
    ]


def fields_of(kind: str) -> list[str]:
    """The fields that a record of a kind may have, for hints and scaffolds."""
    models: Mapping[str, type[BaseModel]] = {"resources": resource.Resource, "collections": resource.Collection, **FOLDERS}
    return field_names(models[kind])


Reader = Callable[[Path], Loaded]
