"""Rules on commitment letters."""

from __future__ import annotations

from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.model import slugify
from hub.problems import Severity, one_line


@rule(
    "letter-of-unknown-organization",
    Severity.FINDING,
    "A letter of an organization without a page",
    failing="organization: A New District   # and no such file in content/organizations",
    passing="organization: Los Angeles Unified School District",
)
def letter_of_unknown_organization(given: Given) -> Iterator[Found]:
    """No organization has the name that the letter gives, so no page lists the letter under its organization.

    Add a file for the organization, or add this name to its `also_known_as`.
    """
    if any(kind == "organizations" for kind, _ in given.rejected):
        return
    for id, letter in given.catalogue.letters.items():
        if given.catalogue.organization_named(letter.organization) is None:
            name = one_line(letter.organization)
            hint = f"add content/organizations/{slugify(letter.acronym or letter.organization) or 'name'}.yml"
            yield Found("commitments", id, ("organization",), f"there is no organization `{name}`", hint)


@rule(
    "empty-letter",
    Severity.ERROR,
    "A letter without its text",
    failing="---\norganization: A New District\n---",
    passing="---\norganization: A New District\n---\n\nTo the members of the collaborative ...",
)
def empty_letter(given: Given) -> Iterator[Found]:
    """The file has the facts of a letter and no letter below them. Only a withdrawn letter may lose its text."""
    for id, letter in given.catalogue.letters.items():
        if not letter.body.strip() and letter.status != "withdrawn":
            hint = "put the letter below the second `---`; a summary says `body_is: summary`"
            yield Found("commitments", id, ("body",), "there is no letter below the facts", hint)


@rule(
    "summary-without-note",
    Severity.ERROR,
    "A summary that nobody owns",
    failing="body_is: summary",
    passing="body_is: summary\nnote: A summary by the hub's editors.",
)
def summary_without_note(given: Given) -> Iterator[Found]:
    """A summary stands in the place of a letter, and no note tells the reader how it differs from the letter."""
    for id, letter in given.catalogue.letters.items():
        if letter.body_is == "summary" and letter.note is None:
            hint = "add `note:` that says whose summary it is"
            yield Found("commitments", id, ("body_is",), "a summary without a note", hint)
