from __future__ import annotations

import json
from typing import Any

import click
import pytest

from conceptgraph.model import Location
from conceptgraph.problem import (
    Problem,
    as_json,
    as_text,
    has_errors,
    problem,
    result,
    summary,
)


def error(
    message: str = "Wrong.", hint: str = "mend it", path: str = "graph/a/set.yml", line: int = 3
) -> Problem:
    return problem("cycle", Location(path, line, 5), message, hint)


def warning(message: str = "Odd.", line: int = 1) -> Problem:
    return problem("isolated", Location("graph/a/set.yml", line, 1), message)


def text(*problems: Problem) -> str:
    return click.unstyle(as_text(problems))


def test_a_problem_takes_severity_and_hint_from_its_rule() -> None:
    assert (warning().severity, warning().hint) == (
        "warning",
        "name what it needs, or add it as a prerequisite where it is used",
    )
    assert (error().severity, error().hint) == ("error", "mend it")
    assert has_errors([warning(), error()])
    assert not has_errors([warning()])


def test_text_has_place_message_code_and_hint_with_errors_last() -> None:
    assert text(error(), warning()) == (
        "graph/a/set.yml:1:1: warning: Odd. [isolated]\n"
        "    hint: name what it needs, or add it as a prerequisite where it is used\n"
        "graph/a/set.yml:3:5: error: Wrong. [cycle]\n"
        "    hint: mend it"
    )
    assert text() == ""


def test_warnings_of_one_code_collapse_after_five_and_errors_never() -> None:
    said = text(*(warning(line=n) for n in range(1, 8)), *(error(line=n) for n in range(1, 8)))

    assert said.splitlines()[0] == "... and 2 more of isolated (--format json lists all)"
    assert said.count("[isolated]") == 5
    assert "set.yml:5:1" in said
    assert "set.yml:6:1" not in said
    assert said.count("[cycle]") == 7


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([], "no problems"),
        ([error()], "1 error"),
        ([error(), error(), warning()], "2 errors, 1 warning"),
        ([warning(), warning()], "2 warnings"),
    ],
)
def test_summary(problems: list[Problem], words: str) -> None:
    assert summary(problems) == words


def test_json_has_every_problem_by_position_with_these_keys() -> None:
    rows: Any = json.loads(
        as_json([error("\N{GREEK SMALL LETTER BETA}\u202e"), *(warning() for _ in range(7))])
    )

    assert len(rows) == 8
    assert rows[-1] == {
        "path": "graph/a/set.yml",
        "line": 3,
        "column": 5,
        "code": "cycle",
        "severity": "error",
        "message": "\N{GREEK SMALL LETTER BETA}\u202e",
        "hint": "mend it",
    }
    assert list(rows[0]) == ["path", "line", "column", "code", "severity", "message", "hint"]
    assert json.loads(as_json([])) == []


def test_json_is_ascii_so_that_nothing_in_it_acts_on_a_terminal() -> None:
    assert as_json([error("\u202e\x1b[2J\udce9")]).isascii()


def test_the_size_of_a_graph_stands_with_what_is_wrong() -> None:
    assert result(240, []) == "240 concepts, no problems"
    assert result(1, [error()]) == "1 concept, 1 error"


def test_text_escapes_path_message_and_hint() -> None:
    said = text(error("m\x1b", "h\u202e", "graph/\x1b[2J.yml"))
    assert said == "graph/\\x1b[2J.yml:3:5: error: m\\x1b [cycle]\n    hint: h\\u202e"
