"""What lies below docs/ and overrides/: every entry is looked at before anything opens it.

The engine follows links and copies what it finds, so a link in a pull request could publish any file of the computer
that builds the site.
"""

from __future__ import annotations

import os
from pathlib import Path

from hub.problems import Place, Problem

FOLDERS = ("docs", "overrides")
# What a browser reads as a page. The engine would publish it as it stands, around the layout of all other pages and
# without the policy that each of them carries.
PAGES_AS_THEY_STAND = (".html", ".htm", ".xhtml", ".xht", ".shtml")


def look(folder: Path, shown: str) -> tuple[list[str], list[Problem]]:
    """The ordinary files below a folder, in order, and as problems all that is none. Nothing is opened.

    A folder that is not there has none. `shown` is what stands for it in the places of problems.
    """
    files: list[str] = []
    found: list[Problem] = []

    def problem(path: str, code: str, message: str, hint: str) -> None:
        found.append(Problem(Place(f"{shown}/{path}".rstrip("/")), code, message, hint))

    if folder.is_symlink():
        problem("", "symlink", "this is a symbolic link", "put the folder itself here; links are not followed")
        return files, found
    pending = [""] if folder.exists() else []
    while pending:
        inside = pending.pop()
        try:
            entries = list(os.scandir(folder / inside))
        except OSError as error:
            problem(inside, "unreadable-file", f"the folder cannot be read: {error.strerror}", "check its permissions")
            continue
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.is_symlink():
                hint = "put the file itself here; links are not followed"
                problem(path, "symlink", "this is a symbolic link", hint)
            elif entry.is_dir():
                pending.append(f"{path}/")
            elif entry.is_file():
                files.append(path)
            else:
                problem(path, "special-file", "this is not an ordinary file", f"remove it from {shown}/")
    return sorted(files), sorted(found, key=lambda each: each.sort_key)


def never_opened(root: Path) -> list[Problem]:
    """What stands below docs/ and overrides/ and must not be opened: with any of it there the engine is not run."""
    return [problem for name in FOLDERS for problem in look(root / name, name)[1]]


def pages_as_they_stand(files: list[str], shown: str) -> list[Problem]:
    """The files below docs/ that would be published as pages, around the layout and the policy."""
    message = "a page cannot be written as HTML: it would have no layout and no policy"
    hint = "write the page as Markdown, in a file that ends with .md"
    return [
        Problem(Place(f"{shown}/{path}"), "html-page", message, hint)
        for path in files
        if path.lower().endswith(PAGES_AS_THEY_STAND)
    ]
