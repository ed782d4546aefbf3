"""What the front matter of a written page may say.

The engine knows fields that choose a template or lead elsewhere, and the theme writes some values into attributes: so
these fields and no others, in these forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hub.problems import did_you_mean, one_line

_WORDS = ("title", "description")
_SWITCHES = ("feed", "layout_page", "lists_outdated_pages", "wide")
# Files below docs/en/assets that only this page needs, and the hash of the English page that a page was made from.
_FILES = ("data", "modules", "scripts", "styles")
_HASH = "translates"
FIELDS = (*_WORDS, *_SWITCHES, *_FILES, _HASH)
_FILE = re.compile(r"\w[\w-]*(?:[./][\w-]+)*")
# Where the engine begins to take a text for a program.
MARKS = re.compile(r"\{[{%#]")
# Fields that no second line `---` ends; and without the first line too the engine takes such a beginning for fields.
OPEN = re.compile(r"\A---[ \t]*\n[ \t]*[\w-]+[ \t]*:|\A {0,3}[A-Za-z0-9_-]+:")


def mistakes(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The fields that may not stand there as they are: the name of each, what is wrong and what to do."""
    for name, value in values.items():
        shown = one_line(name, 60)
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS, f"remove it; a page has {', '.join(FIELDS)}")
            yield name, f"`{shown}` is not a field of a page", hint
        elif name in _FILES:
            if not isinstance(value, list) or not all(isinstance(f, str) and _FILE.fullmatch(f) for f in value):
                hint = f"write names of files in a list: {shown}: [its-name.css]"
                yield name, f"`{shown}` is not a list of files", hint
        elif not isinstance(value, str):
            yield name, f"`{shown}` is not one text", f"write `{shown}: ` and plain words in one line"
        elif name in _SWITCHES and value not in ("true", "false"):
            yield name, f"`{shown}` is neither true nor false", f"write `{shown}: true`, or remove the line"
        elif name == _HASH and not re.fullmatch(r"[0-9a-f]{8,64}", value):
            yield name, f"`{shown}` is not the hash of a page", "run `hub translated` with the name of this page"
        elif MARKS.search(value):
            yield name, f"`{shown}` holds a macro", "write plain words; macros work below the front matter"
