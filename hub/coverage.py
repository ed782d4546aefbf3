"""What is there for which grades, on which topic, for whom: the cells of the coverage table, full and empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from hub.catalogue import Catalogue
from hub.facets import FINDER
from hub.model import Resource

Cell = tuple[str, str, str]


@dataclass(frozen=True)
class TopicLine:
    """A topic in a grade band: how many records there are, and how many for each role, 0 included."""

    topic: str
    number: int
    roles: tuple[tuple[str, int], ...]

    @property
    def some(self) -> tuple[tuple[str, int], ...]:
        """The roles that have records."""
        return tuple(row for row in self.roles if row[1])

    @property
    def none(self) -> tuple[str, ...]:
        """The roles that have none."""
        return tuple(role for role, number in self.roles if not number)


@dataclass(frozen=True)
class Coverage:
    """Records by grade band, topic and role. A broader term gathers its narrower ones, as the finder does."""

    catalogue: Catalogue

    @property
    def bands(self) -> tuple[str, ...]:
        """The grade bands in the order in which people see them."""
        return tuple(self.catalogue.terms("grade_bands"))

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics, used or not."""
        return tuple(self.catalogue.terms("topics"))

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles, used or not."""
        return tuple(self.catalogue.terms("audience"))

    @cached_property
    def cells(self) -> Mapping[Cell, tuple[Resource, ...]]:
        """The records of each (grade band, topic, role) that has any, by title."""
        found: dict[Cell, list[Resource]] = defaultdict(list)
        for resource in self.catalogue.by_title:
            roles = self._with_broader("audience", resource.audience)
            for topic in self._with_broader("topics", resource.topics):
                for band in self._with_broader("grade_bands", resource.grade_bands):
                    for role in roles:
                        found[band, topic, role].append(resource)
        return {cell: tuple(resources) for cell, resources in found.items()}

    @cached_property
    def placed(self) -> tuple[str, ...]:
        """Of each record what puts it into cells, in the order of titles: while this is the same, so are all cells.
        What else is said of a record changes often.
        """
        return tuple(
            " ".join((r.id, ",".join(r.grade_bands), ",".join(r.topics), ",".join(r.audience)))
            for r in self.catalogue.by_title
        )

    @cached_property
    def by_band_and_topic(self) -> Mapping[tuple[str, str], int]:
        """How many records each (grade band, topic) has, whatever their roles."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for resource in self.catalogue.resources.values():
            for topic in self._with_broader("topics", resource.topics):
                for band in self._with_broader("grade_bands", resource.grade_bands):
                    found[band, topic] += 1
        return dict(found)

    @cached_property
    def outside(self) -> tuple[Resource, ...]:
        """Records that stand in no cell, because they name no grade band, no topic or no role."""
        return tuple(r for r in self.catalogue.by_title if not (r.grade_bands and r.topics and r.audience))

    def lines(self, band: str) -> tuple[TopicLine, ...]:
        """All topics of a grade band."""
        return tuple(
            TopicLine(
                topic,
                self.by_band_and_topic.get((band, topic), 0),
                tuple((role, len(self.cells.get((band, topic, role), ()))) for role in self.roles),
            )
            for topic in self.topics
        )

    def topics_of(self, band: str, role: str) -> int:
        """How many topics have a record for a role in a grade band."""
        return sum((band, topic, role) in self.cells for topic in self.topics)

    def full(self, band: str) -> int:
        """How many cells of a grade band have a record."""
        return sum(cell[0] == band for cell in self.cells)

    def _with_broader(self, vocabulary: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Terms and all that are broader than they, each once. Many records name the same terms."""
        known = self._broader.get((vocabulary, ids))
        if known is None:
            known = self._broader[vocabulary, ids] = self._found_broader(vocabulary, ids)
        return known

    @cached_property
    def _broader(self) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
        return {}

    def _found_broader(self, vocabulary: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        terms = self.catalogue.terms(vocabulary)
        found: dict[str, None] = {}
        for id in ids:
            above: str | None = id
            while above and above not in found:
                found[above] = None
                above = terms[above].broader if above in terms else None
        return tuple(found)


def cell_view(band: str, topic: str, role: str | None = None) -> str:
    """The view of the finder that shows the records of a cell, or of a topic whatever the role."""
    names = {field: name for name, field in FINDER.items()}
    chosen = {names["grade_bands"]: band, names["topics"]: topic} | ({names["audience"]: role} if role else {})
    return finder_view(**chosen)


def finder_view(**chosen: str) -> str:
    """The address of a view of the finder below the root of a language: `find/?grades=6-8&topic=assessment`. The names
    are those of `hub.facets.FINDER`.
    """
    return f"find/?{urlencode(chosen)}"
