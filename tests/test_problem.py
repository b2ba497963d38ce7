from __future__ import annotations

import json
from typing import Any

import click
import pytest

from conceptgraph.model import Location
from conceptgraph.problem import (
    Problem,
    as_github,
    as_json,
    as_text,
    has_errors,
    problem,
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


def test_github_annotation() -> None:
    assert as_github([warning("Odd."), error("Wrong.")]) == (
        "::error file=graph/a/set.yml,line=3,col=5,title=cycle::Wrong. mend it\n"
        "::warning file=graph/a/set.yml,line=1,col=1,title=isolated::"
        "Odd. name what it needs, or add it as a prerequisite where it is used"
    )
    assert as_github([]) == ""


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("x\n::error file=other::y", "x\\n::error file=other::y"),
        ("100%", "100%25"),
        ("%0A::stop", "%250A::stop"),
        ("a\rb", "a\\rb"),
        ("one, two: three", "one, two: three"),
    ],
)
def test_github_annotation_stays_on_its_line(message: str, shown: str) -> None:
    assert as_github([error(message)]) == (
        f"::error file=graph/a/set.yml,line=3,col=5,title=cycle::{shown} mend it"
    )


def test_github_properties_cannot_be_left() -> None:
    annotation = as_github([error(path="graph/a,line=1::x%0A:\n.yml")])
    assert annotation.startswith("::error file=graph/a%2Cline=1%3A%3Ax%250A%3A\\n.yml,line=3,")


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


def test_text_escapes_path_message_and_hint() -> None:
    said = text(error("m\x1b", "h\u202e", "graph/\x1b[2J.yml"))
    assert said == "graph/\\x1b[2J.yml:3:5: error: m\\x1b [cycle]\n    hint: h\\u202e"
