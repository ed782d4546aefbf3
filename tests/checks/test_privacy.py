"""What looks like a detail of somebody's private life is pointed at; what schools write every day is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub import checks
from hub.checks import privacy
from hub.load import Loaded
from hub.model.fields import Localized
from hub.problems import Severity
from hub.written_pages import check_text
from tests.conftest import ROOT

PRIVATE = {
    "telephone": (
        *("Call Ana at 555-555-0142.", "Text (555) 555-0142", "+1 555 555 0142", "555.555.0142", "1-555-555-0142"),
        *("5555550142", "tel. 555-0142", "555/555-0142", "555\u2011555\u20110142", "+52 55 5555 0142", "+15555550142"),
    ),
    "e-mail": (
        *("Write to ana.example@example.org.", "mailto:ana@k12.example.org", "ANA@EXAMPLE.ORG"),
        *("ana (at) example.org", "ana[at]example[dot]org", "ana (arroba) example.org"),
    ),
    "street": (
        *(
            "She lives at 123 Main Street.",
            "Meet at 12 N. Oak Hill Avenue.",
            "123 Main St",
            "1430 N Street",
            "9 Oak Ave",
        ),
        *("45 W. 5th St.", "123 5th Avenue", "45 Elm Way", "100 Highway 49", "123 MAIN STREET", "12B Sample Street"),
        *(
            "P.O. Box 1234",
            "77 Camino del Rey",
            "Nos vemos en Calle San Juan 45.",
            "Av. Central #120",
            "555 El Camino Real",
        ),
    ),
    "child": (
        *(
            "A student named Ana Example drew it.",
            "A nine-year-old called Ana drew it.",
            "Ana Example, age 9, drew it.",
        ),
        *("the student Ana Example", "Ana Example, a third grader", "third grader Ana Example", "Ana (age 8)"),
        *(
            "my daughter Ana",
            "her son Mateo",
            "Ana is 8 years old",
            "eight-year-old Ana",
            "Ana Example, a third-grade student",
        ),
        *(
            "Lo dibujó una alumna llamada Ana Example.",
            "Lo dibujó Ana, 9 años.",
            "la alumna Ana Muestra",
            "su hija Ana",
        ),
        *("el niño Mateo", "Ana Muestra, estudiante de tercer grado,"),
    ),
}
CASES = [(note, what) for what, notes in PRIVATE.items() for note in notes]
ORDINARY = (
    "Grades 3 to 5 in Sample Valley Unified, room 12.",
    "In 2016 Science Drive began as a series.",
    "Students named three phenomena and called them by their names.",
    "Session 3, 45 minutes, ages 9 to 12.",
    "The court decided in 2021; the road map followed.",
    "The school years 2020-2021 and 2021-22, printed on 2021-10-05; 1,000 copies, ISBN 978-0-000-00000-2.",
    "Each student writes; every third grader has a notebook. In Los Angeles, a fifth grader asked why.",
    "Session 3 Sharing Circle. Las metas son Ciencia para todos y 8 años de trabajo. Student Success Center.",
    "The student NGSS notebook; https://example.org/2025550142/555-0142",
)


def told(loaded: Loaded, note: str, es: bool) -> list[str]:
    catalogue = loaded.catalogue
    id, resource = next((id, resource) for id, resource in catalogue.resources.items() if resource.note is None)
    changed = resource.model_copy(update={"note": Localized("Nothing.", note) if es else note})
    found = checks.run(replace(catalogue, resources={**catalogue.resources, id: changed}), ROOT)
    return [problem.message for problem in found if problem.code == "personal-details"]


@pytest.mark.parametrize("es", [False, True])
@pytest.mark.parametrize("what", PRIVATE)
def test_private_details_are_findings(what: str, es: bool, loaded: Loaded) -> None:
    note = PRIVATE[what][0] if not es else PRIVATE[what][-1]
    (message,) = told(loaded, note, es)
    assert what in message


@pytest.mark.parametrize(("note", "what"), CASES)
def test_each_way_to_write_them_is_seen(note: str, what: str) -> None:
    (found,) = privacy.details(note)
    assert found[0] in note and what in found[1] and found[2]


def test_they_are_findings_in_a_letter_and_in_a_written_page(loaded: Loaded) -> None:
    catalogue = loaded.catalogue
    id, letter = next(iter(catalogue.letters.items()))
    notes = [notes[0] for notes in PRIVATE.values()]
    changed = letter.model_copy(update={"body": "\n\n".join([letter.body, *notes])})
    found = checks.run(replace(catalogue, letters={**catalogue.letters, id: changed}), ROOT)
    assert len([problem for problem in found if problem.code == "personal-details"]) == len(PRIVATE)
    page = check_text("\n".join(["---", "title: A page", "---", "# A page", *notes]), "docs/en/page.md", catalogue)
    assert [(p.place.line, p.code, p.severity) for p in page] == [
        (line, "personal-details", Severity.FINDING) for line in range(5, 5 + len(PRIVATE))
    ]


def test_the_quick_look_loses_nothing_that_a_pattern_finds() -> None:
    for note, _ in CASES:
        for kind in privacy.KINDS:
            for before, after in (
                ("Before. ", ", after."),
                ("¡“", "”!"),
                ("Thanks—", "…"),
                ("¿«", "»?"),
                ("It is ", "—so"),
            ):
                said = f"{before}{note}{after}"
                assert not kind.pattern.search(said) or list(privacy.details(said)), said


@pytest.mark.parametrize("note", ORDINARY)
def test_ordinary_words_are_not(note: str, loaded: Loaded) -> None:
    assert told(loaded, note, es=False) == []
