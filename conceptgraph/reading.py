"""MathML to one line of Unicode, for tooltips, labels and whatever else takes no markup."""

# ruff: noqa: RUF001 - look-alikes are what it is about

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element

_RELATIONS = frozenset("=<>≤≥≠≈≃≅≡∼∝∈∉∋⊂⊆⊃⊇≔≺≻⪯⪰≪≫→←↔↦⟶⟵⟷⟼⇒⇐⇔⟹⟸⟺⊥∣∪∩∧∨∖×⊗⊕⊙∘⋅:")
_LARGE = frozenset("∑∏∫∬∮⋃⋂⨁")
_SIGNS = frozenset("+-−±∓")
_ACCENTS = {
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "‾": "\u0304",
    "¯": "\u0304",
    "ˉ": "\u0304",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
}
_BARE = re.compile(r"√[^\W_]|[^\W_]+[′⊤∗*+]?|[′″⊤⊥∗*+†]|\S")


def reading(math: Element) -> str:
    """Return the formula with ``^`` and ``_`` for scripts, ``/`` for fractions and ``√`` for roots."""
    line = re.sub(r"\u2061(?=[(\[|‖])|(?<=[(\[|‖−])\u2061", "", _read(math))
    line = " ".join(line.replace("\N{FUNCTION APPLICATION}", " ").split())
    return re.sub(r"(?<=[(\[{⟨⌊⌈√]) | (?=[)\]}⟩⌋⌉,;′]|\.(?!\.))", "", line)


def _read(node: Element) -> str:
    parts = [_read(child) for child in node]
    match node.tag:
        case "mi" | "mn" | "mtext" | "mo":
            return _leaf(node)
        case "msup":
            return _script(parts[0], "^", parts[1])
        case "msub":
            return _script(parts[0], "_", parts[1])
        case "msubsup" | "munderover":
            return _script(_script(parts[0], "_", parts[1]), "^", parts[2])
        case "mover" | "munder":
            return _over(node, parts)
        case "mfrac":
            return f"{_group(parts[0])}/{_group(parts[1])}"
        case "msqrt":
            return "√" + _group("".join(parts))
        case "mroot":
            return f"{parts[1]}√{_group(parts[0])}"
        case "mtable":
            return "; ".join(filter(None, (part.strip() for part in parts)))
        case "mtr":
            return ", ".join(filter(None, (part.strip() for part in parts)))
        case "mspace":
            return " " if float(node.get("width", "0").removesuffix("em") or 0) > 0.1 else ""
        case "mphantom":
            return ""
    return _row(list(node), parts)


def _leaf(node: Element) -> str:
    text = "".join(_simple(char) for char in node.text or "")
    if node.tag == "mo":
        text = text.strip()
        if text in _RELATIONS:
            return f" {text} "
        return text + " " if text in (",", ";") else text
    return text


def _simple(char: str) -> str:
    """Return the plain letter for one of the mathematical alphabets, which many fonts lack."""
    if "\U0001d400" <= char <= "\U0001d7ff" or char in "ℬℰℱℋℐℒℳℛ":
        return unicodedata.normalize("NFKC", char)
    return "" if char in "\u2062\u2063\u2064\ufe00\ufe01" else char


def _row(nodes: list[Element], parts: list[str]) -> str:
    line = ""
    for node, part in zip(nodes, parts, strict=True):
        if node.tag == "mo" and part in _SIGNS and line.strip() and line.rstrip()[-1] not in "([{,;=<>/^_ ":
            part = f" {part} "
        elif part[1:2].isalpha() and part[0].isalpha() and line[-1:].isalnum():
            part = f" {part}"
        line += part
    return line


def _script(base: str, mark: str, script: str) -> str:
    script = script.strip()
    if mark == "^" and script and set(script) <= set("′″‴⊤⊥*∗†"):
        return base + script
    return f"{base.strip()}{mark}{_group(script)}{' ' if base.strip()[:1] in _LARGE else ''}"


def _over(node: Element, parts: list[str]) -> str:
    base, mark = parts[0], parts[1].strip()
    if node.tag == "mover" and mark in _ACCENTS and len(base) == 1:
        return unicodedata.normalize("NFC", base + _ACCENTS[mark])
    if mark in "⏟⏞_‾¯":
        return base
    return _script(base, "^" if node.tag == "mover" else "_", mark)


def _group(text: str) -> str:
    text = text.strip()
    return text if _BARE.fullmatch(text) or re.fullmatch(r"[(|][^()|]*[)|]", text) else f"({text})"
