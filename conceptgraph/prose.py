"""Every text of a concept, judged once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conceptgraph.model import Concept, Pointer
from conceptgraph.text import Judged, block, inline

Prose = Mapping[Pointer, Judged]
"""The judged texts of one concept by where they stand in its file."""

_BLOCKS = ("goals", "intuition", "definition", "facts", "example", "pitfalls")


def texts(concept: Concept) -> Iterator[tuple[Pointer, str, bool]]:
    """Yield pointer and text of every Markdown field, and whether it stands inside a line."""
    yield ("summary",), concept.summary, True
    for name, part in (("prerequisites", "reason"), ("contrasts", "how")):
        for index, entry in enumerate(getattr(concept, name)):
            yield (name, index, part), getattr(entry, part), True
    for name in _BLOCKS:
        value = getattr(concept, name)
        if isinstance(value, str):
            yield (name,), value, False
        else:
            yield from (((name, index), text, False) for index, text in enumerate(value or ()))
    for index, question in enumerate(concept.questions):
        yield ("questions", index, "question"), question.question, False
        yield ("questions", index, "answer"), question.answer, False


def prose(concepts: Iterable[Concept]) -> dict[str, Prose]:
    """Return the judged texts of all concepts by id."""
    return {
        concept.id: {
            pointer: inline(text) if inside else block(text) for pointer, text, inside in texts(concept)
        }
        for concept in concepts
    }
