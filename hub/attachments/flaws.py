"""What is wrong with an attachment, in words: by its name, by its size, and by what the worker found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from hub.attachments.frames import Answer
from hub.attachments.limits import MAX_PAGES, MAX_PIXELS, MB, max_bytes
from hub.model.attachment import FOLDER, KINDS, Flaw, kind_of
from hub.model.fields import slugify
from hub.problems import one_line

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:\.[A-Za-z0-9_-]{1,32})*")
_SAVE = {
    "png": "open it in a picture program and save it as PNG",
    "jpg": "open it in a picture program and save it as JPEG",
    "pdf": "print the letter to a new PDF",
}
# Why other kinds of file are refused, when there is more to say than that they are others.
_REASONS = {
    "svg": "an SVG can hold programs",
    "svgz": "an SVG can hold programs",
    "html": "a web page can hold programs",
    "htm": "a web page can hold programs",
    "docx": "a Word document can hold programs and what was deleted from it",
    "doc": "a Word document can hold programs and what was deleted from it",
    "gif": "a GIF can move",
    "webp": "a WebP can move",
}
_OTHER_SPELLINGS = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}


def better_name(name: str) -> str:
    """The name, without its folder, that a file should have; its kind is kept where it is one of ours."""
    stem, _, suffix = PurePosixPath(name).name.rpartition(".")
    suffix = _OTHER_SPELLINGS.get(suffix.lower(), suffix.lower())
    return f"{slugify(stem or suffix) or 'file'}.{suffix if suffix in KINDS else 'png'}"


def kind_flaw(name: str) -> Flaw | None:
    """What is wrong with the ending of a name: another kind of file, or one of ours spelt otherwise."""
    if kind_of(name):
        return None
    if PurePosixPath(name).name.startswith(".") or name.endswith(("~", ".bak", ".orig", ".tmp")):
        return Flaw("attachment-type", "was left here by a program", "delete it")
    suffix = PurePosixPath(name).name.rpartition(".")[2] if "." in name else ""
    ours = _OTHER_SPELLINGS.get(suffix.lower(), suffix.lower())
    if ours in KINDS:
        said = f"ends in `.{one_line(suffix)}`; the ending is `.{ours}`, in small letters"
        return Flaw("attachment-type", said, f"rename it to {FOLDER}{better_name(name)}, here and in the letter")
    reason = _REASONS.get(suffix.lower(), "only PNG and JPEG pictures and PDF documents are taken")
    hint = "save a letterhead as PNG or JPEG, and the signed letter as PDF"
    return Flaw("attachment-type", f"cannot be attached: {reason}", hint)


def name_flaw(name: str, all_names: Iterable[str]) -> Flaw | None:
    """What is wrong with the name of a file that lies in the folder. `all_names` are those of all files there."""
    plain = name.removeprefix(FOLDER)
    hint = f"rename it to {FOLDER}{one_line(better_name(name))}, here and in the letter"
    if "/" in plain:
        return Flaw("attachment-name", "lies in a folder of its own", hint.replace("rename", "move", 1))
    if not _PLAIN.fullmatch(plain):
        said = "has a name that not every system can keep: use letters, digits and hyphens, at most 64"
        return Flaw("attachment-name", said, hint)
    twins = [other for other in all_names if other != name and other.casefold() == name.casefold()]
    if twins and name != min(name, *twins):
        said = f"differs from `{one_line(min(twins))}` in capital letters only, which not every system can tell apart"
        return Flaw("attachment-name", said, "give one of the two another name")
    return None


def size_flaw(kind: str, size: int) -> Flaw | None:
    """Whether a file has too many bytes to be looked at."""
    if size <= max_bytes(kind):
        return None
    what = "scan it in gray, or with fewer dots per inch" if kind == "pdf" else "save it smaller"
    said = f"has {size:,} bytes; the limit is {max_bytes(kind):,} ({max_bytes(kind) // MB} MB)"
    return Flaw("attachment-too-large", said, what)


def found_flaw(kind: str, answer: Answer) -> Flaw | None:
    """What the worker found wrong in a file."""
    if "is" in answer:
        return _disguised(kind, str(answer["is"]))
    if "pixels" in answer:
        width, height = (int(side) for side in answer["pixels"])
        said = f"has {width:,} × {height:,} pixels; the limit is {MAX_PIXELS // 1_000_000} million in all"
        return Flaw("attachment-too-large", said, "save it smaller; 1600 pixels are wide enough")
    if "too_many" in answer:
        said = f"has more than {MAX_PAGES} pages"
        return Flaw("attachment-too-large", said, "attach the signed letter alone; link to longer documents")
    if "holds" in answer:
        said = f"holds {_and([str(what) for what in answer['holds']])}, which a letter to be read does not need"
        return Flaw("attachment-active", said, f"{_SAVE['pdf']}, which leaves it out")
    if "damaged" in answer:
        return Flaw("attachment-damaged", f"is {one_line(answer['damaged'])}", _SAVE[kind])
    if "died" in answer:
        return Flaw("attachment-damaged", f"cannot be looked at: {one_line(answer['died'])}", _SAVE[kind])
    return None


def _disguised(kind: str, found: str) -> Flaw:
    if found in KINDS:
        said = f"ends in `.{kind}`, but it is a {KINDS[found]}"
        return Flaw("attachment-disguised", said, f"rename it so that it ends in `.{found}`, here and in the letter")
    said = f"ends in `.{kind}`, but it holds {one_line(found)}"
    return Flaw("attachment-disguised", said, _SAVE[kind])


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
