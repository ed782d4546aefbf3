"""Whatever bytes a file of content/ holds, it is accepted or refused with a place; what is written can be read back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from hub.layout import FOLDERS, SINGLE_FILES
from hub.load import Loaded, read_record
from hub.model import reference, resource
from hub.model.fields import Localized
from hub.outputs import citations, columns, feeds
from hub.problems import VOICES
from tests.canary.reading import FORMULA, bibtex
from tests.conftest import ROOT
from tests.fixtures_site import SITE
from tests.fuzz.profile import TEXT, fuzzed, spoiled

MODELS: dict[str, type[BaseModel]] = {name: model for name, (_, model) in SINGLE_FILES.items()}
MODELS |= {**FOLDERS, "collection": resource.Collection, "vocabulary": reference.Vocabulary}
MODELS |= {"resource": resource.Resource, "session": resource.Session, "module": resource.Module}
REAL = sorted(path.read_bytes() for path in (ROOT / "content").rglob("*.*") if path.suffix in (".yml", ".md"))


values = st.recursive(TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))


@pytest.mark.parametrize("name", MODELS)
@fuzzed
@given(raw=st.binary(max_size=300) | spoiled(REAL))
def test_any_bytes_are_accepted_or_refused_with_a_place(name: str, raw: bytes) -> None:
    _, record, problems, _ = read_record(raw, "content/x/y.yml", "y", MODELS[name])
    assert (record is None) == bool(problems)
    for problem in problems:
        assert problem.place.path == "content/x/y.yml" and problem.place.line >= 1 and problem.place.column >= 1
        assert problem.message and problem.hint and problem.message.isprintable() and problem.hint.isprintable()
    for voice in VOICES.values():
        assert isinstance(voice(problems), str)


@pytest.mark.parametrize("name", MODELS)
@fuzzed
@given(data=st.data())
def test_any_values_in_known_fields_are_accepted_or_refused(name: str, data: st.DataObject) -> None:
    import yaml

    fields = sorted(MODELS[name].model_fields)
    said: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(fields), values, max_size=6))
    raw = yaml.safe_dump(said, allow_unicode=True).encode()
    _, record, problems, _ = read_record(raw, "content/x/y.yml", "y", MODELS[name])
    assert (record is None) == bool(problems)


@fuzzed
@given(rows=st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_a_table_is_read_back_and_holds_no_formula(rows: list[tuple[str, str]]) -> None:
    raw = columns.as_csv(("one", "two"), [{"one": one, "two": two} for one, two in rows])
    found = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]
    for (one, two), cells in zip(rows, found, strict=True):
        assert [cell if cell in (one, two) else cell.removeprefix("'") for cell in cells] == [one, two]
        assert not any(FORMULA.match(cell) for cell in cells)


@fuzzed
@given(title=TEXT, publisher=TEXT, summary=TEXT)
def test_a_citation_and_a_feed_are_read_back(title: str, publisher: str, summary: str, loaded: Loaded) -> None:
    catalogue = loaded.catalogue
    some = next(item for item in catalogue.resources.values() if not item.editor_authored)
    update = {"title": Localized(title, title), "publisher": publisher, "summary": summary, "published_title": None}
    changed = some.model_copy(update=update)
    citation = citations.of_resource(changed, catalogue, SITE, "en")
    fields = bibtex(citation.bibtex)
    assert fields is not None and (fields["title"], fields["author"]) == (title, publisher)
    (reference,) = rispy.loads(citation.ris)
    found = (reference.get("title", ""), *reference.get("authors", [""]))
    assert [text.split() for text in found] == [title.split(), publisher.split()]
    other = replace(catalogue, resources={changed.id: changed})
    feed = ElementTree.fromstring(feeds.feed(other, SITE, "en", "", "", (changed,)))
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == " ".join(title.split())
    assert entry.findtext("{http://www.w3.org/2005/Atom}summary") == " ".join(summary.split())
