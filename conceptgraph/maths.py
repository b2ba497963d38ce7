"""LaTeX to MathML without styles, links or macros, and to one line of plain text."""

# ruff: noqa: RUF001 - look-alikes are what it is about

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import accumulate
from xml.etree import ElementTree

from math_core import LatexError, LatexToMathML

from conceptgraph.reading import reading

LENGTH = 2000
DEPTH = 20
"""Limits of a formula: the converter recurses, and ends the process where its stack does."""

ELEMENTS: dict[str, set[str]] = {
    "math": {"display", "data-tex", "class"},
    "mfrac": {"displaystyle", "scriptlevel", "linethickness", "class"},
    "mi": {"mathvariant"},
    "mmultiscripts": set(),
    "mn": set(),
    "mo": {"form", "stretchy", "symmetric", "lspace", "rspace", "minsize", "maxsize", "movablelimits"},
    "mover": {"accent"},
    "mpadded": {"width", "height", "depth", "class"},
    "mphantom": set(),
    "mprescripts": set(),
    "mroot": set(),
    "mrow": {"displaystyle", "scriptlevel"},
    "mspace": {"width", "class"},
    "msqrt": set(),
    "msub": set(),
    "msubsup": set(),
    "msup": set(),
    "mtable": {"displaystyle", "scriptlevel", "class"},
    "mtd": {"class"},
    "mtext": set(),
    "mtr": set(),
    "munder": {"accentunder"},
    "munderover": set(),
}
"""The MathML that a page may hold, by element; whatever else the converter can make is refused."""

CLASSES = {
    "text-align:left": "m-left",
    "text-align:right": "m-right",
    "justify-items:start": "",
    "justify-items:end": "",
    "padding-left:0": "m-l0",
    "padding-right:0": "m-r0",
    "padding-left:1em": "m-l1",
    "padding-left:0.1em": "m-lx",
    "padding-right:0.1em": "m-rx",
    "padding-right:0.1667em": "m-rt",
    "padding-top:0.1667em": "m-tt",
    "margin-left:-0.16666667em": "m-thin",
    "border-top:0.05em solid currentcolor": "m-top",
    "border-left:0.05em solid currentcolor": "m-bl",
    "border-right:0.05em solid currentcolor": "m-br",
    "width:100%": "m-wide",
    "width:50%": "m-half",
}
"""The converter's inline styles, which the site's policy forbids, and the classes of maths.css for them."""

_HINTS = (
    ("unknown command", "only commands of mathematics are known; words go into \\text{...}"),
    ("unknown environment", "known are aligned, cases, pmatrix, bmatrix, array and their like"),
    ("duplicate su", "group with braces, such as x_{ij} or {x^2}^3"),
    ("table-like", "put the lines into \\begin{aligned} ... \\end{aligned}, or write \\& for the sign"),
    ("expected argument", "the command before this place needs an argument in braces"),
    ("closing token", "every {, \\left and \\begin needs its partner"),
)
_MACRO = re.compile(r"\\(?:[gex]?def|let|(?:re)?new[a-z]+|providecommand|DeclareMathOperator)(?![A-Za-z])")
_NUMBERED = re.compile(r"\\begin\s*\{(?:align|alignat|eqnarray|equation|flalign|gather|multline)\}")
_TAG = re.compile(r"<(/?)([a-z]+)([^>]*?)(/?)>")
_OPENING = re.compile(r"<[a-z][^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_MENDED = (
    # The converter guards names such as "KL" with an empty space; browsers set them upright without it.
    (re.compile(r"<mrow><mspace/>(<mi[^>]*>[^<]*</mi>)</mrow>"), r"\1"),
    # A prime is raised by its font already; as a superscript it would be tiny, and far too high.
    (
        re.compile(r"<msup>(<(m[ion])\b[^>]*>[^<]*</\2>)<mo>([′″‴⁗])</mo></msup>"),
        r'<mrow>\1<mo lspace="0" rspace="0">\3</mo></mrow>',
    ),
    # A bracket of fixed size sinks below the line where it is itself the base of a script.
    (re.compile(r"(<m(?:sub|sup|subsup)>)(<mo [^>]*minsize[^>]*>[^<]*</mo>)"), r"\1<mpadded>\2</mpadded>"),
    # Combining marks hang to the left of their place.
    (re.compile("(?<=>)\u0332(?=<)"), "\N{OVERLINE}"),
    (re.compile("(?<=>)\u20d7(?=<)"), "\N{RIGHTWARDS ARROW}"),
    (re.compile("&ApplyFunction;"), "\N{FUNCTION APPLICATION}"),
)
"""What browsers draw better when it is said differently."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a formula cannot be drawn, and the character of the formula where that shows."""

    offset: int
    message: str
    hint: str


class _RefusedError(Exception):
    """Something that the converter can draw and a page cannot take."""


@lru_cache(4096)
def flaw(latex: str, display: bool) -> Flaw | None:
    """Return what is wrong with a formula, if anything is; texts repeat their short ones."""
    converted = _converted(latex, display)
    return converted if isinstance(converted, Flaw) else None


def mathml(latex: str, display: bool) -> str | Flaw:
    """Return a formula as one ``math`` element that carries its LaTeX, or what is wrong with it."""
    drawn = _drawn(latex, display)
    return drawn if isinstance(drawn, Flaw) else _with_source(drawn, latex)


def width(drawn: str) -> int:
    """Return about how many letters wide a drawn formula is."""
    return len(_TAG.sub("", drawn))


def unicode(latex: str) -> str:
    """Return a formula as one line to be read, or as typed where it cannot be drawn."""
    drawn = _drawn(latex, False)
    return " ".join(latex.split()) if isinstance(drawn, Flaw) else reading(ElementTree.fromstring(drawn))


def _converted(latex: str, display: bool) -> str | Flaw:
    """Return what the converter makes of a formula that a page can take."""
    if flaw := _refusal(latex):
        return flaw
    try:
        converted = _converter().convert_with_local_state(latex, displaystyle=display)
        _judge(converted)
    except LatexError as error:
        place, _, reason = str(error).partition(": ")
        return _flaw(min(int(place), len(latex)) if place.isdigit() else 0, reason)
    except _RefusedError as refused:
        return Flaw(0, f"The formula {refused}.", "use the plain mathematics of LaTeX")
    return converted


def _drawn(latex: str, display: bool) -> str | Flaw:
    """Return a formula as browsers draw it best, with classes for styles."""
    converted = _converted(latex, display)
    return (
        converted if isinstance(converted, Flaw) else _TAG.sub(lambda tag: _clean(tag[0]), _mend(converted))
    )


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def _judge(converted: str) -> None:
    """Refuse what a page cannot take."""
    # Few formulas have as many tags as would be too deep.
    if converted.count("<") > 3 * DEPTH and _depth(_mend(converted)) > 3 * DEPTH:
        raise _RefusedError("is nested too deeply to be drawn")
    for tag in dict.fromkeys(_OPENING.findall(converted)):
        _clean(tag)


def _mend(converted: str) -> str:
    for pattern, better in _MENDED:
        converted = pattern.sub(better, converted)
    return converted


def _depth(drawn: str) -> int:
    steps = (-1 if close else 0 if empty else 1 for close, _, _, empty in _TAG.findall(drawn))
    return max(accumulate(steps, initial=0))


def _refusal(latex: str) -> Flaw | None:
    if not latex.strip():
        return Flaw(0, "The formula is empty.", "write \\$ for a dollar sign")
    if len(latex) > LENGTH:
        return Flaw(0, f"The formula has more than {LENGTH} characters.", "split it into several formulas")
    depth = 0
    for brace in () if latex.count("{") <= DEPTH else re.finditer(r"[{}]", latex):
        depth += 1 if brace[0] == "{" else -1
        if depth > DEPTH:
            return Flaw(brace.start(), f"More than {DEPTH} braces are nested here.", "split the formula")
    if macro := _MACRO.search(latex):
        return Flaw(macro.start(), f"LaTeX defines a command here: {macro[0]}.", "write the formula out")
    if numbered := _NUMBERED.search(latex):
        return Flaw(
            numbered.start(),
            f"{numbered[0]} would number the formula, and nothing refers to numbers.",
            "use $$ with \\begin{aligned} ... \\end{aligned}",
        )
    return None


def _flaw(offset: int, reason: str) -> Flaw:
    said = reason.rstrip(".").replace('"', "")
    hint = next((hint for start, hint in _HINTS if start in said.lower()), "")
    return Flaw(offset, f"LaTeX does not parse: {said[:1].lower()}{said[1:]}.", hint)


@lru_cache(1024)
def _clean(tag: str) -> str:
    """Return the tag with classes for styles."""
    close, name, attributes, empty = _TAG.findall(tag)[0]
    if name not in ELEMENTS:
        raise _RefusedError("has a frame, a link or a font that the page does not know")
    kept = {}
    for key, value in _ATTRIBUTE.findall(attributes):
        if key == "style":
            key, value = "class", _classes(value)
        if key not in ELEMENTS[name]:
            raise _RefusedError("moves or colors a part in a way that the page does not know")
        kept[key] = value
    said = "".join(f' {key}="{value}"' for key, value in kept.items() if value)
    return f"<{close}{name}{said}{empty}>"


def _classes(style: str) -> str:
    declarations = (re.sub(r"\s*:\s*", ":", part.strip()) for part in style.split(";") if part.strip())
    try:
        return " ".join(filter(None, [CLASSES[declaration] for declaration in declarations]))
    except KeyError:
        raise _RefusedError("moves or colors a part in a way that the page does not know") from None


def _with_source(drawn: str, latex: str) -> str:
    return drawn.replace("<math", f'<math data-tex="{escape(" ".join(latex.split()))}"', 1)
