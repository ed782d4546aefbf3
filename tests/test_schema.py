"""The schemas for editors: current, and right about every real record."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from hub import schema
from hub.catalogue import Catalogue
from hub.layout import SCHEMAS
from tests.conftest import ROOT

CONTENT = ROOT / "content"
FIELDS_THAT_DO_NOT_FIT: dict[str, Any] = {
    "sumary": "x",
    "topics": ["asessment"],
    "agenda": [],
    "url": "nowhere",
    "minutes": "long",
}


def test_the_committed_schemas_are_current(catalogue: Catalogue) -> None:
    assert {f"{schema.FOLDER}/{name}" for name in schema.schemas(catalogue)} == SCHEMAS, (
        "and no other file stands there"
    )
    assert schema.stale(CONTENT, catalogue) == [], "run `hub schema` and commit content/schemas/"


def test_stale_and_write(catalogue: Catalogue, tmp_path: Path) -> None:
    assert schema.write(tmp_path, catalogue) == list(schema.schemas(catalogue))
    assert schema.stale(tmp_path, catalogue) == []
    (tmp_path / "schemas/event.json").write_text("{}")
    assert schema.write(tmp_path, catalogue) == ["event.json"]


def test_closed_lists_are_offered_and_open_ones_are_not(catalogue: Catalogue) -> None:
    fields = json.loads(schema.schemas(catalogue)["resource.json"])["properties"]
    assert fields["topics"]["items"]["enum"] == list(catalogue.terms("topics"))
    assert fields["url_status"]["enum"] == list(catalogue.terms("url_status"))
    assert "enum" not in fields["partners"]["items"]
    assert not fields.keys() & {"id", "collection"}


def test_every_real_record_fits_its_schema(catalogue: Catalogue) -> None:
    known = {name: json.loads(text) for name, text in schema.schemas(catalogue).items()}
    homes = {
        "resource.json": "resources/*/[!_]*.yml",
        "collection.json": "resources/*/_collection.yml",
        "letter.json": "commitments/*.md",
        "organization.json": "organizations/*.yml",
        "event.json": "events/*.yml",
        "call.json": "calls/*.yml",
    }
    for name, pattern in homes.items():
        for path in sorted(CONTENT.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            value = yaml.load(text.split("\n---\n")[0] if path.suffix == ".md" else text, _Editor)
            assert list(misfits(value, known[name], known[name])) == [], path


def test_a_misspelt_field_and_an_unknown_term_do_not_fit(catalogue: Catalogue) -> None:
    known = json.loads(schema.schemas(catalogue)["resource.json"])
    good = {"title": "A", "summary": {"en": "B"}, "type": "report", "added": "2026-11-21", "date": 2021}
    assert list(misfits(good, known, known)) == []
    for field, value in FIELDS_THAT_DO_NOT_FIT.items():
        assert list(misfits(good | {field: value}, known, known)) != [], field


class _Editor(yaml.CSafeLoader):
    """Reads as editors do: YAML 1.2, in which a date is text."""


_Editor.yaml_implicit_resolvers = {}
_Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?\d+$"), list("-0123456789"))
_Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?\d+\.\d+$"), list("-0123456789"))
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
}


def misfits(value: Any, rule: Any, root: Any, at: str = "") -> Any:
    """What in a value does not fit a schema: the few words of JSON Schema that ours use."""
    if rule is False:
        yield f"{at}: not allowed"
    if not isinstance(rule, dict):
        return
    if "$ref" in rule:
        yield from misfits(value, root["$defs"][rule["$ref"].rpartition("/")[2]], root, at)
    types = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    if types and not any(isinstance(value, _TYPES[name]) for name in types):
        yield f"{at}: {value!r} is not {types}"
        return
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at}: {value!r} is not in the list"
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        yield f"{at}: {value!r} does not match"
    for name in ("oneOf", "anyOf"):
        if name in rule and all(list(misfits(value, option, root, at)) for option in rule[name]):
            yield f"{at}: {value!r} fits no option"
    if isinstance(value, dict):
        properties = rule.get("properties", {})
        yield from (f"{at}: {name} is missing" for name in rule.get("required", ()) if name not in value)
        for name, part in value.items():
            if name in properties:
                yield from misfits(part, properties[name], root, f"{at}/{name}")
            elif rule.get("additionalProperties") is False:
                yield f"{at}: {name} is unknown"
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from misfits(part, rule.get("items"), root, f"{at}/{number}")
    for part in rule.get("allOf", ()):
        types_left_out = part["if"]["properties"]["type"]["not"]["enum"]
        if value.get("type") not in types_left_out:
            yield from misfits(value, part["then"], root, at)
