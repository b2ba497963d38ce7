"""Markdown with formulas to tokens, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Definitions = list[tuple[int, str]]
"""Where link definitions stand, which a text may not have, and what they lead to."""

LINES = 40
"""A display formula has no more lines than this."""

_INSIDE = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))+)\$\$|\$((?:[^$\\]|\\.)+)\$|\$+", re.DOTALL)
_BREAK = re.compile(r"\r\n?|\n")
_ONE_LINE = re.compile(r"[A-Za-z][^\0\r\n]*(?<!\s)")
_ALONE = re.compile(r"\s*\$\$((?:[^$\\]|\\.|\$(?!\$))+)\$\$[ \t]*(?=\n|\Z)", re.DOTALL)


class _Markdown(MarkdownIt):
    """CommonMark that keeps every target as typed, so that all of them can be judged in one place."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


@cache
def _parser() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False}).enable("table")
    # Indented lines are continuations here far more often than code, and joined text has no place.
    markdown.disable(["code", "text_join", "html_block", "html_inline"])
    markdown.inline.ruler.before("escape", "formula", _formula)
    markdown.block.ruler.before("fence", "display", _display, {"alt": ["paragraph", "blockquote", "list"]})
    return markdown


def blocks(text: str) -> tuple[list[Token], Definitions]:
    """Return the tokens of a text, and the link definitions that it holds."""
    if _ONE_LINE.fullmatch(text):
        return _paragraph(text), []
    found: dict[str, Any] = {}
    tokens = _parser().parse(text, found)
    starts = line_starts(text)
    return tokens, [
        (starts[entry["map"][0]], entry["href"]) for entry in found.get("references", {}).values()
    ]


def line(text: str) -> list[Token]:
    """Return the tokens of a text that is read as one paragraph."""
    return _parser().parseInline(text, {})


def parts(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield in reading order the tokens that hold what is read."""
    for token in tokens:
        yield from token.children or [token]


def html(tokens: Sequence[Token]) -> str:
    """Return what the tokens say as HTML."""
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def placed(text: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield every token in reading order with the character of the text where it starts.

    The parser knows lines only; but whatever it reads stands in the text as typed, in order.
    """
    starts = line_starts(text)
    cursor, end = 0, len(text)
    for token in tokens:
        if token.map:
            cursor, end = max(cursor, starts[token.map[0]]), starts[token.map[1]]
        for part in token.children or [token]:
            typed = _typed(part)
            found = text.find(typed, cursor, end) if typed else -1
            yield part, max(found, cursor)
            cursor = found + len(typed) if found >= 0 else cursor


def line_starts(text: str) -> list[int]:
    """Return where each line starts, and twice the end."""
    return [0, *(found.end() for found in _BREAK.finditer(text)), len(text), len(text)]


def _paragraph(text: str) -> list[Token]:
    """Return the tokens of one line that starts with a letter, which can be nothing but a paragraph.

    Most texts are of this kind, and it spares them the search for blocks, half of the time.
    """
    inside = _parser().inline.parse(text, _parser(), {}, [])
    return [
        Token("paragraph_open", "p", 1, map=[0, 1], block=True),
        Token("inline", "", 0, map=[0, 1], content=text, children=inside, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _typed(token: Token) -> str:
    if token.type == "text_special":
        return token.markup
    if token.type == "link_open":
        return "<" if token.markup == "autolink" else "["
    return token.content.partition("\n")[0] if token.type == "formula" and token.block else token.content


def _formula(state: StateInline, silent: bool) -> bool:
    """Read ``$..$`` and ``$$..$$``; a dollar sign without a partner becomes a token of its own."""
    found = _INSIDE.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if not found:
        return False
    if not silent:
        token = state.push("formula" if found.lastindex else "dollar", "", 0)
        token.content = found[found.lastindex or 0]
        token.markup = "$$" if found.lastindex == 1 else "$"
    state.pos = found.end()
    return True


def _display(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read ``$$..$$`` that starts a line and ends one."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("$$", start):
        return False
    # Every line may be the start of a formula, so an unlimited search for ends would take quadratic time.
    last = min(last, first + LINES)
    end = next((n for n in range(first, last) if state.isEmpty(n)), last)
    lines = state.getLines(first, end, state.blkIndent, False)
    found = _ALONE.match(lines)
    if not found:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.markup, token.block = found[1], "$$", True
        state.line = first + lines.count("\n", 0, found.end()) + 1
        token.map = [first, state.line]
    return True
