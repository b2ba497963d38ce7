"""What `build_graph.py path` prints and refuses."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.built import command
from tests.conftest import LISTS, node, write_graph

GOOD = {**LISTS, "a/set.yml": node("Set"), "a/map.yml": node("Map", ["set"], minutes=45)}
MORE = {
    "b/event.yml": node("Event", ["set"], minutes=20),
    "b/odds.yml": node("Odds", ["event"], minutes=100),
    "checklist.yml": (
        "- {key: odds, text: odds of events, section: chance/events, origin: prose,"
        " concepts: [event, odds]}\n"
        "- {key: maps, text: maps, section: analysis, origin: prose, concepts: [map]}\n"
    ),
}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return write_graph(tmp_path / "graph", GOOD)


@pytest.fixture
def wide(graph: Path) -> Path:
    """Return a graph with two areas and a checklist."""
    return write_graph(graph, MORE)


def planned(graph: Path, *options: str) -> dict[str, Any]:
    done = command("path", "--graph", graph, "--format", "json", *options)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    return found


def test_path_in_study_order_with_reasons_and_hours(graph: Path) -> None:
    done = command("path", "map", "--graph", graph)

    assert done.exit_code == 0
    assert done.output == (
        "  1. Set (set), 30 min  can be started now\n"
        "       for Map: it is used\n"
        "  2. Map (map), 45 min\n"
        "2 concepts, 1.5 h; allow 50 min to 2 h.\n"
    )


def test_path_as_json(graph: Path) -> None:
    done = command("path", "map", "--known", "set", "--graph", graph, "--format", "json")

    assert json.loads(done.output) == {
        "path": ["map"],
        "goals": ["map"],
        "titles": ["Map"],
        "known": ["set"],
        "ready": ["map"],
        "minutes": 45,
        "range": [30, 68],
        "steps": [
            {
                "id": "map",
                "title": "Map",
                "minutes": 45,
                "needed_for": [],
                "area": "A",
                "url": "concepts/map/",
            }
        ],
    }


def test_path_to_what_is_known_is_empty(graph: Path) -> None:
    done = command("path", "map", "--known", "map", "--graph", graph)
    assert done.output == "Nothing is left to study for these goals.\n"


def test_path_leaves_out_drafts_unless_asked(graph: Path) -> None:
    write_graph(graph, {"a/set.yml": node("Set", status="draft")})

    def steps(*options: str) -> list[str]:
        done = command("path", "map", "--graph", graph, "--format", "json", *options)
        found: list[str] = json.loads(done.output)["path"]
        return found

    assert steps() == ["map"]
    assert steps("--drafts") == ["set", "map"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mapp"], "there is no concept mapp; did you mean map?"),
        (["map", "--known", "sett"], "there is no concept sett; did you mean set?"),
        (["quaternion"], "there is no concept quaternion\n"),
        (["alchemy"], "there is no concept alchemy; it is gone: not a science"),
        (["x\x1b[2J"], "there is no concept x\\x1b[2J"),
    ],
)
def test_an_unknown_goal_is_wrong_usage(graph: Path, arguments: list[str], message: str) -> None:
    write_graph(graph, {"redirects.yml": "alchemy: {reason: not a science}\n"})
    done = command("path", *arguments, "--graph", graph)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_path_follows_redirects(graph: Path) -> None:
    write_graph(graph, {"redirects.yml": "function: mapping\nmapping: map\ncollection: set\n"})
    done = command("path", "function", "--known", "collection", "--graph", graph, "--format", "json")

    assert json.loads(done.output)["path"] == ["map"]


def test_path_needs_a_goal_and_a_sound_graph(graph: Path) -> None:
    assert command("path", "--graph", graph).exit_code == 2
    write_graph(graph, {"a/map.yml": node("Map", ["set", "sett"]), "a/alone.yml": node("Alone")})
    done = command("path", "set", "--graph", graph)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "1 error; nothing was built\n" in done.stderr
    assert "isolated" not in done.stderr


def test_all_of_an_area_or_of_a_section_can_be_the_goals(wide: Path) -> None:
    assert planned(wide, "--area", "b")["goals"] == ["event", "odds"]
    assert planned(wide, "--section", "chance-events", "--known", "set")["path"] == ["event", "odds"]
    assert planned(wide, "odds", "--section", "analysis", "--area", "b")["goals"] == ["odds", "event", "map"]


def test_drafts_of_an_area_are_goals_only_when_asked_for(wide: Path) -> None:
    write_graph(wide, {"b/odds.yml": node("Odds", ["event"], status="draft")})

    assert planned(wide, "--area", "b")["path"] == ["set", "event"]
    assert planned(wide, "--area", "b", "--drafts")["path"] == ["set", "event", "odds"]


def test_hours_choose_what_fits_and_say_what_is_left_out(wide: Path) -> None:
    done = command("path", "map", "odds", "--hours", "1.6", "--graph", wide)

    assert done.exit_code == 0
    assert done.output == (
        "  1. Set (set), 30 min  can be started now\n"
        "       for Map: it is used\n"
        "  2. Map (map), 45 min\n"
        "  3. Event (event), 20 min\n"
        "3 concepts, 1.5 h; allow 1 to 2.5 h.\n"
        "Left out of 1.5 h: 1 concept, 1.5 h: Odds.\n"
        "Goal not reached: Odds, 1.5 h short.\n"
        "Not fully covered: 1 item of the checklist: odds of events.\n"
        "Not prepared: 2 questions.\n"
    )


def test_hours_as_json(wide: Path) -> None:
    found = planned(wide, "map", "odds", "--hours", "1.6")

    assert found["path"] == ["set", "map", "event"]
    assert found["deadline"] == {
        "minutes": 96,
        "needed": 195,
        "left_out": {
            "steps": [{"id": "odds", "title": "Odds", "minutes": 100}],
            "goals": [{"id": "odds", "title": "Odds", "minutes": 100}],
            "items": [{"key": "odds", "text": "odds of events", "concepts": ["odds"]}],
            "questions": 2,
        },
    }


def test_too_little_time_is_said(graph: Path) -> None:
    done = command("path", "map", "--hours", "0.2", "--graph", graph)

    assert done.exit_code == 0
    assert done.output.startswith(
        "No step fits into the time.\nLeft out of 12 min: 2 concepts, 1.5 h: Set, Map.\n"
    )


def test_sessions_keep_steps_whole_where_they_can(wide: Path) -> None:
    done = command("path", "odds", "--session", "60", "--graph", wide)

    assert done.output == (
        "Session 1 of 3 (50 min, allow 30 min to 1.5 h)\n"
        "  1. Set (set), 30 min  can be started now\n"
        "       for Event: it is used\n"
        "  2. Event (event), 20 min\n"
        "       for Odds: it is used\n"
        "Session 2 of 3 (1 h, allow 40 min to 1.5 h)\n"
        "  3. Odds (odds), 1 h, part 1 of 2\n"
        "Session 3 of 3 (40 min, allow 25 min to 1 h)\n"
        "  3. Odds (odds), 40 min, part 2 of 2\n"
        "3 concepts, 2.5 h; allow 1.5 to 4 h.\n"
    )


def test_dates_spread_the_sessions(wide: Path) -> None:
    found = planned(wide, "odds", "--from", "2028-02-28", "--until", "2028-03-01", "--at", "07:30")

    assert [(one["begins"], one["ends"]) for one in found["sessions"]] == [
        ("2028-02-28T07:30", "2028-02-28T08:20"),
        ("2028-02-29T07:30", "2028-02-29T08:30"),
        ("2028-03-01T07:30", "2028-03-01T08:10"),
    ]
    assert found["sessions"][1]["steps"] == [{"id": "odds", "minutes": 60, "part": 1, "parts": 2}]


def test_without_a_first_date_sessions_begin_today(graph: Path) -> None:
    before = date.today().isoformat()
    first = planned(graph, "map", "--until", "2999-12-31")["sessions"][0]["day"]

    assert first in (before, date.today().isoformat())


def test_a_day_of_too_much_study_is_called_so(wide: Path) -> None:
    write_graph(
        wide,
        {
            "b/odds.yml": node("Odds", ["event"], minutes=240),
            "b/luck.yml": node("Luck", ["odds"], minutes=120),
        },
    )
    done = command("path", "luck", "--from", "2026-11-24", "--until", "2026-11-24", "--graph", wide)

    assert "\nUp to 7 h of study on one day: that is too much for most people.\n" in done.output


def test_a_checklist_links_into_the_published_site(graph: Path) -> None:
    def written(**settings: str) -> str:
        return command("path", "map", "--graph", graph, "--format", "markdown", **settings).output

    assert written(SITE_URL="https://example.org/atlas") == (
        "# Study plan: Map\n"
        "\n"
        "Goals: [Map](https://example.org/atlas/concepts/map/).\n"
        "\n"
        "2 concepts, 1.5 h; allow 50 min to 2 h.\n"
        "\n"
        "## A\n"
        "\n"
        "- [ ] [Set](https://example.org/atlas/concepts/set/) (30 min): for Map: it is used\n"
        "- [ ] [Map](https://example.org/atlas/concepts/map/) (45 min)\n"
    )
    assert "- [ ] Set (30 min): for Map: it is used\n" in written()


def test_a_calendar_has_an_event_for_each_session(graph: Path) -> None:
    dates = ("--from", "2026-11-24", "--until", "2026-11-30", "--session", "45")
    done = command("path", "map", *dates, "--graph", graph, "--format", "calendar")
    lines = done.stdout_bytes.decode().split("\r\n")

    assert done.exit_code == 0
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20261124T180000",
        "DTSTART:20261127T180000",
    ]
    assert all(
        re.fullmatch(r"DTSTAMP:20[0-9]{6}T[0-9]{6}Z", line) for line in lines if line.startswith("DTSTAMP")
    )
    assert lines[-2:] == ["END:VCALENDAR", ""]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--hours", "0"], "Invalid value for --hours: 0 is not between 0 and 10000"),
        (["--hours", "-2"], "Invalid value for --hours: -2 is not between 0 and 10000"),
        (["--hours", "nan"], "Invalid value for --hours: nan is not between 0 and 10000"),
        (["--hours", "inf"], "Invalid value for --hours: inf is not between 0 and 10000"),
        (["--hours", "many"], "'many' is not a valid float"),
        (["--session", "0"], "0 is not in the range"),
        (["--until", "2026-02-30"], "Invalid value for --until: 2026-02-30 is not a date such as 2026-11-24"),
        (["--from", "soon", "--until", "2026-11-24"], "Invalid value for --from: soon is not a date"),
        (["--from", "2026-11-24"], "Invalid value for --from: sessions need a last day too; add --until"),
        (
            ["--from", "2026-11-24", "--until", "2026-11-23"],
            "Invalid value for --until: 2026-11-23 is before the first day, 2026-11-24",
        ),
        (["--until", "2020-01-01"], "2020-01-01 is before the first day"),
        (["--at", "25:00"], "Invalid value for --at: 25:00 is not a time of day such as 18:00"),
        (["--format", "calendar"], "A calendar needs a last day: add --until."),
        (
            ["--format", "calendar", "--until", "2999-01-01", "--known", "map"],
            "There is no session to put into",
        ),
        (["--area", "aa"], "Invalid value for --area: there is no area aa"),
        (["--section", "chance-event"], "there is no section chance-event; did you mean chance-events?"),
        (["--section", "\x1b[2J"], "there is no section \\x1b[2J"),
    ],
)
def test_what_cannot_be_planned_is_wrong_usage(wide: Path, options: list[str], message: str) -> None:
    done = command("path", "map", *options, "--graph", wide)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_an_area_that_is_empty_asks_for_nothing(graph: Path) -> None:
    done = command("path", "--area", "b", "--graph", graph)

    assert done.exit_code == 2
    assert "name a concept, or an --area or a --section that has some" in done.stderr
