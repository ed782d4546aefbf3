"""What a written page says to a view, checked: unknown macros, fields and words, each with the nearest right one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.catalogue import Catalogue
from hub.problems import did_you_mean, one_line
from hub.views.registry import VIEWS, Parameter

# A number on a page is small; a larger one is a slip of the finger.
LARGEST_NUMBER = 100_000
SHOWN_WORDS = 12


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one call of a macro; the caller knows the page and the line. `about` is the word meant."""

    code: str
    message: str
    hint: str
    about: str = ""


def mistakes(name: str, query: Mapping[str, Any], positional: int, catalogue: Catalogue | None) -> list[Mistake]:
    """What is wrong with calling the view `name` with `query`. Without a catalogue, terms are not looked up.

    A query that matches nothing today is not a mistake; one that names an unknown field or term is.
    """
    if name not in VIEWS:
        hint = did_you_mean(name, VIEWS, "the macros are " + ", ".join(VIEWS))
        return [Mistake("macro-unknown", f"there is no macro `{one_line(name)}`", hint)]
    parameters = VIEWS[name].parameters
    found = []
    if positional:
        example = next(iter(parameters), None)
        hint = f"write `{name}({example}=...)`" if example else f"write `{name}()`"
        found.append(Mistake("macro-needs-names", f"`{name}` takes its values by name", hint))
    meant: set[str] = set()
    for word, value in query.items():
        if word in parameters:
            found += _value_mistakes(name, parameters[word], value, catalogue)
        else:
            hint = did_you_mean(word, parameters, f"it takes {', '.join(parameters) or 'nothing'}")
            meant.update(known for known in parameters if f"`{known}`" in hint)
            found.append(Mistake("macro-field-unknown", f"`{name}` has no field `{one_line(word)}`", hint, word))
    for parameter in parameters.values():
        # A misspelt field is not also a missing one.
        if parameter.required and parameter.name not in query and not positional and parameter.name not in meant:
            hint = f'write `{name}({parameter.name}="...")`'
            found.append(Mistake("macro-field-missing", f"`{name}` needs `{parameter.name}`", hint))
    return found


def _value_mistakes(name: str, parameter: Parameter, value: Any, catalogue: Catalogue | None) -> list[Mistake]:
    if value is None and not parameter.required:
        return []
    if type(value) is not parameter.type:
        wanted = {str: 'a text in quotes, such as "..."', int: "a number", bool: "true or false"}[parameter.type]
        message = f"`{name}`: `{parameter.name}` is `{one_line(value)}`"
        return [Mistake("macro-bad-value", message, f"write {wanted}", parameter.name)]
    if isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER:
        message = f"`{name}`: `{parameter.name}` is `{one_line(value)}`"
        return [Mistake("macro-bad-value", message, f"write a number from 0 to {LARGEST_NUMBER}", parameter.name)]
    known: Mapping[str, object] | tuple[str, ...] = parameter.choices
    if parameter.kind and catalogue is not None:
        known = catalogue.known(parameter.kind)
    # A list without words is in a file that is missing or rejected, as a record may be: that is a problem of its own.
    if not known or value in known or (catalogue is not None and (parameter.kind, value) in catalogue.paths):
        return []
    words = list(known)
    some = ", ".join(words[:SHOWN_WORDS]) + (" and more" if len(words) > SHOWN_WORDS else "")
    hint = did_you_mean(str(value), known, f"the words are {some}")
    message = f"`{name}`: `{parameter.name}` does not know `{one_line(value)}`"
    return [Mistake("macro-term-unknown", message, hint, parameter.name)]
