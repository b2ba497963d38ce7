"""Values that the tests share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from conceptgraph.model import Concept


def concept(id: str, needs: Iterable[str] = (), area: str = "a", **fields: Any) -> Concept:
    """Return a concept that needs others, with text for every field that must have some."""
    return Concept.model_validate(
        {
            "id": id,
            "area": area,
            "title": id.capitalize(),
            "level": "core",
            "minutes": 30,
            "summary": f"What {id} is.",
            "definition": f"The definition of {id}.",
            "prerequisites": [{"id": need, "reason": f"{id} uses {need}"} for need in needs],
            **fields,
        }
    )
