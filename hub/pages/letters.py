"""The page of each commitment letter: the letter or its summary, what it answers, what was done, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from hub import translations
from hub.addresses import address
from hub.letter_reports import report_on, said
from hub.letter_text import COMMAND, sha256_of
from hub.letters.parts import parts_of
from hub.letters.seen import see
from hub.letters.wording import OVERALL
from hub.model import Letter
from hub.model.attachment import Attachment, names_a_file
from hub.model.fields import Localized
from hub.outputs import citations, jsonld
from hub.pages import Page
from hub.pages.neighbors import Neighbors, once
from hub.pages.words import both
from hub.site import Site
from hub.words import N_


class Head(NamedTuple):
    """What the page adds to the text of a letter, because the text itself does not carry it."""

    letterhead: str
    picture: Attachment | None
    date: bool
    signatory: bool


def pages(near: Neighbors, site: Site) -> Iterator[Page]:
    """One page for each letter."""
    replaced: dict[str, list[Letter]] = defaultdict(list)
    for letter in near.catalogue.letters.values():
        if letter.superseded_by:
            replaced[letter.superseded_by].append(letter)
    for letter in near.catalogue.letters.values():
        here = address("commitments", letter.id)
        before = tuple(sorted(replaced[letter.id], key=lambda other: other.date))
        yield Page(
            layout="commitments",
            address=here,
            template="pages/letter.html",
            title=_title(letter),
            description=_description(letter),
            source=near.source("commitments", letter.id),
            digests=partial(digests, letter, before, near, site),
            context=partial(context, letter, before, near, site, here),
        )


def digests(letter: Letter, before: Sequence[Letter], near: Neighbors, site: Site) -> tuple[str, ...]:
    """The digests of everything on the page of a letter. What is said of its dates depends on the day."""
    found = [near.digest("commitments", letter.id), *near.unsafe_digests, site.today]
    found += [near.digest("organizations", id) for id in _organizations(letter, near)]
    others = {other.id for other in _of_the_same(letter, near)} | {other.id for other in before}
    found += [near.digest("commitments", id) for id in sorted(others | {letter.superseded_by or ""})]
    found += [attached.sha256 for attached in _attached(letter, near).values()]
    if letter.resource:
        found.append(near.digest_of.get(letter.resource, ""))
    return once(found)


def context(letter: Letter, before: Sequence[Letter], near: Neighbors, site: Site, here: str) -> Mapping[str, Any]:
    """What pages/letter.html shows. `of` is the id of the organization when the hub has a record of it."""
    catalogue = near.catalogue
    call = catalogue.calls.get(letter.call)
    terms = call.terms(letter.call_version) if call else None
    report = report_on(catalogue, letter, site.today)
    attached = _attached(letter, near)
    return {
        **near.frame(near.source("commitments", letter.id), here, site),
        "letter": letter,
        "outdated": translations.outdated(catalogue, letter),
        "title": _title(letter),
        "of": catalogue.organization_named(letter.organization),
        "call": call,
        "terms": terms,
        "components": {component.id: component for component in terms.components} if terms else {},
        "goals": {goal.id: goal for goal in terms.goals} if terms else {},
        "checked": report,
        "overall": OVERALL[report.overall] if report else "",
        "said": said,
        "withdrawn": letter.step("withdrawn") if letter.status == "withdrawn" else None,
        "successor": catalogue.letters.get(letter.superseded_by or ""),
        "replaced": before,
        "head": head(letter, attached.get(letter.letterhead or "")),
        "copy": attached.get(letter.signed_copy or ""),
        "quiet": letter.quiet(site.today),
        "text_sha256": sha256_of(letter.body),
        "command": COMMAND.replace("letter.md", f"{letter.id}.md"),
        "cite": partial(citations.of_letter, letter, catalogue, site),
        "structured": partial(jsonld.of_letter, letter, _title(letter), _description(letter), site),
    }


def head(letter: Letter, picture: Attachment | None) -> Head:
    """The letterhead, and the date and the signature where the text of the letter does not carry them."""
    parts = parts_of(see(letter.body).blocks)
    letterhead = "" if not letter.letterhead or names_a_file(letter.letterhead) else letter.letterhead
    name = letter.signatory_name.casefold()
    signed = letter.body_is == "summary" or any(name in row.text.casefold() for row in parts.signature)
    return Head(letterhead, picture, not parts.dates, not signed)


def _attached(letter: Letter, near: Neighbors) -> dict[str, Attachment]:
    """The attachments that the page shows, by the name that the letter gives them; none of a withdrawn letter."""
    if letter.status == "withdrawn":
        return {}
    known = near.catalogue.attachments
    found = {name: known[name] for name in (letter.letterhead, letter.signed_copy) if name and name in known}
    return {name: attached for name, attached in found.items() if attached.published}


def _of_the_same(letter: Letter, near: Neighbors) -> list[Letter]:
    """The other letters of the same organization."""
    return [other for other in near.catalogue.letters_of(letter.organization) if other.id != letter.id]


def _organizations(letter: Letter, near: Neighbors) -> Iterator[str]:
    call = near.catalogue.calls.get(letter.call)
    for id in (near.catalogue.organization_named(letter.organization), call.organization if call else None):
        if id:
            yield id


def _title(letter: Letter) -> Localized:
    return both(N_("Commitment letter of {name}"), name=letter.organization)


def _description(letter: Letter) -> Localized:
    if letter.status == "withdrawn":
        return both(N_("The commitment letter of {name} was withdrawn; what is known of it."), name=letter.organization)
    return both(N_("What {name} commits itself to, and the call that its letter answers."), name=letter.organization)
