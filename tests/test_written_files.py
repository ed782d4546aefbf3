"""What lies below docs/ and overrides/ is looked at before anything opens it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub import build, shells
from hub.checks.rules import RULES
from hub.project import Project
from hub.site import Site
from hub.source import MAX_BYTES
from hub.written_files import around_pages, look
from hub.written_pages import check_pages
from tests.conftest import ROOT

ENGLISH = Site(languages=("en",))


def told(folder: Path) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in check_pages(folder, "docs", None)]


def test_no_link_below_docs_is_followed(tmp_path: Path) -> None:
    docs, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
    for folder in (docs / "en/assets", docs / "es", elsewhere):
        folder.mkdir(parents=True)
    # What would be told of it if it were read.
    (elsewhere / "page.md").write_text("---\ntitle: [\n---\n{{ nothing")
    (docs / "en/page.md").symlink_to(elsewhere / "page.md")
    (docs / "en/folder").symlink_to(elsewhere)
    (docs / "en/assets/nowhere.png").symlink_to("nowhere")
    (docs / "es/page.md").symlink_to("../en/page.md")
    os.mkfifo(docs / "en/pipe.md")
    assert told(docs) == [
        "docs/en/assets/nowhere.png:1:1 symlink",
        "docs/en/folder:1:1 symlink",
        "docs/en/page.md:1:1 symlink",
        "docs/en/pipe.md:1:1 special-file",
        "docs/es/page.md:1:1 symlink",
    ]
    (tmp_path / "linked").symlink_to(docs)
    assert told(tmp_path / "linked") == ["docs:1:1 symlink"]


@pytest.mark.parametrize("folder", ["docs/en/assets", "overrides"])
def test_where_a_link_stands_the_engine_is_not_run(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    secret.chmod(0)
    (tmp_path / folder / "x.txt").symlink_to(secret)
    project = Project(tmp_path)
    made, problems = shells.make(project, ENGLISH)
    assert (made, [str(problem.place) for problem in problems]) == ([], [f"{folder}/x.txt:1:1"])
    assert not project.cache.exists()
    checked = build.check(project, ENGLISH)
    assert f"{folder}/x.txt:1:1 symlink" in [f"{problem.place} {problem.code}" for problem in checked.problems]


def test_a_page_of_html_is_refused(tmp_path: Path) -> None:
    for name in ("en/visits.html", "en/deep/Visits.HTM", "es/x.xhtml", "es/y.XML"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>Hello</p>")
    problems = check_pages(tmp_path, "docs", None)
    assert [problem.place.path for problem in problems] == [
        "docs/en/deep/Visits.HTM",
        "docs/en/visits.html",
        "docs/es/x.xhtml",
        "docs/es/y.XML",
    ]
    assert {problem.code for problem in problems} == {"html-page"} and "Markdown" in problems[0].hint


@pytest.mark.parametrize(
    ("drawing", "place"),
    [
        ("<svg>\n <script>run()</script></svg>", "2:2"),
        ("<svg><s:script xmlns:s='http://www.w3.org/2000/svg'>run()</s:script></svg>", "1:6"),
        ("<svg onload='run()'></svg>", "1:6"),
        ("<svg><a xlink:href='javascript:run()'/></svg>", "1:9"),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", "1:6"),
        ("<svg><image href='https://example.org/a.png'/></svg>", "1:13"),
        ("<!DOCTYPE svg [<!ENTITY x '<script>'>]><svg>&x;</svg>", "1:1"),
        ("<?xml-stylesheet href='a.xsl'?><svg/>", "1:1"),
        ("<?xml version='1.0' encoding='utf-16'?><svg/>", "1:1"),
        ("<svg>\0</svg>", "1:1"),
        ("<_:svg xmlns:_='http://www.w3.org/2000/svg'><_:script>run()</_:script></_:svg>", "1:45"),
        ("<svg><é:script>run()</é:script></svg>", "1:6"),
        ("<svg><style>@import 'https://example.org/a.css'</style></svg>", "1:1"),
        ("<svg style='background: url( //example.org/a.png)'/>", "1:1"),
        ("<svg style='background: &#117;rl(https://example.org/a.png)'/>", "1:1"),
    ],
)
def test_a_drawing_that_is_more_than_shapes(tmp_path: Path, drawing: str, place: str) -> None:
    (tmp_path / "a.SVG").write_text(drawing)
    assert told(tmp_path)[0] == f"docs/a.SVG:{place} active-drawing"


def test_the_examples_of_the_rule_are_right(tmp_path: Path) -> None:
    code = "active-drawing"
    for drawing, expected in ((RULES[code].failing, [f"docs/a.svg:1:41 {code}"]), (RULES[code].passing, [])):
        (tmp_path / "a.svg").write_text(drawing)
        assert told(tmp_path) == expected
    (tmp_path / "a.svg").write_bytes("<svg><script/></svg>".encode("utf-16"))
    assert told(tmp_path) == [f"docs/a.svg:1:1 {code}"]


def test_what_overrides_publish_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text("{% extends 'base.html' %}")
    (tmp_path / "plain.svg").write_text("<svg><path style='fill: url(#a)' d='M0 0'/></svg>")
    assert not around_pages(tmp_path, "overrides")
    (tmp_path / "a.svg").write_text("<svg><script/></svg>")
    (tmp_path / "b.xml").write_text("<html/>")
    (tmp_path / "c").symlink_to("a.svg")
    found = [f"{each.place.path} {each.code}" for each in around_pages(tmp_path, "overrides")]
    assert found == ["overrides/c symlink", "overrides/a.svg active-drawing", "overrides/b.xml html-page"]


def test_a_page_past_the_limit_of_all_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("# Long\n\n" + "word\n" * (MAX_BYTES // 5))
    assert told(tmp_path) == ["docs/long.md:1:1 file-too-large"]


def test_every_file_of_the_project_is_ordinary() -> None:
    for name in ("docs", "overrides"):
        files, problems = look(ROOT / name, name)
        assert files and problems == []
    assert look(ROOT / "nowhere", "nowhere") == ([], [])
