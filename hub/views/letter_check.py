"""The view of the page that checks letters in the browser."""

from __future__ import annotations

import re

from hub.catalogue import Catalogue
from hub.model import Call, Localized
from hub.views.letters import CallId
from hub.views.registry import Context, view

_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@view(of=())
def letter_check(catalogue: Catalogue, call: CallId) -> Context:
    """A box in which a person pastes a letter, or drops its file, and reads at once what is there and what is missing.
    The letter stays in the browser. The call is the one that the letter answers unless its file names another.

    {{ letter_check(call="castl-k12") }}
    """
    chosen = catalogue.calls[call]
    return {"call": chosen, "recipient": _recipient(chosen)}


def _recipient(call: Call) -> str:
    """The address for letters, where the call itself prints one; it is never guessed."""
    for text in (call.where, call.contact):
        said = text.en if isinstance(text, Localized) else text or ""
        found = _ADDRESS.search(said)
        if found:
            return found[0]
    return ""
