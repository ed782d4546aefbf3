"""Commitment letters as files: each as Markdown and as JSON, and all of them as JSON and as a table.

What is there follows the model. Of a withdrawn letter only its tombstone is left: whose it was, when, and why it went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from hub.addresses import address
from hub.catalogue import Catalogue
from hub.letter_reports import report_on
from hub.letter_text import acceptance, normalized, sha256_of
from hub.letters.findings import as_json as as_report
from hub.model import Letter
from hub.outputs.citations import public_address
from hub.outputs.columns import as_csv, as_json, plain
from hub.site import Site

Made = tuple[str, tuple[str, ...], Callable[[], bytes]]

ALL_JSON, ALL_CSV = "letters/letters.json", "letters/letters.csv"
# What is told of a withdrawn letter, and of each step in its history.
TOMBSTONE = ("organization", "date", "call", "call_version", "status", "superseded_by")
TOMBSTONE_STEP = ("date", "status", "reason")
COLUMNS = (
    "id",
    "page",
    *(name for name in Letter.model_fields if name not in ("id", "body")),
    "text_sha256",
    "signed_copy_sha256",
)


def files(catalogue: Catalogue, site: Site, root: Path) -> Iterator[Made]:
    """Path, digests of what it is made from, and how it is made."""
    digests = {id: catalogue.digests.get(("commitments", id), "") for id in catalogue.letters}
    everything = (site.url, site.today, *digests.values(), *_digests(catalogue, "calls", "organizations"))
    for id, letter in catalogue.letters.items():
        folder = address("commitments", id)
        yield f"{folder}letter.md", (digests[id],), partial(markdown, letter, catalogue, root)
        yield f"{folder}letter.json", everything, partial(_json, letter, catalogue, site)
        for hash in letter.accepted_texts:
            yield f"{folder}{acceptance(hash)}", (digests[id],), partial(_acceptance, letter, hash)
    yield ALL_JSON, everything, partial(all_json, catalogue, site)
    yield ALL_CSV, everything, partial(all_csv, catalogue, site)


def _digests(catalogue: Catalogue, *kinds: str) -> Iterator[str]:
    return (digest for (kind, _), digest in sorted(catalogue.digests.items()) if kind in kinds)


def data(letter: Letter, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """A letter with its text in the form that is hashed, or the tombstone of a withdrawn one."""
    found: dict[str, Any] = {"id": letter.id, "page": public_address(site, "en", address("commitments", letter.id))}
    known = plain(letter)
    if letter.status == "withdrawn":
        steps = [{name: step[name] for name in TOMBSTONE_STEP} for step in known["history"]]
        return found | {name: known[name] for name in TOMBSTONE} | {"history": steps}
    found |= {name: value for name, value in known.items() if name not in ("id", "body")}
    report = report_on(catalogue, letter, site.today)
    found |= {"text": normalized(letter.body), "text_sha256": sha256_of(letter.body)}
    copy = catalogue.attachments.get(letter.signed_copy or "")
    found |= {"signed_copy_sha256": copy.sha256 if copy else None}
    return found | {"report": as_report(report) if report else None}


def _acceptance(letter: Letter, hash: str) -> bytes:
    """That a text was accepted, and when. The ledger of addresses keeps the file, so no acceptance goes unseen."""
    steps = [step for step in letter.history if step.status == "accepted" and step.text_sha256 == hash]
    days = [{"accepted": step.date, "letter_date": step.letter_date} for step in steps]
    return as_json({"letter": letter.id, "text_sha256": hash, "steps": days})


def _json(letter: Letter, catalogue: Catalogue, site: Site) -> bytes:
    return as_json(data(letter, catalogue, site))


def all_json(catalogue: Catalogue, site: Site) -> bytes:
    """All letters in the order of the lists: newest first."""
    return as_json({"letters": [data(letter, catalogue, site) for letter in newest_first(catalogue)]})


def all_csv(catalogue: Catalogue, site: Site) -> bytes:
    """One row a letter, without the texts: those are in the JSON."""
    return as_csv(COLUMNS, (data(letter, catalogue, site) for letter in newest_first(catalogue)))


def newest_first(catalogue: Catalogue) -> list[Letter]:
    """The letters, the newest first; those of one day by organization."""
    letters = sorted(catalogue.letters.values(), key=lambda letter: (letter.organization.casefold(), letter.id))
    return sorted(letters, key=lambda letter: letter.date, reverse=True)


def markdown(letter: Letter, catalogue: Catalogue, root: Path) -> bytes:
    """The file of a letter as it stands in the project, in UTF-8 with LF; of a withdrawn one the tombstone."""
    if letter.status == "withdrawn":
        return _tombstone(letter).encode()
    raw = (root / catalogue.paths["commitments", letter.id]).read_bytes()
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def _tombstone(letter: Letter) -> str:
    step = letter.step("withdrawn")
    reason = plain(step.reason) if step else None
    lines = [
        f"Commitment letter of {letter.organization}, {letter.date}",
        f"This letter was withdrawn{f' on {step.date}' if step else ''}. The hub does not show it any more.",
    ]
    if reason:
        lines.append(f"Reason: {reason['en'] if isinstance(reason, dict) else reason}")
    return "\n\n".join(lines) + "\n"
