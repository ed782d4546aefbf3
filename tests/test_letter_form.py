"""The issue form for letters: what a person typed is read back, whatever it holds, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hub import letter_form
from hub.letter_import import ImportRefused, Order, write
from hub.letter_import.draft import Draft
from hub.load import load
from hub.problems import as_text
from tests.conftest import ROOT, MakeProject
from tests.letter_import import files

LETTER = f"""{files.ORGANIZATION}

March 2, 2026

Dear members of the collaborative,

{files.FIT}

{files.ACTION}

{files.LEAD_IN}

- {files.GOALS[0]}
- {files.GOALS[1]}
- {files.GOALS[2]}
- {files.GOALS[3]}

{files.PLEDGE}

Sincerely,

Ada Example
Superintendent"""
CHECKED = "- [X] I may submit this letter.\n- [X] It is signed."
NAMES = ("organization", "acronym", "date", "name", "title", "letter", "confirmation")


def form(**changed: str) -> str:
    """The text that GitHub makes of the form."""
    typed = {
        "organization": files.ORGANIZATION,
        "acronym": "_No response_",
        "date": "2026-03-02",
        "name": "Ada Example",
        "title": "Superintendent",
        "letter": LETTER,
        "confirmation": CHECKED,
    } | changed
    return "\n\n".join(f"### {label}\n\n{typed[name]}" for label, name in zip(letter_form.LABELS, NAMES, strict=True))


def event(body: str) -> bytes:
    """GitHub's event."""
    return json.dumps({"action": "labeled", "issue": {"number": 7, "body": body}, "label": {"name": "letter"}}).encode()


def read(body: str) -> Draft:
    return letter_form.read(body, "issue.md")


def refused(body: str) -> list[str]:
    with pytest.raises(ImportRefused) as error:
        read(body)
    assert all(p.code == "letter-form-field" and p.hint for p in error.value.problems)
    return [f"{p.place.line}: {p.message}" for p in error.value.problems]


def written(project: MakeProject, body: str) -> str:
    """The file that is made of a form, which the reader must accept."""
    root = project({})
    path = write(root, load(root / "content").catalogue, read(body), Order(), "2026-11-21", "issue.md").path
    assert as_text(load(root / "content").problems) == ""
    return path.read_text()


def test_the_form_has_the_labels_that_are_read_back() -> None:
    made = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/commitment-letter.yml").read_text())
    fields = [row for row in made["body"] if row["type"] != "markdown"]
    assert [row["attributes"]["label"] for row in fields] == list(letter_form.LABELS)
    assert [row["type"] for row in fields] == [*["input"] * 5, "textarea", "checkboxes"]
    assert "labels" not in made, "only a maintainer sets the label that starts the workflow"
    ids = {row["attributes"]["label"]: row["id"] for row in fields}
    assert all(ids[label] == name for label, name in letter_form.LABELS.items() if name)
    needed = {row["id"] for row in fields if row.get("validations", {}).get("required")}
    assert needed == {*letter_form.NEEDED, "letter"}
    assert all(option["required"] for option in fields[-1]["attributes"]["options"])
    assert "render" not in fields[5]["attributes"], "GitHub would put the letter into a block of code"


def test_what_was_typed_is_read_back() -> None:
    draft = read(form(acronym="SVUSD"))
    assert draft.fields == {
        "organization": files.ORGANIZATION,
        "acronym": "SVUSD",
        "date": "2026-03-02",
        "signatory_name": "Ada Example",
        "signatory_title": "Superintendent",
    }
    assert draft.body == LETTER and draft.notes == ()
    assert "acronym" not in read(form()).fields


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("\n", "\r")])
def test_line_ends(change: tuple[str, str]) -> None:
    assert read(form().replace(*change)) == read(form())


HOSTILE_LINES = {
    "facts in the title": 'Superintendent"\nstatus: accepted\nx: "',
    "a fence": "---",
    "a label": "### The letter",
    "a remark": "Super<!-- x -->intendent",
    "ticks": "`x` ```y``` $(id) ${{ secrets.X }} {{ 7*7 }}",
    "YAML": "&a *a !!python/object [x] {y: z} # no",
    "a colon": "Superintendent: Schools",
    "a number": "007",
    "a truth": "yes",
}


@pytest.mark.parametrize("typed", HOSTILE_LINES.values(), ids=HOSTILE_LINES.keys())
def test_a_field_is_one_text_and_nothing_else(project: MakeProject, typed: str) -> None:
    body = form(title=typed)
    if "\n" in typed or typed.startswith("###"):
        assert any("Title of that person" in problem for problem in refused(body))
        return
    root = project({})
    made = write(root, load(root / "content").catalogue, read(body), Order(), "2026-11-21", "issue.md")
    kept = load(root / "content").catalogue.letters[made.path.stem]
    assert kept.signatory_title == typed
    assert (kept.status, kept.call, kept.organization) == ("submitted", "castl-k12", files.ORGANIZATION)


@pytest.mark.parametrize(
    "typed",
    [
        "### Organization\n\nAnother Organization\n\nWords.",
        "### Confirmation\n\n- [X] forged\n\nWords.",
        "### Date of the letter\n\n1999-01-01\n\n### The letter\n\nWords.",
        "---\nstatus: accepted\n---\n\nWords.",
        "```\n### Confirmation\n```\n\nWords.",
        "_No response_ is what I say.\n\nWords.",
        "<details><summary>x</summary>\n\nWords.\n\n</details>",
        "Words.\n\n- [ ] an open box",
    ],
)
def test_the_letter_may_hold_whatever_it_likes(project: MakeProject, typed: str) -> None:
    body = form(letter=f"{typed}\n\n{LETTER}")
    assert read(body).body == f"{typed}\n\n{LETTER}"
    text = written(project, body)
    facts, _, letter = text.removeprefix("---\n").partition("\n---\n")
    assert letter.strip("\n") == f"{typed}\n\n{LETTER}"
    assert f"organization: {files.ORGANIZATION}\n" in facts and "status: submitted" in facts
    assert "date: 2026-03-02\n" in facts


def test_what_nobody_sees_is_left_out() -> None:
    draft = read(form(letter=f"<!-- say that it is complete -->\n{LETTER}\u202e\u200b ![x](https://example.org/x.png)"))
    assert draft.body.strip() == LETTER
    assert len(draft.notes) == 3


@pytest.mark.parametrize("name", ["organization", "date", "name", "title", "letter"])
@pytest.mark.parametrize("typed", ["_No response_", "", "   "])
def test_what_is_needed_is_told_with_its_line(name: str, typed: str) -> None:
    body = form(**{name: typed})
    with pytest.raises(ImportRefused) as error:
        read(body)
    assert [found.code for found in error.value.problems] == ["letter-form-field"]
    (problem,) = refused(body)
    label = list(letter_form.LABELS)[NAMES.index(name)]
    assert problem.startswith(f"{body.split(chr(10)).index(f'### {label}') + 1}: ") and "empty" in problem


def test_all_mistakes_are_told_in_one_run() -> None:
    body = form(organization="_No response_", name="x" * 300, confirmation="- [X] one\n- [ ] two")
    assert len(refused(body)) == 3


@pytest.mark.parametrize("confirmation", ["", "_No response_", "- [ ] one\n- [X] two", "I confirm."])
def test_the_boxes_must_be_checked(confirmation: str) -> None:
    (problem,) = refused(form(confirmation=confirmation))
    assert "confirmation" in problem


def test_an_issue_that_is_not_of_the_form() -> None:
    assert len(refused("I would like to submit a letter.")) == len(letter_form.LABELS)
    assert len(refused(form().replace("### Short name", "## Short name"))) == 1
    assert refused("")


@given(st.text(alphabet=st.sampled_from("ab \n#-`<>!:'\"[]{}&*\r\t\\"), max_size=200))
def test_no_letter_changes_the_fields(typed: str) -> None:
    body = form(letter=f"x{typed}\n{LETTER}")
    draft = read(body)
    assert draft.fields == read(form()).fields
    assert draft.body.endswith(LETTER) or "<!--" in typed


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{}", b'{"issue": 1}', b'{"issue": {"body": 7}}', b"\xff{}", b"[" * 100_000, b'{"issue": null}'],
)
def test_an_event_that_is_none(raw: bytes) -> None:
    with pytest.raises(ImportRefused):
        letter_form.body_of(raw, "event.json", "event.json")


def test_the_event_of_github() -> None:
    assert letter_form.body_of(event(form()), "event.json", "event.json") == form()
    assert letter_form.body_of(event(form()).replace(b'"body": "', b'"body": null, "x": "'), "a.json", "a.json") == ""
    assert letter_form.body_of(form().encode("utf-8-sig"), "issue.md", "issue.md") == form()
    with pytest.raises(ImportRefused) as error:
        letter_form.body_of(b"x" * 600_000, "issue.md", "issue.md")
    assert error.value.problems[0].code == "letter-file-too-large"


WORKFLOW = ROOT / ".github/workflows/letter.yml"


def test_the_workflow_trusts_nothing_of_the_issue() -> None:
    text = WORKFLOW.read_text()
    made = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    assert made[True] == {"issues": {"types": ["labeled"]}} and made["permissions"] == {}
    reading, proposing = made["jobs"]["read"], made["jobs"]["propose"]
    assert reading["permissions"] == {"contents": "read", "issues": "read"}
    assert proposing["permissions"] == {"contents": "write", "pull-requests": "write", "actions": "read"}
    assert proposing["needs"] == "read" and "github.event.label.name == 'letter'" in reading["if"]
    assert "secrets." not in text
    assert not any("from-form" in step.get("run", "") for step in proposing["steps"]), "who may write reads no form"
    steps = [*reading["steps"], *proposing["steps"]]
    for step in steps:
        assert "${{" not in step.get("run", ""), "texts reach commands through files and the environment"
        for value in step.get("env", {}).values():
            assert "body" not in value and "title" not in value
        if "from-form" in step.get("run", ""):
            assert "env" not in step, "the step that reads the text has no token"
            assert '"$GITHUB_EVENT_PATH"' in step["run"]
    assert "issue.body" not in text and "issue.title" not in text and "issue.user" not in text
    branch = [line.strip() for step in steps for line in step.get("run", "").split("\n") if "branch=" in line]
    assert branch == ['branch="letter/issue-$ISSUE"']


def test_the_person_who_set_the_label_is_looked_up_first() -> None:
    first = next(iter(yaml.safe_load(WORKFLOW.read_text())["jobs"].values()))["steps"][0]
    assert "collaborators/$SENDER/permission" in first["run"] and "exit 1" in first["run"]


def test_actions_are_pinned_as_in_the_other_workflows() -> None:
    def used(path: Path) -> set[str]:
        jobs = yaml.safe_load(path.read_text())["jobs"].values()
        return {step["uses"] for job in jobs for step in job.get("steps", ()) if "uses" in step}

    others = {name for path in WORKFLOW.parent.glob("*.yml") if path != WORKFLOW for name in used(path)}
    mine = used(WORKFLOW)
    assert mine and mine <= others
    assert all(len(name.partition("@")[2]) == 40 for name in mine)
