"""The short way through YAML gives what the careful way gives, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import strict_yaml
from hub.strict_yaml import read_mapping

ROOT = Path(__file__).parents[1]
PLAIN = ("a", "b: ", "c", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ", ", '"', "'", "|\n", ">-\n", "\t", "é", "#")
UNUSUAL = ("&x ", "*x", "!t ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "\\u202e", "?")
PIECES = st.sampled_from((*PLAIN, *UNUSUAL))


def careful(text: str) -> tuple[dict[str, object], list[str]]:
    """What the careful way says: asking for places leaves the short one out."""
    values, mistakes = read_mapping(text, 0, {})
    return values, [mistake.code for mistake in mistakes]


def agrees(text: str) -> bool:
    """Whether the short way took the text; it must then be right."""
    plain = strict_yaml._plain_document(text)
    if plain is not None:
        assert careful(text) == (plain, [])
    return plain is not None


def test_real_records_take_the_short_way() -> None:
    files = sorted((ROOT / "content").rglob("*.yml"))
    assert len(files) > 100
    assert all(agrees(path.read_text(encoding="utf-8")) for path in files)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_reads_the_same_both_ways(text: str) -> None:
    agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: ''",
        "a: 1\na: 2",
        "a: &x 1",
        "a: !t 1",
        "a: &x [1]",
        "a: !t {b: 1}",
        "a: 1\nb: *x",
        "<<: 1",
        "a: 1\n---\nb: 2",
        "%YAML 1.1\n---\na: 1",
        "- a",
        'a: "\\u202e"',
        "[a]: 1",
        f"a: {'[' * 8}1{']' * 8}",
        "a: [1",
    ],
)
def test_what_needs_a_word_goes_the_careful_way(text: str) -> None:
    assert not agrees(text)


def test_the_deepest_that_is_allowed_is_the_same_both_ways() -> None:
    assert agrees(f"a: {'[' * 7}1{']' * 7}")
