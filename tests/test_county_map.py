"""The outlines of the counties: all 58, small, inside the drawing, and made so that neighbors meet."""

from __future__ import annotations

import math
import re
from itertools import combinations

from hub.catalogue import Catalogue
from hub.county_map import APART, OUTLINES, Outline, outlines
from hub.data.make_california_counties import albers, inner_point, made, simplified

SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]


def test_there_is_an_outline_of_every_county(catalogue: Catalogue) -> None:
    assert outlines().counties.keys() == catalogue.counties.keys()
    assert OUTLINES.stat().st_size < 20_000
    assert "Census" in outlines().source


def test_numbers_stand_inside_the_drawing() -> None:
    map = outlines()
    for id, county in map.counties.items():
        assert 0 <= county.x <= map.width and 0 <= county.y <= map.height, id
        assert re.fullmatch(r"(M\d+,\d+l[-0-9, ]+z)+", county.path), id


def test_the_marks_of_small_counties_are_moved_apart_and_all_others_stand_in_theirs(catalogue: Catalogue) -> None:
    map = outlines()
    some = ["alameda", "los-angeles", "sacramento", "san-francisco", "san-joaquin", "stanislaus"]
    for ids in (some, list(catalogue.counties)):
        marks = map.marks(ids)
        assert marks == map.marks(ids) and list(marks) == ids
        assert all(0 <= x <= map.width and 0 <= y <= map.height for x, y in marks.values())
    marks = map.marks(some)
    # Places are whole numbers.
    assert all(math.dist(one, other) > APART - 1.5 for one, other in combinations(marks.values(), 2))
    assert marks["los-angeles"] == map.counties["los-angeles"][1:]
    assert all(math.dist(marks[id], map.counties[id][1:]) < APART for id in some)
    twins = map._replace(counties={"a": Outline("", 5, 5), "b": Outline("", 5, 5)})
    assert math.dist(*twins.marks("ab").values()) > APART - 1.5


def test_a_line_keeps_its_ends_and_its_large_corners() -> None:
    line = [(0.0, 0.0), (10.0, 0.1), (20.0, 0.0), (20.0, 30.0)]
    assert simplified(line) == [(0.0, 0.0), (20.0, 0.0), (20.0, 30.0)]
    assert simplified(line[:2]) == line[:2]


def test_a_number_stands_in_the_middle() -> None:
    assert inner_point(SQUARE) == (50.0, 50.0)


def test_the_projection_puts_the_center_in_the_middle_and_north_above() -> None:
    assert abs(albers((-120.0, 37.0))[0]) < 1e-12
    assert albers((-120.0, 42.0))[1] > albers((-120.0, 33.0))[1]


def test_neighbors_share_their_border() -> None:
    """Two squares side by side, of which the border between them is one line with a small corner."""
    topology = {
        "transform": {"scale": [0.01, 0.01], "translate": [-121, 36]},
        "arcs": [
            [[100, 0], [1, 50], [-1, 50]],
            [[100, 100], [-100, 0], [0, -100], [100, 0]],
            [[100, 100], [100, 0], [0, -100], [-100, 0]],
        ],
        "objects": {
            "counties": {
                "geometries": [
                    {"id": "06001", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West Sample"}},
                    {"id": "06003", "type": "MultiPolygon", "arcs": [[[0, 2]]], "properties": {"name": "East"}},
                    {"id": "32001", "type": "Polygon", "arcs": [[0, 2]], "properties": {"name": "Elsewhere"}},
                ]
            }
        },
    }
    data = made(topology, "a test")
    assert list(data["counties"]) == ["east", "west-sample"]
    border = data["counties"]["west-sample"]["path"].partition("l")[2].split(" ")[0]
    assert data["counties"]["east"]["path"].partition("l")[2].startswith(border)
