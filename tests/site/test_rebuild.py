"""Builds repeat: nothing is drawn twice, an edit changes what shows it and nothing else, and a cold build agrees."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hub import build as recipe
from hub import seal, search, tree
from hub.project import Project, digest_of
from hub.site import Site
from tests import fixtures_site
from tests.fixtures_site import SITE, BuiltSite, differing, digests, inodes


def without_search(tree: dict[str, str]) -> dict[str, str]:
    return {path: digest for path, digest in tree.items() if not path.startswith(f"{search.FOLDER}/")}


def test_a_second_build_draws_nothing_and_changes_no_byte(site: BuiltSite) -> None:
    before, kept = digests(site.output), inodes(site.output)
    built = recipe.build(Project(site.project.root), SITE, site.output)
    assert (built.pages, built.drawn) == (site.built.pages, 0)
    assert differing(before, digests(site.output)) == []
    assert inodes(site.output) == kept


@dataclass(frozen=True)
class Second:
    """A second copy of the project, built cold in other folders, and edited from test to test."""

    project: Project
    output: Path
    built: recipe.Built


def keys(second: Second) -> dict[str, str]:
    """The key by which each published page was drawn: another one says that it was drawn again."""
    memory = second.project.cache / f"site-{digest_of([str(second.output.resolve())])}.pickle"
    entries = tree.remembered(memory, second.output)
    return {path: entry.key for path, entry in entries.items() if entry.facts is not None}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Second:
    folder = tmp_path_factory.mktemp("second")
    project = fixtures_site.copy_project(folder / "elsewhere" / "copy")
    output = folder / "published" / "here"
    return Second(project, output, recipe.build(project, SITE, output))


def test_two_cold_builds_in_different_folders_are_the_same_bytes(site: BuiltSite, second: Second) -> None:
    assert second.built.drawn == second.built.pages == site.built.pages
    assert differing(digests(site.output), digests(second.output)) == []


def replace(old: str, new: str) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def some_resource(project: Project, holds: str) -> Path:
    """The first file of a resource that holds a text."""
    found = sorted((project.content / "resources").rglob("*.yml"))
    return next(path for path in found if holds in path.read_text(encoding="utf-8") and not path.name.startswith("_"))


# An edit, by its name: which file, and what is done to it. `few` says that most pages must stay as they are.
EDITS: dict[str, tuple[str, Callable[[Path], None], bool]] = {
    "the summary of a resource": (
        "resources/belief-to-action/three-beliefs.yml",
        replace("What the science steering team", "WHAT the science steering team"),
        True,
    ),
    "the name of an organization": (
        "organizations/sdcoe.yml",
        replace("name:", "note: Edited for a test.\nname:"),
        True,
    ),
    "a letter": ("commitments/lausd-castl-k12.md", replace("It names four goals", "It NAMES four goals"), True),
    "the introduction of a collection": (
        "resources/castl-k12/_collection.yml",
        replace("The Collaborative", "THE Collaborative"),
        True,
    ),
    "a label that every page may show": (
        "vocabularies/resource_types.yml",
        replace("label:", "description: Edited.\n    label:"),
        False,
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_site_is_what_a_cold_build_gives(second: Second, tmp_path: Path, name: str) -> None:
    """The canary of the cache: whatever is edited, reused pages are the same as pages drawn anew."""
    file, edit, few = EDITS[name]
    path = second.project.content / file
    original = path.read_bytes()
    recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
    before, kept = digests(second.output), keys(second)
    try:
        edit(path)
        warm = recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
        assert not warm.refused, [problem.message for problem in warm.problems]
        cold = recipe.build(Project(second.project.root), SITE, tmp_path / "cold", with_search=False)
        now = digests(second.output)
        assert differing(now, digests(tmp_path / "cold")) == []
        changed = {path for path in differing(before, now) if path.endswith(".html")}
        redrawn = {path for path, key in keys(second).items() if kept.get(path) != key}
        assert cold.drawn == cold.pages
        assert changed and changed <= redrawn
        assert warm.drawn == len(redrawn)
        if few:
            # Written pages are filled anew on most edits; of the generated ones, only those that show the record.
            generated = {path for path in redrawn if path.removeprefix("es/").count("/") > 1}
            assert len(generated) < warm.pages / 5
    finally:
        path.write_bytes(original)


def test_only_pages_that_show_a_record_are_drawn_again(second: Second) -> None:
    file = second.project.content / "resources/belief-to-action/three-beliefs.yml"
    original = file.read_bytes()
    recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
    before, kept = digests(second.output), keys(second)
    try:
        replace("title:", "aliases: [three-old-beliefs]\ntitle:")(file)
        recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
        redrawn = {path for path, key in keys(second).items() if kept.get(path) != key}
        assert {"resources/three-beliefs/index.html", "resources/three-old-beliefs/index.html"} <= redrawn
        partners = {path for path in redrawn if path.removeprefix("es/").startswith("organizations/")}
        # Its partner, and the parent of that one, whose page shows what its parts made.
        shown_on = ("cal-mscs-sst", "cal-mscs")
        assert partners == {f"{es}organizations/{id}/index.html" for id in shown_on for es in ("", "es/")}
        assert not [path for path in redrawn if "expectations/" in path]
        assert before.keys() < digests(second.output).keys()
    finally:
        file.write_bytes(original)


def test_a_record_that_moves_to_another_collection_is_shown_there(second: Second, tmp_path: Path) -> None:
    """Not a byte of it changes."""
    resources = second.project.content / "resources"
    file, there = resources / "lausd-steam/steam-home.yml", resources / "castl-k12/steam-home.yml"
    recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
    file.rename(there)
    try:
        warm = recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
        assert not warm.refused, [problem.message for problem in warm.problems]
        recipe.build(Project(second.project.root), SITE, tmp_path / "cold", with_search=False)
        assert differing(digests(second.output), digests(tmp_path / "cold")) == []
    finally:
        there.rename(file)


def test_only_links_that_may_have_changed_are_judged_again(second: Second, monkeypatch: pytest.MonkeyPatch) -> None:
    judged, really = list[Collection[str]](), seal.broken_links

    def listen(pages: Mapping[str, seal.Facts], *others: Any) -> list[tuple[str, str, str]]:
        judged.append(others[-1])
        return really(pages, *others)

    monkeypatch.setattr("hub.parallel.may_fork", lambda: False)  # A forked process would not be heard.
    monkeypatch.setattr(seal, "broken_links", listen)
    for with_search in (True, True, False, False):
        recipe.build(Project(second.project.root), SITE, second.output, with_search=with_search)
    layouts = [page for page in judged[-1] if page.endswith("_layout/index.html")]
    assert layouts and sorted(judged[1]) == sorted(judged[3]) == sorted(layouts)
    assert set(judged[1]) <= set(judged[0])


def test_a_record_that_goes_takes_its_page_along(second: Second) -> None:
    """A scaffold-like record of its own, so that nothing else names it."""
    file = second.project.content / "resources/editors-guides/passing-guest.yml"
    model = some_resource(second.project, "editor_authored: true").read_text(encoding="utf-8").splitlines(keepends=True)
    kept_keys = ("title:", "summary:", "type:", "added:", "sources:", "topics:", "audience:", "language:")
    lines, taking = list[str](), False
    for line in model:
        if not line.startswith((" ", "-")):
            taking = line.startswith(kept_keys)
        if taking:
            lines.append(line)
    page = second.output / "resources/passing-guest/index.html"
    try:
        file.write_text("".join(lines), encoding="utf-8")
        with_guest = recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
        assert not with_guest.refused, [problem.message for problem in with_guest.problems]
        assert page.is_file()
    finally:
        file.unlink()
    recipe.build(Project(second.project.root), SITE, second.output, with_search=False)
    assert not page.exists()
    assert b"passing-guest" not in b"".join(fixtures_site.tree_of(second.output).values())


def test_another_address_of_the_site_reaches_every_page(second: Second) -> None:
    """A project site on GitHub Pages lives in a folder; only the 404 page has links from the root."""
    at = SITE.at("https://owner.github.io/hub/")
    output = second.output.with_name("folder")
    built = recipe.build(Project(second.project.root), at, output, with_search=False)
    assert not built.refused, [problem.message for problem in built.problems]
    pages = {path: raw for path, raw in fixtures_site.tree_of(output).items() if path.endswith(".html")}
    assert not [path for path, raw in pages.items() if b"hub.example" in raw]
    links = fixtures_site.read_page(pages["404.html"].decode()).links
    assert all(link.startswith(("/hub/", "https:", "#")) for link in links)
    assert b'<link rel="canonical" href="https://owner.github.io/hub/es/about/">' in pages["es/about/index.html"]


def test_without_a_public_address_the_site_is_whole_and_names_none(second: Second) -> None:
    """What a newcomer builds: no address, no repository."""
    output = second.output.with_name("plain")
    built = recipe.build(Project(second.project.root), Site(today=SITE.today), output, with_search=False)
    assert not built.refused, [problem.message for problem in built.problems]
    found = fixtures_site.tree_of(output)
    assert "sitemap.xml" not in found
    for path, raw in found.items():
        if path.endswith(".html"):
            assert b'rel="canonical"' not in raw and b'hreflang="x-default"' not in raw, path
            assert b"github.com/example" not in raw and b"hub.example" not in raw, path
