"""How much is tried, and the texts and bytes that it is tried with."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from hub.problems import Problem
from hub.strict_yaml import HIDDEN

# `make fuzz` sets the number of examples; without it the same few are tried in every run.
LONG = os.environ.get("HUB_FUZZ", "")
fuzzed = settings(
    max_examples=int(LONG or 12), derandomize=not LONG, deadline=None, suppress_health_check=list(HealthCheck)
)
# For what takes longer than a millisecond: a quarter of the examples.
slowly = settings(fuzzed, max_examples=max(6, int(LONG or 0) // 4))

# Texts that the reader lets through, and texts that a person or a program may type elsewhere.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: not HIDDEN.search(text) and text.strip() == text
)
# What begins or ends something somewhere, so that chance alone need not find it.
SIGNS = (
    *("<", ">", "&", '"', "'", "`", "\\", "/", "//", "(", ")", "[", "]", "{", "}", "{{", "}}", "{%", "%}", "#", "@"),
    *(
        ":",
        ";",
        ",",
        "=",
        "+",
        "-",
        "_",
        "*",
        "|",
        "~",
        "%",
        "%0A",
        "&lt;",
        "&#0;",
        "&amp;",
        "<!--",
        "-->",
        "]]>",
        "\n",
    ),
    *("\r", "\t", "\0", "\x0b", "\u2028", "\u202e", "\u200d", "\ufeff", "\u0301", "\ufdfa", "İ", "ß", "漢", "😀"),
    *("...", "\ud800", "</title>", "</script>", "javascript:", "data:", "https://", "mailto:", "::error::", "=1+1"),
    *("NaN", "@@hub-title@@"),
)
ANY = st.lists(st.sampled_from(SIGNS) | st.text(max_size=12), max_size=12).map("".join)
# Without the halves of characters, which no file in UTF-8 can hold.
WHOLE = ANY.map(lambda text: text.encode("utf-8", "replace").decode())


@st.composite
def spoiled(draw: st.DrawFn, real: Sequence[bytes], longest: int = 4_000) -> bytes:
    """A real file in which something was cut out, put in or written over."""
    raw = draw(st.sampled_from(real))[:longest]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = draw(st.integers(start, min(len(raw), start + 40)))
        raw = raw[:start] + draw(st.binary(max_size=12) | WHOLE.map(str.encode)) + raw[end:]
    return raw


def is_told(problem: Problem) -> bool:
    """Whether a problem has a place, says something and stands on one line."""
    said = problem.message + problem.hint
    return problem.place.line >= 1 and problem.place.column >= 1 and bool(problem.message) and said.isprintable()
