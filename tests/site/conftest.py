"""The built site as a fixture."""

from __future__ import annotations

import pytest

from tests import fixtures_site


@pytest.fixture(scope="session")
def site() -> fixtures_site.BuiltSite:
    """The real site, built once for the whole run."""
    return fixtures_site.the_site()
