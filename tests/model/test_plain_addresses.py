"""What is quickly seen to be an address would be one on a closer look, too."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import prose
from hub.checks import links
from hub.model import fields

_PIECES = (
    "https:// http:// HTTPS:// example .org .local .internal .localhost a - .. / ? # @ :80 [ ] %2e &amp; "
    "\\ \" ' < > ( ) é x=1"
)
_PARTS = st.lists(st.sampled_from([*_PIECES.split(), " ", "\n", "\t"]), max_size=12).map("".join)
_NEVER = re.compile(r"(?!)")


@given(_PARTS.map("https://{}".format) | _PARTS)
def test_the_short_way_accepts_what_the_long_way_accepts(text: str) -> None:
    if re.fullmatch(fields.PLAIN_ADDRESS, text):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fields, "_PLAIN", _NEVER)
            assert fields.address(text) == text


@given(_PARTS.map("see [it](https://{}), or".format) | _PARTS.map("[a]({})[b](https://example.org/)".format) | _PARTS)
def test_a_text_whose_links_are_plain_has_no_mistake_in_them(text: str) -> None:
    quick = links._mistakes(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "_PLAIN_LINK", re.compile("(?!)"))
        assert quick == (links._mistakes(text) if "](" in text else quick)


@given(_PARTS.map("[a](https://{})".format))
def test_the_cleaner_keeps_the_same_addresses_by_both_ways(text: str) -> None:
    quick = prose.to_html(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "_PLAIN", _NEVER)
        assert prose.to_html(text) == quick
