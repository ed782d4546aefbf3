"""What is known of files that were looked at before, by the hash of their bytes, and the bytes to publish.

One folder for one version of the program and its decoders. It may be deleted at any time.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from hub.attachments.frames import Answer
from hub.attachments.looking import Job

_A_DAY = 24 * 60 * 60


class Store:
    """Answers and published files below `folder`; in a folder of this process when there is none to write to."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = (folder or _scratch()) / _salt()
        if not _can_write(self.folder):
            self.folder = _scratch() / _salt()
            self.folder.mkdir(parents=True, exist_ok=True)
        _forget_old(self.folder)

    def recall(self, job: Job) -> Answer | None:
        """The answer that was kept for these bytes, if what it publishes is still there."""
        try:
            answer = json.loads(self._file(job).read_bytes())
            stored = self.folder / answer["published"] if answer.get("published") else None
            if stored and stored.stat().st_size != answer["size"]:
                return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return answer if isinstance(answer, dict) else None

    def keep(self, job: Job, answer: Answer, picture: bytes) -> Answer:
        """Keep an answer and what it publishes, and return the answer with `published`, `size` and `sha256`.

        Of a file at which the worker died nothing is kept: another time the machine may have more time.
        """
        if "died" in answer:
            return answer
        if "width" in answer or "pages" in answer:
            raw = picture or Path(job.path).read_bytes()
            sha256 = hashlib.sha256(raw).hexdigest()
            if not picture and sha256 != job.sha256:
                return {"died": "it changed while it was read"}
            name = f"{sha256[:16]}.{job.kind}"
            _write(self.folder / name, raw)
            answer = {**answer, "published": name, "size": len(raw), "sha256": sha256}
        _write(self._file(job), json.dumps(answer).encode())
        return answer

    def _file(self, job: Job) -> Path:
        return self.folder / f"{job.sha256}-{job.kind}.json"


@cache
def _salt() -> str:
    """The hash of everything that decides what is found in a file: this room and the libraries that it uses."""
    hashed = hashlib.blake2b(f"{version('pillow')} {version('pypdf')}".encode(), digest_size=8)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


@cache
def _scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hub-attachments-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _write(path: Path, raw: bytes) -> None:
    """Write a file in one step: another process may be reading or writing the same one."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(raw)
    beside.replace(path)


def _forget_old(folder: Path) -> None:
    """Remove what older versions of the program kept, a day after they were last used."""
    with contextlib.suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder and time.time() - other.stat().st_mtime > _A_DAY:
                shutil.rmtree(other, ignore_errors=True)
