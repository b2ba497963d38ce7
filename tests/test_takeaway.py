"""The files of tests/takeaways, to which the browser is held too.

Each plan stands there as JSON, and beside it what is written of it. ``UPDATE_GOLDEN=1`` writes the others
anew from the JSON; review the difference as if it were code.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import TypeAdapter

from conceptgraph.guide import Plan, Session, Step
from conceptgraph.schedule import Part
from conceptgraph.takeaway import plan_calendar, plan_json, plan_markdown

FOLDER = Path(__file__).parent / "takeaways"
CASES = sorted(FOLDER.glob("*.json"))
SITE = "https://example.org/atlas (1)/"
STAMP = "2026-11-24T12:00:00Z"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
UNSEEN = "\u200b"
"""Stands behind an @, so that no name is mentioned."""


def read(path: Path) -> Plan:
    return TypeAdapter(Plan).validate_json(path.read_bytes())


def dated(title: str, reason: str = "x") -> Plan:
    """Return a plan of one session with a text that a contributor typed."""
    step = Step("set", title, 30, (), "A", "concepts/set/")
    times = ("2026-11-24", "2026-11-24T18:00", "2026-11-24T18:30")
    return Plan(("set",), (title,), (), ("set",), (step,), (Session(30, (Part("set", 30),), *times),))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_takeaways(path: Path) -> None:
    plan = read(path)
    written = {".md": plan_markdown(plan, SITE).encode()}
    if plan.sessions and plan.sessions[0].day:
        written[".ics"] = plan_calendar(plan, STAMP, SITE).encode()
    if os.environ.get("UPDATE_GOLDEN") == "1" and not os.environ.get("CI"):
        for suffix, content in written.items():
            path.with_suffix(suffix).write_bytes(content)

    assert plan_json(plan) == path.read_text(encoding="utf-8")
    assert written == {suffix: path.with_suffix(suffix).read_bytes() for suffix in written}


def unfolded(calendar: str) -> dict[str, str]:
    """Return the properties of a calendar as a program reads them; the last of each name."""
    lines = calendar.replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


@given(TEXTS)
def test_a_calendar_holds_any_text_in_lines_that_every_program_reads(text: str) -> None:
    calendar = plan_calendar(dated(text), STAMP)
    lines = calendar.encode().split(b"\r\n")
    summary = unfolded(calendar)["SUMMARY"]
    shown = re.sub(r"\\(.)", r"\1", summary).removeprefix("Study 1 of 1:").strip(" ")

    assert lines[-1] == b""
    assert all(len(line) <= 75 and line.decode() for line in lines[:-1])
    assert not any(set(line) & {*range(32), 127} for line in lines)
    assert shown == re.sub(r"[\0-\x20\x7f-\xa0\u2028\u2029]+", " ", text).strip(" ")
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", summary)


def test_long_lines_are_folded_between_characters_at_75_bytes() -> None:
    calendar = plan_calendar(dated("é" * 60), STAMP)
    folded = next(line for line in calendar.split("\r\n") if line.startswith("SUMMARY"))

    assert len(folded.encode()) == 74
    assert "\r\n é" in calendar


def test_a_session_keeps_its_uid_whatever_it_holds_and_each_has_its_own() -> None:
    plan = read(FOLDER / "two-goals-in-three-days.json")
    uids = re.findall(r"^UID:(.+)\r$", plan_calendar(plan, STAMP), re.M)
    again = re.findall(r"^UID:(.+)\r$", plan_calendar(dated("Set"), STAMP), re.M)

    assert len(set(uids)) == len(plan.sessions or ())
    assert again == re.findall(
        r"^UID:(.+)\r$", plan_calendar(dated("Sets"), "2027-01-01T00:00:00Z", SITE), re.M
    )
    assert not set(uids) & set(again)


@given(TEXTS)
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(plan_markdown(dated(text)))
    heading = next(token for token in tokens if token.type == "inline")
    shown = "".join(part.content for part in heading.children or ())

    assert tokens[0].tag == "h1"
    assert {part.type for part in heading.children or ()} <= {"text", "text_special"}
    typed = "Study plan: " + re.sub(r"[\0-\x20\x7f-\xa0]+", " ", text)
    assert shown.replace(UNSEEN, "").split() == typed.replace(UNSEEN, "").split()


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("<script>x</script>", r"\<script\>x\</script\>"),
        ("[a](javascript:x)", r"\[a\](javascript:x)"),
        ("a_b*c* `d` $e$ & #", r"a\_b\*c\* \`d\` \$e\$ \& \#"),
        ("see https://evil.example and www.evil.example", r"see https:\//evil.example and www\.evil.example"),
        ("@somebody, a@b | c", "@\u200bsomebody, a@\u200bb \\| c"),
        ("two\n# lines", r"two \# lines"),
    ],
)
def test_contributed_text_stays_text_in_markdown(title: str, written: str) -> None:
    assert f"- [ ] {written} (30 min)\n" in plan_markdown(dated(title))
    assert f"- [ ] [{written}](https://example.org/concepts/set/) (30 min)\n" in plan_markdown(
        dated(title), "https://example.org/"
    )
