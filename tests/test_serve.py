"""The preview: every page of the site on request, a page follows its file, and nothing else is served."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from hub.project import Project
from tests import fixtures_site
from tests.fixtures_site import environment

# It shows the address of the site, but not to people.
QR_CODE = re.compile('<img class="hub-qr".*?>')


@dataclass(frozen=True)
class Preview:
    """A preview that runs in a copy of the project, and what it printed."""

    project: Project
    port: int
    log: Path

    def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
        """Status, headers and text of a request; the path goes out exactly as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=False)
            connection.endheaders()
            answer = connection.getresponse()
            return (
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read().decode("utf-8", "replace"),
            )
        finally:
            connection.close()

    def wait_until(self, path: str, true: Callable[[str], bool]) -> str:
        """The page at `path` as soon as it is as wanted."""
        for _ in range(300):
            text = self.get(path)[2]
            if true(text):
                return text
            time.sleep(0.1)
        raise AssertionError(
            f"{path} did not follow within 30 seconds; the preview said: {self.log.read_text()[-2000:]}"
        )


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    project = fixtures_site.copy_project(folder / "project")
    with (project.content / "addresses.txt").open("a") as ledger:
        ledger.write("zzz/list.csv -> zzz/newer.csv\nzzz/newer.csv -> letters/letters.csv\n")
    log = folder / "log"
    with log.open("w") as said:
        command = [sys.executable, "-m", "hub", "serve", "--port", "0"]
        run = subprocess.Popen(
            command, cwd=project.root, env=environment(PYTHONUNBUFFERED="1"), stdout=said, stderr=said
        )
    try:
        found = None
        for _ in range(1200):
            found = re.search(r"http://127\.0\.0\.1:(\d+)/ ", log.read_text())
            if found or run.poll() is not None:
                break
            time.sleep(0.1)
        assert found, log.read_text()
        yield Preview(project, int(found[1]), log)
    finally:
        run.terminate()
        run.wait(timeout=30)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Science Community of Practice Hub"),
        ("/about/", "About"),
        ("/resources/three-beliefs/", "Three beliefs"),
        ("/es/", "Portal de la Comunidad"),
        ("/es/resources/three-beliefs/", "Tres creencias"),
        ("/es/audience/classroom-teacher/", "<html"),
        ("/collections/castl-k12/", "CASTL-K12"),
        ("/commitments/lausd-castl-k12/", "<h1"),
        ("/resources/three-beliefs/?q=1", "Three beliefs"),
    ],
)
def test_pages_are_served(preview: Preview, path: str, words: str) -> None:
    status, headers, text = preview.get(path)
    assert status == 200 and headers["content-type"].startswith("text/html")
    assert words in text
    assert "@@hub" not in text and "hub-slot" not in text
    assert 'src="/__hub/live.js"' in text


def test_a_page_of_the_preview_is_the_page_of_the_site(preview: Preview) -> None:
    """Apart from the address of the site and the line that reloads it."""
    site = fixtures_site.the_site()
    for path in ("about/", "resources/three-beliefs/", "es/collections/castl-k12/"):
        text = preview.get(f"/{path}")[2].replace('<script src="/__hub/live.js"></script>', "")
        built = site.pages[f"{path}index.html"].html
        here = built.replace(fixtures_site.SITE.url, f"http://127.0.0.1:{preview.port}/")
        assert QR_CODE.sub("", text) == QR_CODE.sub("", here)


def test_files_are_served_by_their_type(preview: Preview) -> None:
    for path, kind in (
        ("/assets/css/hub.css", "text/css"),
        ("/assets/js/page.js", "javascript"),
        ("/assets/find/wordings.json", "json"),
        ("/assets/find/columns.json", "json"),
        ("/es/assets/find/summaries/0.json", "json"),
        ("/feed.atom", "atom"),
        ("/letters/letters.csv", "text/csv; charset=utf-8"),
        ("/commitments/lausd-castl-k12/letter.md", "text/markdown; charset=utf-8"),
        ("/commitments/lausd-castl-k12/letter.json", "application/json"),
    ):
        status, headers, text = preview.get(path)
        assert status == 200 and kind in headers["content-type"] and text


def test_what_is_not_there_is_a_page_that_says_so(preview: Preview) -> None:
    status, headers, text = preview.get("/no/such/page/")
    assert status == 404
    assert "<h1" in text and headers["content-type"].startswith("text/html")


def test_a_page_of_a_record_has_one_address(preview: Preview) -> None:
    """Its links are told from there; from any other address they would lead elsewhere."""
    catalogue = fixtures_site.the_site().built.checked.catalogue
    id = next(id for id, resource in catalogue.resources.items() if not resource.stub)
    found = [preview.get(f"/resources/{id}{end}")[0] for end in ("/", "", "/x/", "//")]
    assert found == [200, 404, 404, 404]


def test_layout_pages_are_not_served(preview: Preview) -> None:
    status, _, text = preview.get("/resources/_layout/")
    assert status == 404 and "@@hub" not in text


def test_a_stub_forwards_to_its_parent(preview: Preview) -> None:
    catalogue = fixtures_site.the_site().built.checked.catalogue
    stub = next(resource for resource in catalogue.resources.values() if resource.stub)
    for prefix in ("/", "/es/"):
        status, headers, _ = preview.get(f"{prefix}resources/{stub.id}/")
        assert status == 302
        assert headers["location"] == f"{prefix}resources/{stub.part_of}/#{stub.id}"


def test_a_file_that_moved_is_there_under_its_former_names(preview: Preview) -> None:
    now = preview.get("/letters/letters.csv")
    assert now[0] == 200 and now[1]["content-type"].startswith("text/csv")
    assert preview.get("/zzz/list.csv")[::2] == preview.get("/zzz/newer.csv")[::2] == now[::2]
    assert preview.get("/es/zzz/list.csv")[0] == 404, "there is no such file in Spanish"


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/../mkdocs.yml",
        "/../../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/mkdocs.yml",
        "/..%2f..%2f..%2f..%2fmkdocs.yml",
        "/assets/../../../../../mkdocs.yml",
        "/es/../../../../../mkdocs.yml",
        "/pagefind/../../mkdocs.yml",
        "/pagefind/%2e%2e/%2e%2e/mkdocs.yml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd",
        "/%00",
        "/%ff%fe/",
        "/" + "a" * 5000,
        "/..\\..\\mkdocs.yml",
    ],
)
def test_nothing_outside_of_the_site_is_served(preview: Preview, path: str) -> None:
    status, _, text = preview.get(path)
    assert status == 404
    assert "docs_dir" not in text and "root:" not in text


def test_a_request_for_the_head_has_no_body(preview: Preview) -> None:
    status, headers, text = preview.get("/about/", method="HEAD")
    assert (status, text) == (200, "")
    assert int(headers["content-length"]) > 1000


def test_nothing_is_kept_by_the_browser_and_the_published_site_is_not_touched(preview: Preview) -> None:
    assert preview.get("/")[1]["cache-control"] == "no-store"
    assert not (preview.project.root / "site").exists()


# A page follows its file. These tests edit one after the other and put everything back.


def test_a_record_follows_its_file_and_an_error_keeps_the_last_good_page(preview: Preview) -> None:
    file = preview.project.content / "resources/belief-to-action/three-beliefs.yml"
    original = file.read_text(encoding="utf-8")
    page = "/resources/three-beliefs/"
    try:
        file.write_text(original.replace("Three beliefs and the", "Four beliefs and the"), encoding="utf-8")
        preview.wait_until(page, lambda text: "Four beliefs and the" in text)
        file.write_text(
            original.replace("Three beliefs and the", "Five beliefs and the") + "no_such_field: x\n", encoding="utf-8"
        )
        for _ in range(100):
            if "no_such_field" in preview.log.read_text():
                break
            time.sleep(0.1)
        assert "no_such_field" in preview.log.read_text()
        assert "Four beliefs and the" in preview.get(page)[2]
    finally:
        file.write_text(original, encoding="utf-8")
    preview.wait_until(page, lambda text: "Three beliefs and the" in text)


def test_what_moved_stays_there_while_records_are_edited(preview: Preview) -> None:
    file = preview.project.content / "resources/belief-to-action/three-beliefs.yml"
    original = file.read_text(encoding="utf-8")
    moved = preview.project.content / "addresses.txt"
    addresses = moved.read_text(encoding="utf-8")
    try:
        file.write_text(original.replace("Three beliefs and the", "Seven beliefs and the"), encoding="utf-8")
        preview.wait_until("/resources/three-beliefs/", lambda text: "Seven beliefs and the" in text)
        assert preview.get("/zzz/list.csv")[0] == 200
        moved.write_text(f"{addresses}zzz/oldest.csv -> zzz/list.csv\n", encoding="utf-8")
        preview.wait_until("/zzz/oldest.csv", lambda text: "<html" not in text)
    finally:
        moved.write_text(addresses, encoding="utf-8")
        file.write_text(original, encoding="utf-8")
    preview.wait_until("/resources/three-beliefs/", lambda text: "Three beliefs and the" in text)


def test_a_new_record_appears_and_goes(preview: Preview) -> None:
    folder = preview.project.content / "resources/belief-to-action"
    lines = (folder / "three-beliefs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(("order:", "part_of:")))
    new = folder / "passing-guest.yml"
    try:
        new.write_text(text.replace("Three beliefs and the", "Passing guests and the"), encoding="utf-8")
        preview.wait_until("/resources/passing-guest/", lambda text: "Passing guests and the" in text)
    finally:
        new.unlink()
    preview.wait_until("/resources/passing-guest/", lambda text: "Passing guests and the" not in text)


def test_a_written_page_follows_its_file(preview: Preview) -> None:
    file = preview.project.docs / "en" / "about.md"
    original = file.read_text(encoding="utf-8")
    try:
        file.write_text(original + "\nA sentence that was just written.\n", encoding="utf-8")
        preview.wait_until("/about/", lambda text: "A sentence that was just written." in text)
    finally:
        file.write_text(original, encoding="utf-8")
    preview.wait_until("/about/", lambda text: "A sentence that was just written." not in text)


def test_browsers_are_told_of_a_change(preview: Preview) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=30)
    file = preview.project.content / "resources/belief-to-action/three-beliefs.yml"
    original = file.read_text(encoding="utf-8")
    try:
        connection.request("GET", "/__hub/changes")
        answer = connection.getresponse()
        assert answer.getheader("content-type") == "text/event-stream"
        file.write_text(original.replace("Three beliefs and the", "Six beliefs and the"), encoding="utf-8")
        lines = (answer.readline() for _ in range(60))
        assert any(line.startswith(b"data: ") for line in lines)
    finally:
        file.write_text(original, encoding="utf-8")
        connection.close()
    preview.wait_until("/resources/three-beliefs/", lambda text: "Three beliefs and the" in text)


def test_a_port_that_is_taken_is_said_with_the_way_around(preview: Preview) -> None:
    command = [sys.executable, "-m", "hub", "serve", "--port", str(preview.port)]
    done = subprocess.run(
        command, cwd=preview.project.root, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert f"port {preview.port} cannot be used" in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_stops_quietly_and_a_first_error_does_not_stop_the_preview(tmp_path: Path) -> None:
    project = fixtures_site.copy_project(tmp_path / "project")
    bad = project.content / "resources" / "castl-k12" / "bad.yml"
    bad.write_text("title: [never closed\n")
    log = tmp_path / "log"
    with log.open("w") as said:
        command = [sys.executable, "-m", "hub", "serve", "--port", "0"]
        run = subprocess.Popen(
            command,
            cwd=project.root,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=said,
            stderr=said,
            # Tests that run in the background of a shell are deaf to Ctrl+C, and so would this be.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
    try:
        found = None
        for _ in range(600):
            found = re.search(r"http://127\.0\.0\.1:(\d+)/ ", log.read_text())
            if found:
                break
            time.sleep(0.1)
        assert found and "bad.yml" in log.read_text(), log.read_text()
        preview = Preview(project, int(found[1]), log)
        assert preview.get("/")[0] == 503
        bad.unlink()
        preview.wait_until("/about/", lambda text: "<h1" in text)
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=30) in (0, 130)
    finally:
        run.kill()
        run.wait()
    assert "Traceback" not in log.read_text()
