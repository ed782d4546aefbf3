"""Letterheads as pictures: measured before they are decoded, and written anew with nothing but what is seen."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from hub.attachments import pictures
from hub.attachments.limits import MAX_PIXELS, MAX_SIDE
from tests.attachments.files import (
    PNG_START,
    chunk,
    encoded,
    jpg,
    jpg_that_says,
    opened,
    png,
    png_that_says,
)

SECRET = b"34.0522 N, 118.2437 W"
RED, WHITE, BLACK = (255, 0, 0), (255, 255, 255), (0, 0, 0)


def with_gps(kind: str) -> bytes:
    """A picture whose notes say where it was taken, with a comment and a color profile."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (34.0, 3.0, 8.0)
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    options: dict[str, object] = {"pnginfo": notes} if kind == "png" else {"comment": SECRET}
    picture = Image.new("RGB", (60, 20), "navy")
    return encoded(picture, kind, exif=exif, icc_profile=b"profile " + SECRET, dpi=(300, 300), **options)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_notes_comments_and_profiles_are_gone(kind: str) -> None:
    raw = with_gps(kind)
    assert SECRET in raw and opened(raw).getexif().get_ifd(0x8825)
    made = pictures.clean(raw, kind)
    assert SECRET not in made.raw and b"Exif" not in made.raw and b"eXIf" not in made.raw
    assert not opened(made.raw).getexif()
    assert not {"icc_profile", "comment", "Comment", "exif"} & opened(made.raw).info.keys()
    assert (made.width, made.height) == (60, 20)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_what_stands_behind_the_end_is_gone(kind: str) -> None:
    whole = png() if kind == "png" else jpg()
    for more in (b"PK\x03\x04 an archive", b"<script>alert(1)</script>", whole, b"\0" * 1000):
        assert pictures.clean(whole + more, kind).raw == pictures.clean(whole, kind).raw


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_the_same_input_gives_the_same_bytes(kind: str) -> None:
    picture = Image.effect_noise((300, 200), 80).convert("RGB")
    raw = encoded(picture, kind)
    assert pictures.clean(raw, kind) == pictures.clean(raw, kind)
    again = pictures.clean(pictures.clean(raw, kind).raw, kind)
    assert (again.width, again.height) == (300, 200)


def test_a_png_keeps_its_pixels() -> None:
    picture = Image.effect_noise((120, 80), 90).convert("RGB")
    assert opened(pictures.clean(encoded(picture, "png"), "png").raw).tobytes() == picture.tobytes()


@pytest.mark.parametrize(("kind", "raw"), [("png", png_that_says), ("jpg", jpg_that_says)])
def test_a_picture_is_measured_by_its_header(kind: str, raw: type) -> None:
    assert pictures.measure(raw(60_000, 65_000), kind) == (60_000, 65_000)
    with pytest.raises(pictures.Damaged, match="without width or height"):
        pictures.measure(raw(0, 20), kind)


def test_the_decoder_does_not_believe_more_pixels_than_are_allowed() -> None:
    """Were the header read wrongly, Pillow's own guard would still hold."""
    with pytest.raises(pictures.Damaged, match="larger than its header says"):
        pictures.clean(png_that_says(MAX_PIXELS // 1000 + 1, 1000), "png")


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_that_is_cut_off_is_damaged(kind: str) -> None:
    raw = encoded(Image.effect_noise((200, 200), 90).convert("RGB"), kind)
    for length in (len(raw) // 2, len(raw) - 200, 40, 20, 9):
        with pytest.raises(pictures.Damaged):
            pictures.measure(raw[:length], kind)
            pictures.clean(raw[:length], kind)


def test_bytes_at_random_are_damaged_or_a_picture_and_nothing_else() -> None:
    chance = random.Random(1)
    for kind, whole in (("png", png((30, 30))), ("jpg", jpg((30, 30)))):
        for _ in range(300):
            raw = bytearray(whole)
            for _ in range(chance.randint(1, 6)):
                raw[chance.randrange(8 if kind == "png" else 2, len(raw))] = chance.randrange(256)
            try:
                width, height = pictures.measure(bytes(raw), kind)
                if width * height <= MAX_PIXELS:
                    assert pictures.clean(bytes(raw), kind).raw
            except pictures.Damaged:
                pass


def animated() -> bytes:
    frames = [Image.new("RGB", (60, 20), color) for color in ("red", "black", "white")]
    return encoded(frames[0], "png", save_all=True, append_images=frames[1:], duration=100)


def test_of_a_moving_picture_the_still_one_is_left() -> None:
    raw = animated()
    assert b"acTL" in raw
    made = pictures.clean(raw, "png").raw
    assert b"acTL" not in made and b"fdAT" not in made
    assert opened(made).getpixel((0, 0)) == RED


def test_chunks_that_are_no_picture_are_never_unpacked() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000)
    raw = png()
    header = len(PNG_START) + 25
    for more in (b"Comment\0\0" + bomb, b"Comment\0\1\0\0\0" + bomb, b"profile\0\0" + bomb):
        for name in (b"zTXt", b"iTXt", b"iCCP"):
            assert pictures.clean(raw[:header] + chunk(name, more) + raw[header:], "png") == pictures.clean(raw, "png")


def test_a_picture_is_turned_as_its_camera_meant_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = Image.new("RGB", (60, 20), "white")
    picture.paste((255, 0, 0), (0, 0, 30, 20))
    made = pictures.clean(encoded(picture, "jpg", exif=exif), "jpg")
    assert (made.width, made.height) == (20, 60)
    seen = opened(made.raw).convert("RGB")
    top, bottom = seen.getpixel((10, 5)), seen.getpixel((10, 55))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[1] < 60 and bottom[1] > 200, "what was left is on top"


def test_notes_that_cannot_be_read_turn_nothing() -> None:
    raw = jpg()
    broken = b"\xff\xe1" + struct.pack(">H", 40) + b"Exif\0\0" + b"MM\0*" + b"\xff" * 28
    made = pictures.clean(raw[:2] + broken + raw[2:], "jpg")
    assert (made.width, made.height) == (60, 20)


def half_seen() -> Image.Image:
    """The left half is black, the right half red that nobody sees."""
    picture = Image.new("RGBA", (60, 20), (0, 0, 0, 255))
    picture.paste((255, 0, 0, 0), (30, 0, 60, 20))
    return picture


def palette_with_transparency() -> bytes:
    picture = Image.new("P", (60, 20), 0)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    picture.paste(1, (30, 0, 60, 20))
    return encoded(picture, "png", transparency=1)


@pytest.mark.parametrize(
    "raw",
    [
        encoded(half_seen(), "png"),
        encoded(half_seen().convert("LA"), "png"),
        encoded(half_seen().convert("RGBA").quantize(8), "png"),
        palette_with_transparency(),
        encoded(half_seen().convert("RGB"), "png", transparency=RED),
    ],
    ids=["RGBA", "LA", "palette of colors and alpha", "palette", "one color"],
)
def test_what_is_transparent_is_white_and_hides_nothing(raw: bytes) -> None:
    seen = opened(pictures.clean(raw, "png").raw)
    assert seen.mode in ("L", "RGB")
    assert seen.convert("RGB").getpixel((5, 5)) == BLACK
    assert seen.convert("RGB").getpixel((55, 5)) == WHITE


def test_sixteen_bits_become_eight() -> None:
    picture = Image.new("I;16", (3, 1))
    for place, value in enumerate((0, 128 * 256, 65_535)):
        picture.putpixel((place, 0), value)
    seen = opened(pictures.clean(encoded(picture, "png"), "png").raw)
    assert [seen.getpixel((place, 0)) for place in range(3)] == [0, 128, 255]


def test_black_and_white_and_gray_stay_gray() -> None:
    for mode in ("1", "L"):
        for kind in ("png", "jpg"):
            seen = opened(pictures.clean(encoded(Image.new(mode, (60, 20), 1), kind), kind).raw)
            assert seen.mode == "L"


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True, "quality": 20}])
def test_jpegs_of_every_make(options: dict[str, object]) -> None:
    picture = Image.effect_noise((64, 48), 60).convert("RGB")
    made = pictures.clean(encoded(picture, "jpg", **options), "jpg")
    assert (made.width, made.height) == (64, 48)


def test_a_jpeg_for_printers_becomes_one_for_screens() -> None:
    picture = Image.new("CMYK", (60, 20), (0, 255, 255, 0))
    seen = opened(pictures.clean(encoded(picture, "jpg"), "jpg").raw)
    assert seen.mode == "RGB"
    pixel = seen.getpixel((5, 5))
    assert isinstance(pixel, tuple) and pixel[0] > 200 and max(pixel[1:]) < 60


def test_a_jpeg_of_several_pictures_keeps_the_first() -> None:
    several = io.BytesIO()
    Image.new("RGB", (60, 20), "red").save(
        several, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 10), "black")]
    )
    made = pictures.clean(several.getvalue(), "jpg")
    assert (made.width, made.height) == (60, 20)
    assert made.raw.count(b"\xff\xd8\xff") == 1


def test_a_very_large_picture_is_made_smaller() -> None:
    made = pictures.clean(png((2800, 700)), "png")
    assert (made.width, made.height) == (MAX_SIDE, MAX_SIDE // 4)
    tall = pictures.clean(png((1, 7_000_000)), "png")
    assert tall.height == MAX_SIDE and tall.width == 1


def test_a_photograph_as_a_png_does_not_grow() -> None:
    noise = Image.frombytes("P", (1600, 1200), random.Random(2).randbytes(1600 * 1200))
    noise.putpalette(random.Random(3).randbytes(768))
    raw = encoded(noise, "png")
    assert len(pictures.clean(raw, "png").raw) <= len(raw)
