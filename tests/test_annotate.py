from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conceptgraph.annotate import SUMMARY_BYTES, as_github, as_markdown, ordered
from conceptgraph.changes import Changes
from conceptgraph.model import Location
from conceptgraph.problem import Problem, as_text, problem

SITE = "https://atlas.example/"
UNSEEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and bidirectional characters, halves of characters, and line ends but our own."""
COMMAND = re.compile(r"::(error|warning) (file=[^,:]*,line=\d+,col=\d+,title=[a-z-]+|title=More)::")
ATTACKS = [
    "\n::error::x", "\r\n::stop-commands::x", "##[error]x", "%0A::debug::x", "\u2028::x", "\u202e", "\x1b[2J",
    "@somebody", "#1", "GH-1", ":x:", "https://evil.example", "www.evil.example", "mailto:a@evil.example",
    "<img src=x onerror=alert(1)>", "<!--", "</td>", "&lt;b&gt;", "<https://evil.example>", "![x](y)",
    "[x](https://evil.example)", "[x]: y", "| x |", "\n\n# x", "`x`", "```", "\\", "$x$", "- [ ] x", "~~x~~",
]  # fmt: skip
HOSTILE = st.one_of(
    st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=8)), max_size=6).map("".join),
    st.text(st.characters(), max_size=40),
)
PROBLEMS = st.lists(
    st.builds(
        lambda code, path, line, message, hint: problem(code, Location(path, line, 1), message, hint),
        st.sampled_from(["cycle", "isolated"]),
        HOSTILE,
        st.integers(1, 99),
        HOSTILE,
        HOSTILE,
    ),
    max_size=14,
)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""The Markdown of hosts such as GitHub, but for addresses that are links without markup."""
TAGS = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "a", "strong"}


def error(
    message: str = "Wrong.", hint: str = "mend it", path: str = "graph/a/set.yml", line: int = 3
) -> Problem:
    return problem("cycle", Location(path, line, 5), message, hint)


def warning(message: str = "Odd.", line: int = 1, path: str = "graph/a/set.yml") -> Problem:
    return problem("isolated", Location(path, line, 1), message)


def many(number: int) -> list[Problem]:
    return [error(line=line) for line in range(1, number + 1)]


def tokens(text: str) -> Iterable[Token]:
    """Yield every token of a Markdown text, in lines too."""
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def test_github_annotation() -> None:
    assert as_github([warning("Odd."), error("Wrong.")]) == (
        "::error file=graph/a/set.yml,line=3,col=5,title=cycle::Wrong.%0Ahint: mend it\n"
        "::warning file=graph/a/set.yml,line=1,col=1,title=isolated::"
        "Odd.%0Ahint: name what it needs, or add it as a prerequisite where it is used"
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
        f"::error file=graph/a/set.yml,line=3,col=5,title=cycle::{shown}%0Ahint: mend it"
    )


def test_a_hint_stays_on_its_line_too_and_a_finding_may_have_none() -> None:
    place = Location("graph/a/set.yml", 3, 5)
    bare = Problem(place, "cycle", "Wrong.", "", "error")
    assert as_github([bare]) == "::error file=graph/a/set.yml,line=3,col=5,title=cycle::Wrong."
    assert as_github([error(hint="x\n::error::y%0A::z")]).endswith("%0Ahint: x\\n::error::y%250A::z")


def test_github_properties_cannot_be_left() -> None:
    annotation = as_github([error(path="graph/a,line=1::x%0A:\n.yml")])
    assert annotation.startswith("::error file=graph/a%2Cline=1%3A%3Ax%250A%3A\\n.yml,line=3,")


def test_changed_lines_come_first_then_changed_files_and_errors_before_all_warnings() -> None:
    found = [
        error("elsewhere", path="graph/a/a.yml"),
        error("same file", line=2),
        error("changed", line=7),
        warning("changed", line=8),
        warning("same file", line=1),
    ]
    changes = Changes({"graph/a/set.yml": (range(7, 9),)})
    assert [(p.severity, p.message) for p in ordered(found, changes)] == [
        ("error", "changed"),
        ("error", "same file"),
        ("error", "elsewhere"),
        ("warning", "changed"),
        ("warning", "same file"),
    ]


def test_ten_are_annotated_without_a_word_on_more() -> None:
    assert as_github(many(10)).count("::error file=") == 10
    assert "more" not in as_github(many(10))


def test_the_tenth_annotation_says_how_many_more_there_are_and_where() -> None:
    lines = as_github([*many(12), warning()], listed="in the summary").splitlines()

    assert [line.partition(",")[0] for line in lines[:9]] == ["::error file=graph/a/set.yml"] * 9
    assert lines[9] == "::error title=More::3 more errors stand in the summary."
    assert lines[10].startswith("::warning file=graph/a/set.yml,line=1,")
    assert lines[11:] == [
        f"- graph/a/set.yml:{line}:5: error: Wrong. [cycle] hint: mend it" for line in (10, 11, 12)
    ]


def test_the_summary_of_a_sound_graph_is_one_sentence() -> None:
    assert as_markdown([], 240) == "## Check of the graph\n\n240 concepts, no problems.\n"


def test_the_summary_is_a_table_with_codes_that_lead_to_their_pages() -> None:
    assert as_markdown([warning(), error()], 2, site=SITE) == (
        "## Check of the graph\n"
        "\n"
        "2 concepts, 1 error, 1 warning.\n"
        "\n"
        "| place | problem | way out | code |\n"
        "|---|---|---|---|\n"
        "| graph/a/set.yml:3 | **error**: Wrong. | mend it | [cycle](https://atlas.example/checks/cycle/) |\n"
        "| graph/a/set.yml:1 | **warning**: Odd. | name what it needs, or add it as a prerequisite where it "
        "is used | [isolated](https://atlas.example/checks/isolated/) |\n"
        "\n"
        "build_graph.py explain CODE says more, with an example mended.\n"
    )


def test_a_line_end_in_the_name_of_a_file_is_seen_in_the_summary() -> None:
    assert "| graph/a/two\\\\nlines.yml:3 |" in as_markdown([error(path="graph/a/two\nlines.yml")], 2)


def test_without_an_address_codes_are_no_links() -> None:
    assert as_markdown([error()], 2).splitlines()[6].endswith("| mend it | cycle |")


def test_what_has_changed_stands_in_a_table_of_its_own() -> None:
    found = [error("near"), error("far", path="graph/a/map.yml")]
    lines = as_markdown(found, 2, Changes({"graph/a/set.yml": ()})).splitlines()

    places = [
        lines.index(next(line for line in lines if words in line))
        for words in ("### In files that have changed", "near", "### In other files", "far")
    ]
    assert places == sorted(places)
    assert "In other files" not in as_markdown(found[:1], 2, Changes({"graph/a/set.yml": ()}))


def test_a_summary_keeps_to_the_size_that_is_taken_and_says_what_it_left_out() -> None:
    found = [error("\N{GREEK SMALL LETTER BETA}" * 500, line=line) for line in range(1, 2001)]
    text = as_markdown(found, 2)
    rows = text.count("| graph/a/set.yml:")

    assert SUMMARY_BYTES - 3000 < len(text.encode()) <= SUMMARY_BYTES
    assert (
        f"\n{2000 - rows} more are left out, since the summary has no room for them; "
        "`build_graph.py check --format json` lists all." in text
    )
    assert text.endswith("says more, with an example mended.\n")
    assert as_markdown(found, 2, room=100) == ""


@settings(max_examples=60, deadline=None)
@given(PROBLEMS)
def test_no_line_of_a_log_is_a_command_but_our_own(found: list[Problem]) -> None:
    said = as_github(found)

    assert UNSEEN.search(said) is None
    assert "##[" not in as_text(found) + "".join(x for x in said.split("\n") if x[:2] != "::")
    for line in said.split("\n") if found else []:
        assert COMMAND.match(line) if line.lstrip().startswith("::") else line.startswith("- ")


@settings(max_examples=60, deadline=None)
@given(PROBLEMS)
def test_no_text_of_a_problem_moves_a_terminal(found: list[Problem]) -> None:
    said = re.sub(r"\x1b\[\d*m", "", as_text(found))
    assert UNSEEN.search(said) is None
    assert len(said.splitlines()) == said.count("\n") + bool(said)


@settings(max_examples=60, deadline=None)
@given(PROBLEMS)
def test_a_summary_has_no_link_picture_or_markup_but_our_own(found: list[Problem]) -> None:
    text = as_markdown(found, 2, Changes({}), SITE)
    kinds = [token for token in tokens(text) if token.type not in ("text", "softbreak", "inline")]
    links = [token.attrs["href"] for token in kinds if token.type == "link_open"]

    assert UNSEEN.search(text) is None
    assert sorted(links) == sorted(f"{SITE}checks/{problem.code}/" for problem in found)
    assert {token.tag for token in kinds if token.tag} <= TAGS
    assert not [token for token in kinds if token.type.startswith(("html", "image", "code", "fence"))]
    assert sum(token.type == "tr_open" for token in kinds) == (len(found) + 1 if found else 0)
    assert sum(token.type == "td_open" for token in kinds) == 4 * len(found)


@settings(max_examples=60, deadline=None)
@given(PROBLEMS)
def test_a_summary_has_nothing_that_a_host_links_without_markup(found: list[Problem]) -> None:
    rows = "\n".join(line.rpartition("[")[0] for line in as_markdown(found, 2, None, SITE).split("\n")[6:])
    assert not re.search(r"://|(?i:www)\.|@[A-Za-z0-9]|#[0-9]|\b(?i:gh)-[0-9]|:[a-z0-9_+-]+:", rows)
