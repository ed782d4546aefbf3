"""Links between written pages, and what the navigation names: told with everything else, at their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.problems import Problem
from hub.written_pages import check_pages

ENGLISH = """site_name: !ENV [NAME, Hub]
not_in_nav: |
  /*/_layout.md
nav:
  - Home: index.md
  - More:
      - About: about.md
      - Letters: letters/index.md
      - Elsewhere: https://example.org/
"""
SPANISH = """INHERIT: mkdocs.yml
nav:
  - Inicio: index.md
  - Acerca de: about.md
  - Cartas: letters/index.md
"""
PAGES = ("en/index.md", "en/about.md", "en/letters/index.md", "en/letters/_layout.md", "es/index.md")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in (*PAGES, "en/assets/a map.png"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Page\n")
    (tmp_path / "mkdocs.yml").write_text(ENGLISH)
    (tmp_path / "mkdocs.es.yml").write_text(SPANISH)
    assert told(tmp_path / "docs") == []
    return tmp_path / "docs"


def told(docs: Path) -> list[Problem]:
    return check_pages(docs, "docs", None)


def rows(docs: Path) -> list[tuple[str, str, str]]:
    return [(str(problem.place), problem.code, problem.hint) for problem in told(docs)]


def test_every_link_that_leads_to_no_file_is_told_in_one_run(docs: Path) -> None:
    (docs / "en/index.md").write_text(
        "# Page\n\n[a](abuot.md) and ![A map](assets/a%20mop.png)\n\n"
        "[b](/about/) [c][1] [d](../x.md#y)\n\n[1]: gone.md 'x'\n"
    )
    (docs / "en/letters/index.md").write_text("# Page\n\n[About](about.md)\n")
    way = "write the way from this page to a file of docs/en, such as about.md or ../about.md"
    assert rows(docs) == [
        ("docs/en/index.md:3:5", "broken-link", "did you mean `about.md`?"),
        ("docs/en/index.md:3:28", "broken-link", "did you mean `assets/a%20map.png`?"),
        ("docs/en/index.md:5:5", "broken-link", "write the way from this page on, such as about.md or ../about.md"),
        ("docs/en/index.md:5:25", "broken-link", way),
        ("docs/en/index.md:7:6", "broken-link", way),
        ("docs/en/letters/index.md:3:9", "broken-link", "did you mean `../about.md`?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[a](about.md#anchor) [b](letters/index.md) [c](<about.md>) [d](about.md 'Title') [e](./about.md?x=1)",
        "![A map](assets/a%20map.png) [a](../resources/) [b](#here) [c](https://example.org/a.md) [d](tel:911)",
        "`[a](gone.md)`\n\n```\n[a](gone.md)\n```\n\n[a](//example.org/x.md) [the file (old)](letters/(old))",
        "[Note]: this is e.g. no address\n\n[^1]: e.g.",
        "\\[a](gone.md) f](gone.md)\n\n<!-- [a](gone.md)\n\n[a](gone.md) -->\n\n<pre>[a](gone.md)</pre>",
        "As code:\n\n    [a](gone.md)\n    [b](gone.md)\n\nand on",
    ],
)
def test_what_leads_somewhere_or_is_not_known_here_is_left_alone(docs: Path, text: str) -> None:
    (docs / "en/index.md").write_text(f"# Page\n\n{text}\n")
    (docs / "es/index.md").write_text(f"# Page\n\n{text}\n")
    assert rows(docs) == []


def test_a_page_that_the_navigation_does_not_name(docs: Path) -> None:
    (docs / "en/visits.md").write_text("# Visits\n")
    (docs / "es/mapas.md").write_text("# Mapas\n")
    add = "add `- Its name: {}` below `nav:` in {}, or delete the page"
    assert rows(docs) == [
        ("docs/en/visits.md:1:1", "page-not-in-nav", add.format("visits.md", "mkdocs.yml and mkdocs.es.yml")),
        ("docs/es/mapas.md:1:1", "page-not-in-nav", add.format("mapas.md", "mkdocs.es.yml")),
    ]


def test_a_page_that_is_named_and_is_not_there(docs: Path) -> None:
    (docs / "en/about.md").unlink()
    out = "restore it, or take it out of `nav` in "
    assert rows(docs) == [
        ("mkdocs.yml:7:16", "nav-page-missing", f"{out}mkdocs.yml"),
        ("mkdocs.es.yml:4:16", "nav-page-missing", f"{out}mkdocs.es.yml"),
    ]


def test_a_spanish_site_without_a_navigation_of_its_own_has_the_english_one(docs: Path) -> None:
    (docs.parent / "mkdocs.es.yml").write_text("INHERIT: mkdocs.yml\n")
    assert rows(docs) == []


def test_a_configuration_that_is_no_yaml_is_one_problem_at_its_place(docs: Path) -> None:
    (docs.parent / "mkdocs.yml").write_text(ENGLISH.replace("  - More:", "  - More: it: is"))
    ((place, code, hint),) = rows(docs)
    assert (place, code) == ("mkdocs.yml:6:13", "yaml-syntax") and "quotes" in hint
    (docs.parent / "mkdocs.yml").write_text("nav: " + "[" * 60_000)
    assert [row[1] for row in rows(docs)] == ["yaml-syntax"]
