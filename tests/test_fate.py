from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conceptgraph.fate import Fates, Merge, Move, Removal, Rename, Split, fates
from tests.conftest import FULL, checked, node

LINES = [f"Statement number {n} of this page, which no other page makes." for n in range(12)]


def page(title: str, *lines: str, **fields: object) -> str:
    """Return a concept's file that has nothing but these lines; what all files have would be theirs too."""
    bare: dict[str, Any] = dict.fromkeys(FULL)
    return node(title, **{**bare, "facts": [*lines], **fields})


def became(before: Mapping[str, str], after: Mapping[str, str], *redirects: str) -> Fates:
    """Return what became of the concepts of one set of files in another with redirects."""
    files = {**after, "redirects.yml": "\n".join(redirects)} if redirects else after
    return fates(checked(before).corpus, checked(files).corpus)


SET, MAP = page("Set", *LINES[:6]), page("Map", *LINES[6:])
BOTH = {"a/set.yml": SET, "a/map.yml": MAP}


def test_nothing_became_of_what_stayed() -> None:
    assert became(BOTH, BOTH) == Fates()


def test_an_added_concept() -> None:
    assert became({"a/set.yml": SET}, BOTH) == Fates(added=("map",))


def test_a_removed_concept_has_its_reason_or_none() -> None:
    gone = {"a/set.yml": SET}
    assert became(BOTH, gone) == Fates(removed=(Removal("map", None),))
    assert became(BOTH, gone, "map: {reason: too small}") == Fates(removed=(Removal("map", "too small"),))


def test_a_redirect_to_a_new_concept_is_a_rename_whatever_the_text() -> None:
    after = {"a/set.yml": SET, "a/function.yml": page("Function", "Something else entirely, as it seems.")}
    assert became(BOTH, after, "map: function") == Fates(renamed=(Rename("map", "function", True),))


def test_the_same_title_is_a_rename_without_a_redirect() -> None:
    after = {"a/set.yml": SET, "a/function.yml": page("MAP", "Something else entirely, as it seems.")}
    assert became(BOTH, after) == Fates(renamed=(Rename("map", "function", False),))


def test_half_of_the_text_is_a_rename_without_a_redirect() -> None:
    after = {"a/set.yml": SET, "a/function.yml": page("Function", *LINES[6:10])}
    assert became(BOTH, after) == Fates(renamed=(Rename("map", "function", False),))


def test_little_of_the_text_is_none() -> None:
    own = [f"A sentence of its own, number {n}, as long as others." for n in range(9)]
    after = {"a/set.yml": SET, "a/function.yml": page("Function", LINES[6], *own)}
    assert became(BOTH, after) == Fates(added=("function",), removed=(Removal("map", None),))


def test_a_redirect_to_a_concept_that_was_there_is_a_merge() -> None:
    assert became(BOTH, {"a/set.yml": SET}, "map: set") == Fates(merged=(Merge(("map",), "set"),))


def test_redirects_of_several_to_a_new_one_are_a_merge() -> None:
    after = {"a/both.yml": page("Both", *LINES)}
    found = became(BOTH, after, "map: both", "set: both")

    assert (found.merged, found.added) == ((Merge(("map", "set"), "both"),), ("both",))
    assert (found.renamed, found.removed, found.split) == ((), (), ())


def test_a_redirect_over_several_steps_ends_where_it_leads() -> None:
    after = {"a/set.yml": SET, "a/arrow.yml": MAP}
    found = became(BOTH, after, "map: function", "function: arrow")
    assert found == Fates(renamed=(Rename("map", "arrow", True),))


def test_a_piece_that_left_a_concept_is_a_split() -> None:
    after = {
        "a/set.yml": page("Set", *LINES[:3]),
        "a/map.yml": MAP,
        "a/union.yml": page("Union", *LINES[3:6]),
    }
    assert became(BOTH, after) == Fates(added=("union",), split=(Split("set", ("set", "union")),))


def test_a_concept_that_gave_way_to_two_is_a_split_and_leads_to_one() -> None:
    after = {
        "a/map.yml": MAP,
        "a/finite-set.yml": page("Finite set", *LINES[:3]),
        "a/union.yml": page("Union", *LINES[3:6]),
    }
    found = became(BOTH, after, "set: finite-set")

    assert found.renamed == (Rename("set", "finite-set", True),)
    assert found.split == (Split("set", ("finite-set", "union")),)


def test_an_alias_that_has_a_page_of_its_own_is_a_split() -> None:
    before = {"a/set.yml": page("Set", *LINES[:6], aliases=["union"])}
    after = {"a/set.yml": SET, "a/union.yml": page("Union", *LINES[6:])}
    assert became(before, after) == Fates(added=("union",), split=(Split("set", ("set", "union")),))


def test_a_move_keeps_the_id_or_comes_with_another() -> None:
    assert became(BOTH, {"a/set.yml": SET, "b/map.yml": MAP}) == Fates(moved=(Move("map", "a", "b"),))

    found = became(BOTH, {"a/set.yml": SET, "b/function.yml": MAP}, "map: function")
    assert found.moved == (Move("function", "a", "b"),)
    assert found.renamed == (Rename("map", "function", True),)


def test_one_page_is_not_the_rename_of_two() -> None:
    before = {"a/set.yml": page("Set", *LINES[:8]), "a/map.yml": page("Map", *LINES[2:10])}
    found = became(before, {"a/pair.yml": page("Pair", *LINES[2:8])})

    assert {rename.new for rename in found.renamed} == {"pair"}
    assert len(found.renamed) == len(found.removed) == 1


def test_a_file_that_cannot_be_read_has_an_id_all_the_same() -> None:
    assert became(BOTH, {"a/set.yml": SET, "a/map.yml": "title: ["}) == Fates()
    assert became(BOTH, {"a/set.yml": SET, "a/new.yml": "title: ["}).added == ("new",)


def test_ids_that_are_names_of_the_language_are_ids() -> None:
    after = {"a/constructor.yml": SET, "a/map.yml": MAP}
    assert became(BOTH, after, "set: constructor").renamed == (Rename("set", "constructor", True),)
