"""Ids are for ever, as addresses are: what the ledger says of the records, before anything is drawn."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from hub.addresses import address
from hub.catalogue import Catalogue
from hub.ledger import Ledger
from hub.problems import Place, Problem, Severity

# Records that have a page at <kind>/<id>/, and what one of them is called.
KINDS: Mapping[str, str] = {
    "resources": "resource",
    "collections": "collection",
    "organizations": "organization",
    "commitments": "letter",
}
Ids = Mapping[str, set[str]]


def judge(kept: Ledger, catalogue: Catalogue) -> list[Problem]:
    """Addresses of records that would be lost, and ids that are given again, in content that is otherwise right."""
    live: Ids = {kind: {id for of, id in catalogue.paths if of == kind} for kind in KINDS}
    found = [*_lost(kept, catalogue, live), *_reused(kept, catalogue, live)]
    unlisted = [here for kind in KINDS for id in live[kind] if (here := address(kind, id)) not in kept.lines]
    if unlisted:
        others = f" and {len(unlisted) - 1} more" if len(unlisted) > 1 else ""
        message = f"the ledger lacks `{min(unlisted)}`{others}, so nothing would keep it from being lost"
        hint = "nothing for you to do: a maintainer runs `make ledger` once it is published"
        found.append(Problem(Place(kept.shown), "address-unlisted", message, hint, Severity.FINDING))
    return found


def _gone(kept: Ledger, live: Ids) -> Iterator[tuple[str, str, str]]:
    """Address, kind and id of each record that was published and is not there."""
    for here in kept.lines:
        kind, _, rest = here.partition("/")
        if kind in KINDS and rest.endswith("/") and rest.count("/") == 1 and rest[:-1] not in live[kind]:
            yield here, kind, rest[:-1]


def _lost(kept: Ledger, catalogue: Catalogue, live: Ids) -> Iterator[Problem]:
    for here, kind, id in _gone(kept, live):
        if here in kept.moved or id in _aliases(catalogue, kind):
            continue
        message = f"the address `{here}` would be lost: there is no {KINDS[kind]} `{id}`"
        new = [other for other in live[kind] if address(kind, other) not in kept.lines]
        renamed = _nearest(id, new) if new else ""
        if renamed:
            hint = f"add `aliases: [{id}]` to {catalogue.where(kind, renamed)}, if that is the record now"
        else:
            other = _nearest(id, live[kind])
            hint = f"put the record back, or write in this line where readers go: `{here} -> {address(kind, other)}`"
        yield Problem(kept.place(here), "address-lost", message, hint)


def _nearest(id: str, others: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(id, sorted(others), n=1, cutoff=0.0)), "")


def _aliases(catalogue: Catalogue, kind: str) -> set[str]:
    records = catalogue.letters if kind == "commitments" else getattr(catalogue, kind)
    return {alias for record in records.values() for alias in record.aliases}


def _reused(kept: Ledger, catalogue: Catalogue, live: Ids) -> Iterator[Problem]:
    """A new record with the id of one of another kind that is gone."""
    gone = {id: (kind, here) for here, kind, id in _gone(kept, live)}
    for kind in KINDS if gone else ():
        for id in sorted(live[kind] & gone.keys()):
            former, here = gone[id]
            if address(kind, id) in kept.lines:
                continue
            place = Place(catalogue.where(kind, id) or f"content/{kind}/{id}")
            message = f"the id `{id}` was that of a {KINDS[former]}, published at `{here}`; no id is given again"
            yield Problem(place, "id-reused", message, "give this file another name")
