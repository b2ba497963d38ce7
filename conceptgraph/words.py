"""Numbers in words; ``docs/javascripts/words.js`` says them the same way."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number of things, such as ``1 concept`` and ``2 concepts``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
