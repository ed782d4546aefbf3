"""What says its minutes, and by which parts."""

from __future__ import annotations

import pytest

from hub.model import Session
from hub.plannable import band, parts_of, plannable
from tests.pages.conftest import real, resource, with_resources

STEPS = "### Step 1. Look (20 minutes)\n\nText.\n\n### Step 2. Talk (10 minutes)\n\n#### Aside (5 minutes)\n"


def test_headings_are_parts_where_they_fill_the_minutes() -> None:
    parts = parts_of(resource(minutes=30, description=STEPS))
    assert [(part.order, part.title, part.minutes) for part in parts] == [
        (1, "Step 1. Look", 20),
        (2, "Step 2. Talk", 10),
    ]
    assert parts_of(resource(minutes=40, description=STEPS)) == ()
    assert parts_of(resource(minutes=20, description="### All of it (20 minutes)")) == ()
    assert parts_of(resource(minutes=20)) == ()


def test_a_translation_counts_when_it_has_the_same_minutes() -> None:
    spanish = STEPS.replace("Look", "Mirar").replace("Talk", "Hablar").replace("minutes", "minutos")
    both = parts_of(resource(minutes=30, description={"en": STEPS, "es": spanish}))
    assert getattr(both[0].title, "es", "") == "Step 1. Mirar"
    other = parts_of(resource(minutes=30, description={"en": STEPS, "es": spanish.replace("20", "15")}))
    assert other[0].title == "Step 1. Look"


def test_an_agenda_gives_the_parts_and_knows_breaks() -> None:
    rows = [{"minutes": 25, "title": "Work"}, {"minutes": 5, "title": {"en": "Break", "es": "Descanso"}}]
    given = resource().model_dump(exclude_unset=True) | {"type": "session", "minutes": 30, "agenda": rows}
    parts = parts_of(Session.model_validate(given))
    assert [part.is_break for part in parts] == [False, True]


def test_only_what_says_its_minutes_is_there_the_shortest_first() -> None:
    found = plannable(with_resources(resource(id="b", minutes=60), resource(id="a", minutes=5), resource(id="c")))
    assert [item.resource.id for item in found] == ["a", "b"]


@pytest.mark.parametrize(("minutes", "found"), [(10, 10), (11, 45), (90, 90), (210, 210), (211, None)])
def test_the_least_time_that_holds_it(minutes: int, found: int | None) -> None:
    assert band(minutes) == found


def test_the_real_afternoon_and_guide_have_their_parts() -> None:
    counts = {item.resource.id: len(item.parts) for item in plannable(real())}
    assert counts["site-leader-afternoon"] == 6
    assert counts["unpack-performance-expectation"] == 5
