"""True of every view: it draws in both languages, its HTML is sound, its words are escaped, its calls checked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args

import pytest
from jinja2 import Environment, nodes

from hub.catalogue import Catalogue
from hub.counts import how_many
from hub.facets import FACETS
from hub.language import RECORDS
from hub.render import TEMPLATES
from hub.views import MODULES, VIEWS, Parameter, mistakes
from hub.views.resources import Countable
from hub.views.terms import Facet
from tests.views.conftest import NEEDED, ROOT, draw, hostile_catalogue, real
from tests.views.markup import read

NAMES = sorted(VIEWS)
PARAMETERS = [(name, parameter) for name in NAMES for parameter in VIEWS[name].parameters.values()]
PROMISED = {
    "resource_index",
    "resource_table",
    "module_sequence",
    "session_archive",
    "timeline",
    "matrix",
    "role_suggestions",
    "blueprint_actions",
    "commitment_index",
    "goals_by_organization",
    "organization_index",
    "term_index",
    "standards_index",
    "event_rules",
    "counts",
    "recently_added",
    "field_reference",
    "rule_reference",
}


def test_every_promised_macro_is_there() -> None:
    assert set(VIEWS) >= PROMISED


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_it_draws_sound_html(catalogue: Catalogue, name: str, lang: str) -> None:
    html = draw(catalogue, name, lang)
    found = read(html)
    assert found.faults == []
    assert html.strip()
    for link in found.links:
        assert re.match(r"\.\./|#|https?://", link), link
    assert found.tags.count("table") == found.tags.count("caption")
    assert html.count("<th ") == html.count(" scope=")


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", [name for name in NAMES if VIEWS[name].of is not None])
def test_it_shows_only_the_kinds_of_record_that_it_says(catalogue: Catalogue, name: str, lang: str) -> None:
    """Records of other kinds may say anything, and there may be more of them."""
    fields = {kind: "letters" if kind == "commitments" else kind for kind in RECORDS - (VIEWS[name].of or frozenset())}
    assert len(fields) > 2
    hostile = hostile_catalogue()
    others: dict[str, Any] = {}
    for field in fields.values():
        records = dict(getattr(hostile, field))
        id, record = next(iter(records.items()))
        others[field] = {**records, f"another-{id}": record.model_copy(update={"id": f"another-{id}"})}
    assert draw(replace(catalogue, **others), name, lang) == draw(catalogue, name, lang)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_it_draws_an_empty_catalogue(name: str, lang: str) -> None:
    if name not in NEEDED:
        assert read(draw(Catalogue(), name, lang)).faults == []


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_are_shown_and_never_run(name: str, lang: str) -> None:
    html = draw(hostile_catalogue(), name, lang)
    found = read(html)
    assert not {"script", "img"} & set(found.tags)
    assert found.faults == []
    assert "<script" not in html


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_is_told_what_it_does(catalogue: Catalogue, name: str) -> None:
    view = VIEWS[name]
    assert len(view.words) > 40 and view.words.endswith((".", "`."))
    call = next(iter(Environment().parse(view.example).find_all(nodes.Call)))
    assert isinstance(call.node, nodes.Name) and call.node.name == name
    query = {keyword.key: keyword.value.as_const() for keyword in call.kwargs}
    assert mistakes(name, query, 0, catalogue) == []
    draw(catalogue, name, "en", **query)


def test_templates_and_views_are_the_same_names() -> None:
    drawn = {path.stem for path in (TEMPLATES / "views").glob("*.html") if not path.stem.startswith("_")}
    assert drawn == set(VIEWS)


def test_every_module_of_views_is_imported() -> None:
    written = {path.stem for path in (ROOT / "hub" / "views").glob("*.py")}
    imported = {module.__name__.rpartition(".")[2] for module in MODULES}
    assert imported == written - {"__init__", "registry", "calls", "slots"}


def test_fixed_words_are_those_of_the_catalogue(catalogue: Catalogue) -> None:
    assert get_args(Facet) == tuple(FACETS)
    assert get_args(Countable) == tuple(how_many(catalogue))


def _wrong(parameter: Parameter) -> tuple[Any, str, str]:
    """A wrong value, the code of the mistake, and a part of the hint."""
    if parameter.type is int:
        return "5", "macro-bad-value", "write a number"
    if parameter.type is bool:
        return "yes", "macro-bad-value", "write true or false"
    if not parameter.choices and not parameter.kind:
        return 5, "macro-bad-value", "write a text"
    known = list(parameter.choices or real().known(parameter.kind or ""))
    word = max(known, key=len)
    return word + "x", "macro-term-unknown", f"did you mean `{word}`?"


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS, ids=[f"{name}-{p.name}" for name, p in PARAMETERS])
def test_a_wrong_value_gets_the_nearest_right_one(catalogue: Catalogue, name: str, parameter: Parameter) -> None:
    value, code, hint = _wrong(parameter)
    [mistake] = mistakes(name, {**NEEDED.get(name, {}), parameter.name: value}, 0, catalogue)
    assert (mistake.code, mistake.about) == (code, parameter.name)
    assert hint in mistake.hint


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_missing_field_is_named_once(catalogue: Catalogue, name: str) -> None:
    [mistake] = mistakes(name, {}, 0, catalogue)
    [field] = NEEDED[name]
    assert mistake.code == "macro-field-missing" and f"`{field}`" in mistake.message
    misspelt = mistakes(name, {field + "x": "y"}, 0, catalogue)
    assert [mistake.code for mistake in misspelt] == ["macro-field-unknown"]


def test_without_a_catalogue_terms_are_not_looked_up() -> None:
    assert mistakes("resource_table", {"topic": "what-nobody-knows"}, 0, None) == []
    assert [m.code for m in mistakes("term_index", {"facet": "topic"}, 0, None)] == ["macro-term-unknown"]


def test_a_number_out_of_range(catalogue: Catalogue) -> None:
    for number in (-1, 10**9):
        [mistake] = mistakes("recently_added", {"limit": number}, 0, catalogue)
        assert mistake.code == "macro-bad-value"
