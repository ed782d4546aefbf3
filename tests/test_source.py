"""Bytes to plain values: what passes, what is refused where, and that no bytes at all raise an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from hub import source
from hub.problems import Place
from hub.strict_yaml import HIDDEN, KEY

TITLE = "title: A record\n"


def refused(raw: str | bytes, front_matter: bool = False) -> list[str]:
    """Each mistake as `line:column code`."""
    data = raw.encode() if isinstance(raw, str) else raw
    parsed = source.parse(data, "x.yml", front_matter)
    assert (parsed.values is None) == bool(parsed.problems)
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in parsed.problems]


def values(text: str) -> dict[str, object]:
    parsed = source.parse(text.encode(), "x.yml")
    assert parsed.values is not None, parsed.problems
    return parsed.values


def test_every_scalar_is_the_text_that_was_typed() -> None:
    text = "a: NO\nb: 1.10\nc: 12:30\nd: 3-5\ne: 2021-10-05\nf: ~x\ng: 0o17\nh: [yes, null]\n"
    typed = {"a": "NO", "b": "1.10", "c": "12:30", "d": "3-5", "e": "2021-10-05", "f": "~x", "g": "0o17"}
    assert values(text) == typed | {"h": ["yes", "null"]}


def test_languages_emoji_and_joiners_pass() -> None:
    text = "a: التعليم בית 科学 می‌خواهم 👩‍🔬 ñ"
    assert values(text) == {"a": text[3:]}
    assert values("\ufeffa: b\r\nc: d\r\n") == {"a": "b", "c": "d"}


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x200E, 0x202E, 0x2028, 0x2066])
def test_hidden_characters_are_found(code: int) -> None:
    assert refused(TITLE + f"note: a{chr(code)}b\n") == ["2:8 hidden-character"]
    assert refused(TITLE + f'note: "a\\U{code:08x}b"\n') == ["2:7 hidden-character"]


def test_a_lone_carriage_return_hides_lines() -> None:
    assert refused(TITLE + "note: a\rsummary: b\n") == ["2:8 hidden-character"]


def test_tag_characters_are_found() -> None:
    assert refused(f"title: a{chr(0xE0041)}\n") == ["1:9 hidden-character"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"title: caf\xe9\n", ["1:11 not-utf-8"]),
        ("title: a\n".encode("utf-16"), ["1:1 not-utf-8"]),
        ("title: a\n".encode("utf-16-le"), ["1:1 not-utf-8"]),
        ("title: a\n".encode("utf-16-be"), ["1:1 not-utf-8"]),
        ("title: a\nsummary: caf\u00e9 \u4e2d\n".encode("utf-16-le"), ["1:1 not-utf-8"]),
        ("title: a\x00b\x00c\n", ["1:9 hidden-character"]),
        (b"", ["1:1 empty-file"]),
        ("# only a comment\n", ["1:1 empty-file"]),
        ("- a\n", ["1:1 not-a-mapping"]),
        ("title: a: b\n", ["1:9 yaml-syntax"]),
        ("title:\n\t- a\n", ["2:1 yaml-syntax"]),
        ('title: "a', ["1:8 yaml-syntax"]),
        ('title: "a\nb: 1\nc: 2\nd: 3\ne: 4\n', ["1:8 yaml-syntax"]),
        ("note: b\ntitle: 'a\nc: 1\n", ["2:8 yaml-syntax"]),
        ("topics: [a, b", ["1:9 yaml-syntax"]),
        ("topics: [a, b\nb: 1\nc: 2\n", ["1:9 yaml-syntax"]),
        ("title: {en: a\nb: 1\n", ["1:8 yaml-syntax"]),
        ('topics: ["a" b]\n', ["1:14 yaml-syntax"]),
        ("a: 1\nb\nc: 2\n", ["2:1 yaml-syntax"]),
        ('title: "a\\d"\n', ["1:10 yaml-syntax"]),
        ("a: 1\na: 2\nb:\n", ["2:1 duplicate-key", "3:3 empty-value"]),
        ("a: ''\nb: '  '\n", ["1:4 empty-value", "2:4 empty-value"]),
        ("a: &x 1\nb: *x\n", ["1:4 yaml-anchor", "2:4 yaml-alias"]),
        ("a: !!python/object:os.system x\n", ["1:4 yaml-tag"]),
        ("a: !x [1]\nb: !y {c: 1}\n!z d: 1\n", ["1:4 yaml-tag", "2:4 yaml-tag", "3:1 yaml-tag"]),
        ("<<: {a: 1}\n", ["1:1 yaml-merge"]),
        ("a: 1\n---\nb: 1\n", ["2:1 second-document"]),
        ("%YAML 1.1\n---\na: 1\n", ["1:1 yaml-directive"]),
        ("? [a]\n: b\n", ["1:3 key-not-text"]),
        (f"{'a' * 200}: b\n{'c' * 201}: d\n", ["2:1 key-not-text"]),
        ('? "' + "aa\\\n" * 200 + '"\n: b\n', ["1:3 key-not-text"]),
        ('a: "' + ("b" * 999 + "\\\n  ") * 5 + '"\n', ["1:4 line-too-long"]),
        ("a: |\n" + "  bbbb\n" * 1_000 + "c: >-\n" + "  dddd\n" * 1_000, ["1002:4 line-too-long"]),
        ("a: " + "[" * 9 + "]" * 9, ["1:11 too-deep"]),
        ("a: " + "[" * 20_000, ["1:2001 line-too-long"]),
        ("a: " + "[\n" * 20_000, ["8:1 too-deep"]),
        ("a: b\n" * 20_000, ["1:1 file-too-large"]),
        ("a: " + "x" * 3_000, ["1:2001 line-too-long"]),
    ],
)
def test_what_is_refused_and_where(raw: str | bytes, expected: list[str]) -> None:
    assert refused(raw) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_is_called_so(encoding: str) -> None:
    (problem,) = source.parse("title: a\nsummary: b\n".encode(encoding), "x.yml").problems
    assert (problem.message, problem.hint) == ("this looks like UTF-16", "save the file as UTF-8")


def test_front_matter() -> None:
    parsed = source.parse(b"---\na: b\n---\n\nTo whom\n", "x.md", front_matter=True)
    assert (parsed.values, parsed.body, parsed.body_line) == ({"a": "b"}, "\nTo whom\n", 4)
    assert refused("To whom", front_matter=True) == ["1:1 front-matter-missing"]
    assert refused("---\na: b\n", front_matter=True) == ["1:1 front-matter-open"]
    assert refused("---\na: b\na: c\n---\n", front_matter=True) == ["3:1 duplicate-key"]
    for body in ("a\n" * 2_001, "![" * 501, "<b>" * 501, "*a *b\n" * 1_001):
        assert refused(f"---\na: b\n---\n{body}", front_matter=True) == ["4:1 file-too-large"]
    assert refused("---\na: b\n---\n" + "[a](b)\n" * 500, front_matter=True) == []


def test_places_are_those_of_the_author() -> None:
    raw = b"a: 1\nb:\n  - c: 2\n    d: [3, 4]\n"
    places = source.places_in(raw)
    assert places[("a",)] == (1, 4) and places[("a", KEY)] == (1, 1), "a text is where it begins"
    assert places[("b",)] == (2, 1), "a list is where its key stands"
    assert source.place_of_key("x.yml", ("a",), places) == Place("x.yml", 1, 1)
    assert source.place_of_key("x.yml", ("b",), places) == Place("x.yml", 2, 1)
    assert places[("b", 0)] == (3, 5)
    assert places[("b", 0, "d", 1)] == (4, 12)
    assert source.place_of("x.yml", ("b", 0, "d", 1, "en"), places).line == 4
    letter = source.places_in(b"---\na: 1\n---\nbody\n", front_matter=True)
    assert letter == {("a", KEY): (2, 1), ("a",): (2, 4), ("body",): (4, 1)}
    assert source.places_in(b"\xff") == {}


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    (problem,) = source.read(tmp_path / "gone.yml", "gone.yml").problems
    assert problem.code == "unreadable-file"
    assert source.places(tmp_path / "gone.yml") == {}


# Pieces that YAML gives a meaning to, so that the fuzzing goes deeper than random letters do.
PIECES = some.sampled_from(
    [
        *(
            "a",
            "es",
            "en",
            "é",
            "👩‍🔬",
            ": ",
            ":",
            "\n",
            "  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            '"',
            "'",
            "|",
            ">-",
            "? ",
        ),
        *("&x ", "*x", "!t ", "<<", "---\n", "...\n", "%YAML 1.1\n", "# c", "@", "`", "~"),
        *("\t", "\r", "\ufeff", "\\u202e", "\\", "\u200b"),
    ]
)
TEXTS = some.one_of(some.lists(PIECES, max_size=60).map("".join), some.text(max_size=80))
BYTES = some.one_of(some.binary(max_size=80), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))


@settings(max_examples=600, deadline=None)
@given(BYTES, some.booleans())
def test_no_bytes_raise(raw: bytes, front_matter: bool) -> None:
    parsed = source.parse(raw, "x.yml", front_matter)
    assert (parsed.values is None) == bool(parsed.problems)
    for problem in parsed.problems:
        assert problem.place.line <= raw.count(b"\n") + raw.count(b"\r") + 2
    source.places_in(raw, front_matter)
    if parsed.values is not None:
        assert not HIDDEN.search(str(parsed.values).replace("\\n", ""))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_passes_means_what_yaml_says(text: str) -> None:
    """Whatever the strict reader accepts, the YAML library reads as the same."""
    try:
        parsed = source.parse(text.encode(), "x.yml")
    except UnicodeEncodeError:
        return
    if parsed.values is not None:
        assert parsed.values == _stripped(
            yaml.load(text.removeprefix("\ufeff").replace("\r\n", "\n"), yaml.CBaseLoader)
        )


def _stripped(value: object) -> object:
    if isinstance(value, dict):
        return {key: _stripped(part) for key, part in value.items()}
    return [_stripped(part) for part in value] if isinstance(value, list) else str(value).strip()
