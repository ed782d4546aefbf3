"""DOOR: what a written page can say. One macro per view; each returns a slot, which is filled when the page is stamped.

Nothing of the content passes through here: a macro writes down what was asked for, and never an answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from markupsafe import Markup  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402

from hub import page_fields, problems, written_pages  # noqa: E402
from hub.problems import Severity  # noqa: E402
from hub.views import VIEWS, View, mistakes  # noqa: E402
from hub.views.slots import slot  # noqa: E402


def define_env(env: Any) -> None:
    """Called by the macros plugin once: give it every macro."""
    for view in VIEWS.values():
        env.macro(_macro(view, env), view.name)


def on_pre_page_macros(env: Any) -> None:
    """Called by the macros plugin before each page: say everything that is wrong with it, where, and what to type."""
    path = Path(env.page.file.abs_src_path)
    found = [each for each in written_pages.check_page(path, _shown(path), None) if each.severity is Severity.ERROR]
    if found:
        raise PluginError(problems.as_text(found))
    # The plugin renders the title too, wherever it comes from: a field, a heading, the name of the file.
    if page_fields.MARKS.search(str(env.page.title or "")):
        raise PluginError(f"{_shown(path)}: the title holds a macro (write plain words)")


def _macro(view: View, env: Any) -> Callable[..., Markup]:
    def call(*positional: object, **query: object) -> Markup:
        wrong = mistakes(view.name, query, len(positional), None)
        if wrong:
            said = "; ".join(f"{mistake.message} ({mistake.hint})" for mistake in wrong)
            raise PluginError(f"{_shown(Path(env.page.file.abs_src_path))}: {said}")
        return Markup(slot(view.name, query, view.inline))

    return call


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
