"""Hostile files, and what each costs: the figures of the reader in SECURITY.md. Nothing here is a test.

Each file is read by `hub check` in a process of its own, in a project that holds nothing else but what must be there.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests import fixtures_site

FULL = 64 * 1024
LETTER_HEAD = """---
organization: Sample Valley Garden Club
date: 2026-03-02
signatory_name: Ada Example
signatory_title: President
call: castl-k12
status: submitted
---

"""
HEAD = "title: A case\nsummary: One sentence.\ntype: report\nadded: 2026-11-21\n"


def _filled(unit: str, before: str = HEAD, wide: int = 1_900) -> str:
    """As much of one thing as a file may hold, on lines that are not too long."""
    row = unit * max(1, wide // len(unit))
    return before + "\n".join([row] * ((FULL - len(before) - 2) // (len(row) + 1)))


def _folded(text: str) -> str:
    """A text as a value in double quotes: a backslash at the end of a line joins it with the next one."""
    pieces = [text[start : start + 1_500] for start in range(0, len(text), 1_500)]
    return '"' + "\\\n  ".join(pieces) + '"\n'


def _lines(text: str, long: int) -> str:
    """A text in lines of so many characters, with an empty line between two of them."""
    return "\n\n".join(text[start : start + long] for start in range(0, len(text), long))


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "brackets": lambda: _filled("["),
    "braces": lambda: _filled("{a: ", wide=1_000),
    "flow lists side by side": lambda: _filled("[], ", HEAD + "x: ["),
    "keys without end": lambda: HEAD + "".join(f"k{n}:\n" for n in range(7_000)),
    "mistakes in every line": lambda: HEAD + "".join(f"k{n}: &a *b\n" for n in range(4_000)),
    "duplicate keys": lambda: HEAD + "a: b\n" * 13_000,
    "an anchor bomb": lambda: "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a]\n" for n in range(2_000)),
    "documents": lambda: HEAD + "---\n" * 16_000,
    "a long quotation": lambda: _filled("word ", HEAD + 'note: "'),
    "backslashes": lambda: _filled("\\\\", HEAD + 'note: "'),
    "question marks": lambda: _filled("? "),
    "hyphens": lambda: _filled("- "),
    "block lists in lists": lambda: HEAD + "x:\n" + "".join("  " * n + "-\n" for n in range(240)),
    "quotes in Markdown": lambda: HEAD + "description: |\n" + ("  " + ">" * 1_900 + "\n") * 33,
    "brackets in Markdown": lambda: HEAD + "description: |\n" + ("  " + "[" * 1_900 + "\n") * 33,
    "stars in Markdown": lambda: HEAD + "description: |\n" + ("  " + "*a_" * 630 + "\n") * 33,
    "a table in Markdown": lambda: HEAD + "description: |\n  |a|\n  |-|\n" + ("  " + "|" * 1_900 + "\n") * 33,
    "names like telephones": lambda: HEAD + "description: |\n" + ("  " + "555-555-" * 235 + "\n") * 33,
    "names like streets": lambda: HEAD + "description: |\n" + ("  " + "1 Aa A. Bb 2 Calle de la " * 75 + "Way\n") * 33,
    "names like children": lambda: HEAD + "description: |\n" + ("  " + "pupil Aa, age Bb Cc, a-b c" * 65 + " 9\n") * 33,
    "names like mail": lambda: HEAD + "description: |\n" + ("  " + "a.-+@" * 380 + "\n") * 33,
    "tags without an end": lambda: HEAD + "description: |\n" + ("  " + "<a " * 630 + "\n") * 33,
    "one endless word": lambda: HEAD + "description: " + _folded("a" * 60_000 + "@"),
    "a field name of 50,000 letters": lambda: HEAD + "? " + _folded("a" * 50_000) + ": b\n",
    "words of 3,900 letters": lambda: HEAD + "description: |\n" + ("  " + "a" * 1_900 + "@\n") * 33,
    "characters that unfold": lambda: HEAD + "description: |\n" + ("  " + "\ufdfa" * 1_900 + "\n") * 11,
    "a date of 60,000 digits": lambda: HEAD.replace("2026-11-21", _folded("9" * 60_000)),
    "zeros": lambda: b"\0" * FULL,
    "not text": lambda: bytes(range(256)) * 255,
    "one byte too many": lambda: b"a" * (FULL + 1),
    "a gigabyte": lambda: b"a",
}

# Texts of letters, which the check reads as a person would.
LETTERS: dict[str, Callable[[], str]] = {
    "lines of one letter": lambda: "a\n" * 1_900,
    "too many lines": lambda: "a\n" * 32_000,
    "a table of bars": lambda: _lines("|-" * 31_000, 1_900),
    "tags side by side": lambda: _lines("<b>a</b>" * 240, 1_900),
    "pictures without an end": lambda: _lines("![" * 490, 1_900),
    "links without an end": lambda: _lines("[" * 490 + "a](b" * 10_000, 1_900),
    "too many brackets": lambda: _lines("![" * 31_000, 1_900),
    "emphasis without an end": lambda: _lines("*a_ " * 1_900, 1_900),
    "quotes in quotes": lambda: _lines(">" * 62_000, 1_900),
    "one word with all endings": lambda: _lines("ing" * 20_000, 1_900),
    "addresses side by side": lambda: _lines("a@b.c " * 10_000, 1_900),
    "a list in lists": lambda: "\n".join("  " * (number % 900) + "- a" for number in range(64)),
}


def _project(folder: Path) -> Path:
    root = fixtures_site.copy_project(folder).root
    (root / "content/resources/zq").mkdir()
    shelf = root / "content/resources/zq/_collection.yml"
    shelf.write_text("title: A shelf\nintroduction: What stands in it.\norder: 99\nsources: [cop-page]\n")
    return root


def _check(root: Path) -> tuple[float, int, str]:
    """Seconds of the processor, peak of memory in MB of the process and its workers, and what was said.

    By the clock it takes as long where nobody else works; on a busy machine that would measure the others.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "hub", "check", "--format", "github"],
        cwd=root,
        env=fixtures_site.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert child.stdout is not None
    said = child.stdout.read().decode()
    _, _, usage = os.wait4(child.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, said


def measure() -> None:
    """Print the table."""
    folder = Path(tempfile.mkdtemp(prefix="hub-hostile-"))
    try:
        root = _project(folder / "project")
        _check(root)
        plain, memory, _ = _check(root)
        print(f"the real content alone: {plain:.2f} s of the processor, {memory} MB")
        worst = (0.0, 0, "")
        path = root / "content/resources/zq/zq.yml"
        for name, make in HOSTILE.items():
            made = make()
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
            if name == "a gigabyte":
                os.truncate(path, 1 << 30)
            seconds, memory, said = _check(root)
            assert "zq/zq.yml" in said and "Traceback" not in said, (name, said[-500:])
            print(f"  {name}: {seconds - plain:+.2f} s, {memory} MB, {said.count('zq/zq.yml')} problems")
            worst = max(worst, (seconds - plain, memory, name))
        path.unlink()
        path = root / "content/commitments/zq-zq.md"
        for name, make in LETTERS.items():
            path.write_text(LETTER_HEAD + make()[: FULL - len(LETTER_HEAD) - 1_000])
            seconds, memory, said = _check(root)
            assert "zq-zq.md" in said and "Traceback" not in said, (name, said[-500:])
            print(f"  a letter, {name}: {seconds - plain:+.2f} s, {memory} MB")
            worst = max(worst, (seconds - plain, memory, name))
        path.unlink()
        number = len(HOSTILE) + len(LETTERS)
        print(f"{number} hostile files: at most {worst[0]:.2f} s more than without it ({worst[2]})")
        _many(root)
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"the most memory of any of these processes: {children} MB")
    finally:
        shutil.rmtree(folder)


def _many(root: Path) -> None:
    """200 bad files in one run."""
    makers = [make for name, make in HOSTILE.items() if name != "a gigabyte"]
    for number in range(200):
        made = makers[number % len(makers)]()
        path = root / f"content/resources/zq/bad-{number}.yml"
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
    seconds, memory, said = _check(root)
    named = sum(f"zq/bad-{number}.yml" in said for number in range(200))
    print(f"200 bad files in one run: {seconds:.2f} s of the processor, {memory} MB, {named} of them named")
