"""Templates with autoescape on, and the few words that they may say. Templates know no YAML; content knows no HTML.

In every template: `catalogue`, `site`, `lang`, `base` (the way from the page to the root of its language, `../../`),
`_('...')` and `ngettext('...', '...', n)` for the site's own words, and the filters and functions below.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from hub import prose, templating, words
from hub.addresses import address, resource_address
from hub.catalogue import Catalogue
from hub.glosses import Glosses
from hub.model import Localized, Resource
from hub.site import Site

TEMPLATES = Path(__file__).parent / "templates"
Text = str | Localized

# What a text of a record says of itself where it has no translation: a long one in a line above it, others in a word.
IN_ENGLISH = {"sentence": words.N_("In English; not translated yet."), "word": words.N_("In English")}


class Renderer:
    """Renders templates of one site in one language. `version` is the hash of the program (`Project.code_digest`), for
    which compiled templates are kept; without it they are not.
    """

    def __init__(
        self, catalogue: Catalogue, site: Site, lang: str, templates: Path = TEMPLATES, version: str | None = None
    ) -> None:
        self.catalogue, self.site, self.lang = catalogue, site, lang
        self.gettext, self.ngettext = words.gettext_for(lang), words.ngettext_for(lang)
        entries = catalogue.glossary.items if catalogue.glossary else ()
        self.glosses = {shown: _glosses(entries, shown) for shown in ("en", lang)}
        self.env = templating.Direct(
            self.gettext,
            self.ngettext,
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=templating.Compiled(templates, lang, version) if version else None,
        )
        self.env.filters |= {
            "say": self.say,
            "marked": self.marked,
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
            "explained": self.explained,
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

    def marked(self, text: Text | None) -> str:
        """The same for a text that stands by itself, such as a note: where it is English on another page, a short mark
        before it says so to the eye too.
        """
        if not text or self.is_translated(text):
            return self.say(text)
        return self._mark("span", "word") + Markup(" ") + self.say(text)

    def _mark(self, element: str, length: str) -> Markup:
        said = self.gettext(IN_ENGLISH[length])
        return Markup('<{0} class="hub-fallback" data-pagefind-ignore>{1}</{0}>').format(element, said)

    def english(self, name: str) -> str:
        """A name as others print it, which stays English on every page and is marked so."""
        return name if self.lang == "en" else Markup('<span lang="en">{}</span>').format(name)

    def markdown(self, text: Text | None, notice: str = "sentence") -> Markup:
        """Contributed Markdown as safe HTML. Where it is not translated it is marked as English, and a line above it
        says so to the eye: with a sentence, a word where several such texts follow each other, or nothing (empty) where
        one line speaks for a whole list.
        """
        if text is None:
            return Markup("")
        html = Markup(prose.to_html(self.plain(text)))
        if not html or self.is_translated(text):
            return html
        said = self._mark("p", notice) + Markup("\n") if notice else Markup("")
        return said + Markup('<div lang="en">{}</div>').format(html)

    def explained(
        self, text: Text | None, drawn: Mapping[Any, Markup], taken: tuple[str, ...] = (), markdown: bool = False
    ) -> tuple[Markup, tuple[str, ...]]:
        """A text in which the words of the glossary can be opened where they stand first on the page, and the ids of
        all that are explained so far; `taken` are those from before. `drawn` are the fragments of the page.
        """
        html = self.markdown(text) if markdown else escape(self.marked(text))
        glosses = self.glosses[self.lang if text and self.is_translated(text) else "en"]
        explained, ids = glosses.explain(html, lambda id, said: drawn["gloss", id, said], taken)
        return Markup(explained), ids

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


# To look for two hundred names at once takes some preparing, and every language shows English texts too.
_glosses = lru_cache(maxsize=4)(Glosses)

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_for_html(value: Any) -> Markup:
    """JSON that can stand inside a script element: no `<`, `>` or `&` of content survives in it."""
    text = _JSON.encode(value)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
