"""Dates as people write them: January 28, 2025; 28 January 2025; Jan. 28th, 2025; 2025-01-28; 1/28/2025.

A date is `full` (one day), `ambiguous` (03/04/2025 can be two days, 1/28/25 two years), `impossible` (February 30) or
`partial` (a month or a year alone).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from hub.letters.rules import rules, table, words
from hub.letters.tokens import fold, plain

DateKind = Literal["full", "ambiguous", "impossible", "partial"]
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST_DATES = 4
FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Date(NamedTuple):
    """A date in a text: what it is, the day as YYYY-MM-DD (of a partial one, what is said), and its words."""

    kind: DateKind
    day: str
    said: str


def find_date(text: str) -> tuple[Date, str] | None:
    """The first date in a line, and the line without it. None when there is none."""
    if not any(char in "0123456789" for char in plain(text)):
        return None
    words_of = _words(text)
    for kinds in (_with_month, _numeric, _year):
        for index in range(len(words_of)):
            date = kinds(words_of, index)
            if date:
                found, size = date
                rest = [*words_of[:index], *words_of[index + size :]]
                return found, " ".join(word for word in rest if word.strip(".,:;()|-\u2014"))
    return None


def _words(text: str) -> list[str]:
    """The words of a line, with commas and parentheses as words, and 04-Dec-2023 as three."""
    rows = []
    for word in plain(text).replace(",", " , ").replace("(", " ( ").replace(")", " ) ").split():
        parts = word.replace("/", "-").split("-")
        rows += parts if len(parts) == 3 and any(_month(part) for part in parts) else [word]
    return rows


def find_dates(text: str) -> list[tuple[Date, str]]:
    """The dates in a line, at most MOST_DATES, each with what the line says beside it and those before it."""
    rows: list[tuple[Date, str]] = []
    found = find_date(text)
    while found and len(rows) < MOST_DATES:
        rows.append(found)
        found = find_date(found[1])
    return rows


def in_words(day: str) -> str:
    """`January 28, 2025` for 2025-01-28."""
    return f"{MONTH_NAMES[int(day[5:7]) - 1]} {int(day[8:10])}, {day[:4]}"


def is_day(text: str) -> bool:
    """Whether a text is a day that exists, as YYYY-MM-DD."""
    found = find_date(text)
    return found is not None and found[0].kind == "full" and found[0].day == text


def _number(word: str) -> int:
    """A number of at most four digits with an ending such as `th`; -1 when it is none."""
    digits = word.rstrip(".")
    for ending in ("st", "nd", "rd", "th", "\u00ba", "o"):
        if fold(digits).endswith(ending) and len(digits) > len(ending):
            digits = digits[: -len(ending)]
            break
    return int(digits) if 0 < len(digits) <= 4 and all(char in "0123456789" for char in digits) else -1


def _month(word: str) -> int:
    return int(table("months").get(fold(word.rstrip(".")), 0))


def _date(year: int, month: int, day: int, said: str) -> Date:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    possible = 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] + (1 if leap else 0)
    possible = possible and FIRST_YEAR <= year <= LAST_YEAR
    return Date("full" if possible else "impossible", f"{year:04}-{month:02}-{day:02}", said)


def _with_month(found: Sequence[str], index: int) -> tuple[Date, int] | None:
    """A date with the name of its month that begins at a word."""
    at, joiners = index, (*rules()["month_joiners"], ",")
    numbers: list[int] = []
    month, month_at, name = 0, 0, ""
    while at < len(found) and at - index < 8:
        word = found[at]
        if not month and _month(word):
            month, month_at, name = _month(word), len(numbers), word
        elif _number(word) >= 0 and len(numbers) < 2:
            numbers.append(_number(word))
            if numbers[-1] > 99 or len(numbers) == 2:
                at += 1
                break
        elif fold(word) not in joiners or at == index:
            break
        at += 1
    if not month or not numbers:
        return None
    size = at - index
    said = " ".join(found[index:at]).replace(" ,", ",")
    if len(numbers) == 1:
        # "may 2025" in the middle of a sentence is a verb; a month has a capital letter.
        capital = fold(name)[:1] != name[:1]
        return (Date("partial", f"{numbers[0]:04}-{month:02}", said), size) if numbers[0] > 99 and capital else None
    day, year = numbers
    if month_at > 1 or day > 99:
        return None
    if year < 100:
        return Date("ambiguous", "", said), size
    return _date(year, month, day, said), size


def _numeric(found: Sequence[str], index: int) -> tuple[Date, int] | None:
    """A date in digits: with the year first, or with the year last."""
    said = found[index].strip(".,;:")
    for sign in "-/.":
        parts = said.split(sign)
        if len(parts) == 3 and all(part and all(char in "0123456789" for char in part) for part in parts):
            sizes = [len(part) for part in parts]
            a, b, c = (int(part[:6]) for part in parts)
            if sizes[0] == 4 and sizes[1] <= 2 and sizes[2] <= 2:
                return _date(a, b, c, said), 1
            if sizes[2] == 4 and sizes[0] <= 2 and sizes[1] <= 2:
                return _month_and_day(a, b, c, said), 1
            if max(sizes) <= 2 and sign != ".":
                return Date("ambiguous", "", said), 1
    return None


def _month_and_day(a: int, b: int, year: int, said: str) -> Date:
    """The month is the first of two numbers unless it cannot be; when both can be, it is ambiguous."""
    if a == b or b > 12:
        return _date(year, a, b, said)
    if a > 12:
        return _date(year, b, a, said)
    return Date("ambiguous", "", said)


def _year(found: Sequence[str], index: int) -> tuple[Date, int] | None:
    word = found[index].strip(".,;:")
    if len(word) == 4 and FIRST_YEAR <= _number(word) <= LAST_YEAR and word.isdigit():
        return Date("partial", word, word), 1
    return None


def labeled(rest: str) -> str:
    """What a line says beside its date, without a label such as `Date:`."""
    kept = [word for word in rest.split() if fold(word.strip(".,:;()")) not in words("date_labels")]
    return " ".join(kept)
