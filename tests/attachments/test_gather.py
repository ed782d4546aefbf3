"""Attachments as they come into the catalogue: looked at once, kept by their bytes, counted like all files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub import attachments, checks
from hub.attachments import looking, store
from hub.attachments.frames import Answer
from hub.attachments.looking import Job
from hub.load import Loaded, load, tally
from hub.model.attachment import names_a_file
from hub.outputs import attachments as outputs
from tests.attachments.conftest import FOLDER, MakeLetters
from tests.attachments.files import jpg, pdf, png

LOGO = "letterhead: attachments/logo.png"
BOTH = f"{LOGO}\nsigned_copy: attachments/letter.pdf"


def read(root: Path) -> Loaded:
    return load(root / "content", root / ".cache" / "content.pickle")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were looked at, in order."""
    names: list[str] = []
    real = looking.look_at

    def look_at(jobs: list[Job]) -> Iterator[tuple[Answer, bytes]]:
        names.extend(Path(job.path).name for job in jobs)
        return real(jobs)

    monkeypatch.setattr(attachments, "look_at", look_at)
    return names


def test_what_a_catalogue_knows_of_an_attachment(letters: MakeLetters) -> None:
    signed = pdf(lambda writer: writer.add_metadata({"/Author": "Ada Example"}), pages=2)
    root = letters({"a": BOTH}, {"logo.png": png((50, 25)) + b"more", "letter.pdf": signed})
    found = read(root).catalogue.attachments
    assert list(found) == ["attachments/letter.pdf", "attachments/logo.png"]
    copy, picture = found.values()
    assert (copy.pages, copy.size, copy.authors, copy.located) == (2, len(signed), ("Ada Example",), False)
    assert copy.sha256 == hashlib.sha256(signed).hexdigest()
    assert copy.published == f"assets/letters/{copy.sha256[:16]}.pdf"
    assert attachments.read(copy) == signed, "a PDF is published byte for byte"
    assert (picture.width, picture.height) == (50, 25)
    made = attachments.read(picture)
    assert made.startswith(b"\x89PNG") and not made.endswith(b"more") and len(made) == picture.size
    assert picture.published == f"assets/letters/{hashlib.sha256(made).hexdigest()[:16]}.png"


def test_nothing_is_looked_at_twice(letters: MakeLetters, looked_at: list[str]) -> None:
    root = letters({"a": BOTH}, {"logo.png": png(), "letter.pdf": pdf(), "page.png": b"<html>"})
    first = read(root)
    assert sorted(looked_at) == ["letter.pdf", "logo.png", "page.png"]
    assert read(root).catalogue.attachments == first.catalogue.attachments
    assert len(looked_at) == 3
    (root / FOLDER / "logo.png").write_bytes(png(color="red"))
    changed = read(root).catalogue.attachments
    assert looked_at[3:] == ["logo.png"]
    assert changed["attachments/logo.png"] != first.catalogue.attachments["attachments/logo.png"]


def test_a_preview_looks_at_what_changed(letters: MakeLetters, looked_at: list[str]) -> None:
    root = letters({"a": BOTH}, {"logo.png": png(), "letter.pdf": pdf()})
    first = read(root)
    looked_at.clear()
    (root / FOLDER / "logo.png").write_bytes(png(color="red"))
    (root / FOLDER / "letter.pdf").write_bytes(pdf(pages=3))
    changed = frozenset({"commitments/attachments/logo.png"})
    second = load(root / "content", None, before=first, changed=changed).catalogue.attachments
    assert looked_at == ["logo.png"]
    assert second["attachments/letter.pdf"] == first.catalogue.attachments["attachments/letter.pdf"]
    assert attachments.read(second["attachments/logo.png"])


def test_a_letter_changes_with_what_it_came_with(letters: MakeLetters) -> None:
    root = letters({"a": LOGO, "b": ""}, {"logo.png": png(), "other.png": png(color="red")})
    before = read(root).catalogue.digests
    (root / FOLDER / "logo.png").write_bytes(png(color="green"))
    (root / FOLDER / "other.png").write_bytes(png(color="blue"))
    after = read(root).catalogue.digests
    assert [key for key in before if before[key] != after[key]] == [("commitments", "a")]


def test_the_cache_may_be_gone_or_damaged(letters: MakeLetters, looked_at: list[str]) -> None:
    root = letters({"a": LOGO}, {"logo.png": png()})
    kept = Path(read(root).catalogue.attachments["attachments/logo.png"].stored)
    for damage in (kept.unlink, lambda: kept.write_bytes(b"short"), lambda: _overwrite(kept.parent)):
        damage()
        assert attachments.read(read(root).catalogue.attachments["attachments/logo.png"])
    assert looked_at == ["logo.png"] * 4


def _overwrite(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.write_text('["not what was kept"]')


def test_bytes_that_were_never_looked_at_are_not_published(letters: MakeLetters) -> None:
    found = read(letters({"a": LOGO}, {"logo.png": png()})).catalogue.attachments["attachments/logo.png"]
    Path(found.stored).write_bytes(b"x" * found.size)
    with pytest.raises(OSError, match="cache of attachments is damaged"):
        attachments.read(found)


def test_a_cache_that_cannot_be_written_is_no_problem(letters: MakeLetters) -> None:
    root = letters({"a": LOGO}, {"logo.png": png()})
    (root / ".cache").write_text("not a folder")
    loaded = read(root)
    assert loaded.problems == [] and attachments.read(loaded.catalogue.attachments["attachments/logo.png"])


def test_what_older_programs_kept_is_forgotten_after_a_day(tmp_path: Path) -> None:
    for name, age in (("old", 3 * 24 * 60 * 60), ("young", 60)):
        (tmp_path / name).mkdir()
        then = tmp_path.stat().st_mtime - age
        os.utime(tmp_path / name, (then, then))
    store.Store(tmp_path)
    assert not (tmp_path / "old").exists() and (tmp_path / "young").exists()


def test_every_attachment_is_counted_and_a_bad_one_rejected_with_its_letter(letters: MakeLetters) -> None:
    files = {"logo.png": png(), "letter.pdf": b"<html>", "photo.jpg": jpg(), "notes.txt": b"hello"}
    root = letters({"a": LOGO, "b": "signed_copy: attachments/letter.pdf"}, files)
    loaded = read(root)
    found = loaded.problems + checks.run(loaded.catalogue, root)
    mine = [path for path in loaded.files if "/commitments/" in path]
    assert len(mine) == 6
    told = {(problem.place.path, problem.code) for problem in found if "/commitments/" in problem.place.path}
    assert told == {
        ("content/commitments/b.md", "attachment-disguised"),
        (f"{FOLDER}/photo.jpg", "unused-attachment"),
        (f"{FOLDER}/notes.txt", "attachment-type"),
    }
    assert tally(mine, found) == (2, 1, 3), "a letter and its logo; the unused photo; a letter, its page, the notes"


def test_links_pipes_and_folders(letters: MakeLetters) -> None:
    root = letters({"a": LOGO, "b": "letterhead: attachments/pipe.png"}, {"deep/logo.png": png()})
    (root / FOLDER / "logo.png").symlink_to("deep/logo.png")
    os.mkfifo(root / FOLDER / "pipe.png")
    loaded = read(root)
    found = loaded.problems + checks.run(loaded.catalogue, root)
    told = sorted(f"{problem.place} {problem.code}" for problem in found if FOLDER in problem.place.path)
    assert told == [
        f"{FOLDER}/deep/logo.png:1:1 attachment-name",
        f"{FOLDER}/logo.png:1:1 symlink",
        f"{FOLDER}/pipe.png:1:1 special-file",
    ]
    assert not [problem for problem in found if problem.place.path.startswith("content/commitments/a.md")]


def test_what_only_a_withdrawn_letter_names_is_not_published(letters: MakeLetters) -> None:
    catalogue = read(letters({"a": LOGO}, {"logo.png": png()})).catalogue
    assert list(outputs.files(catalogue)) == []
    shown = {"a": catalogue.letters["a"].model_copy(update={"status": "submitted"})}
    ((path, _, make),) = outputs.files(type(catalogue)(letters=shown, attachments=catalogue.attachments))
    assert path == catalogue.attachments["attachments/logo.png"].published and make().startswith(b"\x89PNG")


def test_without_attachments_nothing_is_started(letters: MakeLetters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "look_at", lambda _: pytest.fail("a worker was started"))
    monkeypatch.setattr(attachments, "Store", lambda _: pytest.fail("a cache was opened"))
    assert read(letters({"a": ""}, {})).catalogue.attachments == {}


@pytest.mark.parametrize(
    "text",
    [
        "attachments/logo.png",
        "attachments/",
        "Attachments/logo.png",
        "attachment/logo",
        "../logo.png",
        "./logo",
        "/etc/passwd",
        "~/logo",
        "C:\\logo.png",
        "attachments\\logo.png",
        "\\\\server\\share",
        "https://example.org/logo",
        "//example.org/logo.png",
        "data:image/png;base64,AAAA",
        "file:logo",
        "javascript:alert(1)",
        "logo.png",
        "our logo.JPEG",
        "logo.svg?raw=1",
        "letter.pdf#page=2",
    ],
)
def test_what_looks_like_a_file(text: str) -> None:
    assert names_a_file(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sample Valley Unified School District",
        "Sample Valley Unified School District, Division of Instruction (www.svusd.example)",
        "K-12/STEM Office",
        "Office of Science: Grades 6-8",
        "Sample Valley Inc.",
        "Distrito Escolar Unificado de Sample Valley",
        "St. Example's School, 3.5 Program",
    ],
)
def test_what_is_a_letterhead_in_words(text: str) -> None:
    assert not names_a_file(text)
