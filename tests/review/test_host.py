"""A folder is served as static hosts serve it."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from review.host import Compressed, Kept, Site, served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("A page")
    (tmp_path / "404.html").write_text("Not here")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_the_page_for_what_is_not_there_is_the_sites_own(folder: Path) -> None:
    with served(folder, Site) as host:
        assert urlopen(f"{host.address}a/").read() == b"A page"
        with pytest.raises(HTTPError) as found:
            urlopen(f"{host.address}c/")
        assert found.value.code == 404 and found.value.read() == b"Not here"


@pytest.mark.parametrize("handler", [Compressed, Kept])
def test_text_is_packed_and_what_is_sent_is_counted(folder: Path, handler: type[Compressed]) -> None:
    with served(folder, handler) as host:
        answer = urlopen(Request(f"{host.address}a/?b", headers={"Accept-Encoding": "gzip"}))
        raw = answer.read()
        assert gzip.decompress(raw) == b"A page" and answer.headers["Cache-Control"] == (handler.kept_for or None)
        assert urlopen(f"{host.address}b.png").read() == b"\x89PNG"
        assert host.sent == [("/a/", len(raw)), ("/b.png", 4)]
