"""One stylesheet out of the theme's and the hub's own."""

from __future__ import annotations

import pytest

from hub.stylesheets import NOTICE, bundle

THEME = """@charset "UTF-8";
:root { --md-kept-icon: url("data:image/svg+xml;charset=utf-8,<svg class='.md-grid'/>"); --md-lost-icon: url(x.svg) }
@keyframes turn { from { opacity: 0 } to { opacity: 1 } }
.md-typeset a { color: red }
.md-tabs__link, .md-typeset h1 { color: blue }
.md-tabs__item { animation: turn 1s }
.md-typeset details { mask-image: var(--md-kept-icon) }
p:not(.focus-visible) { outline: none }
"""


def test_rules_for_what_no_page_has_are_left_out() -> None:
    css = bundle({"theme.css": THEME}, {"own.css": ".hub-card { color: var(--hub-ink) } /* a reason */"})
    assert css.startswith(NOTICE)
    for kept in (".md-typeset a{", ".md-typeset h1{", "--md-kept-icon:", "p:not(.focus-visible)", ".hub-card{"):
        assert kept in css
    for lost in ("md-tabs__item", "keyframes", "--md-lost-icon", "a reason", "@charset"):
        assert lost not in css


def test_what_the_hub_asks_of_the_theme_stays() -> None:
    css = bundle({"theme.css": THEME}, {"own.css": ".hub-sign { mask-image: var(--md-lost-icon) }"})
    assert "--md-lost-icon:" in css


def test_the_hub_has_the_last_word() -> None:
    css = bundle({"theme.css": THEME}, {"a.css": "a { color: #123456 }", "b.css": "a { color: #654321 }"})
    assert css.index(".md-typeset a{") < css.index("#123456") < css.index("#654321")


def test_a_slip_is_told_with_the_name_of_the_file() -> None:
    with pytest.raises(ValueError, match=r"own\.css"):
        bundle({"theme.css": THEME}, {"own.css": "a { b: }} c"})
