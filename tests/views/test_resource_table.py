"""The table of records: what each cell says."""

from __future__ import annotations

from hub.catalogue import Catalogue
from tests.views.conftest import draw
from tests.views.markup import read


def test_the_states_of_a_record_are_told_apart(catalogue: Catalogue) -> None:
    html = draw(catalogue, "resource_table", audience="principal")
    assert read(html).faults == []
    assert '</span><div class="hub-small">Described, not held; Historical record</div></td>' in html
    assert '<div class="hub-small">Complete</div></td>' in html
