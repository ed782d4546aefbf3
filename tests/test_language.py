"""The pages of one language."""

from __future__ import annotations

from hub.language import prefix_of


def test_english_lives_at_the_root_and_other_languages_below() -> None:
    assert (prefix_of("en"), prefix_of("es")) == ("", "es/")
