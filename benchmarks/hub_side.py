"""The hub's side, as a process of its own: `python -m benchmarks.hub_side build|search|serve PROJECT OUTPUT_OR_PORT`.

It is `hub build --no-search`, `hub build` and `hub serve` in English only, as the other sides have one language.
"""

from __future__ import annotations

import sys
from pathlib import Path

ADDRESS = "https://hub.example/"


def main(arguments: list[str]) -> int:
    """Build or serve. Returns 1 when the content was refused."""
    from hub.project import Project
    from hub.site import Site

    what, folder, where = arguments
    project, site = Project(Path(folder)), Site(url=ADDRESS, languages=("en",))
    if what == "serve":
        from hub.problems import as_text
        from hub.serve import serve

        return serve(project, site, int(where), print, lambda problems: print(as_text(problems[:20]), file=sys.stderr))
    from hub import ahead

    built = ahead.build(project, site, Path(where), with_search=what == "search")
    if built.refused:
        from hub.problems import as_text

        print(as_text(built.problems[:20]), file=sys.stderr)
        return 1
    print(f"{built.pages} pages, {built.drawn} of them drawn")
    return 0


if __name__ == "__main__":
    from hub.stopping import leave

    leave(main(sys.argv[1:]))
