"""Views of the hub itself: its fields, its rules and its macros, made from their declarations."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from hub.catalogue import Catalogue
from hub.checks import RULES
from hub.model import Collection, Letter, Module, Ref, Resource, Session, fields
from hub.model.reference import Organization
from hub.model.resource import MODULE_TYPES, SESSION_TYPES
from hub.views.registry import VIEWS, Context, view

Kind = Literal["resources", "collections", "commitments", "organizations"]

# Each kind of value by the mark that its declaration carries.
_FORMS: Mapping[str, Any] = {
    "text": fields.Text,
    "date": fields.Edtf,
    "day": fields.Day,
    "url": fields.Url,
    "id": fields.Slug,
    "time": fields.Clock,
    "school-year": fields.SchoolYear,
    "number": fields.Count,
    "yes": fields.Yes,
}
# Longer lists are not repeated on the page: their own page has them.
MOST_TERMS = 40


@dataclass(frozen=True)
class Field:
    """What the reference says of one field. `form` is the kind of value, `inner` the fields inside it."""

    name: str
    anchor: str
    required: bool
    many: bool
    form: str
    kind: str | None
    choices: tuple[str, ...]
    description: str
    examples: tuple[str, ...]
    inner: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Section:
    """Fields that belong together: `kind` names the record, `types` the resource types that alone have them."""

    kind: str
    fields: tuple[Field, ...]
    types: tuple[str, ...] = ()


@view(of=())
def field_reference(catalogue: Catalogue, kind: Kind | None = None) -> Context:
    """Every field that a record may have: whether it must be there, what may stand in it, and an example.
    `kind` shows one kind of record only.

    {{ field_reference(kind="resources") }}
    """
    sections = [section for section in _sections() if kind in (None, section.kind)]
    named = {field.kind for section in sections for field in _flat(section.fields) if field.kind}
    terms = {name: found for name in sorted(named) if 0 < len(found := catalogue.terms(name)) <= MOST_TERMS}
    return {"sections": sections, "terms": terms, "single": kind is not None}


def _sections() -> list[Section]:
    base = frozenset(Resource.model_fields)
    return [
        Section("resources", fields_of(Resource)),
        Section("resources", fields_of(Session, leave_out=base), tuple(sorted(SESSION_TYPES))),
        Section("resources", fields_of(Module, leave_out=base), tuple(sorted(MODULE_TYPES))),
        Section("collections", fields_of(Collection, "collections-")),
        Section("commitments", fields_of(Letter, "commitments-")),
        Section("organizations", fields_of(Organization, "organizations-")),
    ]


def _flat(found: tuple[Field, ...]) -> Iterator[Field]:
    for field in found:
        yield field
        yield from _flat(field.inner)


def fields_of(model: type[BaseModel], prefix: str = "", leave_out: frozenset[str] = frozenset()) -> tuple[Field, ...]:
    """The fields of a model that an author may write, in their order; required ones say so."""
    hints = get_type_hints(model, include_extras=True)
    found = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        if name in leave_out or (isinstance(extra, dict) and extra.get("from_path")):
            continue
        many, annotation = _element(hints[name])
        inner = fields_of(annotation, f"{prefix}{name}-") if _is_model(annotation) else ()
        found.append(
            Field(
                name,
                f"{prefix}{name}",
                info.is_required(),
                many,
                "fields" if inner else _form(annotation),
                next((mark.kind for mark in _marks(annotation) if isinstance(mark, Ref)), None),
                get_args(annotation) if get_origin(annotation) is Literal else (),
                info.description or "",
                tuple(str(example) for example in info.examples or ()),
                inner,
            )
        )
    return tuple(found)


def _element(annotation: Any) -> tuple[bool, Any]:
    """Whether a field holds a list, and what one element of it is."""
    if get_origin(annotation) in (Union, types.UnionType):
        options = [part for part in get_args(annotation) if part is not type(None)]
        annotation = options[0]
    if get_origin(annotation) is tuple:
        return True, get_args(annotation)[0]
    return False, annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _marks(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()


def _form(annotation: Any) -> str:
    if get_origin(annotation) is dict:
        return "defaults"
    if get_origin(annotation) is Literal:
        return "choice"
    marks = _marks(annotation)
    for form, declared in _FORMS.items():
        if any(mark is _marks(declared)[0] for mark in marks):
            return form
    return "line"


@view(of=())
def rule_reference(catalogue: Catalogue) -> Context:  # noqa: ARG001  Every view takes the catalogue.
    """Every rule that the hub checks: what it says, why, and how to put it right, with an example that passes and one
    that fails. A rule can be linked to by its code: `rules/#unknown-field`.

    {{ rule_reference() }}
    """
    return {"rules": [RULES[code] for code in sorted(RULES)]}


@view()
def macro_reference(catalogue: Catalogue) -> Context:
    """Every macro that a written page can use, with its fields and an example: this list.

    {{ macro_reference() }}
    """
    choices: dict[str, list[str]] = {}
    for declared in VIEWS.values():
        for parameter in declared.parameters.values():
            if parameter.kind and len(catalogue.known(parameter.kind)) <= MOST_TERMS:
                choices[parameter.kind] = list(catalogue.known(parameter.kind))
    return {"views": [VIEWS[name] for name in sorted(VIEWS)], "known": choices}
