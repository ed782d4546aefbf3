"""The word lists and character tables of the letter check, read from rules.json.

rules.json is the one place where words stand that the check knows; JavaScript reads the same file. Everything here
is a table made of it, once: nothing is decided in this module.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("rules.json")


@cache
def rules() -> dict[str, Any]:
    """What rules.json says, by name."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@cache
def words(name: str) -> frozenset[str]:
    """A list of single words."""
    return frozenset(rules()[name])


@cache
def table(name: str) -> dict[str, Any]:
    """A mapping of words."""
    found: dict[str, Any] = rules()[name]
    return found
