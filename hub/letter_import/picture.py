"""The picture of a letterhead as an attachment: looked at aside and written anew, as all attachments are."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from hub.attachments.flaws import found_flaw, size_flaw
from hub.attachments.looking import Job, look_at
from hub.letter_import.draft import Note
from hub.letter_import.header import PNG
from hub.words import N_

REFUSED = N_("The picture of the letterhead was left out: it {flaw}.")


def fit(raw: bytes) -> tuple[bytes, str, list[Note]]:
    """The picture with nothing but its pixels, and its ending; both empty when there is none, or when it is refused."""
    if not raw:
        return b"", "", []
    kind = "png" if raw.startswith(PNG) else "jpg"
    flaw = size_flaw(kind, len(raw))
    picture = b""
    if flaw is None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"letterhead.{kind}"
            path.write_bytes(raw)
            ((answer, picture),) = look_at([Job(str(path), kind, hashlib.sha256(raw).hexdigest())])
        flaw = found_flaw(kind, answer)
    if flaw is not None or not picture:
        return b"", "", [Note(REFUSED, {"flaw": flaw.said if flaw else "cannot be read"})]
    return picture, kind, []
