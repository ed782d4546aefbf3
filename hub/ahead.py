"""The engine begins before most of the program is read, which takes one processor half a second."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hub import shells
from hub.parallel import uncollected
from hub.project import Project
from hub.site import Site

if TYPE_CHECKING:
    from hub.build import Built, Say


def build(project: Project, site: Site, output: Path, with_search: bool = True, say: Say = lambda _: None) -> Built:
    """`hub.build.build`, for a command that does nothing else."""
    with uncollected(), shells.making(project, site, say) as drawn:
        from hub.build import build_beside

        return build_beside(drawn, project, site, output, with_search, say)
