"""`python -m hub` is the same as `hub`: both begin here, so that Ctrl+C is heard while the program is still loading."""

from __future__ import annotations

import sys

from hub.stopping import Stopped, heed, leave


def run() -> None:
    """Load the command line and run it."""
    heed()
    try:
        from hub.cli import main
    except Stopped as stopped:
        print(stopped.said, file=sys.stderr)
        sys.exit(stopped.status)
    try:
        main()
    except SystemExit as end:  # Typer's way to say how it went.
        leave(end.code if isinstance(end.code, int) else int(end.code is not None))


if __name__ == "__main__":
    run()
