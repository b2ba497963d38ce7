from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.schedule import (
    Part,
    Slot,
    day_count,
    days,
    duration,
    heavy,
    is_date,
    minute_of_day,
    range_text,
    sessions,
    time_range,
)

STEPS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 240)), max_size=12, unique_by=lambda s: s[0]
)
LENGTHS = st.integers(10, 120)


def one(id: str, minutes: int) -> tuple[Part, ...]:
    return (Part(id, minutes),)


def test_a_step_that_no_longer_fits_starts_the_next_session() -> None:
    assert sessions([("a", 20), ("b", 25), ("c", 20), ("d", 25)], 45) == [
        (Part("a", 20), Part("b", 25)),
        (Part("c", 20), Part("d", 25)),
    ]
    assert sessions([("a", 20), ("b", 26), ("c", 19)], 45) == [one("a", 20), (Part("b", 26), Part("c", 19))]


def test_a_step_longer_than_a_session_goes_over_several_and_leaves_the_rest_of_the_last() -> None:
    assert sessions([("a", 10), ("b", 100), ("c", 35), ("d", 1)], 45) == [
        one("a", 10),
        (Part("b", 45, 1, 3),),
        (Part("b", 45, 2, 3),),
        (Part("b", 10, 3, 3), Part("c", 35)),
        one("d", 1),
    ]
    assert sessions([], 45) == []


@given(STEPS, LENGTHS)
def test_sessions_hold_every_minute_in_order_and_none_is_too_long(
    steps: list[tuple[str, int]], length: int
) -> None:
    found = sessions(steps, length)
    parts = [part for session in found for part in session]

    assert list(dict.fromkeys(part.id for part in parts)) == [id for id, _ in steps]
    assert all(sum(part.minutes for part in parts if part.id == id) == minutes for id, minutes in steps)
    assert all(0 < sum(part.minutes for part in session) <= length for session in found)
    assert all(part.parts == 1 for part in parts if dict(steps)[part.id] <= length)


@pytest.mark.parametrize(
    ("minutes", "low", "high", "shown"),
    [
        (0, 0, 0, "0 min"),
        (25, 16, 38, "15 to 40 min"),
        (60, 40, 90, "40 min to 1.5 h"),
        (90, 60, 135, "1 to 2.5 h"),
        (600, 400, 900, "6.5 to 15 h"),
    ],
)
def test_study_time_is_an_honest_range(minutes: int, low: int, high: int, shown: str) -> None:
    assert time_range(minutes) == (low, high)
    assert range_text(minutes) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(59, "59 min"), (60, "1 h"), (74, "1 h"), (75, "1.5 h"), (104, "1.5 h"), (105, "2 h"), (8755, "146 h")],
)
def test_hours_are_rounded_to_halves(minutes: int, shown: str) -> None:
    assert duration(minutes) == shown


def test_fewer_sessions_than_days_are_spread_over_them() -> None:
    slots = days([one("a", 30), one("b", 45)], "2026-12-30", "2027-01-02")

    assert slots == [
        Slot("2026-12-30", "2026-12-30T18:00", "2026-12-30T18:30", 30),
        Slot("2027-01-01", "2027-01-01T18:00", "2027-01-01T18:45", 45),
    ]


def test_sessions_of_one_day_follow_each_other() -> None:
    slots = days([one("a", 30), one("b", 45), one("c", 60)], "2028-02-28", "2028-02-29", "09:15")

    assert [(slot.begins, slot.ends) for slot in slots] == [
        ("2028-02-28T09:15", "2028-02-28T09:45"),
        ("2028-02-28T09:45", "2028-02-28T10:30"),
        ("2028-02-29T09:15", "2028-02-29T10:15"),
    ]


def test_a_session_may_go_past_midnight_and_counts_for_its_day() -> None:
    assert days([one("a", 90), one("b", 20)], "2027-12-31", "2027-12-31", "23:00") == [
        Slot("2027-12-31", "2027-12-31T23:00", "2028-01-01T00:30", 90),
        Slot("2027-12-31", "2028-01-01T00:30", "2028-01-01T00:50", 20),
    ]


def test_more_than_six_hours_a_day_are_too_many() -> None:
    def fullest(count: int, last: str) -> int:
        return heavy(days([one("a", 60)] * count, "2026-11-24", last))

    assert fullest(6, "2026-11-24") == 0
    assert fullest(7, "2026-11-24") == 420
    assert fullest(13, "2026-11-25") == 420
    assert fullest(12, "2026-11-25") == 0
    assert heavy([]) == 0


@given(st.integers(1, 40), st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(0, 60))
def test_days_differ_by_one_session_at_most_and_keep_to_the_dates(count: int, first: date, more: int) -> None:
    last = date.fromordinal(first.toordinal() + more)
    slots = days([one("a", 5)] * count, first.isoformat(), last.isoformat())
    held = [sum(slot.day == day for slot in slots) for day in {slot.day for slot in slots}]

    assert first.isoformat() == slots[0].day
    assert slots[-1].day <= last.isoformat()
    assert all(a.ends <= b.begins for a, b in pairwise(slots))
    assert max(held) - min(held) <= 1
    assert len(held) == min(count, more + 1)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-11-24", "2026-11-24", 1),
        ("2028-02-28", "2028-03-01", 3),
        ("2100-02-28", "2100-03-01", 2),
        ("2026-03-28", "2026-03-30", 3),
        ("2026-11-24", "2026-11-23", 0),
        ("2026-02-29", "2026-03-01", 0),
    ],
)
def test_days_are_counted_with_both_ends(first: str, last: str, count: int) -> None:
    assert day_count(first, last) == count


@pytest.mark.parametrize(
    "text", ["", "2026-13-01", "2026-02-29", "20261124", "2026-11-24T", "0026-11-24", "٢026-11-24"]
)
def test_what_is_no_date_is_told(text: str) -> None:
    assert not is_date(text)
    assert is_date("2028-02-29")


def test_times_of_day() -> None:
    assert [minute_of_day(text) for text in ("00:00", "18:05", "23:59")] == [0, 1085, 1439]
    assert [minute_of_day(text) for text in ("24:00", "6:00", "18", "18:60", "18:00 ")] == [None] * 5
