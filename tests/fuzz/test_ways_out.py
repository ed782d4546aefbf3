"""Any text in an address, a redirect, a slot of the theme or a query: it comes out as the text that it was."""

from __future__ import annotations

import ipaddress
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from hub import ledger, prose, replacing, seal
from hub.catalogue import Catalogue
from hub.language import prefix_of
from hub.model.fields import Localized, address
from hub.outputs.redirects import Redirect
from hub.render import Renderer
from hub.stamp import _SENTINELS, Layout
from hub.views import slots
from hub.written_pages import check_text
from tests.conftest import ROOT
from tests.fixtures_site import SITE
from tests.fuzz.profile import SIGNS, TEXT, WHOLE, fuzzed, is_told, slowly, spoiled
from tests.pages.conftest import renderer_for

HOSTS = ("example.org", "a.b.example.org", "localhost", "127.0.0.1", "0x7f.1", "2130706433", "[::1]", "printer.local")
MORE_HOSTS = ("10.0.0.1.", "example.org.", "EXAMPLE.ORG", "hub.internal", "a_b.org", "１２７.0.0.1", "a。org", "-a.org")
STARTS = ("https://", "http://", "HTTPS://", "//", "ftp://", "javascript://", "https:/\\", "https:///", " https://", "")
USERS = ("", "", "", "a@", "a:b@", "%40", "\\@", "@")
PORTS = ("", "", "", ":443", ":", ":0", ":99999", ":a")
addresses = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(STARTS),
    st.sampled_from(USERS),
    st.sampled_from((*HOSTS, *MORE_HOSTS)) | TEXT,
    st.sampled_from(PORTS),
    WHOLE | st.just("") | st.just("/a?b=c&amp;d=%3Ce%3E#f"),
)
SHELL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>@@hub-title@@ - The hub</title>
<meta name="description" content="@@hub-description@@"><link rel="canonical" href="https://hub.example/resources/_layout/">
</head><body><nav><ol><li><a href="../">Resources</a></li><li aria-current="page">@@hub-title@@</li></ol></nav>
<main><h1>@@hub-title@@</h1><p>@@hub-body@@</p></main></body></html>"""
# What a page that leads elsewhere is made of.
ELEMENTS = {"html", "head", "meta", "title", "body", "main", "h1", "p", "a", "span"}
LEDGER = (ROOT / "content" / ledger.FILE).read_bytes()
PAGES = sorted(path.read_bytes() for path in (ROOT / "docs").rglob("*.md"))


def soup(html: str) -> BeautifulSoup:
    """A page as lxml reads it."""
    return BeautifulSoup(html, "lxml")


def shown(text: str) -> str:
    """A text as HTML can say it: a browser makes one line end of all, and has no other controls."""
    return " ".join(text.split())


@fuzzed
@given(value=addresses | WHOLE)
def test_an_address_is_a_public_page_or_refused(value: str) -> None:
    try:
        assert address(value) == value
    except ValueError as error:
        what, _, hint = str(error).rpartition("; ")
        assert what and hint
        return
    parts = urlsplit(value)
    assert parts.scheme in ("https", "http") and parts.username is None and parts.port is None
    host = parts.hostname or ""
    assert "." in host and host.isascii() and not host.endswith((".local", ".internal", ".localhost", "."))
    with pytest.raises(ValueError):
        ipaddress.ip_address(host)
    assert not set(value) & set("\"'<>\\^`{|} \t\n\r")
    (link,) = soup(f'<a href="{value}">').find_all("a")  # Nothing in it can end an attribute.
    assert list(link.attrs) == ["href"] and not link.text


@fuzzed
@given(words=TEXT, value=addresses)
def test_a_link_in_prose_leads_to_a_public_page_or_nowhere(words: str, value: str) -> None:
    for text in (
        f"[{words}]({value})",
        f"[{words}](<{value}>)",
        f"<{value}>",
        f"[a]\n\n[a]: {value}",
        f"![{words}]({value})",
    ):
        for link in soup(prose.to_html(text)).find_all(True):
            assert link.name in prose.TAGS | {"html", "body"}
            assert set(link.attrs) <= {"href", "rel", "start"}
            href = str(link.get("href", "#"))
            if not href.startswith("#"):
                parts = urlsplit(href)
                assert parts.scheme in ("https", "http") and "@" not in parts.netloc and "." in parts.netloc


@pytest.fixture(scope="module", params=SITE.languages)
def renderer(request: pytest.FixtureRequest, catalogue: Catalogue) -> Renderer:
    return renderer_for(catalogue, SITE, request.param)


@fuzzed
@given(title=TEXT, spanish=TEXT, parent=st.none() | TEXT)
def test_a_redirect_leads_where_it_should_whatever_it_is_called(
    renderer: Renderer, title: str, spanish: str, parent: str | None
) -> None:
    redirect = Redirect("resources/old/", "resources/new/#part", Localized(title, spanish), parent)
    html = seal.with_policy(renderer.render("pages/redirect.html", {"base": "../../", "redirect": redirect}))
    page = soup(html)
    named = spanish if renderer.lang == "es" else title
    assert shown(page.title.text) == shown(named) and shown(page.h1.text) == shown(named)  # type: ignore[union-attr]
    (refresh,) = page.find_all("meta", {"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=../../resources/new/#part"
    assert {str(link["href"]) for link in page.find_all("a")} == {"../../resources/new/#part"}
    assert {element.name for element in page.find_all(True)} <= ELEMENTS
    assert set(seal.facts(html).links) == {"../../resources/new/#part"} and prefix_of(renderer.lang) in ("", "es/")


@fuzzed
@given(raw=st.binary(max_size=200) | spoiled([LEDGER]))
def test_any_ledger_is_read_with_places_and_written_back(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "addresses.txt"
    path.write_bytes(raw)
    kept, problems = ledger.read(path)
    assert all(map(is_told, problems))
    replacing.put(path, ledger.text(kept, ["more/"]))
    again, none = ledger.read(path)
    assert not none and again.moved == kept.moved and set(again.lines) == {*kept.lines, "more/"}
    assert all(map(is_told, ledger.lost(kept, {"index.html"}, ["es/"])))


@fuzzed
@given(title=TEXT, description=TEXT)
def test_what_a_record_says_fills_the_slots_of_the_theme_as_text(title: str, description: str) -> None:
    layout = Layout(tuple(_SENTINELS.split(SHELL)), tuple(_SENTINELS.findall(SHELL)))
    page = soup(layout.stamp(title, description, "resources/a/", "<p>Body</p>"))
    assert shown(page.title.text) == shown(f"{title} - The hub")  # type: ignore[union-attr]
    (meta,) = page.find_all("meta", {"name": "description"})
    assert shown(str(meta["content"])) == shown(description) and list(meta.attrs) == ["name", "content"]
    assert [shown(item.text) for item in page.find_all("li")] == ["Resources", shown(title)]
    names = [element.name for element in page.find_all(True)]
    assert names == [
        "html",
        "head",
        "meta",
        "title",
        "meta",
        "link",
        "body",
        "nav",
        "ol",
        "li",
        "a",
        "li",
        "main",
        "h1",
        "p",
    ]


values = st.recursive(
    WHOLE | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WHOLE, inner, max_size=3),
    max_leaves=6,
)


@fuzzed
@given(query=st.dictionaries(WHOLE, values, max_size=3))
def test_the_query_of_a_slot_survives_markdown_and_html(query: dict[str, Any]) -> None:
    import markdown  # type: ignore[import-untyped]

    for inline in (False, True):
        written = slots.slot("counts", query, inline)
        engine = markdown.markdown(f"Words {written} and *more*.\n\n{written}\n", extensions=["tables", "attr_list"])
        for html in (written, engine):
            found = [slots.parse(match) for match in slots.SLOT.finditer(html)]
            assert found and all(one == ("counts", json.loads(json.dumps(query))) for one in found)


@slowly
@given(
    raw=spoiled(PAGES, 2_000), more=st.lists(st.sampled_from(("{{ counts(", "{% raw %}", "{# ", *SIGNS)), max_size=3)
)
def test_any_written_page_is_accepted_or_refused_with_a_place(
    raw: bytes, more: list[str], catalogue: Catalogue
) -> None:
    text = raw.decode("utf-8", "replace") + "".join(more)
    assert all(map(is_told, check_text(text, "docs/en/a.md", catalogue)))
