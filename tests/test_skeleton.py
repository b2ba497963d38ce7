"""The file of a concept before it is written, whatever its title is."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conceptgraph.document import parse
from conceptgraph.skeleton import skeleton

HOSTILE = [
    "<script>alert('1')</script>",
    "a: b",
    "a #b",
    "- a",
    "[a",
    "{a}",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "a'b",
    "'a'",
    '"a"',
    "\\beta",
    "no",
    "1e3",
    "2024-01-01",
    "null a",
    "~",
    "--- a",
    "a?",
    "? a",
    ": a",
    "Poincar\u00e9 $x$ {{ 7*7 }}",
    "\U0001f600 smile",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_and_nothing_else(title: str) -> None:
    text = skeleton(title)
    source, problems = parse("x", "b/x.yml", text.encode())
    assert problems == []
    assert isinstance(source.data, dict)
    assert source.data["title"] == title
    # An editor reads YAML with its own ideas of what is a number or a date.
    assert yaml.safe_load(text)["title"] == title
    assert source.data.keys() == parse("x", "b/x.yml", skeleton().encode())[0].data.keys()  # type: ignore[attr-defined]


@settings(deadline=None)
@example("=")
@example("<<")
@example("2027-02-30")
@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=30))
def test_any_printable_title_reads_back(title: str) -> None:
    line = " ".join(title.split()) or "x"
    source, problems = parse("x", "a/x.yml", skeleton(line).encode())
    assert problems == []
    assert isinstance(source.data, dict)
    assert source.data["title"] == line
