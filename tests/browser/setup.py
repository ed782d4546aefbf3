"""Sees to it that a Chromium is there for the browser tests, and writes its path to .cache/chromium-path.

A browser that is on the machine is taken; else Playwright fetches its own; else the system's package manager does.
Run by `make test`; it may be run any number of times.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REMEMBERED = ROOT / ".cache" / "chromium-path"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MINUTES_TO_FETCH = 5


def say(text: str) -> None:
    print(f"browser: {text}", flush=True)


def candidates() -> Iterator[str]:
    """Where a Chromium may be: named by hand, found last time, on the path, or fetched by Playwright."""
    yield os.environ.get("HUB_CHROMIUM", "")
    if REMEMBERED.is_file():
        yield REMEMBERED.read_text(encoding="utf-8").strip()
    for name in NAMES:
        yield shutil.which(name) or ""
    yield playwright_browser()


def playwright_browser() -> str:
    """The path where Playwright keeps its Chromium, whether it is there or not; empty without Playwright."""
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except Exception as error:  # Whatever Playwright stumbles over, the next way is tried.
        say(f"Playwright cannot be asked: {first_line(error)}")
        return ""


def first_line(error: object) -> str:
    """The first line of a message, for people."""
    return next(iter(str(error).strip().splitlines()), "no reason given")


def works(path: str) -> bool:
    """Whether this file is a browser that starts here: one may be there and lack its libraries."""
    if not path or not Path(path).is_file():
        return False
    try:
        command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "<html" in done.stdout


def find() -> str | None:
    """The first browser that works."""
    return next((path for path in candidates() if works(path)), None)


def run(*command: str) -> bool:
    """Run a command that fetches something; its last words are shown when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MINUTES_TO_FETCH * 60, check=False)
    except FileNotFoundError:
        say(f"there is no `{command[0]}` here")
        return False
    except subprocess.TimeoutExpired:
        say(f"`{' '.join(command)}` did not end within {MINUTES_TO_FETCH} minutes")
        return False
    if done.returncode:
        last = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()][-1:]
        say(f"`{' '.join(command)}` failed: {last[0].strip() if last else 'no output'}")
    return done.returncode == 0


def fetch_with_playwright() -> None:
    say("no Chromium here; fetching one with Playwright")
    run(sys.executable, "-m", "playwright", "install", "chromium")


def fetch_with_apt() -> None:
    """Install the system's Chromium; where this is not root, only if sudo asks for no password."""
    if not shutil.which("apt-get"):
        return
    may = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    say("still none; installing the system's Chromium with apt-get")
    if run(*may, "apt-get", "update"):
        run(*may, "apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")


def main() -> int:
    found = find()
    for fetch in (fetch_with_playwright, fetch_with_apt):
        if not found:
            fetch()
            found = find()
    if not found:
        say("no Chromium could be found or fetched")
        say("install Chromium or Google Chrome, or name one: HUB_CHROMIUM=/path/to/chromium make test")
        return 1
    REMEMBERED.parent.mkdir(parents=True, exist_ok=True)
    REMEMBERED.write_text(f"{found}\n", encoding="utf-8")
    say(f"using {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
