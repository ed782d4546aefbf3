"""The hash of a letter: white space that nobody sees does not change it, every word does, and a shell can check it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hub import letter_text
from hub.letter_text import COMMAND, normalized, sha256_of

TEXT = "To whom it may concern:\n\nWe will, é and all, do this.\n"


@pytest.mark.parametrize(
    "same",
    [
        TEXT.rstrip("\n"),
        f"\n\n{TEXT}\n\n",
        TEXT.replace("\n", "  \n"),
        TEXT.replace("\n", "\t\n"),
        TEXT.replace("\n", "\r\n"),
    ],
)
def test_white_space_at_the_ends_is_not_text(same: str) -> None:
    assert normalized(same) == TEXT
    assert sha256_of(same) == sha256_of(TEXT)


@pytest.mark.parametrize(
    "other",
    [TEXT.replace("will", "may"), TEXT.replace("\n\n", "\n"), TEXT.replace("We", "  We"), TEXT.replace("é", "e\u0301")],
)
def test_everything_else_is(other: str) -> None:
    assert sha256_of(other) != sha256_of(TEXT)


def test_no_text_is_no_text() -> None:
    assert normalized("\n \n\t\n") == normalized("") == ""


@pytest.mark.parametrize("text", [TEXT, "\n \n" + TEXT.replace("\n", " \t\n") + "---\n\nAfter a line.\n\n\n", "One."])
@pytest.mark.parametrize("end", ["---\n", "--- \n"])
def test_the_command_of_the_documentation_gives_the_same_hash(text: str, end: str, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_bytes(f"---\norganization: Sample Valley\n{end}{text}".encode())
    done = subprocess.run(["/bin/sh", "-c", COMMAND], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == sha256_of(text)


def test_the_documentation_has_the_command_of_the_page() -> None:
    assert COMMAND in (letter_text.__doc__ or "")
