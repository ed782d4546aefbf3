"""The pictures and PDFs of letters as files of the site: those that a letter shows, named by their content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from hub.attachments import read
from hub.catalogue import Catalogue

Made = tuple[str, tuple[str, ...], Callable[[], bytes]]


def files(catalogue: Catalogue) -> Iterator[Made]:
    """Path, what it depends on, and how it is made. What only a withdrawn letter names is not published."""
    shown = [letter for letter in catalogue.letters.values() if letter.status != "withdrawn"]
    names = {name for letter in shown for name in (letter.letterhead, letter.signed_copy) if name}
    found = {item.published: item for name, item in catalogue.attachments.items() if name in names and item.published}
    for path, item in sorted(found.items()):
        yield path, (item.sha256,), partial(read, item)
