"""Who signed: names and titles from the facts and from the signature block.

A line is skipped when it is a way to reach somebody, a blank to sign on, or the organization's name. A name has two to
six words with capital letters and none of `title_words`; a line "Name, Title" is both; credentials (Ph.D.) and
honorifics (Dr.) are no part of a name. A title belongs to the name before it. A title is senior when it has the words
of one of the call's `senior_titles` and no phrase of `junior_titles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hub.letters.dates import find_date, labeled
from hub.letters.findings import CallWords, Facts, Finding, Outcome, Reason
from hub.letters.names import Names, without_suffix
from hub.letters.parts import SeenLine, label_of
from hub.letters.rules import rules, table, words
from hub.letters.tokens import Token, keys, lower, phrase, phrases, shown

MOST_WORDS = 14


@dataclass(frozen=True)
class Signer:
    """A name and a title, either may be empty, and the line of the first of them."""

    name: str
    title: str
    line: int


def signature_finding(
    component: str, facts: Facts, block: Sequence[SeenLine], call: CallWords, names: Names, whole: bool = True
) -> Finding:
    """The finding of the signature. `whole` says that the text is the letter itself: then it must say who signs."""
    found = signers(block, names, call)
    placeholder = next((row for row in block if _is_placeholder(row.text)), None)
    proxy = next((row for row in block if _is_proxy(row.text, names)), None)
    name = facts.signatory_name.strip()
    title = facts.signatory_title.strip()
    line = found[0].line if found else 0
    same = next((signer for signer in found if name and signer.name and same_person(name, signer.name)), None)
    other = next((signer for signer in found if signer.name), None)
    own = same or next((signer for signer in found if signer.name and signer.title), None) or other
    line = own.line if own else line
    paste = _paste(name or (own.name if own else ""), title or (own.title if own else ""))

    def finding(outcome: Outcome, code: str, **said: str) -> Finding:
        given = paste if outcome == "missing" or code.endswith("-beside-text") else ""
        return Finding(component, outcome, line, (Reason(code, said, line),), paste=given)

    if _is_blank(name):
        name = ""
    if _is_blank(title):
        title = ""
    if placeholder and not (own and own.name):
        line = placeholder.line
        return finding("missing", "signature-placeholder", found=placeholder.text)
    if not name and not (own and own.name):
        return finding("missing", "signature-without-name")
    if name and other and not same:
        return finding("person", "signers-disagree", wanted=name, found=other.name)
    if proxy:
        line = proxy.line
        return finding("person", "signed-for-another", found=proxy.text)
    untitled = next((signer.title for signer in found if signer.title and not signer.name), "")
    signed_title = (own.title if own else "") or untitled
    if not title and not signed_title:
        return finding("missing", "signature-without-title")
    if title and signed_title and not same_title(title, signed_title):
        return finding("person", "titles-disagree", wanted=title, found=signed_title)
    # The title in the letter counts, and the one beside it where the letter has none.
    said = signed_title or title
    if not any(is_senior(row, call) for row in [said, *(signer.title for signer in found)] if row):
        return finding("person", "title-not-senior", found=said)
    if whole and not (own and own.name):
        return finding("person", "signer-beside-text", found=name)
    if whole and not signed_title:
        return finding("person", "title-beside-text", found=title)
    return Finding(component, "present", line)


def _paste(name: str, title: str) -> str:
    replace = rules()["replace"]
    return f"Sincerely,\n\n{name or f'{replace} name'}\\\n{title or f'{replace} title'}"


def signers(block: Sequence[SeenLine], names: Names, call: CallWords) -> list[Signer]:
    """The people of a signature block in their order."""
    rows: list[Signer] = []
    for row in block:
        label, text = label_of(row.text)
        text = text.strip(" _/|-\u2014,")
        if _is_blank(text) or len(text.split()) > MOST_WORDS or _reaches(text):
            continue
        dated = find_date(text)
        if dated:
            text = labeled(dated[1])
            if not text:
                continue
        name, title = _read_line(text, label, names)
        if name:
            rows.append(Signer(name, title, row.line))
        elif title and rows and not rows[-1].title:
            rows[-1] = Signer(rows[-1].name, title, rows[-1].line)
        elif title and rows and any(key in _senior_words(call) for key in keys(title)):
            rows[-1] = Signer(rows[-1].name, f"{rows[-1].title}, {title}", rows[-1].line)
        elif title and not rows:
            rows.append(Signer("", title, row.line))
    return rows


def _read_line(text: str, label: str, names: Names) -> tuple[str, str]:
    """The name and the title that a line holds, either may be empty."""
    if label in ("title", "position", "office", "its"):
        return "", text
    pieces = [piece.strip() for piece in _split(text)]
    kept = [piece for piece in pieces if piece and keys(piece) not in _credentials()]
    if not kept:
        return "", ""
    first = kept[0]
    if is_name(first, names):
        title = [piece for piece in kept[1:] if not _is_organization(piece, names)]
        return first, ", ".join(title)
    if has_title_word(text):
        behind = _name_behind_title(first, names)
        if behind:
            return behind
        title = [piece for piece in kept if not _is_organization(piece, names)]
        return "", ", ".join(title)
    return "", ""


def _name_behind_title(text: str, names: Names) -> tuple[str, str] | None:
    """The name and the title of "Superintendent Ada Example"."""
    said = phrase(text)
    last = max((index for index, token in enumerate(said) if token.key in words("title_words")), default=-1)
    rest = said[last + 1 :]
    if last < 0 or len(rest) < 2 or rest[0].key in words("particles") or any(token.mark for token in rest):
        return None
    if not is_name(shown(rest), names):
        return None
    return shown(rest), shown(said[: last + 1])


def _split(text: str) -> list[str]:
    """A line in pieces at commas, bars and long dashes."""
    for sign in ("|", " - ", "\u2014", ";", "(", ")"):
        text = text.replace(sign, ",")
    return text.split(",")


@cache
def _credentials() -> frozenset[tuple[str, ...]]:
    return frozenset(phrases("credentials"))


def is_name(text: str, names: Names) -> bool:
    """Whether a text can be the name of a person."""
    parts = [token for token in bare_name(text) if token.key not in words("particles")]
    if not 1 <= len(parts) <= 6 or _is_organization(text, names) or has_title_word(text):
        return False
    if len(parts) == 1 and len(phrase(text)) == 1:
        return False
    return all(token.capital and not any(char in "0123456789" for char in token.key) for token in parts)


def bare_name(text: str) -> list[Token]:
    """The words of a name without honorifics and credentials."""
    rest = list(phrase(text))
    while rest and rest[0].key in words("honorifics"):
        rest = rest[1:]
    for parts in sorted(_credentials(), key=len, reverse=True):
        while len(rest) > len(parts) + 1 and tuple(token.key for token in rest[-len(parts) :]) == parts:
            rest = rest[: -len(parts)]
    return rest


def has_title_word(text: str) -> bool:
    """Whether a text speaks of an office."""
    said = keys(text)
    return any(key in words("title_words") for key in said) or " ".join(said) in table("same_titles")


def _is_organization(text: str, names: Names) -> bool:
    said = phrase(text)
    spans = names.find(said, 0, len(said))
    rest = [*said[: spans[0][0]], *said[spans[0][1] :]] if spans else []
    own = bool(spans) and len(rest) <= 2 and not any(token.key in words("title_words") for token in rest)
    return own or not without_suffix((".", *keys(text)))[1:]


def _reaches(text: str) -> bool:
    """Whether a line tells how to reach somebody: an address, a number, a web page."""
    digits = sum(1 for char in text if char in "0123456789")
    return "@" in text or "://" in text or "www." in lower(text) or (digits >= 5 and find_date(text) is None)


def _is_blank(text: str) -> bool:
    """Whether a line holds no words, or only says that a signature stands here."""
    said = keys(text)
    return not said or " ".join(said) in words("labels") or _is_placeholder(text)


def _is_placeholder(text: str) -> bool:
    said = text.strip()
    if rules()["replace"].lower() in said.lower():
        return True
    bracketed = said[:1] in ("[", "{", "<") and said[-1:] in ("]", "}", ">")
    return bracketed and any(key in words("placeholder_words") for key in keys(said))


def _is_proxy(text: str, names: Names) -> bool:
    """Whether a line says that somebody signs for another: "p.p.", "for Ada Example"."""
    said = phrase(text)
    there = f" {' '.join(token.key for token in said)} "
    if any(f" {' '.join(parts)} " in there for parts in phrases("signs_for")):
        return True
    if not said or said[0].key not in words("for_words") or names.find(said, 0, len(said)):
        return False
    end = next((index for index in range(2, len(said)) if said[index].mark), len(said))
    return end > 2 and is_name(shown(said[1:end]), names)


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same last name, and first names or initials that agree."""
    a, b = bare_name(one.split(",")[0]), bare_name(other.split(",")[0])
    if not a or not b or a[-1].key != b[-1].key:
        return False
    first, second = a[0].key, b[0].key
    return first == second or ((len(first) == 1 or len(second) == 1) and first[0] == second[0])


def same_title(one: str, other: str) -> bool:
    """Whether one title has all the words of the other."""
    a, b = set(title_keys(one)), set(title_keys(other))
    return a <= b or b <= a


def title_keys(title: str) -> tuple[str, ...]:
    """The words of a title, with abbreviations spelled out."""
    said = f" {' '.join(keys(title))} "
    for short, long in table("same_titles").items():
        said = said.replace(f" {short} ", f" {long} ")
    return tuple(said.split())


@cache
def _senior(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {' '.join(title_keys(title))} " for title in titles)


def _senior_words(call: CallWords) -> frozenset[str]:
    return frozenset(part for row in _senior(tuple(call["senior_titles"])) for part in row.split())


def is_senior(title: str, call: CallWords) -> bool:
    """Whether a title is one of those that may sign."""
    said = f" {' '.join(title_keys(title))} "
    for office in rules()["offices_of"]:
        begin = said.find(f" {office} ")
        if begin >= 0:
            said = said[: begin + 1]
    if any(f" {' '.join(junior)} " in said for junior in phrases("junior_titles")):
        return False
    return any(row in said for row in _senior(tuple(call["senior_titles"])))
