"""An address as a QR code: the dark squares as one line of a drawing, which a template puts on a page."""

from __future__ import annotations

import re
from typing import NamedTuple

import segno

# What the standard asks for around the squares, so that a camera finds them.
QUIET = 4
# Every reader reads all eight masks. To look for the most even one takes four times as long as the code itself; this
# one mixes well whatever the text.
MASK = 4
_RUN = re.compile(rb"\x01+")


class Drawn(NamedTuple):
    """A square of `size` by `size` units with its quiet border; `line` is stroked one unit wide."""

    size: int
    line: str


def drawn(text: str) -> Drawn:
    """The QR code of a text; up to 15 % of it may be smudged on paper."""
    code = segno.make_qr(text, error="m", mask=MASK, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    line = "".join(
        f"M{run.start() + QUIET} {number + QUIET}.5h{run.end() - run.start()}"
        for number, row in enumerate(rows)
        for run in _RUN.finditer(row)
    )
    return Drawn(len(rows) + 2 * QUIET, line)
