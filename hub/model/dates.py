"""Dates as EDTF (ISO 8601-2, Library of Congress): level 0, and the seasons of level 1.

`2021`, `2021-10`, `2021-10-05`, `2016/2020`, `2021-21` (21 spring, 22 summer, 23 fall, 24 winter). The words form
`2021 spring` is read as the same thing, because that is how the founding documents print it.
A school year runs from 1 July to 30 June.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import NamedTuple

SEASONS = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_ONE = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?\Z")
_WORDS = re.compile(r"([12]\d{3}) (spring|summer|fall|autumn|winter)\Z", re.IGNORECASE)

EXPLAIN_DAY = "write year, month and day: 2026-11-21"
EXPLAIN = "write 2021, 2021-10, 2021-10-05, 2016/2020 or `2021 spring`"


class Edtf(NamedTuple):
    """One date or interval. `text` is the EDTF; `start` and `end` are its first and last day as ISO dates."""

    text: str
    start: str
    end: str

    @property
    def years(self) -> tuple[int, ...]:
        """Every calendar year that the date touches, at most those of its two ends and between."""
        return tuple(range(int(self.start[:4]), int(self.end[:4]) + 1))

    @property
    def school_years(self) -> tuple[int, ...]:
        """First calendar years of the school years it touches; empty when a bare year cannot tell."""
        if len(self.text) == 4:
            return ()
        if len(self.text) == 9 and self.text[4] == "/":
            # Two bare years name the school years between them: 2020/2021 is the school year 2020-21.
            return tuple(range(int(self.text[:4]), int(self.text[5:])))
        return tuple(range(_school_year(self.start), _school_year(self.end) + 1))

    @property
    def season(self) -> int | None:
        """21 to 24 when the date is one season, else None."""
        return int(self.text[5:7]) if len(self.text) == 7 and int(self.text[5:7]) > 12 else None


def _school_year(day: str) -> int:
    year, month = int(day[:4]), int(day[5:7])
    return year if month >= 7 else year - 1


@lru_cache(maxsize=16_384)
def parse(text: str) -> Edtf:
    """Read one date. Raises ValueError with a sentence for the author."""
    words = _WORDS.match(text)
    if words:
        text = f"{words[1]}-{SEASONS[words[2].lower()]}"
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError(f"`{text}` is not a date; {EXPLAIN}")
    spans = [_span(part, text) for part in parts]
    if len(spans) == 2 and spans[0][0] > spans[1][1]:
        raise ValueError(f"`{text}` ends before it begins")
    return Edtf(text, spans[0][0], spans[-1][1])


def _span(part: str, whole: str) -> tuple[str, str]:
    found = _ONE.match(part)
    if not found:
        raise ValueError(f"`{whole}` is not a date; {EXPLAIN}")
    year, month, day = found["year"], found["month"], found["day"]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    number = int(month)
    if number in SEASON_MONTHS and day is None:
        first, last = SEASON_MONTHS[number]
        return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(int(year), last)[1]:02}"
    if not 1 <= number <= 12:
        raise ValueError(f"`{whole}`: there is no month {month}; {EXPLAIN}")
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), number)[1]:02}"
    try:
        datetime.date(int(year), number, int(day))
    except ValueError:
        last = calendar.monthrange(int(year), number)[1]
        hint = f"write a day that exists, such as {year}-{month}-{last}"
        raise ValueError(f"`{whole}`: {year}-{month} has no day {day}; {hint}") from None
    return f"{year}-{month}-{day}", f"{year}-{month}-{day}"


def parse_day(text: str) -> str:
    """A whole calendar day as `YYYY-MM-DD`. Raises ValueError with a sentence for the author."""
    try:
        day = parse(text)
    except ValueError as error:
        raise ValueError(str(error).replace(EXPLAIN, EXPLAIN_DAY)) from None
    if len(day.text) != 10:
        raise ValueError(f"`{text}` is not a day; {EXPLAIN_DAY}")
    return day.text
