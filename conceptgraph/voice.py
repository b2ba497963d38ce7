"""How a report speaks: in plain lines for a terminal, or in Markdown; a stranger's words are safe in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from conceptgraph.difference import Difference
from conceptgraph.escape import markdown, printable
from conceptgraph.schedule import duration

NAMED = 6
"""Concepts that a sentence names; it counts the rest."""

LONGEST = 400
"""Letters of a stranger's text that a report quotes."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a stranger's text, a name and an id of ours are written."""

    text: Callable[[str], str]
    strong: Callable[[str], str]
    code: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Teller:
    """A difference and the voice to tell it in."""

    found: Difference
    voice: Voice

    def text(self, words: str) -> str:
        """Return a stranger's words on one line; no line may begin with them."""
        short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}..."
        return self.voice.text(short)

    def title(self, id: str) -> str:
        return self.voice.strong(self.text(self.found.titles.get(id, id)))

    def name(self, id: str) -> str:
        """Return a title with its id."""
        return f"{self.title(id)} ({self.voice.code(id)})"

    def titles(self, ids: Sequence[str]) -> str:
        """Return the titles of the first few, and how many there are more."""
        return _named(self.title, ids)

    def words(self, texts: Sequence[str]) -> str:
        """Return a stranger's words: the first few, and how many there are more."""
        return _named(self.text, texts)


def _named(say: Callable[[str], str], items: Sequence[str]) -> str:
    rest = [f"{len(items) - NAMED} more"] if len(items) > NAMED else []
    return ", ".join([*map(say, items[:NAMED]), *rest])


def listed(parts: Iterable[tuple[int, str]]) -> str:
    """Return what is not zero with its words, in a row."""
    return ", ".join(words for number, words in parts if number)


def signed(minutes: int) -> str:
    """Return a difference of study time: ``30 min more``."""
    return f"{duration(abs(minutes))} {'more' if minutes > 0 else 'less'}" if minutes else "as long as before"


def _line(words: str) -> str:
    return " ".join(printable(part) for part in words.split())


def _same(words: str) -> str:
    return words


PLAIN = Voice(_line, _same, _same)
MARKDOWN = Voice(markdown, lambda words: f"**{words}**", lambda id: f"`{id}`")
