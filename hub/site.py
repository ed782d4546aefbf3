"""What is true of the whole site: its languages, its public address, and where its sources can be changed."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

# The first language lives at the root of the site, each other one in a folder of its name.
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Site:
    """`url` is the public address with a slash at its end, `repository` the project's page on GitHub; either may be
    empty, and pages then say less instead of guessing. `today` is an ISO date that the same sources always give.
    """

    name: str = "Science Community of Practice Hub"
    url: str = ""
    repository: str = ""
    branch: str = "main"
    today: str = "1970-01-01"
    languages: tuple[str, ...] = LANGUAGES

    def at(self, url: str) -> Site:
        """The same site at another address."""
        return replace(self, url=url)

    def folder(self, lang: str) -> str:
        """The folder of a language below the root of the site: none for the first, `es/` for Spanish."""
        return "" if lang == self.languages[0] else f"{lang}/"

    def edit_url(self, path: str) -> str:
        """Where a person changes a file in the browser, or nothing when the repository is not known."""
        return f"{self.repository}/edit/{self.branch}/{path}" if self.repository else ""

    def report_url(self, address: str) -> str:
        """Where a person reports a mistake on a page, or nothing when the repository is not known."""
        return f"{self.repository}/issues/new?title=Page%20{address.replace('/', '%2F')}" if self.repository else ""


def from_environment(root: Path, environment: Mapping[str, str] = os.environ) -> Site:
    """The site as the publishing workflow describes it: HUB_SITE_URL, HUB_REPOSITORY (https://github.com/OWNER/NAME)."""
    url = environment.get("HUB_SITE_URL", "").strip()
    repository = environment.get("HUB_REPOSITORY", "").strip().rstrip("/")
    if url and not re.fullmatch(r"https?://[A-Za-z0-9.:-]+/(?:[A-Za-z0-9._~-]+/)*", url):
        raise ValueError(f"HUB_SITE_URL is `{url}`; write an address that ends in a slash: https://hub.example/")
    if repository and not re.fullmatch(r"https://github\.com/[A-Za-z0-9-]+/[A-Za-z0-9._-]+", repository):
        raise ValueError(f"HUB_REPOSITORY is `{repository}`; write https://github.com/OWNER/NAME")
    return Site(url=url, repository=repository, today=today(root, environment))


def today(root: Path, environment: Mapping[str, str] = os.environ) -> str:
    """SOURCE_DATE_EPOCH, else the day of the newest commit, else the epoch: never the clock, so builds repeat."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdigit():
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        try:
            epoch = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            epoch = ""
    return datetime.fromtimestamp(int(epoch or 0), UTC).date().isoformat()
