"""The libraries under docs/en/assets/js/vendor/ are the files that the lock names, and nothing else lies there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "docs" / "en" / "assets" / "js" / "vendor"
LOCK = ROOT / "docs" / "vendor-js" / "package-lock.json"
ENTRIES: list[dict[str, Any]] = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))["files"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_library_is_the_file_that_was_fetched(entry: dict[str, Any]) -> None:
    raw = (VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == entry["sha256"], "run `make vendor`; these files are not edited by hand"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_library_has_the_version_of_the_lock(entry: dict[str, Any]) -> None:
    locked = json.loads(LOCK.read_text(encoding="utf-8"))["packages"][f"node_modules/{entry['package']}"]
    assert locked["version"] == entry["version"], "the lock is newer than the files: run `make vendor`"
    assert locked["integrity"].startswith("sha512-")


def test_nothing_else_lies_there() -> None:
    names = {path.name for path in VENDOR.rglob("*")}
    assert names == {"vendor.json", "LICENSES.txt", *(entry["file"] for entry in ENTRIES)}


def test_every_library_has_its_license() -> None:
    text = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    for entry in ENTRIES:
        assert f"{entry['package']} {entry['version']} ({entry['license']})" in text


def test_the_lock_names_no_registry() -> None:
    """Where packages come from is the matter of the machine that fetches them; the lock says what they are."""
    assert '"resolved"' not in LOCK.read_text(encoding="utf-8")
