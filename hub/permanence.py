"""Ids are for ever, as addresses are: what the ledger says of the records, before anything is drawn."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from hub.addresses import address
from hub.catalogue import Catalogue
from hub.ledger import ANYWHERE, MOST_ADVICE, Ledger
from hub.letter_text import ACCEPTANCE, acceptance
from hub.problems import Place, Problem, Severity

# Records that have a page at <kind>/<id>/, and what one of them is called.
KINDS: Mapping[str, str] = {
    "resources": "resource",
    "collections": "collection",
    "organizations": "organization",
    "commitments": "letter",
}
# The pages that list the records of a kind.
INDEXES: Mapping[str, str] = {
    "resources": "all/",
    "collections": "all/",
    "organizations": "partners/",
    "commitments": "letters/",
}
_ACCEPTANCE = re.compile(re.escape(ACCEPTANCE).replace(re.escape("{hash}"), r"[0-9a-f]+"))
Ids = dict[str, set[str]]
# Address, kind and id of a record that was published and is not there.
Gone = tuple[str, str, str]


def judge(kept: Ledger, catalogue: Catalogue) -> list[Problem]:
    """Addresses of records that would be lost, and ids that are given again, in content that is otherwise right."""
    live: Ids = {kind: set() for kind in KINDS}
    unlisted = []
    for kind, id in catalogue.paths:
        if kind in live:
            live[kind].add(id)
            if (here := address(kind, id)) not in kept.lines:
                unlisted.append(here)
    accepted = [(letter.id, hash) for letter in catalogue.letters.values() for hash in letter.accepted_texts]
    files = [f"{address('commitments', id)}{acceptance(hash)}" for id, hash in accepted]
    unlisted += [here for here in files if here not in kept.lines]
    gone = list(_gone(kept, live))
    found = [*_lost(gone, kept, catalogue, live), *_reused(gone, kept, catalogue, live), *_unaccepted(kept, catalogue)]
    if unlisted:
        others = f" and {len(unlisted) - 1} more" if len(unlisted) > 1 else ""
        message = f"the ledger lacks `{min(unlisted)}`{others}, so nothing would keep it from being lost"
        hint = "nothing for you to do: a maintainer runs `make ledger` once it is published"
        found.append(Problem(Place(kept.shown), "address-unlisted", message, hint, Severity.FINDING))
    return found


def _unaccepted(kept: Ledger, catalogue: Catalogue) -> Iterator[Problem]:
    """Letters whose history no longer tells of an acceptance that was published."""
    for here in kept.lines:
        kind, _, rest = here.partition("/")
        id, _, file = rest.partition("/")
        letter = catalogue.letters.get(id)
        if kind != "commitments" or letter is None or not _ACCEPTANCE.fullmatch(file):
            continue
        if file not in map(acceptance, letter.accepted_texts):
            message = f"`{here}` says that this letter was accepted, and `history` does not tell of it any more"
            hint = "put the accepted step back; what became of the letter later is a step below it"
            yield Problem(Place(catalogue.where("commitments", id) or kept.shown), "address-lost", message, hint)


def _gone(kept: Ledger, live: Ids) -> Iterator[Gone]:
    for here in kept.lines:
        kind, _, rest = here.partition("/")
        if kind in live and rest[:-1] not in live[kind] and rest.find("/") == len(rest) - 1 and rest:
            yield here, kind, rest[:-1]


def _lost(gone: list[Gone], kept: Ledger, catalogue: Catalogue, live: Ids) -> Iterator[Problem]:
    aliases = {kind: _aliases(catalogue, kind) for kind in KINDS}
    told = 0
    for here, kind, id in gone:
        if here in kept.moved or id in aliases[kind]:
            continue
        message = f"the address `{here}` would be lost: there is no {KINDS[kind]} `{id}`"
        told += 1
        new = [other for other in live[kind] if address(kind, other) not in kept.lines] if told <= MOST_ADVICE else []
        renamed = _nearest(id, new) if new else ""
        if told > MOST_ADVICE:
            hint = f"put the record back, or write in this line where readers go: `{here} -> {ANYWHERE}`"
        elif renamed:
            hint = f"add `aliases: [{id}]` to {catalogue.where(kind, renamed)}, if that is the record now"
        else:
            other = _nearest(id, live[kind])
            there = address(kind, other) if other else _index(kind, kept)
            hint = f"put the record back, or write in this line where readers go: `{here} -> {there}`"
        yield Problem(kept.place(here), "address-lost", message, hint)


def _nearest(id: str, others: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(id, sorted(others), n=1, cutoff=0.0)), "")


def _index(kind: str, kept: Ledger) -> str:
    """Where readers go when no record of a kind is left: to the list of them, where there is one."""
    index = INDEXES[kind]
    return index if index in kept.lines and index not in kept.moved else ANYWHERE


def _aliases(catalogue: Catalogue, kind: str) -> set[str]:
    records = catalogue.letters if kind == "commitments" else getattr(catalogue, kind)
    return {alias for record in records.values() for alias in record.aliases}


def _reused(gone: list[Gone], kept: Ledger, catalogue: Catalogue, live: Ids) -> Iterator[Problem]:
    """A new record with the id of one of another kind that is gone."""
    former_of = {id: (kind, here) for here, kind, id in gone}
    for kind in KINDS if gone else ():
        for id in sorted(live[kind] & former_of.keys()):
            former, here = former_of[id]
            if address(kind, id) in kept.lines:
                continue
            place = Place(catalogue.where(kind, id) or f"content/{kind}/{id}")
            message = f"the id `{id}` was that of a {KINDS[former]}, published at `{here}`; no id is given again"
            yield Problem(place, "id-reused", message, "give this file another name")
