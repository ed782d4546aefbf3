"""`make sbom`: what the site is made with, as CycloneDX JSON: `python -m review.sbom`.

cyclonedx-bom reads the locked requirements; the libraries that stand on the site itself are added from vendor.json and
from hub/data/, where the scripts of the search lie. The same commit gives the same bytes: no time, no random number.
The file is no page of the site; the workflow `publish` keeps it as an artifact of each run, and anybody can make it
again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENDORED = ROOT / "docs/en/assets/js/vendor/vendor.json"
SCRIPTS = next((ROOT / "hub/data").glob("pagefind-*"))
FORM = "1.6"


def of_requirements(requirements: Path) -> dict[str, Any]:
    """What cyclonedx-bom says of locked requirements. Nothing is asked of the network."""
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", "--output-reproducible"]
    command += ["--no-validate"]  # It is validated with what is added to it.
    command += ["--spec-version", FORM, "--pyproject", str(ROOT / "pyproject.toml"), str(requirements)]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"cyclonedx-bom stopped: {done.stderr[-500:]}")
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def of_vendored(file: Path = VENDORED) -> list[dict[str, Any]]:
    """The libraries for the browser that stand on the site, each with the hash of the very file."""
    return [
        {
            "bom-ref": f"vendor-{row['package']}",
            "type": "library",
            "name": row["package"],
            "version": row["version"],
            "purl": f"pkg:npm/{row['package']}@{row['version']}",
            "licenses": [{"license": {"id": row["license"]}}],
            "hashes": [{"alg": "SHA-256", "content": row["sha256"]}],
        }
        for row in json.loads(file.read_bytes())["files"]
    ]


def of_scripts(folder: Path = SCRIPTS) -> dict[str, Any]:
    """The scripts that look for words in the browser; of which package they are is said in hub/data/README.md."""
    version = folder.name.removeprefix("pagefind-")
    rows = [line.split() for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    return {
        "bom-ref": "vendor-pagefind",
        "type": "library",
        "name": "@pagefind/linux-x64",
        "version": version,
        "purl": f"pkg:npm/%40pagefind/linux-x64@{version}",
        "licenses": [{"license": {"id": "MIT"}}],
        "components": [
            {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": sha256}]} for sha256, name in rows
        ],
    }


def sbom(requirements: Path = ROOT / "requirements.txt") -> str:
    """The whole list, as text."""
    made = of_requirements(requirements)
    vendored = [*of_vendored(), of_scripts()]
    made["components"] += vendored
    made["dependencies"] += [{"ref": component["bom-ref"]} for component in vendored]
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def must_be_valid(text: str) -> None:
    """Raises RuntimeError when a text does not satisfy the schema of CycloneDX. It takes some seconds."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    wrong = JsonStrictValidator(SchemaVersion.from_version(FORM)).validate_str(text)
    if wrong:
        raise RuntimeError(f"this is not CycloneDX {FORM}: {wrong}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "sbom.cdx.json")
    given = parser.parse_args()
    text = sbom()
    must_be_valid(text)
    given.output.write_text(text, encoding="utf-8")
    print(f"sbom: {given.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
