"""The view of a resource in parts: modules in order, with questions to enter by."""

from __future__ import annotations

from typing import Annotated

from hub.catalogue import Catalogue
from hub.model import Module, Ref
from hub.views.registry import Context, view


@view()
def module_sequence(catalogue: Catalogue, parent: Annotated[str, Ref("resources")]) -> Context:
    """The parts of a resource in their order: questions that tell a reader where to begin, what each part teaches,
    the minutes where they are known, and a plain sentence about parts that are expected but not known.

    {{ module_sequence(parent="assessment-modules-3d") }}
    """
    whole = catalogue.resources[parent]
    parts = catalogue.parts(parent)
    known = [part.minutes for part in parts if part.minutes is not None]
    # A sum over some of the parts would be read as the length of the whole.
    total = sum(known) if parts and len(known) == len(parts) else whole.minutes
    questions = whole.entry_questions if isinstance(whole, Module) else ()
    return {
        "parent": whole,
        "steps": [(part, part.objectives if isinstance(part, Module) else ()) for part in parts],
        "questions": [(row.question, catalogue.resources.get(row.start)) for row in questions],
        "minutes": total,
        "expected": whole.parts_expected,
        "unknown": max((whole.parts_expected or 0) - len(parts), 0),
    }
