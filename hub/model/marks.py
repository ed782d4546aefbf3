"""Which fields of a model name something else, and which hold words: found once in the declarations, used by checks,
the schemas and everything else that treats fields by what they are and not by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from hub.model.fields import Localized, Ref

Pointer = tuple[str | int, ...]


class Mark(NamedTuple):
    """One field. `kind` is what it names (empty for words); `inner` are the marks inside the records it holds."""

    name: str
    kind: str
    inner: tuple[Mark, ...] = ()


@cache
def reference_marks(model: type[BaseModel]) -> tuple[Mark, ...]:
    """The fields marked `Ref`, those of records inside records among them."""
    found = []
    for name, info in model.model_fields.items():
        parts = [info.annotation, *info.metadata]
        kind = next((ref.kind for ref in _references(parts)), "")
        inner = tuple(mark for part in _models(info.annotation) for mark in reference_marks(part))
        if kind or inner:
            found.append(Mark(name, kind, inner))
    return tuple(found)


@cache
def word_marks(model: type[BaseModel]) -> tuple[Mark, ...]:
    """The fields that hold what an author wrote for people: texts and lines, and the body of a letter."""
    found = []
    for name, info in model.model_fields.items():
        inner = tuple(mark for part in _models(info.annotation) for mark in word_marks(part))
        named = isinstance(info.json_schema_extra, dict) and "from_path" in info.json_schema_extra and name != "body"
        if inner or (not named and _holds_words(info.annotation, info.metadata)):
            found.append(Mark(name, "", inner))
    return tuple(found)


def references(record: BaseModel) -> Iterator[tuple[Pointer, str, str]]:
    """Everything that a record names: where, which kind, which id."""
    yield from _walk(record, reference_marks(type(record)), ())


def words(record: BaseModel) -> Iterator[tuple[Pointer, str, str]]:
    """Everything that a record says: where, the language, the text."""
    for pointer, _, value in _walk(record, word_marks(type(record)), ()):
        if isinstance(value, Localized):
            yield (*pointer, "en"), "en", value.en
            yield (*pointer, "es"), "es", value.es
        else:
            yield pointer, "en", value


def _walk(record: BaseModel, marks: tuple[Mark, ...], pointer: Pointer) -> Iterator[tuple[Pointer, str, Any]]:
    for name, kind, inner in marks:
        value = getattr(record, name)
        if not value:
            continue
        many = type(value) is tuple  # A Localized is a tuple too, and is one value.
        for number, item in enumerate(value if many else (value,)):
            here = (*pointer, name, number) if many else (*pointer, name)
            if inner:
                yield from _walk(item, inner, here)
            else:
                yield here, kind, item


def _references(parts: Any) -> Iterator[Ref]:
    for part in parts:
        if isinstance(part, Ref):
            yield part
        else:
            yield from _references(getattr(part, "__metadata__", ()))
            yield from _references(get_args(part))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _holds_words(annotation: Any, metadata: Any) -> bool:
    if annotation is Localized:
        return True
    inside = getattr(annotation, "__metadata__", ())
    if any(isinstance(mark, Ref) for mark in (*metadata, *inside)):
        return False
    if get_origin(annotation) is dict:
        return False
    if annotation is str:
        return not any(isinstance(mark, BeforeValidator) for mark in metadata)
    if inside:
        return _holds_words(get_args(annotation)[0], inside)
    return any(_holds_words(part, ()) for part in get_args(annotation))
