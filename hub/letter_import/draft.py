"""What a file said before anybody judged it, and how a file is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.problems import Place, Problem


@dataclass(frozen=True)
class Note:
    """Something that a person should know about the reading: an English sentence, to be translated, and its words."""

    said: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A letter as it was read. `body` is Markdown, `letterhead` the lines of Word's header, `logo` a picture's bytes.

    `fields` are facts that the file itself states as such: front matter, or the fields of a form.
    """

    body: str
    letterhead: tuple[str, ...] = ()
    logo: bytes = b""
    notes: tuple[Note, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)


class ImportRefused(Exception):
    """No letter is made of the file; `problems` say why and what to do. `misuse` when the command was wrong."""

    def __init__(self, *problems: Problem, misuse: bool = False) -> None:
        super().__init__(*(problem.message for problem in problems))
        self.problems, self.misuse = problems, misuse


class Unreadable(Exception):
    """Why a file cannot be read, from a reader that does not know its name."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(code, message, hint)
        self.code, self.message, self.hint = code, message, hint

    def at(self, shown: str) -> ImportRefused:
        """The same, said of a file."""
        return ImportRefused(Problem(Place(shown), self.code, self.message, self.hint))


def refuse(code: str, message: str, hint: str) -> Unreadable:
    """The exception to raise when a file cannot be read."""
    return Unreadable(code, message, hint)
