"""Letters of fictional organizations in every state, for tests of what pages, views and files make of them.

One of each: accepted with evidence, accepted long ago without news, superseded and the letter that took its place,
withdrawn, submitted, and an accepted summary. Their organizations are a district, a museum and an association.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from hub.catalogue import Catalogue
from hub.letter_text import sha256_of
from hub.letters.dates import in_words
from hub.model import Call, Letter
from hub.model.reference import Organization

TODAY = "2026-11-21"
GOLDEN = Path(__file__).parent / "golden" / "letters" / "second"
DISTRICT, MUSEUM, ASSOCIATION = (
    "Sample Valley Unified School District",
    "Example Museum of Science",
    "Association of Sample Teachers",
)
GOALS = """- develop a coherent strategy for supporting implementation of science standards across states and districts,
- launch and coordinate a networked community of practice for stakeholders at all levels and across sectors,
- build on and share existing evidence-based policies, tools, and examples, and
- develop a coherent communication and engagement strategy for advancing K-12 science and engineering education
  broadly."""
TEXT = """Dear colleagues,

The mission of our organization aligns with the vision of *A Framework for K-12 Science Education*. Together with our
county office we will train science leads for every school. In this way we take part in what CASTL-K12 does.

CASTL-K12 will pursue four primary goals:

{goals}

{organization} commits to supporting the goals of the National Academies of Science, Engineering, and Medicine's Action
Collaborative on Advancing Science Teaching and Learning in K-12.

Sincerely,

{signatory}\\
Superintendent
"""


def text_of(organization: str, signatory: str = "Ada Example", goals: str = GOALS, day: str = "") -> str:
    """The text of a letter, with its date above it when a day is given."""
    text = TEXT.format(organization=organization, signatory=signatory, goals=goals)
    return f"{in_words(day)}\n\n{text}" if day else text


def letter(id: str, organization: str = DISTRICT, **values: Any) -> Letter:
    """A letter to the real call; its text is complete unless another is given."""
    given = {
        "id": id,
        "organization": organization,
        "date": "2026-03-02",
        "signatory_name": "Ada Example",
        "signatory_title": "Superintendent",
        "letterhead": f"{organization}, Office of Science",
        "call": "castl-k12",
        "sources": ["curator"],
        "status": "submitted",
        "body": text_of(organization, day=values.get("date", "2026-03-02")),
        **values,
    }
    return Letter.model_validate(given)


def accepted(text: str, day: str, on: str, who: str = "Ada Example", of: str = DISTRICT) -> dict[str, str]:
    """The step that accepts a text."""
    return {
        "date": on,
        "status": "accepted",
        "text_sha256": sha256_of(text),
        "letter_date": day,
        "signatory_name": who,
        "signatory_title": "Superintendent",
        "letterhead": f"{of}, Office of Science",
    }


def letters() -> dict[str, Letter]:
    """One letter in every state, by id."""
    submitted = {"date": "2026-03-05", "status": "submitted"}
    old_step = accepted(text_of(DISTRICT, day="2024-05-06"), "2024-05-06", "2024-06-01")
    found = [
        letter("fresh", ASSOCIATION, history=[submitted]),
        letter(
            "busy",
            MUSEUM,
            date="2025-01-28",
            status="accepted",
            history=[accepted(text_of(MUSEUM, day="2025-01-28"), "2025-01-28", "2025-02-03", of=MUSEUM)],
            evidence=[
                {"date": "2025", "summary": "Opened the museum's labs to two districts."},
                {
                    "date": "2026",
                    "summary": {"en": "Trained 40 science leads.", "es": "Formación de 40 líderes de ciencias."},
                    "link": "https://museum.example.org/report",
                },
            ],
        ),
        letter(
            "old",
            date="2024-05-06",
            status="superseded",
            superseded_by="newer",
            history=[old_step, {"date": "2025-07-01", "status": "superseded"}],
        ),
        letter(
            "newer",
            date="2025-06-15",
            status="accepted",
            history=[accepted(text_of(DISTRICT, day="2025-06-15"), "2025-06-15", "2025-07-01")],
        ),
        letter(
            "gone",
            MUSEUM,
            date="2024-04-04",
            status="withdrawn",
            note="A note about the letter.",
            evidence=[{"date": "2025", "summary": "Something that was done."}],
            history=[
                accepted(text_of(MUSEUM, day="2024-04-04"), "2024-04-04", "2024-04-10", of=MUSEUM),
                {
                    "date": "2024-09-09",
                    "status": "withdrawn",
                    "reason": {"en": "The museum asked for it.", "es": "El museo lo pidió."},
                },
            ],
        ),
        letter(
            "short",
            ASSOCIATION,
            date="2023-02-03",
            status="accepted",
            body_is="summary",
            note="A summary by the hub's editors.",
            history=[
                accepted(text_of(ASSOCIATION, day="2023-02-03"), "2023-02-03", "2026-11-21", of=ASSOCIATION)
                | {"body_is": "summary"}
            ],
        ),
    ]
    return {item.id: item for item in found}


def organizations() -> dict[str, Organization]:
    """The organizations of the letters, by id; the association has no county."""
    rows: list[dict[str, str]] = [
        {"id": "sample-valley", "name": DISTRICT, "type": "school-district", "county": "fresno"},
        {"id": "example-museum", "name": MUSEUM, "type": "informal-science", "county": "los-angeles"},
        {"id": "sample-teachers", "name": ASSOCIATION, "type": "professional-association"},
    ]
    return {row["id"]: Organization.model_validate({**row, "sources": ["curator"]}) for row in rows}


def catalogue_with(real: Catalogue) -> Catalogue:
    """A catalogue with these letters and organizations instead of its own letters."""
    paths = {key: path for key, path in real.paths.items() if key[0] != "commitments"}
    paths |= {("commitments", id): f"content/commitments/{id}.md" for id in letters()}
    digests = {key: digest for key, digest in real.digests.items() if key[0] != "commitments"}
    digests |= {("commitments", id): f"digest-of-{id}" for id in letters()}
    known = {**real.organizations, **organizations()}
    return replace(real, letters=letters(), organizations=known, paths=paths, digests=digests)


def write(root: Path) -> None:
    """The files of the letters below a project's folder, without their history: enough for what copies the file."""
    for id, item in letters().items():
        path = root / "content" / "commitments" / f"{id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\norganization: {item.organization}\n---\n\n{item.body}", encoding="utf-8")


def second_call() -> Call:
    """The invented call of the golden letters, which has an older version."""
    values = yaml.load((GOLDEN / "call.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    return Call.model_validate({**values, "id": "lanterns"})


def library_letters() -> dict[str, Letter]:
    """Two letters to that call: one to its first version, one to its second."""
    found = {}
    for id, name in (("first-library", "first-library.md"), ("library", "library.md")):
        _, head, body = (GOLDEN / name).read_text(encoding="utf-8").split("---\n", 2)
        values = yaml.load(head, yaml.CBaseLoader)
        found[id] = Letter.model_validate({"status": "submitted", **values, "id": id, "call": "lanterns", "body": body})
    return found
