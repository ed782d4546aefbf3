"""The engine's hooks: pages that Spanish borrows from English, and who finishes a site."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files

import hooks
from hub.views import slots

CSS = ["assets/css/page.css"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two English pages and one of them in Spanish."""
    for path in ("en/index.md", "en/about.md", "en/.hidden.md", "en/assets/css/page.css", "es/index.md"):
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Page\n" if path.endswith(".md") else "p { color: red }\n")
    monkeypatch.setattr(hooks, "ROOT", tmp_path)
    return tmp_path


def config(language: str) -> Any:
    found = MkDocsConfig()
    values = {"theme": {"language": language}, "site_dir": "/nowhere", "use_directory_urls": True, "site_url": ""}
    found.update(values | {"plugins": SimpleNamespace(_current_plugin="hooks"), "extra": {}, "extra_css": CSS})
    return hooks.on_config(found)


def files(root: Path, language: str) -> Files:
    names = [path.relative_to(root / "docs" / language).as_posix() for path in (root / "docs" / language).rglob("*.md")]
    names += [
        path.relative_to(root / "docs" / language).as_posix() for path in (root / "docs").rglob(f"{language}/**/*.css")
    ]
    found = [File(name, str(root / "docs" / language), "/nowhere", True) for name in names if "hidden" not in name]
    return hooks.on_files(Files(found), config=config(language))


def test_spanish_borrows_what_it_does_not_have(root: Path) -> None:
    found = {file.src_uri: Path(file.src_dir or "").name for file in files(root, "es") if file.src_dir}
    assert found == {"index.md": "es", "about.md": "en"}


def test_english_borrows_nothing(root: Path) -> None:
    assert {file.src_uri for file in files(root, "en") if file.src_dir} == {"index.md", "about.md"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_stylesheet_stands_for_all(root: Path, language: str) -> None:
    (sheet,) = (file for file in files(root, language) if file.src_uri.endswith(".css"))
    assert sheet.src_uri == "assets/css/hub.css"
    assert sheet.content_string.endswith("p{color:red}\n")


def test_a_stylesheet_that_is_not_there_is_named(root: Path) -> None:
    (root / "docs/en/assets/css/page.css").unlink()
    with pytest.raises(PluginError, match=r"'assets/css/page\.css'"):
        files(root, "en")


@pytest.mark.parametrize(
    ("language", "folder", "marked"), [("es", "en", True), ("es", "es", False), ("en", "en", False)]
)
def test_a_borrowed_page_is_marked(language: str, folder: str, marked: bool) -> None:
    page: Any = SimpleNamespace(file=SimpleNamespace(src_dir=f"/project/docs/{folder}", src_uri="page.md"), meta={})
    assert hooks.on_page_markdown("# Page", page=page, config=config(language), files=Files([])) == "# Page"
    assert page.meta.get("fallback", False) is marked


def test_while_the_hub_runs_the_engine_the_hub_finishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_SHELLS", "1")
    hooks.on_post_build(config={})  # An empty configuration would fail if anything looked at it.


def test_plain_mkdocs_stops_at_a_link_before_it_reads_anything(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/es/secret.md").symlink_to("/etc/passwd")
    with pytest.raises(Abort):
        config("en")
    assert "docs/es/secret.md:1:1: error: this is a symbolic link [symlink]" in capsys.readouterr().err


def test_a_preview_of_plain_mkdocs_follows_content_too() -> None:
    watched = list[str]()
    server = SimpleNamespace(watch=watched.append)
    assert hooks.on_serve(server, config={}, builder=None) is server
    assert {Path(path).name for path in watched} >= {"content", "overrides"}


def test_the_switches_of_the_theme_that_are_not_valid_html_are_left_out() -> None:
    switches = (
        '<input class="md-toggle" type="checkbox" autocomplete="off">\n<label class="md-overlay" for="x"></label>'
    )
    html = f"<body>\n  {switches}<main></main>"
    assert hooks.on_post_page(html) == hooks.on_post_template(html) == "<body><main></main>"


def page(markdown_file: str, folder: str = "en", **meta: Any) -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_uri=markdown_file, src_dir=f"/docs/{folder}"), meta=meta)


def test_a_word_of_the_glossary_gets_a_slot_and_its_meaning_one_at_the_end(root: Path) -> None:
    glossary = root / "content" / "vocabularies" / "glossary.yml"
    glossary.parent.mkdir(parents=True)
    glossary.write_text(
        "title: Glossary\nitems:\n"
        "  - {id: frp, label: {en: Fog reading, es: Lectura de niebla}, definition: Reading fog., abbreviation: FRP}\n"
    )
    english, spanish = config("en"), config("es")
    html = hooks.on_page_content("<p>FRP and FRP</p>", page("about.md"), english)
    found = [slots.parse(match) for match in slots.SLOT.finditer(html)]
    assert found == [("word", {"term": "frp", "said": "FRP"}), ("words_on_page", {"terms": "frp"})]
    assert html.startswith("<p><span ") and "</span> and FRP</p>" in html
    assert slots.SLOT.search(hooks.on_page_content("<p>la lectura de niebla</p>", page("about.md"), spanish))
    borrowed = page("about.md", fallback=True)
    assert not slots.SLOT.search(hooks.on_page_content("<p>la lectura de niebla</p>", borrowed, spanish))
    # Nothing is explained where everything is, where records will stand, or where there is no such word.
    for text, where in (
        ("FRP", page("glossary.md")),
        ("FRP", page("x/_layout.md", layout_page=True)),
        ("-", page("a.md")),
    ):
        assert hooks.on_page_content(text, where, english) == text


@pytest.mark.usefixtures("root")
def test_what_is_explained_by_hand_has_its_meaning_at_the_end_too() -> None:
    written = slots.slot("word", {"term": "frp"}, inline=True)
    html = hooks.on_page_content(f"<p>{written}</p>", page("about.md"), config("en"))
    assert [slots.parse(match)[0] for match in slots.SLOT.finditer(html)] == ["word", "words_on_page"]
