"""The navigation of the site as mkdocs.yml writes it, with the place of each page, read without running the engine."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from hub.problems import Place, Problem
from hub.source import read_bytes
from hub.strict_yaml import not_yaml


@dataclass(frozen=True)
class Navigation:
    """What one file of configuration says: the pages of `nav` with their places, None when it has none; the patterns of
    what need not be there; where each of its first names stands; and why it cannot be read.
    """

    shown: str
    pages: Mapping[str, Place] | None
    need_not: tuple[str, ...]
    keys: Mapping[str, Place]
    problem: Problem | None = None

    def knows(self, page: str) -> bool:
        """Whether a page is in the navigation or need not be."""
        return page in (self.pages or ()) or self.need_not_name(page)

    def need_not_name(self, page: str) -> bool:
        """Whether a page need not be in the navigation."""
        return any(fnmatchcase(f"/{page}", pattern) for pattern in self.need_not)


def read(path: Path, shown: str) -> Navigation:
    """Read one file of configuration. Whether the engine accepts all the rest of it, the engine says itself."""
    raw, problem = read_bytes(path, shown)
    if problem:
        return Navigation(shown, None, (), {}, problem)
    pages: dict[str, Place] | None = None
    keys: dict[str, Place] = {}
    need_not = top = ""
    # For each list and mapping around a value: whether the next value in it is the name of a field.
    around: list[bool | None] = []
    try:
        for event in yaml.parse(raw.decode("utf-8", "replace"), Loader=yaml.CSafeLoader):
            if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                around.pop()
                continue
            if not isinstance(event, (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)):
                continue
            is_name = around[-1] if around else None
            if is_name is not None:
                around[-1] = not is_name
            if isinstance(event, ScalarEvent):
                mark: Any = event.start_mark
                place = Place(shown, mark.line + 1, mark.column + 1)
                if is_name and len(around) == 1:
                    top, keys[event.value] = event.value, place
                elif top == "nav" and not is_name:
                    pages = pages or {}
                    pages[posixpath.normpath(event.value)] = place
                elif top == "not_in_nav":
                    need_not = event.value
            elif not isinstance(event, AliasEvent):
                around.append(True if isinstance(event, MappingStartEvent) else None)
    except yaml.YAMLError as error:
        said = not_yaml(error, "compare with the lines around it, or restore the file from the history")
        broken = Problem(Place(shown, said.line, said.column), said.code, said.message, said.hint)
        return Navigation(shown, None, (), keys, broken)
    patterns = tuple(line if line.startswith("/") else f"*/{line}" for line in need_not.split())
    return Navigation(shown, pages, patterns, keys)
