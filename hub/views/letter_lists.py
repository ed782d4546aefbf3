"""Views that list commitment letters: all of them, those without news, and where to download them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal, get_args

from hub.catalogue import Catalogue
from hub.model import Letter
from hub.model.letter import LetterStatus
from hub.views.registry import LETTERS, Context, view

Row = tuple[Letter, object]


@view(of=LETTERS)
def commitment_index(
    catalogue: Catalogue, by: Literal["organization", "type", "date", "status"] | None = None
) -> Context:
    """The commitment letters as a table: organization, date, status and the call that each answers, newest first.

    `by` orders them by the name of the organization, or puts them under headings: by the type of the organization, by
    the year of the letter (`date`), or by what became of the letter (`status`).

    {{ commitment_index(by="type") }}
    """
    letters = sorted(catalogue.letters.values(), key=lambda letter: (letter.organization.casefold(), letter.id))
    if by == "organization":
        return {"by": by, "groups": [("", _rows(catalogue, letters))], "total": len(letters)}
    letters.sort(key=lambda letter: letter.date, reverse=True)
    groups: dict[str, list[Letter]] = {}
    if by == "type":
        groups = {id: [] for id in catalogue.terms("organization_types")}
    elif by == "status":
        groups = {status: [] for status in get_args(LetterStatus)}
    for letter in letters:
        groups.setdefault(_group(catalogue, letter, by), []).append(letter)
    found = [(name, _rows(catalogue, members)) for name, members in groups.items() if members]
    return {"by": by, "groups": found, "total": len(letters)}


def _group(catalogue: Catalogue, letter: Letter, by: str | None) -> str:
    if by == "type":
        organization = catalogue.organizations.get(catalogue.organization_named(letter.organization) or "")
        return organization.type if organization else ""
    if by == "date":
        return letter.date[:4]
    return letter.status if by == "status" else ""


def _rows(catalogue: Catalogue, letters: Iterable[Letter]) -> list[Row]:
    return [(letter, catalogue.calls.get(letter.call)) for letter in letters]


@view(of=LETTERS)
def letters_without_news(catalogue: Catalogue) -> Context:
    """The accepted letters of which nothing has been heard for more than a year, the longest silence first: since the
    newest evidence of what was done, or since the letter itself.

    {{ letters_without_news() }}
    """
    return {"quiet": partial(quiet, catalogue)}


def quiet(catalogue: Catalogue, today: str) -> list[Letter]:
    """Accepted letters without news for more than a year before `today`, an ISO date."""
    found = [letter for letter in catalogue.letters.values() if letter.quiet(today)]
    return sorted(found, key=lambda letter: (letter.last_news, letter.organization.casefold(), letter.id))


@view(of=LETTERS)
def letter_downloads(catalogue: Catalogue) -> Context:
    """Where all letters can be downloaded, as a table for spreadsheets and as data for programs.

    {{ letter_downloads() }}
    """
    return {"total": len(catalogue.letters)}
