"""The list of what the site is made with, and the table of what each dependency is for."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from review import sbom
from tests.conftest import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", re.MULTILINE)


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_locked_requirement_and_every_vendored_library_is_listed_and_the_bytes_repeat() -> None:
    text = sbom.sbom()
    made = json.loads(text)
    assert made["bomFormat"] == "CycloneDX" and "timestamp" not in made["metadata"] and "serialNumber" not in made
    listed = {(component["name"].lower(), component["version"]) for component in made["components"]}
    locked = {(name.lower(), version) for name, version in PINNED.findall((ROOT / "requirements.txt").read_text())}
    vendored = {(row["package"], row["version"]) for row in json.loads(sbom.VENDORED.read_bytes())["files"]}
    scripts = sbom.of_scripts()
    assert listed == locked | vendored | {(scripts["name"], scripts["version"])} and len(locked) > 20 and vendored
    assert {file["name"] for file in scripts["components"]} > {"pagefind.js", "wasm.es.pagefind"}
    single = [c for c in made["components"] if "components" not in c] + scripts["components"]
    hashes = [c.get("hashes") or c["externalReferences"][0]["hashes"] for c in single]
    assert all(found and all(h["alg"] == "SHA-256" for h in found) for found in hashes)


def dependencies() -> set[str]:
    """The direct dependencies in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    rows = [*project["dependencies"], *(row for extra in project["optional-dependencies"].values() for row in extra)]
    return {folded(re.split(r"[\[<>=!~; ]", row)[0]) for row in rows}


def test_the_table_says_what_each_direct_dependency_is_for_and_who_keeps_it() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    table = text.partition("## What each dependency is for")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in table.splitlines() if line[:1] == "|"][
        2:
    ]
    assert all(len(row) == 3 and all(row) for row in rows), "package, what for, who keeps it"
    python = [row[0].replace("`", "") for row in rows if "JavaScript" not in row[0]]
    named = {folded(name) for cell in python for name in re.split(r",\s*", cell)}
    assert named == dependencies(), "each direct dependency has its place in a row, and nothing else has one"


def test_locked_requirements_name_no_place_and_no_package_without_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert not re.search(r"https?://|^-i|--index-url|--find-links|file:", text, re.MULTILINE), name
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
        assert len(blocks) > 20 and all("--hash=sha256:" in block for block in blocks), name


def test_everything_is_installed_by_hash_and_as_a_wheel() -> None:
    """In the Makefile and nowhere else: no workflow and no script installs anything by itself."""
    lines = (ROOT / "Makefile").read_text().splitlines()
    assert [line for line in lines if "pip install" in line] == [line for line in lines if line.startswith("PIP :=")]
    (said,) = [line for line in lines if line.startswith("PIP :=")]
    assert "--require-hashes" in said and "--only-binary=:all:" in said
    for file in [*(ROOT / ".github").rglob("*.yml"), *Path(ROOT / ".ci").iterdir()]:
        assert not re.search(r"\b(pip|npm|npx|uv|pipx|curl|wget)\b +(install|i|ci|https?:)", file.read_text()), file
