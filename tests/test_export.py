"""graph.json, the contract with the browser and with other programs."""

from __future__ import annotations

import json
from itertools import pairwise

from conceptgraph.export import graph_json
from tests.built import CASES, charted, real_atlas


def test_schema_1_is_written_as_promised() -> None:
    assert json.loads(graph_json(charted(CASES / "three-concepts/graph"))) == {
        "schema": 1,
        "areas": [
            {"id": "analysis", "title": "Analysis", "mark": "A", "hue": 1},
            {"id": "geometry", "title": "Geometry", "mark": "G", "hue": 2},
            {"id": "probability", "title": "Probability", "mark": "P", "hue": 3},
        ],
        "concepts": [
            {
                "id": "set",
                "title": "Set",
                "area": "analysis",
                "level": "foundational",
                "minutes": 20,
                "rank": 0,
                "depth": 0,
                "prerequisites": [],
                "reasons": [],
                "aliases": [],
                "url": "concepts/set/",
                "summary": "A set is determined by its elements.",
                "questions": 0,
                "worth": 30,
            },
            {
                "id": "function",
                "title": "Function",
                "area": "analysis",
                "level": "core",
                "minutes": 45,
                "rank": 1,
                "depth": 1,
                "prerequisites": ["set"],
                "reasons": ["domain and codomain are sets"],
                "aliases": ["map", "mapping"],
                "url": "concepts/function/",
                "summary": "A function f gives each element of one set exactly one element of another.",
                "questions": 2,
                "worth": 50,
            },
            {
                "id": "event",
                "title": "Event",
                "area": "probability",
                "level": "advanced",
                "minutes": 30,
                "rank": 2,
                "depth": 1,
                "prerequisites": ["set"],
                "reasons": ["outcomes are collected in one"],
                "aliases": [],
                "url": "concepts/event/",
                "summary": "An event is a set of outcomes.",
                "questions": 0,
                "worth": 20,
                "draft": True,
            },
        ],
        "sections": [
            {
                "id": "mathematics",
                "title": "Mathematics",
                "items": [
                    {"key": "sets", "text": "sets and what is built on them", "concepts": ["set"]},
                ],
            },
            {
                "id": "mathematics-analysis",
                "title": "Mathematics: analysis",
                "items": [
                    {"key": "functions", "text": "functions", "concepts": ["function", "set"]},
                    {"key": "functions-continuous", "text": "continuous ones", "concepts": ["function"]},
                    {"key": "functions-limits", "text": "limits", "concepts": []},
                ],
            },
            {
                "id": "chance-events",
                "title": "Chance: events",
                "items": [{"key": "events", "text": "events", "concepts": ["event"]}],
            },
        ],
        "redirects": {"mapping": "function", "fuzzy-set": {"reason": "It was out of scope."}},
    }


def test_rank_counts_the_concepts_and_puts_each_behind_its_prerequisites() -> None:
    concepts = json.loads(graph_json(real_atlas()))["concepts"]
    assert [concept["rank"] for concept in concepts] == list(range(len(concepts)))
    rank = {concept["id"]: concept["rank"] for concept in concepts}
    depth = {concept["id"]: concept["depth"] for concept in concepts}
    needs = [(need, concept["id"]) for concept in concepts for need in concept["prerequisites"]]
    assert len(needs) > len(concepts)
    assert [(a, b) for a, b in needs if rank[a] >= rank[b] or depth[a] >= depth[b]] == []


def test_hostile_text_stays_text() -> None:
    text = graph_json(charted(CASES / "hostile/graph"))
    concepts = {concept["id"]: concept for concept in json.loads(text)["concepts"]}
    assert concepts["script"]["title"] == "<script>pwned=1</script>"
    assert concepts["constructor"]["title"] == '"><img src=x onerror=pwned=1> { #x .y onclick=pwned=1 }'
    assert '--8<-- "README.md"' in concepts["script"]["aliases"]
    assert concepts["constructor"]["summary"] == '--8<-- "README.md"'


def test_the_file_is_one_line_in_study_order() -> None:
    text = graph_json(charted(CASES / "three-concepts/graph"))
    assert text.endswith("}\n")
    assert text.count("\n") == 1
    places = [text.index(f'"id":"{id}"') for id in ("set", "function", "event")]
    assert all(a < b for a, b in pairwise(places))
