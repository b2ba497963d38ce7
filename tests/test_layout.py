"""Where the concepts stand on the map."""

from __future__ import annotations

from itertools import combinations

from conceptgraph.crossing import crossings
from conceptgraph.graph import concept_graph, depths, transitive_reduction
from conceptgraph.layout import COLUMN, HEIGHT, WIDTH, Layout, lane_order, layout
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


def test_every_edge_leads_at_least_one_column_to_the_right() -> None:
    x = {id: at[0] for id, at in placed(CONCEPTS).centers.items()}

    assert [(u, v) for u, v in concept_graph(CONCEPTS).edges if x[v] - x[u] < COLUMN] == []


def test_lanes_are_ordered_so_that_edges_pass_over_few() -> None:
    chain = [concept("x"), concept("y", ["x"], area="c"), concept("z", ["y"], area="b")]

    assert lane_order(concept_graph(chain), AREAS) == ["a", "c", "b"]
    assert lane_order(concept_graph(chain), ["b", "c", "a"]) == ["b", "c", "a"]


def test_crossed_edges_come_apart() -> None:
    pairs = [concept(f"from-{n}") for n in range(6)] + [
        concept(f"to-{n}", [f"from-{5 - n}"]) for n in range(6)
    ]
    graph = concept_graph(pairs)
    sorted_by_id = {id: (depth, int(id[-1])) for id, depth in depths(graph).items()}

    assert crossings(sorted_by_id, graph.edges) == 15
    assert crossings(placed(pairs).centers, graph.edges) == 0


def test_an_edge_through_a_box_crosses_the_edges_of_that_box() -> None:
    at = {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (2, 1)}

    assert crossings(at, [("a", "c"), ("b", "d")]) == 1
    assert crossings(at, [("a", "b"), ("b", "d")]) == 0


def test_lanes_hold_their_area_and_lie_apart() -> None:
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
