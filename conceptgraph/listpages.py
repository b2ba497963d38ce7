"""The pages that are lists: the codes of the check, the glossary, the checklist, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from jinja2 import Environment

from conceptgraph.atlas import Atlas
from conceptgraph.manual import gist, grouped, verdict
from conceptgraph.model import Item, Resource
from conceptgraph.names import covered, section_id
from conceptgraph.page import LIST, citation, page


def checks(env: Environment) -> Iterator[tuple[str, str]]:
    """Yield the pages of the checks: the index by group, and one for each code."""
    meta: dict[str, Any] = {"title": "What the check says", **LIST}
    yield "checks.md", page(env, "checks.md", "../", meta, groups=grouped(), gist=gist)
    for group, rules in grouped().items():
        for rule in rules:
            meta = {"title": f"Check: {rule.code}", "hide": ["toc"], "search": {"boost": _boost(rule.code)}}
            made = page(env, "check.md", "../../", meta, rule=rule, group=group, verdict=verdict(rule))
            yield f"checks/{rule.code}.md", made


def _boost(code: str) -> float:
    """Return what a code's page weighs in the search: who types all of a code's words finds it high up.

    A word alone leads to the concepts that have it first, although it stands in the title of this page.
    """
    return 0.004 if "-" in code else 0.0001


def glossary(env: Environment, atlas: Atlas) -> str:
    """Return the page of all titles and aliases by letter."""
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
    return page(env, "glossary.md", "../", {"title": "Glossary", **LIST}, letters=letters, names=len(entries))


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first in ascii_uppercase else "0-9"


def checklist(env: Environment, atlas: Atlas) -> str:
    """Return the page of the checklist, section by section."""
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
    meta = {"title": "Checklist", **LIST}
    return page(
        env, "checklist.md", "../", meta, items=items, groups=groups, children=children, covered=known
    )


def sources(env: Environment, atlas: Atlas) -> str:
    """Return the page of what is cited, with the concepts that cite it, and of what is recommended."""
    citing: dict[str, list[tuple[str, list[Resource]]]] = {key: [] for key in atlas.corpus.citations}
    for id in atlas.order:
        by_key: dict[str, list[Resource]] = {}
        for resource in atlas.corpus.concepts[id].resources:
            by_key.setdefault(resource.source, []).append(resource)
        for key, resources in by_key.items():
            citing[key].append((id, resources))
    cited = {key: atlas.corpus.citations[key] for key, concepts in citing.items() if concepts}
    further = [source for source in atlas.corpus.citations.values() if source.recommended_by]
    meta = {"title": "Sources", "hide": ["toc"], **LIST}
    return page(
        env, "sources.md", "../", meta, cited=cited, citing=citing, further=further, citation=citation
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
