"""Atlas -> graph.json, the only contract with the browser and with other programs.

Schema 1 holds four lists, concepts in study order, the rest as the files have it::

    {"schema": 1,
     "areas": [{id, title, mark, hue}],
     "concepts": [{id, title, area, level, minutes, rank, depth, prerequisites, reasons, aliases, url,
                   summary, questions, worth}],
     "sections": [{id, title, items: [{key, text, concepts}]}],
     "redirects": {old: new or {"reason": text}}}

``url`` leads from the site's root to the page; ``summary`` and each of the ``reasons``, one for each of
the prerequisites, are plain text; ``questions`` counts them; ``worth`` is what knowing the concept counts
for in plans under a deadline; a draft, and nothing else, has ``"draft": true`` besides. All areas of
areas.yml are there, also those that have no concept yet. Sections are those of the checklist, their ids
the anchors of its page; ``redirects`` lead to where chains of them end.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from conceptgraph.atlas import Atlas
from conceptgraph.deadline import worths
from conceptgraph.model import Concept, Corpus
from conceptgraph.names import ends, section_id
from conceptgraph.text import plain


def graph_json(atlas: Atlas) -> str:
    """Return graph.json as text, the same bytes for the same graph."""
    worth = worths(atlas.corpus)
    whole = {
        "schema": 1,
        "areas": [
            {"id": area.id, "title": area.title, "mark": atlas.mark[area.id], "hue": atlas.hue[area.id]}
            for area in atlas.corpus.areas
        ],
        "concepts": [_entry(atlas, atlas.corpus.concepts[id], worth[id]) for id in atlas.order],
        "sections": _sections(atlas.corpus),
        "redirects": ends(atlas.corpus),
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entry(atlas: Atlas, concept: Concept, worth: int) -> dict[str, Any]:
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
        "reasons": [plain(need.reason) for need in concept.prerequisites],
        "aliases": list(concept.aliases),
        "url": f"concepts/{concept.id}/",
        "summary": plain(concept.summary),
        "questions": len(concept.questions),
        "worth": worth,
        **draft,
    }


def _sections(corpus: Corpus) -> list[dict[str, Any]]:
    """Return the sections of the checklist; what an item names and nobody has written yet is left out."""
    return [
        {
            "id": section_id(section),
            "title": _titled(section),
            "items": [
                {
                    "key": item.key,
                    "text": item.text,
                    "concepts": [id for id in item.concepts if id in corpus.concepts],
                }
                for item in items
            ],
        }
        for section, items in groupby(corpus.checklist, key=lambda item: item.section)
    ]


def _titled(section: str) -> str:
    """Return what a section is called where it stands alone: ``Mathematics: linear algebra``."""
    return section.replace("-", " ").replace("/", ": ").capitalize()
