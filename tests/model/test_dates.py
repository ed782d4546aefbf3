"""Dates as EDTF, and what is said about those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hub.model.dates import parse, parse_day


@pytest.mark.parametrize(
    ("text", "start", "end", "school_years"),
    [
        ("2021", "2021-01-01", "2021-12-31", ()),
        ("2021-10", "2021-10-01", "2021-10-31", (2021,)),
        ("2024-02", "2024-02-01", "2024-02-29", (2023,)),
        ("2021-10-05", "2021-10-05", "2021-10-05", (2021,)),
        ("2021-06-30", "2021-06-30", "2021-06-30", (2020,)),
        ("2021-07-01", "2021-07-01", "2021-07-01", (2021,)),
        ("2020/2021", "2020-01-01", "2021-12-31", (2020,)),
        ("2016/2020", "2016-01-01", "2020-12-31", (2016, 2017, 2018, 2019)),
        ("2021-21", "2021-03-01", "2021-05-31", (2020,)),
        ("2021-23/2021-24", "2021-09-01", "2021-12-31", (2021,)),
    ],
)
def test_what_a_date_covers(text: str, start: str, end: str, school_years: tuple[int, ...]) -> None:
    date = parse(text)
    assert (date.text, date.start, date.end, date.school_years) == (text, start, end, school_years)


def test_words_mean_the_season() -> None:
    assert parse("2021 spring") == parse("2021-21")
    assert parse("2021 Autumn").season == 23
    assert parse("2021-10").season is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "21", "2021-13", "2021-00", "2021-02-30", "2021-1", "2021-10-5", "2021-21-01", "0999", "٢٠٢١", "2021\n"),
        *("2021/", "/2021", "2021/2020", "a/b/c", "2021~", "2021?", "2021-10-05T10:00", " 2021"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"`"):
        parse(text)


@pytest.mark.parametrize("text", ["2021", "2021-10", "2021/2022", "2021-10-32", "2021-10-05/2021-10-06"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"`"):
        parse_day(text)


@given(some.text(alphabet="0123456789-/ springfal", max_size=24))
def test_every_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        date = parse(text)
    except ValueError:
        return
    assert date.start <= date.end
    assert parse(date.text) == date
