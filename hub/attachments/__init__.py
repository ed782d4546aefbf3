"""Attachments of letters: what lies in content/commitments/attachments/, looked at and ready to be published.

Pictures and PDFs of strangers are never decoded in this process: hub.attachments.worker does it, with little time and
memory. Rules on what was found stand in hub/checks/attachments.py.
"""

from __future__ import annotations

import errno
import hashlib
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from hub import source
from hub.attachments import flaws
from hub.attachments.frames import Answer
from hub.attachments.limits import max_bytes
from hub.attachments.looking import Job, look_at
from hub.attachments.store import Store
from hub.model.attachment import FOLDER, PUBLISHED, Attachment, Flaw, kind_of
from hub.problems import Problem

__all__ = ["IN_CONTENT", "gather", "read"]

IN_CONTENT = f"commitments/{FOLDER}"


def gather(
    content: Path,
    shown: str,
    paths: Iterable[str],
    cache: Path | None,
    before: Mapping[str, Attachment],
    changed: frozenset[str] | None,
) -> tuple[dict[str, Attachment], list[Problem]]:
    """Look at every attachment, by the name that letters give it; and what keeps the system from reading some.

    `paths` are all files of content/; the attachments among them are taken. `cache` is the folder of what was looked
    at before. With `changed`, what is known `before` is taken for all files but those.
    """
    mine = [path for path in paths if path.startswith(IN_CONTENT)]
    if not mine:
        return {}, []
    names = {path: path.removeprefix("commitments/") for path in mine}
    store = Store(cache)
    found: dict[str, Attachment] = {}
    problems: list[Problem] = []
    waiting: list[tuple[str, Job]] = []
    for path, name in names.items():
        known = before.get(name)
        if changed is not None and path not in changed and known and Path(known.stored).is_file():
            found[name] = known
            continue
        wrong = flaws.kind_flaw(name) or flaws.name_flaw(name, names.values()) or _too_large(content / path)
        raw, problem = (b"", None) if wrong else source.read_bytes(content / path, f"{shown}/{path}", max_bytes("pdf"))
        if wrong or problem:
            found[name] = Attachment(name, flaws=(wrong,) if wrong else ())
            # A link was told of when the folder was listed.
            problems += [problem] if problem and problem.code != "symlink" else []
            continue
        job = Job(str(content / path), kind_of(name), hashlib.sha256(raw).hexdigest())
        answer = store.recall(job)
        if answer is None:
            waiting.append((name, job))
        else:
            found[name] = _attachment(name, job, answer, store)
    for (name, job), (answer, picture) in zip(waiting, look_at([job for _, job in waiting]), strict=True):
        found[name] = _attachment(name, job, store.keep(job, answer, picture), store)
    return dict(sorted(found.items())), problems


def _too_large(path: Path) -> Flaw | None:
    try:
        info = path.lstat()
    except OSError:
        return None
    return flaws.size_flaw(kind_of(path.name), info.st_size) if stat.S_ISREG(info.st_mode) else None


def _attachment(name: str, job: Job, answer: Answer, store: Store) -> Attachment:
    """What is known of a file as data for checks and pages."""
    wrong = flaws.found_flaw(kind_of(name), answer)
    if wrong:
        return Attachment(name, flaws=(wrong,))
    return Attachment(
        name,
        published=PUBLISHED + str(answer["published"]),
        stored=str(store.folder / str(answer["published"])),
        size=int(answer["size"]),
        sha256=str(answer["sha256"]),
        original=job.sha256,
        width=int(answer.get("width", 0)),
        height=int(answer.get("height", 0)),
        pages=int(answer.get("pages", 0)),
        authors=tuple(answer.get("authors", ())),
        located=bool(answer.get("located")),
    )


def read(attachment: Attachment) -> bytes:
    """The bytes to publish. Raises OSError when they are not those that were looked at."""
    raw = Path(attachment.stored).read_bytes()
    if hashlib.sha256(raw).hexdigest() != attachment.sha256:
        raise OSError(errno.EIO, "the cache of attachments is damaged; delete the folder .cache", attachment.stored)
    return raw
