"""Asks Lighthouse about five kinds of page: `make lighthouse`. Fails unless each of its four scores is 100.

It needs npm and a connection, which `make test` does not; the Chromium is the one of the browser tests. Lighthouse
imagines a phone on a slow network and measures on this machine, so a busy one costs points: the median of five runs
counts. `--runs 1` is quicker, and a folder as the last word is looked at instead of a new build.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from review.host import Kept, served
from tests.browser import setup

HERE = Path(__file__).parent
CACHE = setup.ROOT / ".cache" / "lighthouse"
PAGES = {
    "home": "",
    "finder": "find/",
    "record": "resources/three-beliefs/",
    "letter": "commitments/lausd-castl-k12/",
    "matrix": "belief-to-action/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def lighthouse() -> list[str]:
    """The command, installed as the lock says."""
    tool = CACHE / "tool"
    tool.mkdir(parents=True, exist_ok=True)
    lock = HERE / "package-lock.json"
    if not (tool / "package-lock.json").is_file() or (tool / "package-lock.json").read_bytes() != lock.read_bytes():
        shutil.copy(HERE / "package.json", tool)
        shutil.copy(lock, tool)
        try:
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=tool, check=True)
        except BaseException:
            (tool / "package-lock.json").unlink()  # What is half there is fetched again.
            raise
    return ["node", str(tool / "node_modules" / "lighthouse" / "cli" / "index.js")]


def measure(command: list[str], address: str, browser: str) -> dict[str, object]:
    """One report of Lighthouse on a page, as data."""
    report = CACHE / "report.json"
    flags = "--chrome-flags=--headless=new --no-sandbox"
    asked = [*command, address, "--quiet", "--output=json", f"--output-path={report}", flags]
    environment = {**os.environ, "CHROME_PATH": browser}
    subprocess.run([*asked, "--no-enable-error-reporting"], env=environment, check=True, timeout=180)
    found: dict[str, object] = json.loads(report.read_text(encoding="utf-8"))
    return found


def scores(report: dict[str, object]) -> dict[str, int]:
    """The score of each category, from 0 to 100."""
    categories = report["categories"]
    assert isinstance(categories, dict)
    return {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES}


def lost(report: dict[str, object]) -> list[str]:
    """What cost points, one line each."""
    categories, audits = report["categories"], report["audits"]
    assert isinstance(categories, dict) and isinstance(audits, dict)
    weighty = {item["id"] for name in CATEGORIES for item in categories[name]["auditRefs"] if item["weight"]}
    return [
        f"{name}: {audits[name].get('displayValue') or audits[name]['title']}"
        for name in sorted(weighty)
        if audits[name]["score"] is not None and audits[name]["score"] < 1
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Ask Lighthouse about five kinds of page.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("site", type=Path, nargs="?")
    wanted = parser.parse_args()
    browser = setup.find()
    if not browser or not shutil.which("npm"):
        print("lighthouse: a Chromium and npm (Node.js 20 or newer) are needed")
        return 1
    command, site = lighthouse(), wanted.site or CACHE / "site"
    if not wanted.site:
        environment = {**os.environ, "HUB_SITE_URL": "https://hub.example/"}
        subprocess.run([sys.executable, "-m", "hub", "build", "--output", str(site)], env=environment, check=True)
    low = 0
    with served(site, Kept) as host:
        for name, page in PAGES.items():
            reports = [measure(command, host.address + page, browser) for _ in range(wanted.runs)]
            found = [scores(report) for report in reports]
            median = {category: round(statistics.median(one[category] for one in found)) for category in CATEGORIES}
            print(f"{name}: " + ", ".join(f"{category} {score}" for category, score in median.items()), flush=True)
            if min(median.values()) < 100:
                low += 1
                print("\n".join(f"    {line}" for report in reports for line in lost(report)), flush=True)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
