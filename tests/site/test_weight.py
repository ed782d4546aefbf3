"""What a page costs a reader on a slow network: HTML, CSS and JavaScript, compressed as hosts do."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from hub import stylesheets
from tests import fixtures_site
from tests.fixtures_site import BuiltSite

BUDGET = 60_000
# Pages of records with much on them.
PAGES = (
    *("resources/three-beliefs/", "resources/site-leader-afternoon/", "resources/lcap-series-2021/"),
    *("es/resources/assessment-modules-3d/", "commitments/lausd-castl-k12/", "es/commitments/lausd-castl-k12/"),
    *("collections/science-cop-tools/", "organizations/lausd/", "expectations/ms-ls1-1/", "belief-to-action/", ""),
)
_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|modulepreload|preload)"|script)[^>]*? (?:href|src)="([^"]+)"')
_IMPORTED = re.compile(r'^(?:import|export)\b[^;"]*"(\.[^"]+)"', re.MULTILINE)


@pytest.fixture(scope="session")
def site() -> BuiltSite:
    return fixtures_site.the_site()


def loaded(site: BuiltSite, path: str) -> Iterator[str]:
    """The page and every file that it loads by itself, each once; what waits for the reader is not among them."""
    waiting, seen = [path], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        text = site.files[name].decode()
        found = _LOADED.findall(text) if name.endswith(".html") else _IMPORTED.findall(text)
        waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(name), address)) for address in found]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light_while_the_search_is_idle(page: str, site: BuiltSite) -> None:
    weights = {name: len(gzip.compress(site.files[name], 9, mtime=0)) for name in loaded(site, f"{page}index.html")}
    assert any(name.endswith("hub.css") for name in weights) and any(name.endswith("search.js") for name in weights)
    assert sum(weights.values()) < BUDGET, weights


def test_every_class_of_the_theme_on_a_page_keeps_its_rules(site: BuiltSite) -> None:
    """What a template, a page or a script begins to use of the theme has to be named in `stylesheets.USED`."""
    folder = files("material").joinpath("templates/assets/stylesheets")
    sheets = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".css")]
    known = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", re.sub(r"url\([^)]*\)", "", "".join(sheets))))
    # The page's shell brings these empty; no rule that would show them is needed.
    idle = {"md-dialog", "md-dialog__inner", "md-skip", "no-js"}
    for path, page in site.pages.items():
        used = {name for words in re.findall(r' class="([^"]*)"', page.html) for name in words.split()}
        assert used & known <= stylesheets.USED | idle, path


def test_only_what_pages_name_is_published(site: BuiltSite) -> None:
    sheets = {path for path in site.files if path.endswith((".css", ".css.map")) and "pagefind/" not in path}
    named = {name for path in site.pages if "404" not in path for name in loaded(site, path) if name.endswith(".css")}
    assert sheets == named
