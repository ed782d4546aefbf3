"""An address as a QR code: a small PNG picture, one dot for each square, that stands in the page itself.

Every record has a code in each language, so a code must cost next to nothing. All codes of one size, mask and level
are linear: a bit of the text turns over the same squares whatever the other bits are. So segno draws one code of each
size, and every other code of that size is this one with the squares turned over that each differing byte turns over
(ISO/IEC 18004:2015, 7.4 to 7.7): 0.03 ms instead of 1.1. A test compares full codes with segno's own, square by square.

All squares of a code are one number, whose bits lie as those of the picture do, and the picture is not compressed: that
would cost more than the rest, and save nothing in a page that is sent compressed.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache, reduce
from operator import getitem, xor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import segno

# What the standard asks for around the squares, so that a camera finds them.
QUIET = 4
# Every reader reads all eight masks. To look for the most even one takes four times as long as the code itself; this
# one mixes well whatever the text.
MASK = 4
LEVEL = "m"
# For each version from 1: how many bytes correct the errors of a block, and the bytes of text in each block (level M).
BLOCKS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (10, (16,)),
    (16, (28,)),
    (26, (44,)),
    (18, (32, 32)),
    (24, (43, 43)),
    (16, (27, 27, 27, 27)),
    (18, (31, 31, 31, 31)),
    (22, (38, 38, 39, 39)),
    (22, (36, 36, 36, 37, 37)),
)
# Mode, length and end of the text take two bytes.
AROUND = 2
PADS = (0xEC, 0x11)
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"


class Drawn(NamedTuple):
    """A picture of `size` by `size` dots with its quiet border; `address` is the picture itself (`data:`)."""

    size: int
    address: str


def drawn(text: str) -> Drawn:
    """The QR code of a text; up to 15 % of it may be smudged on paper."""
    raw = text.encode()
    version = next((number for number, (_, blocks) in enumerate(BLOCKS, 1) if len(raw) + AROUND <= sum(blocks)), None)
    if version is None:
        code = _by_segno(text, None)
        side, squares = len(code.matrix), _dark(code)
    else:
        side, squares = side_of(version), _with(_base(version), raw, version)
    return Drawn(side + 2 * QUIET, _picture(squares, side))


def side_of(version: int) -> int:
    """How many squares a code of this version is wide."""
    return 17 + 4 * version


def data_bytes(raw: bytes, version: int) -> bytes:
    """The bytes that a code holds: mode and length, the text, its end, and what fills the rest."""
    room = sum(BLOCKS[version - 1][1])
    bits = 8 * len(raw)
    framed = ((0b0100 << 8 | len(raw)) << bits | int.from_bytes(raw)) << 4
    filled = framed.to_bytes(len(raw) + AROUND)
    return filled + bytes(PADS[place % 2] for place in range(room - len(filled)))


def _by_segno(text: str, version: int | None) -> segno.QRCode:
    import segno  # Only here: it brings much along, and most builds draw no code anew.

    return segno.make_qr(text, error=LEVEL, version=version, mask=MASK, mode="byte", boost_error=False)


@cache
def _base(version: int) -> int:
    """The squares that a code of this version would have if all its bytes were 0: what segno draws for a text that
    fills it, without what the bytes of this text turn over.
    """
    text = "a" * (sum(BLOCKS[version - 1][1]) - AROUND)
    return _with(_dark(_by_segno(text, version)), text.encode(), version)


def _dark(code: segno.QRCode) -> int:
    """The dark squares of a code that segno has drawn."""
    side = len(code.matrix)
    dark = ((row, column) for row in range(side) for column in range(side) if code.matrix[row][column])
    return sum(_bits(side, dark))


def _bits(side: int, squares: Iterable[tuple[int, int]]) -> list[int]:
    """The bits of squares (row, column) in the picture: its rows are whole bytes, with one more before each."""
    row_bits = 8 * _row_bytes(side)
    last = (side + 2 * QUIET) * row_bits - 1
    return [1 << (last - (row + QUIET) * row_bits - 8 - QUIET - column) for row, column in squares]


def _row_bytes(side: int) -> int:
    """The bytes of a row of the picture: how it is stored, and a bit for each dot."""
    return 1 + -(-(side + 2 * QUIET) // 8)


def _with(squares: int, raw: bytes, version: int) -> int:
    """The squares with those turned over that the bytes of a text turn over."""
    return reduce(xor, map(getitem, _turned(version), data_bytes(raw, version)), squares)


@cache
def _turned(version: int) -> tuple[tuple[int, ...], ...]:
    """For each byte of the data and each value of it: the squares that it turns over, itself and by the bytes that
    correct errors.
    """
    correcting, blocks = BLOCKS[version - 1]
    side = side_of(version)
    places = _bits(side, _free(version))
    first = sum(blocks)
    turned: list[tuple[int, ...]] = []
    for block, length in enumerate(blocks):
        remainder = _generator(correcting)
        found = []
        for position in reversed(range(length)):
            # Blocks take turns, byte by byte; the longer ones give their last bytes at the end.
            before = sum(min(position + (other < block), size) for other, size in enumerate(blocks))
            own = places[8 * before : 8 * before + 8]
            others = [8 * (first + number * len(blocks) + block) for number in range(correcting)]
            bits = []
            for bit in range(8):
                squares = own[7 - bit]
                for start, factor in zip(others, remainder, strict=True):
                    product = _times(factor, 1 << bit)
                    squares |= sum(places[start + 7 - shift] for shift in range(8) if product >> shift & 1)
                bits.append(squares)
            found.append(_all_values(bits))
            head, *tail = remainder
            remainder = [
                below ^ _times(head, factor) for below, factor in zip([*tail, 0], _generator(correcting), strict=True)
            ]
        turned += reversed(found)
    return tuple(turned)


def _all_values(bits: list[int]) -> tuple[int, ...]:
    """What each of the 256 values of a byte turns over, from what each of its bits does."""
    values = [0]
    for squares in bits:
        values += [value ^ squares for value in values]
    return tuple(values)


def _free(version: int) -> list[tuple[int, int]]:
    """The squares that hold data, as they are filled: in columns of two, up and down in turn, from the right."""
    side = side_of(version)
    steps = version // 7 + 2
    gap = 0 if version == 1 else -(-(side - 13) // (2 * (steps - 1))) * 2
    centers = [6, *(side - 7 - gap * back for back in range(steps - 2, -1, -1))] if version > 1 else []
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    taken = {(row, column) for row in range(9) for column in range(9)}
    taken |= {(row, column) for row in range(9) for column in range(side - 8, side)}
    taken |= {(column, row) for row, column in taken}
    taken |= {(6, place) for place in range(side)} | {(place, 6) for place in range(side)}
    for row in centers:
        for column in centers:
            if (row, column) not in corners:
                taken |= {(row + down, column + right) for down in range(-2, 3) for right in range(-2, 3)}
    if version >= 7:
        told = {(row, column) for row in range(6) for column in range(side - 11, side - 8)}
        taken |= told | {(column, row) for row, column in told}
    order = []
    upwards = True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        rows = range(side - 1, -1, -1) if upwards else range(side)
        order += [(row, column) for row in rows for column in (right, right - 1) if (row, column) not in taken]
        upwards = not upwards
    return order


@cache
def _powers() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The powers of 2 in the field of 256 elements, twice over, and their exponents."""
    powers, value = [], 1
    for _ in range(255):
        powers.append(value)
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    exponents = [0] * 256
    for exponent, power in enumerate(powers):
        exponents[power] = exponent
    return tuple(powers * 2), tuple(exponents)


def _times(one: int, other: int) -> int:
    powers, exponents = _powers()
    return powers[exponents[one] + exponents[other]] if one and other else 0


@cache
def _generator(degree: int) -> list[int]:
    """The polynomial by which the correcting bytes are a remainder, without its leading 1."""
    factors = [1]
    for exponent in range(degree):
        root = _powers()[0][exponent]
        factors = [one ^ _times(root, other) for one, other in zip([*factors, 0], [0, *factors], strict=True)]
    return factors[1:]


def _picture(squares: int, side: int) -> str:
    """The dark squares as a `data:` address of a PNG picture (ISO/IEC 15948) in black and white."""
    white, head, length = _frame(side)
    dots = (white ^ squares).to_bytes(length)
    data = head + dots + zlib.adler32(dots).to_bytes(4)
    written = data + zlib.crc32(memoryview(data)[_DATA_FROM:]).to_bytes(4) + _PNG_END
    return f"data:image/png;base64,{b64encode(written).decode()}"


# Signature, header and the length of the data stand before what its checksum is about.
_DATA_FROM = 8 + 25 + 4


@cache
def _frame(side: int) -> tuple[int, bytes, int]:
    """What all pictures of codes of one size share: the picture without a dark square, what stands before its dots in
    the file, and how many bytes the dots take.
    """
    size, row = side + 2 * QUIET, _row_bytes(side)
    length = size * row
    white = int.from_bytes((b"\0" + b"\xff" * (row - 1)) * size)
    # One bit for each dot, and no colors.
    header = b"IHDR" + size.to_bytes(4) * 2 + bytes((1, 0, 0, 0, 0))
    stored = b"\x78\x01\x01" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little")
    chunks = len(header[4:]).to_bytes(4) + header + zlib.crc32(header).to_bytes(4)
    before = b"\x89PNG\r\n\x1a\n" + chunks + (len(stored) + length + 4).to_bytes(4) + b"IDAT" + stored
    return white, before, length
