"""Views: one function is one macro of the written pages and one index of the catalogue.

A view is declared once, by `@view`. Its keyword parameters are what a written page may say, and their annotations are
what is checked: `Annotated[str, Ref("topics")]` must name a topic, `Literal[...]` one of its words, `int` a number.
The docstring is its page in the macro reference. It returns the context of its template, `templates/views/<name>.html`.
Importing this package declares every view: a new module of views is named below, and nowhere else.
"""

from hub.views import (
    blueprint,
    counties,
    crosswalk,
    equity,
    finder,
    letter_check,
    letter_lists,
    letters,
    modules,
    organizations,
    places,
    planner,
    references,
    resources,
    sessions,
    standards,
    starts,
    terms,
    timeline,
    translations,
    words,
)
from hub.views.calls import Mistake, mistakes
from hub.views.registry import VIEWS, Context, Parameter, View, view

MODULES = (
    finder,
    starts,
    resources,
    modules,
    sessions,
    timeline,
    planner,
    equity,
    blueprint,
    crosswalk,
    letters,
    letter_lists,
    counties,
    places,
    letter_check,
    organizations,
    terms,
    standards,
    words,
    references,
    translations,
)

__all__ = ["MODULES", "VIEWS", "Context", "Mistake", "Parameter", "View", "mistakes", "view"]
