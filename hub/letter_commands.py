"""`hub letter`: commitment letters that come in, are checked, and are kept."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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


@letter.command("import")
def import_letter(
    file: Annotated[Path, typer.Argument(help="The letter: .docx, .pdf, .md or .txt.", show_default=False)],
    organization: Organization = None,
    call: CallId = None,
    output: Output = None,
    language: InLanguage = Language.en,
) -> None:
    """Make a letter of a Word file, a PDF or a text, say what was recognized, and check it. Nothing is written over."""
    from hub import letter_import

    _import(file, lambda: letter_import.draft_of(file), organization, call, output, language)


@letter.command("from-form")
def from_form(
    file: Annotated[Path, typer.Argument(help="The text of the issue, or GitHub's event (.json).", show_default=False)],
    call: CallId = None,
    output: Output = None,
    language: InLanguage = Language.en,
) -> None:
    """Make a letter of an issue that was written with the form for letters."""
    from hub import letter_form
    from hub.letter_import import incoming
    from hub.problems import one_line

    def draft() -> Draft:
        shown = one_line(file, 200)
        return letter_form.read(letter_form.body_of(incoming.read_file(file), file.name, shown), shown)

    _import(file, draft, None, call, output, language)


def _import(
    file: Path,
    draft: Callable[[], Draft],
    organization: str | None,
    call: str | None,
    output: Path | None,
    language: Language,
) -> None:
    """Writes the letter of a draft, and tells what was done."""
    from hub import cli, letter_import
    from hub.letter_import import report
    from hub.load import load
    from hub.problems import one_line

    project = cli._project()
    today = cli._site(project).today
    try:
        read = draft()
        catalogue = load(project.content, project.cache / "content.pickle", cache_salt=project.code_digest).catalogue
        order = letter_import.Order(organization, call, output)
        imported = letter_import.write(project.root, catalogue, read, order, today, one_line(file, 200))
    except letter_import.ImportRefused as error:
        cli._print_problems(list(error.problems))
        raise typer.Exit(cli.MISUSE if error.misuse else cli.CONTENT_ERRORS) from None
    for line in report.told(imported, project.root, language.value):
        cli.out.print(line, markup=False)
