"""One stylesheet for every page: what the hub uses of the theme's, and the hub's own, without the blanks and comments.

The theme brings 150 kB for parts that no page of the hub has. A reader on a slow network waits for each of these bytes
and for each file of its own before anything is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import lightningcss

# The address of the stylesheet, below the root of a language.
ADDRESS = "assets/css/hub.css"
# Where the theme keeps its own, which are not published.
THEME = "assets/stylesheets/"
# The classes of the theme that pages of the hub have. Rules that need another one are left out; a test compares this
# with the finished site. Kinds of admonition look like a note.
USED = frozenset(
    {
        *("md-container", "md-content", "md-content__inner", "md-grid", "md-main", "md-main__inner", "md-typeset"),
        *("admonition", "admonition-title", "headerlink", "highlight"),
    }
)
NOTICE = "/* Holds parts of Material for MkDocs, copyright Martin Donath and contributors, MIT License. */\n"

_ADDRESSES = re.compile(r"""url\((?:"[^"]*"|'[^']*'|[^)]*)\)""")
_CHARSET = re.compile(r'^\ufeff?@charset "[^"]*";')
_NAMES = re.compile(r"(?:[.#]|@keyframes\s+)(-?[A-Za-z_][\w-]*)")
_SET = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")


def bundle(theme: Mapping[str, str], own: Mapping[str, str]) -> str:
    """The one stylesheet, from the texts of the theme's stylesheets and of the hub's own, by their names, in order.

    Raises ValueError with the name of the file and the reason when one of them is no CSS.
    """
    hub = "\n".join(_small(text, name) for name, text in own.items())
    unneeded = set(_NAMES.findall(_ADDRESSES.sub("", "\n".join(theme.values())))) - USED
    kept = "\n".join(_small(_CHARSET.sub("", text), name, unneeded) for name, text in theme.items())
    # Most of what is left are pictures in custom properties that nothing asks for any more.
    bare = _ADDRESSES.sub("", kept)
    unasked = set(_SET.findall(bare)) - set(_ASKED.findall(bare)) - set(_ASKED.findall(hub))
    return f"{NOTICE}{_small(kept, 'the theme', unasked)}\n{hub}\n"


def _small(css: str, name: str, unused: set[str] | None = None) -> str:
    small: str = lightningcss.process_stylesheet(css, filename=name, unused_symbols=unused or set())
    return small
