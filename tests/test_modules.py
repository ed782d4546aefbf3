"""A page that names a script names all that it imports, so that a browser asks for everything at once."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPTS = ROOT / "docs" / "en" / "assets" / "js"
PAGES = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "\nscripts: [" in page.read_text(encoding="utf-8")]


def listed(page: Path, name: str) -> set[str]:
    match = re.search(rf"^{name}: \[(.*)\]$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return set(match[1].split(", ")) if match else set()


def imported(module: str) -> set[str]:
    text = (SCRIPTS / module).read_text(encoding="utf-8")
    names = re.findall(r'^import .* from "(\..*)";$', text, re.MULTILINE)
    found = {posixpath.normpath(posixpath.join(posixpath.dirname(module), name)) for name in names}
    return found.union(*(imported(name) for name in found))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_a_page_names_the_modules_that_its_scripts_import(page: Path) -> None:
    scripts = listed(page, "scripts")
    assert scripts and listed(page, "modules") == set().union(*(imported(script) for script in scripts))
