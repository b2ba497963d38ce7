from __future__ import annotations

from time import thread_time
from typing import Any

import pytest

from conceptgraph.problem import Problem
from tests.conftest import checked, found, node


def messages(code: str, files: dict[str, str]) -> list[str]:
    return [problem.message for problem in said(code, files)]


def hints(code: str, files: dict[str, str]) -> list[str]:
    return [problem.hint for problem in said(code, files)]


def said(code: str, files: dict[str, str]) -> list[Problem]:
    return [problem for problem in checked(files).problems if problem.code == code]


def question(assumes: list[str]) -> dict[str, object]:
    return {"level": "core", "question": "What?", "answer": "This.", "assumes": assumes}


PAIR = {"a/set.yml": node("Set"), "a/map.yml": node("Map", ["set"])}


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


def test_a_published_id_needs_a_file_or_a_redirect() -> None:
    gone = {"set", "map", "sets", "sums"}
    assert found(PAIR, gone) == ["graph:1:1 retired-id", "graph:1:1 retired-id"]
    assert found(PAIR | {"redirects.yml": "# old\nsets: set\n"}, gone) == ["redirects.yml:2:1 retired-id"]
    assert found(PAIR | {"redirects.yml": "sets: set\nsums: {reason: merged}\n"}, gone) == []


def test_redirects_lead_to_an_existing_concept() -> None:
    files = PAIR | {
        "redirects.yml": "one: two\ntwo: set\nset: map\nlost: sett\nround: about\nabout: round\nold: gone\n"
        "gone: {reason: merged}\n"
    }
    assert found(files) == [
        "redirects.yml:3:1 redirect",
        "redirects.yml:4:7 redirect",
        "redirects.yml:5:8 redirect",
        "redirects.yml:6:8 redirect",
    ]
    assert messages("redirect", files)[:2] == [
        "set still exists, so nothing leads away from it.",
        "lost leads to sett, and on to no existing concept.",
    ]
    assert hints("redirect", files)[1] == "did you mean set?"


def test_a_source_must_be_listed() -> None:
    files = {"a/set.yml": node("Set", resources=[{"source": "bok", "where": "Chapter 1"}])}

    assert found(files) == ["a/set.yml:4:11 unknown-source"]
    assert hints("unknown-source", files) == ["did you mean book?"]


def test_an_area_must_be_listed_and_is_reported_once() -> None:
    files = {"c/set.yml": node("Set"), "c/map.yml": node("Map", ["set"]), "areas.yml": "- {id: d, title: D}"}

    assert found(files) == ["c/map.yml:1:1 unknown-area"]
    assert messages("unknown-area", files) == ["c is not in areas.yml."]


def test_an_area_stands_once_in_the_list() -> None:
    files = PAIR | {"areas.yml": "- {id: a, title: A}\n- {id: a, title: Again}\n"}
    assert found(files) == ["areas.yml:2:8 duplicate-entry"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("areas.yml", "- {id: a, title: ''}", "length"),
        ("areas.yml", "- {id: a, title: A", "yaml-syntax"),
        ("sources.yml", "book: {title: Book, good_for: facts}", "missing-field"),
        ("sources.yml", "book: {title: Book", "yaml-syntax"),
        ("redirects.yml", "sets: {reason: ''}", "length"),
        ("redirects.yml", "sets: [", "yaml-syntax"),
    ],
)
def test_a_fault_in_a_list_is_not_repeated_for_whoever_relies_on_it(name: str, text: str, code: str) -> None:
    redirected = {"redirects.yml": "sets: set\n"}
    assert [line.split()[1] for line in found(PAIR | redirected | {name: text}, ["sets"])] == [code]


ITEM = "- {key: %s, text: T, section: s, origin: prose, concepts: [%s]}\n"


def test_checklist() -> None:
    files = PAIR | {
        "checklist.yml": ITEM % ("one", "set")
        + "- {key: two, text: '', section: s, origin: prose, concepts: [map]}\n"
        + ITEM % ("one", "map")
        + ITEM % ("four", "")
        + ITEM % ("five", "set, tensor, torus")
        + "- {key: six, text: T, section: s, origin: prose, parent: five, concepts: [set]}\n"
        + "- {key: six-a, text: T, section: other, origin: prose, parent: five, concepts: [set]}\n"
        + "- {key: seven, text: T, section: s, origin: prose, parent: eight, concepts: [set]}\n"
        + ITEM % ("eight", "set")
    }
    assert found(files) == [
        "checklist.yml:2:20 length",
        "checklist.yml:3:9 duplicate-entry",
        "checklist.yml:4:3 checklist-empty",
        "checklist.yml:5:61 not-yet-written",
        "checklist.yml:7:64 checklist-parent",
        "checklist.yml:8:60 checklist-parent",
    ]
    assert messages("not-yet-written", files) == ["The item five names tensor, torus, not yet written."]


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


def test_a_link_leads_to_a_neighbor_of_some_kind() -> None:
    near = "[a](set), [b](limit), [c](other), [d](look-alike), [e](map), [f](back)"
    files = {
        "a/set.yml": node("Set"),
        "a/map.yml": node(
            "Map",
            ["set"],
            related=["other"],
            contrasts=[{"id": "look-alike", "how": "They differ."}],
            example=f"{near} and [far](far).",
        ),
        "a/limit.yml": node("Limit", ["map"]),
        "a/other.yml": node("Other", ["set"]),
        "a/look-alike.yml": node("Look-alike", ["set"]),
        "a/back.yml": node("Back", ["set"], related=["map"]),
        "a/far.yml": node("Far", ["set"]),
    }
    assert messages("distant-link", files) == [
        "The text links to far, to which no path, relation or contrast leads."
    ]
    assert len(found(files)) == 1


def test_an_isolated_concept_is_a_warning_unless_it_is_the_first() -> None:
    assert found({"a/set.yml": node("Set")}) == []
    assert found(PAIR | {"a/alone.yml": node("Alone")}) == ["a/alone.yml:1:1 isolated"]


def test_a_prerequisite_is_not_of_a_higher_level() -> None:
    files = {
        "a/set.yml": node("Set", level="advanced"),
        "a/map.yml": node("Map", ["set"], level="foundational"),
        "a/limit.yml": node("Limit", ["set", "map"], level="advanced"),
    }
    assert found(files) == ["a/map.yml:3:7 level-order"]
    assert messages("level-order", files) == ["map is foundational and needs set, which is advanced."]


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"goals": ["One."]}, "goals (at least 2)"),
        ({"facts": None}, "facts (at least 3)"),
        ({"pitfalls": ["One."], "example": None}, "pitfalls (at least 2), example"),
        (
            {"questions": [], "resources": None, "intuition": None},
            "questions (at least 2), resources (at least 1), intuition",
        ),
        ({"questions": [question([]) | {"level": "deep"} for _ in range(2)]}, "a question of level core"),
    ],
)
def test_what_the_editorial_minimum_asks(fields: dict[str, Any], lacks: str) -> None:
    assert messages("below-minimum", {"a/set.yml": node("Set", **fields)}) == [f"set lacks {lacks}."]


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
