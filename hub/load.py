"""content/ in; a catalogue and problems out. Each file is accepted or rejected, and every file is counted.

The cache holds what each file said, by the hash of its bytes, so that an edit re-reads one file. Above a few hundred
files the reading is shared between two processes. What kills the process that reads it is an error in that file.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from hub import attachments, guarded, source
from hub.catalogue import Catalogue
from hub.explain import PLACEHOLDER, explain, left_to_fill_in, names_from_path, of_another_type, placeholders
from hub.layout import SINGLE_FILES, Layout, Wanted
from hub.model import letter, resource
from hub.model.attachment import Attachment
from hub.model.partial import readable
from hub.parallel import uncollected
from hub.problems import Place, Problem, Severity
from hub.source import place_of_key
from hub.strict_yaml import Places

# So many problems of one file are told.
MOST_TOLD = 100

# Digest, record, problems; and of a rejected file what could be read of it.
Entry = tuple[str, BaseModel | None, list[Problem], BaseModel | None]


@dataclass(frozen=True)
class Loaded:
    """The catalogue of the accepted files, the problems of all files, and the paths of everything that was read."""

    catalogue: Catalogue = field(repr=False)  # Of thousands of records nobody wants the representation.
    problems: list[Problem]
    files: tuple[str, ...] = field(repr=False)
    entries: Mapping[str, Entry] = field(repr=False)
    keep: Callable[[], None] = field(compare=False)  # Writes the cache.


class Tally(NamedTuple):
    """How the files of content fared; the three numbers add up to all files."""

    accepted: int
    with_findings: int
    rejected: int


def tally(files: Iterable[str], problems: Iterable[Problem]) -> Tally:
    """Counts files: rejected with an error in them, accepted with a warning or finding, accepted without."""
    files = set(files)
    problems = list(problems)
    about = [(path, problem.severity) for problem in problems for path in (problem.place.path, problem.other)]
    rejected = files & {path for path, severity in about if severity is Severity.ERROR}
    noted = (files & {path for path, _ in about}) - rejected
    return Tally(len(files) - len(noted) - len(rejected), len(noted), len(rejected))


def load(
    content: Path,
    cache_file: Path | None = None,
    shown: str = "content",
    cache_salt: str = "",
    before: Loaded | None = None,
    changed: frozenset[str] | None = None,
    keep: bool = True,
) -> Loaded:
    """Read everything under `content`. `cache_salt` names the version of the code that the cache is good for, which
    is written when the caller says `Loaded.keep()` unless it is to be done here.

    A preview that watches the files passes what it loaded `before` and the paths below content/ that `changed`:
    only those are opened then.
    """
    with uncollected():
        loaded = _Loader(content, cache_file, shown, cache_salt, before, changed).run()
        if keep:
            loaded.keep()
    return loaded


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
        self.before = before.catalogue.attachments if before else {}
        self.layout = Layout(content, shown)
        self.problems = self.layout.problems
        self.digests: dict[tuple[str, str], str] = {}
        self.old: Mapping[str, Entry] = before.entries if before else self._cached()
        self.new: dict[str, Entry] = {}
        self.partial: dict[tuple[str, str], Any] = {}
        self.types = frozenset[str]()

    def run(self) -> Loaded:
        by_kind: dict[str, Any] = {}
        for wanted, record in self._records(self.layout.records):
            by_kind.setdefault(wanted.kind, {})[wanted.id] = record
        if listed := by_kind.get("vocabularies", {}).get("resource_types"):
            self.types = frozenset(item.id for item in listed.items)
        collections = dict(sorted(by_kind.get("collections", {}).items(), key=lambda row: (row[1].order, row[0])))
        by_kind["collections"] = collections
        for wanted, record in self._records(self.layout.resources(collections)):
            by_kind.setdefault("resources", {})[wanted.id] = record
        singles = {kind: found[kind] for kind, _ in SINGLE_FILES.values() if (found := by_kind.pop(kind, {})).get(kind)}
        letters = by_kind.pop("commitments", {})  # In a resource, `commitments` are rows of the equity matrix.
        attached = self._attachments(letters)
        by_path: dict[str, Any] = {"paths": self.layout.paths, "digests": self.digests, "partial": self.partial}
        catalogue = Catalogue(**by_kind, **singles, **by_path, letters=letters, attachments=attached)
        files = tuple(f"{self.shown}/{path}" for path in self.layout.files)
        return Loaded(catalogue, self.problems, files, self.new, self._save)

    def _attachments(self, letters: Mapping[str, letter.Letter]) -> dict[str, Attachment]:
        """What came with the letters. It is a part of what a letter says, so it changes the digest of the letter."""
        cache = self.cache_file.parent / "attachments" if self.cache_file else None
        paths = self.layout.files
        found, problems = attachments.gather(self.content, self.shown, paths, cache, self.before, self.changed)
        self.problems += problems
        for id, each in letters.items():
            shown = [found[name] for name in (each.letterhead, each.signed_copy) if name in found]
            if shown:
                said = " ".join((self.digests["commitments", id], *(f"{a.published} {a.sha256}" for a in shown)))
                self.digests["commitments", id] = source.digest(said.encode())
        return found

    def _records(self, wanted: list[Wanted]) -> Iterator[tuple[Wanted, Any]]:
        """Each accepted record, from the cache where its bytes are unchanged."""
        fresh: list[tuple[Wanted, bytes]] = []
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
        entries = guarded.each(fresh, self._read_one, self._lost)
        for (item, _), entry in zip(fresh, entries, strict=True):
            self.new[item.cache_key] = entry
        for item in wanted:
            entry_or_none = self.new.get(item.cache_key)
            if entry_or_none is None:
                continue
            digest, record, problems, partial = entry_or_none
            read = record or partial
            # Without its collection a resource lacks the defaults, so what is missing may not be its own mistake.
            problems = [p for p in problems if p.code != "missing-field"] if item.stray else problems
            if item.kind == "resources" and problems and not self._of_known_type(read):
                problems = [p for p in problems if not of_another_type(p)]
            self.problems += problems
            self.digests[item.kind, item.id] = f"{item.path} {digest}"  # A file that moved is shown elsewhere.
            if record is not None and not item.stray:
                yield item, record
            elif read:
                self.partial[item.kind, item.id] = read

    def _of_known_type(self, read: Any) -> bool:
        """Whether the type of what was read is one of the list; so it counts when there is no list."""
        return not self.types or getattr(read, "type", None) in self.types

    def _read_one(self, item: tuple[Wanted, bytes]) -> Entry:
        wanted, raw = item
        entry = read_record(raw, f"{self.shown}/{wanted.path}", wanted.id, wanted.model, wanted.defaults)
        return (entry[0], entry[1], _first(entry[2]), entry[3]) if len(entry[2]) > MOST_TOLD else entry

    def _lost(self, item: tuple[Wanted, bytes], why: str) -> Entry:
        """What is said of a file at which the worker that read it died."""
        wanted, raw = item
        message = f"the file cannot be read: {why}"
        hint = "write it anew, in the way of a record beside it; if it looks right, tell the maintainers"
        problem = Problem(Place(f"{self.shown}/{wanted.path}"), "unreadable-file", message, hint)
        return source.digest(raw), None, [problem], None

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
        beside = self.cache_file.with_suffix(".new")
        try:
            self.cache_file.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)  # Left by a build that was stopped, or being written by another one.
            with beside.open("xb") as file:
                pickle.dump(((self.salt, self.shown), self.new), file, 5)
            beside.replace(self.cache_file)
        except OSError:  # Where nothing can be written, the next run reads the files again.
            with contextlib.suppress(OSError):
                beside.unlink()


def _first(problems: list[Problem]) -> list[Problem]:
    """As many problems of one file as a person would read; the last one says how many more there are."""
    told = sorted(problems, key=lambda problem: problem.sort_key)[:MOST_TOLD]
    more = f"{told[-1].message}; this file has {len(problems) - MOST_TOLD:,} more problems"
    return [*told[:-1], replace(told[-1], message=more)]


_NOT_NOTED: set[str] = set()


def read_record(
    raw: bytes, shown: str, id: str, model: type[BaseModel], defaults: Mapping[str, Any] | None = None
) -> Entry:
    """Read one record from its bytes: digest, the record or None, what is wrong, and what of it could be read."""
    is_letter = model is letter.Letter
    parsed = source.parse(raw, shown, front_matter=is_letter)
    if parsed.values is None:
        return parsed.digest, None, parsed.problems, None
    values = {**(defaults or {}), **parsed.values}
    if issubclass(model, resource.Resource):
        model = resource.model_for(values.get("type"))
    names = names_from_path(model)
    given = {"id": id, "body": parsed.body or "", "collection": shown.split("/")[-2] if "/" in shown else ""}
    left = PLACEHOLDER.encode() in raw
    problems: list[Problem] = []
    places: Places = {}
    wrong = {pointer[0] for pointer, _ in placeholders(parsed.values)} if left else set()
    if left or names & parsed.values.keys():
        places = source.places_in(raw, front_matter=is_letter)
        problems = _typed(sorted(names & parsed.values.keys()), shown, places)
        problems += left_to_fill_in(parsed, shown, places) if left else []
    values |= {name: given[name] for name in names}
    record: BaseModel | None = None
    try:
        record = model.model_validate(values)
    except ValidationError as error:
        places = places or source.places_in(raw, front_matter=is_letter)
        told = {problem.place for problem in problems}
        problems += [problem for problem in explain(error, model, shown, places) if problem.place not in told]
        wrong |= _top_level(error)
    else:
        # Pydantic notes for each record which fields were given; nobody asks, and it is a quarter of the memory.
        object.__setattr__(record, "__pydantic_fields_set__", _NOT_NOTED)
        if isinstance(record, resource.Collection) and record.defaults:
            mistakes, unfit = _defaults(record, raw, shown)
            problems += mistakes
            values["defaults"] = {name: value for name, value in record.defaults.items() if name not in unfit}
    if record is not None and not problems:
        return parsed.digest, record, problems, None
    return parsed.digest, None, problems, readable(model, {name: values[name] for name in values.keys() - wrong})


def _typed(names: list[str], shown: str, places: Places) -> list[Problem]:
    """Fields that the path says already."""
    hint = "remove the line; the name of the file and its folder say this"
    rows = [(place_of_key(shown, (name,), places), f"`{name}` is not a field") for name in names]
    return [Problem(place, "unknown-field", message, hint) for place, message in rows]


def _defaults(record: resource.Collection, raw: bytes, shown: str) -> tuple[list[Problem], set[int | str]]:
    """What a collection says for its records is checked once, here, and not again in each of them.

    Returns what is wrong, and the names of the defaults that are.
    """
    required = {"id": "", "collection": "", "title": "-", "summary": "-", "type": "report", "added": "2000-01-01"}
    model = resource.model_for(record.defaults.get("type"))
    try:
        model.model_validate({**required, **record.defaults})
    except ValidationError as error:
        inside = {pointer[1:]: place for pointer, place in source.places_in(raw).items() if pointer[0] == "defaults"}
        return explain(error, model, shown, inside), _top_level(error)
    return [], set()


def _top_level(error: ValidationError) -> set[int | str]:
    """The fields of a record in which something is wrong."""
    return {row["loc"][0] for row in error.errors(include_url=False, include_context=False) if row["loc"]}
