"""Rules on what became of a letter: its steps, what took its place, and the text that was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from hub.checks.rules import Found, Given, rule
from hub.letter_text import sha256_of
from hub.model.attachment import Attachment
from hub.model.letter import Letter, Step
from hub.model.marks import Pointer
from hub.problems import Severity, one_line

ACCEPT = "run `hub letter accept FILE` and paste the lines that it prints"
# What binds an accepted letter; and the letterhead, where the fields give one.
BINDING = ("text_sha256", "letter_date", "signatory_name", "signatory_title")
WAYS_OUT = (
    "undo the edit; or make it a new letter: a new `date`, who signed it, `status: submitted` with a step in "
    "`history`, and later a new accepted step"
)


@rule(
    "letter-status-differs",
    Severity.ERROR,
    "A status that is not the last step of the history",
    failing="status: withdrawn\nhistory:\n  - {date: 2026-11-21, status: submitted}",
    passing="status: submitted\nhistory:\n  - {date: 2026-11-21, status: submitted}",
)
def letter_status_differs(given: Given) -> Iterator[Found]:
    """The status of a letter is the last step of its `history`, so that the page tells one story.

    A letter that has just been submitted needs no history; every later status has a step with its day. Add the step
    below the others, or correct `status`.
    """
    for id, letter in given.catalogue.letters.items():
        if letter.history:
            last = letter.history[-1].status
            if last != letter.status:
                message = f"`status` is `{letter.status}`, and the last step of `history` is `{last}`"
                yield Found("commitments", id, ("status",), message, f"write `status: {last}`, or add the step")
        elif letter.status != "submitted":
            wanted = ACCEPT if letter.status == "accepted" else "add the step with its `date` and `reason`"
            message = f"`status` is `{letter.status}`, and there is no `history` that says since when"
            yield Found("commitments", id, ("status",), message, wanted)


@rule(
    "letter-history-order",
    Severity.ERROR,
    "Steps of a letter in the wrong order",
    failing="history:\n  - {date: 2026-11-21, status: submitted}\n  - {date: 2026-03-02, status: withdrawn}",
    passing="history:\n  - {date: 2026-03-02, status: submitted}\n  - {date: 2026-11-21, status: withdrawn}",
)
def letter_history_order(given: Given) -> Iterator[Found]:
    """The steps of a letter stand oldest first, and no letter is accepted before the day on which it was written."""
    for id, letter in given.catalogue.letters.items():
        for number, (before, step) in enumerate(pairwise(letter.history), 1):
            if step.date < before.date:
                message = f"this step is of {step.date}, and the one above it of {before.date}"
                hint = "put the oldest step first, or correct the day"
                yield Found("commitments", id, ("history", number, "date"), message, hint)
        for number, step in enumerate(letter.history):
            if step.status == "accepted" and step.letter_date and step.letter_date > step.date:
                message = f"accepted on {step.date}, before the letter was written on {step.letter_date}"
                yield Found("commitments", id, ("history", number, "date"), message, "correct one of the two days")


@rule(
    "withdrawn-without-reason",
    Severity.ERROR,
    "A withdrawn letter without a reason",
    failing="history:\n  - {date: 2026-11-21, status: withdrawn}",
    passing="history:\n  - date: 2026-11-21\n    status: withdrawn\n    reason: The district asked for it.",
)
def withdrawn_without_reason(given: Given) -> Iterator[Found]:
    """When an organization takes its letter back, the page stays and says since when and why; the letter is not shown.

    One sentence is enough, such as "The district asked for it in November 2026".
    """
    for id, letter in given.catalogue.letters.items():
        for number, step in enumerate(letter.history):
            if step.status == "withdrawn" and step.reason is None:
                hint = "add `reason:` with a sentence that a reader understands"
                pointer = ("history", number, "status")
                yield Found("commitments", id, pointer, "the letter was withdrawn, and no reason is given", hint)


@rule(
    "superseded-without-successor",
    Severity.ERROR,
    "A superseded letter that does not name the newer one, or the reverse",
    failing="status: superseded   # and no superseded_by",
    passing="status: superseded\nsuperseded_by: sample-valley-castl-k12-2028",
)
def superseded_without_successor(given: Given) -> Iterator[Found]:
    """A letter whose place was taken by a later one names it in `superseded_by`, and has the status `superseded`.

    The two pages then lead to each other.
    """
    for id, letter in given.catalogue.letters.items():
        if letter.status == "superseded" and letter.superseded_by is None:
            hint = "add `superseded_by:` with the id of the newer letter"
            yield Found(
                "commitments", id, ("status",), "the letter that takes the place of this one is not named", hint
            )
        elif letter.superseded_by and letter.status not in ("superseded", "withdrawn"):
            message = f"`superseded_by` names a newer letter, and `status` is `{letter.status}`"
            hint = "write `status: superseded` and add the step to `history`, or remove the line"
            yield Found("commitments", id, ("superseded_by",), message, hint)


@rule(
    "successor-of-another",
    Severity.ERROR,
    "A letter that cannot take the place of this one",
    failing="superseded_by: another-district-castl-k12",
    passing="superseded_by: sample-valley-castl-k12-2028",
)
def successor_of_another(given: Given) -> Iterator[Found]:
    """Only a later letter of the same organization takes the place of a letter."""
    for id, letter in given.catalogue.letters.items():
        newer = given.catalogue.letters.get(letter.superseded_by or "")
        if newer is None:
            continue
        message = ""
        if newer.id == id:
            message = "the letter names itself as the one that takes its place"
        elif _organization(given, newer) != _organization(given, letter):
            message = f"`{newer.id}` is a letter of `{one_line(newer.organization)}`"
        elif newer.date <= letter.date:
            message = f"`{newer.id}` is of {newer.date}, and this letter of {letter.date}"
        if message:
            hint = "name a later letter of the same organization"
            yield Found("commitments", id, ("superseded_by",), message, hint)


def _organization(given: Given, letter: Letter) -> str:
    return given.catalogue.organization_named(letter.organization) or letter.organization.casefold()


@rule(
    "accepted-without-binding",
    Severity.ERROR,
    "An accepted letter that is not bound",
    failing="history:\n  - {date: 2026-11-21, status: accepted}",
    passing=(
        "history:\n  - date: 2026-11-21\n    status: accepted\n    text_sha256: 6c1d...\n"
        "    letter_date: 2026-10-05\n    signatory_name: Ada Example\n    signatory_title: Superintendent"
    ),
)
def accepted_without_binding(given: Given) -> Iterator[Found]:
    """The step that accepts a letter holds the hash of its text, its date, who signed it and in which office.

    So a reader can find out years later whether the letter is still the one that was accepted. Nobody computes this by
    hand: `hub letter accept FILE` prints the lines.
    """
    for id, letter in given.catalogue.letters.items():
        for number, step in enumerate(letter.history):
            missing = [f"`{name}`" for name in BINDING if step.status == "accepted" and not getattr(step, name)]
            if missing:
                message = f"the accepted step does not say {' and '.join(missing)}"
                yield Found("commitments", id, ("history", number, "status"), message, ACCEPT)


@rule(
    "accepted-letter-changed",
    Severity.ERROR,
    "An accepted letter that was changed",
    failing="# the text, `date`, `signatory_name`, `signatory_title` or `letterhead` differs from the accepted step",
    passing="# all of these are those of the accepted step of `history`",
)
def accepted_letter_changed(given: Given) -> Iterator[Found]:
    """An organization stands behind the words that were accepted, so they stay as they are.

    The bytes of the letterhead's picture and of the signed copy are bound too; another file needs a new accepted step.

    There are two ways out. Undo the edit: `git log -p FILE` shows what was there. Or treat what stands there now as a
    new letter: it has a new `date` and a person who signed it; write `status: submitted` with a step in `history`, and
    when it has been accepted, a new accepted step below that. White space at the ends of lines does not count.

    Where `body_is: summary`, the text is the editors' own, and the step says so too. It is bound in the same way, so
    that no summary changes unseen, and a better one, or the letter itself, is accepted with a new step for the same
    letter. No summary takes the place of a letter that was accepted. A withdrawn letter may lose its text.
    """
    for id, letter in given.catalogue.letters.items():
        steps = [
            (number, step) for number, step in enumerate(letter.history) if step.status == "accepted" and _whole(step)
        ]
        if not steps or not letter.body.strip():
            continue
        last = steps[-1][1]
        resubmitted = any(step.status == "submitted" for step in letter.history[steps[-1][0] :])
        found = _resubmitted(letter, last) if resubmitted else differs(letter, last, given.catalogue.attachments)
        if found:
            yield Found("commitments", id, *found)
        for (_, before), (number, step) in pairwise(steps):
            changed = before.body_is != "summary" and step.text_sha256 != before.text_sha256
            if changed and str(step.letter_date) <= str(before.letter_date):
                message = f"another text was accepted on {before.date} for a letter of {before.letter_date}"
                yield Found("commitments", id, ("history", number, "letter_date"), message, WAYS_OUT)


def _whole(step: Step) -> bool:
    return all(getattr(step, name) for name in BINDING)


def differs(letter: Letter, step: Step, attachments: Mapping[str, Attachment]) -> tuple[Pointer, str, str] | None:
    """What differs from the accepted step: the text, else the date, else who signed, else the letterhead, else the
    bytes of a file that came with it, as a place, a message and a hint."""
    was = step.body_is or "letter"
    if was != letter.body_is:
        message = f"what was accepted on {step.date} is a {was}, and `body_is` is `{letter.body_is}`"
        return ("body_is",) if letter.body_is == "summary" else ("body",), message, f"undo the edit, or {ACCEPT}"
    if sha256_of(letter.body) != step.text_sha256:
        if letter.body_is == "summary":
            return (
                ("body",),
                f"the summary is not the one that was accepted on {step.date}",
                f"undo the edit, or {ACCEPT}",
            )
        return ("body",), f"the text is not the one that was accepted on {step.date}", WAYS_OUT
    if letter.date != step.letter_date:
        message = f"the letter that was accepted on {step.date} is of {step.letter_date}, and `date` is {letter.date}"
        return ("date",), message, WAYS_OUT
    for name in ("signatory_name", "signatory_title", "letterhead"):
        said = getattr(step, name)
        if getattr(letter, name) != said:
            message = f"the letter that was accepted on {step.date} has "
            message += f"`{name}: {one_line(said)}`" if said else f"no `{name}`"
            pointer: Pointer = (name,) if getattr(letter, name) else ("status",)
            return pointer, message, WAYS_OUT
    return _other_file(letter, step, attachments)


def _other_file(letter: Letter, step: Step, attachments: Mapping[str, Attachment]) -> tuple[Pointer, str, str] | None:
    """The picture or the signed copy when its bytes are not those that were accepted, under the same name too.

    A file that is missing or refused is told by the rules on attachments.
    """
    for field in ("letterhead", "signed_copy"):
        name, bound = getattr(letter, field), getattr(step, f"{field}_sha256")
        file = attachments.get(name or "")
        message = ""
        if bound and not name and letter.status != "withdrawn":
            message = f"the letter that was accepted on {step.date} has a `{field}`, and this one has none"
        elif file and file.original and file.original != bound:
            message = f"`{one_line(name)}` is not the file that was accepted on {step.date}"
        if message:
            return ((field,) if name else ("status",)), message, f"put the file back, or {ACCEPT}"
    return None


def _resubmitted(letter: Letter, step: Step) -> tuple[Pointer, str, str] | None:
    """A text that was changed and submitted anew must be of a later day than the accepted one."""
    changed = step.body_is != "summary" and sha256_of(letter.body) != step.text_sha256
    if changed and letter.date <= str(step.letter_date):
        message = (
            f"the text differs from the letter of {step.letter_date} that was accepted, and `date` is {letter.date}"
        )
        return ("date",), message, WAYS_OUT
    return None


@rule(
    "evidence-before-letter",
    Severity.WARNING,
    "Evidence from before the letter",
    failing="date: 2026-10-05\nevidence:\n  - {date: 2024, summary: Trained 40 science leads.}",
    passing="date: 2026-10-05\nevidence:\n  - {date: 2026/2027, summary: Trained 40 science leads.}",
)
def evidence_before_letter(given: Given) -> Iterator[Found]:
    """What was done toward a letter was done after it was written; an earlier date is most often a mistyped year."""
    for id, letter in given.catalogue.letters.items():
        for number, done in enumerate(letter.evidence):
            if done.date.end < letter.date:
                message = f"this was done in {done.date.text}, and the letter is of {letter.date}"
                yield Found("commitments", id, ("evidence", number, "date"), message, "check the year")
