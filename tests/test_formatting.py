from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conceptgraph.document import parse
from conceptgraph.formatting import formatted
from conceptgraph.load import LISTS as LISTS_OF_A_GRAPH
from conceptgraph.load import load
from conceptgraph.model import Node, Source
from conceptgraph.unformatted import deviation
from tests.built import ROOT

Draw = Callable[[st.SearchStrategy[str]], str]

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


def read(text: str | bytes) -> Source:
    raw = text if isinstance(text, bytes) else text.encode()
    return parse("graph/a/set.yml", "a/set.yml", raw)[0]


def tidy(text: str | bytes) -> str | None:
    return formatted(read(text))


def moved(text: str, wanted: str) -> None:
    """Hold that a file is formatted so, and that it then stays as it is."""
    assert tidy(dedent(text)) == dedent(wanted)
    assert tidy(dedent(wanted)) == dedent(wanted)


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


def test_the_files_of_this_graph_are_formatted_also_when_their_fields_are_turned_round() -> None:
    for source in load(ROOT / "graph")[0]:
        if source.name in LISTS_OF_A_GRAPH:
            continue
        assert formatted(source) == source.text
        head, *fields = re.split(r"^(?=[a-z])", source.text, flags=re.M)
        assert tidy("".join([head, *reversed(fields)])) == source.text


def test_fields_and_keys_come_into_order() -> None:
    moved(
        """\
        minutes: 30
        title: Set
        questions:
          - answer: So.
            assumes: [map]
            level: core
            question: Why?
        prerequisites:
          - reason: it is used
            id: map
        """,
        """\
        title: Set
        minutes: 30
        prerequisites:
          - id: map
            reason: it is used
        questions:
          - level: core
            question: Why?
            answer: So.
            assumes: [map]
        """,
    )


def test_a_comment_stays_with_what_it_stands_above_or_beside() -> None:
    moved(
        """\
        # of the level
        level: core   # beside it
        # of the title
        title: Set
        # end
        """,
        """\
        # of the title
        title: Set
        # of the level
        level: core  # beside it
        # end
        """,
    )


def test_a_comment_inside_a_list_stays_there() -> None:
    moved(
        """\
        prerequisites: # all
            # first
            - reason: it is used
              # of the id
              id: map
              # - id: limit
            # after
        level: core
        goals: [Say it., # and
          Use it.]
        """,
        """\
        level: core
        prerequisites:  # all
          # first
          # of the id
          - id: map
            reason: it is used
            # - id: limit
          # after
        goals:
          - Say it.  # and
          - Use it.
        """,
    )


def test_the_line_for_editors_comes_first_and_a_dashed_line_goes() -> None:
    moved(
        """\
        ---

        # a note
        # yaml-language-server: $schema=../concept.schema.json
        title: Set

        ...
        """,
        """\
        # yaml-language-server: $schema=../concept.schema.json
        # a note
        title: Set
        """,
    )


def test_lists_take_the_form_that_all_have_where_they_can() -> None:
    moved(
        """\
        aliases:
        - collection
        - 'a, b'
        related:
        - map   # why
        goals: [Say it.]
        facts: []
        prerequisites: [{reason: "it, too", id: map}]
        resources:
        -   where: Chapter 1
            source: book
        - source: book
          where: >-
            A long
            sentence.
        """,
        """\
        aliases: [collection, 'a, b']
        prerequisites:
          - id: map
            reason: "it, too"
        related:
          - map  # why
        goals:
          - Say it.
        facts: []
        resources:
          - {source: book, where: Chapter 1}
          - source: book
            where: >-
              A long
              sentence.
        """,
    )


@pytest.mark.parametrize("item", ["a, b", "a [b]", "what?", "'two\n  lines'", "|\n  a block", ""])
def test_what_brackets_would_change_stays_outside_of_them(item: str) -> None:
    text = f"aliases:\n  - {item}".rstrip().replace("\n  lines", "\n    lines").replace("\n  a", "\n    a")
    assert tidy(f"{text}\n") == f"{text}\n"


def test_a_list_too_wide_for_a_line_takes_one_for_each_item() -> None:
    names = [f"name {n} of twenty characters"[:20] for n in range(10)]
    flow = f"aliases: [{', '.join(names)}]\n"
    assert tidy(flow) == "aliases:\n" + "".join(f"  - {name}\n" for name in names)
    assert tidy(flow.replace("name 0 of twenty cha, ", "").replace("name 1 of twenty cha, ", "")) != flow


def test_blocks_move_as_they_are() -> None:
    moved(
        """\
        definition:   |   # why
              Let $x$.\x20\x20

                indented


        example: |2
            Starts with spaces.
        intuition: >+
         Kept.

        check: |-
          assert True
        """,
        """\
        intuition: >+
          Kept.

        definition: |  # why
          Let $x$.\x20\x20

            indented
        example: |2
            Starts with spaces.
        check: |-
          assert True
        """,
    )


def test_a_block_that_the_file_ends_without_a_line_break_says_the_same() -> None:
    assert tidy("check: |\n  assert True") == "check: |-\n  assert True\n"


def test_further_lines_of_other_texts_are_indented_by_two() -> None:
    moved(
        """\
        summary:
            One
             two.
        facts:
        - 'It''s

              so.'
        """,
        """\
        summary: One
          two.
        facts:
          - 'It''s

            so.'
        """,
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "# nothing\n", "- a\n", "Set\n", "title: Set\n---\nlevel: core\n",
        "title: Set\ntitle: Map\n", "title: &a Set\n", "title: Set: Map\n", 'title: "\\x"\n',
        "titel: Set\n", "title: [Set]\n", "goals: Say it.\n", "goals:\n",
        "goals: [[a]]\n", "goals: [{a: b}]\n", "goals: [-]\n",
        "prerequisites: [map]\n", "prerequisites: [{id: map, why: so}]\n", "prerequisites: [{id: [map]}]\n",
    ],
)  # fmt: skip
def test_what_is_not_built_as_a_concept_is_left_alone(text: str) -> None:
    assert tidy(text) is None
    assert deviation(read(text)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: Set\nlevel: core\n", None),
        ("title: Set\nminutes: 5\nlevel: core\n", (2, "`level` stands after `minutes`.")),
        ("title: Set\n# c\nminutes: 5\nlevel: core\n", (2, "`level` stands after `minutes`.")),
        ("title:  Set\nminutes: 5\nlevel: core\n", (1, "In order, the line reads: title: Set")),
        ("contrasts:\n  - how: So.\n    id: map\n", (2, "`id` stands after `how`.")),
        ("title: Set\n\nlevel: core\n", (2, "An empty line stands outside of a text.")),
        ("title: Set\n\n", (2, "An empty line stands outside of a text.")),
        ("title: Set \n", (1, "Spaces stand at the end of the line.")),
        ("title: Set", (1, "The last line does not end in a line break.")),
        ("facts:\n- >-\n  One.\n", (2, "The line is indented by 0, and 2 belongs here.")),
        ("aliases:\n  - a\n", (1, "In order, the line reads: aliases: [a]")),
        ("title: Set\n...\n", (2, "The line does not belong here.")),
        ("title: Set\r\n", (1, "Lines end in a carriage return.")),
        ("\ufefftitle: Set\n", (1, "The file starts with a byte order mark.")),
    ],
)
def test_the_first_difference_is_told(text: str, found: tuple[int, str] | None) -> None:
    assert deviation(read(text)) == found


def test_a_quoted_line_is_cut() -> None:
    assert deviation(read(f"title:  {'x' * 200}\n")) == (1, f"In order, the line reads: title: {'x' * 73}")
