"""The one direction: who may import whom in hub/, and who may speak to the engine and to the network.

ARCHITECTURE.md tells the same as a drawing. A new room gets a line here, with its reason.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ANYTHING = "anything"

# Room, the rooms that it may import, and why. A room is a module or a folder of hub/.
ROOMS: dict[str, tuple[str, str]] = {
    "problems": ("", "a problem is data, and every room has problems"),
    "children": ("", "a process ends with the one that started it, whatever it does"),
    "stopping": ("", "a signal asks the program to stop, whatever it does"),
    "replacing": ("", "a file is replaced in one step, whatever stands in it"),
    "parallel": ("children", "work is shared whatever the work is"),
    "guarded": ("children parallel", "work is guarded whatever the work is"),
    "prose": ("", "Markdown becomes HTML without knowing whose it is"),
    "markup": ("", "what Markdown says to those who do not see it depends on the text alone"),
    "translations": ("catalogue model", "which translation is older than its English follows from the two texts"),
    "templating": ("", "a template language knows no content"),
    "stylesheets": ("", "how a page looks knows nothing of what stands in it"),
    "glosses": ("model source", "which words a text explains follows from the text and the glossary alone"),
    "site": ("", "where the site stands depends on nothing in it"),
    "project": ("", "where the files of a project stand depends on nothing in them"),
    "model": ("", "what a record may say is decided before any is read"),
    "letter_text": ("", "the hash of a text depends on the text alone"),
    "county_map": ("", "the outlines of counties know nothing of what a page puts on them"),
    "data": ("model", "made once by a script that nothing imports"),
    "strict_yaml": ("problems", "YAML is read without knowing what the fields mean"),
    "source": ("problems strict_yaml", "files are read without knowing what the fields mean"),
    "facets": ("model", "how resources can be found is said of their fields"),
    "kinship": ("model", "what belongs together follows from the records alone"),
    "catalogue": ("facets kinship model", "what is known does not know where it comes from or where it is shown"),
    "coverage": ("catalogue facets model", "which cells have records is a question to the catalogue"),
    "plannable": (
        "catalogue facets model",
        "what says its minutes, and by which parts, follows from the records alone",
    ),
    "counts": ("catalogue facets model", "how much there is follows from what is there"),
    "serving": (
        "catalogue model",
        "what serves a framework, and what only sets it out, is a question to the catalogue",
    ),
    "addresses": ("catalogue facets model", "where a page stands follows from the record and its parents"),
    "letters": (
        "letter_text model words",
        "a letter is judged as plain data, so that a page in a browser can do the same",
    ),
    "words": ("model", "dates and the site's own words need the model's dates only"),
    "explain": ("model problems source strict_yaml", "what the model refuses is said with the place in the file"),
    "layout": ("model problems", "which file is which record is decided before any is opened"),
    "attachments": ("model problems source", "what came with a letter is looked at without knowing the letter"),
    "load": (
        "attachments catalogue explain guarded layout model parallel problems source strict_yaml",
        "reading brings files and model together, and knows no check and no page",
    ),
    "checks": (
        "attachments catalogue letter_reports letter_text letters markup model parallel problems prose source "
        "translations",
        "rules see the catalogue; prose for the links that a text has; files for the places of problems; and they say "
        "of the name of an attachment what its reader says of the file",
    ),
    "views": (
        "catalogue checks counts county_map coverage facets letter_reports model plannable problems serving "
        "translations",
        "an index is a question to the catalogue; the rule reference is one to the rules",
    ),
    "written_files": ("problems raw_html source", "what lies in docs/ is looked at before anything knows what it says"),
    "navigation": ("problems source strict_yaml", "what the navigation names is read without running the engine"),
    "written_links": (
        "markup navigation problems",
        "whether a link leads to a file follows from the names of the files",
    ),
    "page_fields": ("problems", "what a page may say of itself is a list of names and forms"),
    "raw_html": ("markup problems", "what HTML would do follows from the text alone"),
    "written_pages": (
        "catalogue checks markup page_fields problems raw_html source strict_yaml translations views written_files "
        "written_links",
        "what people write around the content is judged by the views that it calls",
    ),
    "asked": ("problems written_files written_pages", "which problems are about a path follows from their places"),
    "render": (
        "addresses catalogue glosses model prose site templating words",
        "templates get words, prose and answers, never files",
    ),
    "letter_reports": (
        "catalogue letter_text letters model words",
        "the check takes plain data; what pages and files say of a letter is asked here, once",
    ),
    "letter_accept": (
        "checks letter_reports letter_text letters load model problems source words",
        "a letter is accepted when the rules and the report say nothing against it",
    ),
    "outputs": (
        "addresses attachments catalogue coverage facets letter_reports letter_text letters model plannable site words",
        "exports and feeds say what the pages say, and the finder narrows by the same facets; what came with a letter "
        "is a file of the site",
    ),
    "pages": (
        "addresses catalogue counts coverage facets kinship letter_reports letter_text letters model outputs plannable "
        "serving site translations words",
        "a page is context for a template, with its JSON-LD",
    ),
    "schema": ("catalogue explain model replacing", "the schemas come from the model and the lists of terms"),
    "scaffold": (
        "catalogue explain facets load model problems replacing",
        "a new file is one that the reader accepts when it is filled in",
    ),
    "letter_import": (
        "attachments catalogue explain facets letters load model problems prose replacing scaffold source "
        "strict_yaml words",
        "a file that comes in becomes what the reader accepts, and the letter check recognizes its parts",
    ),
    "letter_form": ("letter_import problems", "the form is one more way in"),
    "letter_files": (
        "catalogue facets letter_text letters model problems source",
        "a letter that is not in content/ is checked by what content/ knows",
    ),
    "letter_commands": (ANYTHING, "the door of the terminal for letters"),
    "seal": ("problems", "finished pages are judged without knowing how they were made"),
    "search": ("children problems publish", "finished pages are indexed without knowing how they were made"),
    "searched": ("", "what is searched of a page follows from the page alone"),
    "ledger": ("problems", "a list of addresses is read whatever stands there"),
    "permanence": (
        "addresses catalogue ledger letter_text problems",
        "what was published is compared with the records of today",
    ),
    "manifest": ("problems", "a folder is compared with a list of files, whatever they hold"),
    "indexes": (
        "catalogue outputs project publish search searched site tree",
        "an index is kept or made like any file of the tree, and the finder is told whose pages are in it",
    ),
    "publish": ("problems", "a tree is swapped in whatever it holds"),
    "spare": ("publish", "an older tree is kept whatever it holds"),
    "tree": ("manifest project publish seal", "the growing site, file by file"),
    "shells": (
        "children navigation problems project site written_files",
        "the engine draws what surrounds a page and sees no content",
    ),
    "stamp": ("catalogue pages problems render seal views", "shells and rendered records become pages"),
    "ahead": ("shells parallel project site build", "begins the engine before it imports the recipe"),
    "build": (ANYTHING, "the recipe"),
    "language": (ANYTHING, "the part of the recipe that draws one language"),
    "preview": (ANYTHING, "the recipe for one page at a time"),
    "serve": (ANYTHING, "the door of the browser"),
    "cli": (ANYTHING, "the door of the terminal"),
    "site_commands": (ANYTHING, "the same door"),
    "__main__": (ANYTHING, "the same door"),
    "__init__": ("", "the version"),
}
ENGINE = {"mkdocs", "material", "mkdocs_macros"}
MAY_USE_ENGINE = {"hub/shells.py", "macros.py", "hooks.py"}
NETWORK = {"socket", "urllib.request", "http.client", "requests", "urllib3", "httpx", "aiohttp", "ftplib", "smtplib"}
MAY_USE_NETWORK: set[str] = set()  # The link checker will have a module of its own, and a line here.

MODULES = [*sorted((ROOT / "hub").rglob("*.py")), ROOT / "macros.py", ROOT / "hooks.py"]


def imported(path: Path) -> set[str]:
    """The full names of what a module imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "hub").parts[0].removesuffix(".py")


def test_every_room_is_in_the_table() -> None:
    assert {room_of(path) for path in MODULES if path.parent != ROOT} == set(ROOMS)


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != ROOT], ids=str)
def test_a_room_imports_what_it_may(path: Path) -> None:
    allowed, reason = ROOMS[room_of(path)]
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("hub.")} & set(ROOMS)
    if allowed != ANYTHING:
        assert rooms - {room_of(path)} <= set(allowed.split()), reason


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_engine_and_network(path: Path) -> None:
    name, found = path.relative_to(ROOT).as_posix(), imported(path)
    engine = {part for part in found if part.split(".")[0] in ENGINE}
    network = {part for part in found if part in NETWORK or part.split(".")[0] in NETWORK}
    assert not engine or name in MAY_USE_ENGINE, f"only {', '.join(sorted(MAY_USE_ENGINE))} speak to the engine"
    assert not network or name in MAY_USE_NETWORK, "only the link checker opens a connection"
