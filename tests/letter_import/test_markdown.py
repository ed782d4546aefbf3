"""Text as Markdown: whatever a letter holds is shown as it stands, by the site and by the letter check."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from hub import prose
from hub.letter_import import markdown
from hub.letters.seen import see

TEXTS = st.text(st.sampled_from(list("ab1. \t-+*_#>|=~`[]()!<>&;:\\/\"'x0”’éK@")), min_size=1, max_size=60).filter(
    lambda text: bool(text.split())
)


def shown(body: str) -> list[str]:
    soup = BeautifulSoup(prose.to_html(body), "html.parser")
    for part in soup.find_all(["p", "li"]):
        part.insert_after(" ")
    return soup.get_text().split()


@settings(max_examples=400, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_a_paragraph_is_a_paragraph(texts: list[str]) -> None:
    body = "\n\n".join(markdown.paragraph(markdown.escape(text)) for text in texts)
    wanted = [word for text in texts for word in text.split()]
    seen = see(body)
    assert shown(body) == wanted
    assert [word for block in seen.blocks for word in block.text.replace("\v", " ").split()] == wanted
    assert not seen.hidden and {block.kind for block in seen.blocks} == {"paragraph"}


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_an_item_is_an_item(texts: list[str]) -> None:
    body = "\n".join(markdown.item(markdown.escape(text), "-") for text in texts)
    assert shown(body) == [word for text in texts for word in text.split()]
    assert [block.kind for block in see(body).blocks] == ["item"] * len(texts)


def test_long_paragraphs_are_wrapped() -> None:
    body = markdown.paragraph("word " * 2000)
    assert max(map(len, body.split("\n"))) <= markdown.WIDTH


def test_nested_lists_stay_nested() -> None:
    html = "<ul><li>one<ul><li>inner<ol><li>deep</li></ol></li></ul></li><li><p>two</p><p>more</p></li></ul>"
    body = markdown.from_html(html)
    assert [(block.text, block.depth) for block in see(body).blocks] == [
        ("one", 1),
        ("inner", 2),
        ("deep", 3),
        ("two", 1),
        ("more", 1),
    ]
