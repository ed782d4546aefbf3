"""`hub verify` and `hub ledger`: what a published site says of itself, and which addresses are kept for ever."""

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
    from hub import cli, manifest
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
    ledgers.write(project.content / ledgers.FILE, ledgers.text(kept, more))
    cli.out.print(
        f"ledger: {cli._count(len(more), 'address', 'addresses')} added, {len(kept.lines) + len(more):,} in all"
    )
