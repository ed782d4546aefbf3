"""Views: one function is one macro of the written pages and one index of the catalogue.

A view is declared once, by `@view`. Its keyword parameters are what a written page may say, and their annotations are
what is checked: `Annotated[str, Ref("topics")]` must name a topic, `Literal[...]` one of its words, `int` a number.
The docstring is its page in the macro reference. It returns the context of its template, `templates/views/<name>.html`.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hub.catalogue import Catalogue
from hub.model import Ref
from hub.problems import did_you_mean, one_line

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """What a written page may say to a view. `kind` is a vocabulary or kind of record, `choices` fixed words."""

    name: str
    type: type
    required: bool
    default: Any
    kind: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """A view by name. An inline one stands inside a sentence, the others are blocks."""

    name: str
    function: Callable[..., Context]
    parameters: Mapping[str, Parameter]
    inline: bool
    explanation: str


VIEWS: dict[str, View] = {}


def view(inline: bool = False) -> Callable[[Callable[..., Context]], Callable[..., Context]]:
    """Declare a view. The function takes the catalogue first and everything else by keyword."""

    def declare(function: Callable[..., Context]) -> Callable[..., Context]:
        name = function.__name__
        VIEWS[name] = View(name, function, _parameters(function), inline, inspect.getdoc(function) or "")
        return function

    return declare


def _parameters(function: Callable[..., Context]) -> dict[str, Parameter]:
    hints = get_type_hints(function, include_extras=True)
    found = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        annotation, kind, choices = hints[name], None, ()
        if get_origin(annotation) in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        for mark in getattr(annotation, "__metadata__", ()):
            if isinstance(mark, Ref):
                kind = mark.kind
                annotation = get_args(annotation)[0]
        if get_origin(annotation) is Literal:
            choices, annotation = get_args(annotation), str
        required = parameter.default is inspect.Parameter.empty
        default = None if required else parameter.default
        found[name] = Parameter(name, annotation, required, default, kind, choices)
    return found


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one call of a macro; the caller knows the page and the line."""

    code: str
    message: str
    hint: str


def mistakes(name: str, query: Mapping[str, Any], positional: int, catalogue: Catalogue | None) -> list[Mistake]:
    """What is wrong with calling the view `name` with `query`. Without a catalogue, terms are not looked up.

    A query that matches nothing today is not a mistake; one that names an unknown field or term is.
    """
    if name not in VIEWS:
        hint = did_you_mean(name, VIEWS, "the macros are " + ", ".join(VIEWS))
        return [Mistake("unknown-macro", f"there is no macro `{one_line(name)}`", hint)]
    parameters = VIEWS[name].parameters
    found = []
    if positional:
        example = next(iter(parameters), None)
        hint = f"write `{name}({example}=...)`" if example else f"write `{name}()`"
        found.append(Mistake("macro-needs-names", f"`{name}` takes its values by name", hint))
    for word, value in query.items():
        if word not in parameters:
            hint = did_you_mean(word, parameters, f"it takes {', '.join(parameters) or 'nothing'}")
            found.append(Mistake("unknown-macro-field", f"`{name}` has no field `{one_line(word)}`", hint))
        else:
            found += _value_mistakes(name, parameters[word], value, catalogue)
    for parameter in parameters.values():
        if parameter.required and parameter.name not in query and not positional:
            hint = f"write `{name}({parameter.name}=\"...\")`"
            found.append(Mistake("macro-field-missing", f"`{name}` needs `{parameter.name}`", hint))
    return found


def _value_mistakes(name: str, parameter: Parameter, value: Any, catalogue: Catalogue | None) -> list[Mistake]:
    if value is None and not parameter.required:
        return []
    if type(value) is not parameter.type:
        wanted = {str: 'a text in quotes, such as "..."', int: "a number", bool: "true or false"}[parameter.type]
        return [Mistake("bad-macro-value", f"`{name}`: `{parameter.name}` is `{one_line(value)}`", f"write {wanted}")]
    known: Mapping[str, object] | tuple[str, ...] = parameter.choices
    if parameter.kind and catalogue is not None:
        known = catalogue.known(parameter.kind)
    if not known or value in known:
        return []
    hint = did_you_mean(str(value), known, "the words are " + ", ".join(list(known)[:12]))
    message = f"`{name}`: `{parameter.name}` does not know `{one_line(value)}`"
    return [Mistake("unknown-macro-term", message, hint)]
