from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from conceptgraph.links import Answer, Link, asked, document_links, findings, graph_links, table
from conceptgraph.model import Location
from conceptgraph.problem import as_text
from tests.built import ROOT, command
from tests.conftest import LISTS, checked, node, write_graph
from tests.test_ask import Web, at
from tests.test_ask import web as web

PAGE = "https://site.test/page"
PLACE = Location("graph/sources.yml", 3, 8)
SOURCES = (
    "notes: {title: Notes, url: 'https://site.test/', prefix: 'https://site.test/abs/', good_for: facts}\n"
)


def cited(where: str) -> str:
    return node("Set", resources=[{"source": "notes", "where": where}])


def found(answer: Answer) -> str:
    """Return what a person reads of an answer."""
    return click.unstyle(as_text(findings([Link(PLACE, PAGE)], {PAGE: answer})))


def in_text(text: str) -> list[str]:
    return [link.address for link in document_links("README.md", text)]


def test_the_graph_links_to_its_sources_and_to_the_places_that_a_prefix_reaches() -> None:
    corpus = checked({"sources.yml": SOURCES, "a/set.yml": cited("1406.2661, Section 2")}).corpus
    assert [(link.location.short, link.address) for link in graph_links(corpus)] == [
        ("graph/sources.yml:1", "https://site.test/"),
        ("graph/a/set.yml:5", "https://site.test/abs/1406.2661"),
    ]


def test_a_chapter_has_no_address_of_its_own() -> None:
    corpus = checked({"sources.yml": SOURCES, "a/set.yml": cited("Chapter 4")}).corpus
    assert [link.address for link in graph_links(corpus)] == ["https://site.test/"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See [it](https://site.test/a#b).", "https://site.test/a#b"),
        ("[![x](y)](https://site.test/a_(b)) and", "https://site.test/a_(b)"),
        ("<https://site.test/a>, or", "https://site.test/a"),
        ("at https://site.test/a?b=c&d=1. Then", "https://site.test/a?b=c&d=1"),
        ('href="http://site.test"', "http://site.test"),
        ("**https://site.test/**", "https://site.test/"),
        ("`https://site.test/`", "https://site.test/"),
    ],
)
def test_an_address_ends_where_a_reader_sees_it_end(text: str, address: str) -> None:
    assert in_text(text) == [address]


def test_an_address_in_a_document_has_its_line_and_column() -> None:
    [link] = document_links("docs/how-to.md", "One.\n\nSee https://site.test/a.\n")
    assert link == Link(Location("docs/how-to.md", 3, 5), "https://site.test/a")


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:8000/",
        "http://localhost/a",
        "https://example.org/",
        "https://www.example.com/a",
        "https://a.example/",
        "https://{0}.github.io/{1}/",
        "ftp://site.test/",
        "https://",
    ],
)
def test_nobody_is_asked_who_only_stands_for_somebody(text: str) -> None:
    assert in_text(text) == []


def test_odd_addresses_are_asked_too_and_answered_by_a_fault() -> None:
    assert in_text("https://[::1 and https://a\u2100b/") == ["https://a\u2100b/"]


def test_a_long_line_of_brackets_is_read_in_no_time() -> None:
    assert len(in_text("https://a" + "(" * 100_000)) == 1


def test_what_follows_the_hash_stays_here() -> None:
    assert asked(Link(PLACE, f"{PAGE}#part")) == PAGE


@pytest.mark.parametrize("answer", [Answer(200), Answer(204), Answer(304)])
def test_what_answers_is_not_mentioned(answer: Answer) -> None:
    assert found(answer) == ""


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (
            Answer(404),
            [f"error: {PAGE} answers 404 (Not Found). [link-broken]", "look for the page's new address"],
        ),
        (Answer(503), [f"error: {PAGE} answers 503 (Service Unavailable).", "wait for the next run, or"]),
        (Answer(599), [f"error: {PAGE} answers 599."]),
        (Answer(404, moved="https://b.test/"), [f"error: {PAGE} answers 404 (Not Found)."]),
        (Answer(fault="timeout"), [f"error: {PAGE} does not answer in time."]),
        (
            Answer(fault="connection", detail="Connection refused"),
            [f"error: {PAGE} cannot be reached: Connection refused."],
        ),
        (
            Answer(fault="certificate", detail="certificate has expired"),
            [
                f"error: {PAGE} has a certificate that does not hold: certificate has expired.",
                "http:// instead is no way out",
            ],
        ),
        (Answer(fault="circle"), [f"error: {PAGE} is redirected without an end."]),
        (Answer(fault="address", detail="no host"), ["is no address of a page: no host."]),
        (
            Answer(200, moved="https://b.test/"),
            [f"warning: {PAGE} has moved for good. [link-moved]", "hint: write https://b.test/"],
        ),
        (
            Answer(403),
            [f"warning: {PAGE} could not be asked: it answers 403 (Forbidden). [link-refused]", "open it"],
        ),
        (Answer(429), [f"warning: {PAGE} could not be asked: it answers 429 (Too Many Requests)."]),
    ],
)
def test_every_answer_has_its_words_and_a_way_out(answer: Answer, lines: list[str]) -> None:
    said = found(answer)
    assert said.startswith("graph/sources.yml:3:8: ")
    assert [line for line in lines if line not in said] == []
    assert "\n    hint: " in said


def test_every_place_of_a_broken_address_is_named() -> None:
    places = [Location("README.md", line, 1) for line in (3, 9)]
    problems = findings([Link(place, f"{PAGE}#a") for place in places], {PAGE: Answer(404)})
    assert [problem.location for problem in problems] == places


def test_the_table_reads_as_typed_and_shows_broken_links_first() -> None:
    links = [Link(PLACE, PAGE), Link(Location("a|b.md", 1, 1), "https://b.test/@me")]
    answers = {PAGE: Answer(200, moved="https://c.test/|<b>\u202e"), "https://b.test/@me": Answer(404)}
    assert table(findings(links, answers), 2) == (
        "## Links to other sites\n\n2 pages of other sites asked for, 1 broken link.\n\n"
        "| place | finding | what to do |\n|---|---|---|\n"
        "| a\\|b.md:1 | https:\\//b.test/@\u200bme answers 404 (Not Found). "
        "| look for the page's new address, or cite another source |\n"
        "| graph/sources.yml:3 | https:\\//site.test/page has moved for good. "
        "| write https:\\//c.test/\\|\\<b\\>\\\\u202e |\n"
    )


def test_a_summary_has_room_for_so_many_findings() -> None:
    links = [Link(Location("README.md", line, 1), PAGE) for line in range(1, 300)]
    shown = table(findings(links, {PAGE: Answer(404)}), 1)
    assert shown.count("README.md:") == 200
    assert shown.endswith("... and 99 more: see the log.\n")


@pytest.fixture
def graph(web: Web, tmp_path: Path) -> Path:
    """Return a graph whose one source is our own server."""
    sources = f"book: {{title: Book, url: '{at(web, '/ok')}', good_for: facts}}\n"
    return write_graph(tmp_path / "graph", {**LISTS, "sources.yml": sources, "a/set.yml": node("Set")})


def test_the_command_ends_well_where_every_link_answers(web: Web, graph: Path) -> None:
    done = command("links", "--graph", graph)
    assert (done.exit_code, done.stdout, done.stderr) == (
        0,
        "",
        "1 page of other sites asked for, 0 broken links\n",
    )
    assert web.agents == {"Mozilla/5.0 (compatible; concept-graph-links)"}


def test_the_command_ends_with_1_for_a_broken_link_and_writes_the_summary(
    web: Web, graph: Path, tmp_path: Path
) -> None:
    document, summary = tmp_path / "more.md", tmp_path / "summary.md"
    # 127.1 is this machine too, under a name that is not left out.
    document.write_text(f"[a]({at(web, '/status/404', host='127.1')}#x)\n", encoding="utf-8")
    summary.write_text("Before.\n", encoding="utf-8")
    options = ("--graph", graph, "--format", "json", "--summary", summary)
    done = command("links", document, *options, REPO_URL="https://site.test/us")

    assert done.exit_code == 1
    [row] = json.loads(done.stdout)
    assert (row["path"], row["line"], row["column"], row["code"]) == (str(document), 1, 5, "link-broken")
    assert summary.read_text(encoding="utf-8").startswith("Before.\n## Links to other sites\n\n2 pages")
    assert web.agents == {"Mozilla/5.0 (compatible; concept-graph-links; +https://site.test/us)"}


def test_a_summary_that_cannot_be_written_is_said(graph: Path, tmp_path: Path) -> None:
    done = command("links", "--graph", graph, "--summary", tmp_path)
    assert done.exit_code == 2
    assert "cannot be written: Is a directory" in " ".join(done.stderr.split())


def test_no_question_is_asked_that_has_no_time_for_an_answer(web: Web, graph: Path) -> None:
    assert command("links", "--graph", graph, "--seconds", "0").exit_code == 2
    assert web.asked == []


def test_an_unsound_graph_is_reported_and_nobody_is_asked(web: Web, graph: Path) -> None:
    write_graph(graph, {"a/map.yml": node("Map", ["nothing"])})
    assert command("links", "--graph", graph).exit_code == 1
    assert web.asked == []


def test_every_source_of_the_repository_would_be_asked() -> None:
    text = (ROOT / "graph/sources.yml").read_text(encoding="utf-8")
    links = {link.address for link in document_links("graph/sources.yml", text)}
    assert len(links) >= 26
