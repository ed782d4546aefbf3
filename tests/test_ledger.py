"""The ledger: a file of addresses is read strictly, written in order, and compared with what a build has made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import ledger
from hub.ledger import Ledger
from tests.conftest import ROOT
from tests.fixtures_site import workplace

OTHERS = ["es/"]


def read(path: Path, text: str | bytes) -> tuple[Ledger, list[str]]:
    file = path / ledger.FILE
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found, problems = ledger.read(file)
    return found, [f"{problem.place.line} {problem.code}" for problem in problems]


def test_addresses_are_read_with_their_lines(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "# A comment.\n\nabout/\nold/ -> about/\r\n  letters/letters.csv  \n")
    assert problems == []
    assert found.lines == {"about/": 3, "old/": 4, "letters/letters.csv": 5}
    assert found.moved == {"old/": "about/"}


@pytest.mark.parametrize(
    "line",
    [
        "https://hub.example/about/",
        "/about/",
        "about//",
        "../about/",
        "a/../b/",
        "about/ ->",
        "about/ -> ",
        "-> about/",
        "about/ -> /",
        "about/ -> javascript:alert(1)",
        "about/ -> //evil.example/",
        "about/ -> about/",
        "feed.atom -> about/",
        "feed.atom -> letters/letters.csv",
        "about/ -> feed.atom",
        "a b/",
        "über/",
        "about/?x=1",
        "about/#top",
        "<script>",
        "a\0b/",
        "a/" * 400,
        "kept/",
    ],
)
def test_a_line_that_is_no_address_is_told_at_its_place(tmp_path: Path, line: str) -> None:
    found, problems = read(tmp_path, f"# A comment.\nkept/\n{line}\n")
    assert problems == ["3 ledger-line"]
    assert found.lines == {"kept/": 2} and found.moved == {}


def test_where_there_is_none_nothing_was_published(tmp_path: Path) -> None:
    assert ledger.read(tmp_path / "nowhere") == (Ledger(), [])


def test_what_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(tmp_path, b"about/\n\xff\xfe\n")[1] == ["2 ledger-line"]
    monkeypatch.setattr(ledger, "MAX_BYTES", 10)
    assert read(tmp_path, "about/\n" * 10)[1] == ["1 ledger-line"]
    (tmp_path / ledger.FILE).unlink()
    (tmp_path / ledger.FILE).mkdir()
    assert ledger.read(tmp_path / ledger.FILE)[1][0].code == "ledger-line"


def test_pages_and_what_programs_ask_for_are_kept() -> None:
    files = ["index.html", "about/index.html", "es/index.html", "es/about/index.html", "es/feed.atom", "letters/a.csv"]
    files += ["404.html", "es/404.html", "assets/css/a.css", "es/assets/a.js", "pagefind/x.pf_meta", "manifest.json"]
    files += ["sitemap.xml", ".nojekyll", "es/pagefind/a.js"]
    assert ledger.addresses(files, OTHERS) == {"about/", "es/", "es/about/", "es/feed.atom", "letters/a.csv"}


def told(text: str, there: set[str], tmp_path: Path, whole: bool = True) -> list[str]:
    found, problems = read(tmp_path, text)
    assert problems == []
    return [f"{p.place.line} {p.code} {p.hint}" for p in ledger.lost(found, there, OTHERS, whole)]


def test_what_a_build_would_lose_is_told_with_the_thing_to_type(tmp_path: Path) -> None:
    text = "about/\nes/about/\nes/steam/\nfeed.atom\nsteam/\n"
    assert told(text, {f"{path}index.html" for path in ("about/", "es/about/", "es/steam/", "steam/")}, tmp_path) == [
        "4 address-lost put the file back: programs that ask for it follow no page, and no file of its kind is there"
    ]
    hint = "put the page back, or write in this line where its readers go instead: `steam/ -> stem/`"
    there = {"about/index.html", "stem/index.html", "es/about/index.html", "feed.atom"}
    assert told(text, there, tmp_path) == [f"5 address-lost {hint}"], "both languages are told of once"
    there |= {"steam/index.html"}
    hint = "put the page back: docs/es/steam.md, or the English one"
    assert told(text, there, tmp_path) == [f"3 address-lost {hint}"]


def test_programs_are_given_another_file_of_the_same_kind(tmp_path: Path) -> None:
    def hint(text: str, *there: str) -> str:
        (line,) = told(text, {"about/index.html", *there}, tmp_path)
        return line

    start = "1 address-lost put the file back, or write in this line what programs get instead: "
    assert hint("topics/a/feed.atom\n", "feed.atom", "topics/b/feed.atom").removeprefix(start) == (
        "`topics/a/feed.atom -> feed.atom`"
    )
    assert hint("letters/a.csv\n", "letters/b.csv", "b.json").removeprefix(start) == "`letters/a.csv -> letters/b.csv`"
    assert hint("a.csv -> b.csv\n", "a.csv") == "1 address-lost write the address of a file of this site"
    assert hint("feed.atom\nes/feed.atom\n", "feed.atom").startswith("2 address-lost put the file back, as the English")


def test_readers_are_sent_to_what_comes_nearest(tmp_path: Path) -> None:
    def instead(there: set[str]) -> str:
        (line,) = told("packets/visit-guide/\n", there, tmp_path)
        return line.split("`")[1].split(" -> ")[1]

    there = {"about/index.html", "es/visit/index.html", "index.html"}
    assert instead(there) == "about/"
    assert instead(there | {"packets/visit-guides/index.html", "packets/a/index.html"}) == "packets/visit-guides/"
    assert instead(there | {"resources/visit-guide/index.html"}) == "resources/visit-guide/"


def test_a_site_without_an_address_has_no_feeds_to_lose(tmp_path: Path) -> None:
    assert told("feed.atom\n", set(), tmp_path, whole=False) == []


def test_a_site_without_an_address_has_no_feeds_to_send_readers_to(tmp_path: Path) -> None:
    text, there = "feed.atom\ntopics/old/feed.atom -> feed.atom\n", {"index.html"}
    assert told(text, there, tmp_path, whole=False) == []
    assert len(told(text, there, tmp_path)) == 3
    assert len(told("about/\nold/ -> nowhere/\n", {"about/index.html", "old/index.html"}, tmp_path, whole=False)) == 1


def test_readers_are_sent_to_a_page_that_is_there(tmp_path: Path) -> None:
    there = {"old/index.html", "about/index.html"}
    assert told("about/\nold/ -> about/\n", there, tmp_path) == []
    assert told("about/\nold/ -> nowhere/\n", there, tmp_path) == [
        "2 address-lost write the address of a page of this site"
    ]


ADDRESS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,8}(/[a-z0-9]{1,5}){0,2}/?", fullmatch=True)


@given(st.sets(ADDRESS, max_size=6), st.sets(ADDRESS, max_size=6))
def test_nothing_is_ever_removed_and_a_text_is_read_as_it_was_written(old: set[str], more: set[str]) -> None:
    moved = {here: "about/" for here in sorted(old)[:2] if here.endswith("/") and here != "about/"}
    said = ledger.text(Ledger(dict.fromkeys(old, 1), moved), more)
    lines = [line for line in said.splitlines() if not line.startswith("#")]
    assert [line.partition(" -> ")[0] for line in lines] == sorted(old | more)
    assert {line for line in lines if " -> " in line} == {f"{here} -> about/" for here in moved}
    assert ledger.text(Ledger(dict.fromkeys(old | more, 1), moved), ()) == said


@given(st.binary(max_size=200))
def test_whatever_the_file_holds_it_is_read_or_refused_with_a_line(raw: bytes) -> None:
    path = workplace() / "addresses-of-a-test.txt"
    path.write_bytes(raw)
    found, problems = ledger.read(path)
    assert all(problem.place.line >= 1 for problem in problems)
    assert ledger.read(path) == (found, problems)


def test_the_ledger_of_the_hub_is_in_order() -> None:
    path = ROOT / "content" / ledger.FILE
    found, problems = ledger.read(path)
    assert problems == [] and "resources/three-beliefs/" in found.lines and "es/letters/" in found.lines
    assert path.read_text() == ledger.text(found, ()), "run `make ledger`"
