"""A site in the making: what did not change is taken over, the rest is written."""

from __future__ import annotations

from pathlib import Path

from hub import publish, seal, tree
from hub.tree import Entry, Tree


def old_site(tmp_path: Path) -> tuple[Path, Path, dict[str, Entry]]:
    """A published site of one page, the file that remembers it, and its entries."""
    output, memory = tmp_path / "site", tmp_path / "cache" / "memory.pickle"
    with publish.staging(output) as folder:
        growing = Tree(folder, output, {})
        growing.write("about/index.html", b"about", "key-1", seal.Facts(("../",), ("top",)))
        token = growing.token()
        publish.swap(folder, output, token)
    tree.remembering(memory, token, growing.entries)()
    return output, memory, growing.entries


def test_a_site_is_remembered_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    output, memory, entries = old_site(tmp_path)
    assert tree.remembered(memory, output) == entries


def test_a_site_that_another_program_wrote_is_not_remembered(tmp_path: Path) -> None:
    output, memory, _ = old_site(tmp_path)
    (output / publish.MARKER).write_text("another tree")
    assert tree.remembered(memory, output) == {}


def test_a_memory_that_cannot_be_read_is_forgotten(tmp_path: Path) -> None:
    output, memory, _ = old_site(tmp_path)
    memory.write_bytes(b"broken")
    assert tree.remembered(memory, output) == {}
    assert tree.remembered(tmp_path / "missing", output) == {}


def test_a_file_of_the_same_key_is_linked_and_another_is_not(tmp_path: Path) -> None:
    output, memory, entries = old_site(tmp_path)
    (tmp_path / "new").mkdir()
    growing = Tree(tmp_path / "new", output, tree.remembered(memory, output))
    assert growing.keep("about/index.html", "key-1")
    assert growing.entries == entries
    assert (tmp_path / "new/about/index.html").samefile(output / "about/index.html")
    assert not growing.keep("about/index.html", "key-2")
    assert not growing.keep("other/index.html", "key-1")


def test_a_file_that_somebody_removed_is_made_anew(tmp_path: Path) -> None:
    output, memory, _ = old_site(tmp_path)
    (output / "about/index.html").unlink()
    (tmp_path / "new").mkdir()
    growing = Tree(tmp_path / "new", output, tree.remembered(memory, output))
    assert not growing.keep("about/index.html", "key-1")


def test_the_token_depends_on_paths_and_bytes(tmp_path: Path) -> None:
    def token(files: dict[str, bytes]) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        growing = Tree(folder, folder, {})
        for path, raw in files.items():
            growing.write(path, raw, "")
        return growing.token()

    assert token({"a": b"1", "b": b"2"}) == token({"b": b"2", "a": b"1"})
    assert len({token({"a": b"1"}), token({"a": b"2"}), token({"b": b"1"}), token({})}) == 4


def test_what_is_made_anew_and_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    output, memory, entries = old_site(tmp_path)
    (tmp_path / "new").mkdir()
    (tmp_path / "new/about").mkdir()
    there = tmp_path / "new/about/index.html"
    there.write_bytes(b"about")
    before = there.stat()
    growing = Tree(tmp_path / "new", output, tree.remembered(memory, output), stale=frozenset())
    entry = growing.write("about/index.html", b"about", "key-2")
    assert (there.stat().st_mtime_ns, there.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert entry.key == "key-2" and entry.sha256 == entries["about/index.html"].sha256
    assert growing.differing() == frozenset()
    growing.write("about/index.html", b"other", "key-3")
    assert there.read_bytes() == b"other" and growing.differing() == {"about/index.html"}


def test_what_an_older_tree_has_otherwise_is_written(tmp_path: Path) -> None:
    output, memory, _ = old_site(tmp_path)
    (tmp_path / "new/about").mkdir(parents=True)
    (tmp_path / "new/about/index.html").write_bytes(b"older")
    stale = frozenset({"about/index.html"})
    growing = Tree(tmp_path / "new", output, tree.remembered(memory, output), stale)
    growing.write("about/index.html", b"about", "key-2")
    assert (tmp_path / "new/about/index.html").read_bytes() == b"about"


def test_the_links_of_a_page_are_judged_when_it_or_what_it_leads_to_changed(tmp_path: Path) -> None:
    def entry(*ids: str) -> Entry:
        return Entry("", "", seal.Facts((), ids))

    remembered = {"a": entry("x", "y"), "b": entry(), "c.css": Entry("", ""), "found/x": Entry("", "")}

    def judged(**changes: Entry | None) -> list[str]:
        growing = Tree(tmp_path, tmp_path, remembered)
        now = {**remembered, **changes}
        growing.entries = {path: entry for path, entry in now.items() if entry is not None}
        return sorted(growing.to_judge(("found/", "list.json")))

    assert judged() == []
    assert judged(a=entry("x", "y", "z")) == ["a"]
    assert judged(d=entry()) == ["d"]
    assert judged(a=entry("x")) == ["a", "b"], "a place has gone to which the other may lead"
    assert judged(a=None) == ["b"]
    assert judged(**{"c.css": None}) == ["a", "b"]
    assert judged(**{"found/x": None}) == []
    assert judged(a=Entry("", "")) == ["b"], "what was a page is none now"
