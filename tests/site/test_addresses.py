"""Addresses are for ever: what a build does with the ledger, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hub import build as recipe
from hub import ledger
from hub.project import Project
from tests import fixtures_site
from tests.fixtures_site import SITE, BuiltSite, read_page


@pytest.fixture(scope="module")
def project(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    yield fixtures_site.copy_project(tmp_path_factory.mktemp("addresses") / "project", like=site.project)


def build(project: Project) -> recipe.Built:
    return recipe.build(Project(project.root), SITE, project.root / "site", with_search=False)


def listed(site: BuiltSite) -> set[str]:
    return ledger.addresses(site.files, ["es/"])


def test_everything_that_is_published_is_in_the_ledger(site: BuiltSite) -> None:
    """What is new is news for a maintainer (`make ledger`), and no failure here."""
    known, _ = ledger.read(site.project.content / ledger.FILE)
    assert not [here for here in known.lines if ledger.file_of(here) not in site.files]
    assert len(listed(site) - known.lines.keys()) < 200, "run `make ledger`"


def test_what_a_build_would_lose_stops_it_and_is_told_at_its_line(project: Project) -> None:
    file = project.content / ledger.FILE
    original = file.read_text()
    file.write_text("about/ -> guides/\nes/gone/\ngone.csv\ngone/\nold/ -> nowhere/\nyears/1850/\n")
    try:
        built = build(project)
    finally:
        file.write_text(original)
    told = {(problem.place.line, problem.code) for problem in built.problems if problem.place.path.endswith(file.name)}
    assert told == {
        (1, "address-unlisted"),
        (1, "ledger-line"),
        (3, "address-lost"),
        (4, "address-lost"),
        (5, "address-lost"),
        (6, "address-lost"),
    }
    assert built.refused and not (project.root / "site").exists()


ALIASES = {
    "resources/castl-k12/_collection.yml": ("collections/castl-old/", "collections/castl-k12/"),
    "organizations/sdcoe.yml": ("organizations/sdcoe-old/", "organizations/sdcoe/"),
    "resources/belief-to-action/three-beliefs.yml": ("resources/beliefs-old/", "resources/three-beliefs/"),
    "commitments/lausd-castl-k12.md": ("commitments/lausd-old/", "commitments/lausd-castl-k12/"),
}


def test_former_addresses_of_every_kind_lead_on_in_both_languages(project: Project) -> None:
    edited = {project.content / name: (project.content / name).read_text() for name in ALIASES}
    lines = project.content / ledger.FILE
    edited[lines] = lines.read_text()
    for name, (old, _) in ALIASES.items():
        path, alias = project.content / name, f"aliases: [{old.split('/')[1]}]\n"
        text = edited[path]
        path.write_text(text.replace("---\n", f"---\n{alias}", 1) if name.endswith(".md") else alias + text)
    olds = dict(ALIASES.values()) | {"steam-old/": "steam/", "a/b/c/d/": "steam/"}
    files = {"topics/old/feed.atom": "feed.atom", "letters/old.csv": "letters/letters.csv"}
    # What it leads to has moved on itself, and comes after it.
    files["topics/an-older/feed.atom"] = "topics/old/feed.atom"
    known, _ = ledger.read(lines)
    text = ledger.text(known, [*olds, *(f"es/{old}" for old in olds), *files, "es/topics/old/feed.atom"])
    for old, new in files.items():
        text = text.replace(f"\n{old}\n", f"\n{old} -> {new}\n")
    for old in ("steam-old/", "a/b/c/d/"):
        text = text.replace(f"\n{old}\n", f"\n{old} -> steam/\n")
    lines.write_text(text)
    try:
        built = build(project)
    finally:
        for path, text in edited.items():
            path.write_text(text)
    assert not built.refused, [problem.message for problem in built.problems]
    for old, new in (*files.items(), ("es/topics/old/feed.atom", "es/feed.atom")):
        assert (project.root / "site" / old).read_bytes() == (project.root / "site" / new).read_bytes()
    for folder in ("", "es/"):
        for old, new in olds.items():
            page = read_page((project.root / "site" / folder / old / "index.html").read_text())
            climb = "../" * old.count("/")
            assert page.meta("refresh") == f"0; url={climb}{new}" and f"{climb}{new}" in page.links
