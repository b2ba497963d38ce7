from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conceptgraph.load import load
from conceptgraph.model import Node
from conceptgraph.reference import field_table, json_schema, known, suggested, with_fields
from conceptgraph.schema import corpus
from tests.conftest import checked, node

ROOT = Path(__file__).parents[1]
STORED = (ROOT / "graph/concept.schema.json").read_text(encoding="utf-8")
NAMES = {"concepts": {"set": "Set", "map": "Map"}, "sources": {"book": "Book"}}
SCHEMA: dict[str, Any] = json.loads(json_schema(NAMES))
LISTS = {
    "areas.yml": "Areas",
    "checklist.yml": "Checklist",
    "redirects.yml": "Redirects",
    "sources.yml": "Sources",
    "subject.yml": "Subject",
}


def parts(schema: Any = SCHEMA) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes a mapping."""
    if isinstance(schema, list):
        for part in schema:
            yield from parts(part)
    elif isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from parts(part)


def test_the_json_schema_in_graph_is_current_but_for_the_ids_that_it_suggests() -> None:
    # A new concept or source must not change the file: every open pull request would be in conflict.
    assert json_schema(suggested(json.loads(STORED))) == STORED, "run: make schema"


def test_no_suggested_concept_has_vanished() -> None:
    read, _ = corpus("graph", load(ROOT / "graph")[0])
    names = suggested(json.loads(STORED))

    assert len(names["concepts"]) >= 240
    assert names["concepts"].keys() <= read.ids | read.redirects.keys(), "run: make schema"
    assert names["sources"]["mml"] == "Mathematics for Machine Learning"


def test_a_graph_suggests_its_concepts_and_sources_by_title() -> None:
    read = checked({"a/set.yml": node("Set"), "a/map.yml": node("Map", ["set"])}).corpus
    assert known(read) == NAMES
    assert suggested(SCHEMA) == NAMES


def test_the_table_of_fields_is_current() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert field_table() in guide, "run: make schema"
    assert with_fields(guide) == guide


def test_the_table_goes_between_its_marks_and_nowhere_else() -> None:
    page = "before\n<!-- fields -->\nold\n<!-- /fields -->\nafter\n"

    assert with_fields(page) == f"before\n<!-- fields -->\n{field_table()}<!-- /fields -->\nafter\n"
    assert with_fields(with_fields(page)) == with_fields(page)
    assert with_fields("no marks\n") == "no marks\n"
    assert re.findall(r"^\| `([\w.\[\]]+)` \|", field_table(), re.M)[:2] == ["title", "level"]


def test_the_json_schema_describes_every_field_and_allows_no_other() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(SCHEMA["properties"]) == list(Node.model_fields)
    described = [part for part in parts() if "properties" in part]
    assert len(described) == 10
    for part in described:
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert field["description"], name
            assert field.get("examples") or field["$ref"], name


BAD = [
    {"titel": "Set"},
    {"title": "x" * 121},
    {"minutes": 4},
    {"minutes": "long"},
    {"level": "easy"},
    {"aliases": "Bag"},
    {"prerequisites": [{"id": "set"}]},
    {"related": ["A B"]},
    {"status": None},
]


def test_the_json_schema_takes_the_graph_and_refuses_what_the_check_refuses() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    judge = Draft202012Validator(SCHEMA)
    nodes = [source for source in load(ROOT / "graph")[0] if "/" in source.name]

    assert [(n.name, e.message) for n in nodes for e in judge.iter_errors(yaml.safe_load(n.text))] == []
    good = yaml.safe_load(node("Set"))
    assert judge.is_valid(good)
    assert [bad for bad in BAD if judge.is_valid(good | bad)] == []
    for part in parts():
        for name, field in part.get("properties", {}).items():
            inner = Draft202012Validator({**field, "$defs": SCHEMA["$defs"]})
            assert all(inner.is_valid(example) for example in field.get("examples", ())), name


@pytest.mark.parametrize(("name", "part"), LISTS.items())
def test_each_list_names_its_part_of_the_schema_and_fits_it(name: str, part: str) -> None:
    text = (ROOT / "graph" / name).read_text(encoding="utf-8")
    judge = Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})

    assert text.startswith(f"# yaml-language-server: $schema=concept.schema.json#/$defs/{part}\n")
    assert [error.message for error in judge.iter_errors(yaml.safe_load(text) or {})] == []
    assert not judge.is_valid([{"id": "a"}] if part in ("Areas", "Checklist") else {"no-field": {"x": "y"}})
