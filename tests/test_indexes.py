"""An index is taken from the published site as long as the same program would make the same one."""

from __future__ import annotations

from pathlib import Path

from hub import indexes, seal
from hub.catalogue import Catalogue
from hub.site import Site
from hub.tree import Tree

PAGE = b'<!doctype html><html lang="en"><title>A</title><article data-pagefind-body><h1>Seeds</h1></article>'


def build(
    folder: Path, before: Tree | None = None, salt: str = "", page: str = "a/index.html", raw: bytes = PAGE
) -> tuple[Tree, list[str]]:
    """Make a site of one page in a folder; the site, and the languages whose index was made anew, by their folder."""
    tree = Tree(folder, before.folder, before.entries) if before else Tree(folder, folder, {})
    tree.write(page, raw, "", seal.Facts((), ()))
    with indexes.making(Catalogue(), Site(), tree, salt, folder.with_name("searched")) as searches:
        for lang in Site().languages:
            searches.begin(lang)
        searches.finish()
    return tree, list(searches.indexing.runs)


def test_an_index_is_kept_while_what_is_searched_is_the_same(tmp_path: Path) -> None:
    first, every = build(tmp_path / "first")
    beside = PAGE.replace(b"</h1>", b"</h1><p data-pagefind-ignore>Checked on a day</p>")
    assert build(tmp_path / "beside", first, raw=beside)[1] == []
    assert "" in build(tmp_path / "other", first, raw=PAGE.replace(b"Seeds", b"Leaves"))[1]
    assert "" in every


def test_an_index_is_kept_for_the_same_pages_and_the_same_program(tmp_path: Path) -> None:
    first, every = build(tmp_path / "first")
    assert "" in every
    same, anew = build(tmp_path / "same", first)
    assert anew == [] and same.token() == first.token()
    assert build(tmp_path / "other program", first, salt="newer")[1] == every
    assert "" in build(tmp_path / "moved", first, page="b/index.html")[1], "an index names addresses"
