from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import PAIR, found, messages, node, question


def test_a_link_leads_to_a_neighbor_of_some_kind() -> None:
    near = "[a](set), [b](limit), [c](other), [d](look-alike), [e](map), [f](back)"
    files = {
        "a/set.yml": node("Set"),
        "a/map.yml": node(
            "Map",
            ["set"],
            related=["other"],
            contrasts=[{"id": "look-alike", "how": "They differ."}],
            example=f"{near} and [far](far).",
        ),
        "a/limit.yml": node("Limit", ["map"]),
        "a/other.yml": node("Other", ["set"]),
        "a/look-alike.yml": node("Look-alike", ["set"]),
        "a/back.yml": node("Back", ["set"], related=["map"]),
        "a/far.yml": node("Far", ["set"]),
    }
    assert messages("distant-link", files) == [
        "The text links to far, to which no path, relation or contrast leads."
    ]
    assert len(found(files)) == 1


def test_an_isolated_concept_is_a_warning_unless_it_is_the_first() -> None:
    assert found({"a/set.yml": node("Set")}) == []
    assert found(PAIR | {"a/alone.yml": node("Alone")}) == ["a/alone.yml:1:1 isolated"]


def test_a_prerequisite_is_not_of_a_higher_level() -> None:
    files = {
        "a/set.yml": node("Set", level="advanced"),
        "a/map.yml": node("Map", ["set"], level="foundational"),
        "a/limit.yml": node("Limit", ["set", "map"], level="advanced"),
    }
    assert found(files) == ["a/map.yml:3:7 level-order"]
    assert messages("level-order", files) == ["map is foundational and needs set, which is advanced."]


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"goals": ["One."]}, "goals (at least 2)"),
        ({"facts": None}, "facts (at least 3)"),
        ({"pitfalls": ["One."], "example": None}, "pitfalls (at least 2), example"),
        (
            {"questions": [], "resources": None, "intuition": None},
            "questions (at least 2), resources (at least 1), intuition",
        ),
        ({"questions": [question([]) | {"level": "deep"} for _ in range(2)]}, "a question of level core"),
    ],
)
def test_what_the_editorial_minimum_asks(fields: dict[str, Any], lacks: str) -> None:
    assert messages("below-minimum", {"a/set.yml": node("Set", **fields)}) == [f"set lacks {lacks}."]
