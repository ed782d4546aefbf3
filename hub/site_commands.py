"""`hub verify`: what a published site says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
