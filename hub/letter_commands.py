"""`hub letter`: commitment letters that come in, are checked, and are kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.problems import Format

if TYPE_CHECKING:
    from hub.letter_import import Draft

letter = typer.Typer(no_args_is_help=True, help="Read, check and keep commitment letters.")


class Language(str, Enum):
    """In which language a report is told."""

    en = "en"
    es = "es"


Organization = Annotated[str | None, typer.Option("--organization", help="The full name, or a name the hub knows.")]
CallId = Annotated[str | None, typer.Option("--call", help="The id of the call; without it the newest open one.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write: content/commitments/<id>.md.")]
InLanguage = Annotated[Language, typer.Option("--language", help="The language of the report.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
InFormat = Annotated[Format, typer.Option("--format", "-f", help="How the report is told.")]


@letter.command("import")
def import_letter(
    file: Annotated[Path, typer.Argument(help="The letter: .docx, .pdf, .md or .txt.", show_default=False)],
    organization: Organization = None,
    call: CallId = None,
    output: Output = None,
    language: InLanguage = Language.en,
    dry_run: DryRun = False,
) -> None:
    """Make a letter of a Word file, a PDF or a text, say what was recognized, and check it. Nothing is written over."""
    from hub import letter_import

    _import(file, lambda: letter_import.draft_of(file), organization, call, output, language, dry_run)


@letter.command("from-form")
def from_form(
    file: Annotated[Path, typer.Argument(help="The text of the issue, or GitHub's event (.json).", show_default=False)],
    call: CallId = None,
    output: Output = None,
    language: InLanguage = Language.en,
    dry_run: DryRun = False,
) -> None:
    """Make a letter of an issue that was written with the form for letters."""
    from hub import letter_form
    from hub.letter_import import incoming
    from hub.problems import one_line

    def draft() -> Draft:
        shown = one_line(file, 200)
        return letter_form.read(letter_form.body_of(incoming.read_file(file), file.name, shown), shown)

    _import(file, draft, None, call, output, language, dry_run)


def _import(
    file: Path,
    draft: Callable[[], Draft],
    organization: str | None,
    call: str | None,
    output: Path | None,
    language: Language,
    dry_run: bool,
) -> None:
    """Writes the letter of a draft, and tells what was done and what the check says of it."""
    from hub import cli, letter_files, letter_import
    from hub.letter_import import report, writing
    from hub.letters.voices import say
    from hub.load import load
    from hub.problems import one_line

    project = cli._project()
    today = cli._site(project).today
    try:
        read = draft()
        catalogue = load(project.content, project.cache / "content.pickle", cache_salt=project.code_digest).catalogue
        order = letter_import.Order(organization, call, output)
        make = letter_import.plan if dry_run else letter_import.write
        imported = make(project.root, catalogue, read, order, today, one_line(file, 200))
    except letter_import.ImportRefused as error:
        cli._print_problems(list(error.problems))
        raise typer.Exit(cli.MISUSE if error.misuse else cli.CONTENT_ERRORS) from None
    for line in report.told(imported, project.root, language.value, written=not dry_run):
        cli.out.print(line, markup=False)
    if dry_run:
        cli.out.print(f"\n{imported.files[-1][1].decode()}", markup=False)
        return
    shown = writing.shown(imported.path, project.root)
    one = letter_files.check_file(imported.path, shown, catalogue, today)
    cli.out.print(f"\n{shown}: {say(one.report, one.call, language.value)}", markup=False)


@letter.command("accept")
def accept_letter(
    file: Annotated[Path, typer.Argument(help="The letter: content/commitments/<id>.md.", show_default=False)],
    date: Annotated[str | None, typer.Option("--date", help="The day of acceptance; else the newest change.")] = None,
    language: InLanguage = Language.en,
) -> None:
    """Print the lines of `history` that accept a letter and bind its text. The file is not edited."""
    from hub import cli, letter_accept
    from hub.load import load
    from hub.model.dates import parse_day
    from hub.words import N_, gettext_for

    project = cli._project()
    today = cli._site(project).today
    try:
        day = parse_day(date) if date else today
        if day <= "1970-01-01":
            raise ValueError("no day is known here; write a day such as --date 2026-11-21")
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise cli._misuse(f"--date: {message}", hint or "write a day such as 2026-11-21") from None
    loaded = load(project.content, project.cache / "content.pickle", cache_salt=project.code_digest)
    try:
        made = letter_accept.accept(project.root, loaded, file, day, today, language.value)
    except letter_accept.NotAccepted as error:
        cli._print_problems(list(error.problems))
        raise typer.Exit(cli.MISUSE if error.misuse else cli.CONTENT_ERRORS) from None
    for line in made.lines:
        cli.out.print(line, markup=False)
    for line in made.advice:
        cli.err.print(line, markup=False)
    if made.doubts:
        cli.err.print(gettext_for(language.value)(N_("The check leaves this to you:")), markup=False)
        for line in made.doubts:
            cli.err.print(f"- {line}", markup=False)


@letter.command("check")
def check_letters(
    files: Annotated[list[Path], typer.Argument(help="Letters as Markdown or text.", show_default=False)],
    organization: Organization = None,
    call: CallId = None,
    format: InFormat = Format.text,
    language: InLanguage = Language.en,
) -> None:
    """Say what a letter has of what its call asks, what is missing, and the text to paste. Nothing is written."""
    from hub import cli, letter_files, problems
    from hub.load import load

    project = cli._project()
    today = cli._site(project).today
    catalogue = load(project.content, project.cache / "content.pickle", cache_salt=project.code_digest).catalogue
    checked: list[letter_files.Checked] = []
    refused: list[problems.Problem] = []
    for file in files:
        try:
            checked.append(letter_files.check_file(file, file.as_posix(), catalogue, today, organization, call))
        except letter_files.NotALetter as error:
            refused += error.problems
    if format is Format.text:
        for one in checked:
            cli.out.print(one.text(language.value), markup=False)
        cli._print_problems(refused)
    elif format is Format.json:
        told = {"letters": [one.plain() for one in checked], "problems": problems.as_rows(refused)}
        sys.stdout.write(json.dumps(told, ensure_ascii=True, indent=2) + "\n")
    else:
        found = [*refused, *(problem for one in checked for problem in one.problems(language.value))]
        text = problems.VOICES[format.value](found)
        sys.stdout.write(text + "\n" if text else "")
    incomplete = any(one.report.overall == "incomplete" for one in checked)
    raise typer.Exit(cli.CONTENT_ERRORS if refused or incomplete else cli.FINE)
