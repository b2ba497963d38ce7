from __future__ import annotations

from typing import Any

import pytest
import yaml

from conceptgraph.model import LEVELS, Node
from tests.conftest import checked, dumped, node

ITEM = {"key": "one", "text": "T", "section": "s", "origin": "prose", "concepts": ["set"]}


def errors(files: dict[str, str]) -> list[str]:
    return [problem.message for problem in checked(files).problems if problem.severity == "error"]


def complaints(files: dict[str, str]) -> list[tuple[str, str]]:
    """Return code and message of what is wrong with the fields."""
    problems = [problem for problem in checked(files).problems if problem.severity == "error"]
    return [(problem.code, problem.message) for problem in problems]


NEED = {"id": "other", "reason": "it is used"}
ASKED = {"level": "core", "question": "What?", "answer": "This."}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 120},
        {"title": " Set of all "},
        {"summary": "x" * 400},
        {"minutes": 5},
        {"minutes": 240},
        *({"level": level} for level in LEVELS),
        {"status": "draft"},
        {"aliases": ["x" * 120, "y"]},
        {"aliases": []},
        {"definition": "x" * 20_000},
        {"prerequisites": [NEED | {"reason": "x" * 300}]},
        {"related": ["other"]},
        {"contrasts": [{"id": "other", "how": "x" * 500}]},
        {"questions": [ASKED, ASKED | {"level": "warm-up"}, ASKED | {"level": "deep", "assumes": ["other"]}]},
        {"resources": [{"source": "book", "where": "x" * 200}]},
        {"check": "assert True\n"},
    ],
)
def test_what_a_field_takes(fields: dict[str, Any]) -> None:
    assert errors({"a/set.yml": node(**{"title": "Set", **fields}), "a/other.yml": node("Other")}) == []


@pytest.mark.parametrize(
    ("fields", "code", "message"),
    [
        ({"title": "x" * 121}, "length", "title: 121 characters are more than the 120 that fit."),
        ({"title": " "}, "length", "title: The text is empty."),
        ({"title": "a\nb", "summary": "So."}, "length", "title: The text must stand on one line."),
        ({"title": ["a"]}, "wrong-type", "title: Text belongs here, a list stands here."),
        ({"summary": "x" * 401}, "length", "summary: 401 characters are more than the 400 that fit."),
        ({"summary": {"a": "b"}}, "wrong-type", "summary: Text belongs here, a mapping stands here."),
        ({"minutes": 4}, "out-of-range", "minutes: 4 is less than 5."),
        ({"minutes": 241}, "out-of-range", "minutes: 241 is more than 240."),
        ({"minutes": "1e2"}, "wrong-type", "minutes: A whole number belongs here."),
        ({"minutes": "4_5"}, "wrong-type", "minutes: A whole number belongs here."),
        ({"minutes": "45.0"}, "wrong-type", "minutes: A whole number belongs here."),
        ({"minutes": -5}, "wrong-type", "minutes: A whole number belongs here."),
        ({"minutes": "٤٥"}, "wrong-type", "minutes: A whole number belongs here."),
        ({"minutes": ""}, "wrong-type", "minutes: A whole number belongs here."),
        ({"minutes": [30]}, "wrong-type", "minutes: A whole number belongs here, a list stands here."),
        (
            {"level": "easy"},
            "not-allowed",
            "level: easy is not one of 'foundational', 'core' or 'advanced'.",
        ),
        ({"level": ""}, "not-allowed", "level: nothing is not one of 'foundational', 'core' or 'advanced'."),
        (
            {"level": ["core"]},
            "not-allowed",
            "level: a list is not one of 'foundational', 'core' or 'advanced'.",
        ),
        ({"status": "x" * 99}, "not-allowed", f"status: {'x' * 60}... is not one of 'draft'."),
        ({"aliases": "Bag"}, "wrong-type", "aliases: A list belongs here, text stands here."),
        ({"aliases": ""}, "wrong-type", "aliases: A list belongs here, nothing stands here."),
        ({"aliases": ["x" * 121]}, "length", "aliases: 121 characters are more than the 120 that fit."),
        ({"aliases": [["x"]]}, "wrong-type", "aliases: Text belongs here, a list stands here."),
        ({"goals": [""]}, "length", "goals: The text is empty."),
        ({"facts": ["x" * 20_001]}, "length", "facts: 20001 characters are more than the 20000 that fit."),
        ({"intuition": ""}, "length", "intuition: The text is empty."),
        ({"related": ["Set"]}, "id-form", "related: Set is not a well-formed name."),
        ({"related": [""]}, "id-form", "related: nothing is not a well-formed name."),
        ({"related": ["x" * 65]}, "length", "related: 65 characters are more than the 64 that fit."),
        ({"related": {"id": "other"}}, "wrong-type", "related: A list belongs here, a mapping stands here."),
        (
            {"prerequisites": ["other"]},
            "wrong-type",
            "prerequisites: A mapping belongs here, text stands here.",
        ),
        ({"prerequisites": ""}, "wrong-type", "prerequisites: A list belongs here, nothing stands here."),
        (
            {"prerequisites": [NEED | {"reason": "x" * 301}]},
            "length",
            "reason: 301 characters are more than the 300 that fit.",
        ),
        ({"prerequisites": [{"id": "other"}]}, "missing-field", "The field reason is missing."),
        ({"prerequisites": [NEED | {"id": "a b"}]}, "id-form", "id: a b is not a well-formed name."),
        (
            {"contrasts": [{"id": "other", "how": "x" * 501}]},
            "length",
            "how: 501 characters are more than the 500 that fit.",
        ),
        (
            {"questions": [ASKED | {"level": "easy"}]},
            "not-allowed",
            "level: easy is not one of 'warm-up', 'core' or 'deep'.",
        ),
        ({"questions": [ASKED | {"answer": " "}]}, "length", "answer: The text is empty."),
        (
            {"questions": [ASKED | {"assumes": "other"}]},
            "wrong-type",
            "assumes: A list belongs here, text stands here.",
        ),
        (
            {"resources": [{"source": "book", "where": "x" * 201}]},
            "length",
            "where: 201 characters are more than the 200 that fit.",
        ),
        ({"check": ""}, "length", "check: The text is empty."),
    ],
)  # fmt: skip
def test_what_a_field_refuses(fields: dict[str, Any], code: str, message: str) -> None:
    files = {"a/set.yml": node(**{"title": "Set", **fields}), "a/other.yml": node("Other")}
    assert complaints(files) == [(code, message)]


@pytest.mark.parametrize("name", [name for name, field in Node.model_fields.items() if field.is_required()])
def test_a_required_field(name: str) -> None:
    whole = yaml.safe_load(node("Set"))
    del whole[name]
    assert complaints({"a/set.yml": dumped(whole)}) == [("missing-field", f"The field {name} is missing.")]


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("prerequisite", "did you mean prerequisites?"),
        ("Title", "did you mean title?"),
        ("sumary", "did you mean summary?"),
        ("id", "see the table of fields in CONTRIBUTING.md"),
        ("", "see the table of fields in CONTRIBUTING.md"),
    ],
)
def test_an_unknown_field(field: str, hint: str) -> None:
    (problem,) = checked({"a/set.yml": f"'{field}': x\n" + node("Set")}).problems

    assert (problem.code, problem.location[1:]) == ("unknown-field", (1, 1))
    assert problem.message == f"There is no field {field or 'nothing'}."
    assert problem.hint == hint


def test_an_unknown_field_of_a_part() -> None:
    (problem,) = checked({"a/set.yml": node("Set", questions=[ASKED | {"anwser": "x"}])}).problems

    assert (problem.code, problem.location[1:]) == ("unknown-field", (7, 3))
    assert problem.hint == "did you mean answer?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "A mapping belongs here, nothing stands here."),
        ("# a comment\n", "A mapping belongs here, nothing stands here."),
        ("Set\n", "A mapping belongs here, text stands here."),
        ("- title: Set\n", "A mapping belongs here, a list stands here."),
    ],
)
def test_a_file_that_is_no_concept_says_so_in_words(text: str, message: str) -> None:
    assert complaints({"a/set.yml": text}) == [("wrong-type", message)]


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("areas.yml", "", "wrong-type", "A list belongs here, nothing stands here."),
        ("areas.yml", "a: A", "wrong-type", "A list belongs here, a mapping stands here."),
        ("areas.yml", "- a", "wrong-type", "A mapping belongs here, text stands here."),
        ("areas.yml", "- {id: a}", "missing-field", "The field title is missing."),
        (
            "areas.yml",
            dumped([{"id": "a", "title": "x" * 81}]),
            "length",
            "title: 81 characters are more than the 80 that fit.",
        ),
        ("areas.yml", "- {id: a, title: A, tilte: B}", "unknown-field", "There is no field tilte."),
        ("sources.yml", "[]", "wrong-type", "A mapping belongs here, a list stands here."),
        ("sources.yml", "book: Book", "wrong-type", "book: A mapping belongs here, text stands here."),
        ("sources.yml", "book: {title: Book}", "missing-field", "The field url is missing."),
        ("sources.yml", "book: {title: Book}", "missing-field", "The field good_for is missing."),
        ("checklist.yml", "", "wrong-type", "A list belongs here, nothing stands here."),
        (
            "checklist.yml",
            dumped([ITEM | {"origin": "guess"}]),
            "not-allowed",
            "origin: guess is not one of 'bullet' or 'prose'.",
        ),
        (
            "checklist.yml",
            dumped([ITEM | {"section": "A B"}]),
            "id-form",
            "section: A B is not a well-formed name.",
        ),
        ("redirects.yml", "[]", "wrong-type", "A mapping belongs here, a list stands here."),
        ("redirects.yml", "old: ''", "id-form", "nothing cannot be the id of a concept."),
        ("redirects.yml", "old: A B", "id-form", "A B cannot be the id of a concept."),
        ("redirects.yml", "Old: set", "id-form", "Old cannot be an id."),
        ("redirects.yml", "old: [set]", "wrong-type", "old: A mapping belongs here, a list stands here."),
        ("redirects.yml", "old: {reason: ''}", "length", "reason: The text is empty."),
    ],
)
def test_what_a_list_refuses(name: str, text: str, code: str, message: str) -> None:
    assert (code, message) in complaints({"a/set.yml": node("Set", resources=None), name: text})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.yml", ""),
        ("redirects.yml", "# nothing yet\n"),
        ("redirects.yml", "old: set\nolder: old\ngone: {reason: merged}\n"),
        ("checklist.yml", dumped([ITEM, ITEM | {"key": "two", "section": "s/t"}])),
        ("checklist.yml", "[]"),
    ],
)
def test_what_a_list_takes(name: str, text: str) -> None:
    assert errors({"a/set.yml": node("Set", resources=None), name: text}) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://mml-book.github.io/",
        "http://example.org",
        "https://example.org:8080/a%20b?c=d#e",
        "https://web.stanford.edu/~boyd/cvxbook/",
    ],
)
def test_addresses(url: str) -> None:
    sources = dumped({"book": {"title": "Book", "url": url, "prefix": url, "good_for": "facts"}})
    assert errors({"a/set.yml": node("Set"), "sources.yml": sources}) == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//example.org/", "example.org", "",
        "https://", "https:///path", "https://me:secret@example.org/", "https://example.org\\@evil.org/",
        "https://exämple.org/", "https://example.org/a b", 'https://example.org/"><script>', "https://example.org/\n",
        "https://[::1/", "https://example.org/a|b", "https://example.org:port/", "x" * 301,
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    sources = dumped({"book": {"title": "Book", "url": url, "good_for": "facts"}})
    ((code, message),) = complaints({"a/set.yml": node("Set"), "sources.yml": sources})

    assert code == ("length" if len(url) > 300 else "url-form")
    assert message.startswith("url: ")


def test_no_complaint_is_repeated_for_what_the_reader_refused() -> None:
    assert complaints({"a/set.yml": node("Set", aliases=None) + "aliases: *names\n"}) == [
        ("yaml-anchor", "*names repeats a value from elsewhere.")
    ]


def test_the_same_id_in_two_areas() -> None:
    assert complaints({"a/set.yml": node("Set"), "b/set.yml": node("Other set")}) == [
        ("duplicate-id", "The id set is already taken by graph/a/set.yml.")
    ]
