"""What looks like a detail of somebody's private life is pointed at; what schools write every day is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub import checks
from hub.load import Loaded
from hub.model.fields import Localized
from tests.conftest import ROOT

PRIVATE = (
    ("Call Ana at 555-555-0142.", "telephone"),
    ("Write to ana.example@example.org.", "e-mail"),
    ("She lives at 123 Main Street.", "street"),
    ("Meet at 12 N. Oak Hill Avenue.", "street"),
    ("Nos vemos en Calle San Juan 45.", "street"),
    ("A student named Ana Example drew it.", "child"),
    ("A nine-year-old called Ana drew it.", "child"),
    ("Ana Example, age 9, drew it.", "child"),
    ("Lo dibujó una alumna llamada Ana Example.", "child"),
    ("Lo dibujó Ana, 9 años.", "child"),
)
ORDINARY = (
    "Grades 3 to 5 in Sample Valley Unified, room 12.",
    "In 2016 Science Drive began as a series.",
    "Students named three phenomena and called them by their names.",
    "Session 3, 45 minutes, ages 9 to 12.",
    "The court decided in 2021; the road map followed.",
)


def told(loaded: Loaded, note: str, es: bool) -> list[str]:
    catalogue = loaded.catalogue
    id, resource = next((id, resource) for id, resource in catalogue.resources.items() if resource.note is None)
    changed = resource.model_copy(update={"note": Localized("Nothing.", note) if es else note})
    found = checks.run(replace(catalogue, resources={**catalogue.resources, id: changed}), ROOT)
    return [problem.message for problem in found if problem.code == "personal-details"]


@pytest.mark.parametrize("es", [False, True])
@pytest.mark.parametrize(("note", "what"), PRIVATE)
def test_private_details_are_findings(note: str, what: str, es: bool, loaded: Loaded) -> None:
    (message,) = told(loaded, note, es)
    assert what in message


@pytest.mark.parametrize("note", ORDINARY)
def test_ordinary_words_are_not(note: str, loaded: Loaded) -> None:
    assert told(loaded, note, es=False) == []
