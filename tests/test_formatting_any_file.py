"""Whatever stands in a file: formatted, it says the same and keeps its comments, or it is left alone."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conceptgraph.document import parse
from conceptgraph.formatting import formatted
from conceptgraph.model import Node, Source
from conceptgraph.unformatted import deviation

WORDS = st.text(st.sampled_from("ab$\\-#'\"{}[],:?!&*|>%@` é"), min_size=1, max_size=12)
PLAIN = st.sampled_from(["x", "two words", "$x$ (here)", "a:b", "100 %", "it's", "c#", "so-called", "x, y"])
INLINE = st.sampled_from(
    ["x", "two words", "a:b", "it's", "'a, b'", '"[c]"', "c#", "x?", "-x", "x\n        y"]
)
LISTS: dict[str, list[str]] = {
    "aliases": [], "related": [], "goals": [], "facts": [], "pitfalls": [], "assumes": [],
    "prerequisites": ["id", "reason"], "contrasts": ["id", "how"], "resources": ["source", "where"],
    "questions": ["level", "question", "answer", "assumes"],
}  # fmt: skip
COMMENTS = st.sampled_from(["", "", "", "# why", "#", "# a: b", "# - [", "#'"])
TOKENS = st.sampled_from(
    "title: |level: |facts:|aliases: |related: |resources:|source: |where: |questions:|answer: |assumes: |"
    "- |? |: |-|\n|\n|\n|  |    | |#c|a|b|'|\"|\\||>|+|2|[|]|{|}|,|---|...|\t|\r\n".replace(
        "\\|", "\0"
    ).split("|")
).map(lambda token: token.replace("\0", "|"))


def comments(source: Source) -> list[str]:
    """Return what stands outside of the tokens and is no indicator."""
    at, gaps, headers = 0, [], []
    for _, start, end in source.tokens:
        gaps.append(source.text[at:start])
        at = max(end, at)
        if source.text[start : start + 1] in ("|", ">"):
            headers.append(source.text[start:end].partition("\n")[0])
    lines = "\0".join([*gaps, source.text[at:], *headers])
    return sorted(match.rstrip() for match in re.findall("#[^\0\n]*", lines))


def holds(raw: bytes) -> bool:
    """Tell whether a file can be formatted; hold what has to be so if it can."""
    source, problems = parse("graph/a/set.yml", "a/set.yml", raw)
    text = formatted(source)
    if text is None:
        assert deviation(source) is None
        return False
    again, found = parse("graph/a/set.yml", "a/set.yml", text.encode())
    assert (problems, found) == ([], [])
    assert again.data == source.data
    assert comments(again) == comments(source)
    assert formatted(again) == text
    assert deviation(again) is None
    assert (deviation(source) is None) == (text.encode() == raw)
    return True


@st.composite
def texts(draw: st.DrawFn, indent: int) -> str:
    """Return a text as it may stand behind a key or a dash at some indentation."""
    style, remark = draw(st.sampled_from(["", "'", '"', "|", ">"])), draw(COMMENTS)
    step = draw(st.integers(1, 4))
    pad, lines = " " * (indent + step), draw(st.lists(WORDS | st.just(""), min_size=1, max_size=4))
    if style in ("|", ">"):
        digit = str(step) if draw(st.booleans()) or lines[0][:1] in ("", " ") else ""
        space = draw(st.sampled_from(["", " "]))
        body = "".join(f"{pad}{line}{space}\n" if line else "\n" for line in lines)
        return f"{style}{digit}{draw(st.sampled_from(['', '-', '+']))} {remark}\n{body}"
    if style:
        inside = f"{draw(st.sampled_from(['', ' ']))}\n{pad}".join(lines)
        inside = inside.replace("'", "''") if style == "'" else re.sub(r"[\\\\\"]", "", inside)
        return f"{style}{inside}{style} {remark}\n"
    breaks = draw(st.sampled_from([" ", f"\n{pad}", f"\n\n{pad}"]))
    return breaks.join(draw(st.lists(PLAIN, min_size=1, max_size=3))) + f" {remark}\n"


@st.composite
def entries(draw: st.DrawFn, indent: int, keys: list[str]) -> str:
    """Return an entry with some of the keys, in any order and either form."""
    keys = draw(st.permutations(keys))[: draw(st.integers(1, len(keys)))]
    if draw(st.booleans()):
        breaks = draw(st.sampled_from([", ", ",\n      ", " , # why\n      "]))
        inside = (f"{key}: {draw(INLINE)}" for key in keys if key != "assumes")
        return f"{{{breaks.join(inside)}}} {draw(COMMENTS)}\n"
    fields = [f"{key}: {draw(values(key, indent))}" for key in keys]
    above = [f"{draw(COMMENTS)}\n{' ' * indent}" for _ in fields[1:]]
    return fields[0] + "".join(f"{' ' * indent}{a}{b}" for a, b in zip(above, fields[1:], strict=True))


@st.composite
def values(draw: st.DrawFn, key: str, indent: int) -> str:
    """Return what may stand behind a key."""
    if key not in LISTS:
        return draw(texts(indent))
    form, keys = draw(st.sampled_from(["flow", "block", "block"])), LISTS[key]
    if form == "flow":
        braced = st.lists(INLINE, max_size=1).map(
            lambda v: "{" + "".join(f"{k}: {i}" for k, i in zip(keys, v, strict=False)) + "}"
        )
        items = draw(st.lists(braced if keys else INLINE, max_size=3))
        breaks = draw(st.sampled_from([", ", ",\n" + " " * (indent + 1), ", # why\n" + " " * (indent + 2)]))
        return f"[{breaks.join(items)}] {draw(COMMENTS)}\n"
    inner = indent + draw(st.integers(0, 3))
    dash, gap = " " * inner + "-", draw(st.integers(1, 3))
    item = entries(inner + 1 + gap, keys) if keys else texts(inner)
    items = draw(st.lists(item, min_size=1, max_size=3))
    remarks = (f"{' ' * draw(st.integers(0, 6))}{draw(COMMENTS)}\n" for _ in items)
    return f"{draw(COMMENTS)}\n" + "".join(
        f"{a}{dash}{' ' * gap}{b}" for a, b in zip(remarks, items, strict=True)
    )


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a concept's file as a hurried person may write it."""
    keys = draw(st.permutations(list(Node.model_fields)))[: draw(st.integers(1, 5))]
    lines = [draw(st.sampled_from(["", "# head\n\n", "---\n", "# c\n--- # d\n", "\n"]))]
    for key in keys:
        colon = draw(st.sampled_from([f"{key}: ", f"{key}:  ", f"'{key}' : "]))
        lines += [f"{' ' * draw(st.integers(0, 5))}{draw(COMMENTS)}\n", colon, draw(values(key, 0))]
        lines += [draw(st.sampled_from(["", "", "\n", "# yaml-language-server: $schema=x\n"]))]
    text = "".join(lines) + draw(st.sampled_from(["", "# end", "\n\n", "...\n"]))
    text = text if draw(st.booleans()) else text.rstrip("\n")
    text = draw(st.sampled_from(["", "", "\ufeff"])) + text
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))).encode()


@settings(deadline=None)
@given(files())
@example(b"summary: |\n  a\n# c\nlevel: core")
@example(b"summary: |\n  a")
@example(b"aliases:\n- |1 ")
@example(b"\xef\xbb\xbftitle: Set\r\n")
def test_what_a_file_says_and_its_comments_stay(raw: bytes) -> None:
    holds(raw)


@settings(deadline=None)
@given(st.lists(TOKENS, max_size=30))
def test_any_yaml_is_formatted_without_a_loss_or_left_alone(tokens: list[str]) -> None:
    holds("".join(tokens).encode())
