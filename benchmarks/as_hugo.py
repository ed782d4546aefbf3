"""The synthetic records as a project of Hugo: the theme of benchmarks/hugo/, a page each, terms as data and pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.catalogue import COLLECTIONS, Record, collection_id, english, read
from benchmarks.sides import (
    CONTENT,
    PAGES,
    ROOT,
    SENTENCE,
    TERM_LISTS,
    collection_title,
    dump,
    folded,
    terms_in,
    words_of,
    write,
)
from hub.pages.leading import GENERAL, MEETINGS, TEACHING
from hub.pages.packets import LEADERS

THEME = Path(__file__).parent / "hugo"
# The lists whose terms are explained on the page of each record.
EXPLAINED = ("url_status", "completeness", "currency")


def make(folder: Path, records: Iterable[Record]) -> None:
    """The same pages for Hugo: the theme, the records as pages, the words of terms as data and as term pages."""
    shutil.copytree(THEME, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/en/assets", folder / "static/assets")
    terms = _terms()
    for facet in (name for name in terms if name not in (*EXPLAINED, "languages", "types")):
        for id, term in terms[facet].items():
            _page(folder / "content" / facet / _slug(id) / "_index.md", _about(facet, id, term), _text(facet, term))
    _page(folder / "content/_index.md", {"title": "Science Community of Practice Hub"}, SENTENCE)
    for stem, title in PAGES.items():
        about = {"title": title, "menus": "main"} | ({"shows": "terms"} if stem == "browse" else {})
        _page(folder / f"content/{stem}.md", about, SENTENCE)
    used = set()
    for record in records:
        used.add(record.type)
        write(folder / f"content/resources/{record.id}.md", page_of(record))
    for id in sorted(used):
        _page(folder / "content/types" / id / "_index.md", _about("types", id, terms["types"][id]), "")
    labels: dict[str, dict[str, str]] = {
        facet: {id: words_of(term) for id, term in found.items()} for facet, found in terms.items()
    }
    labels["expectations"] = labels["years"] = {}
    explained = {
        name: {id: _one_line(english(term["description"])) for id, term in terms[name].items() if "description" in term}
        for name in EXPLAINED
    }
    sources = terms_in(CONTENT / "sources.yml")
    for name, value in (("labels", labels), ("about", explained), ("sources", sources), ("packets", _packets(used))):
        write(folder / f"data/{name}.json", json.dumps(value, ensure_ascii=False))


def _terms() -> dict[str, dict[str, Any]]:
    """Everything that has a page or a word of its own beside the records, by the folder of its pages and its id."""
    terms: dict[str, dict[str, Any]] = {facet: dict(terms_in(CONTENT / name)) for facet, name in TERM_LISTS.items()}
    terms["organizations"] = {path.stem: read(path) for path in sorted((CONTENT / "organizations").glob("*.yml"))}
    terms["collections"] = {collection_id(n): {"title": collection_title(n)} for n in range(1, COLLECTIONS + 1)}
    ideas = read(CONTENT / "standards/core-ideas.yml")
    terms["core-ideas"] = {item["id"]: item for name in ("core_ideas", "components") for item in ideas[name]}
    expectations = read(CONTENT / "standards/performance-expectations.yml")["items"]
    terms["expectations"] = {item["code"]: {"title": item["code"], **item} for item in expectations}
    for item in expectations:
        dimensions = {
            "practices": item["sep"],
            "concepts": item.get("ccc", []),
            "core-ideas": [item["core_idea"], *item["dci"]],
        }
        terms["expectations"][item["code"]]["dimensions"] = dimensions
        for facet, ids in dimensions.items():
            for id in ids:
                terms[facet][id].setdefault("used_by", []).append(item["code"])
    return terms


def _packets(types: Iterable[str]) -> dict[str, Any]:
    """The words of leader packets that are the same on many pages: by kind of record, and those of the matrix."""
    kinds = {type: "meeting" if type in MEETINGS else "teaching" if type in TEACHING else "paper" for type in types}
    matrix = read(CONTENT / "frameworks/belief-to-action.yml")
    lens = next(english(row["label"]) for row in matrix["role_suggestions"] if LEADERS & {*row["roles"]})
    return {
        "kinds": kinds,
        "words": {kind: {"kind": kind, "ask": words.ask} for kind, words in GENERAL.items()},
        "lens": lens,
        "reflective": [english(row["label"]) for row in matrix["reflective_questions"]][:3],
    }


def _about(facet: str, id: str, term: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter of the page of a term."""
    label = words_of(term)
    about: dict[str, Any] = {"title": f"{id}: {label}" if facet in ("practices", "concepts", "core-ideas") else label}
    if "description" in term:
        about["summary"] = _one_line(english(term["description"]))
    return about | {name: term[name] for name in ("grades", "dimensions", "used_by") if name in term}


def _text(facet: str, term: Mapping[str, Any]) -> str:
    if facet == "collections":
        return SENTENCE
    return english(term["note"]) if "note" in term else ""


def _slug(id: str) -> str:
    return id.lower().replace(".", "-")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _page(path: Path, about: Mapping[str, Any], body: str) -> None:
    write(path, f"---\n{dump(dict(about))}---\n{body}\n")


def page_of(record: Record) -> str:
    """One record as a page of Hugo: the same facts in front matter, under the names of the term pages' folders."""
    lines = [
        "---",
        f'title: "{record.title}"',
        "summary: >-",
        *folded(record.summary, "  "),
        f"types: [{record.type}]",
        'added: "2026-11-21"',
        f'when: "{record.date}"',
        f'years: ["{record.year}"]',
        f"collections: [{record.collection}]",
        f"audience: [{', '.join(record.audience)}]",
        f"grade-bands: [{', '.join(record.grade_bands)}]",
        f"topics: [{', '.join(record.topics)}]",
        "language: [en]",
        f'publisher: "{record.publisher}"',
        f"organizations: [{', '.join(record.partners)}]",
        *([f"address: {record.url}"] if record.url else []),
        f"url_status: {record.url_status}",
        f"practices: [{', '.join(record.practices)}]",
        f"expectations: [{', '.join(record.standards)}]",
        f"completeness: {record.completeness}",
        f"currency: {record.currency}",
    ]
    if record.related:
        lines.append("related:")
        for link in record.related:
            lines += [f"  - id: {link.id}", f"    reason: {link.reason}"]
    lines += [f"sources: [{', '.join(record.sources)}]", "---", record.description]
    return "\n".join(lines)
