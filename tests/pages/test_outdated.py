"""A Spanish page says when its English has changed since; the English page has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from hub.catalogue import Catalogue
from hub.model import Localized, Record
from hub.model.reference import Translations
from hub.pages.plan import plan
from hub.translations import short, texts
from tests.pages.conftest import SITE, draw, real, renderer_for

NOTICE = "El texto en inglés de esta página cambió después de esta traducción."
NOTE = Localized("A note of a fictional editor.", "Una nota de una redacción ficticia.")


def cases() -> Iterator[Any]:
    """A page of each kind, by its address, and the record whose translation is too old there."""
    catalogue = with_note()
    letter = next(iter(catalogue.letters.values()))
    yield pytest.param(f"commitments/{letter.id}/", letter, id="letter")
    with_spanish = (each for each in catalogue.organizations.values() if any(texts(each)))
    organization = next(with_spanish)
    yield pytest.param(f"organizations/{organization.id}/", organization, id="organization")
    collection = next(each for each in catalogue.collections.values() if any(texts(each)))
    yield pytest.param(f"collections/{collection.id}/", collection, id="collection")
    topic = next(term for id, term in catalogue.terms("topics").items() if id in catalogue.facet("topics"))
    yield pytest.param(f"topics/{topic.id}/", topic, id="term")
    yield pytest.param("practices/sep-2/", catalogue.practices["SEP-2"], id="practice")
    expectation = next(each for each in catalogue.expectations.values() if any(texts(each)))
    yield pytest.param(f"expectations/{expectation.code.lower()}/", expectation, id="expectation")
    resource = next(each for each in catalogue.resources.values() if not each.stub and any(texts(each)))
    yield pytest.param(f"resources/{resource.id}/", resource, id="resource")
    yield pytest.param("belief-to-action/1-a/", catalogue.matrix_rows["1.A"], id="row of the matrix")


def with_note() -> Catalogue:
    letters = {id: letter.model_copy(update={"note": NOTE}) for id, letter in real().letters.items()}
    return replace(real(), letters=letters)


@pytest.mark.parametrize(("address", "record"), [*cases()])
def test_a_page_of_each_kind_tells_that_its_english_has_changed(address: str, record: Record) -> None:
    made_from: dict[str, tuple[str, ...]] = {short(text.es): ("0" * 12,) for text in texts(record)}
    assert made_from
    catalogue = replace(with_note(), translations=Translations(title="Translations", made_from=made_from))
    (page,) = [page for page in plan(catalogue, SITE) if page.address == address]
    assert draw(page, renderer_for(catalogue, SITE, "es")).count(NOTICE) == 1
    assert "hub-fallback" not in draw(page, renderer_for(catalogue, SITE, "en"))
    before = replace(with_note(), translations=None)
    (page,) = [page for page in plan(before, SITE) if page.address == address]
    assert NOTICE not in draw(page, renderer_for(before, SITE, "es"))


def test_the_note_on_the_list_of_a_standard_counts_too() -> None:
    catalogue = real()
    listed = catalogue.expectation_list
    assert listed and isinstance(listed.note, Localized)
    made_from: dict[str, tuple[str, ...]] = {short(listed.note.es): ("0" * 12,)}
    catalogue = replace(catalogue, translations=Translations(title="Translations", made_from=made_from))
    page = next(page for page in plan(catalogue, SITE) if page.address.startswith("expectations/"))
    assert draw(page, renderer_for(catalogue, SITE, "es")).count(NOTICE) == 1
