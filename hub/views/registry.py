"""How a view is declared: `@view` reads its parameters from the signature, so that nothing is said twice."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hub.model import Ref

Context = Mapping[str, Any]
Function = Callable[..., Context]

# The kinds of record that a list of letters shows.
LETTERS = ("commitments", "organizations")
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
    """A view by name. An inline one stands inside a sentence, the others are blocks.

    `of` are the kinds of record that it shows, None any of them: while no other record changes, neither does the view.
    (Vocabularies and other lists may change all of them, and so may the terms that records use.)
    """

    name: str
    function: Function
    parameters: Mapping[str, Parameter]
    inline: bool
    explanation: str
    of: frozenset[str] | None = None

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


def view(inline: bool = False, of: Iterable[str] | None = None) -> Callable[[Function], Function]:
    """Declare a view. The function takes the catalogue first and everything else by keyword."""
    kinds = None if of is None else frozenset(of)

    def declare(function: Function) -> Function:
        name = function.__name__
        VIEWS[name] = View(name, function, _parameters(function), inline, inspect.getdoc(function) or "", kinds)
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
