"""How a view is declared: `@view` reads its parameters from the signature, so that nothing is said twice."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hub.model import Ref

Context = Mapping[str, Any]
Function = Callable[..., Context]

# A docstring shows how to write the macro on a line of its own that begins so.
EXAMPLE_MARK = "{{ "


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
    function: Function
    parameters: Mapping[str, Parameter]
    inline: bool
    explanation: str

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"views/{self.name}.html"

    @property
    def words(self) -> str:
        """The explanation for an editor, in Markdown, without its example."""
        return "\n".join(line for line in self.explanation.splitlines() if not line.startswith(EXAMPLE_MARK)).strip()

    @property
    def example(self) -> str:
        """One call as an editor would type it."""
        return next((line for line in self.explanation.splitlines() if line.startswith(EXAMPLE_MARK)), "")


VIEWS: dict[str, View] = {}


def view(inline: bool = False) -> Callable[[Function], Function]:
    """Declare a view. The function takes the catalogue first and everything else by keyword."""

    def declare(function: Function) -> Function:
        name = function.__name__
        VIEWS[name] = View(name, function, _parameters(function), inline, inspect.getdoc(function) or "")
        return function

    return declare


def _parameters(function: Function) -> dict[str, Parameter]:
    hints = get_type_hints(function, include_extras=True)
    declared = list(inspect.signature(function).parameters.items())[1:]
    return {name: _parameter(name, hints[name], parameter.default) for name, parameter in declared}


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    kind, choices = None, ()
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Ref):
            kind = mark.kind
            annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        choices, annotation = get_args(annotation), str
    required = default is inspect.Parameter.empty
    return Parameter(name, annotation, required, None if required else default, kind, choices)
