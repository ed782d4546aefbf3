"""What lies below docs/ and overrides/: every entry is looked at before anything opens it.

The engine follows links and copies what it finds, so a link in a pull request could publish any file of the computer
that builds the site.
"""

from __future__ import annotations

import os
from pathlib import Path

from hub import raw_html
from hub.problems import Place, Problem, position
from hub.source import read_bytes

# Drawings are larger than texts.
LARGEST_DRAWING = 512 * 1024
FOLDERS = ("docs", "overrides")
# What a browser reads as a page, scripts and all. The engine would publish it as it stands, without the layout of all
# other pages and without the policy that each of them carries.
PAGES_AS_THEY_STAND = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".atom")
DRAWINGS = ".svg"


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


def around_pages(folder: Path, shown: str) -> list[Problem]:
    """What is wrong below overrides/, whose templates the engine runs and whose other files it publishes."""
    files, found = look(folder, shown)
    for name in files:
        if name.lower().endswith(DRAWINGS):
            found += drawing_problems(folder / name, f"{shown}/{name}")
    return found + pages_as_they_stand([name for name in files if not name.endswith(".html")], shown)


def drawing_problems(path: Path, shown: str) -> list[Problem]:
    """What is wrong with a drawing (SVG), which a browser opens like a page when somebody asks for it alone."""
    raw, problem = read_bytes(path, shown, LARGEST_DRAWING)
    if problem:
        return [problem]
    try:
        text = raw.decode("utf-8")
        hidden = text.find("\0")
    except UnicodeDecodeError as error:
        text, hidden = "", error.start
    if hidden >= 0:
        hint = "save it again as plain SVG in UTF-8"
        return [Problem(Place(shown), "active-drawing", "the drawing is not a text in UTF-8", hint)]
    return [
        Problem(Place(shown, line, column), "active-drawing", mistake.message, mistake.hint)
        for mistake in raw_html.in_drawing(text)
        for line, column in [position(text, mistake.start)]
    ]


def pages_as_they_stand(files: list[str], shown: str) -> list[Problem]:
    """The files below docs/ that would be shown as pages without the layout and the policy of the site."""
    message = "a browser would show this file as a page, without the layout and the policy of the site"
    hint = "write the page as Markdown, in a file that ends with .md"
    return [
        Problem(Place(f"{shown}/{path}"), "html-page", message, hint)
        for path in files
        if path.lower().endswith(PAGES_AS_THEY_STAND)
    ]
