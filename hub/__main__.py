"""`python -m hub` is the same as `hub`: both begin here, so that Ctrl+C is heard while the program is still loading."""

from __future__ import annotations

import sys

from hub.stopping import Stopped, heed, leave, with_streams


def run() -> None:
    """Load the command line and run it."""
    with_streams()
    heed()
    try:
        try:
            from hub.cli import main

            main()
        except SystemExit as end:  # Typer's way to say how it went.
            leave(end.code if isinstance(end.code, int) else int(end.code is not None))
    except Stopped as stopped:  # While it was loading, or again while it put things in order.
        print(stopped.said, file=sys.stderr)
        leave(stopped.status)


if __name__ == "__main__":
    run()
