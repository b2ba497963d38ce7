"""The house style as tables: words that say nothing, spelling, and one notation for the whole site.

A row is a pattern and what to write instead. The words are American; the notation is that of
CONTRIBUTING.md. What a machine can tell stands here, the rest is for the second reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z]+")
_LETTERS = bytes(byte if byte < 128 and chr(byte).isalpha() else ord(" ") for byte in range(256))


class Slip(NamedTuple):
    """A place in a text that breaks the house style."""

    offset: int
    code: str
    message: str
    hint: str = ""


# What says nothing, after words of which it has at least one.
_FILLER = (
    (
        "role",
        r"(?:plays?|playing) an? (?:\w+ )?(?:crucial|key|vital|important|central|essential|pivotal) role",
    ),
    (
        "important essential worth interesting",
        r"(?:it is|it's) (?:important|essential|worth|interesting) (?:to (?:note|see)|noting|mentioning)",
    ),
    (
        "noted needless know saying",
        r"it should be noted|needless to say|as we all know|it goes without saying",
    ),
    ("world realm field", r"in (?:the world|the realm|the field|today's world) of"),
    ("shown easy show", r"(?:it )?can (?:easily )?be shown|it is easy to see|one can show"),
    ("concept", r"is a (?:fundamental |key |powerful )?concept that"),
    (
        "obviously clearly simply basically typically course crucial crucially",
        r"(?:obviously|clearly|simply|basically|typically|of course|crucial(?:ly)?)",
    ),
    ("delve delves delving dive dives diving", r"(?:delv(?:e|es|ing)|div(?:e|es|ing)) (?:deep(?:er)? )?into"),
    ("utilize utilizes utilized utilizing", r"utiliz(?:e|es|ed|ing)"),
    ("art", r"state[- ]of[- ]the[- ]art(?!.{0,200}\b(?:19|20)\d\d\b)"),
)
_FILLER_WORDS = frozenset(word for words, _ in _FILLER for word in words.split())

# Stems whose British ending is -ise; "-istic", as in "optimistic", is American too.
_ISE = (
    "amorti|categori|characteri|diagonali|discreti|emphasi|equali|factori|finali|formali|generali|initiali|"
    "lineari|locali|marginali|maximi|memori|minimi|modulari|normali|optimi|organi|orthogonali|"
    "orthonormali|parallel?i|parametri|penali|quanti|randomi|reali|recogni|regulari|speciali|standardi|"
    "summari|symmetri|synchroni|tokeni|utili|vectori|visuali"
)
_SPELLING = (
    (rf"((?:re|un|de|over)?(?:{_ISE}))s(e[sdr]?|ers|ing|ations?|able)", r"\1z\2"),
    (r"(neighb|col|behavi|fav|hon|lab|rig|harb)our(\w*)", r"\1or\2"),
    (r"(label|model|travel|cancel|signal|channel|tunnel|level|total)l(ed|ing|er)", r"\1\2"),
    (r"(cent|lit|fib|theat)re(s?)", r"\1er\2"),
    (r"centr(ed|ing)", r"center\1"),
    (r"analys(e|ed|ing)", r"analyz\1"),
    (r"(def|lic|off)ence(s?)", r"\1ense\2"),
    (r"(program|gram)me(s?)", r"\1\2"),
    (r"(catal|anal)ogue(s?)", r"\1og\2"),
    (r"learnt", "learned"),
    (r"fulfil(s|ment)?", r"fulfill\1"),
    (r"judgement(s?)", r"judgment\1"),
    (r"artefact(s?)", r"artifact\1"),
    (r"grey", "gray"),
    (r"whilst", "while"),
    (r"amongst", "among"),
    (r"sceptic(al|ism)?", r"skeptic\1"),
    (r"maths", "mathematics"),
)

# LaTeX that the table of notation writes differently.
_NOTATION = (
    (r"\\(?:lvert|vert)\s*\\math(?:bf|sf)\{[A-Z]\}\s*\\(?:rvert|vert)", r"\det\mathbf{A} for a determinant"),
    (
        r"\\(?:mathbf|boldsymbol)\{[^{}]*\}(?:_\w|_\{[^{}]*\})?\^\s*(?:T\b|\{T\}|\{?\\(?:mathrm|mathsf|text)\{T\}|\{?\\intercal)",
        r"\mathbf{A}^\top",
    ),
    (r"\\mathbf\{[A-Z]\}'", r"\mathbf{A}^\top for a transpose, another letter for another matrix"),
    (r"\\(?:mathrm|operatorname|text)\{E\}|(?<![A-Za-z\\{])E\s*(?:\[|\\left\[)", r"\mathbb{E}[X]"),
    (r"\\mathbb\{E\}(?:_\{[^{}]*\})?\s*(?:\\left|\\bigl?|\\Bigl?)?\(", r"\mathbb{E}[X] with brackets"),
    (
        r"\\(?:mathrm|operatorname|text)\{(?:Var|Cov)\}(?:_\{[^{}]*\})?\s*(?:\\left|\\bigl?)?\(",
        r"\operatorname{Var}[X] with brackets",
    ),
    (r"\\(?:mathrm|text)\{(?:Var|Cov|tr|rank|span|im|diag|sign)\}", r"\operatorname{...} for the name"),
    (r"D_\{?KL|D_\{\\(?:text|operatorname)\{KL\}\}|(?<![A-Za-z{])KL\b", r"D_{\mathrm{KL}}(p\,\Vert\,q)"),
    (r"\\ln\b", r"\log, which is natural here"),
    (r"\\(?:mathbb\{P\}|Pr\b|operatorname\{Pr\})", r"P(A)"),
    (r"(?<!\\)\\\|", r"\lVert\mathbf{x}\rVert"),
    (r"\^\s*\{?\s*\\star", r"x^*"),
    (r"\\(?:bm|vec|pmb)\b", r"\mathbf{x}, or \boldsymbol{\theta} for a Greek letter"),
    (r"\\perp\s*(?:\\!\s*)+\\perp", r"X\perp Y"),
    (r"\\varepsilon\b", r"\epsilon"),
)


def suspect(words: str) -> bool:
    """Tell whether one of the words could be in a slip; in most texts none could."""
    return any(map(_telling, set(words.encode(errors="replace").translate(_LETTERS).split())))


def slips(words: str) -> Iterator[Slip]:
    """Yield the filler and the British spellings among the words of a text."""
    for found in _filler().finditer(words):
        yield Slip(found.start(), "filler", f'"{" ".join(found[0].split())}" says nothing.')
    for found in _WORD.finditer(words):
        write = _american(found[0])
        if write:
            yield Slip(found.start(), "spelling", f'"{found[0]}" is British.', f"write {write}")


@lru_cache(4096)
def notation(latex: str) -> tuple[Slip, ...]:
    """Return what a formula writes otherwise than the rest of the site; texts repeat their short ones."""
    return tuple(_notation_slips(latex)) if _any_notation().search(latex) else ()


def _notation_slips(latex: str) -> Iterator[Slip]:
    for pattern, instead in _notation():
        for found in pattern.finditer(latex):
            message = f"The notation here is another than {found[0].strip()}."
            yield Slip(found.start(), "notation", message, f"write {instead}")


@cache
def _telling(letters: bytes) -> bool:
    """Tell whether a word is British or part of a filler; texts repeat their words."""
    word = letters.decode()
    return word.lower() in _FILLER_WORDS or bool(_any_british().fullmatch(word))


@cache
def _american(word: str) -> str | None:
    """Return how a word is spelled in American English, or None where it is; texts repeat their words."""
    for pattern, spelled in _spelling():
        found = pattern.fullmatch(word)
        if found:
            return found.expand(spelled)
    return None


def _spaced(pattern: str) -> str:
    """Return the pattern of a phrase that may be broken over lines."""
    return pattern.replace(" ", r"\s+")


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_spaced(pattern) for _, pattern in _FILLER)})\b", re.IGNORECASE)


@cache
def _spelling() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(british, re.IGNORECASE), spelled) for british, spelled in _SPELLING]


@cache
def _any_british() -> re.Pattern[str]:
    # The groups that are expanded have no place in a pattern that only tells whether one of all fits.
    plain = (re.sub(r"(?<!\\)\((?!\?)", "(?:", british) for british, _ in _SPELLING)
    return re.compile("|".join(plain), re.IGNORECASE)


@cache
def _notation() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), instead) for pattern, instead in _NOTATION]


@cache
def _any_notation() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in _NOTATION))
