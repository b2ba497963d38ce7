"""The manual in the terminal."""

from __future__ import annotations

import re

import pytest

from conceptgraph.manual import GROUPS, gist, grouped
from conceptgraph.rules import RULES
from tests.built import command


def test_a_code_is_explained_with_an_example_mended() -> None:
    done = command("explain", "missing-field")

    assert done.exit_code == 0
    assert done.output == (
        "missing-field: error\n"
        "\n"
        "A field that every entry needs is not there.\n"
        "\n"
        "Way out: add the field.\n"
        "\n"
        "Refused:\n"
        "\n"
        "    prerequisites:\n"
        "      - id: limit\n"
        "\n"
        "Mended:\n"
        "\n"
        "    prerequisites:\n"
        "      - id: limit\n"
        "        reason: it is the limit of the difference quotient\n"
    )


@pytest.mark.parametrize("code", RULES)
def test_every_code_is_explained_in_lines_that_fit(code: str) -> None:
    done = command("explain", code)

    assert done.exit_code == 0
    assert f"{code}: {RULES[code].severity}\n" in done.output
    prose = done.output.partition("\n\nRefused:" if RULES[code].severity == "error" else "\n\nWarned of:")[0]
    assert prose != done.output
    assert max(map(len, prose.splitlines())) <= 80


@pytest.mark.parametrize("typed", ["cycle", "[cycle]", "Cycle"])
def test_a_code_may_be_typed_as_a_report_shows_it(typed: str) -> None:
    assert command("explain", typed).output.startswith("cycle: error\n")


@pytest.mark.parametrize("site", ["https://atlas.example/map", "https://atlas.example/map/"])
def test_the_page_is_named_where_the_address_of_the_site_is_known(site: str) -> None:
    assert command("explain", "cycle", SITE_URL=site).output.endswith(
        "\n\nhttps://atlas.example/map/checks/cycle/\n"
    )
    assert "//" not in command("explain", "cycle").output


def test_without_a_code_all_are_listed_by_group_with_a_line_each() -> None:
    done = command("explain")
    lines = done.output.splitlines()

    assert done.exit_code == 0
    assert [line for line in lines if re.match(r"\S", line)] == [*GROUPS.values()]
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [*RULES]
    assert max(map(len, lines)) <= 140


def test_every_group_starts_with_a_code_that_exists() -> None:
    assert set(GROUPS) <= set(RULES)
    assert [rule for rules in grouped().values() for rule in rules] == [*RULES.values()]
    assert all(gist(rule).count(".") >= 1 for rule in RULES.values())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("cylce", "there is no code cylce; did you mean cycle?"),
        ("nonsense", "there is no code nonsense; build_graph.py explain lists all codes."),
        ("\x1b[2J", "there is no code \\x1b[2J; build_graph.py explain lists all codes."),
    ],
)
def test_an_unknown_code_is_wrong_usage_and_the_likely_one_is_named(typed: str, said: str) -> None:
    done = command("explain", typed)

    assert done.exit_code == 2
    assert f"Error: Invalid value for CODE: {said}\n" in done.output
