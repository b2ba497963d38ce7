"""What differs in the files themselves between two states of a graph: pages, fields, lists, findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from conceptgraph.difference import Edit, ListChange, NewPage
from conceptgraph.fate import Fates
from conceptgraph.footing import Footing
from conceptgraph.model import Node
from conceptgraph.problem import Problem
from conceptgraph.style import page_words

SHORT = ("title", "level", "minutes", "status")
"""Fields whose values a report shows; of the others it says that they changed."""


def new_pages(after: Footing, became: Fates) -> Iterator[NewPage]:
    """Yield every added concept whose file can be read."""
    corpus, problems = after.checked.corpus, after.checked.problems
    for id in became.added:
        concept = corpus.concepts.get(id)
        if concept:
            yield NewPage(
                id=id,
                area=concept.area,
                level=concept.level,
                minutes=concept.minutes,
                draft=concept.status == "draft",
                depth=after.depth.get(id),
                words=page_words(after.checked.prose[id]),
                questions=len(concept.questions),
                lines=len((concept.check or "").rstrip().splitlines()),
                items=tuple(item.text for item in corpus.checklist if id in item.concepts),
                findings=tuple(p for p in problems if p.location.path == corpus.files[id].path),
            )


def edits(before: Footing, after: Footing) -> Iterator[Edit]:
    """Yield what changed within the concepts of both sides, but for edges, which are told apart."""
    present = {before.now(id): concept for id, concept in before.checked.corpus.concepts.items()}
    for id, new in sorted(after.checked.corpus.concepts.items()):
        old = present.get(id)
        if old is None or old is new:
            continue
        was, now = _renamed(old.model_dump(), before.present), new.model_dump()
        fields = [name for name in Node.model_fields if name != "prerequisites" and was[name] != now[name]]
        if fields:
            values = [(name, _word(was[name]), _word(now[name])) for name in fields if name in SHORT]
            yield Edit(id, tuple(fields), tuple(values))


def _renamed(value: Any, present: Mapping[str, str]) -> Any:
    """Return plain data with every id that it names as it is now."""
    if isinstance(value, dict):
        return {key: _renamed(part, present) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_renamed(part, present) for part in value)
    return present.get(value, value) if isinstance(value, str) else value


def _word(value: object) -> str:
    return "none" if value is None else str(value)


def list_changes(before: Footing, after: Footing) -> Iterator[ListChange]:
    """Yield the lists of the folder that say something else."""
    for name, entries in _ENTRIES.items():
        was, now = entries(before), entries(after)
        if [*was.items()] != [*now.items()]:
            yield ListChange(
                name,
                added=tuple(sorted(now.keys() - was.keys())),
                removed=tuple(sorted(was.keys() - now.keys())),
                changed=tuple(sorted(key for key in was.keys() & now.keys() if was[key] != now[key])),
            )


def _items(side: Footing) -> dict[str, object]:
    """Return the items of the checklist, their concepts by the present ids."""
    items = side.checked.corpus.checklist
    return {item.key: _renamed(item.model_dump(), side.present) for item in items}


_ENTRIES: dict[str, Callable[[Footing], Mapping[str, object]]] = {
    "areas.yml": lambda side: {area.id: area for area in side.checked.corpus.areas},
    "sources.yml": lambda side: side.checked.corpus.citations,
    "checklist.yml": _items,
    "subject.yml": lambda side: dict(side.checked.corpus.subject),
    "redirects.yml": lambda side: side.checked.corpus.redirects,
}


def findings(these: Footing, others: Footing) -> Iterator[Problem]:
    """Yield the findings that one side has and the other has not, wherever in their files they stand."""
    there = Counter(_key(others, problem) for problem in others.checked.problems)
    for problem in these.checked.problems:
        key = _key(these, problem)
        if there[key]:
            there[key] -= 1
        else:
            yield problem


def _key(side: Footing, problem: Problem) -> tuple[str, str, str]:
    """Return what a finding is, without the lines that move when text is added above them."""
    name = side.now(problem.location.path.rpartition("/")[2].removesuffix(".yml"))
    message = re.sub(r"\S+/([^\s/]+\.yml)(:\d+)?", r"\1", problem.message)
    words = re.sub(r"[a-z0-9-]+", lambda word: side.now(word.group()), message)
    return problem.code, name, words
