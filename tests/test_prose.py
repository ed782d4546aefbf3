"""Contributed Markdown becomes safe HTML: what an author types can format a text and never act."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import comrak
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub import prose

# A title comes from Markdown: [words](address "title").
ATTRIBUTES = {"a": {"href", "rel", "title"}, "ol": {"start"}}
SCHEMES = {"", "http", "https"}

# Each of these ran, or left its place, in some chain of Markdown and cleaner.
VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![x](https://tracker.example/pixel.png)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    '<a href="https://a.example" onclick="alert(1)">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'https://a.example/x.css';</style>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "`<script>`</code><script>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```html onload=alert(1)\nx\n```",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "<form action=https://a.example><input name=q></form>",
    "<base href=https://a.example/>",
    "<meta http-equiv=refresh content='0;url=https://a.example'>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "# Title {: onclick=alert(1) }",
    "</div></main><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p style='position:fixed' class=hub-header id=hub-search>x</p>",
)


class Look(HTMLParser):
    """Complains about anything in HTML that a record does not need."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in prose.TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.bad.append(f"{tag}[{name}]")
            if name == "href" and urlsplit((value or "").strip()).scheme.lower() not in SCHEMES:
                self.bad.append(f"{tag}[href={value}]")

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"<!--{data}")

    def unknown_decl(self, data: str) -> None:
        self.bad.append(f"<![{data}")


def bad_parts(html: str) -> list[str]:
    look = Look()
    look.feed(html)
    look.close()
    return look.bad


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_passes(vector: str) -> None:
    for text in (
        vector,
        f"Words {vector} words",
        f"> {vector}",
        f"- {vector}",
        f"### {vector}",
        f"[{vector}](https://a.example)",
    ):
        assert bad_parts(prose.to_html(text)) == []


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="<>/=\"'&;:#()[]!`*_{}%| \n\tabcdejpstrivonhref1", max_size=120))
def test_no_mixture_of_signs_passes(text: str) -> None:
    assert bad_parts(prose.to_html(text)) == []


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(VECTORS), min_size=2, max_size=5), st.sampled_from(["", " ", "\n", "\n\n", "`", "](", "<"])
)
def test_no_pair_of_vectors_passes(vectors: list[str], between: str) -> None:
    assert bad_parts(prose.to_html(between.join(vectors))) == []


# What an ordinary text is made of, and what stands at the edge of that.
PIECES = (
    *(
        "Words",
        "*some*",
        "**more**",
        "_em **both** em_",
        "`code & <b>`",
        "> ",
        "- ",
        "1. ",
        "# ",
        "### ",
        "\n",
        "\n\n",
        "    ",
    ),
    *("[a](https://a.example/b?c=d#e)", "[*a*](http://a-b.example)", "<https://a.example>", "[b](https://a.example/ñ)"),
    *(
        "[c](https://1.2.3.999/)",
        "[c](https://xn--a.example)",
        "[c](https://a--b.example)",
        "[d](#e)",
        "[f][g]",
        "[](https://a.example)",
    ),
    *(
        "&amp;",
        "&quot;",
        "&#13;",
        "&nbsp;",
        "&#0;",
        "&#xFEFF;",
        "&copy;",
        "\N{NO-BREAK SPACE}",
        "\ufeff",
        "\x0c",
        "\t",
        '"',
        "'",
    ),
    *(
        "\n---\n",
        "\n===\n",
        "***",
        "~~a~~",
        "| a | b |\n|---|---|\n| c | d |",
        "![x](y)",
        "\\",
        "<br>",
        "]",
        "&",
        "<",
        ">",
    ),
)


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(PIECES + VECTORS) | st.text(max_size=5), max_size=12).map("".join))
def test_what_the_cleaner_is_not_asked_about_it_would_not_change(markdown: str) -> None:
    html = comrak.render_markdown(markdown, extension_options=prose._EXTENSIONS)
    assert prose._cleaned(html) == prose._CLEAN.clean(html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Two *words*, **three**.", "<p>Two <em>words</em>, <strong>three</strong>.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("### Heading", "<h3>Heading</h3>"),
        ("[a](https://a.example)", '<p><a href="https://a.example" rel="noopener">a</a></p>'),
        ("[a](#three-beliefs)", '<p><a href="#three-beliefs" rel="noopener">a</a></p>'),
        ("[a](../three-beliefs/)", '<p><a rel="noopener">a</a></p>'),
        ("[a](//elsewhere.example)", '<p><a rel="noopener">a</a></p>'),
        ("[a](https://user@elsewhere.example/)", '<p><a rel="noopener">a</a></p>'),
        (
            "[see [list](https://a.example) [2024]](https://b.example)",
            '<p><a href="https://b.example" rel="noopener">see </a>'
            '<a href="https://a.example" rel="noopener">list</a> [2024]</p>',
        ),
        ("### ![only an image](https://a.example/x.png)", ""),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("¿Qué?", "<p>¿Qué?</p>"),
        ("", ""),
    ],
)
def test_what_an_author_may_use(markdown: str, html: str) -> None:
    assert prose.to_html(markdown) == html


@pytest.mark.parametrize("sign", ["#", "##", "###"])
def test_headings_never_compete_with_those_of_the_page(sign: str) -> None:
    assert prose.to_html(f"{sign} Heading") == "<h3>Heading</h3>"


def test_underlined_headings_do_not_either() -> None:
    for line in ("===", "---"):
        html = prose.to_html(f"Heading\n{line}")
        assert "<h1" not in html and "<h2" not in html


def test_words_alone_for_descriptions() -> None:
    assert prose.to_text("Two *words*\n\n- [three](https://a.example)") == "Two words three"


def test_a_long_text_is_not_slow() -> None:
    for text in ("[" * 20_000, "> " * 5_000 + "x", "*a " * 20_000, "`" * 20_000, "![" * 10_000, "<" * 20_000):
        assert bad_parts(prose.to_html(text)) == []


def test_links_are_where_the_parser_reads_them() -> None:
    text = "[a](../x/) [b](file:///y) <a href='z'>z</a> `[c](d)` <https://e.example> [f][g]\n\n[g]: <h i>\n"
    assert prose.links(text) == ["../x/", "file:///y", "https://e.example", "h%20i"]
