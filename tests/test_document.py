from __future__ import annotations

from textwrap import dedent
from time import thread_time
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from conceptgraph.document import MAX_PROBLEMS, parse
from conceptgraph.model import Pointer, Source
from conceptgraph.position import position
from conceptgraph.problem import Problem

# The C reader where the wheel brings it, as in the module: the two differ in corners of the syntax.
BASE_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
YAML_TEXT = st.text(st.sampled_from("ab:-?[]{},'\"|>&*!%#<~\\\n\t \ré\N{GRINNING FACE}"), max_size=60)


def read(text: str | bytes) -> tuple[Source, list[Problem]]:
    return parse("graph/a/set.yml", "a/set.yml", text if isinstance(text, bytes) else text.encode())


def said(text: str | bytes) -> list[tuple[int, int, str]]:
    return [(p.location.line, p.location.column, p.code) for p in read(text)[1]]


def line_column(text: str, pointer: Pointer, before: str) -> tuple[int, int]:
    """Return where the character of a value stands that follows the text before it."""
    source, problems = read(text)
    assert problems == []
    value: Any = source.data
    for step in pointer:
        value = value[step]
    assert value.startswith(before)
    place = position(source, pointer, len(before))
    assert place.path == "graph/a/set.yml"
    return place.line, place.column


def test_every_value_and_every_key_has_its_place() -> None:
    source, problems = read(
        "title: Set\nrelated: [norm, metric]\nquestions:\n- level: core\n  answer: >-\n    Yes.\n"
    )

    assert problems == []
    assert source.data == {
        "title": "Set",
        "related": ["norm", "metric"],
        "questions": [{"level": "core", "answer": "Yes."}],
    }
    assert {pointer: place[1:] for pointer, place in source.values.items()} == {
        (): (1, 1),
        ("title",): (1, 8),
        ("related",): (2, 10),
        ("related", 0): (2, 11),
        ("related", 1): (2, 17),
        ("questions",): (4, 1),
        ("questions", 0): (4, 3),
        ("questions", 0, "level"): (4, 10),
        ("questions", 0, "answer"): (5, 11),
    }
    assert {pointer: place[1:] for pointer, place in source.keys.items()} == {
        ("title",): (1, 1),
        ("related",): (2, 1),
        ("questions",): (3, 1),
        ("questions", 0, "level"): (4, 3),
        ("questions", 0, "answer"): (5, 3),
    }


def test_at_falls_back_to_the_nearest_parent() -> None:
    source, _ = read("prerequisites:\n  - id: set\n")

    assert source.at("prerequisites", 0, "reason")[1:] == (2, 5)
    assert source.at("title")[1:] == (1, 1)


@pytest.mark.parametrize(
    "typed", ["no", "1e3", "12:30", "~", "null", "0x1F", "2026-01-01", ".inf", "=", "1_000"]
)
def test_every_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert read(f"value: {typed}")[0].data == {"value": typed}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_a_file_without_a_value_reads_as_empty_text(text: str) -> None:
    source, problems = read(text)
    assert (source.data, problems) == ("", [])


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        ("summary: The $\\foo$ sign.\n", "The ", (1, 14)),
        ("summary: The\n  plain $\\foo$ sign.\n", "The plain ", (2, 9)),
        ("summary: 'It''s\n  one $\\foo$ sign.'\n", "It's one ", (2, 7)),
        ('summary: "The\n\n  $x$ sign."\n', "The\n", (3, 3)),
        ("summary: >-\n  The folded\n  one $\\foo$.\n", "The folded one ", (3, 7)),
        ("summary: >- # why\n  The $\\foo$.\n", "The ", (2, 7)),
        ("summary: >2-\n\n   The\n\n  other $\\foo$.\n", "\n The\n\nother ", (5, 9)),
        ("summary: |\n  The\n\n    literal $\\foo$.\n", "The\n\n  literal ", (4, 13)),
        ("summary: |+2\n   The $\\foo$.\n\n", " The ", (2, 8)),
        ("? summary\n: The $\\foo$.\n", "The ", (2, 7)),
        ("summary: \N{GRINNING FACE} é $\\foo$.\n", "\N{GRINNING FACE} é ", (1, 14)),
        ("{summary: The $x$}", "The ", (1, 15)),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_position_of_a_formula(
    text: str, before: str, place: tuple[int, int], ending: str, mark: str
) -> None:
    assert line_column(mark + text.replace("\n", ending), ("summary",), before) == place


def test_position_in_a_list_of_texts() -> None:
    text = "facts:\n  - One.\n  - >-\n    Two\n    $\\foo$.\n"
    assert line_column(text, ("facts", 1), "Two ") == (5, 5)


def test_position_of_what_is_no_text_is_where_it_starts() -> None:
    source, _ = read("facts:\n  - One.\n")

    assert position(source, ("facts",), 7)[1:] == (2, 3)
    assert position(source, ("facts", 4), 7)[1:] == (2, 3)
    assert position(source, ("facts", 0), 99)[1:] == (2, 5)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("title: Poincar\xe9".encode("latin-1"), [(1, 15, "yaml-encoding")]),
        (b"a: \xc3\xa9\nb: \xff", [(2, 4, "yaml-encoding")]),
        ("title: Set".encode("utf-16"), [(1, 1, "yaml-encoding")]),
        ("a: 1\nb: x\x00y\x1b", [(2, 5, "yaml-control-character"), (2, 7, "yaml-control-character")]),
        ("a: x\u202ey", [(1, 5, "yaml-control-character")]),
        ("a: x\u2028y", [(1, 5, "yaml-control-character")]),
        ("a: x\x85y", [(1, 5, "yaml-control-character")]),
        ("a: x\ufeffy", [(1, 5, "yaml-control-character")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "yaml-several-documents")]),
        ("a: 1\n...\n---\nb: 2\n", [(3, 1, "yaml-several-documents")]),
        ("%YAML 1.1\n---\na: 1\n", [(1, 1, "yaml-tag")]),
        ("a: !!str 1\n", [(1, 4, "yaml-tag")]),
        ("a: !odd {b: 1}\n", [(1, 4, "yaml-tag")]),
        ("a: &x [1]\nb: *x\n", [(1, 4, "yaml-anchor"), (2, 4, "yaml-anchor")]),
        ("<<: {a: 1}\n", [(1, 1, "yaml-merge-key")]),
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "yaml-duplicate-key")]),
        ("? [a, b]\n: 1\nc: 2\n", [(1, 3, "yaml-key")]),
        ("? {a: 1}\n: 1\nc: 2\n", [(1, 3, "yaml-key")]),
        ('a: "\\beta"\n', [(1, 4, "yaml-backslash")]),
        ('a: "x\n  \\frac"\n', [(1, 4, "yaml-backslash")]),
        ('a: "\\quad"\n', [(1, 5, "yaml-backslash")]),
        ("a:\n\tb: 1\n", [(2, 1, "yaml-syntax")]),
        ("a: b: c\n", [(1, 5, "yaml-syntax")]),
        ("a: [1, 2\nb: 3\n", [(2, 2, "yaml-syntax")]),
        ("a: @home\n", [(1, 4, "yaml-syntax")]),
        ("a: " + "[" * 21, [(1, 23, "yaml-too-deep")]),
    ],
)
def test_what_yaml_allows_and_a_file_of_ours_may_not_hold(
    text: str | bytes, findings: list[tuple[int, int, str]]
) -> None:
    assert said(text) == findings


@pytest.mark.parametrize("text", ["'<<': 1", 'a: "no backslash"', "a: '\\beta'", "a: \\beta", "a: 1\n...\n"])
def test_what_only_looks_like_it_is_fine(text: str) -> None:
    assert said(text) == []


def test_what_is_refused_does_not_end_the_reading() -> None:
    source, problems = read("a: &x 1\n? [k]\n: v\nb: 2\na: {c: 3}\n")

    assert [p.code for p in problems] == ["yaml-anchor", "yaml-key", "yaml-duplicate-key"]
    assert source.data == {"a": "1", "b": "2"}
    assert source.at("a")[1:] == (1, 4)


def test_the_first_of_two_keys_is_named() -> None:
    assert read("title: Set\nlevel: core\ntitle: Sets\n")[1][0].message == (
        "title stands here a second time; the first is in line 1."
    )


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a: b: c", "mapping values are not allowed", "block scalar (>-) or single quotes"),
        ("a: `x`", "cannot start any token", "block scalar (>-) or put it into single quotes"),
        ("a: 1\nb\nc: 2", "could not find expected ':'", "a key needs a colon"),
        ("a: 'x\n", "unexpected end of stream", "is not closed"),
        (
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
            "Git's marks of a conflict stand here.",
            "keep one side",
        ),
        ("a:\n\t- 1", "A tab stands in the indentation.", "indent with spaces"),
    ],
)
def test_a_fault_of_syntax_says_how_to_mend_it(text: str, message: str, hint: str) -> None:
    (problem,) = read(text)[1]

    assert message in problem.message
    assert hint in problem.hint


def test_twenty_levels_are_enough_and_allowed() -> None:
    assert said("a: " + "[" * 19 + "]" * 19) == []
    assert said("[" * 20 + "]" * 20) == []


LAUGHS = dedent(
    """\
    a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
    """
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 65_536, "yaml-too-deep"),
        ("{" * 65_536, "yaml-too-deep"),
        ("- " * 32_768, "yaml-too-deep"),
        ("? " * 32_768, "yaml-too-deep"),
        ("a: [" + ",".join(f"&a{n} x" for n in range(50_000)) + "]", "yaml-anchor"),
        (LAUGHS, "yaml-anchor"),
        ("\x00" * 65_536, "yaml-control-character"),
        ("a: 1\n" * 13_000, "yaml-duplicate-key"),
    ],
    ids=["lists", "mappings", "dashes", "keys", "anchors", "laughs", "controls", "duplicates"],
)
def test_a_hostile_file_is_refused_quickly(text: str, code: str) -> None:
    start = thread_time()
    source, problems = read(text)

    assert thread_time() - start < 5
    assert code in {problem.code for problem in problems}
    assert len(problems) <= MAX_PROBLEMS
    assert len(str(source.data)) < 10 * len(text)


@given(st.binary(max_size=200) | YAML_TEXT.map(str.encode))
@example(b"\xef\xbb\xbf")
@example(b"? *a\n: b")
@example(b"? {? [a] : b} : c")
@example(b"%TAG ! x\n---\n!y")
def test_any_bytes_give_a_source_and_problems(raw: bytes) -> None:
    source, problems = read(raw)

    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert source.path == "graph/a/set.yml"
    for place in [*source.values.values(), *source.keys.values(), *(p.location for p in problems)]:
        assert 1 <= place.line <= len(lines) + 1
        assert 1 <= place.column <= len(raw) + 1
    assert all(problem.message for problem in problems)


@given(YAML_TEXT)
def test_what_is_not_refused_reads_as_yaml_reads_it(text: str) -> None:
    source, problems = read(text)

    if not problems:
        loaded = yaml.load(text.replace("\r\n", "\n").replace("\r", "\n"), Loader=BASE_LOADER)
        assert source.data == ("" if loaded is None else loaded)


@given(st.text(st.sampled_from("ab \n'$\\"), max_size=40), st.sampled_from(["|2", ">2", "'"]))
def test_position_finds_every_visible_character(text: str, style: str) -> None:
    quoted = text.replace("'", "''")
    raw = (
        f"k: '{quoted}'" if style == "'" else f"k: {style}\n" + "\n".join("  " + s for s in text.split("\n"))
    )
    source, problems = read(raw)
    if problems or not isinstance(source.data, dict):
        return
    value, lines = source.data["k"], raw.split("\n")

    for offset, char in enumerate(value):
        place = position(source, ("k",), offset)
        if not char.isspace():
            assert lines[place.line - 1][place.column - 1] == char
