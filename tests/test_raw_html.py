"""What HTML may not do in a written page: told at its place, and never of code that is shown."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

import hooks
from hub.checks.rules import RULES
from hub.raw_html import in_html, in_page
from hub.written_pages import check_text
from tests.conftest import ROOT

FOREIGN = "foreign-picture"


def told(text: str) -> list[str]:
    problems = check_text(text, "page.md", None)
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\na <script>run()</script>\n", "3:3 active-html"),
        ("# T\n\n- <SCRIPT\n  src='a.js'></SCRIPT>\n", "3:3 active-html"),
        ("# T\n\n<style>p {color: red}</style>\n", "3:1 active-html"),
        ('# T\n\n<link rel="stylesheet" href="a.css">\n', "3:1 active-html"),
        ('# T\n\n<meta http-equiv="refresh" content="0; url=https://example.org/">\n', "3:1 active-html"),
        ('# T\n\n<iframe src="https://example.org/"></iframe>\n', "3:1 active-html"),
        ('# T\n\n<object data="a.pdf"></object>\n', "3:1 active-html"),
        ("# T\n\n<embed src=a.svg>\n", "3:1 active-html"),
        ('# T\n\n<p onclick="run()">x</p>\n', "3:4 active-html"),
        ("# T\n\n<svg/onload=run()>\n", "3:6 active-html"),
        ("# T\n\n[About](about.md){: onclick=run() }\n", "3:21 active-html"),
        ("# T\n\n[run it](javascript:run())\n", "3:10 active-html"),
        ("# T\n\n[run it][1]\n\n[1]: JavaScript:run()\n", "5:6 active-html"),
        ('# T\n\n<a href="java&#10;script:run()">x</a>\n', "3:4 active-html"),
        ('---\ntitle: "<script>run()</script>"\n---\n\n# T\n', "2:9 active-html"),
        ("# T\n\n![A map](https://example.org/a.png)\n", "3:1 foreign-picture"),
        ("# T\n\n![A [big] map](//example.org/a.png 'x')\n", "3:1 foreign-picture"),
        ("# T\n\nsee ![A map][map]\n\n[map]: http://example.org/a.png\n", "3:5 foreign-picture"),
        ('# T\n\n<img alt="A map" src="https://example.org/a.png">\n', "3:1 foreign-picture"),
        (
            '# T\n\n<img alt="A map" src="a.png" srcset="a.png 1x, https://example.org/b.png 2x">\n',
            "3:1 foreign-picture",
        ),
        ("# T\n\n<video poster=//example.org/a.png></video>\n", "3:1 foreign-picture"),
        ("# T\n\n![A map](a.png){ src=https://example.org/a.png }\n", "3:18 foreign-picture"),
    ],
)
def test_a_mistake_is_told_where_it_begins(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n```html\n<script>run()</script>\n![A map](https://example.org/a.png)\n```\n",
        "# T\n\n1. First\n\n    ~~~\n    <p onclick=run()>\n    ~~~\n",
        '# T\n\nWrite `<script>` and ``<img src="https://example.org/a.png">``, or `<style\nmedia>`.\n',
        "# T\n\n[The site of it](https://example.org/) and <https://example.org/onboard=1>\n",
        "# T\n\n![A map](assets/images/map.png){: .wide } and ![A map][map]\n\n[map]: assets/map.png\n",
        '# T\n\n<div class="x" markdown>\n\nSome **words**\n\n</div>\n\n<a href="about.md">About</a>\n',
        "# T\n\na < b and one = 1, {one=1} and x<script\n".replace("<script", "< script"),
        '# T\n\n{{ record_link(id="principal-visit-guide") }}\n',
        "# T\n\n[A source][1]\n\n[1]: https://example.org/\n",
        "# T\n\n    <script>run()</script>\n\nWrite \\<script> there.\n",
    ],
)
def test_code_and_what_pages_may_hold_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("code", ["active-html", "foreign-picture"])
def test_the_examples_of_the_rules_are_right(code: str) -> None:
    assert [row.split()[1] for row in told(RULES[code].failing)] == [code]
    assert told(RULES[code].passing) == []


def test_the_pages_of_the_project_hold_nothing_of_it() -> None:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        assert in_page(path.read_text(encoding="utf-8")) == [], path


def test_what_only_the_engine_read_as_html_is_refused_there() -> None:
    page: Any = SimpleNamespace(file=SimpleNamespace(src_uri="visits.md"), meta={})
    with pytest.raises(PluginError, match=r"'visits\.md' is refused: the tag `<script>`"):
        hooks.on_page_content("<p>x</p><script>run()</script>", page=page, config={})
    assert list(in_html("<pre><code>&lt;script&gt;</code></pre><p>on = 1</p>")) == []


def test_a_hostile_page_takes_no_time() -> None:
    began = time.perf_counter()
    for signs in (
        "<a ",
        "<a '",
        '<a b="',
        "![",
        "![[",
        "[a]: ",
        "{",
        "{a=",
        "](",
        "`a",
        "```a\n",
        "``` \n",
        "<",
        "on=",
    ):
        in_page(signs * (60_000 // len(signs)))
    assert time.perf_counter() - began < 20
