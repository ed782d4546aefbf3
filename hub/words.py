"""The site's own words in each language: gettext catalogues through Babel, and dates as people write them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.pofile import read_po

from hub.model.dates import Edtf, parse

LOCALES = Path(__file__).parent / "locales"


@cache
def messages(language: str) -> dict[str, str | tuple[str, str]]:
    """Translations by English text; empty for English. Plural entries are (one, other)."""
    path = LOCALES / language / "hub.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    found: dict[str, str | tuple[str, str]] = {}
    for message in catalog:
        if message.id and message.string and not message.fuzzy:
            key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            found[key] = message.string if isinstance(message.string, str) else tuple(message.string)  # type: ignore
    return found


def gettext_for(language: str) -> Callable[[str], str]:
    """A function from an English text to the same in a language, or the English when it is not translated."""
    table = messages(language)

    def gettext(text: str) -> str:
        found = table.get(text, text)
        return found if isinstance(found, str) else found[0]

    return gettext


def ngettext_for(language: str) -> Callable[[str, str, int], str]:
    """The same for a text with a number: singular, plural, number."""
    table = messages(language)

    def ngettext(singular: str, plural: str, number: int) -> str:
        found = table.get(singular)
        if isinstance(found, tuple):
            return found[0] if number == 1 else found[-1]
        return singular if number == 1 else plural

    return ngettext


def N_(text: str) -> str:
    """Marks a text for translators; it is looked up later, in the language of the page."""
    return text


SEASON_NAMES = {21: N_("Spring {year}"), 22: N_("Summer {year}"), 23: N_("Fall {year}"), 24: N_("Winter {year}")}
SEASON_PAIRS = {
    (21, 22): N_("Spring and summer {year}"),
    (22, 23): N_("Summer and fall {year}"),
    (23, 24): N_("Fall and winter {year}"),
}
SCHOOL_YEAR = N_("School year {years}")
SPAN = N_("{start} to {end}")
HOURS = N_("{from_time} to {to_time}")
TIME_ZONES = {"America/Los_Angeles": N_("Pacific time")}


@lru_cache(maxsize=16_384)
def when(date: Edtf | str, language: str) -> str:
    """A date as people write it: October 5, 2021; October 2021; spring 2021; 2016 to 2020."""
    text = date if isinstance(date, str) else date.text
    translate = gettext_for(language)
    first, _, last = text.partition("/")
    if not last:
        return _one(first, language)
    if len(first) == len(last) == 4 and int(last) - int(first) == 1:
        return translate(SCHOOL_YEAR).format(years=f"{first}-{last[2:]}")
    pair = SEASON_PAIRS.get((parse(first).season or 0, parse(last).season or 0)) if first[:4] == last[:4] else None
    if pair:
        return translate(pair).format(year=first[:4])
    return translate(SPAN).format(start=_one(first, language), end=_one(last, language))


def _one(text: str, language: str) -> str:
    if len(text) == 4:
        return text
    date = parse(text)
    if date.season:
        return gettext_for(language)(SEASON_NAMES[date.season]).format(year=text[:4])
    day = datetime.date.fromisoformat(date.start)
    if len(text) == 7:
        return str(format_date(day, "MMMM y" if language == "en" else "MMMM 'de' y", locale=language))
    return str(format_date(day, "long", locale=language))


def hours(start: str, end: str | None, timezone: str | None, language: str) -> str:
    """Times of day from the 24-hour clock of a record: `1:00 to 4:30 p.m., Pacific time`; 24 hours in Spanish."""
    translate = gettext_for(language)
    if end:
        # Said once for both times where it is the same.
        same_half = (start < "12:00") == (end < "12:00")
        text = translate(HOURS).format(from_time=_clock(start, language, not same_half), to_time=_clock(end, language))
    else:
        text = _clock(start, language)
    return f"{text}, {translate(TIME_ZONES.get(timezone, timezone))}" if timezone else text


def _clock(time: str, language: str, with_half: bool = True) -> str:
    hour, minutes = time.split(":")
    if language != "en":
        return f"{int(hour)}:{minutes}"
    half = " a.m." if int(hour) < 12 else " p.m."
    return f"{int(hour) % 12 or 12}:{minutes}{half if with_half else ''}"


def school_year(first: int) -> str:
    """`2020-21` for 2020."""
    return f"{first}-{(first + 1) % 100:02}"
