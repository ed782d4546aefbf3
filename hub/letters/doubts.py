"""What a person must look at in the letter as a whole, and what is only worth noting.

Doubts: a summary in the place of the letter, a draft, a blank left to fill in, filler text, words addressed to an
automatic reader (in hidden text too), details of children or private details of staff, words that mix scripts, a
second letter of the same organization.
Notes: a date outside the call's time, an office's telephone or mail at the top or foot of the letter, text that no
visitor sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hub.letters.findings import CallWords, Facts, Other, Reason
from hub.letters.names import looks_alike, without_suffix
from hub.letters.parts import Parts, SeenLine
from hub.letters.reading import Reading, hidden_text, phrases_in
from hub.letters.rules import rules, table, words
from hub.letters.tokens import Token, fold, keys, lower, phrases, shown

DRAFT_WORDS = 6  # A line of so few words that says "draft" is a mark on the letter.
CHILD_AGES = range(3, 18)
AGE_REACH = 6  # So many words before an age may stand the name of the child.
ENDED = ("superseded", "withdrawn")


def doubts_of(reading: Reading, parts: Parts, facts: Facts, call: CallWords, others: Sequence[Other]) -> list[Reason]:
    """The doubts of a letter, in the order of the lists above, each code at most three times."""
    found = [
        *_summary(facts),
        *_drafts(reading, parts, facts),
        *_blanks(reading, parts, facts),
        *_listed(reading, "lorem", "lorem-ipsum"),
        *_automatic(reading),
        *_children(reading, facts),
        *_details(parts),
        *_mixed(reading),
        *_second(facts, call, others),
    ]
    kept: list[Reason] = []
    for reason in found:
        same = [other for other in kept if other.code == reason.code]
        if len(same) < 3 and all((other.line, other.words) != (reason.line, reason.words) for other in same):
            kept.append(reason)
    return kept


def _all_lines(parts: Parts) -> list[SeenLine]:
    return [*parts.top, *parts.middle, *parts.signature]


def _summary(facts: Facts) -> Iterator[Reason]:
    """Of a summary the fields alone tell date and signatory, so until a person accepted it, it stands for no letter."""
    if facts.body_is == "summary" and facts.accepted != "yes":
        yield Reason("summary-not-accepted")


def _drafts(reading: Reading, parts: Parts, facts: Facts) -> Iterator[Reason]:
    if any(word in words("draft") for word in keys(facts.letterhead)):
        yield Reason("draft", {"found": facts.letterhead})
    for row in _all_lines(parts):
        said = keys(row.text)
        if len(said) <= DRAFT_WORDS and any(word in words("draft") for word in said):
            yield Reason("draft", {"found": row.text}, row.line)
    for index, token in enumerate(reading.tokens):
        if token.key in words("draft") and token.shown not in (token.key, token.key[:1].upper() + token.key[1:]):
            yield Reason("draft", {"found": token.shown}, reading.tokens[index].line)
    yield from _listed(reading, "drafts", "draft")


def _listed(reading: Reading, name: str, code: str) -> Iterator[Reason]:
    for start, end in reading.marks[name]:
        yield Reason(code, {"found": shown(reading.tokens[start:end])}, reading.tokens[start].line)


def _blanks(reading: Reading, parts: Parts, facts: Facts) -> Iterator[Reason]:
    yield from _listed(reading, "placeholders", "placeholder-left")
    signature = {row.line for row in parts.signature}
    for row in _all_lines(parts):
        if rules()["replace"] in row.text:
            yield Reason("placeholder-left", {"found": row.text}, row.line)
        for opens, closes in ("[]", "{}", "<>"):
            inside = row.text.partition(opens)[2].partition(closes)[0]
            own = keys(inside) in (keys(facts.organization), keys(facts.signatory_name), keys(facts.signatory_title))
            if opens in row.text and not own and any(key in words("placeholder_words") for key in keys(inside)):
                yield Reason("placeholder-left", {"found": f"{opens}{inside}{closes}"}, row.line)
        if "___" in row.text and row.line not in signature:
            yield Reason("placeholder-left", {"found": "___"}, row.line)


def _automatic(reading: Reading) -> Iterator[Reason]:
    yield from _listed(reading, "automatic", "automatic-reader")
    for part, found in hidden_text(reading.seen):
        for start, end in phrases_in(found)["automatic"]:
            yield Reason("automatic-reader", {"found": shown(found[start:end])}, part.line)


def _children(reading: Reading, facts: Facts) -> Iterator[Reason]:
    """Details of a child: an age beside a name, a child's name, and phrases that speak of private matters."""
    yield from _listed(reading, "child", "personal-details")
    yield from _named_children(reading, keys(facts.organization))
    found = reading.tokens
    ages = phrases("age_words")
    for index, token in enumerate(found):
        following = found[index + 1 : index + 3] if token.key in words("child_words") else []
        if len(following) == 2 and following[0].key in words("child_names") and following[1].capital:
            yield Reason("personal-details", {"found": shown(found[index : index + 4])}, token.line)
        named = found[index + 1 : index + 3] if token.key in words("one_child") and not token.capital else []
        if len(named) == 2 and all(other.capital and other.sentence == token.sentence for other in named):
            yield Reason("personal-details", {"found": shown(found[index : index + 3])}, token.line)
        if table("numbers").get(token.key, -1) not in CHILD_AGES:
            continue
        first, last = reading.sentence(index)
        after = tuple(other.key for other in found[index + 1 : index + 3])
        labeled = index > first and found[index - 1].key in words("age_labels")
        start, end = (index - 1 if labeled else index), index + (1 if labeled else 1 + len(ages[0]))
        if not labeled and after not in ages:
            continue
        before = found[max(first, start - AGE_REACH) : start]
        beside = any(a.capital and b.capital and not b.mark for a, b in pairwise(before))
        beside = beside or any(a.key in words("child_words") and b.capital for a, b in pairwise(before))
        if beside or (not labeled and end < last and found[end].capital and not found[end].mark):
            said = shown(found[max(first, start - 4) : end])
            yield Reason("personal-details", {"found": said}, token.line)


def _named_children(reading: Reading, own: Sequence[str]) -> Iterator[Reason]:
    """Names beside words for children: "third graders, Lucy Chen", "Lucy Chen, a third grader", "Lucy Chen (grade 3)".

    `own` are the words of the organization's name, which is no child's.
    """
    found = reading.tokens
    for index, token in enumerate(found):
        name = _name_at(reading, index, own) if token.capital else ()
        if not name:
            continue
        before = found[index - 1] if index and found[index - 1].sentence == token.sentence else None
        if before is not None and before.capital and not token.mark:
            continue
        end = index + len(name)
        at = index
        while at and found[at - 1].sentence == token.sentence and found[at - 1].key in words("such_as"):
            at -= 1
        set_off = at < index or set(token.mark) & set(",:(\u2014-")
        told = at and set_off and found[at - 1].sentence == token.sentence and _is_child(reading, at - 1)
        stop = end
        while stop < len(found) and found[stop].sentence == token.sentence and found[stop].key in words("child_aside"):
            stop += 1
        aside = found[end:stop]
        graded = any(_grade(aside[i : i + 2]) for i in range(len(aside)))
        following = found[stop] if stop < len(found) and found[stop].sentence == token.sentence else None
        last = following is not None and _is_child(reading, stop) and _ends(found, stop)
        if told or (len(name) > 1 and (graded or (last and set(found[end].mark) & set(",(\u2014-")))):
            first = at - 1 if told else index
            shown_to = end if told else stop + 1 if last else stop
            yield Reason("personal-details", {"found": shown(found[first:shown_to])}, token.line)


def _name_at(reading: Reading, index: int, own: Sequence[str]) -> Sequence[Token]:
    """Two or three words with capital letters that can be a person's name; empty when there are none."""
    found = reading.tokens
    end = index
    while end < len(found) and end - index < 5 and found[end].capital and found[end].sentence == found[index].sentence:
        if end > index and (found[end].mark or found[end].the):
            break
        end += 1
    name = found[index:end]
    office = any(token.key in own or token.key in words("not_a_childs_name") for token in name)
    office = office or any(token.key in words("title_words") for token in name)
    return name if 2 <= len(name) <= 3 and not office and not name[0].the else ()


def _is_child(reading: Reading, index: int) -> bool:
    """Whether a word stands for children: in small letters, or at the beginning of its sentence."""
    token = reading.tokens[index]
    known = token.key in words("child_words") or token.key in words("children_words")
    return known and (not token.capital or reading.sentence(index)[0] == index)


def _grade(two: Sequence[Token]) -> bool:
    """Whether two words are a grade: "third grade", "grade 3"."""
    return (
        len(two) == 2
        and any(token.key == "grade" for token in two)
        and any(token.key in words("grades") for token in two)
    )


def _ends(found: Sequence[Token], at: int) -> bool:
    """Whether a word is the last of its phrase, and not the beginning of "student services"."""
    if at + 1 >= len(found) or found[at + 1].sentence != found[at].sentence:
        return True
    return bool(found[at + 1].mark) or found[at + 1].key in words("stop_words")


def _details(parts: Parts) -> Iterator[Reason]:
    """Private ways to reach somebody anywhere, and any in the middle of the letter."""
    middle = frozenset(parts.middle)  # A letter of stray lines may have thirty thousand.
    for row in _all_lines(parts):
        inside = row in middle
        for mail in mails_in(row.text):
            name, _, host = lower(mail).partition("@")
            private = host in words("private_mail")
            if private or (inside and name not in words("role_mail")):
                yield Reason("personal-details", {"found": mail}, row.line)
        phone = phone_in(row.text)
        if phone and (inside or any(key in words("private_phone") for key in keys(row.text))):
            yield Reason("personal-details", {"found": phone}, row.line)
        street = street_in(row.text) if inside else ""
        if street:
            yield Reason("personal-details", {"found": street}, row.line)


def mails_in(text: str) -> list[str]:
    """The e-mail addresses in a line."""
    if "@" not in text:
        return []
    rows = []
    for word in text.replace("<", " ").replace(">", " ").replace("(", " ").replace(")", " ").split():
        said = word.removeprefix("mailto:").strip(".,;:!?\"'[]")
        name, _, host = said.partition("@")
        if name and "." in host.strip(".") and "@" not in host and "/" not in name:
            rows.append(said)
    return rows


def phone_in(text: str) -> str:
    """The first telephone number in a line: ten digits, or seven with a hyphen after the third; empty when none."""
    if sum(1 for char in text if char in "0123456789") < 7:
        return ""
    run = ""
    for char in text + "\n":
        if char in "0123456789" or (run and char in "-. ()+/") or (not run and char in "(+"):
            run += char
            continue
        groups = "".join(c if c in "0123456789" else " " for c in run).split()
        if groups[:1] == ["1"]:
            groups = groups[1:]
        sizes = [len(part) for part in groups]
        if sizes[:3] == [3, 3, 4] or sizes == [10] or (sizes == [3, 4] and "-" in run):
            return run.strip(" .-/")
        run = ""
    return ""


def street_in(text: str) -> str:
    """A street address in a line: a number, one to four words with capitals, and a kind of street; empty when none."""
    found = text.replace(",", " ,").replace(".", " .").split()
    for index, word in enumerate(found):
        if not (word.isdecimal() and word.isascii() and len(word) <= 6):
            continue
        for end in range(index + 2, min(index + 6, len(found))):
            name = found[index + 1 : end]
            capitals = all(part[:1] != lower(part[:1]) or part[:1] in "0123456789" for part in name)
            kind = found[end]
            if capitals and fold(kind) in words("street_types") and kind[:1] != lower(kind[:1]):
                return " ".join(found[index : end + 1])
    return ""


def _mixed(reading: Reading) -> Iterator[Reason]:
    for token in reading.tokens:
        if not token.key.isascii() and looks_alike(token.key):
            yield Reason("look-alike-letters", {"found": token.shown}, token.line)


def _second(facts: Facts, call: CallWords, others: Sequence[Other]) -> Iterator[Reason]:
    own = without_suffix(keys(facts.organization))
    for other in others:
        stands = other["call"] == call["id"] and other.get("status") not in ENDED
        if own and stands and without_suffix(keys(other["organization"])) == own:
            yield Reason("second-letter", {"other": other["id"]})


def notes_of(reading: Reading, parts: Parts, call: CallWords, day: str) -> list[Reason]:
    """What is only worth noting. `day` is the date of the letter, empty when it is not known."""
    found = []
    if day and call["closed"] and day > call["closed"]:
        found.append(Reason("after-deadline", {"date": day, "closed": call["closed"]}))
    if day and call["opened"] and day < call["opened"]:
        found.append(Reason("before-opening", {"date": day, "opened": call["opened"]}))
    for row in (*parts.top, *parts.signature):
        if phone_in(row.text) or mails_in(row.text):
            found.append(Reason("contact-details", {"found": row.text}, row.line))
            break
    kinds = [part for part in reading.seen.hidden if keys(part.text)]
    if kinds:
        first = next((part for part in kinds if part.kind != "page"), kinds[0])
        found.append(Reason(f"not-read-{first.kind}", {}, first.line))
    return found
