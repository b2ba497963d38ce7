"""Rules on the lists at the top of a graph's folder: one generator each, as in ``validate``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from conceptgraph.model import Corpus, Item, Location
from conceptgraph.names import Names, did_you_mean, successor
from conceptgraph.problem import Problem, problem

Check = Callable[[Corpus], Iterator[Problem]]


def unknown_areas(corpus: Corpus) -> Iterator[Problem]:
    known = _written(corpus, "areas.yml")
    first: dict[str, str] = {}
    for id in sorted(corpus.ids):
        first.setdefault(PurePosixPath(corpus.files[id].name).parts[0], id)
    for area, id in first.items():
        if known is not None and area not in known:
            near = did_you_mean(area, known)
            yield problem("unknown-area", corpus.files[id].at(), f"{area} is not in areas.yml.", near)


def repeated_areas(corpus: Corpus) -> Iterator[Problem]:
    source = corpus.files.get("areas.yml")
    rows = source.data if source and isinstance(source.data, list) else []
    seen: set[str] = set()
    for index, row in enumerate(rows):
        id = row.get("id") if isinstance(row, dict) else None
        if source and id in seen:
            yield problem("duplicate-entry", source.at(index, "id"), f"The area {id} stands twice.")
        seen |= {id} if isinstance(id, str) else set()


def retired_ids(corpus: Corpus) -> Iterator[Problem]:
    redirected = _written(corpus, "redirects.yml")
    if redirected is None and "redirects.yml" in corpus.files:
        return
    source = corpus.files.get("redirects.yml")
    place = source.at() if source else Location(corpus.folder, 1, 1)
    for gone in sorted(corpus.published - corpus.ids - (redirected or set())):
        message = f"The concept {gone} was published, and no file and no redirect has its id."
        yield problem("retired-id", place, message)


def redirects(corpus: Corpus) -> Iterator[Problem]:
    for old, new in corpus.redirects.items():
        source = corpus.files["redirects.yml"]
        if old in corpus.ids:
            message = f"{old} still exists, so nothing leads away from it."
            yield problem("redirect", source.keys[(old,)], message)
        elif isinstance(new, str) and successor(corpus, old) is None:
            message = f"{old} leads to {new}, and on to no existing concept."
            yield problem("redirect", source.at(old), message, Names(corpus).hint(new))


def unknown_sources(corpus: Corpus) -> Iterator[Problem]:
    known = _written(corpus, "sources.yml")
    if known is None and "sources.yml" in corpus.files:
        return
    for concept in corpus.concepts.values():
        for index, resource in enumerate(concept.resources):
            if resource.source not in (known or ()):
                place = corpus.files[concept.id].at("resources", index, "source")
                near = did_you_mean(resource.source, known or ())
                yield problem("unknown-source", place, f"{resource.source} is no key of sources.yml.", near)


def checklist(corpus: Corpus) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for index, item in _items(corpus):
        source = corpus.files["checklist.yml"]
        if item.key in seen:
            yield problem("duplicate-entry", source.at(index, "key"), f"The key {item.key} stands twice.")
        if item.parent and seen.get(item.parent) != item.section:
            message = f"No item {item.parent} stands above in {item.section}."
            yield problem("checklist-parent", source.at(index, "parent"), message)
        if not item.concepts:
            yield problem("checklist-empty", source.at(index), f"The item {item.key} names no concept.")
        missing = [concept for concept in item.concepts if concept not in corpus.ids]
        if missing:
            message = f"The item {item.key} names {', '.join(missing)}, not yet written."
            yield problem("not-yet-written", source.at(index, "concepts"), message)
        seen[item.key] = item.section


CHECKS: tuple[Check, ...] = (
    unknown_areas, repeated_areas, retired_ids, redirects, unknown_sources, checklist,
)  # fmt: skip


def _written(corpus: Corpus, name: str) -> set[str] | None:
    """Return the ids that a list states, also in faulty entries; None where it cannot be read.

    One fault in a list must not turn into one more for each concept that relies on it.
    """
    data = corpus.files[name].data if name in corpus.files else None
    if isinstance(data, list):
        return {str(row["id"]) for row in data if isinstance(row, dict) and "id" in row}
    return set(data) if isinstance(data, dict) else set() if data == "" else None


def _items(corpus: Corpus) -> Iterator[tuple[int, Item]]:
    """Yield the items with their places in the file, of which faulty ones are left out."""
    data = corpus.files["checklist.yml"].data if corpus.checklist else None
    rows = enumerate(data if isinstance(data, list) else [])
    for item in corpus.checklist:
        yield next(
            (place, item) for place, row in rows if isinstance(row, dict) and row.get("key") == item.key
        )
