"""Atlas -> pages: Markdown files that hold finished HTML.

A page is front matter, headings in Markdown (the theme makes the table of contents from them) and
between them raw HTML blocks, which Markdown passes through untouched. Nothing that a contributor
typed is ever Markdown here: it is escaped by the templates, or comes from ``markup`` as safe HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby
from string import ascii_uppercase
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from conceptgraph import markup
from conceptgraph.atlas import Atlas
from conceptgraph.diagram import neighborhood, overview
from conceptgraph.listing import code
from conceptgraph.manual import gist, grouped, verdict
from conceptgraph.model import Area, Citation, Concept, Item, Resource, Retired
from conceptgraph.names import covered, section_id, successor
from conceptgraph.schedule import duration
from conceptgraph.skeleton import form_query
from conceptgraph.text import TEXTS, Judged, plain
from conceptgraph.words import counted

STARTS, GOALS = 12, 12
"""How many places to start and far goals the home page names."""


def pages(atlas: Atlas, canvas: str) -> Iterator[tuple[str, str]]:
    """Yield path under docs/ and text of every page; ``canvas`` is the HTML that shows the map."""
    env = _environment(atlas)
    concepts = atlas.corpus.concepts
    for concept in concepts.values():
        yield f"concepts/{concept.id}.md", _concept(env, atlas, concept)
    for old in atlas.corpus.redirects:
        yield f"concepts/{old}.md", _moved(env, atlas, old)
    for area in atlas.areas:
        yield f"areas/{area.id}.md", _area(env, atlas, area)
    yield "index.md", _index(env, atlas)
    yield "glossary.md", _glossary(env, atlas)
    yield (
        "map.md",
        _page(env, "map.md", "../", {"title": "Map", "hide": ["toc"], **_LIST}, canvas=Markup(canvas)),
    )
    yield "plan.md", _page(env, "plan.md", "../", {"title": "Plan", "hide": ["toc"], **_LIST})
    yield (
        "placement.md",
        _page(env, "placement.md", "../", {"title": "Placement", "hide": ["toc"], **_LIST}),
    )
    yield (
        "progress.md",
        _page(env, "progress.md", "../", {"title": "My progress", "hide": ["toc"], **_LIST}),
    )
    yield from _checks(env)
    if atlas.corpus.checklist:
        yield "checklist.md", _checklist(env, atlas)
    if atlas.corpus.citations:
        yield "sources.md", _sources(env, atlas)


# Pages that repeat what others say stay out of the search, so that a concept's own page comes first.
_LIST: dict[str, Any] = {"search": {"exclude": True}}


def _environment(atlas: Atlas) -> Environment:
    env = Environment(
        loader=PackageLoader("conceptgraph"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "atlas": atlas,
        "concepts": atlas.corpus.concepts,
        "area_title": {area.id: area.title for area in atlas.corpus.areas},
        "duration": duration,
        "counted": lambda number: counted(number, "concept"),
        "html_of": partial(_html_of, atlas),
        "inline_summary": partial(_summary, atlas),
        "subject": atlas.corpus.subject,
        "ticks": _ticks,
    }
    return env


def _page(env: Environment, template: str, root: str, meta: dict[str, Any], **values: Any) -> str:
    made = env.get_template(template).render(root=root, front_matter=_front_matter(meta), **values)
    # Markdown ends a raw block at its closing tag and a blank line; more than one says nothing.
    return re.sub(r"\n{3,}", "\n\n", made).rstrip() + "\n"


def _front_matter(meta: dict[str, Any]) -> Markup:
    """Return the YAML head of a page; the theme prints title and description without escaping them."""
    safe = {key: html.escape(value) if isinstance(value, str) else value for key, value in meta.items()}
    return Markup("---\n" + yaml.safe_dump(safe, allow_unicode=True, sort_keys=False) + "---\n")


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
    return _page(
        env,
        "concept.md",
        "../../",
        meta,
        concept=concept,
        path=path,
        minutes=_minutes(atlas, path),
        html=lambda *pointer: _html_of(atlas, concept.id, *pointer),
        code=Markup(code(concept.check)) if concept.check else "",
        unlocks=[(id, _place(atlas.corpus.concepts[id], concept.id)) for id in atlas.unlocks(concept.id)],
        neighborhood=Markup(neighborhood(atlas, concept.id)),
        resources=[_citation(atlas.corpus.citations[r.source], r) for r in concept.resources],
    )


def _moved(env: Environment, atlas: Atlas, old: str) -> str:
    """Return the page at the address of a retired id: it leads on, or says why there is nothing."""
    end = successor(atlas.corpus, old)
    meta: dict[str, Any] = {"title": "Moved" if isinstance(end, str) else "Retired", "hide": ["toc"], **_LIST}
    if isinstance(end, str):
        meta["moved"] = f"../{end}/"
    reason = end.reason if isinstance(end, Retired) else ""
    return _page(env, "moved.md", "../../", meta, old=old, reason=reason, end=end)


def _place(concept: Concept, needed: str) -> int:
    return next(place for place, need in enumerate(concept.prerequisites) if need.id == needed)


def _minutes(atlas: Atlas, ids: Iterable[str]) -> int:
    return sum(atlas.corpus.concepts[id].minutes for id in ids)


def _html_of(atlas: Atlas, id: str, *pointer: str | int) -> Markup:
    return _on_a_concept(atlas.prose[id][pointer])


@lru_cache(TEXTS)
def _on_a_concept(judged: Judged) -> Markup:
    return Markup(markup.html(judged, lambda other: f"../{other}/"))


def _summary(atlas: Atlas, id: str, root: str) -> Markup:
    return Markup(markup.html(atlas.prose[id]["summary",], lambda other: f"{root}concepts/{other}/"))


def _ticks(text: str) -> Markup:
    """Return our own text with `code` marked up."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False)))


def _citation(citation: Citation, resource: Resource) -> dict[str, Any]:
    url = citation.address(resource.where)
    return {"url": url, "title": citation.title, "authors": citation.authors, "where": resource.where}


def _area(env: Environment, atlas: Atlas, area: Area) -> str:
    ids = [concept.id for concept in atlas.in_area(area.id)]
    outside = {need for id in ids for need in atlas.graph.predecessors(id)} - set(ids)
    meta = {
        "title": area.title,
        "description": f"The concepts of {area.title}, in study order.",
        "suggest": form_query(area.id),
    }
    before = sorted(outside, key=atlas.rank.__getitem__)
    return _page(
        env, "area.md", "../../", meta, area=area, ids=ids, minutes=_minutes(atlas, ids), before=before
    )


def _checks(env: Environment) -> Iterator[tuple[str, str]]:
    """Yield the pages of the checks: the index by group, and one for each code."""
    meta: dict[str, Any] = {"title": "What the check says", **_LIST}
    yield "checks.md", _page(env, "checks.md", "../", meta, groups=grouped(), gist=gist)
    for group, rules in grouped().items():
        for rule in rules:
            meta = {"title": f"Check: {rule.code}", "hide": ["toc"], "search": {"boost": _boost(rule.code)}}
            page = _page(env, "check.md", "../../", meta, rule=rule, group=group, verdict=verdict(rule))
            yield f"checks/{rule.code}.md", page


def _boost(code: str) -> float:
    """Return what a code's page weighs in the search: who types all of a code's words finds it high up.

    A word alone leads to the concepts that have it first, although it stands in the title of this page.
    """
    return 0.004 if "-" in code else 0.0001


def _index(env: Environment, atlas: Atlas) -> str:
    roots = [id for id in atlas.order if len(atlas.ancestry.of(id)) <= 1]
    deepest = sorted(atlas.order, key=lambda id: (-len(atlas.ancestry.of(id)), atlas.rank[id]))
    return _page(
        env,
        "index.md",
        "",
        {"title": "Home", "hide": ["toc"], **_LIST},
        starts=roots[:STARTS],
        goals=[id for id in deepest[:GOALS] if atlas.ancestry.of(id)],
        before=atlas.ancestry.of,
        before_minutes=lambda id: _minutes(atlas, atlas.ancestry.of(id)),
        overview=Markup(overview(atlas)),
    )


def _glossary(env: Environment, atlas: Atlas) -> str:
    entries = sorted(
        (
            (name, concept.id, name == concept.title)
            for concept in atlas.corpus.concepts.values()
            for name in (concept.title, *concept.aliases)
        ),
        key=lambda entry: (_letter(entry[0]), entry[0].casefold(), entry[1]),
    )
    letters = [
        (letter, list(group)) for letter, group in groupby(entries, key=lambda entry: _letter(entry[0]))
    ]
    return _page(
        env, "glossary.md", "../", {"title": "Glossary", **_LIST}, letters=letters, names=len(entries)
    )


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first in ascii_uppercase else "0-9"


def _checklist(env: Environment, atlas: Atlas) -> str:
    items = atlas.corpus.checklist
    children: dict[str, list[Item]] = {item.key: [] for item in items}
    for item in items:
        if item.parent:
            children[item.parent].append(item)
    groups = [
        (
            {"id": head, "title": _titled(head)},
            [_section(atlas, name, list(rows)) for name, rows in _by_section(part)],
        )
        for head, part in groupby(items, key=lambda item: item.section.partition("/")[0])
    ]
    known = len(covered(atlas.corpus))
    meta = {"title": "Checklist", **_LIST}
    return _page(
        env, "checklist.md", "../", meta, items=items, groups=groups, children=children, covered=known
    )


def _sources(env: Environment, atlas: Atlas) -> str:
    citing: dict[str, list[tuple[str, list[Resource]]]] = {key: [] for key in atlas.corpus.citations}
    for id in atlas.order:
        by_key: dict[str, list[Resource]] = {}
        for resource in atlas.corpus.concepts[id].resources:
            by_key.setdefault(resource.source, []).append(resource)
        for key, resources in by_key.items():
            citing[key].append((id, resources))
    cited = {key: atlas.corpus.citations[key] for key, concepts in citing.items() if concepts}
    further = [citation for citation in atlas.corpus.citations.values() if citation.recommended_by]
    meta = {"title": "Sources", "hide": ["toc"], **_LIST}
    return _page(
        env, "sources.md", "../", meta, cited=cited, citing=citing, further=further, citation=_citation
    )


def _by_section(items: Iterable[Item]) -> Iterator[tuple[str, Iterator[Item]]]:
    return groupby(items, key=lambda item: item.section)


def _section(atlas: Atlas, name: str, rows: list[Item]) -> dict[str, Any]:
    tail = name.partition("/")[2]
    return {
        "id": section_id(name),
        "title": _titled(tail),
        "tops": [item for item in rows if not item.parent],
    }


def _titled(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
