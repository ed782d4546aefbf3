"""Reading content/: what stands where, what is refused, and that one run tells everything."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hub import checks
from hub.load import MOST_TOLD, Loaded, load, tally
from hub.problems import Severity, as_text
from tests.conftest import ROOT, MakeProject

RECORD = "title: A case\nsummary: One sentence.\ntype: report\nadded: 2026-11-21\nsources: [cop-page]\n"
COLLECTION = "title: A collection\nintroduction: What stands in it.\norder: 1\n"
HOME = "content/resources/one/_collection.yml"


def told(root: Path) -> list[str]:
    """Every problem of a project as `place code`, sorted."""
    return sorted(f"{problem.place} {problem.code}" for problem in load(root / "content").problems)


def test_the_real_content_has_no_errors(loaded: Loaded) -> None:
    assert as_text(problem for problem in loaded.problems if problem.severity is Severity.ERROR) == ""


def test_every_file_is_counted(loaded: Loaded) -> None:
    assert sum(tally(loaded.files, loaded.problems)) == len(loaded.files) == len(set(loaded.files))


def test_one_run_tells_everything(project: MakeProject) -> None:
    root = project(
        {
            HOME: COLLECTION,
            "content/resources/one/broken.yml": 'title: "not closed\n',
            "content/resources/one/encoding.yml": RECORD.replace("A case", "Educación").encode("latin-1"),
            "content/resources/one/twice.yml": RECORD + "title: Again\npublisher:\nnote: &a Anchored\n",
            "content/resources/one/field.yml": RECORD.replace("summary", "sumary"),
            "content/resources/one/large.yml": RECORD + "# " + "x" * 1_000_000,
            "content/resources/one/good.yml": RECORD,
            "content/resources/two/good.yml": RECORD,
            "content/resources/two/_collection.yml": COLLECTION,
            "content/resources/two/UPPER.yml": RECORD,
        }
    )
    (root / "content/resources/one/link.yml").symlink_to("good.yml")
    (root / "content/sources.yml").unlink()
    assert told(root) == [
        "content/resources/one/broken.yml:1:8 yaml-syntax",
        "content/resources/one/encoding.yml:1:15 not-utf-8",
        "content/resources/one/field.yml:2:1 unknown-field",
        "content/resources/one/large.yml:1:1 file-too-large",
        "content/resources/one/link.yml:1:1 symlink",
        "content/resources/one/twice.yml:6:1 duplicate-key",
        "content/resources/one/twice.yml:7:11 empty-value",
        "content/resources/one/twice.yml:8:7 yaml-anchor",
        "content/resources/two/UPPER.yml:1:1 bad-slug",
        "content/resources/two/good.yml:1:1 slug-clash",
        "content/sources.yml:1:1 missing-file",
    ]


def test_links_and_pipes_are_not_followed(project: MakeProject) -> None:
    root = project({HOME: COLLECTION})
    (root / "content/elsewhere").symlink_to("/etc")
    os.mkfifo(root / "content/events/pipe.yml")
    assert told(root) == ["content/elsewhere:1:1 symlink", "content/events/pipe.yml:1:1 special-file"]


def test_nothing_hides_where_no_records_are(project: MakeProject) -> None:
    root = project({"content/schemas/event.json": "{}", "content/schemas/more.exe": "x", "content/events/.gitkeep": ""})
    (root / "content/schemas/letter.json").symlink_to("/etc/passwd")
    os.mkfifo(root / "content/places/.gitkeep")
    (root / "content/calls/.gitkeep").write_text("not empty")
    places = ("calls/.gitkeep", "places/.gitkeep", "schemas/letter.json", "schemas/more.exe")
    assert {line.split(":")[0] for line in told(root)} == {f"content/{path}" for path in places}


def test_a_file_that_cannot_be_read(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root, real = project({HOME: COLLECTION}), Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "timeline.yml":  # Whoever runs the tests as root may read everything.
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert told(root) == ["content/timeline.yml:1:1 unreadable-file"]


def test_a_folder_that_cannot_be_listed(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({HOME: COLLECTION})
    real = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "events":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("hub.layout.os.scandir", scandir)
    assert told(root) == ["content/events:1:1 unreadable-file"]


def test_a_project_without_content(tmp_path: Path) -> None:
    assert told(tmp_path) == ["content:1:1 missing-file"]


def test_a_broken_collection_is_one_problem(project: MakeProject) -> None:
    files = {HOME: COLLECTION + "defaults: {type: report}\ncolour: red\n"}
    files["content/resources/one/short.yml"] = RECORD.replace("type: report\n", "")
    files["content/resources/one/wrong.yml"] = RECORD + "date: never\n"
    assert told(project(files)) == [f"{HOME}:5:1 unknown-field", "content/resources/one/wrong.yml:6:7 bad-value"]


def test_defaults_are_checked_where_they_stand(project: MakeProject) -> None:
    files = {HOME: COLLECTION + "defaults:\n  langauge: [en]\n  url: nowhere\n"}
    files |= {f"content/resources/one/record-{number}.yml": RECORD for number in range(3)}
    assert told(project(files)) == [f"{HOME}:5:3 unknown-field", f"{HOME}:6:8 bad-value"]


def test_records_take_the_defaults_of_their_collection(project: MakeProject) -> None:
    root = project({HOME: COLLECTION + "defaults: {language: [es]}\n", "content/resources/one/good.yml": RECORD})
    assert load(root / "content").catalogue.resources["good"].language == ("es",)


def test_fields_of_other_types_are_explained(project: MakeProject) -> None:
    files = {HOME: COLLECTION, "content/resources/one/report.yml": RECORD + "agenda: []\n"}
    (problem,) = load(project(files) / "content").problems
    assert "belongs to the types event, event-series, session, session-materials" in problem.hint


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (RECORD.replace("report", "modul") + "objectives: [One]\n", "3:7 unknown-term"),
        (RECORD.replace("report", "sesion") + "agenda: []\nevent_dates: [2021-10-05]\n", "3:7 unknown-term"),
        (RECORD.replace("type: report\n", "") + "objectives: [One]\n", "1:1 missing-field"),
        (RECORD + "objectives: [One]\n", "6:1 unknown-field"),
    ],
)
def test_a_misspelt_type_is_not_also_a_field_of_another_type(project: MakeProject, record: str, expected: str) -> None:
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": record})
    found = load(root / "content")
    rows = [p for p in (*found.problems, *checks.run(found.catalogue, root)) if p.place.path.endswith("/a.yml")]
    told = [f"{p.place.line}:{p.place.column} {p.code}" for p in rows if p.severity is Severity.ERROR]
    assert told == [expected]


def test_the_name_of_a_file_is_not_said_again(project: MakeProject) -> None:
    files = {HOME: COLLECTION, "content/resources/one/report.yml": RECORD + "id: report\n"}
    assert told(project(files)) == ["content/resources/one/report.yml:6:1 unknown-field"]


def test_the_cache_gives_the_same_answers(project: MakeProject, tmp_path: Path) -> None:
    files = {HOME: COLLECTION, "content/resources/one/good.yml": RECORD, "content/resources/one/bad.yml": "title: x\n"}
    root, cache = project(files), tmp_path / "cache" / "content"
    first, second = load(root / "content", cache), load(root / "content", cache)
    assert first == second
    (root / "content/resources/one/good.yml").write_text(RECORD.replace("A case", "Changed"))
    assert load(root / "content", cache).catalogue.resources["good"].title == "Changed"
    (root / HOME).write_text(COLLECTION + "defaults: {language: [es]}\n")
    assert load(root / "content", cache).catalogue.resources["good"].language == ("es",)
    cache.write_bytes(b"not a cache")
    assert load(root / "content", cache).problems == first.problems


PARTLY_WRONG = (
    "title: A\nsummary: B\ntype: gide\nadded: 2026-13-41\nsources: [cop-pge]\ntopics: [asessment]\nlicense: CC-BY\n"
)
LETTER = (
    "---\norganization: Los Angeles Unified School District\ndate: 2026-11-21\nsignatory_name: A Name\n"
    "signatory_title: Superintendent\ncall: castl-k13\nstatus: foo\nsources: [castl-letter-file]\n---\n\nTo whom\n"
)


def test_the_fields_of_a_rejected_file_are_checked_in_the_same_run(project: MakeProject, tmp_path: Path) -> None:
    files = {HOME: COLLECTION + "defaults:\n  langauge: [en]\n  audience: [principle]\n"}
    root = project(files | {"content/commitments/letter.md": LETTER, "content/resources/one/a.yml": PARTLY_WRONG})
    (root / "content/resources/two").mkdir()
    (root / "content/resources/two/_collection.yml").write_text(COLLECTION.replace("order: 1", "order: 2"))
    (root / "content/resources/two/b.yml").write_text(PARTLY_WRONG)
    cache = tmp_path / "cache" / "content"
    for _ in range(2):  # The second time from the cache.
        found = load(root / "content", cache)
        ours = [*found.problems, *checks.run(found.catalogue, root)]
        rows = [(p.place.path.split("/")[-1], p.place.line, p.code) for p in ours if p.severity is Severity.ERROR]
        wrong = [
            (3, "unknown-term"),
            (4, "bad-value"),
            (5, "unknown-term"),
            (6, "unknown-term"),
            (7, "unknown-license"),
        ]
        of_files = {
            name: sorted(row[1:] for row in rows if row[0] == name)
            for name in ("_collection.yml", "letter.md", "a.yml", "b.yml")
        }
        assert of_files == {
            "_collection.yml": [(5, "unknown-field"), (6, "unknown-term")],
            "letter.md": [(6, "unknown-term"), (7, "bad-value")],
            "a.yml": wrong,
            "b.yml": wrong,
        }


def test_what_a_rejected_file_lacks_is_told_once(project: MakeProject) -> None:
    text = RECORD.replace("type: report", 'type: "REPLACE: what it is"').replace("summary", "sumary") + "topics: x\n"
    root = project({HOME: COLLECTION, "content/resources/one/a.yml": text})
    found = load(root / "content")
    ours = [p for p in [*found.problems, *checks.run(found.catalogue, root)] if p.place.path.endswith("a.yml")]
    assert sorted((p.place.line, p.code) for p in ours) == [
        (2, "unknown-field"),
        (3, "placeholder-left"),
        (6, "list-expected"),
    ]


def test_only_two_rooms_know_what_rejected_files_say() -> None:
    """A page made of half a record would be wrong without a word."""
    using = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "hub").rglob("*.py") if ".partial" in path.read_text()
    }
    checks = {f"hub/checks/{name}.py" for name in ("rules", "references", "words", "attachments")}
    assert using == {"hub/load.py", *checks}


def test_a_cache_that_cannot_be_written_is_no_problem(project: MakeProject, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert load(project({HOME: COLLECTION}) / "content", tmp_path / "file" / "cache").problems == []


@pytest.mark.skipif(sys.platform != "linux", reason="the work is shared on Linux only")
def test_two_processes_read_the_same(project: MakeProject, forks: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"content/resources/one/record-{number}.yml": RECORD for number in range(6)}
    root = project(files | {HOME: COLLECTION, "content/resources/one/bad.yml": "title: x\n"})
    alone, one = load(root / "content"), len(forks)
    monkeypatch.setattr("hub.guarded.WORTH_SHARING", 2)
    assert load(root / "content") == alone
    assert one and len(forks) == one + 2 * one


def test_of_one_file_as_much_is_told_as_a_person_reads(project: MakeProject) -> None:
    many = RECORD + "".join(f"unknown{number}: x\n" for number in range(500))
    root = project({HOME: COLLECTION, "content/resources/one/many.yml": many})
    found = [problem for problem in load(root / "content").problems if problem.place.path.endswith("many.yml")]
    assert len(found) == MOST_TOLD
    assert [p.place.line for p in found] == list(range(6, 6 + MOST_TOLD))
    assert found[-1].message.endswith("this file has 400 more problems")
