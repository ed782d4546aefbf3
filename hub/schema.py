"""JSON Schemas for editors, made from the model: an editor then completes fields and terms while an author types.

The files in content/schemas/ are committed; `hub schema` writes them and `hub schema --check` says which are old.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from hub import replacing
from hub.catalogue import Catalogue
from hub.explain import from_path
from hub.model import Call, Collection, Letter, Module, Resource, Session
from hub.model.marks import Mark, reference_marks
from hub.model.reference import Event, Organization
from hub.model.resource import MODULE_TYPES, SESSION_TYPES

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Kinds of which there are too many, or too many to come, for a list in a schema; `hub check` knows them.
OPEN_KINDS = frozenset({"resources", "organizations", "calls", "letters", "sources"})
Json = dict[str, Any]


def schemas(catalogue: Catalogue) -> dict[str, str]:
    """The text of each schema by the name of its file; the same catalogue always gives the same text."""
    found = {
        "resource.json": _resource(catalogue),
        "collection.json": _record(Collection, catalogue),
        "letter.json": _record(Letter, catalogue),
        "organization.json": _record(Organization, catalogue),
        "event.json": _record(Event, catalogue),
        "call.json": _record(Call, catalogue),
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in found.items()}


def write(content: Path, catalogue: Catalogue) -> list[str]:
    """Writes the schemas that are old into content/schemas/; returns the names of their files."""
    old = stale(content, catalogue)
    texts = schemas(catalogue)
    (content / FOLDER).mkdir(exist_ok=True)
    for name in old:
        replacing.put(content / FOLDER / name, texts[name])
    return old


def stale(content: Path, catalogue: Catalogue) -> list[str]:
    """The names of the schemas whose files differ from what the model says."""
    return [
        name
        for name, text in schemas(catalogue).items()
        if not (content / FOLDER / name).is_file() or (content / FOLDER / name).read_text(encoding="utf-8") != text
    ]


def _resource(catalogue: Catalogue) -> Json:
    """All fields of all resources; those of sessions and modules only for their types."""
    schema = _record(Resource, catalogue)
    rules = []
    for model, types in ((Session, SESSION_TYPES), (Module, MODULE_TYPES)):
        special = _record(model, catalogue)
        names = [name for name in model.model_fields if name not in Resource.model_fields]
        schema["properties"] |= {name: special["properties"][name] for name in names}
        schema.setdefault("$defs", {}).update(special.get("$defs", {}))
        other_type = {"properties": {"type": {"not": {"enum": sorted(types)}}}}
        rules.append({"if": other_type, "then": {"properties": dict.fromkeys(names, False)}})
    schema["$defs"] = dict(sorted(schema["$defs"].items()))
    return schema | {"allOf": rules}


def _record(model: type[BaseModel], catalogue: Catalogue) -> Json:
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    for name, info in model.model_fields.items():
        if from_path(info):
            del schema["properties"][name]
    schema["required"] = [name for name in schema.get("required", ()) if name in schema["properties"]]
    for properties, marks in _inside(schema, definitions, reference_marks(model)):
        _name_terms(properties, marks, catalogue)
    for part in (schema, *definitions.values()):
        part.pop("title", None)
        for name, value in part.get("properties", {}).items():
            part["properties"][name] = _tidy(value)
    return {"$schema": DIALECT, "title": model.__name__} | schema


def _inside(schema: Json, definitions: Json, marks: tuple[Mark, ...]) -> Iterator[tuple[Json, tuple[Mark, ...]]]:
    """The properties of a record and of the records inside it, each with its marks."""
    yield schema["properties"], marks
    for mark in marks:
        inner = next(_references(schema["properties"][mark.name]), None) if mark.inner else None
        if inner:
            yield from _inside(definitions[inner.rpartition("/")[2]], definitions, mark.inner)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)


def _name_terms(properties: Json, marks: tuple[Mark, ...], catalogue: Catalogue) -> None:
    """Lists the terms of a closed list where a field takes them, so that an editor offers them."""
    for mark in marks:
        known: Mapping[str, object] = {} if mark.kind in OPEN_KINDS or mark.inner else catalogue.known(mark.kind)
        if known:
            _set_terms(properties[mark.name], list(known))


def _set_terms(value: Any, terms: list[str]) -> None:
    if isinstance(value, list):
        for part in value:
            _set_terms(part, terms)
    elif isinstance(value, dict):
        if value.get("type") == "string":
            value["enum"] = terms
        for name in ("anyOf", "items"):
            _set_terms(value.get(name), terms)


def _tidy(value: Any) -> Any:
    """What pydantic says for Python, without what YAML authors do not have: nulls, defaults, titles of fields.

    YAML reads `2021` and `1.10` as numbers, and the hub reads every value as text: a text may look like a number.
    """
    if isinstance(value, list):
        return [_tidy(part) for part in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _tidy(part) for name, part in value.items() if name not in ("default", "title")}
    if "anyOf" in kept:
        options = [option for option in kept.pop("anyOf") if option != {"type": "null"}]
        kept = {**options[0], **kept} if len(options) == 1 else {"anyOf": options, **kept}
    if kept.get("type") == "string" and not kept.keys() & {"enum", "pattern", "const"}:
        kept["type"] = ["string", "number"]
    return kept
