"""The list of what a page needs offline, for the service worker beside it."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Iterable, Mapping

# Loaded by scripts when they are needed, so no page names them.
LOADED_LATER = (("assets/js/", ".js"), ("assets/letters/", ".json"))


def offline_files(page: str, links: Iterable[str], root: str, sha256: Mapping[str, str]) -> bytes:
    """The files that the page at the path `page` needs, as JSON: each by its way from the page, with its SHA-256.

    `links` are the addresses on the page, `root` is the folder of its language, `sha256` knows all published files by
    path. The version is the hash of the list: it changes when a file does.
    """
    folder = posixpath.dirname(page)
    named = (posixpath.normpath(posixpath.join(folder, link)) for link in links if "://" not in link)
    needed = {path for path in named if path.startswith(f"{root}assets/") and path in sha256}
    for start, end in LOADED_LATER:
        needed |= {path for path in sha256 if path.startswith(root + start) and path.endswith(end)}
    files = {posixpath.relpath(path, folder): sha256[path] for path in needed}
    files["./"] = sha256[page]
    version = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    return json.dumps({"files": files, "version": version}, indent=0, sort_keys=True).encode()
