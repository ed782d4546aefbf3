"""What a leader can look for and ask where a record says nothing of its own, by kind of record.

The hub's editors wrote all of it, and every page says so. It names nothing that only the record could know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from hub.model import Resource
from hub.words import N_

Kind = Literal["teaching", "meeting", "paper", "many"]

MEETINGS = frozenset({"session", "session-materials", "event", "event-series", "recording", "calendar"})
TEACHING = frozenset(
    {
        "module",
        "module-set",
        "checklist",
        "protocol",
        "observation-tool",
        "toolkit",
        "rubric",
        "slide-deck",
        "standards",
    }
)


class General(NamedTuple):
    """Words of the site, untranslated."""

    look: tuple[str, ...]
    ask: tuple[str, ...]


GENERAL: Mapping[Kind, General] = {
    # After the editors' guide for visits.
    "teaching": General(
        look=(
            N_("There is something to explain: an event, a measurement, an object, a design that must work."),
            N_("Students say in their own words how or why, and back it with evidence."),
            N_("Everyone takes part: look who speaks, who handles the equipment, who writes."),
        ),
        ask=(
            N_("What were students figuring out, and where did you hear it?"),
            N_("Whose ideas moved the work forward, and whose were not heard?"),
            N_("What would you like to try next, and what do you need for it?"),
        ),
    ),
    "meeting": General(
        look=(
            N_("Those who take part do science or look at students’ work; they do not only listen."),
            N_("Each person leaves with something to try, and a day on which to try it."),
            N_("The examples and materials have the students in mind who are most often left out."),
        ),
        ask=(
            N_("What of it can be used with students within a week?"),
            N_("Who was there, and who was missing?"),
            N_("What time, cover or materials would people need to try it?"),
        ),
    ),
    "paper": General(
        look=(
            N_("What it asks of a school, a district or the state, and by when."),
            N_("What of that is in place here already, and what shows it."),
            N_("Which students it would change something for."),
        ),
        ask=(
            N_("Which of its points matters most to our students, and why?"),
            N_("What do we do already, and what evidence do we have?"),
            N_("What is one step that we could take this term, and who takes it?"),
        ),
    ),
    "many": General(
        look=(
            N_("What can be used today, and what is only described."),
            N_("Who on your team knows one of these things already."),
            N_("What your school does in its place."),
        ),
        ask=(
            N_("Which of these things fits what our students need this year?"),
            N_("Who could try one of them first, and who would watch?"),
            N_("What would we stop doing to make room for it?"),
        ),
    ),
}


def kind_of(resource: Resource) -> Kind:
    """Which words fit a record."""
    if resource.type in MEETINGS:
        return "meeting"
    return "teaching" if resource.type in TEACHING else "paper"
