"""Dates as people write them."""

from __future__ import annotations

import pytest

from hub.letters.dates import find_date, find_dates, in_words


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("January 28, 2025", "full", "2025-01-28"),
        ("28 January 2025", "full", "2025-01-28"),
        ("Jan. 28th, 2025", "full", "2025-01-28"),
        ("JANUARY 28TH 2025", "full", "2025-01-28"),
        ("the 28th day of January, 2025", "full", "2025-01-28"),
        ("28-Jan-2025", "full", "2025-01-28"),
        ("2025-01-28", "full", "2025-01-28"),
        ("2025/1/28", "full", "2025-01-28"),
        ("1/28/2025", "full", "2025-01-28"),
        ("28.01.2025", "full", "2025-01-28"),
        ("4/4/2025", "full", "2025-04-04"),
        ("28 de enero de 2025", "full", "2025-01-28"),
        ("February 29, 2024", "full", "2024-02-29"),
        ("03/04/2025", "ambiguous", ""),
        ("1/28/25", "ambiguous", ""),
        ("January 28, 25", "ambiguous", ""),
        ("February 30, 2025", "impossible", "2025-02-30"),
        ("February 29, 2025", "impossible", "2025-02-29"),
        ("January 44, 2025", "impossible", "2025-01-44"),
        ("13/13/2025", "impossible", "2025-13-13"),
        ("2025-13-01", "impossible", "2025-13-01"),
        ("0000-00-00", "impossible", "0000-00-00"),
        ("January 2025", "partial", "2025-01"),
        ("2025", "partial", "2025"),
    ],
)
def test_a_date(text: str, kind: str, day: str) -> None:
    found = find_date(text)
    assert found and (found[0].kind, found[0].day, found[1]) == (kind, day, "the" if text.startswith("the") else "")


@pytest.mark.parametrize("text", ["", "soon", "we may go", "555-555-0142", "12345", "Room 28", "in 27 schools"])
def test_no_date(text: str) -> None:
    assert find_date(text) is None


def test_the_rest_of_the_line_and_further_dates() -> None:
    assert [rest for _, rest in find_dates("Sample City, January 28, 2025")] == ["Sample City"]
    found = find_dates("December 4, 2023 (revised December 8, 2023)")
    assert [date.day for date, _ in found] == ["2023-12-04", "2023-12-08"]


def test_a_day_in_words() -> None:
    assert in_words("2025-01-08") == "January 8, 2025"
