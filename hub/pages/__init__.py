"""The generated pages: which there are, and what each one shows. Templates under templates/pages/ draw them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hub.model import Localized

Text = str | Localized


@dataclass(frozen=True)
class Page:
    """One page to be stamped, the same for every language.

    `layout` names the layout page (`docs/<lang>/<layout>/_layout.md`), `address` the place below the root of the
    language, `source` the file behind "edit this page". `digests` gives the digests of all records that the page
    shows: when none of them changes, the page does not. It is called only when somebody asks for `depends`, which a
    preview never does. `context` is called only when the page is drawn; it returns what the template needs beyond the
    words every template has.
    """

    layout: str
    address: str
    template: str
    title: Text
    description: Text
    source: str
    digests: Callable[[], tuple[str, ...]]
    context: Callable[[], Mapping[str, Any]]

    @cached_property
    def depends(self) -> tuple[str, ...]:
        """The digests of all records that the page shows."""
        return self.digests()
