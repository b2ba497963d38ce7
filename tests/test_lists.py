from __future__ import annotations

import pytest

from tests.conftest import PAIR, found, hints, messages, node


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
