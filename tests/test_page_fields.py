"""The fields of written pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.page_fields import mistakes
from hub.written_pages import check_text

DOCS = Path(__file__).parents[1] / "docs"


def told(front_matter: str, body: str = "# Visits\n") -> list[tuple[int, str]]:
    return [(p.place.line, p.code) for p in check_text(f"---\n{front_matter}\n---\n\n{body}", "docs/en/a.md", None)]


@pytest.mark.parametrize(
    "line",
    [
        "template: redirect.html",
        "location: https://example.org/",
        "styles: packet.css",
        "styles: [packet.css, 'a\" b']",
        "scripts: [../../secret.js]",
        "scripts: [https://example.org/a.js]",
        "data: 5",
        "modules: {a: b}",
        "wide: perhaps",
        "title: [a, b]",
        'title: "\\x7b\\x7b 1 \\x7d\\x7d"',
        "translates: yes",
    ],
)
def test_a_page_has_few_fields_each_in_one_form(line: str) -> None:
    assert told(f"description: Plain.\n{line}") == [(3, "page-field")]


def test_the_fields_of_all_pages_are_right() -> None:
    assert not told("title: A\ndescription: B\nwide: true\nstyles: [a.css, b/c-d.css]\ntranslates: 0a2b948fb201")
    assert not list(mistakes({}))


@pytest.mark.parametrize("top", ["Foo: {% raw %}\nTitle: x\n", "title: x\n", "   a-b: c\n", "---\ntitle: x\n"])
def test_fields_stand_between_two_lines(top: str) -> None:
    """Without these lines the engine would still read fields, and the hub words."""
    found = check_text(f"{top}\n# Visits\n", "docs/en/a.md", None)
    assert (found[0].code, found[0].place.line) == ("front-matter-open", 1)


@pytest.mark.parametrize(
    "top", ["# Visits\n", "Words: no", "A word here: there\n", "---\n\n# Visits\n", "\nNote: a\n", "12:30\n"]
)
def test_what_only_looks_like_fields(top: str) -> None:
    found = [each.code for each in check_text(f"{top}\n", "docs/en/a.md", None)]
    assert found == (["front-matter-open"] if top in ("Words: no", "12:30\n") else [])
