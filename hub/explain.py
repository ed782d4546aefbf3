"""What the model refuses, said to a person: pydantic's errors become problems with a place and the thing to type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from hub.model.resource import MODULE_TYPES, SESSION_TYPES, Module, Resource, Session
from hub.problems import Place, Problem, did_you_mean, nearest, one_line
from hub.source import Parsed, place_of, place_of_key
from hub.strict_yaml import Places, Pointer

# What `hub new` writes where an author must say something; nothing that still holds it is published.
PLACEHOLDER = "REPLACE:"

LISTS = frozenset({"tuple_type", "list_type"})
FIELDS = frozenset({"model_type", "dict_type", "model_attributes_type"})
SINGLE = frozenset({"string_type", "int_type", "bool_type"})


def field_names(model: type[BaseModel]) -> list[str]:
    """The fields that an author may write; what comes from the path is left out."""
    return [name for name, info in model.model_fields.items() if not from_path(info)]


def from_path(info: Any) -> bool:
    extra = info.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("from_path"))


@cache
def names_from_path(model: type[BaseModel]) -> frozenset[str]:
    """The fields that the path of the file says, and not its text."""
    return frozenset(name for name, info in model.model_fields.items() if from_path(info))


def explain(error: ValidationError, model: type[BaseModel], shown: str, places: Places) -> list[Problem]:
    """One problem a mistake: a misspelt field is not also a missing one."""
    rows = error.errors(include_url=False, include_context=True)
    unknown = [row for row in rows if row["type"] == "extra_forbidden"]
    meant = {(*row["loc"][:-1], nearest(str(row["loc"][-1]), _names_at(model, row["loc"][:-1]))) for row in unknown}
    found: dict[Pointer, Problem] = {}
    for row in rows:
        if row["type"] == "missing" and row["loc"] in meant:
            continue
        pointer = _pointer(row["loc"], places) if row["type"] != "missing" else tuple(row["loc"])
        # Each kind of value that a field may hold gives its own error; the author made one mistake.
        found.setdefault(pointer, _problem(row, model, shown, places))
    return list(found.values())


def placeholders(values: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Every place that `hub new` left for the author to fill in, and what it asks for."""
    if isinstance(values, str):
        if PLACEHOLDER in values:
            yield pointer, values.partition(PLACEHOLDER)[2].strip()
    elif isinstance(values, dict):
        for name, value in values.items():
            yield from placeholders(value, (*pointer, name))
    else:
        for number, value in enumerate(values):
            yield from placeholders(value, (*pointer, number))


def left_to_fill_in(parsed: Parsed, shown: str, places: Places) -> list[Problem]:
    """What the scaffold left for the author to fill in."""
    message, otherwise = "this is still to be filled in", "say it, or remove the line"
    found = [
        Problem(place_of(shown, pointer, places), "placeholder-left", message, one_line(asked or otherwise, 200))
        for pointer, asked in placeholders(parsed.values)
    ]
    for number, line in enumerate((parsed.body or "").split("\n"), parsed.body_line):
        before, mark, asked = line.partition(PLACEHOLDER)
        if mark:
            place = Place(shown, number, len(before) + 1)
            found.append(Problem(place, "placeholder-left", message, one_line(asked.strip() or otherwise, 200)))
    return found


def _pointer(location: tuple[int | str, ...], places: Places) -> Pointer:
    """Where an error is in the file: pydantic adds the branch of a union to the location."""
    pointer = location
    while pointer and pointer not in places:
        pointer = pointer[:-1]
    return pointer or location


def _names_at(model: type[BaseModel], pointer: Pointer) -> list[str]:
    """The fields allowed at a place inside a record."""
    current: Any = model
    for part in pointer:
        if isinstance(part, str) and part in current.model_fields:
            current = _inner_model(current.model_fields[part].annotation) or current
    return field_names(current)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner_model(part))), None)


def _problem(row: Any, model: type[BaseModel], shown: str, places: Places) -> Problem:
    location: Pointer = tuple(row["loc"])
    pointer, kind = _pointer(location, places), row["type"]
    name, place = one_line(location[-1]) if location else "", place_of(shown, location, places)
    if kind == "extra_forbidden":
        hint = _unknown_field(str(location[-1]), _names_at(model, location[:-1]), model if len(location) == 1 else None)
        return Problem(place_of_key(shown, location, places), "unknown-field", f"`{name}` is not a field", hint)
    if kind == "missing":
        path = ".".join(str(part) for part in location if isinstance(part, str))
        return Problem(place, "missing-field", f"the field `{path}` is missing", f"add a line `{name}: ...`")
    field = one_line(next((part for part in reversed(pointer) if isinstance(part, str)), "value"))
    if kind in SINGLE or (kind == "value_error" and isinstance(row["input"], list)):
        message = f"`{field}`: one value is expected here"
        return Problem(place, "text-expected", message, "write it without `-`, `[` or `{`")
    if kind == "value_error":
        # The model's sentences are "what is wrong; what to write", and only the first part quotes the author.
        what, _, hint = str(row["ctx"]["error"]).rpartition("; ")
        what, hint = (what, hint) if what else (hint, f"the field reference explains `{field}`")
        return Problem(place, "bad-value", one_line(f"`{field}`: {what}", 400), one_line(hint, 200))
    if kind == "literal_error":
        expected = row["ctx"]["expected"].replace("'", "`")
        return Problem(place, "bad-value", f"`{field}`: `{one_line(row['input'])}` is not known", f"write {expected}")
    if kind in LISTS:
        hint = f"write `{field}: [{one_line(row['input'])}]`" if isinstance(row["input"], str) else "write a list"
        return Problem(place, "list-expected", f"`{field}`: a list is expected here", hint)
    if kind in FIELDS:
        message = f"`{field}`: fields are expected here"
        return Problem(place, "fields-expected", message, "write `name: value` lines below")
    return Problem(place, "bad-value", f"`{field}`: {one_line(row['msg'], 200)}", "compare with the field reference")


def _unknown_field(name: str, names: list[str], model: type[BaseModel] | None) -> str:
    """The hint for an unknown field: fields of sessions and modules are named as such."""
    if model is not None and issubclass(model, Resource) and name not in names and name in _special_fields():
        return _special_fields()[name]
    return did_you_mean(name, names, "the fields are " + ", ".join(names))


@cache
def _special_fields() -> dict[str, str]:
    """The fields that only sessions or modules have, each with the hint for a record of another type."""
    return {
        name: f"`{name}` belongs to the types {', '.join(sorted(types))}; change `type`, or remove the field"
        for special, types in ((Session, SESSION_TYPES), (Module, MODULE_TYPES))
        for name in special.model_fields.keys() - Resource.model_fields.keys()
    }


def of_another_type(problem: Problem) -> bool:
    """Whether a field is told of that is right in a record of another type. A misspelt `type` makes one of each."""
    return problem.code == "unknown-field" and problem.hint in _special_fields().values()
