"""Atlas -> pages: Markdown files that hold finished HTML.

A page is front matter, headings in Markdown (the theme makes the table of contents from them) and
between them raw HTML blocks, which Markdown passes through untouched. Nothing that a contributor
typed is ever Markdown here: it is escaped by the templates, or comes from ``markup`` as safe HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from conceptgraph.atlas import Atlas
from conceptgraph.diagram import neighborhood, overview
from conceptgraph.listing import code
from conceptgraph.listpages import checklist, checks, glossary, sources
from conceptgraph.model import Area, Concept, Retired
from conceptgraph.names import successor
from conceptgraph.page import LIST, citation, environment, html_of, page
from conceptgraph.skeleton import form_query
from conceptgraph.text import plain

STARTS, GOALS = 12, 12
"""How many places to start and far goals the home page names."""


def pages(atlas: Atlas, canvas: str) -> Iterator[tuple[str, str]]:
    """Yield path under docs/ and text of every page; ``canvas`` is the HTML that shows the map."""
    env = environment(atlas)
    concepts = atlas.corpus.concepts
    for concept in concepts.values():
        yield f"concepts/{concept.id}.md", _concept(env, atlas, concept)
    for old in atlas.corpus.redirects:
        yield f"concepts/{old}.md", _moved(env, atlas, old)
    for area in atlas.areas:
        yield f"areas/{area.id}.md", _area(env, atlas, area)
    yield "index.md", _index(env, atlas)
    yield "glossary.md", glossary(env, atlas)
    yield (
        "map.md",
        page(env, "map.md", "../", {"title": "Map", "hide": ["toc"], **LIST}, canvas=Markup(canvas)),
    )
    yield "plan.md", page(env, "plan.md", "../", {"title": "Plan", "hide": ["toc"], **LIST})
    yield (
        "placement.md",
        page(env, "placement.md", "../", {"title": "Placement", "hide": ["toc"], **LIST}),
    )
    yield (
        "progress.md",
        page(env, "progress.md", "../", {"title": "My progress", "hide": ["toc"], **LIST}),
    )
    yield from checks(env)
    if atlas.corpus.checklist:
        yield "checklist.md", checklist(env, atlas)
    if atlas.corpus.citations:
        yield "sources.md", sources(env, atlas)


def _concept(env: Environment, atlas: Atlas, concept: Concept) -> str:
    path = atlas.study_path(concept.id)
    meta = {
        "title": concept.title,
        "description": plain(concept.summary),
        "source": f"{concept.area}/{concept.id}.yml",
        # Tags and title weigh about the same in the search (mkdocs.yml), and hits show the tags.
        **({"tags": [html.escape(alias) for alias in concept.aliases]} if concept.aliases else {}),
        # Of hits that are much alike the one that more rests on comes first: SVD before "truncated SVD".
        "search": {"boost": round(4 + 0.15 * min(atlas.bearing[concept.id], 40), 2)},
    }
    return page(
        env,
        "concept.md",
        "../../",
        meta,
        concept=concept,
        path=path,
        minutes=_minutes(atlas, path),
        html=lambda *pointer: html_of(atlas, concept.id, *pointer),
        code=Markup(code(concept.check)) if concept.check else "",
        unlocks=[(id, _place(atlas.corpus.concepts[id], concept.id)) for id in atlas.unlocks(concept.id)],
        neighborhood=Markup(neighborhood(atlas, concept.id)),
        resources=[citation(atlas.corpus.citations[r.source], r) for r in concept.resources],
    )


def _moved(env: Environment, atlas: Atlas, old: str) -> str:
    """Return the page at the address of a retired id: it leads on, or says why there is nothing."""
    end = successor(atlas.corpus, old)
    meta: dict[str, Any] = {"title": "Moved" if isinstance(end, str) else "Retired", "hide": ["toc"], **LIST}
    if isinstance(end, str):
        meta["moved"] = f"../{end}/"
    reason = end.reason if isinstance(end, Retired) else ""
    return page(env, "moved.md", "../../", meta, old=old, reason=reason, end=end)


def _place(concept: Concept, needed: str) -> int:
    return next(place for place, need in enumerate(concept.prerequisites) if need.id == needed)


def _minutes(atlas: Atlas, ids: Iterable[str]) -> int:
    return sum(atlas.corpus.concepts[id].minutes for id in ids)


def _area(env: Environment, atlas: Atlas, area: Area) -> str:
    ids = [concept.id for concept in atlas.in_area(area.id)]
    outside = {need for id in ids for need in atlas.graph.predecessors(id)} - set(ids)
    meta = {
        "title": area.title,
        "description": f"The concepts of {area.title}, in study order.",
        "suggest": form_query(area.id),
    }
    before = sorted(outside, key=atlas.rank.__getitem__)
    return page(
        env, "area.md", "../../", meta, area=area, ids=ids, minutes=_minutes(atlas, ids), before=before
    )


def _index(env: Environment, atlas: Atlas) -> str:
    roots = [id for id in atlas.order if len(atlas.ancestry.of(id)) <= 1]
    deepest = sorted(atlas.order, key=lambda id: (-len(atlas.ancestry.of(id)), atlas.rank[id]))
    return page(
        env,
        "index.md",
        "",
        {"title": "Home", "hide": ["toc"], **LIST},
        starts=roots[:STARTS],
        goals=[id for id in deepest[:GOALS] if atlas.ancestry.of(id)],
        before=atlas.ancestry.of,
        before_minutes=lambda id: _minutes(atlas, atlas.ancestry.of(id)),
        overview=Markup(overview(atlas)),
    )
