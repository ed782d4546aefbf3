"""What the three sides share: where things lie, the written pages, the words of terms, and how a file is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.catalogue import english, read

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"

# The folders of the hub's term pages, and the list of the content that holds the words of each.
TERM_LISTS: Mapping[str, str] = {
    "audience": "vocabularies/audience.yml",
    "grade-bands": "vocabularies/grade_bands.yml",
    "topics": "vocabularies/topics.yml",
    "types": "vocabularies/resource_types.yml",
    "practices": "standards/practices.yml",
    "concepts": "standards/crosscutting-concepts.yml",
    "languages": "vocabularies/languages.yml",
    "url_status": "vocabularies/url_status.yml",
    "completeness": "vocabularies/completeness.yml",
    "currency": "vocabularies/currency.yml",
}
# Written pages, the same on both sides. The last ones are there because every page links to them.
PAGES: Mapping[str, str] = {
    "browse": "Browse by term",
    "find": "Find",
    "standards": "Science standards",
    "all": "Everything",
    "guides": "Guides",
    "about": "About this hub",
    "contribute": "How to contribute",
    "help": "Help to find what is lost",
    "glossary": "Glossary",
    "partners": "Partners",
    "letters": "Commitment letters",
    "accessibility": "Accessibility",
    "privacy": "Privacy",
    "coverage": "What is there, and what is missing",
}
SENTENCE = "This page stands here so that the links of the other pages lead somewhere. The whole site is a benchmark."


def collection_title(number: int) -> str:
    """The title of a synthetic collection, numbered from 1."""
    return f"Synthetic collection {number}"


def terms_in(path: Path) -> Mapping[str, Any]:
    """The items of a list of the content by id."""
    return {item["id"]: item for item in read(path)["items"]}


def words_of(term: Mapping[str, Any]) -> str:
    """What a term, code or organization is called in English."""
    return english(next(term[name] for name in ("label", "title", "name") if name in term))


def folded(text: str, indent: str) -> list[str]:
    """Text in lines of at most 100 characters, as editors fold it."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) > 98:
            lines.append(indent + line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, indent + line]


def dump(value: Any) -> str:
    """Plain values as YAML."""
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110))


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
