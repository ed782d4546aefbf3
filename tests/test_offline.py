"""The list of files that the service worker of a page keeps for the time without a connection."""

from __future__ import annotations

import json

from hub.outputs.offline import offline_files

FILES = {
    "check/index.html": "a",
    "assets/css/page.css": "b",
    "assets/css/unused.css": "c",
    "assets/js/page.js": "d",
    "assets/js/deep/er.js": "e",
    "assets/js/vendor/vendor.json": "f",
    "assets/letters/en.json": "g",
    "es/check/index.html": "h",
    "es/assets/js/page.js": "i",
    "es/assets/letters/es.json": "j",
}
LINKS = ("../assets/css/page.css", "../about/", "https://example.org/assets/css/unused.css", "mailto:ada@example.org")


def test_the_list_holds_what_the_page_names_and_what_its_scripts_load() -> None:
    found = json.loads(offline_files("check/index.html", LINKS, "", FILES))
    assert found["files"] == {
        "./": "a",
        "../assets/css/page.css": "b",
        "../assets/js/page.js": "d",
        "../assets/js/deep/er.js": "e",
        "../assets/letters/en.json": "g",
    }


def test_each_language_keeps_its_own_files() -> None:
    found = json.loads(offline_files("es/check/index.html", ("../assets/css/page.css",), "es/", FILES))
    assert found["files"] == {"./": "h", "../assets/js/page.js": "i", "../assets/letters/es.json": "j"}


def test_the_version_changes_with_any_file_and_with_nothing_else() -> None:
    first = offline_files("check/index.html", LINKS, "", FILES)
    assert first == offline_files("check/index.html", tuple(reversed(LINKS)), "", {**FILES, "about/index.html": "z"})
    other = offline_files("check/index.html", LINKS, "", {**FILES, "assets/js/deep/er.js": "changed"})
    assert json.loads(first)["version"] != json.loads(other)["version"]
