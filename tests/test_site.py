"""What the environment says of the site, and what it may not say."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hub.site import Site, from_environment, today


def test_an_empty_environment_gives_a_site_that_says_less(tmp_path: Path) -> None:
    site = from_environment(tmp_path, {})
    assert (site.url, site.repository, site.edit_url("content/x.yml"), site.report_url("about/")) == ("", "", "", "")


def test_the_publishing_workflow_names_address_and_repository(tmp_path: Path) -> None:
    given = {"HUB_SITE_URL": "https://owner.github.io/hub/", "HUB_REPOSITORY": "https://github.com/owner/hub/"}
    site = from_environment(tmp_path, given)
    assert site.url == "https://owner.github.io/hub/"
    assert site.edit_url("content/x.yml") == "https://github.com/owner/hub/edit/main/content/x.yml"
    assert site.report_url("resources/a/") == "https://github.com/owner/hub/issues/new?title=Page%20resources%2Fa%2F"
    assert site.at("http://127.0.0.1:8000/").url == "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    "address",
    ["hub.example/", "https://hub.example", "javascript:alert(1)/", 'https://hub.example/"x/', "ftp://hub.example/"],
)
def test_an_address_that_is_none_is_refused_with_a_right_one(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match=r"; write .*https://hub\.example/"):
        from_environment(tmp_path, {"HUB_SITE_URL": address})


@pytest.mark.parametrize(
    "address", ["https://gitlab.com/o/n", "https://github.com/o", "https://github.com/o/n/tree/main"]
)
def test_a_repository_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match="OWNER/NAME"):
        from_environment(tmp_path, {"HUB_REPOSITORY": address})


def test_today_is_what_the_sources_say_and_never_the_clock(tmp_path: Path) -> None:
    assert today(tmp_path, {"SOURCE_DATE_EPOCH": "1795262400"}) == "2026-11-21"
    assert today(tmp_path, {}) == "1970-01-01"
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git[:3], "init", "-q"], check=True)
    commit = [*git, "commit", "-q", "--allow-empty", "-m", "First", "--date", "2024-02-29T12:00:00Z"]
    subprocess.run(commit, check=True, env={"GIT_COMMITTER_DATE": "2024-02-29T12:00:00Z", "PATH": "/usr/bin:/bin"})
    assert today(tmp_path, {}) == "2024-02-29"


def test_a_site_has_english_at_its_root_and_spanish_below() -> None:
    assert Site().languages == ("en", "es")
