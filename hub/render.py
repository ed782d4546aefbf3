"""Templates with autoescape on, and the few words that they may say. Templates know no YAML; content knows no HTML.

In every template: `catalogue`, `site`, `lang`, `base` (the way from the page to the root of its language, `../../`),
`_('...')` and `ngettext('...', '...', n)` for the site's own words, and the filters and functions below.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from hub import prose, words
from hub.catalogue import Catalogue
from hub.facets import FACETS, term_slug
from hub.model import Localized, Resource
from hub.site import Site

TEMPLATES = Path(__file__).parent / "templates"
Text = str | Localized


class Renderer:
    """Renders templates of one site in one language. `cache` is a folder for compiled templates."""

    def __init__(
        self, catalogue: Catalogue, site: Site, lang: str, templates: Path = TEMPLATES, cache: Path | None = None
    ) -> None:
        self.catalogue, self.site, self.lang = catalogue, site, lang
        # A folder for each language: the compiler works out constant expressions with the filters of that language.
        compiled = cache / lang if cache else None
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        self.env = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
            extensions=["jinja2.ext.i18n"],
        )
        self.gettext, self.ngettext = words.gettext_for(lang), words.ngettext_for(lang)
        # The stubs of Jinja do not know what the i18n extension adds.
        self.env.install_gettext_callables(self.gettext, self.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.env.filters |= {"say": self.say, "plain": self.plain, "markdown": self.markdown, "when": self.when}
        self.env.globals |= {
            "catalogue": catalogue,
            "site": site,
            "lang": lang,
            "address": address,
            "resource_address": self.resource_address,
            "label": self.label,
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

    def say(self, text: Text | None) -> Markup:
        """The text in this language, or in English marked as English."""
        if text is None:
            return Markup("")
        if self.is_translated(text):
            return escape(self.plain(text))
        return Markup('<span lang="en">{}</span>').format(self.plain(text))

    def markdown(self, text: Text | None) -> Markup:
        """Contributed Markdown as safe HTML, marked as English where it is not translated."""
        if text is None:
            return Markup("")
        html = Markup(prose.to_html(self.plain(text)))
        return html if self.is_translated(text) else Markup('<div lang="en">{}</div>').format(html)

    def when(self, date: Any) -> str:
        """A date or day as people write it."""
        return words.when(date, self.lang)

    def label(self, kind: str, id: str) -> Markup:
        """The words for a term, code or record."""
        return self.say(self.catalogue.label(kind, id))

    def resource_address(self, resource: Resource) -> str:
        """Where a resource is shown, below the root of the language: its page, or a place on its parent's page."""
        return resource_address(self.catalogue, resource)


def address(kind: str, id: str) -> str:
    """The address of a page below the root of a language: `resources/three-beliefs/`, `practices/sep-2/`."""
    if kind in FACETS:
        return f"{FACETS[kind]}/{term_slug(id)}/"
    return f"{kind}/{id}/"


def resource_address(catalogue: Catalogue, resource: Resource) -> str:
    """`resources/three-beliefs/`, or for a stub `resources/lcap-series-2021/#lcap-part-1`: the page of the nearest
    parent that has one, else that of its collection.
    """
    if not resource.stub:
        return address("resources", resource.id)
    seen = {resource.id}
    parent = catalogue.resources.get(resource.part_of or "")
    while parent and parent.stub and parent.id not in seen:
        seen.add(parent.id)
        parent = catalogue.resources.get(parent.part_of or "")
    page = (
        address("collections", resource.collection)
        if parent is None or parent.stub
        else address("resources", parent.id)
    )
    return f"{page}#{resource.id}"


def json_for_html(value: Any) -> Markup:
    """JSON that can stand inside a script element: no `<`, `>` or `&` of content survives in it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
