"""What the text of a letter says of itself: whose it is, when it was written, who signed it.

The parts of a letter are found by the letter check (hub/letters), so that what is recognized here is what it will see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.catalogue import Catalogue
from hub.facets import english
from hub.letter_import.draft import Draft
from hub.letters.call_words import call_words
from hub.letters.names import names_of
from hub.letters.needs import asker_names
from hub.letters.parts import Parts, parts_of
from hub.letters.rules import words
from hub.letters.seen import see
from hub.letters.signers import signers
from hub.letters.tokens import keys, tokens
from hub.model import Call
from hub.words import N_

HEADER, TOP, PLEDGE = N_("the letterhead"), N_("the lines above the letter"), N_("the pledge")
DATE, CLOSING, STATED = N_("the date of the letter"), N_("the lines below the closing"), N_("the fields of the file")
GIVEN, INTRODUCED, USED = N_("your command"), N_("the words behind the name"), N_("a name that the text uses")
# What organizations are called, beside the words of the letter check.
KINDS = frozenset(
    [
        *("academies", "academy", "agency", "alliance", "center", "centre", "charter", "cooperative", "council"),
        *("county", "department", "district", "districts", "institution", "laboratory", "library", "museum"),
        *("observatory", "office", "organization", "partnership", "project", "school", "schools", "system"),
        *("university", "zoo"),
    ]
)
MAX_WORDS = 14


@dataclass(frozen=True)
class Guess:
    """What was recognized, and from what: an English phrase, to be translated. `line` counts from 1 in the body."""

    value: str
    how: str
    line: int = 0


def recognize(draft: Draft, call: Call, catalogue: Catalogue, organization: str | None = None) -> dict[str, Guess]:
    """The fields of a letter that its text tells, by name. What is not clear is left out.

    `organization` is the name when somebody said it. What the file states as a field is taken as it is.
    """
    stated = {name: Guess(str(value), STATED) for name, value in draft.fields.items() if isinstance(value, str)}
    blocks = see(draft.body).blocks
    parts, asked = parts_of(blocks), call_words(call)
    found: dict[str, Guess] = {}
    whose = stated.get("organization") or _organization(draft, parts, call, catalogue)
    if organization:
        whose = Guess(organization, GIVEN)
    if whose:
        found["organization"] = whose
        short = stated.get("acronym") or _acronym(draft.body, whose.value, catalogue)
        if short:
            found["acronym"] = short
    day = next(((date.day, line) for date, line in parts.dates if date.kind == "full"), None)
    if day:
        found["date"] = Guess(day[0], DATE, day[1])
    acronym = found["acronym"].value if "acronym" in found else ""
    names = names_of(whose.value if whose else "", acronym, tokens(blocks), asker_names(asked))
    people = signers(parts.signature, names, asked)
    signer = next((one for one in people if one.name and one.title), next(iter(people), None))
    if signer and signer.name:
        found["signatory_name"] = Guess(signer.name, CLOSING, signer.line)
    if signer and signer.title:
        found["signatory_title"] = Guess(signer.title, CLOSING, signer.line)
    return {**found, **{name: guess for name, guess in stated.items() if name != "organization"}}


def _organization(draft: Draft, parts: Parts, call: Call, catalogue: Catalogue) -> Guess | None:
    """Whose letter it is: by the letterhead, else by the lines above the date, else by the pledge."""
    dated = [line for _, line in parts.dates]
    above = [row for row in parts.top if dated and row.line < dated[0]]
    pledge = _in_pledge(draft.body, call)
    candidates = [
        *(Guess(piece, HEADER) for line in draft.letterhead for piece in _pieces(line)),
        *(Guess(piece, TOP, row.line) for row in above for piece in _pieces(row.text)),
        *([pledge] if pledge else []),
        *(Guess(piece, CLOSING, row.line) for row in parts.signature for piece in _pieces(row.text)),
    ]
    known = {keys(guess.value): name for guess in candidates if (name := _known(guess.value, catalogue))}
    for guess in candidates:
        said = keys(guess.value)
        if said in known:
            return Guess(known[said], guess.how, guess.line)
        if guess is pledge or _is_organization(guess.value):
            # Capitals of a letterhead are how it looks; the pledge has the name as people write it.
            same = pledge is not None and keys(pledge.value) == said
            return Guess(pledge.value if pledge and same else guess.value, guess.how, guess.line)
    return None


def _pieces(line: str) -> Iterator[str]:
    """The parts of a line that could be a name."""
    for piece in re.split(r"\s*[|•·]\s*", line):
        said = piece.strip(" ,;")
        if said and len(said.split()) <= MAX_WORDS and not any(char.isdigit() for char in said):
            yield said


def _is_organization(name: str) -> bool:
    said = keys(name)
    if len(said) < 2 or said[0] in ("office", "division", "department", "board", "dear"):
        return False
    named = any(key in KINDS or key in words("organization_kinds") for key in said)
    return named and not any(key in words("title_words") for key in said)


def _known(name: str, catalogue: Catalogue) -> str | None:
    id = catalogue.organization_named(re.sub(r"^[Tt]he\s+", "", name))
    return english(catalogue.organizations[id].name) if id else None


def _in_pledge(body: str, call: Call) -> Guess | None:
    """The name before the words of the pledge, without "The", "We," and what introduces it."""
    after = " ".join(call.pledge.partition("{organization}")[2].split()[:5])
    wanted = re.compile(r"\s+".join(re.escape(word) for word in after.split()))
    for block in see(body).blocks:
        found = wanted.search(block.text)
        if not after or found is None:
            continue
        before = block.text[: found.start()].replace("\v", " ")
        said = " ".join(re.split(r"(?<=[.:!?])\s+(?=[A-Z])", before)[-1].split())
        said = re.sub(r"^(?:(?:therefore|thus|today|we|the)\b,?\s*)+", "", said, flags=re.IGNORECASE).strip(" ,")
        if said and len(said.split()) <= MAX_WORDS and said[:1].isupper() and "[" not in said:
            return Guess(_spelled_out(body, said), PLEDGE, block.line + before.count("\n"))
    return None


def _spelled_out(body: str, name: str) -> str:
    """The full name that a letter introduces for an acronym, or the name itself."""
    if " " in name:
        return name
    wanted = re.compile(rf"((?:(?:[A-Z][\w'’.-]*|of|and|for|the|&)\s+){{2,12}})\(\s*[\"“]?{re.escape(name)}[\"”]?\s*\)")
    found = wanted.search(" ".join(body.split()))
    return re.sub(r"^(?:(?:of|and|for|the)\s+)+", "", found[1], flags=re.IGNORECASE).strip() if found else name


def _acronym(body: str, name: str, catalogue: Catalogue) -> Guess | None:
    """The short name that a letter uses: the one that it introduces behind the full name, or the known one."""
    text = " ".join(body.split())
    found = re.search(rf"{re.escape(name)}\s*\((?:the )?[\"“]?([A-Z][A-Za-z0-9&.-]{{1,14}})[\"”]?\)", text)
    if found:
        return Guess(found[1], INTRODUCED)
    id = catalogue.organization_named(name)
    short = catalogue.organizations[id].abbreviation if id else None
    return Guess(short, USED) if short and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) else None
