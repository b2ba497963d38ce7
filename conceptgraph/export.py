"""Atlas -> graph.json, the only contract with the browser and with other programs.

Schema 1: ``{"schema": 1, "areas": [{id, title}], "concepts": [{id, title, area, level, minutes, rank,
depth, prerequisites, aliases, url, summary}]}``, concepts in study order. ``url`` leads from the
site's root to the page; ``summary`` is plain text; a draft, and nothing else, has ``"draft": true``
besides. All areas of areas.yml are there, also those that have no concept yet.
"""

from __future__ import annotations

import json
from typing import Any

from conceptgraph.atlas import Atlas
from conceptgraph.model import Concept
from conceptgraph.text import plain


def graph_json(atlas: Atlas) -> str:
    """Return graph.json as text, the same bytes for the same graph."""
    concepts = [_entry(atlas, atlas.corpus.concepts[id]) for id in atlas.order]
    areas = [{"id": area.id, "title": area.title} for area in atlas.corpus.areas]
    whole = {"schema": 1, "areas": areas, "concepts": concepts}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entry(atlas: Atlas, concept: Concept) -> dict[str, Any]:
    draft = {"draft": True} if concept.status == "draft" else {}
    return {
        "id": concept.id,
        "title": concept.title,
        "area": concept.area,
        "level": concept.level,
        "minutes": concept.minutes,
        "rank": atlas.rank[concept.id],
        "depth": atlas.depth[concept.id],
        "prerequisites": [need.id for need in concept.prerequisites],
        "aliases": list(concept.aliases),
        "url": f"concepts/{concept.id}/",
        "summary": plain(concept.summary),
        **draft,
    }
