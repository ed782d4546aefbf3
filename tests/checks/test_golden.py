"""Every rule, shown by files that a contributor can read: tests/golden/<code>/.

    pass.yml       a file that the rule accepts; its first lines say where it stands: `# file: content/...`
    fail.yml       a file that the rule reports, and nothing else does; more files may be fail-2.yml and so on
    expected.txt   what is reported: `path:line:column code`
    mutate.yml     one mistake in a real file: `file`; `replace` (or `pattern`, a regular expression) and `with`;
                   `at`, the text at which it is reported, or `after`, the text that stands before. `rename` and
                   `copy` give the file another name, `remove` takes it away; `in` names the file of the problem
                   when it is another one.
    fail-attachments/, pass-attachments/, mutate-attachments/
                   what lies in content/commitments/attachments/ in that case

A case is laid over the real content, and counts what that content did not report already.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from hub import checks
from hub.checks import RULES
from hub.load import load
from hub.problems import Problem, ordered
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
TODAY = "2026-11-21"
_MACROS = "tests/test_macros.py::test_a_mistake_is_told_with_its_place_and_the_thing_to_type"
_INCOMING = "tests/letter_import/test_incoming.py::test_what_is_not_read_says_what_to_do"
# What no file of content can show: the test that makes it.
ELSEWHERE = {
    "page-field": "tests/test_page_fields.py::test_a_page_has_few_fields_each_in_one_form",
    "letter-file-kind": _INCOMING,
    "letter-file-protected": _INCOMING,
    "letter-file-damaged": _INCOMING,
    "letter-file-without-text": _INCOMING,
    "letter-file-too-large": "tests/letter_import/test_incoming.py::test_a_file_that_is_too_large",
    "letter-organization-unclear": "tests/letter_import/test_written.py::test_when_nobody_says_whose_letter_it_is",
    "letter-form-field": "tests/test_letter_form.py::test_what_is_needed_is_told_with_its_line",
    "symlink": "tests/test_load.py::test_links_and_pipes_are_not_followed",
    "special-file": "tests/test_load.py::test_links_and_pipes_are_not_followed",
    "unreadable-file": "tests/test_load.py::test_a_file_that_cannot_be_read",
    "file-too-large": "tests/test_load.py::test_one_run_tells_everything",
    "not-utf-8": "tests/test_load.py::test_one_run_tells_everything",
    "active-html": "tests/test_raw_html.py::test_a_mistake_is_told_where_it_begins",
    "foreign-picture": "tests/test_raw_html.py::test_a_mistake_is_told_where_it_begins",
    "page-not-in-nav": "tests/test_written_links.py::test_a_page_that_the_navigation_does_not_name",
    "nav-page-missing": "tests/test_written_links.py::test_a_page_that_is_named_and_is_not_there",
    "active-drawing": "tests/test_written_files.py::test_a_drawing_that_is_more_than_shapes",
    "html-page": "tests/test_written_files.py::test_a_page_of_html_is_refused",
    "macro-unknown": _MACROS,
    "macro-field-unknown": _MACROS,
    "macro-field-missing": _MACROS,
    "macro-field-repeated": _MACROS,
    "macro-needs-names": _MACROS,
    "macro-bad-value": _MACROS,
    "macro-term-unknown": _MACROS,
    "macro-not-constant": _MACROS,
    "macro-not-a-call": _MACROS,
    "macro-syntax": _MACROS,
    "macro-own-line": _MACROS,
    "macro-in-code": _MACROS,
    "macro-in-front-matter": _MACROS,
    "macro-slot-by-hand": _MACROS,
    "macro-page-unreadable": "tests/test_macros.py::test_a_page_that_is_not_utf8",
    "broken-link": "tests/site/test_failures.py::test_a_link_to_a_record_that_is_not_there_leaves_the_old_site",
    "page-refused": "tests/test_shells.py::test_a_page_that_the_engine_refuses_is_a_problem_and_no_shell",
    "file-type-not-published": "tests/test_seal.py::test_published_types_pass_and_others_do_not",
    "search-failed": "tests/test_search.py::test_a_failing_indexer_is_a_problem_with_the_way_around",
    "output-not-a-folder": "tests/test_publish.py::test_a_file_or_link_as_output_is_refused",
    "output-not-ours": "tests/test_publish.py::test_a_folder_with_files_of_others_is_refused",
    "cannot-write": "tests/test_publish.py::test_a_place_that_cannot_be_written_is_a_problem",
    "build-running": "tests/test_publish.py::test_two_builds_of_one_site_are_kept_apart",
    "manifest-unreadable": "tests/test_manifest.py::test_a_folder_without_a_manifest_cannot_be_verified",
    "published-file-missing": "tests/test_manifest.py::test_every_difference_is_told",
    "published-file-changed": "tests/test_manifest.py::test_every_difference_is_told",
    "published-file-unexpected": "tests/test_manifest.py::test_every_difference_is_told",
    "ledger-line": "tests/test_ledger.py::test_a_line_that_is_no_address_is_told_at_its_place",
    "address-lost": "tests/test_permanence.py::test_a_record_that_gets_another_id_names_the_earlier_one",
    "address-unlisted": "tests/test_permanence.py::test_a_new_record_is_news_for_a_maintainer",
    "id-reused": "tests/test_permanence.py::test_an_id_is_not_given_to_another_kind",
}
# Rules about whole lists, of which there is one each: the mistake in the real list is the failing case.
ABOUT_LISTS = {
    *(
        "missing-file",
        "unknown-list-item",
        "unused-topic",
        "unused-term",
        "unused-source",
        "synonym-twice",
        "synonym-alone",
    ),
    *("start-twice", "start-too-long", "start-missing"),
    *("expectation-code", "grade-band-mismatch", "component-of-other-idea", "county-region-mismatch"),
    "official-page-of-nothing",
}
ATTACHMENTS = "content/commitments/attachments"
_HOME = re.compile(rb"^# file: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Bench:
    """A copy of the real content, and what is reported in it before anything is changed."""

    root: Path
    before: frozenset[tuple[str, str, str]]

    def new_problems(self, files: Mapping[str, bytes | None]) -> list[Problem]:
        """What is reported when these files stand in the project (None: is taken away), and was not before."""
        saved = {name: path.read_bytes() if (path := self.root / name).exists() else None for name in files}
        try:
            self._put(files)
            return [problem for problem in ordered(problems_of(self.root)) if _told(problem) not in self.before]
        finally:
            self._put(saved)

    def _put(self, files: Mapping[str, bytes | None]) -> None:
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink(missing_ok=True)
                if not any(path.parent.iterdir()):
                    path.parent.rmdir()
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(text)


def _told(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which a case may move."""
    return problem.place.path, problem.code, problem.message


def problems_of(root: Path) -> list[Problem]:
    """What is reported; one case after the other begins with what was remembered at the one before."""
    found = load(root / "content", root / "cache")
    return found.problems + checks.run(found.catalogue, root, TODAY, memory=checks.Memory(root / "clean", ""))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    root = tmp_path_factory.mktemp("bench")
    shutil.copytree(ROOT / "content", root / "content")
    yield Bench(root, frozenset(map(_told, problems_of(root))))


def cases(name: str) -> list[str]:
    return sorted({path.parent.name for path in GOLDEN.glob(f"*/{name}")})


def files_of(code: str, pattern: str) -> dict[str, bytes | None]:
    found: dict[str, bytes | None] = {}
    for path in sorted((GOLDEN / code).glob(pattern)):
        if path.is_dir():
            found |= {f"{ATTACHMENTS}/{file.name}": file.read_bytes() for file in sorted(path.iterdir())}
            continue
        raw = path.read_bytes()
        home = _HOME.search(raw)
        assert home, f"{path} does not say where it stands: `# file: content/...`"
        found[home[1].decode()] = raw
    return found


@pytest.mark.parametrize("code", cases("fail*"))
def test_what_a_rule_reports(code: str, bench: Bench) -> None:
    expected = (GOLDEN / code / "expected.txt").read_text().splitlines()
    assert [f"{problem.place} {problem.code}" for problem in bench.new_problems(files_of(code, "fail*"))] == expected


@pytest.mark.parametrize("code", cases("pass*"))
def test_what_a_rule_accepts(code: str, bench: Bench) -> None:
    assert bench.new_problems(files_of(code, "pass*")) == []


@pytest.mark.parametrize("code", cases("mutate.yml"))
def test_one_mistake_in_a_real_file(code: str, bench: Bench) -> None:
    case = yaml.load((GOLDEN / code / "mutate.yml").read_text(), yaml.CBaseLoader)
    text = (bench.root / case["file"]).read_text()
    pattern = case.get("pattern") or re.escape(case.get("replace", ""))
    assert re.search(pattern, text), f"{case['file']} has changed: take another text for this case"
    if "with" in case:
        text = re.sub(pattern, case["with"] if "pattern" in case else lambda _: case["with"], text, count=1)
    new_name = case.get("rename") or case.get("copy") or case["file"]
    changed: dict[str, bytes | None] = {case["file"]: None} if "rename" in case else {}
    changed[new_name] = None if "remove" in case else text.encode()
    changed |= files_of(code, "mutate-attachments")
    place = case.get("in", new_name)
    exact = "at" in case or "after" in case
    if exact:
        start = text.index(case["at"]) if "at" in case else text.index(case["after"]) + len(case["after"])
        place += f":{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)}"
    found = bench.new_problems(changed)
    # A changed English text with Spanish beside it is also what this rule is about.
    found = [problem for problem in found if code == "translation-outdated" or problem.code != "translation-outdated"]
    shown = [str(problem.place) if exact else problem.place.path for problem in found]
    assert [(where, problem.code) for where, problem in zip(shown, found, strict=True)] == [(place, code)]


def test_every_rule_has_its_cases() -> None:
    for kind in ("fail*", "pass*"):
        assert set(cases(kind)) | ELSEWHERE.keys() | ABOUT_LISTS == RULES.keys(), (
            f"each rule has {kind} in tests/golden/<code>/, or a test named in ELSEWHERE"
        )
    assert set(cases("mutate.yml")) | ELSEWHERE.keys() == RULES.keys(), "each has mutate.yml in tests/golden/<code>/"
    assert not ELSEWHERE.keys() & {*cases("fail*"), *ABOUT_LISTS}, "what files can show is shown by files"


@pytest.mark.parametrize(("code", "test"), ELSEWHERE.items())
def test_what_files_cannot_show_is_tested_elsewhere(code: str, test: str) -> None:
    path, _, name = test.partition("::")
    (function,) = [
        node
        for node in ast.parse((ROOT / path).read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    said = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in said if text == code or text.endswith(f" {code}")], f"{test} does not expect `{code}`"
