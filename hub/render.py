"""Templates with autoescape on, and the few words that they may say. Templates know no YAML; content knows no HTML.

In every template: `catalogue`, `site`, `lang`, `base` (the way from the page to the root of its language, `../../`),
`_('...')` and `ngettext('...', '...', n)` for the site's own words, and the filters and functions below.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, MutableMapping
from functools import partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from hub import prose, words
from hub.addresses import address, resource_address
from hub.catalogue import Catalogue
from hub.model import Localized, Resource
from hub.site import Site

TEMPLATES = Path(__file__).parent / "templates"
Text = str | Localized

try:
    from markupsafe import _escape_inner  # type: ignore[attr-defined]
except ImportError:  # It is not promised; Python's own function escapes the same characters in other spellings.
    from html import escape as _escape_inner

# Above a text of a record that has no translation.
IN_ENGLISH = words.N_("In English; not translated yet.")


def _escaped(value: Any) -> str:
    """What Jinja writes of a value: the escaped text, or safe HTML as it is.

    The same characters as `markupsafe.escape` gives, whose inner function this is; but what is only joined to a page is
    not wrapped in an object that remembers to be safe, which took six times as long as the escaping.
    """
    kind = type(value)
    text: str = value if kind is Markup else _escape_inner(value) if kind is str else escape(value)
    return text


class _Drawn(Template):
    """A compiled template that writes values by `_escaped`."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = _escaped
        return super()._from_namespace(environment, namespace, globals)


_DIRECT = frozenset({FunctionType, Macro, MethodType, partial})


class _Quick(Context):
    """Calls macros, prepared questions and functions directly: Jinja first asks each in several ways whether it wants
    the context, which hardly one does.
    """

    def call(self, called: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        if type(called) in _DIRECT and not hasattr(called, "jinja_pass_arg"):
            if named:  # What Jinja says to those that want the context.
                named.pop("_loop_vars", None)
                named.pop("_block_vars", None)
            return called(*values, **named)
        return super().call(called, *values, **named)


class Translated(Environment):
    """Translates `_('...')` of a fixed text when the template is compiled, not each time it is drawn: half the time of
    a page went into looking up the same words.
    """

    template_class = _Drawn
    context_class = _Quick

    def __init__(self, gettext: Callable[[str], str], **options: Any) -> None:
        self.translate = gettext
        super().__init__(**options)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _FixedWords(self.translate).visit(super()._parse(source, name, filename))
        return tree

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping for all templates: Jinja's chain of two is read in Python, name by name, for each page."""
        return {**self.globals, **d} if d else self.globals


class _FixedWords(NodeTransformer):
    def __init__(self, gettext: Callable[[str], str]) -> None:
        self.translate = gettext

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_('Home')` becomes the text itself; what has values to fill in stays a call."""
        self.generic_visit(node)
        fixed = isinstance(node.node, nodes.Name) and node.node.name == "_" and not node.kwargs
        if fixed and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            # The i18n extension reads `%%` as `%`, and so must this.
            return nodes.Const(self.translate(node.args[0].value) % {}, lineno=node.lineno)
        return node


class Renderer:
    """Renders templates of one site in one language. `cache` is a folder for compiled templates."""

    def __init__(
        self, catalogue: Catalogue, site: Site, lang: str, templates: Path = TEMPLATES, cache: Path | None = None
    ) -> None:
        self.catalogue, self.site, self.lang = catalogue, site, lang
        self.gettext, self.ngettext = words.gettext_for(lang), words.ngettext_for(lang)
        # A folder for each language: the compiler works out constant expressions and fixed words.
        compiled = cache / lang if cache else None
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        self.env = Translated(
            self.gettext,
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
            extensions=["jinja2.ext.i18n"],
        )
        # The stubs of Jinja do not know what the i18n extension adds.
        self.env.install_gettext_callables(self.gettext, self.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.env.filters |= {
            "say": self.say,
            "plain": self.plain,
            "english": self.english,
            "markdown": self.markdown,
            "when": self.when,
        }
        self.env.globals |= {
            "catalogue": catalogue,
            "site": site,
            "lang": lang,
            "address": address,
            "resource_address": self.resource_address,
            "label": self.label,
            "hours": self.hours,
            "is_translated": self.is_translated,
            "json": json_for_html,
        }

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """The HTML of a template. `context` must hold `base`."""
        return self.env.get_template(template).render(context)

    def is_translated(self, text: Text) -> bool:
        """Whether a text can be shown in this language without a mark."""
        return self.lang == "en" or (isinstance(text, Localized) and self.lang == "es")

    def plain(self, text: Text | None) -> str:
        """The text in this language or else in English, for attributes and titles."""
        if text is None or isinstance(text, str):
            return text or ""
        return text.es if self.lang == "es" else text.en

    def say(self, text: Text | None) -> str:
        """The text in this language, or in English marked as English. A plain text is escaped where it is written."""
        if self.lang == "en" and type(text) is str:
            return text
        if text is None:
            return Markup("")
        if self.is_translated(text):
            return escape(self.plain(text))
        return Markup('<span lang="en">') + self.plain(text) + Markup("</span>")

    def english(self, name: str) -> str:
        """A name as others print it, which stays English on every page and is marked so."""
        return name if self.lang == "en" else Markup('<span lang="en">{}</span>').format(name)

    def markdown(self, text: Text | None, notice: bool = True) -> Markup:
        """Contributed Markdown as safe HTML. Where it is not translated it is marked as English, and a line above it
        says so to the eye; `notice=False` leaves the line out where one line speaks for a whole list.
        """
        if text is None:
            return Markup("")
        html = Markup(prose.to_html(self.plain(text)))
        if not html or self.is_translated(text):
            return html
        said = Markup('<p class="hub-fallback" data-pagefind-ignore>{}</p>\n').format(self.gettext(IN_ENGLISH))
        return (said if notice else Markup("")) + Markup('<div lang="en">{}</div>').format(html)

    def when(self, date: Any) -> str:
        """A date or day as people write it."""
        return words.when(date, self.lang)

    def hours(self, start: str, end: str | None = None, timezone: str | None = None) -> str:
        """A time of day, or from one to another, as people write it."""
        return words.hours(start, end, timezone, self.lang)

    def label(self, kind: str, id: str) -> str:
        """The words for a term, code or record."""
        return self.say(self.catalogue.label(kind, id))

    def resource_address(self, resource: Resource) -> str:
        """Where a resource is shown, below the root of the language: its page, or a place on its parent's page."""
        return resource_address(self.catalogue, resource)


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_for_html(value: Any) -> Markup:
    """JSON that can stand inside a script element: no `<`, `>` or `&` of content survives in it."""
    text = _JSON.encode(value)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
