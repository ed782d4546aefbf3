"""Any bytes as a Word file, a PDF or a picture are read or refused; nothing else comes out of them."""

from __future__ import annotations

import io
import json
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from hub.attachments import looking, worker
from hub.attachments.signatures import kind_by_content
from hub.letter_import import aside, front_matter, incoming
from hub.letter_import.draft import ImportRefused, Unreadable
from hub.strict_yaml import HIDDEN
from tests.attachments import files as attached
from tests.fuzz.profile import SIGNS, WHOLE, fuzzed, is_told, slowly, spoiled
from tests.letter_import.files import letter, paragraph, parts, pdf, picture, saved

WORD = saved(letter(picture()))
PDFS = (pdf([["Dear members,", "", "we agree."], ["Sincerely,", "Ada Example"]]), pdf([["(a) \\ b"]], "/Rotate 90"))
XML = ("<w:p>", "</w:p>", "<w:r>", "<w:t>", "</w:t>", "<w:tbl><w:tr><w:tc>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;")
MORE_XML = (*XML, paragraph("A word"), "<w:br/>", "<w:del>", "<w:ins>", '<w:hyperlink r:id="rId9">', "<w:footnoteRef/>")
PICTURES = {"png": attached.png(), "jpg": attached.jpg(), "pdf": PDFS[0]}


@st.composite
def words(draw: st.DrawFn) -> bytes:
    """A Word file with something else in one of its parts, or without one of them."""
    there = parts(WORD)
    name = draw(st.sampled_from(sorted(there)))
    raw = there.pop(name)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(raw)))
        end = draw(st.integers(start, min(len(raw), start + 60)))
        more = draw(st.sampled_from((*MORE_XML, *SIGNS)) | WHOLE).encode("utf-8", "replace")
        raw = raw[:start] + more + raw[end:]
    if draw(st.booleans()) or raw != parts(WORD)[name]:
        there[name] = raw
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for path, part in there.items():
            file.writestr(path, part)
    return made.getvalue()


def read(kind: str, raw: bytes) -> None:
    """Read as the process does that reads aside: it is refused in words, or the reader of content takes the text."""
    answer = aside.answer(kind, raw)
    if "refused" in answer:
        code, message, hint = answer["refused"]
        assert code.startswith("letter-file-") and message.isprintable() and hint.isprintable()
        return
    assert answer["body"].strip() and not HIDDEN.search(answer["body"])
    text = front_matter.write({"call": "castl-k12"}, answer["body"])
    assert all(map(is_told, front_matter.problems(text, "letter", "letter")))


@slowly
@given(raw=words() | spoiled([WORD], 60_000))
def test_any_word_file_is_read_or_refused(raw: bytes) -> None:
    read("word", raw)


@slowly
@given(raw=spoiled(PDFS))
def test_any_pdf_is_read_or_refused(raw: bytes) -> None:
    read("pdf", raw)


@fuzzed
@given(raw=st.binary(max_size=80) | spoiled([WORD, *PDFS, *PICTURES.values()]), name=WHOLE)
def test_any_file_is_of_a_kind_or_refused(raw: bytes, name: str) -> None:
    try:
        kind, _ = incoming.kind_of(raw, name)
        assert kind in incoming.NAMES
    except Unreadable as refused:
        assert all(map(is_told, refused.at("file").problems))
    except ImportRefused as refused:
        assert all(map(is_told, refused.problems))


@fuzzed
@given(data=st.data(), kind=st.sampled_from(sorted(PICTURES)))
def test_any_attachment_is_looked_at_and_what_is_published_is_sound(data: st.DataObject, kind: str) -> None:
    raw = data.draw(spoiled([PICTURES[kind]]) | st.sampled_from(sorted(PICTURES.values())))
    answer, published = worker.look(raw, kind)
    answer = json.loads(json.dumps(answer))  # As it travels.
    assert looking._is_sound(answer, published, kind)
    if published:
        again, twice = worker.look(published, kind)
        assert kind_by_content(published) == kind and again == answer
        if kind == "png":
            assert twice == published, "cleaned once, it is clean"
