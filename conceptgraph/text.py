"""A contributor's Markdown to finished HTML and to plain text.

Every byte of it may be hostile. So: no HTML in, links to concepts only, formulas by ``maths``, and
a closed list of elements and attributes at the end, whatever the steps before let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape

import nh3
from markdown_it.token import Token
from pygments.token import STANDARD_TYPES

from conceptgraph import markdown, maths, wording
from conceptgraph.listing import code
from conceptgraph.model import ID_LENGTH, ID_PATTERN

Href = Callable[[str], str | None]
"""The address of a concept's page, or None for an id that is not known."""

WIDE = 30
"""Characters of a formula inside a line from which it may be wider than a phone."""


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
class Rendered:
    """A text as HTML that is safe to put on a page; of its ``words`` a formula is one."""

    html: str
    links: tuple[Link, ...]
    faults: tuple[Fault, ...]
    displays: tuple[Display, ...]
    words: int


_HTML: dict[str, set[str]] = {
    **{name: set() for name in ("p", "em", "strong", "ul", "li", "blockquote", "br", "hr", "code", "pre")},
    **{name: set() for name in ("div", "span", "table", "thead", "tbody", "tr", "th", "td")},
    "a": {"href"},
    "ol": {"start"},
}
_VALUES = {
    **{name: {"tabindex": {"0"}, "role": {"group"}, "aria-label": {"Formula"}} for name in ("div", "span")},
    "code": {"tabindex": {"0"}},
}
_CLASSES = {
    "div": {"formula", "highlight"},
    "span": {"formula", "formula-wide", "tied", *filter(None, STANDARD_TYPES.values())},
    **{name: {"align-left", "align-center", "align-right"} for name in ("th", "td")},
    **{
        name: {c for c in maths.CLASSES.values() if c}
        for name, keys in maths.ELEMENTS.items()
        if "class" in keys
    },
}
# A browser may break the line on both sides of a formula, also before its comma.
_TIED = re.compile(
    r"[(\[]{0,3}<math\b(?:(?!</math>).)*</math>[^\s<&]{1,12}|[(\[]{1,3}<math\b(?:(?!</math>).)*</math>",
    re.DOTALL,
)
_TAG = re.compile(r"<(?:!--|/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|script\b)", re.IGNORECASE)


def block(text: str, href: Href) -> Rendered:
    """Return paragraphs, lists, tables, code and formulas as HTML."""
    tokens, definitions = markdown.blocks(text)
    return _rendered(text, tokens, href, [_bad_link(at, target) for at, target in definitions])


def inline(text: str, href: Href) -> Rendered:
    """Return a text that stands inside a line as HTML without block elements."""
    return _rendered(text, markdown.line(text), href, list(_not_inline(text)))


def plain(text: str) -> str:
    """Return the words of a text on one line, its formulas in Unicode, without any markup."""
    return " ".join("".join(_spoken(markdown.blocks(text)[0], maths.unicode)).split())


def _rendered(text: str, tokens: list[Token], href: Href, faults: list[Fault]) -> Rendered:
    """Judge every token, and make it fit to be rendered."""
    words = len("".join(_spoken(tokens, lambda latex: "x")).split())
    faults += _wording(text, tokens)
    found = list(_judged(text, tokens, href))
    faults += [one for one in found if isinstance(one, Fault)]
    return Rendered(
        html=_safe(markdown.html(tokens)).strip(),
        links=tuple(one for one in found if isinstance(one, Link)),
        faults=tuple(sorted(faults, key=lambda fault: fault.offset)),
        displays=tuple(one for one in found if isinstance(one, Display)),
        words=words,
    )


def _wording(text: str, tokens: list[Token]) -> Iterator[Fault]:
    """Yield the slips of style, with all that is no prose blanked out so that every place stays."""
    prose = [" "] * len(text)
    for token, at in markdown.placed(text, tokens):
        if token.type == "text":
            prose[at : at + len(token.content)] = token.content
    yield from (Fault(*slip) for slip in wording.slips("".join(prose)))


def _judged(text: str, tokens: list[Token], href: Href) -> Iterator[Fault | Link | Display]:
    opened: list[Token] = []
    for token, at in markdown.placed(text, tokens):
        match token.type:
            case "formula":
                if token.markup == "$$":
                    yield Display(token.content, at)
                for slip in wording.notation(token.content):
                    yield Fault(_inside(text, at, token.content, slip.offset), *slip[1:])
                yield from _draw(token, text, at)
            case "dollar":
                token.type = "text"
                yield Fault(
                    at, "latex", "A formula starts here and does not end.", "write \\$ for a dollar sign"
                )
            case "link_open":
                opened.append(token)
                yield _link(token, text, at, href)
            case "link_close":
                token.hidden = opened.pop().hidden
            case "image":
                token.type = "text"
                yield Fault(at, "text-image", "Pictures are not part of a text.", "")
            case "heading_open" | "heading_close":
                token.tag = "p"
                if token.nesting == 1:
                    yield Fault(at, "text-heading", "A heading stands inside a field.", "")
            case "fence":
                token.type, token.content = "html_block", code(token.content, token.info.strip()) + "\n"
            case "text_special":
                token.type = "text"
            case "text":
                for tag in _TAG.finditer(token.content):
                    yield Fault(at + tag.start(), "text-html", f"HTML stands in the text: {tag[0][:40]}", "")
            case "th_open" | "td_open":
                style = str(token.attrs.pop("style", ""))
                token.attrs |= {"class": style.replace("text-align:", "align-")} if style else {}


def _draw(token: Token, text: str, at: int) -> Iterator[Fault]:
    """Put the drawn formula in the token's place."""
    display = token.markup == "$$"
    drawn = maths.mathml(token.content, display)
    token.type = "html_block" if token.block else "html_inline"
    if isinstance(drawn, maths.Flaw):
        offset = _inside(text, at, token.content, drawn.offset)
        yield Fault(offset, "latex", drawn.message, drawn.hint)
        drawn = f"<code>{escape(token.content)}</code>"
    elif display or maths.width(drawn) > WIDE:
        name, kind = ("div" if token.block else "span"), ("formula" if display else "formula-wide")
        drawn = f'<{name} class="{kind}" tabindex="0" role="group" aria-label="Formula">{drawn}</{name}>'
    token.content = drawn


def _inside(text: str, at: int, formula: str, offset: int) -> int:
    """Return where a character of the formula stands in the text, which may indent its lines."""
    *whole, last = formula[:offset].split("\n")
    for line in whole:
        at = max(text.find(line, at), at) + len(line)
    rest = formula[offset - len(last) :].partition("\n")[0]
    return max(text.find(rest, at), at) + len(last)


def _link(token: Token, text: str, at: int, href: Href) -> Fault | Link:
    target = str(token.attrs.get("href", ""))
    url = None
    if len(target) <= ID_LENGTH and re.fullmatch(ID_PATTERN, target) and token.markup != "autolink":
        url = href(target)
        found: Fault | Link = Link(target, max(text.find(f"]({target}", at) + 2, at))
    else:
        found = _bad_link(at, target)
    token.attrs, token.hidden = ({"href": url} if url else {}), url is None
    return found


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


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*_HTML, *maths.ELEMENTS},
        attributes={**_HTML, **{name: keys - {"class"} for name, keys in maths.ELEMENTS.items()}},
        tag_attribute_values=_VALUES,
        allowed_classes=_CLASSES,
        url_schemes=set(),
        link_rel=None,
    )


def _safe(html: str) -> str:
    """Return only what the closed list lets through.

    The theme's search plugin deletes ``data-search-..="..."`` from the finished page by a regular
    expression, also in text, where it would eat the quote of the next attribute and turn a formula's
    source into attributes. So contributed text never holds the start of it, and formulas get theirs
    (which keeps them out of the search index) last.
    """
    html = _TIED.sub(r'<span class="tied">\g<0></span>', html)
    html = _cleaner().clean(html).replace("data-search-", "data-search&#45;")
    return html.replace("<math", '<math data-search-exclude="1"')
