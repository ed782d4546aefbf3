"""Rules on what a text says to people who hear it or see it large: links, pictures, headings, tables.

The same rules hold for written pages (hub/written_pages.py). Letters are others' words and are not judged by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hub.checks.rules import Found, Text, text_rule
from hub.markup import may_be_vague, slips
from hub.model.marks import words
from hub.problems import Severity, one_line

# The headings of a text stand below the second level, which belongs to the page around it.
TOP = 2
HINTS = {
    "vague-link": "make the name of the target the link",
    "image-without-alt": "write between the brackets what the picture shows: ![Two teachers at a table](...)",
    "heading-order": "use the next level, such as `###` after `##`",
    "table-without-header": "give each column a name in the first row",
}


def say(code: str, quote: str) -> str:
    """What is wrong with a text, for its author."""
    shown = one_line(quote, 80)
    return {
        "vague-link": f"the link `{shown}` does not say where it leads",
        "image-without-alt": f"the picture `{shown}` says nothing to people who do not see it",
        "heading-order": f"the heading `{shown}` skips a level",
        "table-without-header": f"the table that begins with `{shown}` has a column without a name",
    }[code]


def _found(texts: Iterable[Text], code: str, may_have: Callable[[str], bool]) -> Iterator[Found]:
    for kind, id, record, said in texts:
        if kind != "commitments" and may_have(said):
            for pointer, _, text in words(record):
                for slip in slips(text, TOP):
                    if slip.code == code:
                        yield Found(kind, id, pointer, say(code, slip.quote), HINTS[code], slip.quote)


@text_rule(
    "vague-link",
    Severity.ERROR,
    "A link that does not say where it leads",
    failing="description: The report is [here](https://example.org/report).",
    passing="description: Read [the report of 2021](https://example.org/report).",
)
def vague_link(texts: Iterable[Text]) -> Iterator[Found]:
    """The words of a link do not say where it leads: “here”, “this”, “aquí”. People who use a screen reader go from
    link to link and hear only these words; so do people who look for links with their eyes.

    The rule holds for written pages too, and not for the texts of letters.
    """
    yield from _found(texts, "vague-link", may_be_vague)


@text_rule(
    "image-without-alt",
    Severity.ERROR,
    "A picture without words",
    failing="description: Our poster ![](https://example.org/poster.png)",
    passing="description: Our poster shows [three rings](https://example.org/poster.png).",
)
def image_without_alt(texts: Iterable[Text]) -> Iterator[Found]:
    """A picture has no words that say what it shows. Who does not see it, or has no network for it, gets these words.

    Texts of records hold no pictures: the site leaves them out, so describe what matters and link to the picture. In
    written pages write `![what the picture shows](address)`.
    """
    yield from _found(texts, "image-without-alt", lambda said: "![" in said)


@text_rule(
    "heading-order",
    Severity.ERROR,
    "A heading that skips a level",
    failing="description: |\n  ### Before the visit\n\n  ##### What to read",
    passing="description: |\n  ### Before the visit\n\n  #### What to read",
)
def heading_order(texts: Iterable[Text]) -> Iterator[Found]:
    """A heading is two or more levels below the one before it. Screen readers read the levels as an outline, and a gap
    in it sounds like a part that is missing. Texts of records begin with `###`, written pages with `##`.
    """
    yield from _found(texts, "heading-order", lambda said: "####" in said)


@text_rule(
    "table-without-header",
    Severity.ERROR,
    "A table with a column that has no name",
    failing="description: |\n  | Minutes |  |\n  | --- | --- |\n  | 20 | Visit |",
    passing="description: |\n  | Minutes | What happens |\n  | --- | --- |\n  | 20 | Visit |",
)
def table_without_header(texts: Iterable[Text]) -> Iterator[Found]:
    """The first row of a table leaves a cell empty. Its cells name the columns: a screen reader says them with each
    cell, and on a phone they stand beside it.
    """
    yield from _found(texts, "table-without-header", lambda said: "|" in said)
