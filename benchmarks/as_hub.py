"""The synthetic records as a project of the hub: the real project in English, with a handful of written pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.catalogue import COLLECTIONS, Record, collection_id, read
from benchmarks.sides import CONTENT, PAGES, ROOT, SENTENCE, collection_title, dump, folded, write

# The reference files of the real content that are copied, and the fields in them that name real records.
COPIED = ("vocabularies", "standards", "organizations", "places", "frameworks", "calls", "sources.yml", "timeline.yml")
NAMES_RECORDS = frozenset({"resource", "resources", "evidence"})
# Fields that must be there, and hold nothing but records; and the rows of the matrix, which have pages that lead to
# written pages of the real site.
EMPTIED = frozenset({"records", "commitments"})
FACETS = (("Role", "audience"), ("Grade band", "grade_bands"), ("Topic", "topics"), ("Type", "type"), ("Year", "years"))


def make(folder: Path, records: Iterable[Record]) -> None:
    """The real project with synthetic records, in English only, with a handful of written pages."""
    for name in ("macros.py", "hooks.py"):
        _copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs/en/assets", folder / "docs/en/assets")
    for layout in (ROOT / "docs/en").glob("*/_layout.md"):
        _copy(layout, folder / "docs/en" / layout.parent.name / layout.name)
    (folder / "mkdocs.yml").write_text(_engine_config(), encoding="utf-8")
    lists = [f'\n## {heading}\n\n{{{{ term_index(facet="{facet}") }}}}\n' for heading, facet in FACETS]
    newest = "\n## New in the hub\n\n{{ recently_added(limit=5) }}\n"
    _page(folder / "docs/en/index.md", "Science Community of Practice Hub", "".join([*lists[:2], newest]))
    # Records lead to the words of the glossary that they use.
    holding = {"browse": "".join(lists), "glossary": "\n{{ glossary() }}\n"}
    for stem, title in PAGES.items():
        _page(folder / f"docs/en/{stem}.md", title, holding.get(stem, f"\n{SENTENCE}\n"))
    # The finder is the real page, a folder higher up.
    found = (ROOT / "docs/en/find/index.md").read_text(encoding="utf-8").replace("](../", "](")
    write(folder / "docs/en/find.md", found)
    for name in COPIED:
        _copy_content(CONTENT / name, folder / "content" / name)
    for number in range(1, COLLECTIONS + 1):
        about = {"title": collection_title(number), "introduction": SENTENCE, "order": str(number)}
        collection = folder / "content/resources" / collection_id(number)
        collection.mkdir(parents=True)
        defaults: dict[str, Any] = {"defaults": {"language": ["en"], "license": "unknown"}}
        (collection / "_collection.yml").write_text(dump(about | defaults), encoding="utf-8")
    for record in records:
        path = folder / "content/resources" / record.collection / f"{record.id}.yml"
        path.write_text(page_of(record), encoding="utf-8")


def page_of(record: Record) -> str:
    """One record as an editor of the hub would type it."""
    lines = [
        f'title: "{record.title}"',
        "summary: >-",
        *folded(record.summary, "  "),
        f"type: {record.type}",
        "added: 2026-11-21",
        f"date: {record.date}",
        f"audience: [{', '.join(record.audience)}]",
        f"grade_bands: [{', '.join(record.grade_bands)}]",
        f"topics: [{', '.join(record.topics)}]",
        f'publisher: "{record.publisher}"',
        f"partners: [{', '.join(record.partners)}]",
        *([f"url: {record.url}"] if record.url else []),
        f"url_status: {record.url_status}",
        f"practices: [{', '.join(record.practices)}]",
        f"standards: [{', '.join(record.standards)}]",
        f"completeness: {record.completeness}",
        f"currency: {record.currency}",
    ]
    if record.related:
        lines.append("related:")
        for link in record.related:
            lines += [f"  - id: {link.id}", f"    reason: {link.reason}"]
    lines += ["description: |", *(f"  {line}" if line else "" for line in record.description.rstrip().split("\n"))]
    lines.append(f"sources: [{', '.join(record.sources)}]")
    return "\n".join(lines) + "\n"


def _engine_config() -> str:
    """mkdocs.yml of the project with one language and the few pages of the benchmark in its navigation."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, _ = text.partition("\nnav:")
    head, found, rest = before.partition("\n    es:\n")
    if not found:
        raise ValueError("mkdocs.yml no longer names the language `es` where the benchmark takes it out")
    lines = rest.split("\n")
    while lines and lines[0].startswith("      "):
        del lines[0]
    kept = "\n".join(lines).replace("  - hub\n", "", 1)  # The program is not copied.
    pages = "".join(f"  - {title}: {stem}.md\n" for stem, title in PAGES.items())
    return f"{head}\n{kept}\nnav:\n  - Home: index.md\n{pages}"


def _copy_content(source: Path, target: Path) -> None:
    """Copy reference files without the fields that name real records."""
    for path in sorted(source.rglob("*.yml")) if source.is_dir() else [source]:
        goal = target / path.relative_to(source) if source.is_dir() else target
        write(goal, dump(_without(read(path))))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: part for key, part in value.items() if key not in NAMES_RECORDS}
        return {key: [] if key in EMPTIED else _without(part) for key, part in kept.items()}
    return [_without(part) for part in value] if isinstance(value, list) else value


def _page(path: Path, title: str, body: str) -> None:
    write(path, f"---\ntitle: {title}\ndescription: {SENTENCE}\n---\n\n# {title}\n{body}")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
