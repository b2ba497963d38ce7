"""Rules on the whole graph: one generator each, all run, none stops another.

What each code means stands in ``rules``. A rule that needs a sound graph still runs on a broken one:
edges to unknown concepts are left out, and on a cycle every concept is its own ancestor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conceptgraph import editorial, lists
from conceptgraph.graph import cycles
from conceptgraph.model import Concept, Location, Pointer
from conceptgraph.names import Names, references
from conceptgraph.problem import Problem, problem
from conceptgraph.unformatted import deviation
from conceptgraph.view import Check, View

SHOWN_EDGES = 12
"""Edges of one cycle that its sentence spells out."""


def validate(view: View) -> list[Problem]:
    """Return everything that is wrong with the graph as a whole."""
    on_lists = (found for check in lists.CHECKS for found in check(view.corpus))
    return [*on_lists, *(found for check in CHECKS for found in check(view))]


def unknown_ids(view: View) -> Iterator[Problem]:
    names = Names(view.corpus)
    for concept in view.corpus.concepts.values():
        for pointer, other in references(concept):
            if other not in view.corpus.ids:
                message = f"There is no concept {other}."
                yield problem("unknown-id", view.at(concept.id, *pointer), message, names.hint(other))
        for pointer, offset, target in view.links(concept.id):
            if target not in view.corpus.ids:
                place = view.within(concept.id, pointer, offset)
                yield problem(
                    "unknown-id",
                    place,
                    f"The text links to {target}, which is no concept.",
                    names.hint(target),
                )


def self_loops(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        for pointer, other in references(concept):
            if other == concept.id and pointer[0] != "questions":
                yield problem(
                    "self-loop", view.at(concept.id, *pointer), f"{other} names itself under {pointer[0]}."
                )


def duplicate_entries(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        yield from _repeated(view, concept, references(concept))
        yield from _repeated(
            view, concept, ((("aliases", i), _folded(a)) for i, a in enumerate(concept.aliases))
        )


def _repeated(view: View, concept: Concept, entries: Iterable[tuple[Pointer, str]]) -> Iterator[Problem]:
    seen: set[tuple[Pointer, str]] = set()
    for pointer, value in entries:
        # The list is what the pointer names before the position in it.
        where = pointer[: 3 if pointer[0] == "questions" else 1]
        if (where, value) in seen:
            message = f"{value} stands twice under {where[-1]}."
            yield problem("duplicate-entry", view.at(concept.id, *pointer), message)
        seen.add((where, value))


def cyclic_components(view: View) -> Iterator[Problem]:
    for cycle in cycles(view.graph):
        edges = list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        shown = [f"{a} needs {b} ({_edge(view, a, b).short})" for a, b in edges[:SHOWN_EDGES]]
        rest = (
            f", and {len(edges) - SHOWN_EDGES} edges more lead back to {cycle[0]}"
            if len(edges) > SHOWN_EDGES
            else ""
        )
        yield problem("cycle", _edge(view, *edges[0]), f"{', '.join(shown)}{rest}.")


def names_taken(view: View) -> Iterator[Problem]:
    owner: dict[str, tuple[str, Pointer]] = {}
    for concept in sorted(view.corpus.concepts.values(), key=lambda c: c.id):
        own = {_folded(concept.title)}
        entries = [(("title",), concept.title), *((("aliases", i), a) for i, a in enumerate(concept.aliases))]
        for pointer, name in entries:
            key = _folded(name)
            taken = owner.get(key)
            if taken and taken[0] != concept.id:
                message = f"{name} is already a name of {taken[0]} ({view.at(taken[0], *taken[1]).short})."
                yield problem("name-taken", view.at(concept.id, *pointer), message)
            elif pointer[0] == "aliases" and key in own:
                message = f"{name} is the title already."
                yield problem("name-taken", view.at(concept.id, *pointer), message, "delete the alias")
            owner.setdefault(key, (concept.id, pointer))


def related_ancestors(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        for index, other in enumerate(concept.related):
            if view.joined(concept.id, other):
                message = f"A path of prerequisites already joins {concept.id} and {other}."
                yield problem("related-ancestor", view.at(concept.id, "related", index), message)


def written_twice(view: View) -> Iterator[Problem]:
    for field in ("related", "contrasts"):
        first: dict[tuple[str, str], str] = {}
        for concept in view.corpus.concepts.values():
            for pointer, other in references(concept):
                if pointer[0] != field or other == concept.id:
                    continue
                pair = (min(concept.id, other), max(concept.id, other))
                owner = first.setdefault(pair, concept.id)
                if owner != concept.id:
                    where = _entry(view, owner, field, concept.id).short
                    message = f"The pair {pair[0]} and {pair[1]} already stands in {where}."
                    yield problem("written-twice", view.at(concept.id, *pointer), message)


def assumed_ancestors(view: View) -> Iterator[Problem]:
    for concept in view.corpus.concepts.values():
        for pointer, other in references(concept):
            known = other == concept.id or view.precedes(other, concept.id)
            if "assumes" in pointer and known:
                message = f"{other} is known to every reader of {concept.id}."
                yield problem("assumes-ancestor", view.at(concept.id, *pointer), message)


def text_faults(view: View) -> Iterator[Problem]:
    for concept, texts in view.prose.items():
        for pointer, judged in texts.items():
            for fault in judged.faults:
                place = view.within(concept, pointer, fault.offset)
                yield problem(fault.code, place, fault.message, fault.hint)


def unformatted(view: View) -> Iterator[Problem]:
    for id in view.corpus.ids:
        source = view.corpus.files[id]
        if found := deviation(source):
            yield problem("not-formatted", Location(source.path, found[0], 1), found[1])


CHECKS: tuple[Check, ...] = (
    unknown_ids, self_loops, duplicate_entries, cyclic_components, names_taken, related_ancestors,
    written_twice, assumed_ancestors, text_faults, unformatted, *editorial.CHECKS,
)  # fmt: skip


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _entry(view: View, concept: str, field: str, other: str) -> Location:
    pointer = next(
        p for p, named in references(view.corpus.concepts[concept]) if p[0] == field and named == other
    )
    return view.at(concept, *pointer)


def _edge(view: View, concept: str, needed: str) -> Location:
    return _entry(view, concept, "prerequisites", needed)
