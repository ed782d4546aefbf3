"""`hub verify`, `hub ledger` and `hub translated`: what a published site says of itself, which addresses are kept for
ever, and which English each translation was made from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# So many addresses are shown when many are missing.
SHOWN = 20
Folder = Annotated[Path | None, typer.Argument(help="The folder of a site; `site` when none is named.")]


def verify(folder: Folder = None) -> None:
    """Compare a folder with the manifest in it: nothing is missing, changed, or there without being listed."""
    from hub import cli, manifest
    from hub.problems import one_line

    target = folder or cli._project().root / "site"
    if not target.is_dir():
        hint = "name the folder of a site, or run `hub build` first"
        raise cli._misuse(f"there is no folder {one_line(target)}", hint)
    found, listed = manifest.verify(target)
    cli._print_problems(found)
    if found:
        raise typer.Exit(cli.CONTENT_ERRORS)
    cli.out.print(f"verified: {cli._count(listed, 'file')}, each as the manifest lists it")


def ledger(
    folder: Folder = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what the ledger lacks.")] = False,
) -> None:
    """Add the addresses of a built site to content/addresses.txt, where none is ever removed."""
    from hub import cli, manifest, replacing
    from hub import ledger as ledgers
    from hub.problems import one_line

    project = cli._project()
    target = folder or project.root / "site"
    try:
        listed = manifest.read((target / manifest.NAME).read_bytes())
    except (OSError, ValueError) as error:
        hint = "run `make ledger`, which builds one first"
        raise cli._misuse(f"there is no site in {one_line(target)}: {one_line(error)}", hint) from None
    site = cli._site(project)
    kept, mistakes = ledgers.read(project.content / ledgers.FILE)
    if mistakes:
        cli._print_problems(mistakes)
        raise typer.Exit(cli.CONTENT_ERRORS)
    found = ledgers.addresses(listed, [site.folder(lang) for lang in site.languages[1:]])
    more = sorted(found - kept.lines.keys())
    if check:
        for address in more[:SHOWN]:
            cli.err.print(f"{address}: is published, and the ledger lacks it", markup=False)
        if more:
            cli.err.print(
                f"    {cli._count(len(more), 'address', 'addresses')} in all: run `make ledger` and commit it"
            )
        raise typer.Exit(cli.CONTENT_ERRORS if more else cli.FINE)
    replacing.put(project.content / ledgers.FILE, ledgers.text(kept, more))
    cli.out.print(
        f"ledger: {cli._count(len(more), 'address', 'addresses')} added, {len(kept.lines) + len(more):,} in all"
    )


def translated(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files whose Spanish a person has looked at.")] = None,
) -> None:
    """Note which English each Spanish text was made from: for new texts, and for files that a person has looked at."""
    from hub import checks, cli, replacing, translations
    from hub.load import load
    from hub.problems import one_line

    project = cli._project()
    looked = {path.resolve() for path in paths or ()}
    for path in looked:
        if not path.is_file():
            raise cli._misuse(f"there is no file {one_line(path)}", "name a file below content/ or docs/es/")
    catalogue = load(project.content).catalogue
    known = catalogue.translations.made_from if catalogue.translations else {}
    every, seen = [], []
    for kind, id, record in checks.rules.Given(catalogue).records:
        found = list(translations.texts(record))
        every += found
        if project.root / (catalogue.where(kind, id) or "") in looked:
            seen += found
    now = translations.renewed(known, every, seen)
    replacing.put(project.content / translations.FILE, translations.as_yaml(now))
    pages = 0
    for path in sorted((project.docs / "es").rglob("*.md")):
        english = project.docs / "en" / path.relative_to(project.docs / "es")
        text = path.read_text(encoding="utf-8")
        if (
            path.stem != "_layout"
            and english.is_file()
            and (path.resolve() in looked or not translations.page_mark(text))
        ):
            replacing.put(path, translations.marked_page(text, english.read_text(encoding="utf-8")))
            pages += 1
    changed = sum(1 for spanish, english in now.items() if known.get(spanish) != english)
    cli.out.print(f"translated: {cli._count(changed, 'text')} and {cli._count(pages, 'page')} noted")
