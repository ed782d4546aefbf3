"""A small project with a letter that has attachments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import MakeProject

FOLDER = "content/commitments/attachments"
LETTER = """---
organization: Sample Valley Unified School District
date: 2026-03-02
signatory_name: Ada Example
signatory_title: Superintendent
call: castl-k12
status: withdrawn
history:
  - date: 2026-03-05
    status: submitted
  - date: 2026-06-01
    status: withdrawn
    reason: The district asked for it.
sources: [curator]
{fields}---
"""
DISTRICT = """name:
  en: Sample Valley Unified School District
  es: Distrito Escolar Unificado de Sample Valley
type: school-district
sources: [curator]
"""
MakeLetters = Callable[[Mapping[str, str], Mapping[str, bytes]], Path]


def letter(fields: str) -> str:
    """A letter of which nothing is asked, because it was withdrawn; with more fields in its last lines."""
    return LETTER.format(fields="".join(f"{line}\n" for line in fields.splitlines()))


@pytest.fixture
def letters(project: MakeProject) -> MakeLetters:
    """Makes a project of letters, given as {id: fields}, and of attachments, given as {name: bytes}."""

    def make(fields: Mapping[str, str], files: Mapping[str, bytes]) -> Path:
        written: dict[str, str | bytes] = {f"{FOLDER}/{name}": raw for name, raw in files.items()}
        written["content/organizations/sample-valley.yml"] = DISTRICT
        written |= {f"content/commitments/{id}.md": letter(lines) for id, lines in fields.items()}
        return project(written)

    return make
