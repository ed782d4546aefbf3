"""The planner's items: what the browser is given."""

from __future__ import annotations

import json
from typing import Any

from hub.outputs import planner
from tests.pages.conftest import SITE, real, resource, with_resources


def made(lang: str) -> dict[str, Any]:
    found = {path: make for path, _, make in planner.files(real(), SITE)}
    data: dict[str, Any] = json.loads(found[f"{SITE.folder(lang)}{planner.PATH}"]())
    return data


def test_items_say_what_records_say() -> None:
    items = {item["id"]: item for item in made("en")["items"]}
    for id, item in items.items():
        assert item["minutes"] == real().resources[id].minutes
        assert not item["parts"] or sum(part["minutes"] for part in item["parts"]) == item["minutes"]


def test_english_texts_are_marked_in_spanish() -> None:
    items = {item["id"]: item for item in made("es")["items"]}
    assert not items["site-leader-afternoon"]["english"]
    assert items["site-leader-afternoon"]["parts"][0]["title"] == "1. Lo que creemos"
    assert all(part["english"] for part in items["unpack-performance-expectation"]["parts"])


def test_choices_are_the_terms_in_use_in_their_order() -> None:
    data = made("en")
    used = {role for item in data["items"] for role in item["roles"]}
    assert [id for id, *_ in data["roles"]] == [id for id in real().known("audience") if id in used]


def test_a_file_follows_its_records_alone() -> None:
    one = with_resources(resource(minutes=5))
    other = with_resources(resource(minutes=5), resource(id="silent"))
    assert [depends for _, depends, _ in planner.files(one, SITE)] == [
        depends for _, depends, _ in planner.files(other, SITE)
    ]
