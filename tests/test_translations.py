"""Which translation is older than its English."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from hub import translations
from hub.catalogue import Catalogue
from hub.cli import app
from hub.model import Localized
from hub.model.reference import Translations
from hub.written_pages import check_pages
from tests.conftest import ROOT

ONE = Localized("One guide", "Una guía")


def known(made_from: dict[str, tuple[str, ...]]) -> Catalogue:
    return Catalogue(translations=Translations(title="Translations", made_from=made_from))


def test_a_text_is_outdated_when_its_english_has_changed() -> None:
    catalogue = known(translations.renewed({}, [ONE], []))
    assert not translations.is_outdated(catalogue, ONE)
    assert not translations.is_outdated(catalogue, Localized("One \n guide ", "Una guía"))
    assert translations.is_outdated(catalogue, Localized("Two guides", "Una guía"))
    assert not translations.is_outdated(catalogue, Localized("Two guides", "Dos guías"))
    assert not translations.is_outdated(Catalogue(), Localized("Two guides", "Una guía"))


def test_it_stays_outdated_until_a_person_has_looked() -> None:
    now = Localized("A guide", "Una guía")
    first = translations.renewed({}, [ONE], [])
    again = translations.renewed(first, [now], [])
    assert again == first
    assert translations.is_outdated(known(again), now)
    assert not translations.is_outdated(known(translations.renewed(first, [now], [now])), now)


def test_two_english_texts_may_have_one_translation() -> None:
    other = Localized("A guide", "Una guía")
    both = translations.renewed({}, [ONE, other], [])
    assert not any(translations.is_outdated(known(both), text) for text in (ONE, other))
    assert translations.renewed(both, [ONE], []) == translations.renewed({}, [ONE], [])


def test_the_real_list_is_complete_and_in_order(catalogue: Catalogue) -> None:
    assert catalogue.translations
    every = [text for record in catalogue.resources.values() for text in translations.texts(record)]
    assert every
    assert {translations.short(text.es) for text in every} <= catalogue.translations.made_from.keys(), (
        "run `hub translated`"
    )
    listed = (ROOT / "content" / translations.FILE).read_text(encoding="utf-8")
    assert listed == translations.as_yaml(catalogue.translations.made_from)


def test_every_spanish_page_says_what_it_was_made_from() -> None:
    lacking = [
        path.name
        for path in (ROOT / "docs" / "es").rglob("*.md")
        if path.stem != "_layout" and not translations.page_mark(path.read_text(encoding="utf-8"))
    ]
    assert lacking == [], "run `hub translated`"


def test_a_page_is_outdated_when_the_words_of_its_english_page_have_changed(tmp_path: Path) -> None:
    english, spanish = tmp_path / "en" / "visits.md", tmp_path / "es" / "visits.md"
    for path, text in ((english, "---\ntitle: Visits\n---\n\n# Visits\n"), (spanish, "# Visitas\n")):
        path.parent.mkdir()
        path.write_text(text)
    assert translations.outdated_pages(tmp_path) == []
    spanish.write_text(translations.marked_page(spanish.read_text(), english.read_text()))
    english.write_text("---\ntitle: Visits\nwide: true\n---\n\n# Visits\n")
    assert translations.outdated_pages(tmp_path) == []
    english.write_text("---\ntitle: Visits\n---\n\n# Visits to classrooms\n")
    assert translations.outdated_pages(tmp_path) == ["visits.md"]
    (problem,) = check_pages(tmp_path, "docs", None)
    assert f"{problem.place} {problem.code}" == "docs/es/visits.md:1:1 translation-outdated"
    assert "hub translated docs/es/visits.md" in problem.hint
    spanish.write_text(translations.marked_page(spanish.read_text(), english.read_text()))
    assert spanish.read_text().count("translates:") == 1 and spanish.read_text().endswith("# Visitas\n")
    assert translations.outdated_pages(tmp_path) == []


def test_the_command_notes_what_a_person_has_looked_at(tmp_path: Path, monkeypatch: object) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    record = tmp_path / "content/resources/belief-to-action/three-beliefs.yml"
    record.write_text(record.read_text().replace("- Open a planning meeting", "- Begin a planning meeting"))
    (tmp_path / "docs/en/about.md").write_text("# About\n")
    monkeypatch.chdir(tmp_path)  # type: ignore[attr-defined]
    run = CliRunner().invoke
    assert "0 texts and 0 pages noted" in run(app, ["translated"]).output
    assert translations.outdated_pages(tmp_path / "docs") == ["about.md"]
    assert "1 text and 1 page noted" in run(app, ["translated", str(record), "docs/es/about.md"]).output
    assert "0 texts and 0 pages noted" in run(app, ["translated"]).output
    assert run(app, ["translated", "content/nothing.yml"]).exit_code == 2
