"""Plain `mkdocs build --strict` and `mkdocs serve` give the site that `hub build` gives."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from hub.project import Project
from tests import fixtures_site
from tests.fixtures_site import BuiltSite, differing, digests, environment


def mkdocs_build(project: Project) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(
        command, cwd=project.root, env=environment(), capture_output=True, text=True, check=False, timeout=300
    )


def test_plain_mkdocs_gives_the_same_bytes_at_first_and_again(site: BuiltSite, tmp_path: Path) -> None:
    """The second time it empties the folder that the hub has marked as its own, and the hub takes it back."""
    project = fixtures_site.copy_project(tmp_path / "project", like=site.project)
    for _ in range(2):
        done = mkdocs_build(project)
        assert done.returncode == 0, done.stderr[-3000:]
        assert differing(digests(site.output), digests(project.root / "site")) == []


def test_plain_mkdocs_stops_at_errors_of_content(site: BuiltSite, tmp_path: Path) -> None:
    project = fixtures_site.copy_project(tmp_path / "project", like=site.project)
    (project.content / "resources" / "castl-k12" / "bad.yml").write_text("title: [never closed\n")
    done = mkdocs_build(project)
    assert done.returncode != 0
    assert "content/resources/castl-k12/bad.yml" in done.stderr
    assert "Traceback" not in done.stderr


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_plain_mkdocs_serves_generated_pages(site: BuiltSite, tmp_path: Path) -> None:
    project = fixtures_site.copy_project(tmp_path / "project", like=site.project)
    address = f"127.0.0.1:{free_port()}"
    log = tmp_path / "log"
    # It runs with its own address, so nothing says where the site is published.
    own = {name: value for name, value in environment().items() if not name.startswith("HUB_SITE_URL")}
    with log.open("w") as said:
        run = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=project.root,
            env=own,
            stdout=said,
            stderr=said,
        )
    try:
        page = ""
        for _ in range(600):
            assert run.poll() is None, log.read_text()[-3000:]
            try:
                with urllib.request.urlopen(f"http://{address}/resources/three-beliefs/", timeout=5) as answer:
                    page = answer.read().decode()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        assert "Three beliefs" in page, log.read_text()[-3000:]
        assert not re.search(r"hub-slot|@@hub", page)
    finally:
        run.terminate()
        run.wait(timeout=30)
