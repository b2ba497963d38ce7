"""A judged text as finished HTML.

Every byte of it may be hostile. So: no HTML in, links to concepts only, formulas by ``maths``, and
a closed list of elements and attributes at the end, whatever the steps before let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape

import nh3
from markdown_it.token import Token
from pygments.token import STANDARD_TYPES

from conceptgraph import markdown, maths
from conceptgraph.listing import code
from conceptgraph.text import Judged, concept_link

Href = Callable[[str], str | None]
"""The address of a concept's page, or None for an id that is not known."""

WIDE = 30
"""Characters of a formula inside a line from which it may be wider than a phone."""

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


def html(judged: Judged, href: Href) -> str:
    """Return a text as HTML that is safe to put on a page, without block elements inside a line."""
    text = judged.text
    tokens = markdown.line(text) if judged.inside else markdown.blocks(text)[0]
    _dress(tokens, href)
    return _safe(markdown.html(tokens)).strip()


def _dress(tokens: list[Token], href: Href) -> None:
    """Make every token fit to be rendered."""
    opened: list[Token] = []
    for token in markdown.parts(tokens):
        match token.type:
            case "formula":
                _draw(token)
            case "dollar" | "image" | "text_special":
                token.type = "text"
            case "link_open":
                _lead(token, href)
                opened.append(token)
            case "link_close":
                token.hidden = opened.pop().hidden
            case "heading_open" | "heading_close":
                token.tag = "p"
            case "fence":
                token.type, token.content = "html_block", code(token.content, token.info.strip()) + "\n"
            case "th_open" | "td_open":
                style = str(token.attrs.pop("style", ""))
                token.attrs |= {"class": style.replace("text-align:", "align-")} if style else {}


def _draw(token: Token) -> None:
    """Put the drawn formula in the token's place."""
    display = token.markup == "$$"
    drawn = maths.mathml(token.content, display)
    token.type = "html_block" if token.block else "html_inline"
    if isinstance(drawn, maths.Flaw):
        drawn = f"<code>{escape(token.content)}</code>"
    elif display or maths.width(drawn) > WIDE:
        name, kind = ("div" if token.block else "span"), ("formula" if display else "formula-wide")
        drawn = f'<{name} class="{kind}" tabindex="0" role="group" aria-label="Formula">{drawn}</{name}>'
    token.content = drawn


def _lead(token: Token, href: Href) -> None:
    """Let a link lead to the page of its concept, or to nowhere."""
    target = concept_link(token)
    url = href(target) if target else None
    token.attrs, token.hidden = ({"href": url} if url else {}), url is None


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
