"""What the model refuses, said to a person: pydantic's errors become problems with a place and the thing to type."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from hub.problems import Problem, did_you_mean, nearest, one_line
from hub.problems import Place as Place
from hub.source import Pointer


def field_names(model: type[BaseModel]) -> list[str]:
    """The fields that an author may write; what comes from the path is left out."""
    return [name for name, info in model.model_fields.items() if not from_path(info)]


def from_path(info: Any) -> bool:
    extra = info.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("from_path"))


def explain(
    error: ValidationError, model: type[BaseModel], shown: str, places: dict[Pointer, tuple[int, int]]
) -> list[Problem]:
    """One problem a mistake: a misspelt field is not also a missing one."""
    rows = error.errors(include_url=False, include_context=True)
    unknown = [row for row in rows if row["type"] == "extra_forbidden"]
    meant = {(*row["loc"][:-1], nearest(str(row["loc"][-1]), _names_at(model, row["loc"][:-1]))) for row in unknown}
    found = []
    for row in rows:
        if row["type"] == "missing" and row["loc"] in meant:
            continue
        found.append(_problem(row, model, shown, places))
    return found


def _names_at(model: type[BaseModel], pointer: tuple[int | str, ...]) -> list[str]:
    """The fields allowed at a place inside a record."""
    current: Any = model
    for part in pointer:
        if isinstance(part, str):
            current = _inner_model(current.model_fields[part].annotation) or current
    return field_names(current)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner_model(part))), None)


def _problem(
    row: Any, model: type[BaseModel], shown: str, places: dict[Pointer, tuple[int, int]]
) -> Problem:
    pointer: Pointer = tuple(row["loc"])
    name = one_line(pointer[-1]) if pointer else ""
    place = place_of(shown, pointer, places)
    kind = row["type"]
    if kind == "extra_forbidden":
        names = _names_at(model, pointer[:-1])
        otherwise = "the fields are " + ", ".join(names)
        return Problem(place, "unknown-field", f"`{name}` is not a field", did_you_mean(str(pointer[-1]), names, otherwise))
    if kind == "missing":
        path = ".".join(str(part) for part in pointer if isinstance(part, str))
        return Problem(place, "missing-field", f"the field `{path}` is missing", f"add a line `{name}: ...`")
    if kind == "value_error":
        said = str(row["ctx"]["error"])
        what, _, hint = said.partition("; ")
        return Problem(place, "bad-value", one_line(f"{_label(pointer)}: {what}", 400), one_line(hint, 200))
    if kind == "literal_error":
        expected = row["ctx"]["expected"].replace("'", "`")
        return Problem(place, "bad-value", f"{_label(pointer)}: `{one_line(row['input'])}` is not known", f"write {expected}")
    if kind in ("tuple_type", "list_type"):
        hint = f"write `{_field(pointer)}: [{one_line(row['input'])}]`" if isinstance(row["input"], str) else "write a list"
        return Problem(place, "list-expected", f"{_label(pointer)}: a list is expected here", hint)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return Problem(place, "fields-expected", f"{_label(pointer)}: fields are expected here", "write `name: value` lines below")
    if kind == "string_type":
        return Problem(place, "text-expected", f"{_label(pointer)}: one text is expected here", "write a single value")
    return Problem(place, "bad-value", f"{_label(pointer)}: {row['msg']}", "compare with the field reference")


def _field(pointer: Pointer) -> str:
    return one_line(next((part for part in reversed(pointer) if isinstance(part, str)), "value"))


def _label(pointer: Pointer) -> str:
    return f"`{_field(pointer)}`"


def place_of(shown: str, pointer: Pointer, places: dict[Pointer, tuple[int, int]]) -> Place:
    """The place of a field, or of the nearest thing around it that stands in the file."""
    while pointer and pointer not in places:
        pointer = pointer[:-1]
    line, column = places.get(pointer, (1, 1))
    return Place(shown, line, column)
