"""Rules on addresses, and on what records say about them. Nothing here opens a connection."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from hub import prose
from hub.checks.rules import Found, Given, Text, rule, text_rule
from hub.model.fields import PLAIN_ADDRESS, address
from hub.model.marks import Pointer, words
from hub.problems import Severity, one_line

# What each state of a link says about the fields beside it.
NEEDS_ADDRESS = frozenset({"live", "address-unchecked", "moved", "dead", "domain-repurposed"})
# Where an author writes an address in Markdown: after the words of a link, below the text, or between < and >.
_WRITTEN = re.compile(
    r"\]\(\s*(<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)"
    r"|^ {0,3}\[[^\]\n]+\]:\s*(\S+)"
    r"|(<(?:[a-zA-Z][a-zA-Z0-9+.-]+:[^\s<>]*|[^\s<>]+@[^\s<>]+)>)",
    re.MULTILINE,
)
_PLAIN_LINK = re.compile(rf"\]\((?={PLAIN_ADDRESS}\))")
HAS_NO_ADDRESS = frozenset({"link-lost", "no-link"})


def _linked(given: Given) -> Iterator[tuple[str, str, Pointer, Any]]:
    """Everything with an address: resources, their materials, organizations."""
    for id, resource in given.catalogue.resources.items():
        if resource.url or resource.url_status or resource.archived_url or resource.checked:
            yield "resources", id, (), resource
        for number, material in enumerate(resource.materials):
            yield "resources", id, ("materials", number), material
    for id, organization in given.catalogue.organizations.items():
        yield "organizations", id, (), organization


@rule(
    "address-without-status",
    Severity.ERROR,
    "An address of which nothing is known",
    failing="url: https://example.org/report",
    passing="url: https://example.org/report\nurl_status: address-unchecked",
)
def address_without_status(given: Given) -> Iterator[Found]:
    """A record has an address and does not say how sure we are of it.

    An address that was read in an old copy and never opened is `address-unchecked`; one that a person opened is `live`.
    """
    for kind, id, pointer, thing in _linked(given):
        if thing.url and not thing.url_status:
            hint = "add `url_status: address-unchecked`, or `live` with the day in `checked`"
            yield Found(kind, id, (*pointer, "url"), "the address has no `url_status`", hint)


@rule(
    "status-without-address",
    Severity.ERROR,
    "A state of no address",
    failing="url_status: address-unchecked",
    passing="url_status: address-unchecked\nurl: https://example.org/report",
)
def status_without_address(given: Given) -> Iterator[Found]:
    """`url_status` speaks of an address, and there is none. A link that is gone is `link-lost`."""
    for kind, id, pointer, thing in _linked(given):
        if thing.url_status in NEEDS_ADDRESS and not thing.url:
            message = f"`url_status` is `{thing.url_status}`, and there is no `url`"
            hint = "add `url: ...`, or write `link-lost` or `no-link`"
            yield Found(kind, id, (*pointer, "url_status"), message, hint)


@rule(
    "lost-link-with-address",
    Severity.ERROR,
    "A lost link with an address",
    failing="url_status: link-lost\nurl: https://example.org/report",
    passing="url_status: address-unchecked\nurl: https://example.org/report",
)
def lost_link_with_address(given: Given) -> Iterator[Found]:
    """`url_status` says that there is no address, and there is one.

    Whoever finds a lost link adds the address and changes the state in the same edit.
    """
    for kind, id, pointer, thing in _linked(given):
        if thing.url_status in HAS_NO_ADDRESS and thing.url:
            message = f"`url_status` is `{thing.url_status}`, and there is a `url`"
            hint = "write `address-unchecked`, or `live` with `checked`"
            yield Found(kind, id, (*pointer, "url_status"), message, hint)


@rule(
    "live-without-check",
    Severity.ERROR,
    "A live link that nobody opened",
    failing="url: https://example.org/report\nurl_status: live",
    passing="url: https://example.org/report\nurl_status: live\nchecked: 2026-11-21",
)
def live_without_check(given: Given) -> Iterator[Found]:
    """A link is called live without the day on which a person opened it."""
    for kind, id, pointer, thing in _linked(given):
        if thing.url_status == "live" and thing.url and kind == "resources" and not thing.checked:
            hint = "add `checked: 2026-11-21` with the day when you opened it, or write `address-unchecked`"
            yield Found(kind, id, (*pointer, "url_status"), "`live` without the day of the check", hint)


@rule(
    "archived-without-copy",
    Severity.ERROR,
    "An archived copy without its address",
    failing="url_status: archived-copy",
    passing="url_status: archived-copy\narchived_url: https://web.archive.org/web/2021/https://example.org/",
)
def archived_without_copy(given: Given) -> Iterator[Found]:
    """`url_status` says that an archived copy exists, and its address is missing."""
    for kind, id, pointer, thing in _linked(given):
        if thing.url_status == "archived-copy" and not getattr(thing, "archived_url", None):
            message = "`url_status` is `archived-copy`, and there is no `archived_url`"
            yield Found(kind, id, (*pointer, "url_status"), message, "add `archived_url: ...`")


@rule(
    "hub-held-without-content",
    Severity.ERROR,
    "Held by the hub, and not there",
    failing="url_status: hub-held   # and no description",
    passing="url_status: hub-held\ndescription: |\n  The text itself, or what is known of it.",
)
def hub_held_without_content(given: Given) -> Iterator[Found]:
    """A resource is said to be held by the hub, and has no description, no materials, no parts and no letter."""
    catalogue = given.catalogue
    lettered = {letter.resource for letter in catalogue.letters.values()}
    for id, resource in catalogue.resources.items():
        shows = resource.description or resource.materials or catalogue.parts(id) or id in lettered
        if resource.url_status == "hub-held" and not shows:
            message = "the hub is said to hold this, and the record shows nothing of it"
            yield Found("resources", id, ("url_status",), message, "add `description:`, or change `url_status`")


@rule(
    "address-twice",
    Severity.FINDING,
    "Two records with the same address",
    failing="url: https://example.org/report   # another record has it too",
    passing="url: https://example.org/report/part-2",
)
def address_twice(given: Given) -> Iterator[Found]:
    """Two records lead to the same address, and may be the same thing twice.

    Parts of one resource may share the address of the whole.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    resources = given.catalogue.resources
    for id, resource in resources.items():
        if resource.url:
            homes[resource.url.casefold().rstrip("/")].append(id)
    for first, *others in homes.values():
        family = {first, resources[first].part_of} - {None}
        for id in others:
            if not family & {id, resources[id].part_of}:
                hint = "merge the two records, or say in `note` why both lead there"
                yield Found("resources", id, ("url",), f"the record `{first}` has the same address", hint)


@text_rule(
    "unusable-link",
    Severity.ERROR,
    "A link in a text that leads to no public page",
    failing="description: See [the plan](../the-plan/).",
    passing="description: See [the plan](https://example.org/the-plan).",
)
def unusable_link(texts: Iterable[Text]) -> Iterator[Found]:
    """A link in a text leads to something other than a public page on the web, or a place on its own page (`#place`).

    The same text stands on several pages of the site, in exports and in search, so that an address without its
    beginning leads nowhere. Another record is named in `related`, where the site checks that it is there.
    """
    for kind, id, record, said in texts:
        for pointer, _, text in words(record) if _may_hold_link(said) else ():
            if _may_hold_link(text):
                for link, what, hint in _mistakes(text):
                    yield Found(kind, id, pointer, what, hint, _as_written(link, text))


def _may_hold_link(text: str) -> bool:
    """False when there is surely none: the parser takes much longer to say so."""
    return "](" in text or "]:" in text or "<" in text


def _mistakes(text: str) -> tuple[tuple[str, str, str], ...]:
    """The links of a text that cannot be used, each with what is wrong and what to do."""
    # Where each `](` begins such an address, whatever the parser makes of the text leads to a public page.
    if "<" not in text and "]:" not in text and text.count("](") == len(_PLAIN_LINK.findall(text)):
        return ()
    links = dict.fromkeys(prose.links(text))
    return tuple((link, *mistake) for link in links if (mistake := _mistake(link)))


def _mistake(link: str) -> tuple[str, str] | None:
    if link.startswith("#"):
        return None
    whole = "write the whole address, beginning with https://; another record belongs in `related`"
    if not link:
        return "a link of this text has no address", whole
    try:
        address(link)
    except ValueError as error:
        what, _, hint = str(error).rpartition("; ")
        if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", unquote(link)):
            hint = whole
        return one_line(f"a link of this text cannot be used: {what}", 400), hint
    return None


def _as_written(link: str, text: str) -> str:
    """The address as it stands in the text, where the parser has read it in another way."""
    for match in _WRITTEN.finditer(text):
        written = next(part for part in match.groups() if part is not None)
        inner = written.removeprefix("<").removesuffix(">")
        if unquote(html.unescape(inner)) == unquote(link).removeprefix("" if ":" in inner else "mailto:"):
            return inner or f"{match[0]})"
    return ""
