"""A contributor's Markdown, judged: what it links to, what is wrong with it, how many words it has.

Its HTML is made by ``markup``, for those texts that a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from conceptgraph import markdown, maths, wording
from conceptgraph.model import ID_LENGTH, ID_PATTERN


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, at which of its characters, and the way out."""

    offset: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another concept, which may not exist."""

    target: str
    offset: int


@dataclass(frozen=True, slots=True)
class Display:
    """A formula on a line of its own."""

    latex: str
    offset: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that stands inside a line or by itself; of its ``words`` a formula is one."""

    text: str
    inside: bool
    links: tuple[Link, ...]
    faults: tuple[Fault, ...]
    displays: tuple[Display, ...]
    words: int


TEXTS = 2**14
"""Texts of which what came out is kept: a report reads two graphs that hardly differ."""

_TAG = re.compile(r"<(?:!--|/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|script\b)", re.IGNORECASE)


@lru_cache(TEXTS)
def block(text: str) -> Judged:
    """Return what there is to say of paragraphs, lists, tables, code and formulas."""
    tokens, definitions = markdown.blocks(text)
    return _judged(text, False, tokens, [_bad_link(at, target) for at, target in definitions])


@lru_cache(TEXTS)
def inline(text: str) -> Judged:
    """Return what there is to say of a text that stands inside a line."""
    return _judged(text, True, markdown.line(text), list(_not_inline(text)))


def plain(text: str) -> str:
    """Return the words of a text on one line, its formulas in Unicode, without any markup."""
    return " ".join("".join(_spoken(markdown.blocks(text)[0], maths.unicode)).split())


def concept_link(token: Token) -> str | None:
    """Return the id to which a link leads; None where it leads elsewhere, which no text may."""
    target = str(token.attrs.get("href", ""))
    leads = len(target) <= ID_LENGTH and re.fullmatch(ID_PATTERN, target) and token.markup != "autolink"
    return target if leads else None


def _judged(text: str, inside: bool, tokens: list[Token], faults: list[Fault]) -> Judged:
    placed = list(markdown.placed(text, tokens))
    if wording.suspect(" ".join(token.content for token, _ in placed if token.type == "text")):
        faults += _wording(text, placed)
    found = [one for token, at in placed for one in _findings(token, text, at)]
    faults += [one for one in found if isinstance(one, Fault)]
    return Judged(
        text=text,
        inside=inside,
        links=tuple(one for one in found if isinstance(one, Link)),
        faults=tuple(sorted(faults, key=lambda fault: fault.offset)),
        displays=tuple(one for one in found if isinstance(one, Display)),
        words=len("".join(_spoken(tokens, lambda latex: "x")).split()),
    )


def _wording(text: str, placed: Iterable[tuple[Token, int]]) -> Iterator[Fault]:
    """Yield the slips of style, with all that is no prose blanked out so that every place stays."""
    prose = [" "] * len(text)
    for token, at in placed:
        if token.type == "text":
            prose[at : at + len(token.content)] = token.content
    yield from (Fault(*slip) for slip in wording.slips("".join(prose)))


def _findings(token: Token, text: str, at: int) -> Iterator[Fault | Link | Display]:
    match token.type:
        case "text" if "<" in token.content:
            for tag in _TAG.finditer(token.content):
                yield Fault(at + tag.start(), "text-html", f"HTML stands in the text: {tag[0][:40]}", "")
        case "formula":
            yield from _formula(token, text, at)
        case "dollar":
            yield Fault(at, "latex", "A formula starts here and does not end.", "write \\$ for a dollar sign")
        case "link_open":
            yield _link(token, text, at)
        case "image":
            yield Fault(at, "text-image", "Pictures are not part of a text.", "")
        case "heading_open":
            yield Fault(at, "text-heading", "A heading stands inside a field.", "")


def _formula(token: Token, text: str, at: int) -> Iterator[Fault | Display]:
    display = token.markup == "$$"
    if display:
        yield Display(token.content, at)
    for slip in wording.notation(token.content):
        yield Fault(_inside(text, at, token.content, slip.offset), *slip[1:])
    if flaw := maths.flaw(token.content, display):
        yield Fault(_inside(text, at, token.content, flaw.offset), "latex", flaw.message, flaw.hint)


def _inside(text: str, at: int, formula: str, offset: int) -> int:
    """Return where a character of the formula stands in the text, which may indent its lines."""
    *whole, last = formula[:offset].split("\n")
    for line in whole:
        at = max(text.find(line, at), at) + len(line)
    rest = formula[offset - len(last) :].partition("\n")[0]
    return max(text.find(rest, at), at) + len(last)


def _link(token: Token, text: str, at: int) -> Fault | Link:
    target = concept_link(token)
    if target is None:
        return _bad_link(at, str(token.attrs.get("href", "")))
    return Link(target, max(text.find(f"]({target}", at) + 2, at))


def _bad_link(at: int, target: str) -> Fault:
    return Fault(at, "text-link", f"The link leads to {target[:80]!r}, which is not the id of a concept.", "")


def _not_inline(text: str) -> Iterator[Fault]:
    tokens, definitions = markdown.blocks(text)
    paragraph = [token.type for token in tokens[:3]] == ["paragraph_open", "inline", "paragraph_close"]
    wrong = tokens[3:] if paragraph else tokens
    if wrong or definitions:
        at = markdown.line_starts(text)[wrong[0].map[0]] if wrong and wrong[0].map else 0
        yield Fault(at, "text-inline", "The field stands inside a line, and a block starts here.", "")
    elif any(part.markup == "$$" for token in tokens for part in token.children or ()):
        yield Fault(text.find("$$"), "text-inline", "A display formula cannot stand inside a line.", "")


def _spoken(tokens: list[Token], formula: Callable[[str], str]) -> Iterator[str]:
    for token in tokens:
        for part in token.children or [token]:
            if part.type == "formula":
                yield formula(part.content)
            elif part.type in ("text", "text_special", "code_inline", "dollar", "image", "fence"):
                yield part.content
            elif part.type in ("softbreak", "hardbreak"):
                yield " "
        yield "\n" if token.block else ""
