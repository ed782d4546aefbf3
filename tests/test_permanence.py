"""Ids are for ever: what is told when a published record is renamed, removed, or its id is given again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import BaseModel

from hub import permanence
from hub.addresses import address
from hub.catalogue import Catalogue
from hub.ledger import MOST_ADVICE, Ledger, read
from hub.model import Collection, Letter, Resource
from hub.model.reference import Organization
from hub.pages.plan import plan
from hub.site import Site
from tests import fictional
from tests.conftest import ROOT

FIELDS = {
    "resources": {"title": "A", "summary": "B.", "type": "report", "added": "2026-11-21", "collection": "one"},
    "collections": {"title": "A", "introduction": "B.", "order": "1"},
    "organizations": {"name": "Example Museum of Science", "type": "museum"},
    "commitments": {
        "organization": "Example Museum of Science",
        "date": "2026-11-21",
        "signatory_name": "Ada Example",
        "signatory_title": "Superintendent",
        "call": "castl-k12",
        "status": "withdrawn",
        "body": "",
    },
}
MODELS: dict[str, type[BaseModel]] = {
    "resources": Resource,
    "collections": Collection,
    "organizations": Organization,
    "commitments": Letter,
}


def holding(*records: tuple[str, str], aliases: tuple[str, ...] = ()) -> Catalogue:
    """A catalogue of these records, each as (kind, id); the last one has the aliases."""
    found: dict[str, dict[str, object]] = {kind: {} for kind in FIELDS}
    for kind, id in records:
        earlier = {"aliases": list(aliases)} if (kind, id) == records[-1] else {}
        found[kind][id] = MODELS[kind].model_validate({**FIELDS[kind], **earlier, "id": id})
    paths = {(kind, id): f"content/{kind}/{id}.yml" for kind, id in records}
    found["letters"] = found.pop("commitments")
    return replace(Catalogue(paths=paths), **found)  # type: ignore[arg-type]


def ledger(*records: tuple[str, str], moved: dict[str, str] | None = None) -> Ledger:
    known = [address(kind, id) for kind, id in records]
    lines = {here: number for number, here in enumerate([*known, *(f"es/{here}" for here in known)], 1)}
    return Ledger(lines, moved or {})


def told(kept: Ledger, now: Catalogue) -> list[str]:
    return [f"{p.place} {p.code}: {p.hint}" for p in permanence.judge(kept, now)]


@pytest.mark.parametrize("kind", permanence.KINDS)
def test_what_stays_is_not_told_of(kind: str) -> None:
    assert told(ledger((kind, "a")), holding((kind, "a"))) == []


@pytest.mark.parametrize("kind", permanence.KINDS)
def test_a_record_that_gets_another_id_names_the_earlier_one(kind: str) -> None:
    published = ledger((kind, "other"), (kind, "three-beliefs"))
    now = holding((kind, "other"), (kind, "four-beliefs"))
    lost, unlisted = permanence.judge(published, now)
    assert (str(lost.place), lost.code) == ("content/addresses.txt:2:1", "address-lost")
    assert lost.hint == f"add `aliases: [three-beliefs]` to content/{kind}/four-beliefs.yml, if that is the record now"
    assert unlisted.code == "address-unlisted"
    assert told(published, holding((kind, "other"), (kind, "four-beliefs"), aliases=("three-beliefs",)))[1:] == []


def test_for_a_record_that_is_gone_the_line_says_where_readers_go() -> None:
    kind = "resources"
    published, now = ledger((kind, "three-belief"), (kind, "three-beliefs")), holding((kind, "three-beliefs"))
    hint = (
        "put the record back, or write in this line where readers go: "
        "`resources/three-belief/ -> resources/three-beliefs/`"
    )
    assert told(published, now) == [f"content/addresses.txt:1:1 address-lost: {hint}"]
    moved = {"resources/three-belief/": "resources/three-beliefs/"}
    assert told(replace(published, moved=moved), now) == []


@pytest.mark.parametrize("kind", permanence.KINDS)
def test_where_no_record_is_left_readers_go_to_a_page_that_is_there(kind: str) -> None:
    kept, _ = read(ROOT / "content" / "addresses.txt")
    published, index = ledger((kind, "a")), permanence.INDEXES[kind]
    [none] = permanence.judge(published, holding())
    assert none.hint.endswith(f"`{address(kind, 'a')} -> about/`")
    with_index = replace(published, lines={**published.lines, index: 9})
    [lost] = permanence.judge(with_index, holding())
    assert lost.hint.endswith(f"`{address(kind, 'a')} -> {index}`")
    assert index in kept.lines and "about/" in kept.lines, "these pages exist"


def test_a_new_record_is_news_for_a_maintainer() -> None:
    (found,) = permanence.judge(ledger(("resources", "a")), holding(("resources", "a"), ("organizations", "b")))
    assert (found.code, found.severity.value) == ("address-unlisted", "finding")
    assert "`organizations/b/`" in found.message and "make ledger" in found.hint


def test_an_id_is_not_given_to_another_kind() -> None:
    moved = {"resources/a/": "resources/b/"}
    published = ledger(("resources", "a"), ("resources", "b"), moved=moved)
    reused = permanence.judge(published, holding(("resources", "b"), ("organizations", "a")))[0]
    assert (str(reused.place), reused.code) == ("content/organizations/a.yml:1:1", "id-reused")
    assert "resources/a/" in reused.message


def test_two_kinds_that_always_shared_an_id_go_on_to_do_so() -> None:
    """A collection and an organization may have one name; when one of them goes, the other one stays."""
    published = ledger(("collections", "steam"), ("organizations", "steam"), moved={"collections/steam/": "steam/"})
    assert told(published, holding(("organizations", "steam"))) == []


def test_the_earlier_id_of_one_record_is_not_the_id_of_a_new_one() -> None:
    published = ledger(("resources", "a"), ("resources", "b"))
    now = holding(("collections", "a"), ("resources", "b"), aliases=("a",))
    assert [line.split(" ")[1] for line in told(published, now)] == ["id-reused:", "address-unlisted:"]


def test_what_was_deeper_than_a_record_is_no_record() -> None:
    assert told(Ledger({"commitments/a/letter/": 1, "commitments/a/letter.md": 2}), holding()) == []


def test_a_letter_that_was_withdrawn_keeps_its_page(catalogue: Catalogue) -> None:
    known = fictional.letters()
    assert known["gone"].status == "withdrawn"
    here = {page.address for page in plan(replace(catalogue, letters=known), Site())}
    assert {address("commitments", id) for id in known} <= here


def test_an_acceptance_that_was_published_is_not_unsaid() -> None:
    """Without its steps and with `status: submitted`, an accepted letter would look as if nothing had ever been."""
    real = fictional.letters()["newer"]
    [hash] = real.accepted_texts
    where = f"commitments/newer/accepted-{hash[:16]}.json"
    kept = Ledger({"commitments/newer/": 1, where: 2})
    paths = {("commitments", "newer"): "content/commitments/newer.md"}

    def judged(letter: Letter) -> list[tuple[str, str]]:
        found = permanence.judge(kept, Catalogue(paths=paths, letters={"newer": letter}))
        return [(str(problem.place), problem.code) for problem in found]

    assert judged(real) == []
    undone = real.model_copy(update={"history": (), "status": "submitted"})
    assert judged(undone) == [("content/commitments/newer.md:1:1", "address-lost")]
    other = real.history[0].model_copy(update={"text_sha256": "0" * 64})
    assert ("content/commitments/newer.md:1:1", "address-lost") in judged(real.model_copy(update={"history": (other,)}))


def test_of_thousands_of_lost_addresses_each_is_told_with_the_line_to_add(catalogue: Catalogue) -> None:
    lines = {f"resources/zq-{number}/": number + 1 for number in range(3_000)}
    found = [p for p in permanence.judge(Ledger(lines), catalogue) if p.code == "address-lost"]
    assert len(found) == len(lines)
    assert all("aliases: [" in problem.hint or " -> " in problem.hint for problem in found)
    last = found[MOST_ADVICE]
    assert last.hint.endswith(f"`resources/zq-{MOST_ADVICE}/ -> about/`")
