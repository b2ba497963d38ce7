from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.check import Checked
from conceptgraph.comparison import compare
from conceptgraph.difference import Difference, Edge, Edit, Implied, ListChange, PathChange
from conceptgraph.graph import concept_graph
from conceptgraph.model import Corpus, Source
from tests.conftest import checked, concept, node, question

CHAIN = {
    "a/set.yml": node("Set"),
    "a/map.yml": node("Map", ["set"]),
    "a/limit.yml": node("Limit", ["map"]),
}


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    return compare(checked(before), checked(after))


def needing(title: str, **reasons: str) -> str:
    """Return a file whose prerequisites have reasons of their own."""
    rows = [{"id": id.replace("_", "-"), "reason": reason} for id, reason in reasons.items()]
    return node(title, prerequisites=rows)


def changed(found: Difference) -> set[str]:
    """Return the fields of a difference that say something."""
    quiet = {"titles", "figures", "order", "chains", "underway", "fates"}
    loud = {name for name in Difference.__dataclass_fields__ if name not in quiet and getattr(found, name)}
    fates = {name for name in found.fates.__dataclass_fields__ if getattr(found.fates, name)}
    order = {"underway"} if found.underway.touched or found.underway.jumped else set()
    return loud | fates | order | ({"chains"} if found.chains[0] != found.chains[1] else set())


def test_the_same_graph_has_no_difference() -> None:
    assert changed(difference(CHAIN, CHAIN)) == set()


def test_an_edge_that_came_one_that_went_and_one_reworded() -> None:
    before = {**CHAIN, "a/limit.yml": needing("Limit", map="it has a limit", set="it is a set")}
    after = {
        **CHAIN,
        "a/limit.yml": needing("Limit", map="maps have limits", norm="a norm measures"),
        "a/norm.yml": node("Norm"),
    }
    found = difference(before, after)

    assert found.edges_added == (Edge("norm", "limit", "a norm measures"),)
    assert found.edges_removed == (Edge("set", "limit", "it is a set"),)
    assert found.edges_reworded == (Edge("map", "limit", "maps have limits", "it has a limit"),)


def test_edges_of_a_renamed_concept_are_the_same_edges() -> None:
    after = {
        "a/set.yml": node("Set"),
        "a/function.yml": node("Map", ["set"]),
        "a/limit.yml": node("Limit", ["function"], related=[]),
        "redirects.yml": "map: function",
    }
    found = difference(CHAIN, after)

    assert changed(found) == {"renamed", "lists"}
    assert found.lists == (ListChange("redirects.yml", ("map",), (), ()),)


def test_a_mere_move_to_another_area_leaves_all_else_as_it_was() -> None:
    after = {**CHAIN, "b/map.yml": CHAIN["a/map.yml"]}
    del after["a/map.yml"]
    assert changed(difference(CHAIN, after)) == {"moved"}


def test_paths_of_all_that_rest_on_a_change_are_longer_most_affected_first() -> None:
    after = {
        **CHAIN,
        "a/map.yml": node("Map", ["set", "pair"]),
        "a/limit.yml": node("Limit", ["map", "norm"]),
        "a/pair.yml": node("Pair", minutes=20),
        "a/norm.yml": node("Norm", minutes=10),
    }
    found = difference(CHAIN, after)

    assert found.paths == (
        PathChange("limit", ("norm", "pair"), (), (90, 120)),
        PathChange("map", ("pair",), (), (60, 80)),
    )
    assert found.paths[0].longer == (2, 30)


def test_other_minutes_change_the_paths_that_hold_them() -> None:
    found = difference(CHAIN, {**CHAIN, "a/map.yml": node("Map", ["set"], minutes=50)})

    assert found.paths == (
        PathChange("limit", (), (), (90, 110)),
        PathChange("map", (), (), (60, 80)),
    )
    assert found.edits == (Edit("map", ("minutes",), (("minutes", "30", "50"),)),)


def test_depth_and_the_longest_chain() -> None:
    after = {**CHAIN, "a/limit.yml": node("Limit", ["set"])}
    found = difference(CHAIN, after)

    assert found.depths == (("limit", 2, 1),)
    assert found.chains == (("set", "map", "limit"), ("set", "limit"))
    assert [figures.longest for figures in found.figures] == [3, 2]


def test_an_edge_becomes_redundant_with_what_implies_it() -> None:
    before = {**CHAIN, "a/map.yml": node("Map"), "a/limit.yml": node("Limit", ["map", "set"])}
    after = {**CHAIN, "a/limit.yml": node("Limit", ["map", "set"])}

    assert difference(before, after).became_redundant == (
        Implied("set", "limit", ("set", "map", "limit"), alone=False),
    )
    assert difference(CHAIN, after).became_redundant == (
        Implied("set", "limit", ("set", "map", "limit"), alone=True),
    )
    assert difference(after, before).stopped_redundant == difference(before, after).became_redundant


def test_a_new_page_tells_what_a_reviewer_asks() -> None:
    fields = {"facts": ["One."], "check": "x = 1\nassert x\n", "minutes": 10}
    (page,) = difference(CHAIN, {**CHAIN, "b/norm.yml": node("Norm", ["set"], **fields)}).pages

    assert (page.id, page.area, page.minutes, page.depth, page.lines, page.questions) == (
        "norm", "b", 10, 1, 2, 2,
    )  # fmt: skip
    assert [finding.message for finding in page.findings] == ["norm lacks facts (at least 3)."]
    assert page.words > 200


def test_the_checklist_is_covered_by_what_exists() -> None:
    row = "- {key: %s, text: Item %s, section: s, origin: bullet, concepts: [%s]}\n"
    checklist = {"checklist.yml": row % ("i", "I", "set") + row % ("j", "J", "norm")}
    before = {**CHAIN, **checklist}
    after = {**before, "a/norm.yml": node("Norm", ["set"])}

    assert difference(before, after).items_covered == ("Item J",)
    assert difference(after, before).items_uncovered == ("Item J",)
    assert difference(before, after).pages[0].items == ("Item J",)
    assert [figures.covered for figures in difference(before, after).figures] == [1, 2]


def test_findings_are_the_same_wherever_they_stand() -> None:
    before = {**CHAIN, "a/limit.yml": node("Limit", ["map"], goals=["Know it."])}
    after = {
        **CHAIN,
        "b/limit.yml": node("Limit", ["map"], aliases=["bound"], minutes=40, goals=["Know it."]),
        "a/set.yml": node("Set", resources=None),
    }
    del after["a/limit.yml"]
    found = difference(before, after)

    assert [problem.message for problem in found.problems_new] == ["set lacks resources (at least 1)."]
    assert found.problems_gone == ()
    assert len(difference(before, CHAIN).problems_gone) == 2


def test_a_finding_about_a_renamed_concept_is_not_new() -> None:
    before = {**CHAIN, "a/limit.yml": node("Limit", ["map"], facts=None)}
    after = {**CHAIN, "a/bound.yml": before["a/limit.yml"], "redirects.yml": "limit: bound"}
    del after["a/limit.yml"]
    found = difference(before, after)

    assert (found.problems_new, found.problems_gone) == ((), ())


def test_ids_inside_texts_of_lists_follow_a_rename() -> None:
    before = {**CHAIN, "b/odds.yml": node("Odds", related=["map"], questions=[question(["set"])])}
    after = {
        "a/base.yml": CHAIN["a/set.yml"],
        "a/map.yml": node("Map", ["base"]),
        "a/limit.yml": CHAIN["a/limit.yml"],
        "b/odds.yml": node("Odds", related=["map"], questions=[question(["base"])]),
        "redirects.yml": "set: base",
    }
    assert difference(before, after).edits == ()


def test_lists_of_the_folder_are_told_by_their_keys() -> None:
    after = {**CHAIN, "areas.yml": "- {id: b, title: B}\n- {id: a, title: New}\n- {id: c, title: C}\n"}
    assert difference(CHAIN, after).lists == (ListChange("areas.yml", ("c",), (), ("a",)),)

    turned = {**CHAIN, "areas.yml": "- {id: b, title: B}\n- {id: a, title: A}\n"}
    assert difference(CHAIN, turned).lists == (ListChange("areas.yml", (), (), ()),)


def test_what_one_side_cannot_read_is_left_out_of_both() -> None:
    broken = {**CHAIN, "a/map.yml": "title: ["}
    for found in (difference(CHAIN, broken), difference(broken, CHAIN)):
        assert found.unread == ("map",)
        assert (found.fates.added, found.fates.removed, found.edges_added, found.edges_removed) == ((),) * 4
        assert found.paths == ()


def test_what_one_side_cannot_read_changes_no_order_depth_or_coverage() -> None:
    row = "- {key: i, text: Item I, section: s, origin: bullet, concepts: [map]}\n"
    whole = {**CHAIN, "b/area.yml": node("Area"), "checklist.yml": row}
    broken = {**whole, "a/map.yml": "title: ["}
    for found in (difference(whole, broken), difference(broken, whole)):
        assert changed(found) <= {"unread", "problems_new", "problems_gone"}


def test_a_cycle_leaves_out_what_needs_an_order() -> None:
    cyclic = {**CHAIN, "a/set.yml": node("Set", ["limit"])}
    for found in (difference(CHAIN, cyclic), difference(cyclic, CHAIN)):
        assert (found.paths, found.depths, found.became_redundant, found.stopped_redundant) == ((),) * 4
        assert {figures.longest for figures in found.figures} == {3, None}
    assert difference(CHAIN, cyclic).edges_added == (Edge("limit", "set", "it is used"),)


@st.composite
def graphs(draw: st.DrawFn) -> Checked:
    """Return a graph of a few concepts, made without files, in which edges lead on by name."""
    names = sorted(draw(st.lists(st.sampled_from("defghijk"), unique=True, min_size=1)))
    made = []
    for place, name in enumerate(names):
        needs = draw(st.lists(st.sampled_from(names[:place]), unique=True, max_size=3)) if place else []
        made.append(concept(name, needs, area=draw(st.sampled_from("ab")), minutes=draw(st.integers(5, 6))))
    file_names = {one.id: f"{one.area}/{one.id}.yml" for one in made}
    files = {id: Source(f"graph/{name}", name, None, {}, {}) for id, name in file_names.items()}
    corpus = Corpus(concepts={one.id: one for one in made}, files=files, ids=frozenset(names))
    return Checked(corpus, concept_graph(made), {name: {} for name in names}, ())


@settings(deadline=None, max_examples=50)
@given(graphs(), graphs())
def test_to_swap_the_sides_swaps_what_came_and_what_went(one: Checked, other: Checked) -> None:
    there, back = compare(one, other), compare(other, one)

    assert changed(compare(one, one)) == set()
    assert set(there.fates.added) == {removal.id for removal in back.fates.removed}
    assert there.edges_added == back.edges_removed
    assert there.became_redundant == back.stopped_redundant
    assert {(p.id, p.gained, p.minutes) for p in there.paths} == {
        (p.id, p.lost, p.minutes[::-1]) for p in back.paths
    }
    assert {(id, now, was) for id, was, now in there.depths} == set(back.depths)
    assert there.chains == back.chains[::-1]
