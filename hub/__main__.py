"""`python -m hub` is the same as `hub`: both begin here, so that Ctrl+C is heard while the program is still loading."""

from __future__ import annotations

import gc
import os
import sys

from hub.stopping import Stopped, heed, leave, with_streams


def run() -> None:
    """Load the command line and run it."""
    with_streams()
    heed()
    # The rules of content are ours alone: pydantic need not look for plugins among all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        try:
            gc.disable()  # Nothing of what is loaded is garbage.
            from hub.cli import main

            gc.enable()
            main()
        except SystemExit as end:  # Typer's way to say how it went.
            leave(end.code if isinstance(end.code, int) else int(end.code is not None))
    except Stopped as stopped:  # While it was loading, or again while it put things in order.
        print(stopped.said, file=sys.stderr)
        leave(stopped.status)


if __name__ == "__main__":
    run()
