"""The words of the site: every one has its Spanish, with the same placeholders, and the catalogue holds no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from hub import words

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "hub" / "locales"

# `%(name)s` in templates, `{name}` in Python.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def wanted() -> Catalog:
    """The English words in Python and in templates, with the places where they stand."""
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = Catalog()
    for path, line, message, _, _ in extract_from_dir(ROOT, methods, options):
        found.add(message, locations=[(path, line)])
    return found


def translated(language: str) -> Catalog:
    with (LOCALES / language / "hub.po").open("rb") as file:
        return read_po(file, locale=language)


def said(message: Message) -> tuple[str, ...]:
    """The translations of a message, one or one for each number; empty when it has none."""
    texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    found = tuple(text for text in texts if text)
    return found if len(found) == len(texts) else ()


def english(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def entry(message: Message) -> str:
    """A message as it stands in hub.po, to be pasted there and filled in."""
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in english(message)]
    if len(quoted) == 1:
        return f'msgid "{quoted[0]}"\nmsgstr ""'
    return f'msgid "{quoted[0]}"\nmsgid_plural "{quoted[1]}"\nmsgstr[0] ""\nmsgstr[1] ""'


def differing(message: Message) -> str | None:
    """What is wrong with the placeholders of a translated message, or nothing."""
    source = [frozenset(PLACEHOLDER.findall(text)) for text in english(message)]
    for number, text in enumerate(said(message)):
        ours, theirs = source[min(number, len(source) - 1)], frozenset(PLACEHOLDER.findall(text))
        if ours != theirs:
            return f"`{english(message)[0]}` has {sorted(ours) or 'none'}, `{text}` has {sorted(theirs) or 'none'}"
    return None


@pytest.mark.parametrize("language", ["es"])
def test_every_word_is_translated(language: str) -> None:
    ready = {english(message): message for message in translated(language) if message.id and not message.fuzzy}
    missing = [message for message in wanted() if message.id and not said(ready.get(english(message), Message("")))]
    entries = "\n\n".join("# {}:{}\n".format(*message.locations[0]) + entry(message) for message in missing)
    assert not entries, f"add to hub/locales/{language}/hub.po, without the lines that begin with #:\n\n{entries}"


@pytest.mark.parametrize("language", ["es"])
def test_no_word_is_left_over(language: str) -> None:
    used = {english(message) for message in wanted()}
    unused = [english(message)[0] for message in translated(language) if message.id and english(message) not in used]
    assert not unused, f"delete from hub/locales/{language}/hub.po, nothing says them any more: {unused}"


@pytest.mark.parametrize("language", ["es"])
def test_placeholders_survive_translation(language: str) -> None:
    wrong = [problem for message in translated(language) if message.id and (problem := differing(message))]
    assert not wrong, "\n".join(wrong)


def test_a_lost_placeholder_is_seen() -> None:
    assert differing(Message("%(n)s records", string="fichas"))
    assert differing(Message("{start} to {end}", string="de {start} a {final}"))
    assert differing(Message("{start} to {end}", string="de {start} a {end}")) is None
    assert differing(Message(("%(num)s record", "%(num)s records"), string=("%(num)s ficha", "fichas")))


def test_dates_are_said_in_spanish() -> None:
    assert words.when("2021-21", "es") == "Primavera de 2021"
    assert words.when("2020/2021", "es") == "Año escolar 2020-21"
    assert words.when("2016/2020", "es") == "de 2016 a 2020"
