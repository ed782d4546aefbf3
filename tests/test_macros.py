"""Macros from the page to the slot: what a written page may say, what is refused and where, and what comes out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest
from mkdocs.exceptions import PluginError

import macros
from hub import written_pages
from hub.checks.rules import RULES
from hub.load import load
from hub.views import VIEWS
from hub.views.slots import SLOT, parse, query_of, slot
from tests.conftest import MakeProject

ROOT = Path(__file__).parents[1]
CATALOGUE = load(ROOT / "content").catalogue
CODES = sorted(code for code in RULES if code.startswith("macro-"))
AWKWARD_TEXT = "a_b*c*`d`[x](y) \\ \"q' <b>&amp; é {x} {: .y} ~~ == ^^ https://x.y m@x.y"
AWKWARD = {"topic": AWKWARD_TEXT, "n": 3, "b": True, "x": None}


def found(text: str) -> list[tuple[str, str, str]]:
    """Place, code and hint of what is wrong with a page."""
    problems = written_pages.check_text(text, "docs/en/page.md", CATALOGUE)
    return [(str(problem.place), problem.code, problem.hint) for problem in problems]


# The rules.


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_a_page_that_fails_and_one_that_passes(code: str) -> None:

    rule = RULES[code]
    assert found(rule.passing) == []
    if code != "macro-page-unreadable":  # Its example is bytes, not text: see below.
        assert {row[1] for row in found(rule.failing)} == {code}


def test_a_page_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "page.md").write_bytes("# Matemática".encode("latin-1"))
    [problem] = written_pages.check_pages(tmp_path, "docs", None)
    assert (str(problem.place), problem.code) == ("docs/en/page.md:1:8", "macro-page-unreadable")
    (tmp_path / "en" / "page.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: caf\xe9\r\n---\r\n")
    [problem] = written_pages.check_pages(tmp_path, "docs", None)
    assert str(problem.place) == "docs/en/page.md:2:11"
    (tmp_path / "en" / "page.md").write_bytes("# Title\n\nText\n".encode("utf-16-le"))
    [problem] = written_pages.check_pages(tmp_path, "docs", None)
    assert (problem.code, problem.message) == ("macro-page-unreadable", "this looks like UTF-16")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: [\n---\n\n# T\n", ["3:1 yaml-syntax"]),
        ("---\r\ntitle: Part 1: Begin\r\n---\r\n", ["2:14 yaml-syntax"]),
        ("---\ntitle: A\ntitle: B\n---\n", ["3:1 duplicate-key"]),
        ("---\ntitle: &a A\ndescription:\n---\n", ["2:8 yaml-anchor", "3:13 empty-value"]),
        ("---\n- title\n---\n", ["2:1 not-a-mapping"]),
        ("---\ntitle: A\n\n# T\n", ["1:1 front-matter-open"]),
        ("---\ntitle: {{ counts() }}\n---\n", ["2:8 macro-in-front-matter"]),
        ("---\ntitle: A\nhide: [toc]\nsearch:\n  exclude: true\n...\n# T\n", ["3:1 page-field", "4:1 page-field"]),
        ("---\ntitle: A\nwide: true\n...\n# T\n", []),
        ("---\n---\n# T\n", []),
        ("---\n# only a comment\n---\n# T\n", []),
        ("---\n\nA page that begins with a ruled line.\n", []),
    ],
)
def test_front_matter_that_the_engine_would_swallow(text: str, expected: list[str]) -> None:
    assert [f"{place.removeprefix('docs/en/page.md:')} {code}" for place, code, _ in found(text)] == expected


def test_the_written_pages_of_the_hub_are_right() -> None:
    assert written_pages.check_pages(ROOT / "docs", "docs", CATALOGUE) == []


@pytest.mark.parametrize(
    ("text", "place", "code", "hint"),
    [
        ("# T\n\n{{ recource_table() }}\n", "3:4", "macro-unknown", "did you mean `resource_table`?"),
        ("a `x` counts( {{ counts(wat='resources') }}\n", "1:25", "macro-field-unknown", "did you mean `what`?"),
        ('{{ resource_table(\n limit=3,\n topic="asessment") }}\n', "3:2", "macro-term-unknown", "`assessment`"),
        ('---\ntitle: T\n---\n\n{{ stages(of="steam") }}\n', "5:11", "macro-term-unknown", "steam-certification"),
        ("\r\n{{ timeline(from_year='2020') }}\r\n", "2:13", "macro-bad-value", "write a number"),
        ("{{ counts() }} {{ counts(what='x') }}\n", "1:26", "macro-term-unknown", "the words are resources"),
        ("{{ matrix }}\n", "1:1", "macro-not-a-call", "write {{ matrix() }}"),
        ("{{ matrx }}\n", "1:1", "macro-not-a-call", "did you mean `matrix`?"),
        ("x {% include 'a' %}\n", "1:3", "macro-not-a-call", "write a macro call"),
        ("{% set x = 1 %}\n", "1:1", "macro-not-a-call", "write a macro call"),
        ("{{ counts().__class__ }}\n", "1:1", "macro-not-a-call", "write a macro call"),
        ("{{ counts() | upper }}\n", "1:1", "macro-not-a-call", "write a macro call"),
        ("{{ counts(what=now()) }}\n", "1:11", "macro-not-constant", "write a text in quotes"),
        ("{{ timeline(from_year=10**10**10) }}\n", "1:13", "macro-not-constant", "write a text in quotes"),
        ("{{ counts(**x) }}\n", "1:4", "macro-not-constant", "write a macro call"),
        ("{{ zzzz(9) }}\n", "1:4", "macro-unknown", "the macros are"),
        ("{{ module_sequence() }}\n", "1:4", "macro-field-missing", 'write `module_sequence(parent="...")`'),
        ("{{ term_index(facet='topics',\n facet='type') }}\n", "2:2", "macro-field-repeated", "write it once"),
        ("{{ module_sequence('a') }}\n", "1:4", "macro-needs-names", "write `module_sequence(parent=...)`"),
        ('# T\n\n<p class="hub-slot"></p>\n', "3:11", "macro-slot-by-hand", "write the macro that makes it"),
        ("- {{ matrix() }}\n", "1:6", "macro-own-line", "on a line of its own"),
        ("{{ beliefs() }} {{ matrix() }}\n", "1:4", "macro-own-line", "on a line of its own"),
        ("`{{ counts() }}`\n", "1:5", "macro-in-code", "{% raw %}"),
        ("a\n{{ counts( \n", "2:1", "macro-syntax", "write a macro call"),
        ("---\nrender_macros: false\n---\n", "2:1", "macro-in-front-matter", "remove the line"),
        ("# T\n\nan\u202enet\n", "3:3", "hidden-character", "type the words around it again"),
        ("---\ncounts: 3\n---\n", "2:1", "macro-in-front-matter", "another name"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_thing_to_type(text: str, place: str, code: str, hint: str) -> None:
    row = found(text)[0]
    assert row[:2] == (f"docs/en/page.md:{place}", code)
    assert hint in row[2]


def test_all_mistakes_of_a_page_come_in_one_run() -> None:
    rows = found("{{ matrx() }}\n\n{{ counts(wat=1) }} and {{ record_link() }}\n")
    assert [row[1] for row in rows] == ["macro-unknown", "macro-field-unknown", "macro-field-missing"]


@pytest.mark.parametrize(
    "text", ["{{ " + "(" * 5000, "{{ f(a=" + "9" * 5000 + ") }}", "{{" * 3000, "---\n" * 500, "\0{{ x"], ids=range(5)
)
def test_no_page_gives_a_traceback(text: str) -> None:
    found(text)


def test_a_list_that_could_not_be_read_is_no_mistake_of_a_page(project: MakeProject) -> None:
    root = project({"content/resources/one/_collection.yml": "title: A\nintroduction: B\norder: 1\n"})
    (root / "content/vocabularies/topics.yml").unlink()
    (root / "content/resources/one/whole.yml").write_text("title: [broken\n")
    catalogue = load(root / "content").catalogue
    page = '{{ resource_table(topic="assessment") }}\n\n{{ record_link(id="whole") }}\n'
    assert written_pages.check_text(page, "docs/en/page.md", catalogue) == []


def test_what_is_shown_as_text_is_left_alone() -> None:
    assert found("{% raw %}{{ anything.at | all }}{% endraw %} {# a comment #}\n") == []


# Slots.


def test_a_slot_survives_the_engine_and_says_the_same() -> None:
    block, inline = slot("resource_table", AWKWARD), slot("counts", AWKWARD, inline=True)
    source = f"Before\n{block}\nafter {inline} and *{inline}*\n\n{block}\n\n- {inline}\n\n| a |\n|---|\n| {inline} |\n"
    html = markdown.markdown(source, extensions=["abbr", "attr_list", "def_list", "md_in_html", "tables", "toc"])
    read = [parse(match) for match in SLOT.finditer(html)]
    assert len(read) == 6
    assert all(query == AWKWARD for _, query in read)
    assert "<p><div" not in html


def test_a_slot_is_the_same_whatever_the_order() -> None:
    assert slot("a", {"x": 1, "y": "z"}) == slot("a", {"y": "z", "x": 1})


def test_a_slot_cannot_be_left_by_its_query() -> None:
    hostile = slot("a", {"x": '"></div><script>'})
    assert hostile.count("<") == 2 and SLOT.fullmatch(hostile)


def test_a_query_by_hand() -> None:
    assert query_of({"data-hub-query": "{&quot;a&quot;:1}"}) == {"a": 1}
    assert query_of({}) == {}
    for wrong in ("[1]", "{", "&quot;"):
        with pytest.raises(ValueError):
            query_of({"data-hub-query": wrong})


# The door.


@dataclass
class Env:
    """What the macros plugin gives to macros.py."""

    page: Any

    def __post_init__(self) -> None:
        self.macros: dict[str, Any] = {}

    def macro(self, function: Any, name: str) -> None:
        self.macros[name] = function


def env_for(path: Path) -> Env:
    env = Env(SimpleNamespace(file=SimpleNamespace(abs_src_path=str(path)), title="A title"))
    macros.define_env(env)
    return env


def test_every_view_is_a_macro_and_gives_a_slot() -> None:
    env = env_for(ROOT / "docs" / "en" / "index.md")
    assert set(env.macros) == set(VIEWS)
    match = SLOT.fullmatch(env.macros["resource_table"](topic="assessment", limit=5))
    assert match and match["element"] == "div"
    assert parse(match) == ("resource_table", {"topic": "assessment", "limit": 5})
    inline = SLOT.fullmatch(env.macros["counts"](what="resources"))
    assert inline and inline["element"] == "span"


def test_a_wrong_call_names_the_page_the_macro_and_the_nearest_word() -> None:
    env = env_for(ROOT / "docs" / "en" / "about.md")
    with pytest.raises(PluginError, match=r"about\.md: `term_index`: `facet` .*`topic` \(did you mean `topics`\?\)"):
        env.macros["term_index"](facet="topic")
    with pytest.raises(PluginError, match="takes its values by name"):
        env.macros["term_index"]("topics")


def test_a_page_is_checked_before_it_is_rendered(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# T\n\n{{ recource_table() }}\n", encoding="utf-8")
    with pytest.raises(PluginError, match=r"(?s)page\.md:3:4: error: .*did you mean `resource_table`"):
        macros.on_pre_page_macros(env_for(page))
    page.write_text("# T\n\n{{ resource_table() }}\n\nWrite to <ada@example.org>.\n", encoding="utf-8")
    macros.on_pre_page_macros(env_for(page))  # What a person must look at stops nobody.


@pytest.mark.parametrize("title", ["{{ 1 }}", "A {% set x = 1 %}", "{# a #}"])
def test_no_title_is_rendered(tmp_path: Path, title: str) -> None:
    """The plugin would run it, wherever the engine has it from: a name of a file is enough."""
    page = tmp_path / "page.md"
    page.write_text("# T\n", encoding="utf-8")
    env = env_for(page)
    env.page.title = title
    with pytest.raises(PluginError, match=r"page\.md: the title holds a macro"):
        macros.on_pre_page_macros(env)


def test_plain_mkdocs_refuses_a_wrong_call(tmp_path: Path) -> None:
    """The engine alone, without the hub's hooks: `mkdocs build` stops and says what to type."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# T\n\n{{ recource_table() }}\n", encoding="utf-8")
    (tmp_path / "macros.py").write_text((ROOT / "macros.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: T\nplugins:\n  macros: {module_name: macros, on_error_fail: true, on_undefined: strict}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "docs/index.md:3:4" in done.stderr and "did you mean `resource_table`?" in done.stderr
    assert "Traceback" not in done.stderr
