"""What a letter came with, on the finished site: the same bytes from every door, and nothing that was not looked at."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from PIL import Image

from hub import build as recipe
from hub import shells
from hub.preview import Preview
from hub.project import Project
from tests import fictional, fixtures_site
from tests.attachments.files import encoded, opened, pdf
from tests.fixtures_site import SITE, BuiltSite, differing, digests, read_page, tree_of
from tests.site.test_plain_mkdocs import mkdocs_build

PAGE = "commitments/sample-valley/index.html"
LETTER = f"""---
organization: {fictional.DISTRICT}
date: 2026-03-02
signatory_name: Ada Example
signatory_title: Superintendent
letterhead: attachments/sample-valley.jpg
signed_copy: attachments/sample-valley.pdf
call: castl-k12
status: submitted
sources: [curator]
---

{fictional.text_of(fictional.DISTRICT)}"""


def photograph() -> bytes:
    """A letterhead that was photographed: with the place where that was done, and something behind its end."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (34.0, 3.0, 8.0)
    return encoded(Image.new("RGB", (900, 120), "navy"), "jpg", exif=exif, comment=b"SECRET") + b"SECRET"


SIGNED = pdf(pages=2)


@pytest.fixture(scope="module")
def project(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with a letter that has attachments."""
    made = fixtures_site.copy_project(tmp_path_factory.mktemp("attached") / "project", like=site.project)
    folder = made.content / "commitments"
    (folder / "attachments").mkdir(exist_ok=True)
    (folder / "attachments" / "sample-valley.jpg").write_bytes(photograph())
    (folder / "attachments" / "sample-valley.pdf").write_bytes(SIGNED)
    (folder / "sample-valley.md").write_text(LETTER)
    return made


@pytest.fixture(scope="module")
def output(project: Project) -> Path:
    built = recipe.build(project, SITE, project.root / "out", with_search=False)
    assert not built.refused, [f"{problem.place} {problem.message}" for problem in built.problems]
    return project.root / "out"


def picture_on(output: Path, page: str) -> tuple[Path, dict[str, str]]:
    """The file of the letterhead on a page, and the attributes of its element."""
    (image,) = [
        element for element in read_page((output / page).read_text()).all("img") if "letters" in element.get("src")
    ]
    return (output / page).parent.joinpath(image.get("src")).resolve(), {
        k: v or "" for k, v in image.attributes.items()
    }


@pytest.mark.parametrize(("prefix", "words"), [("", "Letterhead of"), ("es/", "Membrete de")])
def test_the_letterhead_stands_on_the_page(output: Path, prefix: str, words: str) -> None:
    file, image = picture_on(output, prefix + PAGE)
    assert image["alt"] == f"{words} {fictional.DISTRICT}"
    assert (image["width"], image["height"]) == ("900", "120")
    raw = file.read_bytes()
    assert file == (output / "assets/letters" / f"{hashlib.sha256(raw).hexdigest()[:16]}.jpg").resolve()
    assert opened(raw).size == (900, 120)
    assert b"SECRET" not in raw and b"Exif" not in raw


@pytest.mark.parametrize("prefix", ["", "es/"])
def test_the_signed_copy_is_offered_with_its_hash(output: Path, prefix: str) -> None:
    html = (output / prefix / PAGE).read_text()
    sha256 = hashlib.sha256(SIGNED).hexdigest()
    (link,) = [link for link in read_page(html).links if link.endswith(".pdf")]
    assert ((output / prefix / PAGE).parent / link).resolve().read_bytes() == SIGNED
    assert sha256 in html and ("2 pages" in html or "2 páginas" in html)


def test_a_page_may_show_what_it_holds_and_nothing_else(output: Path) -> None:
    policy = read_page((output / PAGE).read_text()).meta("Content-Security-Policy")
    assert policy and "img-src 'self' data:;" in policy


def test_again_nothing_is_drawn_and_a_new_picture_changes_its_pages(project: Project, output: Path) -> None:
    built = recipe.build(Project(project.root), SITE, output, with_search=False)
    assert built.drawn == 0
    old, _ = picture_on(output, PAGE)
    file = project.content / "commitments/attachments/sample-valley.jpg"
    before = file.read_bytes()
    file.write_bytes(encoded(Image.new("RGB", (900, 120), "red"), "jpg"))
    built = recipe.build(Project(project.root), SITE, output, with_search=False)
    new, _ = picture_on(output, PAGE)
    assert not built.refused and new != old and not old.exists()
    file.write_bytes(before)
    recipe.build(Project(project.root), SITE, output, with_search=False)
    assert picture_on(output, PAGE)[0] == old


def test_plain_mkdocs_gives_the_same_bytes(project: Project, output: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project.root, copy, symlinks=True, ignore=shutil.ignore_patterns("out*", ".out*", "attachments-*"))
    done = mkdocs_build(Project(copy))
    assert done.returncode == 0, done.stderr[-3000:]
    without = {path: digest for path, digest in digests(copy / "site").items() if "pagefind/" not in path}
    mine = digests(output)
    assert [path for path in differing(mine, without) if path.startswith(("assets/letters/", PAGE, f"es/{PAGE}"))] == []


def test_a_preview_shows_them_too(project: Project, output: Path) -> None:
    checked = recipe.check(Project(project.root), SITE)
    made, found = shells.make(project, SITE)
    assert found == []
    preview = Preview(checked, {shell.lang: shell for shell in made}, project.root / "site")
    files = {path: raw for path, raw in tree_of(output).items() if path.startswith("assets/letters/")}
    attached = {path: raw for path, raw in files.items() if not path.endswith(".json")}
    assert len(attached) == 2
    kinds = {path.rpartition(".")[2]: preview.answer(path) for path in attached}
    assert {kind: answer[:2] for kind, answer in kinds.items()} == {
        "jpg": (200, "image/jpeg"),
        "pdf": (200, "application/pdf"),
    }
    assert {path: preview.answer(path)[2] for path in attached} == attached


def test_a_hostile_attachment_leaves_the_old_site(project: Project, output: Path) -> None:
    before = digests(output)
    file = project.content / "commitments/attachments/sample-valley.pdf"
    file.write_bytes(SIGNED[:-9] + b"<script>")
    try:
        built = recipe.build(Project(project.root), SITE, output, with_search=False)
    finally:
        file.write_bytes(SIGNED)
    codes = [problem.code for problem in built.problems if problem.other.endswith("sample-valley.pdf")]
    assert built.refused and codes == ["attachment-damaged"]
    assert digests(output) == before


def test_a_file_of_docs_is_no_attachment(project: Project, output: Path) -> None:
    """What nobody looked at cannot stand among what was."""
    before = digests(output)
    folder = project.docs / "en" / "assets" / "letters"
    folder.mkdir(parents=True)
    (folder / "0123456789abcdef.pdf").write_bytes(SIGNED)
    try:
        built = recipe.build(Project(project.root), SITE, output, with_search=False)
    finally:
        shutil.rmtree(folder)
    refused = [problem.place.path for problem in built.problems if problem.code == "file-type-not-published"]
    assert refused == ["assets/letters/0123456789abcdef.pdf", "es/assets/letters/0123456789abcdef.pdf"]
    assert digests(output) == before
