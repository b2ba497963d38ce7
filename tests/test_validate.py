from __future__ import annotations

from time import thread_time
from typing import Any

import pytest

from tests.conftest import PAIR, found, hints, messages, node, question, said


def test_a_sound_graph_has_no_problems() -> None:
    assert found(PAIR) == []


def test_unknown_ids_are_found_in_every_field() -> None:
    files = PAIR | {
        "a/limit.yml": node(
            "Limit",
            ["map", "sett"],
            related=["nor"],
            contrasts=[{"id": "mapp", "how": "They differ."}],
            questions=[question(["quaternion"])],
        )
    }

    assert [line for line in found(files) if "unknown-id" in line] == [
        "a/limit.yml:5:7 unknown-id",
        "a/limit.yml:8:3 unknown-id",
        "a/limit.yml:10:7 unknown-id",
        "a/limit.yml:17:5 unknown-id",
    ]
    assert messages("unknown-id", files)[0] == "There is no concept sett."
    assert hints("unknown-id", files) == [
        "did you mean set?",
        "write the id of an existing concept (its file's name), or add the concept",
        "did you mean map?",
        "write the id of an existing concept (its file's name), or add the concept",
    ]


def test_a_title_or_an_alias_written_as_id_is_understood() -> None:
    files = PAIR | {
        "a/jacobian-matrix.yml": node("Total derivative", ["map"], aliases=["Functional matrix"]),
        "a/flow.yml": node("Flow", ["functional-matrix", "total-derivative"]),
    }
    assert hints("unknown-id", files) == ["did you mean jacobian-matrix?", "did you mean jacobian-matrix?"]


def test_a_renamed_concept_is_named_with_its_last_id() -> None:
    files = PAIR | {
        "a/flow.yml": node("Flow", ["mapping"]),
        "redirects.yml": "mapping: function\nfunction: map\n",
    }
    assert hints("unknown-id", files) == ["it was renamed to map"]


def test_a_link_to_an_unknown_concept_stands_where_it_is_written() -> None:
    files = PAIR | {"a/map.yml": "example: >-\n  See\n  [it](sett).\n" + node("Map", ["set"], example=None)}

    assert found(files) == ["a/map.yml:3:8 unknown-id"]
    assert messages("unknown-id", files) == ["The text links to sett, which is no concept."]


def test_a_concept_whose_file_is_broken_is_still_known() -> None:
    files = PAIR | {"a/set.yml": "title: 'Set"}
    assert found(files) == ["a/set.yml:1:12 yaml-syntax"]


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("prerequisites", [{"id": "set", "reason": "it is used"}], 3),
        ("related", ["set"], 4),
        ("contrasts", [{"id": "set", "how": "They differ."}], 4),
    ],
)
def test_a_concept_cannot_name_itself(field: str, value: list[object], line: int) -> None:
    fields: dict[str, Any] = {field: value}
    (problem,) = said("self-loop", {"a/set.yml": node("Set", **fields)})

    assert problem.message == f"set names itself under {field}."
    assert problem.location.line == line


def test_a_self_loop_is_no_cycle_besides() -> None:
    assert found({"a/set.yml": node("Set", ["set"])}) == ["a/set.yml:3:7 self-loop"]


def test_duplicates_are_found_in_every_list() -> None:
    files = PAIR | {
        "a/x.yml": node("X", ["map"]),
        "a/limit.yml": node(
            "Limit",
            ["map", "map"],
            aliases=["Bound", "Bound", "bound "],
            related=["x", "x"],
            questions=[question(["x", "x"]), question(["x"])],
        ),
    }
    assert messages("duplicate-entry", files) == [
        "map stands twice under prerequisites.",
        "bound stands twice under aliases.",
        "bound stands twice under aliases.",
        "x stands twice under related.",
        "x stands twice under assumes.",
    ]


def test_a_cycle_is_told_as_a_sentence_with_the_place_of_each_edge() -> None:
    files = {
        "a/sum.yml": node("Sum", ["limit"]),
        "a/limit.yml": node("Limit", ["set", "series"]),
        "b/series.yml": node("Series", ["sum"]),
        "a/set.yml": node("Set"),
    }
    assert messages("cycle", files) == [
        "limit needs series (graph/a/limit.yml:5), series needs sum (graph/b/series.yml:3), "
        "sum needs limit (graph/a/sum.yml:3)."
    ]
    assert found(files) == ["a/limit.yml:5:7 cycle"]


def test_every_cyclic_component_is_told_once() -> None:
    files = {
        "a/a.yml": node("A", ["b", "c"]),
        "a/b.yml": node("B", ["a", "c"]),
        "a/c.yml": node("C", ["a", "b"]),
        "a/x.yml": node("X", ["y", "a"]),
        "a/y.yml": node("Y", ["x"]),
    }
    assert found(files) == ["a/a.yml:3:7 cycle", "a/x.yml:3:7 cycle"]


def test_a_ring_of_15000_concepts_is_one_cycle() -> None:
    size = 15_000
    body = (
        "level: core\nminutes: 30\nsummary: S.\ndefinition: D.\nprerequisites:\n- reason: it is used\n  id: "
    )
    files = {f"a/n{n:05}.yml": f"title: T{n}\n{body}n{(n + 1) % size:05}\n" for n in range(size)}
    start = thread_time()
    (cycle,) = said("cycle", files)

    assert thread_time() - start < 60
    assert cycle.message.startswith("n00000 needs n00001 (graph/a/n00000.yml:8), n00001 needs n00002 ")
    assert cycle.message.endswith(", and 14988 edges more lead back to n00000.")


def test_a_name_belongs_to_one_concept() -> None:
    files = {
        "a/metric.yml": node("Metric", aliases=["Distance", "Length  of a way"]),
        "a/norm.yml": node("DISTANCE", ["metric"], aliases=["metric", "length of a way", "distance"]),
    }
    assert found(files) == [
        "a/norm.yml:1:8 name-taken",
        "a/norm.yml:6:3 name-taken",
        "a/norm.yml:7:3 name-taken",
        "a/norm.yml:8:3 name-taken",
    ]
    assert messages("name-taken", files)[1] == "metric is already a name of metric (graph/a/metric.yml:1)."


def test_an_alias_that_repeats_the_title_says_nothing() -> None:
    files = {"a/set.yml": node("Set", aliases=["set"])}

    assert messages("name-taken", files) == ["set is the title already."]
    assert hints("name-taken", files) == ["delete the alias"]


@pytest.mark.parametrize("other", ["set", "limit"])
def test_related_is_neither_ancestor_nor_descendant(other: str) -> None:
    files = {
        "a/set.yml": node("Set"),
        "a/map.yml": node("Map", ["set"], related=[other]),
        "a/limit.yml": node("Limit", ["map"]),
    }
    assert messages("related-ancestor", files) == [f"A path of prerequisites already joins map and {other}."]


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("related", ["y"], ["x"]),
        ("contrasts", [{"id": "y", "how": "They differ."}], [{"id": "x", "how": "They differ."}]),
    ],
)
def test_a_pair_is_written_on_one_side(field: str, first: object, second: object) -> None:
    files = {
        "a/set.yml": node("Set"),
        "a/x.yml": node("X", ["set"], **{field: first}),
        "a/y.yml": node("Y", ["set"], **{field: second}),
    }
    (problem,) = said("written-twice", files)

    assert problem.message == "The pair x and y already stands in graph/a/x.yml:6."
    assert problem.location.path == "graph/a/y.yml"


def test_a_pair_may_be_related_and_contrasted() -> None:
    files = {
        "a/set.yml": node("Set"),
        "a/x.yml": node("X", ["set"], related=["y"]),
        "a/y.yml": node("Y", ["set"], contrasts=[{"id": "x", "how": "They differ."}]),
    }
    assert found(files) == []


def test_assumes_is_for_what_lies_beyond() -> None:
    files = {
        "a/set.yml": node("Set"),
        "a/map.yml": node("Map", ["set"], questions=[question(["set", "map", "limit"]), question([])]),
        "a/limit.yml": node("Limit", ["map"]),
    }
    assert messages("assumes-ancestor", files) == [
        "set is known to every reader of map.",
        "map is known to every reader of map.",
    ]


def test_rules_run_on_a_cyclic_graph_with_unknown_ids() -> None:
    files = {
        "a/x.yml": node("X", ["y", "nowhere"], related=["nobody"], facts=["[a](nothing)", "b", "c"]),
        "a/y.yml": node("Y", ["x"], related=["x"]),
    }
    assert [line.split()[1] for line in found(files)] == [
        "cycle", "unknown-id", "unknown-id", "unknown-id", "related-ancestor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("Let $\\frac{1}{2$ be.", "latex", 28),
        ("Costs 5$ only.", "latex", 20),
        ("See [x](https://example.org).", "text-link", 17),
        ("An ![x](y.png).", "text-image", 18),
        ("A <b>bold claim.", "text-html", 15),
    ],
)
def test_a_fault_of_the_text_stands_at_its_character(text: str, code: str, column: int) -> None:
    files = {"a/set.yml": f"definition: {text}\n" + node("Set", definition=None)}
    assert found(files) == [f"a/set.yml:1:{column} {code}"]


def test_a_block_has_no_place_inside_a_line() -> None:
    files = {"a/set.yml": "summary: >-\n  The square\n  $$x^2$$ of it.\n" + node("Set", summary=None)}
    assert found(files) == ["a/set.yml:3:3 text-inline"]


def test_a_heading_has_no_place_in_a_field() -> None:
    files = {"a/set.yml": f"intuition: |\n  {'mass ' * 40}\n\n  # Idea\n" + node("Set", intuition=None)}
    assert found(files) == ["a/set.yml:4:3 text-heading"]


def test_many_wrong_ids_do_not_take_long() -> None:
    files = {f"a/concept-{n}.yml": node(f"Concept {n}", [f"concept-{n}x"]) for n in range(500)}
    start = thread_time()
    wrong = said("unknown-id", files)

    assert thread_time() - start < 30
    assert len(wrong) == 500
    assert wrong[0].hint == "did you mean concept-0?"


def test_one_run_reports_everything() -> None:
    files = {
        "a/broken.yml": "title: [",
        "a/wrong.yml": node("Wrong", level="easy"),
        "a/lost.yml": node("Lost", ["nowhere"]),
        "areas.yml": "- {id: b, title: B}",
    }
    assert {line.split()[1] for line in found(files)} == {
        "yaml-syntax", "not-allowed", "unknown-id", "unknown-area",
    }  # fmt: skip
