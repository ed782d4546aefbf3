"""The list of translations that the English has left behind: every kind of record stands in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.catalogue import Catalogue
from hub.model import Localized
from hub.model.reference import Translations
from hub.translations import short, texts
from tests.views.conftest import draw
from tests.views.markup import read

# The hash of no text.
OTHER = "0" * 12


def left_behind(catalogue: Catalogue, *english: str) -> Catalogue:
    """The same content, as if these English texts had changed since they were translated."""
    records = (*catalogue.organizations.values(), *catalogue.vocabularies.values(), *catalogue.letters.values())
    singles = (catalogue.blueprint, *catalogue.collections.values(), *catalogue.resources.values())
    made_from: dict[str, tuple[str, ...]] = {
        short(text.es): (OTHER,)
        for record in (*records, *singles)
        if record
        for text in texts(record)
        if text.en in english
    }
    assert len(made_from) == len(english)
    return replace(catalogue, translations=Translations(title="Translations", made_from=made_from))


@pytest.mark.parametrize("lang", ["en", "es"])
def test_everything_that_fell_behind_is_listed_with_its_page_or_its_file(catalogue: Catalogue, lang: str) -> None:
    note = Localized("A note of a fictional editor.", "Una nota de una redacción ficticia.")
    letter = next(iter(catalogue.letters.values())).model_copy(update={"note": note})
    catalogue = replace(catalogue, letters={letter.id: letter})
    organization = next(o for o in catalogue.organizations.values() if isinstance(o.name, Localized))
    collection = next(c for c in catalogue.collections.values() if isinstance(c.title, Localized))
    blueprint = catalogue.blueprint
    topic = next(t for t in catalogue.terms("topics").values() if t.id in catalogue.facet("topics"))
    state = next(iter(catalogue.terms("url_status").values()))
    assert blueprint
    english = [organization.name, collection.title, blueprint.title, topic.label, state.label]
    html = draw(
        left_behind(catalogue, note.en, *(t.en for t in english if isinstance(t, Localized))),
        "outdated_translations",
        lang,
    )
    assert read(html).faults == []
    for address in (
        f"commitments/{letter.id}/",
        f"organizations/{organization.id}/",
        f"collections/{collection.id}/",
        f"topics/{topic.id}/",
    ):
        assert f'href="../{address}"' in html
    assert "blueprint.yml" in html
    said = state.label[lang == "es"] if isinstance(state.label, Localized) else state.label
    assert said in html


def test_a_vocabulary_stands_with_its_file_when_only_its_own_words_fell_behind(catalogue: Catalogue) -> None:
    title = catalogue.vocabularies["topics"].title
    assert isinstance(title, Localized)
    html = draw(left_behind(catalogue, title.en), "outdated_translations")
    assert "content/vocabularies/topics.yml" in html


def test_today_nothing_is_listed(catalogue: Catalogue) -> None:
    assert "hub-empty" in draw(catalogue, "outdated_translations")
