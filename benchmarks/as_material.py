"""The synthetic records as a plain project of MkDocs-Material: one Markdown page each, and no page of a term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.catalogue import Record
from benchmarks.sides import CONTENT, SENTENCE, TERM_LISTS, dump, terms_in, words_of, write


def make(folder: Path, records: Iterable[Record], as_it_comes: bool) -> None:
    """Plain MkDocs-Material: one Markdown page a record with the same words, and no page of a term.

    As it comes, it draws the navigation to every page on every page; else the records are kept out of it, which a
    person does who knows why the build has become slow.
    """
    config: dict[str, Any] = {
        "site_name": "Science Community of Practice Hub",
        "theme": {"name": "material", "font": False},
        # The hub builds without search here, so this side does too.
        "plugins": [],
    }
    if not as_it_comes:
        config |= {"nav": [{"Home": "index.md"}], "not_in_nav": "/resources/"}
    write(folder / "mkdocs.yml", dump(config))
    write(folder / "docs/index.md", f"# Science Community of Practice Hub\n\n{SENTENCE}\n")
    words = {facet: terms_in(CONTENT / name) for facet, name in TERM_LISTS.items()}
    for record in records:
        write(folder / f"docs/resources/{record.id}.md", page_of(record, words))


def page_of(record: Record, words: Mapping[str, Mapping[str, Any]]) -> str:
    """One record as a plain Markdown page."""

    def named(facet: str, ids: Iterable[str]) -> str:
        return ", ".join(words_of(words[facet][id]) for id in ids)

    lines = [
        f"# {record.title}",
        record.summary,
        "## Where it is now",
        named("url_status", [record.url_status]) + (f": <{record.url}>" if record.url else ""),
        f"- For whom: {named('audience', record.audience)}\n- Grade bands: {named('grade-bands', record.grade_bands)}\n"
        f"- When: {record.date}\n- By: {record.publisher}\n- Type: {named('types', [record.type])}\n"
        f"- How complete: {named('completeness', [record.completeness])}\n"
        f"- How current: {named('currency', [record.currency])}",
        "## About it",
        record.description.strip(),
        "## What it serves",
        f"- Practices: {named('practices', record.practices)}\n- Expectations: {', '.join(record.standards)}\n"
        f"- Topics: {named('topics', record.topics)}",
        "## Related",
        "\n".join(f"- [{link.id}]({link.id}.md): {link.reason}" for link in record.related) or "None.",
        "## Sources",
        "\n".join(f"- {source}" for source in record.sources),
    ]
    return "\n\n".join(lines) + "\n"
