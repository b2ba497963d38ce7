"""A plan in an address, and concepts by what was typed: the pure parts, called with values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.scripts import Run

MODULES = {"graph.js": "graphOf find", "address.js": "readAddress writeAddress isOwn"}
IDS = ("constructor", "set", "function", "value-of")


def entry(id: str, rank: int, title: str = "", aliases: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": id,
        "title": title or id.capitalize(),
        "rank": rank,
        "prerequisites": [],
        "reasons": [],
        "aliases": list(aliases),
    }


def data(*concepts: dict[str, Any]) -> dict[str, Any]:
    redirects = {"mapping": "function", "fuzzy-set": {"reason": "It was out of scope."}}
    return {"areas": [], "concepts": list(concepts), "sections": [], "redirects": redirects}


GRAPH = data(*(entry(id, rank) for rank, id in enumerate(IDS)))


def read(run: Run, hash: str) -> Any:
    return run("return readAddress(graphOf(data), hash) ?? null;", MODULES, data=GRAPH, hash=hash)


@pytest.mark.parametrize("hash", ["", "#", "#path", "#focus=set", "#goal=set"])
def test_an_address_without_goals_or_known_holds_no_plan(hash: str, run: Run) -> None:
    assert read(run, hash) is None


def test_an_address_is_read_as_it_is_written(run: Run) -> None:
    found = read(run, "#goals=set,value-of&known=constructor&hours=7.5&session=45&until=2026-12-08")

    assert found == {
        "plan": {
            "goals": ["set", "value-of"],
            "known": ["constructor"],
            "hours": 7.5,
            "session": 45,
            "until": "2026-12-08",
        },
        "notes": [],
    }


def test_ids_are_followed_named_and_taken_once(run: Run) -> None:
    found = read(run, "#goals=mapping,function,%20set,,__proto__&known=fuzzy-set,toString")

    assert found["plan"] == {"goals": ["function", "set"], "known": []}
    assert found["notes"] == [
        {"asked": "mapping", "became": "function"},
        {"asked": "__proto__", "unknown": True},
        {"asked": "fuzzy-set", "retired": "It was out of scope."},
        {"asked": "toString", "unknown": True},
    ]


@pytest.mark.parametrize(
    "field",
    ["hours=-1", "hours=0", "hours=ten", "hours=Infinity", "session=NaN", "until=tomorrow", "until=2026-1-1"],
)
def test_a_setting_that_makes_no_sense_is_none(field: str, run: Run) -> None:
    assert read(run, f"#goals=set&{field}")["plan"] == {"goals": ["set"], "known": []}


SUBSETS = st.lists(st.sampled_from(IDS), unique=True)


@given(SUBSETS, SUBSETS, st.sampled_from([None, 0.5, 12]), st.sampled_from([None, "2026-12-08"]))
def test_what_is_written_is_read_back(
    run: Run, goals: list[str], known: list[str], hours: float | None, until: str | None
) -> None:
    plan = {"goals": goals, "known": known}
    plan |= {key: value for key, value in {"hours": hours, "until": until}.items() if value}  # type: ignore[misc]
    body = "const graph = graphOf(data); return readAddress(graph, writeAddress(graph, plan)) ?? null;"
    found = run(body, MODULES, data=GRAPH, plan=plan)

    if not goals:
        assert found is None
    else:
        assert found["plan"] == {**plan, "known": sorted(known, key=IDS.index)}
        assert found["notes"] == []


@pytest.mark.parametrize(
    ("plan", "own"),
    [
        ({"goals": ["set"], "known": []}, True),
        ({"goals": ["set"], "known": ["function"]}, True),
        ({"goals": ["set"], "known": ["value-of"]}, False),
        ({"goals": ["set", "value-of"], "known": []}, False),
        ({"goals": ["set"], "known": [], "hours": 3}, False),
    ],
)
def test_only_what_says_nothing_new_is_ones_own_plan(plan: dict[str, Any], own: bool, run: Run) -> None:
    mine = {"goals": ["set"], "known": ["function", "constructor"]}
    assert run("return isOwn(plan, mine);", MODULES, plan=plan, mine=mine) is own


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("map", ["map", "mapping-class", "function", "linear-map", "heat"]),
        ("  MAP ", ["map", "mapping-class", "function", "linear-map", "heat"]),
        ("holder", ["hoelder"]),
        ("linear-ma", ["linear-map"]),
        ("nothing", []),
        ("  ", []),
    ],
)
def test_concepts_are_found_by_title_alias_and_word_in_this_order(
    typed: str, ids: list[str], run: Run
) -> None:
    graph = data(
        entry("heat", 0, "Heatmap"),
        entry("linear-map", 1, "Linear map"),
        entry("function", 2, "Function", ("mapping",)),
        entry("mapping-class", 3, "Mapping class"),
        entry("map", 4, "Map"),
        entry("hoelder", 5, "Hölder inequality"),
    )
    found = run("return find(graphOf(data), typed).map(({ id }) => id);", MODULES, data=graph, typed=typed)
    assert found == ids
