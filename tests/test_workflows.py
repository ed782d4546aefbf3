"""The workflows: what zizmor, the schemas of GitHub and ShellCheck say of them, and the rules of this house.

actionlint cannot be installed from PyPI. What it looks for is covered so: syntax and keys by the schema, contexts and
injection by zizmor, scripts by ShellCheck, and the names that jobs and steps call each other by, below.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
# What may start a workflow, and why.
TRIGGERS = {
    "check.yml": {"pull_request"},
    "publish.yml": {"push", "workflow_dispatch"},
    "letter.yml": {"issues"},
}
SCHEMAS = {
    "vendor.github-workflows": "workflows/*.yml",
    "vendor.dependabot": "dependabot.yml",
    "vendor.github-issue-config": "ISSUE_TEMPLATE/config.yml",
    "vendor.github-issue-forms": "ISSUE_TEMPLATE/*-*.yml ISSUE_TEMPLATE/problem.yml",
    "custom.github-workflows-require-timeout": "workflows/*.yml",
}
named = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def tool(name: str) -> str:
    """A program of the environment in which the tests run."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is not installed; run `make .venv/.dev`"
    return found


def read(path: Path) -> dict[str, Any]:
    said: dict[str, Any] = yaml.load(path.read_text(), yaml.CBaseLoader)
    return said


def typed(path: Path) -> Any:
    """A file as GitHub reads it: numbers are numbers, and `on` is no truth value."""
    said = yaml.load(path.read_text(), yaml.CSafeLoader)
    return {("on" if key is True else key): value for key, value in said.items()}


def steps(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in read(path)["jobs"].items():
        for step in job["steps"]:
            yield name, step


def test_zizmor_finds_nothing() -> None:
    command = [tool("zizmor"), "--offline", "--no-progress", "--persona", "auditor", str(GITHUB)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0 and "No findings to report" in done.stdout + done.stderr, done.stdout + done.stderr


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_is_valid(schema: str) -> None:
    """By the schemas that come with check-jsonschema; nothing is fetched."""
    files = [path for pattern in SCHEMAS[schema].split() for path in GITHUB.glob(pattern)]
    said = get_builtin_schema(schema)
    validator = jsonschema.validators.validator_for(said)(said)
    told = [f"{path.name}: {e.json_path}: {e.message}" for path in files for e in validator.iter_errors(typed(path))]
    assert files and not told, "\n".join(told)


def test_every_workflow_and_every_form_is_looked_at() -> None:
    assert {path.name for path in WORKFLOWS} == TRIGGERS.keys()
    looked_at = {path for patterns in SCHEMAS.values() for pattern in patterns.split() for path in GITHUB.glob(pattern)}
    assert looked_at == set(GITHUB.rglob("*.yml"))


@named
def test_only_known_events_start_it_and_nothing_is_permitted_at_the_top(path: Path) -> None:
    said = read(path)
    on = said["on"]
    assert set([on] if isinstance(on, str) else on) == TRIGGERS[path.name]
    assert said["permissions"] == {} and said["concurrency"]


@named
def test_a_workflow_that_runs_contributed_code_can_read_and_knows_no_secret(path: Path) -> None:
    text = re.sub(r"^ *#.*$", "", path.read_text(), flags=re.MULTILINE)
    assert "pull_request_target" not in text and "workflow_run" not in text
    if "pull_request" in TRIGGERS[path.name]:
        assert all(job["permissions"] == {"contents": "read"} for job in read(path)["jobs"].values())
        assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN", text)
    else:
        assert "secrets." not in text


@named
def test_actions_are_named_by_commit_and_their_tag_is_said(path: Path) -> None:
    for line in path.read_text().splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    pins = {line.split("uses: ")[1] for file in WORKFLOWS for line in file.read_text().splitlines() if "uses:" in line}
    assert len(pins) == len({pin.split("@")[0] for pin in pins}), "one version of each action in all workflows"


@named
def test_no_checkout_leaves_the_token_behind(path: Path) -> None:
    for _, step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@named
def test_scripts_are_sound_and_take_nothing_but_variables(path: Path) -> None:
    for job, step in steps(path):
        if script := step.get("run"):
            assert "${{" not in script, f"{job}: an expression in a script is where injection begins"
            command = [tool("shellcheck"), "--shell=bash", "--severity=style", "-"]
            text = f"#!/usr/bin/bash -e\n{script}"
            done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=60)
            assert done.returncode == 0, f"{job}, {step.get('name', '')}: {done.stdout}"


@named
def test_jobs_and_steps_that_are_named_exist(path: Path) -> None:
    jobs = read(path)["jobs"]
    for name, job in jobs.items():
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= jobs.keys() - {name}
        ids = [step["id"] for step in job["steps"] if "id" in step]
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"steps\.([\w-]+)\.", str(job))) <= set(ids), f"{name} asks a step that has no such id"


def test_dependencies_are_followed_with_a_cooldown() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip", "npm"}
    assert all(int(update["cooldown"]["default-days"]) >= 7 for update in updates)


def test_targets_that_workflows_call_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text().replace("$(VENV)", ".venv")
    for path in WORKFLOWS:
        for _, step in steps(path):
            for target in re.findall(r"^\s*make ([\w./-]+)", step.get("run", ""), re.MULTILINE):
                assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"{path.name}: make {target}"


def test_who_reads_a_letter_cannot_write_and_who_writes_reads_none() -> None:
    jobs = read(GITHUB / "workflows" / "letter.yml")["jobs"]
    assert jobs["propose"]["needs"] == "read"
    assert set(jobs["read"]["permissions"].values()) == {"read"}
    assert "EVENT_PATH" not in str(jobs["propose"]) and "/hub" not in str(jobs["propose"])
    asking = [name for name, step in steps(GITHUB / "workflows" / "letter.yml") if "issue.body" in str(step)]
    assert asking == [], "the text of the issue stands in a file alone"


LETTER = "---\nstatus: submitted\n---\n\nDear colleagues,\n"


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        ({"sample-valley.md": LETTER}, True),
        ({}, False),
        ({"one.md": LETTER, "two.md": LETTER}, False),
        ({"sub/one.md": LETTER}, False),
        ({"One.md": LETTER}, False),
        ({"one.yml": LETTER}, False),
        ({"-one.md": LETTER}, False),
        ({"one.md": LETTER + "x" * 70_000}, False),
        ({"one.md": LETTER.replace("submitted", "accepted")}, False),
        ({"there.md": LETTER}, False),
    ],
)
def test_one_new_file_of_text_is_taken_and_nothing_else(files: dict[str, str], taken: bool, tmp_path: Path) -> None:
    [script] = [
        step["run"]
        for _, step in steps(GITHUB / "workflows" / "letter.yml")
        if step.get("name") == "Take the one new file"
    ]
    handed, here, gh = (
        tmp_path / "handed-on" / "letters",
        tmp_path / "here" / "content" / "commitments",
        tmp_path / "bin",
    )
    for folder in (handed, here, gh):
        folder.mkdir(parents=True)
    (here / "there.md").write_text("A letter that is kept.")
    for name, text in files.items():
        (handed / name).parent.mkdir(exist_ok=True)
        (handed / name).write_text(text)
    (gh / "gh").write_text("#!/bin/sh\nexit 0\n")
    (gh / "gh").chmod(0o755)
    environment = {
        "PATH": f"{gh}:/usr/bin:/bin",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_RUN_ID": "1",
        "REPOSITORY": "a/b",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path / "here",
        env=environment,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode == 0) == taken, done.stdout
    assert {path.name for path in here.iterdir()} == {"there.md", *(files if taken else ())}
    assert (here / "there.md").read_text() == "A letter that is kept."
