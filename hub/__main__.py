"""`python -m hub` is the same as `hub`: both begin here, so that Ctrl+C is heard while the program is still loading."""

from __future__ import annotations

import sys

from hub.stopping import Stopped, heed


def run() -> None:
    """Load the command line and run it."""
    heed()
    try:
        from hub.cli import main
    except Stopped as stopped:
        print(stopped.said, file=sys.stderr)
        sys.exit(stopped.status)
    main()


if __name__ == "__main__":
    run()
