"""The list of pages for search engines (sitemaps.org), with the address of each page in every language (hreflang)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def sitemap(pages: Iterable[str], url: str, languages: tuple[str, ...]) -> str:
    """`pages` are addresses in the first language; `url` is the public address of the site."""
    roots = {lang: url if lang == languages[0] else f"{url}{lang}/" for lang in languages}
    rows = []
    for page in sorted(pages):
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{escape(root + page)}"/>'
            for lang, root in roots.items()
        )
        rows += [f"<url><loc>{escape(root + page)}</loc>{others}</url>" for root in roots.values()]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'{head} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
