"""The module of progress as the tests call it: with files in, and a file out."""

from __future__ import annotations

import json
from typing import Any

from tests.browser.progress_files import File
from tests.browser.scripts import Run

NAMES = """
EMPTY knownOf learningOf stateOf sinceOf marked planOf planned merged moved read written compared undone
"""
MODULES = {"progress.js": NAMES, "graph.js": "graphOf"}


def graph(ids: list[str], redirects: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what graph.json says of concepts that need nothing."""
    concepts = [
        {"id": id, "title": id.title(), "rank": rank, "prerequisites": [], "reasons": [], "aliases": []}
        for rank, id in enumerate(ids)
    ]
    return {"areas": [], "concepts": concepts, "sections": [], "redirects": redirects or {}}


CHANGED_GRAPH = graph(
    ["set", "function", "limit", "constructor"],
    {"old": "set", "older": "set", "event": "function", "gone": {"reason": "Too small to stand alone."}},
)


def changed(run: Run, body: str, mine: File, **values: Any) -> Any:
    """Return the file that an expression makes of ``mine``, and of the files ``theirs`` and so on."""
    script = f"""
    const of = (file) => read(JSON.stringify(file)).progress;
    return written({body});
    """
    return json.loads(run(script, MODULES, mine=mine, **values))
