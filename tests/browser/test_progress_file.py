"""The file of a reader's progress: what is taken from it, what is left out, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.browser.progress_files import FILES, FRIDAY, MONDAY, OLDEST, File, file, known, learning
from tests.browser.scripts import Run

MODULES = {"progress.js": "read written"}


def reading(run: Run, text: str, now: str | None = None) -> Any:
    """Return what is read from a text: the file written again, and what was said of it."""
    body = """
    const found = read(text, now ?? undefined);
    return found.fault ? found : { file: written(found.progress), problems: found.problems };
    """
    found = run(body, MODULES, text=text, now=now)
    return {**found, "file": json.loads(found["file"])} if "file" in found else found


@given(FILES)
def test_what_is_written_is_read_as_it_was(run: Run, whole: File) -> None:
    body = """
    const { progress, problems } = read(text);
    const first = written(progress);
    return { file: first, problems, stable: written(read(first).progress) === first };
    """
    found = run(body, MODULES, text=json.dumps(whole))
    assert json.loads(found["file"]) == whole
    assert (found["problems"], found["stable"]) == ([], True)


def test_unknown_fields_are_kept_at_every_place(run: Run) -> None:
    whole = file(
        {"set": known(questions=[{"id": "q1", "right": True}])},
        plan={"goals": ["set"], "since": MONDAY, "color": "red"},
        archive={"old": {**known(), "reason": "Gone.", "note": 1}},
        device={"name": "desk"},
    )
    assert reading(run, json.dumps(whole)) == {"file": whole, "problems": []}


def test_a_field_named_proto_stays_a_field_and_touches_nothing(run: Run) -> None:
    text = """
    {"schema": 1, "__proto__": {"state": "known"}, "concepts": {
      "set": {"state": "known", "since": "2026-03-02T10:00:00Z", "__proto__": {"a": 1}}}}
    """
    body = """
    const { progress } = read(text);
    const twice = read(written(progress)).progress;
    return [written(twice), {}.state ?? null, {}.a ?? null];
    """
    again, state, a = run(body, MODULES, text=text)
    assert json.loads(again) == {
        "schema": 1,
        "__proto__": {"state": "known"},
        "concepts": {"set": {**known(), "__proto__": {"a": 1}}},
        "archive": {},
    }
    assert (state, a) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "{",
        '{"schema": 1',
        "null",
        "[]",
        '"known"',
        "{}",
        '{"schema": "1"}',
        '{"schema": 0}',
        '{"schema": 1.5}',
    ],
)
def test_what_is_no_file_of_progress_is_corrupt(text: str, run: Run) -> None:
    assert reading(run, text)["fault"] == "corrupt"


def test_a_newer_schema_is_newer_whatever_else_it_holds(run: Run) -> None:
    assert reading(run, '{"schema": 2, "concepts": 7}') == {
        "fault": "newer",
        "detail": "It has schema 2, and this site knows those up to 1.",
    }
    assert reading(run, json.dumps({"schema": 2, "all": "x" * 1_100_000}))["fault"] == "newer"


def test_files_beyond_the_limits_are_refused(run: Run) -> None:
    assert reading(run, json.dumps(file(note="x" * 1_000_000)))["fault"] == "large"
    assert reading(run, json.dumps(file({f"c{n}": known() for n in range(5_001)})))["fault"] == "large"
    assert reading(run, json.dumps(file(plan={"goals": ["a"] * 5_001, "since": MONDAY})))["fault"] == "large"
    assert reading(run, '{"schema": 1, "a": ' + "[" * 100_000 + "]" * 100_000 + "}")["fault"] == "corrupt"
    assert reading(run, '{"schema": 1, "a": ' + "[" * 19 + "]" * 19 + "}")["problems"] == []


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("__proto__", "__proto__"),
        ("Set", "Set"),
        ("", ""),
        ("a--b", "a--b"),
        ("set\n", "set "),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("\u202eevil", " evil"),
        ("../../etc", "../../etc"),
        ("x" * 101, "x" * 40 + "…"),
    ],
)
def test_what_cannot_be_an_id_is_left_out_and_named(id: str, shown: str, run: Run) -> None:
    text = json.dumps(file({id: known(), "set": known()}))
    assert reading(run, text) == {
        "file": file({"set": known()}, archive={}),
        "problems": [f"“{shown}” cannot be the id of a concept; its mark is left out."],
    }


@pytest.mark.parametrize(
    "entry", [None, True, "known", [], {}, {"state": "mastered", "since": MONDAY}, {"state": ["known"]}]
)
def test_what_is_no_mark_is_left_out_and_named(entry: Any, run: Run) -> None:
    assert reading(run, json.dumps(file({"set": entry, "limit": known()}))) == {
        "file": file({"limit": known()}, archive={}),
        "problems": ["“set” has no mark that this site knows; it is left out."],
    }


@pytest.mark.parametrize(
    "since",
    [
        None,
        5,
        "",
        "yesterday",
        "2026-03-02",
        "2026-02-31T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "+275760-09-13T00:00:00Z",
    ],
)
def test_a_mark_without_a_date_stays_and_counts_as_the_oldest(since: Any, run: Run) -> None:
    assert reading(run, json.dumps(file({"set": {"state": "known", "since": since}}))) == {
        "file": file({"set": known(OLDEST)}, archive={}),
        "problems": ["“set” has no date that is one; it counts as the oldest."],
    }


def test_a_date_in_the_future_counts_as_today_where_today_is_known(run: Run) -> None:
    whole = file({"set": known("9999-12-31T23:59:59.999Z")}, archive={})
    assert reading(run, json.dumps(whole)) == {"file": whole, "problems": []}
    assert reading(run, json.dumps(whole), now=FRIDAY) == {
        "file": file({"set": known(FRIDAY)}, archive={}),
        "problems": ["“set” has a date in the future; it counts as of today."],
    }


def test_of_a_key_that_stands_twice_the_last_counts(run: Run) -> None:
    first, last = json.dumps(known()), json.dumps(learning())
    text = f'{{"schema": 1, "concepts": {{"set": {first}, "set": {last}}}}}'
    assert reading(run, text)["file"]["concepts"] == {"set": learning()}


def test_parts_of_the_wrong_type_are_left_out_and_named(run: Run) -> None:
    assert reading(run, '{"schema": 1, "concepts": [], "archive": "all", "plan": 5}') == {
        "file": file(archive={}),
        "problems": [
            "“concepts” is not a list of marks; it is left out.",
            "“archive” is not a list of marks; it is left out.",
            "The plan names no goals; it is left out.",
        ],
    }


def test_a_plan_keeps_what_can_be_used_of_it(run: Run) -> None:
    plan = {
        "goals": ["set", "Set", 7, "set", "limit"],
        "hours": -3,
        "session": "long",
        "until": "2026-02-30",
        "since": MONDAY,
    }
    assert reading(run, json.dumps(file(plan=plan))) == {
        "file": file(archive={}, plan={"goals": ["set", "limit"], "since": MONDAY}),
        "problems": [
            "“hours” of the plan is not what it should be; it is left out.",
            "“session” of the plan is not what it should be; it is left out.",
            "“until” of the plan is not what it should be; it is left out.",
            "“Set” cannot be a goal; it is left out.",
            "“7” cannot be a goal; it is left out.",
        ],
    }


def test_a_reason_in_the_archive_is_cut_or_left_empty(run: Run) -> None:
    archive = {"long": known(reason="x" * 1_001), "none": known(), "list": known(reason=["x"])}
    found = reading(run, json.dumps(file(archive=archive)))
    assert {id: entry["reason"] for id, entry in found["file"]["archive"].items()} == {
        "long": "x" * 1_000,
        "none": "",
        "list": "",
    }
