"""How california-counties.json was made: once, from public data. Nothing imports this; README.md says how to run it.

It takes the counties of California out of a TopoJSON file of all counties, projects them (Albers' conic equal-area,
with the parallels that the state uses), simplifies each border once, so that neighbors still meet, and writes each
county as the path of an SVG in whole numbers.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from hub.model import slugify

Point = tuple[float, float]
WIDTH = 600
# The smallest triangle, in units of the drawing, that a corner of a border may make and still be kept.
SMALLEST_CORNER = 6.0
SMALLEST_ISLAND = 12.0
STATE = "06"
# California Albers: degrees.
FIRST, SECOND, MIDDLE, CENTER = 34.0, 40.5, 0.0, -120.0


def made(topology: dict[str, Any], source: str) -> dict[str, Any]:
    """The data of the map from a TopoJSON topology with the object `counties`."""
    counties = [item for item in topology["objects"]["counties"]["geometries"] if str(item["id"])[:2] == STATE]
    used = {arc if arc >= 0 else ~arc for item in counties for ring in _rings(item) for arc in ring}
    arcs = {number: [albers(point) for point in _decoded(topology, number)] for number in used}
    across = [x for arc in arcs.values() for x, _ in arc]
    down = [y for arc in arcs.values() for _, y in arc]
    scale = WIDTH / (max(across) - min(across))
    height = math.ceil((max(down) - min(down)) * scale)
    placed = {
        number: simplified([((x - min(across)) * scale, (max(down) - y) * scale) for x, y in arc])
        for number, arc in arcs.items()
    }
    shapes = {}
    for item in sorted(counties, key=lambda item: item["properties"]["name"]):
        rings = [_joined(ring, placed) for ring in _rings(item)]
        largest = max(rings, key=_area)
        rings = [ring for ring in rings if ring is largest or _area(ring) >= SMALLEST_ISLAND]
        x, y = inner_point(largest)
        shapes[slugify(item["properties"]["name"])] = {"at": [round(x), round(y)], "path": "".join(map(_path, rings))}
    return {"source": source, "width": WIDTH, "height": height, "counties": shapes}


def albers(degrees: Point) -> Point:
    """Albers' conic equal-area projection of longitude and latitude, on a sphere of radius 1."""
    first, second, middle = math.radians(FIRST), math.radians(SECOND), math.radians(MIDDLE)
    n = (math.sin(first) + math.sin(second)) / 2
    c = math.cos(first) ** 2 + 2 * n * math.sin(first)
    theta = n * math.radians(degrees[0] - CENTER)
    rho = math.sqrt(c - 2 * n * math.sin(math.radians(degrees[1]))) / n
    rho_middle = math.sqrt(c - 2 * n * math.sin(middle)) / n
    return rho * math.sin(theta), rho_middle - rho * math.cos(theta)


def simplified(points: Sequence[Point]) -> list[Point]:
    """The line without the corners that make the smallest triangles (Visvalingam), its two ends kept."""
    kept = list(points)
    ring = kept[0] == kept[-1]
    while len(kept) > (5 if ring else 2):
        areas = [_triangle(*kept[place - 1 : place + 2]) for place in range(1, len(kept) - 1)]
        smallest = min(areas)
        if smallest >= SMALLEST_CORNER:
            break
        del kept[areas.index(smallest) + 1]
    return kept


def inner_point(ring: Sequence[Point]) -> Point:
    """The point inside a shape that is farthest from its border, on a grid: where a number can stand."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    grid = [
        (left + (right - left) * column / 40, top + (bottom - top) * row / 40)
        for row in range(1, 40)
        for column in range(1, 40)
    ]
    return max((point for point in grid if _inside(point, ring)), key=lambda point: _to_border(point, ring))


def _decoded(topology: dict[str, Any], number: int) -> list[Point]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    found = []
    for dx, dy in topology["arcs"][number]:
        x, y = x + dx, y + dy
        found.append((x * scale_x + move_x, y * scale_y + move_y))
    return found


def _rings(item: dict[str, Any]) -> list[list[int]]:
    polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def _joined(ring: Sequence[int], arcs: dict[int, list[Point]]) -> list[Point]:
    found: list[Point] = []
    for number in ring:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += points[1:] if found else points
    return found


def _path(ring: Sequence[Point]) -> str:
    """One closed line in whole numbers, each point counted from the one before it."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    said = [f"{dx},{dy}" if dy >= 0 else f"{dx}{dy}" for dx, dy in steps[:-1] if (dx, dy) != (0, 0)]
    return f"M{whole[0][0]},{whole[0][1]}l{' '.join(said)}z"


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def _to_border(point: Point, ring: Sequence[Point]) -> float:
    return min(_to_line(point, a, b) for a, b in pairwise(ring))


def _to_line(point: Point, a: Point, b: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    data = made(given, sys.argv[2])
    shapes = data.pop("counties")
    lines = [f"{json.dumps(id)}: {json.dumps(shape, separators=(',', ':'))}" for id, shape in shapes.items()]
    head = json.dumps(data, indent=2).removesuffix("\n}")
    print(f'{head},\n  "counties": {{\n    ' + ",\n    ".join(lines) + "\n  }\n}")
