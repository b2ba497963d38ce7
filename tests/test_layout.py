"""Where the concepts stand on the map."""

from __future__ import annotations

from itertools import combinations

from conceptgraph.graph import concept_graph, depths, transitive_reduction
from conceptgraph.layout import HEIGHT, WIDTH, Layout, layout
from conceptgraph.model import Concept
from tests.conftest import concept

AREAS = ["a", "b", "c"]

CONCEPTS = [
    concept("set"),
    concept("function", ["set"]),
    concept("limit", ["function", "set"]),
    concept("series", ["function"]),
    concept("event", ["set"], area="b"),
    concept("density", ["event", "limit"], area="b"),
    concept("mass", ["event"], area="b"),
    concept("loss", ["density"], area="c"),
]


def placed(concepts: list[Concept]) -> Layout:
    graph = concept_graph(concepts)
    return layout(transitive_reduction(graph), depths(graph), AREAS)


def test_columns_follow_the_depth() -> None:
    x = {id: at[0] for id, at in placed(CONCEPTS).centers.items()}

    assert x["set"] < x["function"] < x["limit"] < x["density"] < x["loss"]
    assert x["function"] == x["event"]
    assert x["limit"] == x["series"] == x["mass"]


def test_lanes_hold_their_area_and_lie_apart_in_reading_order() -> None:
    made = placed(CONCEPTS)
    lanes = {lane.area: lane for lane in made.lanes}

    assert list(lanes) == ["a", "b", "c"]
    assert lanes["a"].bottom < lanes["b"].top
    assert lanes["b"].bottom < lanes["c"].top
    for one in CONCEPTS:
        y = made.centers[one.id][1]
        assert lanes[one.area].top <= y - HEIGHT // 2
        assert y + HEIGHT // 2 <= lanes[one.area].bottom


def test_an_area_without_concepts_has_no_lane() -> None:
    made = placed([concept("set"), concept("loss", ["set"], area="c")])

    assert [lane.area for lane in made.lanes] == ["a", "c"]


def test_no_two_boxes_touch() -> None:
    many = [concept(f"n{n}", [f"n{n // 3 - 1}"] if n > 5 else [], area=AREAS[n % 3]) for n in range(90)]
    centers = placed(many).centers

    assert len(centers) == 90
    for (x, y), (other_x, other_y) in combinations(centers.values(), 2):
        assert abs(x - other_x) > WIDTH or abs(y - other_y) > HEIGHT


def test_positions_are_integers_and_the_same_for_any_order_of_the_files() -> None:
    made, again = placed(CONCEPTS), placed(CONCEPTS[::-1])

    assert made == again
    assert all(type(value) is int for at in made.centers.values() for value in at)


def test_a_concept_stands_level_with_what_it_needs() -> None:
    y = {
        id: at[1]
        for id, at in placed(
            [
                concept("north"),
                concept("south"),
                concept("after-south-a", ["south"]),
                concept("after-north-z", ["north"]),
            ]
        ).centers.items()
    }

    assert y["north"] == y["after-north-z"] < y["south"] == y["after-south-a"]


def test_an_empty_graph_has_no_places() -> None:
    assert placed([]) == Layout({}, ())
