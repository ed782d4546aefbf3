"""Where to begin is checked like every record: what it names must be there."""

from __future__ import annotations

from dataclasses import replace

from hub import checks
from hub.catalogue import Catalogue
from hub.model.frameworks import Start, StartRecord
from hub.problems import Severity
from tests.conftest import ROOT


def test_an_unknown_record_or_role_is_an_error(catalogue: Catalogue) -> None:
    assert catalogue.start_here
    lost = Start(roles=("principle",), advice="Look.", records=(StartRecord(id="three-beleifs", why="It says why"),))
    begin = catalogue.start_here.model_copy(update={"items": (*catalogue.start_here.items, lost)})
    problems = checks.run(replace(catalogue, start_here=begin), ROOT)
    found = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert {problem.code for problem in found} == {"unknown-term"}
    assert {problem.place.path for problem in found} == {"content/frameworks/start-here.yml"}
    assert {problem.hint for problem in found} == {"did you mean `principal`?", "did you mean `three-beliefs`?"}
