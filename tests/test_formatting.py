from __future__ import annotations

import re
from textwrap import dedent

import pytest

from conceptgraph.document import parse
from conceptgraph.formatting import formatted
from conceptgraph.load import LISTS, load
from conceptgraph.model import Source
from conceptgraph.unformatted import deviation
from tests.built import ROOT


def read(text: str) -> Source:
    return parse("graph/a/set.yml", "a/set.yml", text.encode())[0]


def tidy(text: str) -> str | None:
    return formatted(read(text))


def moved(text: str, wanted: str) -> None:
    """Hold that a file is formatted so, and that it then stays as it is."""
    assert tidy(dedent(text)) == dedent(wanted)
    assert tidy(dedent(wanted)) == dedent(wanted)


def test_the_files_of_this_graph_are_formatted_also_when_their_fields_are_turned_round() -> None:
    for source in load(ROOT / "graph")[0]:
        if source.name in LISTS:
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
