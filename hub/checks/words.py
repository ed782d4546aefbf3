"""Rules on words: what an author writes for readers, and what must not stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from hub.checks.rules import Found, Given, Text, plain, rule, text_rule
from hub.model import Collection, Resource
from hub.model.marks import Pointer, words
from hub.problems import Severity, did_you_mean, one_line

LONG_SUMMARY = 400

# SPDX identifiers (https://spdx.org/licenses/) of works that schools and public bodies publish. Others are added here.
LICENSES = (
    *("CC0-1.0", "CC-BY-4.0", "CC-BY-3.0", "CC-BY-SA-4.0", "CC-BY-SA-3.0", "CC-BY-ND-4.0"),
    *("CC-BY-NC-4.0", "CC-BY-NC-3.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-SA-3.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-ND-3.0"),
    *("CC-PDDC", "PDDL-1.0", "ODC-By-1.0", "ODbL-1.0", "GFDL-1.3-only"),
    *("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "GPL-3.0-or-later"),
)

_HEADING = re.compile(r"^#{1,2} .*$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--")


def _matches(
    texts: Iterable[Text], mark: str, pattern: re.Pattern[str], may_match: Callable[[str], bool] = bool
) -> Iterator[tuple[str, str, Pointer, str]]:
    """Every match in every text, each once. `mark` is a part that each match has, `may_match` another quick look: most
    records have nothing to find, and a pattern takes far longer to say so."""
    for kind, id, record, said in texts:
        if mark in said and may_match(said) and pattern.search(said):
            for pointer, _, text in words(record):
                # A text may hold the same thing ten thousand times; its place would be the first one each time.
                said_once = dict.fromkeys(match[1 if pattern.groups else 0] for match in pattern.finditer(text))
                for found in said_once:
                    yield kind, id, pointer, found


def _may_hold_heading(said: str) -> bool:
    return said.startswith("#") or "\n# " in said or "\n## " in said


@text_rule(
    "html-in-text",
    Severity.WARNING,
    "HTML in a text",
    failing="description: A <b>bold</b> word.",
    passing="description: A **bold** word.",
)
def html_in_text(texts: Iterable[Text]) -> Iterator[Found]:
    """A text holds HTML, which the site leaves out. Texts are plain or Markdown: `**bold**`, `*italic*`, `- item`."""
    for kind, id, pointer, match in _matches(texts, "<", _TAG):
        hint = "write Markdown: `**bold**`, `*italic*`, `[words](address)`"
        yield Found(kind, id, pointer, f"`{one_line(match)}` is HTML, which the site leaves out", hint, match)


@text_rule(
    "heading-too-high",
    Severity.FINDING,
    "A heading above the third level",
    failing="description: |\n  # What it is",
    passing="description: |\n  ### What it is",
)
def heading_too_high(texts: Iterable[Text]) -> Iterator[Found]:
    """A text has a heading of the first or second level. Those belong to the page around it; the site lowers them."""
    for kind, id, pointer, match in _matches(texts, "# ", _HEADING, _may_hold_heading):
        message = f"`{one_line(match.strip())}` is a heading of the page's own level"
        yield Found(kind, id, pointer, message, "begin headings with `###`", match.strip())


@rule(
    "title-with-period",
    Severity.FINDING,
    "A title that ends with a period",
    failing="title: Three beliefs.",
    passing="title: Three beliefs",
)
def title_with_period(given: Given) -> Iterator[Found]:
    """A title ends with a period. Titles stand in lists and in sentences of the site."""
    for kind in ("resources", "collections", "events"):
        for id, record in getattr(given.catalogue, kind).items():
            title = record.title
            for language, text in (("", title),) if isinstance(title, str) else title._asdict().items():
                if text.endswith(".") and not text.endswith(("...", " Inc.", " Jr.")):
                    hint = "remove the period"
                    yield Found(kind, id, ("title", language), "this title ends with a period", hint)


@rule(
    "long-summary",
    Severity.FINDING,
    "A summary of many sentences",
    failing="summary: A text of more than 400 characters ...",
    passing="summary: One or two sentences. What more there is goes to `description`.",
)
def long_summary(given: Given) -> Iterator[Found]:
    """A summary is longer than 400 characters. It stands on cards in lists; more words belong to `description`."""
    for id, resource in given.catalogue.resources.items():
        if len(plain(resource.summary)) > LONG_SUMMARY:
            message = f"the summary has {len(plain(resource.summary))} characters; lists show about {LONG_SUMMARY}"
            hint = "keep one or two sentences, move the rest to `description`"
            yield Found("resources", id, ("summary",), message, hint)


@rule(
    "unknown-license",
    Severity.ERROR,
    "A license that nobody can look up",
    failing="license: Creative Commons",
    passing="license: CC-BY-4.0",
)
def unknown_license(given: Given) -> Iterator[Found]:
    """`license` is not an SPDX identifier that the hub knows. What is not known is `unknown`, never guessed."""
    known = frozenset({*LICENSES, "unknown"})
    resources, collections = [*given.catalogue.resources.values()], dict(given.catalogue.collections)
    collections |= {id: record for _, id, record in given.partial if isinstance(record, Collection)}
    resources += [record for _, _, record in given.partial if isinstance(record, Resource)]
    for resource in resources:
        collection = collections.get(resource.collection)
        inherited = collection is not None and collection.defaults.get("license") == resource.license
        if resource.license and resource.license not in known and not inherited:
            yield Found("resources", resource.id, ("license",), *_license(resource.license))
    for id, collection in collections.items():
        license = collection.defaults.get("license")
        if isinstance(license, str) and license not in known:
            yield Found("collections", id, ("defaults", "license"), *_license(license))


def _license(license: str) -> tuple[str, str]:
    otherwise = "write an SPDX identifier such as CC-BY-4.0, or `unknown`"
    return f"`license`: `{one_line(license)}` is not known", did_you_mean(license, LICENSES, otherwise)
