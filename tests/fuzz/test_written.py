"""Anything at all as a written page, a drawing or the configuration of the engine: problems, and never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import navigation, raw_html, written_links
from hub.markup import without_code
from tests.fuzz.profile import fuzzed

SIGNS = st.sampled_from(
    [*"[]()<>{}!`~:/\\\"'#= \n\t-", "```", "<script", "<a href=", "onclick=", "](", "https://", "a.md"]
)
PAGE = st.lists(SIGNS | st.text(max_size=3), max_size=40).map("".join)
YAML = st.lists(st.sampled_from([*"[]{}:,-&*!|> \n\t'\"", "nav:", "a.md", "  - "]) | st.text(max_size=3), max_size=40)


@fuzzed
@given(PAGE)
def test_any_text_keeps_its_shape_without_its_code(text: str) -> None:
    plain = without_code(text)
    assert len(plain) == len(text)
    assert [place for place, sign in enumerate(plain) if sign == "\n"] == [
        place for place, sign in enumerate(text) if sign == "\n"
    ]


@fuzzed
@given(PAGE)
def test_any_text_is_a_page_or_drawing_with_mistakes_at_places_of_it(text: str) -> None:
    places = [mistake.start for mistake in [*raw_html.in_page(text), *raw_html.in_drawing(text)]]
    places += [start for start, _, _ in written_links.broken("en/a.md", frozenset({"en/a.md", "en/b/c.png"}), text)]
    assert all(0 <= start <= len(text) for start in places)


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("configuration") / "mkdocs.yml"


@fuzzed
@given(text=YAML.map("".join))
def test_any_configuration_is_read_or_refused(configuration: Path, text: str) -> None:
    configuration.write_bytes(text.encode("utf-8", "surrogatepass"))
    read = navigation.read(configuration, "mkdocs.yml")
    assert read.problem is None or read.problem.place.line >= 1
