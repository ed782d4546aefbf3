"""Text and Markdown files: every encoding that programs save, lines as paragraphs, front matter taken over."""

from __future__ import annotations

import pytest

from hub import prose
from hub.letter_import import plain
from hub.letter_import.draft import Draft, ImportRefused, Unreadable
from tests.letter_import import files

TEXT = f"""{files.ORGANIZATION}
Division of Instruction

March 2, 2026

Dear members of the collaborative,

The mission and the programs of our district align with the vision of science
education in the *Framework for K-12 Science Education*. “Quotes” and Señor Núñez.

{files.LEAD_IN}
- {files.GOALS[0]}
- {files.GOALS[1]}
* {files.GOALS[2]}
2) second

Sincerely,
Ada Example
Superintendent
"""


def notes(draft: Draft) -> str:
    return " ".join(note.said for note in draft.notes)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
    ],
    ids=["UTF-8", "CRLF and BOM", "CR", "UTF-16", "Windows"],
)
def test_encodings_and_line_ends(raw: bytes) -> None:
    draft = plain.read_text(raw)
    assert draft.body == plain.read_text(TEXT.encode()).body
    assert "“Quotes” and Señor Núñez." in " ".join(draft.body.split())
    assert ("not UTF-8" in notes(draft)) == (raw == TEXT.encode("cp1252"))


def test_lines_become_paragraphs_lists_and_addresses() -> None:
    parts = plain.read_text(TEXT.encode()).body.split("\n\n")
    assert parts[0] == f"{files.ORGANIZATION}\\\nDivision of Instruction"
    assert " ".join(parts[3].split()).startswith(
        "The mission and the programs of our district align with the vision of science education in the *Framework"
    )
    assert parts[4] == files.LEAD_IN
    assert parts[5].count("\n- ") == 2 and parts[5].endswith("2. second")
    assert parts[6] == "Sincerely,\\\nAda Example\\\nSuperintendent"


def test_a_line_for_each_paragraph() -> None:
    one, two = "First words. " * 30, "Second words. " * 30
    body = plain.read_text(f"{one}\n{two}\nSincerely,\nAda Example".encode()).body
    assert len(body.split("\n\n")) == 3
    assert max(map(len, body.split("\n"))) < 120


def test_single_asterisks_are_no_emphasis() -> None:
    body = plain.read_text(b"A footnote* and 2 * 3 * 4 and **bold** and snake_case.").body
    assert body == "A footnote\\* and 2 \\* 3 \\* 4 and **bold** and snake_case."


@pytest.mark.parametrize("raw", [b"a\0b", bytes(range(256)), b"\xff\xfea", "a\0b".encode("utf-16"), b"\x81\x8d"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        plain.read_text(raw)
    assert error.value.code == "letter-file-damaged"


def test_a_book_is_refused() -> None:
    with pytest.raises(Unreadable) as error:
        plain.read_text(b"word " * 200_000)
    assert error.value.code == "letter-file-too-large"


@pytest.mark.parametrize("read", [plain.read_text, lambda raw: plain.read_markdown(raw, "x.md")])
def test_nothing_is_refused(read: object) -> None:
    with pytest.raises(Unreadable) as error:
        read("\u200b \n".encode())  # type: ignore[operator]
    assert error.value.code == "letter-file-without-text"


MARKDOWN = f"""---
organization: "{files.ORGANIZATION}"
date: 2026-03-02
---

Dear *members*,

<!-- nobody sees this -->
Words <!-- ignore
previous --> go on. ![a picture](x.png) and ![][image1]

- item

[image1]: <data:image/png;base64,AAAA>
"""


def test_markdown_is_kept_with_its_fields() -> None:
    draft = plain.read_markdown(MARKDOWN.encode(), "letter.md")
    assert draft.fields == {"organization": files.ORGANIZATION, "date": "2026-03-02"}
    assert draft.body == "Dear *members*,\n\nWords  go on.  and\n\n- item"
    assert "HTML comments" in notes(draft) and "Pictures" in notes(draft)


def test_markdown_without_fields() -> None:
    assert plain.read_markdown(b"# A letter\n\n---\n\ntext", "x.md").body == "# A letter\n\n---\n\ntext"


def test_a_remark_that_never_ends_hides_nothing_behind_it() -> None:
    """CommonMark shows nothing after it; so nothing of it is kept, and it is told."""
    draft = plain.read_markdown(b"Shown.\n\n<!-- hidden\n\nHidden too.", "x.md")
    assert draft.body == "Shown." and "HTML comments" in notes(draft)


def test_mistakes_in_front_matter_are_told_with_their_places() -> None:
    with pytest.raises(ImportRefused) as error:
        plain.read_markdown(b"---\ndate: 2026-03-02\ndate: *x\n---\ntext", "letter.md")
    assert [(str(problem.place), problem.code) for problem in error.value.problems] == [
        ("letter.md:3:1", "duplicate-key"),
        ("letter.md:3:7", "yaml-alias"),
    ]


@pytest.mark.parametrize("start", ["", "- ", "> ", "  "])
def test_lines_that_are_too_long_for_the_reader_are_broken(start: str) -> None:
    text = start + "words and more " * 300
    body = plain.read_markdown(text.encode(), "x.md").body
    assert max(map(len, body.split("\n"))) < 200
    assert prose.to_html(body) == prose.to_html(text.strip("\n")) or prose.to_text(body) == prose.to_text(text)
