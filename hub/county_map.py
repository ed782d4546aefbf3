"""The outlines of California's counties, for maps that a page draws. hub/data/README.md says where they come from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

OUTLINES = Path(__file__).parent / "data" / "california-counties.json"


class Outline(NamedTuple):
    """One county: the path of its border, and a point inside where a number can stand."""

    path: str
    x: int
    y: int


class Outlines(NamedTuple):
    """The counties by id, in the order of their names, on a drawing of this size; `source` says whose data it is."""

    width: int
    height: int
    source: str
    counties: dict[str, Outline]


@cache
def outlines() -> Outlines:
    """The outlines, read once."""
    data = json.loads(OUTLINES.read_text(encoding="utf-8"))
    counties = {id: Outline(shape["path"], *shape["at"]) for id, shape in data["counties"].items()}
    return Outlines(data["width"], data["height"], data["source"], counties)
