"""Copies the browser builds of the locked libraries into docs/en/assets/js/vendor/: `make vendor`.

It needs npm and a connection, which nothing else in this project does; the copies are committed, and a test compares
them with vendor.json. A new version is written into package.json first; then `npm install --package-lock-only
--omit-lockfile-registry-resolved` locks it, and this script fetches exactly what the lock says.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VENDOR = HERE.parent / "en" / "assets" / "js" / "vendor"
# The name on the site, the package, and the file inside it.
FILES = (
    ("markdown-it.js", "markdown-it", "dist/markdown-it.min.js"),
    ("mammoth.js", "mammoth", "mammoth.browser.min.js"),
    ("fflate.js", "fflate", "umd/index.js"),
)

# Parts of the packages that read a command line; no browser build holds them.
TERMINAL = frozenset({"argparse", "sprintf-js"})


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="hub-vendor-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(HERE / file, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        try:
            subprocess.run(command, cwd=folder, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"vendor: npm could not fetch the libraries: {error}")
            return 1
        modules = folder / "node_modules"
        VENDOR.mkdir(parents=True, exist_ok=True)
        entries = [_copied(modules, *names) for names in FILES]
        (VENDOR / "LICENSES.txt").write_text(_licenses(modules), encoding="utf-8")
    text = json.dumps({"files": entries}, indent=2, ensure_ascii=False)
    (VENDOR / "vendor.json").write_text(f"{text}\n", encoding="utf-8")
    for entry in entries:
        print(f"vendor: {entry['file']} is {entry['package']} {entry['version']}")
    return 0


def _copied(modules: Path, name: str, package: str, source: str) -> dict[str, str]:
    raw = (modules / package / source).read_bytes()
    (VENDOR / name).write_bytes(raw)
    about = _about(modules / package)
    return {
        "file": name,
        "package": package,
        "version": about["version"],
        "source": source,
        "license": about["license"],
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def _licenses(modules: Path) -> str:
    """The licenses of the libraries and of everything that their builds contain, one below the other."""
    parts = ["The scripts in this folder are made by others and stay under their own licenses:"]
    for manifest in sorted(modules.rglob("package.json")):
        folder = manifest.parent
        # Only packages, not the settings that some keep in folders of their own, nor what only a terminal needs.
        if folder.name in TERMINAL or not (folder.parent.name == "node_modules" or folder.parent.name.startswith("@")):
            continue
        about = _about(folder)
        files = sorted(file for file in folder.iterdir() if file.name.lower().startswith("license"))
        texts = [file.read_text(encoding="utf-8").strip() for file in files]
        said = "\n\n".join(texts) or f"Licensed under {about['license']}, as its package.json says."
        parts.append(f"{about['name']} {about['version']} ({about['license']})\n\n{said}")
    return f"\n\n{'-' * 72}\n\n".join(parts) + "\n"


def _about(folder: Path) -> Any:
    return json.loads((folder / "package.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
