"""Views across frameworks: what serves a row of one and of another, and which grades, topics and roles have nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from hub.catalogue import Catalogue
from hub.coverage import Coverage, cell_view
from hub.facets import term_slug
from hub.model import Ref, Resource
from hub.serving import serving
from hub.views.registry import Context, view

# The frameworks by the field of a record that names their rows, and the collection that sets each out. The page of the
# Blueprint lists every record that names a priority, so none is left out here either.
FRAMEWORKS: Mapping[str, str] = {"commitments": "belief-to-action", "blueprint": "", "goals": "castl-k12"}


@dataclass(frozen=True)
class Line:
    """A row or column: an item of a framework, or a collection. `number` is its place in its own list, from 1."""

    kind: str
    id: str
    number: int
    resources: tuple[Resource, ...]

    @property
    def anchor(self) -> str:
        """Its part of the anchors of cells."""
        return term_slug(self.id)


@dataclass(frozen=True)
class Cell:
    """Where a row and a column meet, with the records that have both."""

    row: Line
    column: Line
    resources: tuple[Resource, ...]

    @property
    def anchor(self) -> str:
        """Where the list of its records stands."""
        return f"{self.row.anchor}--{self.column.anchor}"

    @property
    def own(self) -> bool:
        """Whether the row is the collection that sets the column's framework out, which is not to serve it."""
        return not self.resources and self.row.id == FRAMEWORKS.get(self.column.kind)


@view()
def crosswalk(catalogue: Catalogue) -> Context:
    """What serves the rows of two frameworks at once: the equity matrix against the Blueprint and the goals of
    CASTL-K12, the Blueprint against the goals, and each collection against all three. Every number is a link to the
    list of its records, and can be linked to: `crosswalk/#1-a-1--castl-goal-1`.

    Records that set out the equity matrix or the goals, and their parts, are not counted as serving them: a collection
    has a dash instead of a 0 in its own framework.

    {{ crosswalk() }}
    """
    rows, plan, goals = (_lines(catalogue, kind) for kind in FRAMEWORKS)
    members: dict[str, list[Resource]] = {id: [] for id in catalogue.collections}
    for resource in catalogue.by_title:
        members.setdefault(resource.collection, []).append(resource)
    held = [
        Line("collections", id, number, tuple(found)) for number, (id, found) in enumerate(members.items(), 1) if found
    ]
    grids = [("collections", held, [*rows, *plan, *goals]), ("matrix", rows, [*plan, *goals]), ("plan", plan, goals)]
    return {"grids": [(name, columns, _cells(lines, columns)) for name, lines, columns in grids if lines and columns]}


def _lines(catalogue: Catalogue, kind: str) -> list[Line]:
    return [
        Line(kind, id, number, tuple(serving(catalogue, kind, id, FRAMEWORKS[kind])))
        for number, id in enumerate(catalogue.known(kind), 1)
    ]


def _cells(lines: Iterable[Line], columns: Iterable[Line]) -> list[tuple[Line, list[Cell]]]:
    columns = list(columns)
    return [(line, [Cell(line, column, _both(line, column)) for column in columns]) for line in lines]


def _both(line: Line, column: Line) -> tuple[Resource, ...]:
    ids = {resource.id for resource in column.resources}
    return tuple(resource for resource in line.resources if resource.id in ids)


@view()
def coverage(catalogue: Catalogue, grade_band: Annotated[str, Ref("grade_bands")] | None = None) -> Context:
    """The community's work list in short: how many records each topic has in each grade band, and in how many topics
    each role has some. Each number leads to the page of its grade band, which names the roles that have nothing.
    `grade_band` shows the whole table of one grade band instead.

    {{ coverage(grade_band="6-8") }}
    """
    known = Coverage(catalogue)
    return {
        "known": known,
        "bands": {band: known.lines(band) for band in known.bands if grade_band in (None, band)},
        "cell_view": cell_view,
        "single": grade_band,
    }
