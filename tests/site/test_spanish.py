"""Spanish pages speak Spanish: what is English on them is marked as English."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tests import fixtures_site
from tests.fixtures_site import ROOT, BuiltSite

# The last word of a term that is explained where it stands.
_EXPLAINED = re.compile(r'<span class="hub-word">([^<]*)<button[^>]*></button></span>')
_LEFT_OUT = re.compile(
    r"<(script|style|pre|code|template)\b.*?</\1>|<!--.*?-->|"
    # What is marked as English may be English: no element that is marked holds another of its kind.
    r"<(?!html\b)(\w+)[^>]* lang=\"en\"[^>]*>.*?</\2>",
    re.DOTALL,
)
_TEXT = re.compile(r">([^<>]+)<|\b(?:aria-label|title|alt|placeholder)=\"([^\"]+)\"")


@pytest.fixture(scope="session")
def site() -> BuiltSite:
    return fixtures_site.the_site()


def english_words() -> set[str]:
    """The interface's own words whose Spanish is another; whole sentences and labels, not parts of them."""
    with (ROOT / "hub" / "locales" / "es" / "hub.po").open("rb") as file:
        catalog = read_po(file, locale="es")
    found = set()
    for message in catalog:
        pairs = zip(
            message.id if isinstance(message.id, (tuple, list)) else [message.id],
            message.string if isinstance(message.string, (tuple, list)) else [message.string],
            strict=False,
        )
        found |= {str(english) for english, spanish in pairs if english and english != spanish and "%" not in english}
    return found - {str(message.string) for message in catalog}


def texts(html: str) -> set[str]:
    whole = _EXPLAINED.sub(r"\1", _LEFT_OUT.sub("", html))
    return {" ".join((match[1] or match[2]).split()) for match in _TEXT.finditer(whole)}


def test_no_interface_word_is_left_in_english(site: BuiltSite) -> None:
    words = english_words()
    assert len(texts(site.pages["resources/three-beliefs/index.html"].html) & words) > 10, "English words would be seen"
    left = {
        path: sorted(found)
        for path, page in site.pages.items()
        if path.startswith("es/") and (found := texts(page.html) & words)
    }
    assert left == {}


def test_every_written_page_stands_in_spanish() -> None:
    english = {path.relative_to(ROOT / "docs" / "en") for path in (ROOT / "docs" / "en").rglob("*.md")}
    spanish = {path.relative_to(ROOT / "docs" / "es") for path in (ROOT / "docs" / "es").rglob("*.md")}
    assert english == spanish


def test_no_page_is_borrowed_from_english(site: BuiltSite) -> None:
    borrowed = [
        path for path, page in site.pages.items() if path.startswith("es/") and "hub-note hub-fallback" in page.html
    ]
    assert borrowed == []


def test_a_record_without_spanish_is_marked_as_english(site: BuiltSite) -> None:
    """The title of a record that has no Spanish is English, and marked so in its heading."""
    marked = 0
    for path, page in site.pages.items():
        if path.startswith("es/resources/"):
            heading = re.search(r"<h1>(.*?)</h1>", page.html)
            twin = re.search(r"<h1>(.*?)</h1>", site.pages[path.removeprefix("es/")].html)
            if heading and twin:
                english = re.sub(r"<[^>]+>", "", heading[1]) == re.sub(r"<[^>]+>", "", twin[1])
                marked += 'lang="en"' in heading[1]
                assert not english or 'lang="en"' in heading[1] or not re.search(r"\b(the|and|of|for)\b", heading[1]), (
                    path
                )


def test_no_small_word_stands_twice(site: BuiltSite) -> None:
    """A word of a sentence may begin what is filled into it, too."""
    twice = re.compile(
        r"\b(de|del|el|la|los|las|en|con|por|para|que|un|una|the|of|to|is|in|and|by) \1\b", re.IGNORECASE
    )
    pages = {path: twice.search(path.read_text(encoding="utf-8")) for path in site.output.rglob("index.html")}
    assert pages and [f"{path}: {found[0]}" for path, found in pages.items() if found] == []
