"""The browser's sessions and days are those of Python."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.schedule import (
    HEAVY,
    START,
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
from tests.browser.scripts import Run
from tests.browser.test_deadline import as_json
from tests.test_schedule import LENGTHS, STEPS

NAMES = "sessions range rangeText duration days heavy dayCount isDate minuteOfDay HEAVY START"
MODULES = {"schedule.js": NAMES}
PLANNED = """
const made = sessions(steps, length);
const slots = days(made, first, last, start);
return { made, slots, heavy: heavy(slots), count: dayCount(first, last) };
"""
DATES = st.dates(date(1000, 1, 1), date(2998, 12, 31))


@given(STEPS, LENGTHS, DATES, st.integers(0, 30), st.sampled_from(["00:00", "18:00", "23:59"]))
def test_both_languages_plan_the_same_sessions(
    run: Run, steps: list[tuple[str, int]], length: int, day: date, more: int, start: str
) -> None:
    first, last = day.isoformat(), date.fromordinal(day.toordinal() + more).isoformat()
    parts = sessions(steps, length)
    slots = days(parts, first, last, start)
    given_steps = [{"id": id, "minutes": minutes} for id, minutes in steps]
    made = run(PLANNED, MODULES, steps=given_steps, length=length, first=first, last=last, start=start)

    assert made["made"] == as_json(parts)
    assert made["slots"] == as_json(slots)
    assert made["heavy"] == heavy(slots)
    assert made["count"] == day_count(first, last) == more + 1


def test_both_languages_say_the_same_times(run: Run) -> None:
    numbers = list(range(1000))
    said = run("return numbers.map((n) => [range(n), rangeText(n), duration(n)]);", MODULES, numbers=numbers)

    assert said == [[list(time_range(n)), range_text(n), duration(n)] for n in numbers]
    assert run("return [HEAVY, START];", MODULES) == [HEAVY, START]


def test_both_languages_know_what_is_a_date_and_a_time(run: Run) -> None:
    texts = [
        "",
        "2026-02-28",
        "2026-02-29",
        "2028-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-1-01",
    ]
    texts += ["0026-11-24", "3000-01-01", "2026-11-24\n", "18:00", "24:00", "9:00", "09:60", "18:00\n", "x"]
    said = run("return texts.map((text) => [isDate(text), minuteOfDay(text)]);", MODULES, texts=texts)

    assert said == [[is_date(text), minute_of_day(text)] for text in texts]
