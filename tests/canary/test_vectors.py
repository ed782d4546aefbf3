"""What the fields of records make of the vectors of tests/browser/vectors.yml: of all that hold no free text, none
takes one. In those that do, tests/browser/test_injection.py lets them loose.
"""

from __future__ import annotations

import itertools
from typing import Annotated, Any

import yaml
from pydantic import TypeAdapter, ValidationError

from tests.canary.planting import kind_of, models
from tests.conftest import ROOT

FAMILIES: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/browser/vectors.yml").read_text(encoding="utf-8"))
VECTORS = list(dict.fromkeys(itertools.chain(*FAMILIES.values())))
# Names of what every object in JavaScript has. They are words like others: the scripts keep records and terms in maps.
PROPERTIES = frozenset({"constructor", "hasOwnProperty", "toString"})
# Kinds that take any words, and names of other records, which a rule compares with those that there are.
FREE = frozenset({"text", "line", "dict", "ref", "record"})


def bounded() -> list[tuple[str, Any]]:
    """Every field that holds no free text: its name, and its type."""
    found: list[tuple[str, Any]] = []
    for model in models():
        for name, info in model.model_fields.items():
            annotation, metadata = info.annotation, tuple(info.metadata)
            kind, inner = kind_of(annotation, metadata)
            if kind == "many":
                annotation, metadata = inner, ()
                kind, _ = kind_of(annotation, metadata)
            if kind not in FREE:
                found.append((f"{model.__name__}.{name}", Annotated[annotation, *metadata] if metadata else annotation))
    return found


def test_no_field_takes_a_vector_but_those_of_free_text() -> None:
    fields = bounded()
    assert len(fields) > 100 and len(VECTORS) >= 500
    taken = []
    for name, annotation in fields:
        adapter = TypeAdapter(annotation)
        for vector in set(VECTORS) - PROPERTIES:
            try:
                adapter.validate_python(vector)
            except ValidationError:
                continue
            taken.append((name, vector))
    assert taken == []
