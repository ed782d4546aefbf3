"""The engine's hooks: pages that Spanish borrows from English, and who finishes a site."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.files import File, Files

import hooks


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two English pages and one of them in Spanish."""
    for path in ("en/index.md", "en/about.md", "en/.hidden.md", "en/assets/css/page.css", "es/index.md"):
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Page\n")
    monkeypatch.setattr(hooks, "ROOT", tmp_path)
    return tmp_path


def config(language: str) -> Any:
    return {"theme": {"language": language}, "site_dir": "/nowhere", "use_directory_urls": True, "site_url": ""}


def files(root: Path, language: str) -> Files:
    names = [path.relative_to(root / "docs" / language).as_posix() for path in (root / "docs" / language).rglob("*.md")]
    found = [File(name, str(root / "docs" / language), "/nowhere", True) for name in names if "hidden" not in name]
    return hooks.on_files(Files(found), config=config(language))


def test_spanish_borrows_what_it_does_not_have(root: Path) -> None:
    found = {file.src_uri: Path(file.src_dir or "").name for file in files(root, "es")}
    assert found == {"index.md": "es", "about.md": "en", "assets/css/page.css": "en"}


def test_english_borrows_nothing(root: Path) -> None:
    assert {file.src_uri for file in files(root, "en")} == {"index.md", "about.md"}


@pytest.mark.parametrize(
    ("language", "folder", "marked"), [("es", "en", True), ("es", "es", False), ("en", "en", False)]
)
def test_a_borrowed_page_is_marked(language: str, folder: str, marked: bool) -> None:
    page: Any = SimpleNamespace(file=SimpleNamespace(src_dir=f"/project/docs/{folder}"), meta={})
    assert hooks.on_page_markdown("# Page", page=page, config=config(language), files=Files([])) == "# Page"
    assert page.meta.get("fallback", False) is marked


def test_while_the_hub_runs_the_engine_the_hub_finishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_SHELLS", "1")
    hooks.on_post_build(config={})  # An empty configuration would fail if anything looked at it.


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
