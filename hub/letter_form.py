"""The issue form for letters: the text that GitHub makes of it, read back into fields.

GitHub writes each field as `### Label`, an empty line, and what a person typed; nothing keeps a person from typing such
a line too. So the fields are taken in the order of the form: those before the letter each begin at the first line of
their label, and the confirmation at the last one, because nothing can be typed after it. All between is the letter.
"""

from __future__ import annotations

import json
import re

from hub.letter_import import characters, plain
from hub.letter_import.draft import Draft, ImportRefused, Unreadable
from hub.problems import Place, Problem, one_line

# The labels of .github/ISSUE_TEMPLATE/commitment-letter.yml in their order, and the fields that they fill.
LETTER, CONFIRMATION = "The letter", "Confirmation"
LABELS = {
    "Organization": "organization",
    "Short name": "acronym",
    "Date of the letter": "date",
    "Name of the person who signed": "signatory_name",
    "Title of that person": "signatory_title",
    LETTER: "",
    CONFIRMATION: "",
}
NEEDED = ("organization", "date", "signatory_name", "signatory_title")
NOTHING = "_No response_"
MAX_FIELD = 200


def body_of(raw: bytes, name: str, shown: str) -> str:
    """The text of an issue: the file itself, or `issue.body` of the event that GitHub hands to a workflow (.json).

    Raises ImportRefused when the file cannot be read.
    """
    try:
        if not name.lower().endswith(".json"):
            return plain.decode(raw)[0]
        event = json.loads(raw)
        body = event["issue"]["body"] or ""
        if not isinstance(body, str):
            raise TypeError
    except Unreadable as error:
        raise error.at(shown) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        message = "this is not the event of an issue"
        raise _refused(shown, "letter-form-field", message, "give the file that GITHUB_EVENT_PATH names") from None
    return body


def read(body: str, shown: str) -> Draft:
    """The letter in the text of an issue. Raises ImportRefused with every field that is wrong or missing."""
    text, notes = characters.clean(body)
    lines = text.split("\n")
    starts = _starts(lines)
    missing = [label for label in LABELS if label not in starts]
    if missing:
        hint = "open a new issue with the form for letters, and copy the answers there"
        raise ImportRefused(
            *(
                Problem(Place(shown), "letter-form-field", f"the form has no line `### {label}`", hint)
                for label in missing
            )
        )
    problems: list[Problem] = []
    fields: dict[str, object] = {}
    ends = [*list(starts.values())[1:], len(lines)]
    answers = {
        label: "\n".join(lines[start + 1 : end]).strip()
        for (label, start), end in zip(starts.items(), ends, strict=True)
    }
    for label, name in LABELS.items():
        answer = "" if answers[label] == NOTHING else answers[label]
        place = Place(shown, starts[label] + 1)
        if not name:
            continue
        if "\n" in answer or len(answer) > MAX_FIELD:
            message = f"`{label}`: `{one_line(answer)}` is not one line of at most {MAX_FIELD} characters"
            problems.append(Problem(place, "letter-form-field", message, "shorten it in the issue"))
        elif answer:
            fields[name] = answer
        elif name in NEEDED:
            hint = "write it in the issue, below this line"
            problems.append(Problem(place, "letter-form-field", f"`{label}` is empty", hint))
    letter, more = plain.tidy("" if answers[LETTER] == NOTHING else answers[LETTER])
    if not letter:
        place = Place(shown, starts[LETTER] + 1)
        problems.append(Problem(place, "letter-form-field", "the letter is empty", "paste the letter into the issue"))
    boxes = re.findall(r"^- \[([ xX])\]", answers[CONFIRMATION], re.MULTILINE)
    if not boxes or " " in boxes:
        place, hint = Place(shown, starts[CONFIRMATION] + 1), "whoever wrote the issue must check every box"
        problems.append(Problem(place, "letter-form-field", "the confirmation is not complete", hint))
    if problems:
        raise ImportRefused(*problems)
    return Draft(letter, notes=(*notes, *more), fields=fields)


def _starts(lines: list[str]) -> dict[str, int]:
    """The line of each label, in the order of the form; a label that is not there is left out."""
    labels = list(LABELS)
    rows = {label: [number for number, line in enumerate(lines) if line.rstrip() == f"### {label}"] for label in labels}
    found: dict[str, int] = {}
    at = -1
    for label in labels:
        later = [number for number in rows[label] if number > at]
        if later:
            found[label] = at = later[-1] if label == CONFIRMATION else later[0]
    return found


def _refused(shown: str, code: str, message: str, hint: str) -> ImportRefused:
    return ImportRefused(Problem(Place(shown), code, message, hint))
