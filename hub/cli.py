"""The command line: `hub build | serve | check | new | schema`. It parses, calls one function and prints.

Exit status: 0 fine, 1 errors in content or no room to write, 2 misuse, 3 a mistake of the program; stopped by a signal,
128 and its number, as a shell says it.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.live import Live
from rich.text import Text

from hub import __version__, problems, publish, site, site_commands
from hub.letter_commands import DryRun, InLanguage, Language, letter
from hub.problems import Format, Problem, Severity
from hub.project import Project, find
from hub.stopping import Stopped, heed

if TYPE_CHECKING:
    from hub.load import Tally
    from hub.scaffold import Draft

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Keep, check and publish the knowledge of a community of practice.",
)
new = typer.Typer(no_args_is_help=True, help="Begin a new record from a template that teaches.")
app.add_typer(new, name="new")
app.command()(site_commands.verify)
app.command()(site_commands.ledger)
app.command()(site_commands.translated)
app.add_typer(letter, name="letter")

FINE, CONTENT_ERRORS, MISUSE, OUR_MISTAKE = 0, 1, 2, 3
COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.FINDING: "cyan"}

out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def _misuse(message: str, hint: str) -> typer.Exit:
    err.print(Text(f"hub: {message}", style="bold red"))
    err.print(Text(f"    {hint}"))
    return typer.Exit(MISUSE)


def _project() -> Project:
    project = find()
    if project is None:
        raise _misuse("this folder is not inside a hub", "go to the folder that holds mkdocs.yml and content/")
    return project


def _site(project: Project) -> site.Site:
    try:
        return site.from_environment(project.root)
    except ValueError as error:
        what, _, hint = str(error).partition("; ")
        raise _misuse(what, hint) from None


def _print_problems(found: list[Problem]) -> None:
    """Problems for a person, on the error stream."""
    for problem in found:
        line = Text(f"{problem.place}: ")
        line.append(problem.severity.value, style=COLORS[problem.severity])
        line.append(f": {problem.message} ")
        line.append(f"[{problem.code}]", style="dim")
        err.print(line)
        if problem.hint:
            err.print(Text(f"    {problem.hint}", style="green"))


def _count(number: int, thing: str, things: str | None = None) -> str:
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def _told(tally: Tally) -> str:
    return f"{tally.accepted:,} accepted, {tally.with_findings:,} with findings, {tally.rejected:,} rejected"


@app.command()
def build(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the site goes.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Write the search index.")] = True,
) -> None:
    """Build the whole site and put it in place in one step; with errors, the old site stays."""
    from hub import ahead

    project, started = _project(), time.perf_counter()
    target = (output or project.root / "site").absolute()
    before = publish.token_of(target)
    try:
        # Drawn anew when there is something to say: a line that moves by itself needs a thread, and a process with two
        # threads must not fork, which is how files are read and pages are drawn.
        with Live(console=err, auto_refresh=False, transient=True) as line:
            say = partial(line.update, refresh=True)
            built = ahead.build(project, _site(project), target, search, lambda text: say(Text(f"{text} ...")))
    except Stopped as stopped:
        state = "the site there is as it was" if before else "no site was written"
        if publish.token_of(target) != before:
            state = "the new site is in place"
        raise Stopped(stopped.number, state) from None
    _print_problems(built.problems)
    tally = built.checked.tally
    out.print(f"content: {_count(sum(tally), 'file')} read: {_told(tally)}")
    if built.refused:
        errors = sum(1 for problem in built.problems if problem.severity is Severity.ERROR)
        state = "the site there is as it was" if target.exists() else "no site was written"
        out.print(f"not built: {_count(errors, 'error')}; {state}")
        raise typer.Exit(CONTENT_ERRORS)
    seconds = time.perf_counter() - started
    out.print(f"pages:   {built.pages:,} in the site, {built.drawn:,} of them drawn anew, in {seconds:.1f} seconds")
    out.print(f"site:    {target / 'index.html'}")


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes a free one.")] = 8000,
) -> None:
    """Preview the site on this computer; a page follows its file as you save it."""
    from hub.serve import serve as run

    project = _project()
    raise typer.Exit(run(project, _site(project), port, lambda text: err.print(Text(text)), _print_problems))


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to tell about; all when none.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the problems are told.")] = Format.text,
    language: InLanguage = Language.en,
) -> None:
    """Check the content and say what is wrong, where, and what to type. Nothing is written."""
    from hub import asked, letter_files, load
    from hub import build as recipe

    project = _project()
    checked = recipe.check(project, _site(project), language=language.value)
    files, found, elsewhere = checked.files, checked.problems, 0
    if paths:
        try:
            about = asked.only(project.root, files, found, paths)
        except asked.NotAsked as error:
            raise _misuse(*error.args) from None
        files, found, elsewhere = about.files, about.problems, about.errors_elsewhere
    reports = letter_files.reports_of(project.root, checked.catalogue, found, checked.site.today)
    if format is Format.text:
        _print_problems(found)
        for report in reports:
            out.print(report.text(language.value), markup=False)
        told = {severity: sum(1 for problem in found if problem.severity is severity) for severity in Severity}
        errors, warnings, findings = (told[severity] for severity in Severity)
        out.print(
            f"{_count(len(files), 'file')} read: {_told(load.tally(files, found))}; {_count(errors, 'error')}, "
            f"{_count(warnings, 'warning')}, {_count(findings, 'finding')}"
            + (f"; {_count(elsewhere, 'error')} elsewhere" if elsewhere else "")
        )
    elif format is Format.json:
        told_all = {"problems": problems.as_rows(found), "letters": [report.plain() for report in reports]}
        sys.stdout.write(json.dumps(told_all, ensure_ascii=True, indent=2) + "\n")
    else:
        text = problems.VOICES[format.value](found)
        if text:
            sys.stdout.write(text + "\n")
    raise typer.Exit(CONTENT_ERRORS if problems.has_errors(found) else FINE)


@new.command("resource")
def new_resource(
    collection: Annotated[str, typer.Argument(help="The folder below content/resources/.")],
    title: Annotated[str, typer.Argument(help="What a reader would call it.")],
    dry_run: DryRun = False,
) -> None:
    """Write the scaffold of a resource, with every field explained."""
    from hub import scaffold

    project = _project()
    _scaffolded(
        project, lambda: scaffold.draft_resource(project.root, collection, title, _site(project).today), dry_run
    )


@new.command("letter")
def new_letter(
    organization: Annotated[str, typer.Argument(help="The full name of the organization.")],
    dry_run: DryRun = False,
) -> None:
    """Write the scaffold of a commitment letter, with the required statements in place."""
    from hub import scaffold

    project = _project()
    _scaffolded(project, lambda: scaffold.draft_letter(project.root, organization, _site(project).today), dry_run)


def _scaffolded(project: Project, draft: Callable[[], Draft], dry_run: bool) -> None:
    from hub.scaffold import ScaffoldError, write

    try:
        made = draft()
        shown = made.path.relative_to(project.root)
        if dry_run:
            out.print(f"would be written: {shown}\n\n{made.text}", markup=False)
            return
        write(made, project.root)
    except ScaffoldError as error:
        _print_problems([error.problem])
        raise typer.Exit(MISUSE) from None
    out.print(f"written: {shown}")
    out.print("next:    open it, fill in what it asks for, then run `hub check`")


@app.command()
def schema(
    check: Annotated[bool, typer.Option("--check", help="Only say whether the files are current.")] = False,
) -> None:
    """Write the JSON Schemas that help editors of YAML complete fields and terms."""
    from hub import load
    from hub import schema as schemas

    project = _project()
    catalogue = load.load(project.content, project.cache / "content.pickle", cache_salt=project.code_digest).catalogue
    stale = schemas.stale(project.content, catalogue)
    if check:
        for name in stale:
            err.print(Text(f"content/schemas/{name}: is not current"))
        if stale:
            err.print(Text("    run `hub schema` and commit the files", style="green"))
        raise typer.Exit(CONTENT_ERRORS if stale else FINE)
    schemas.write(project.content, catalogue)
    out.print(f"schemas: {_count(len(stale), 'file')} written" if stale else "schemas: all were current")


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        out.print(__version__)
        raise typer.Exit(FINE)


def main() -> None:
    """Run the command line; nothing that can go wrong shows a traceback unless it is our own mistake."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    heed()
    try:
        app(standalone_mode=True)
    except publish.NotPublished as error:
        _print_problems([error.problem])
        sys.exit(CONTENT_ERRORS)
    except Stopped as stopped:
        err.print(stopped.said)
        sys.exit(stopped.status)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in publish.NO_WRITING:
            _print_problems([publish.cannot_write(Path(error.filename or Path.cwd()), error).problem])
            sys.exit(CONTENT_ERRORS)
        err.print(
            Text(f"hub: this is a mistake of the program, not yours: {problems.one_line(error, 300)}", style="bold red")
        )
        if log := find():
            report = log.cache / "crash.txt"
            with contextlib.suppress(OSError):
                report.parent.mkdir(parents=True, exist_ok=True)
                report.write_text(traceback.format_exc(), encoding="utf-8")
                err.print(Text(f"    please report it with the file {report}"))
        sys.exit(OUR_MISTAKE)
