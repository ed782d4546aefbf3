"""The outlines of California's counties, for maps that a page draws. hub/data/README.md says where they come from."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

# Between the middles of two marks, in units of the drawing: 24 pixels on a phone, which draws it at half of its size.
APART = 45
ROUNDS = 100
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

    def marks(self, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Where the numbers of these counties stand: inside their county, or beside it where counties are so small that
        one mark would cover another.
        """
        places = {id: (float(self.counties[id].x), float(self.counties[id].y)) for id in ids}
        pairs = [(one, other) for one in places for other in places if one < other]
        for _ in range(ROUNDS):
            close = [pair for pair in pairs if math.dist(places[pair[0]], places[pair[1]]) < APART]
            for one, other in close:
                self._part(places, one, other)
            if not close:
                break
        return {id: (round(x), round(y)) for id, (x, y) in places.items()}

    def _part(self, places: dict[str, tuple[float, float]], one: str, other: str) -> None:
        """Push two marks away from each other, half of the way each, but not out of the drawing."""
        (x1, y1), (x2, y2) = places[one], places[other]
        length = math.dist((x1, y1), (x2, y2))
        missing = max(0.0, APART + 1 - length) / 2
        right, down = ((x2 - x1) / length, (y2 - y1) / length) if length else (1.0, 0.0)
        for id, x, y, way in ((one, x1, y1, -missing), (other, x2, y2, missing)):
            places[id] = (min(max(x + way * right, 0), self.width), min(max(y + way * down, 0), self.height))


@cache
def outlines() -> Outlines:
    """The outlines, read once."""
    data = json.loads(OUTLINES.read_text(encoding="utf-8"))
    counties = {id: Outline(shape["path"], *shape["at"]) for id, shape in data["counties"].items()}
    return Outlines(data["width"], data["height"], data["source"], counties)
