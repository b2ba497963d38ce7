from __future__ import annotations

import pytest

from conceptgraph.escape import annotation, annotation_property, markdown, printable


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain \N{GREEK SMALL LETTER BETA}", "plain \N{GREEK SMALL LETTER BETA}"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\udce9", "\\udce9"),
        ("\x7f\x9b", "\\x7f\\x9b"),
        ("a ###[error]x ## [b]", "a ##\\x23[error]x ## [b]"),
    ],
)
def test_printable(raw: str, shown: str) -> None:
    assert printable(raw) == shown


def test_a_workflow_command_keeps_its_ends_to_itself() -> None:
    assert annotation("50%\n::error::x") == "50%25\\n::error::x"
    assert annotation_property("a,b:c%") == "a%2Cb%3Ac%25"


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("a | b <img> `c` [d](e) *f* _g_ $h$ ##", r"a \| b \<img\> \`c\` \[d\](e) \*f\* \_g\_ \$h\$ \#\#"),
        ("two\nlines\tand\u202e", r"two lines and\\u202e"),
        ("https://a.example www.b.example", r"https:\//a.example www\.b.example"),
        ("@somebody", "@\u200bsomebody"),
        ("#1 GH-2 :x: 3:4", "\\#\u200b1 GH-\u200b2 :\u200bx: 3:4"),
        ("- x", r"\- x"),
        ("+ x", r"\+ x"),
        ("===", r"\==="),
        ("1. x", r"1\. x"),
        ("12) x", r"12\) x"),
        ("2024 x", "2024 x"),
        ("", ""),
    ],
)
def test_markdown_shows_what_was_typed(raw: str, typed: str) -> None:
    assert markdown(raw) == typed
