"""The kinds of value: what each reads and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from hub.model import fields, is_slug, slugify
from hub.model.fields import Localized


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: Any) -> bool:
    try:
        read(kind, value)
    except ValidationError:
        return True
    return False


def test_a_text_is_english_or_two_languages() -> None:
    assert read(fields.Text, "A") == "A"
    assert read(fields.Text, {"en": "A", "es": "B"}) == Localized("A", "B")
    assert read(fields.Text, {"en": "A"}) == "A"
    for wrong in ({"es": "B"}, {"en": "A", "fr": "B"}, {"en": ["A"]}, ["A"], {}):
        assert refused(fields.Text, wrong), wrong


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org/a?b=c#d", "https://sub.example.co.uk/", "https://xn--e1afmkfd.org/"],
)
def test_addresses_on_the_web(address: str) -> None:
    assert read(fields.Url, address) == address


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "//example.org",
            "example.org",
            "mailto:a@example.org",
        ),
        *(
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://printer.local/",
            "https://a.internal/",
        ),
        *("https://user:word@example.org/", "https://example.org:8080/", "https://a.org/a b", 'https://a.org/"x'),
        *(
            "https://exa<mple.org/",
            "https:///path",
            "https://",
            "https://[",
            "https://example.org/\\x",
            "https://example.org/\n",
        ),
    ],
)
def test_addresses_that_lead_elsewhere(address: str) -> None:
    assert refused(fields.Url, address)


def test_ids() -> None:
    assert is_slug("a-1") and is_slug("a" * 64)
    assert not any(
        is_slug(text) for text in ("", "A", "a--b", "-a", "a-", "a_b", "a" * 65, "índice", "con", "index", "a\n")
    )
    assert slugify("Educación: Part 1/2!") == "educacion-part-1-2"
    assert slugify("科学") == ""


@given(some.text(max_size=200))
def test_what_slugify_makes_is_an_id_or_reserved(text: str) -> None:
    made = slugify(text)
    assert not made or is_slug(made) or made in fields.RESERVED_SLUGS


def test_numbers_times_and_yes() -> None:
    assert read(fields.Count, "30") == 30 and read(fields.Yes, "true") is True
    assert read(fields.Clock, "08:00") == "08:00" and read(fields.SchoolYear, "2023-24") == "2023-24"
    for kind, wrong in (
        (fields.Count, "-1"),
        (fields.Count, "1.5"),
        (fields.Count, "1e3"),
        (fields.Count, True),
        (fields.Count, "1" * 9),
        (fields.Yes, "yes"),
        (fields.Clock, "24:00"),
        (fields.Clock, "8:00"),
        (fields.SchoolYear, "2023-2024"),
        (fields.Slug, "a\n"),
        (fields.Clock, "08:00\n"),
    ):
        assert refused(kind, wrong), (kind, wrong)
