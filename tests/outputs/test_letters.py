"""Letters as files: what is in them in each state, and that nothing is left of a withdrawn letter but its tombstone."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from hub.catalogue import Catalogue
from hub.letter_text import sha256_of
from hub.model import Letter
from hub.model.attachment import Attachment
from hub.outputs import letters as outputs
from hub.outputs.files import files
from hub.site import Site
from tests import fictional


@pytest.fixture
def made(catalogue: Catalogue, site: Site, tmp_path: Path) -> dict[str, bytes]:
    """Every file by its path."""
    fictional.write(tmp_path)
    return {file.path: file.make() for file in files(fictional.catalogue_with(catalogue), site, tmp_path)}


def test_every_letter_has_its_files(made: dict[str, bytes]) -> None:
    for id in fictional.letters():
        assert {f"commitments/{id}/letter.md", f"commitments/{id}/letter.json"} <= made.keys()
    assert {"letters/letters.csv", "letters/letters.json"} <= made.keys()


def test_the_markdown_is_the_file(made: dict[str, bytes]) -> None:
    text = made["commitments/busy/letter.md"].decode()
    assert text.startswith("---\norganization: Example Museum of Science\n---\n")
    assert text.endswith(fictional.text_of(fictional.MUSEUM))


def test_a_file_of_another_system_is_offered_with_plain_ends_of_lines(catalogue: Catalogue, tmp_path: Path) -> None:
    fictional.write(tmp_path)
    path = tmp_path / "content" / "commitments" / "busy.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    text = outputs.markdown(fictional.letters()["busy"], fictional.catalogue_with(catalogue), tmp_path)
    assert text.startswith(b"---\n") and b"\r" not in text


def test_the_json_has_the_fields_of_the_model_and_the_text(made: dict[str, bytes]) -> None:
    data = json.loads(made["commitments/busy/letter.json"])
    assert set(Letter.model_fields) - {"body"} <= data.keys()
    assert data["page"] == "https://hub.example/commitments/busy/"
    assert data["evidence"][1]["summary"]["es"] == "Formación de 40 líderes de ciencias."
    assert hashlib.sha256(data["text"].encode()).hexdigest() == data["text_sha256"] == data["history"][0]["text_sha256"]


def test_of_a_withdrawn_letter_the_tombstone_is_left(made: dict[str, bytes]) -> None:
    gone = json.loads(made["commitments/gone/letter.json"])
    assert gone["status"] == "withdrawn" and gone["organization"] == fictional.MUSEUM
    assert gone["history"][1] == {
        "date": "2024-09-09",
        "status": "withdrawn",
        "reason": {"en": "The museum asked for it.", "es": "El museo lo pidió."},
    }
    text = made["commitments/gone/letter.md"].decode()
    assert "withdrawn on 2024-09-09" in text and "Reason: The museum asked for it." in text
    [listed] = [one for one in json.loads(made["letters/letters.json"])["letters"] if one["id"] == "gone"]
    [row] = [one for one in table(made) if one["id"] == "gone"]
    for kept in (str(gone), text, str(listed), str(row)):
        for word in (
            "commits",
            "Ada",
            "Office of Science",
            "Something that was done",
            "A note",
            sha256_of(fictional.letters()["gone"].body),
        ):
            assert word not in kept


def table(made: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made["letters/letters.csv"].decode("utf-8-sig"), newline="")))


def test_all_letters_stand_in_one_table_newest_first(made: dict[str, bytes]) -> None:
    rows = table(made)
    assert [row["id"] for row in rows] == ["fresh", "newer", "busy", "old", "gone", "short"]
    assert list(rows[0]) == list(outputs.COLUMNS)
    assert {"evidence", "history", "signatory_name", "text_sha256"} <= rows[0].keys() and "body" not in rows[0]
    assert rows[2]["evidence"].startswith("date: 2025, summary: Opened the museum's labs to two districts.; date: 2026")
    assert [one["id"] for one in json.loads(made["letters/letters.json"])["letters"]] == [row["id"] for row in rows]


def test_a_hostile_name_is_no_formula(site: Site) -> None:
    hostile = fictional.letter("bad", '=HYPERLINK("https://evil.example","x")')
    raw = outputs.all_csv(Catalogue(letters={"bad": hostile}), site).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(raw, newline=""))
    assert row["organization"].startswith("'=HYPERLINK")


def test_a_file_depends_on_the_letters_it_holds(catalogue: Catalogue, site: Site, tmp_path: Path) -> None:
    depends = {file.path: file.depends for file in files(fictional.catalogue_with(catalogue), site, tmp_path)}
    assert depends["commitments/busy/letter.md"] == ("digest-of-busy",)
    for id in fictional.letters():
        assert f"digest-of-{id}" in depends["letters/letters.csv"]
        assert f"digest-of-{id}" in depends[f"commitments/{id}/letter.json"]


def test_every_acceptance_has_a_file_of_its_own(made: dict[str, bytes]) -> None:
    """It names nobody, so it stays when a letter is withdrawn, and the ledger of addresses keeps it."""
    for id, letter in fictional.letters().items():
        for hash in letter.accepted_texts:
            told = json.loads(made[f"commitments/{id}/accepted-{hash[:16]}.json"])
            assert (told["letter"], told["text_sha256"]) == (id, hash)
            assert told["steps"] == [
                {"accepted": step.date, "letter_date": step.letter_date}
                for step in letter.history
                if step.text_sha256 == hash
            ]


def test_the_json_has_the_hash_of_the_signed_copy(catalogue: Catalogue, site: Site) -> None:
    copy = Attachment("attachments/busy.pdf", published="assets/letters/busy.pdf", sha256="a" * 64)
    known = replace(fictional.catalogue_with(catalogue), attachments={copy.name: copy})
    signed = fictional.letters()["busy"].model_copy(update={"signed_copy": copy.name})
    assert outputs.data(signed, known, site)["signed_copy_sha256"] == "a" * 64
    assert outputs.data(fictional.letters()["busy"], known, site)["signed_copy_sha256"] is None
