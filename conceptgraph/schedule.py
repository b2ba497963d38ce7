"""Study time in sessions and days: plain arithmetic, without clock or time zone.

``docs/javascripts/schedule.js`` gives the same answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HEAVY = 360
"""Minutes of study a day beyond which a plan should say that it asks for much."""
START = "18:00"
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """A step within a session, or one of several parts of it."""

    id: str
    minutes: int
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """When a session is: the day that it counts for, and local times such as ``2026-11-24T18:00``."""

    day: str
    begins: str
    ends: str
    minutes: int


def time_range(minutes: int) -> tuple[int, int]:
    """Return how long study may take: from two thirds of the sum to one and a half times it.

    A convention, not a measurement: minutes are for someone who knows the prerequisites, and people differ.
    """
    return 2 * minutes // 3, (3 * minutes + 1) // 2


def duration(minutes: int) -> str:
    """Return a study time as one would say it, such as ``45 min`` or ``6.5 h``."""
    if minutes < 60:
        return f"{minutes} min"
    halves = (minutes + 15) // 30
    return f"{halves // 2}{'.5' if halves % 2 else ''} h"


def range_text(minutes: int) -> str:
    """Return the range of a study time, such as ``3 to 6.5 h`` or ``40 min to 1.5 h``."""
    least, most = time_range(minutes)
    low, high = duration(least // 5 * 5), duration(-(-most // 5) * 5)
    number, unit = low.split()
    return high if low == high else f"{number if high.endswith(unit) else low} to {high}"


def sessions(steps: Iterable[tuple[str, int]], length: int) -> list[tuple[Part, ...]]:
    """Return steps, given with their minutes, in sessions of at most a length, in the same order.

    A step that no longer fits starts the next session; one longer than a session goes over several.
    """
    found: list[list[Part]] = []
    left = 0
    for id, minutes in steps:
        for part in _parts(id, minutes, length):
            if part.minutes > left or (part.parts > 1 and part.part == 1):
                found.append([])
                left = length
            found[-1].append(part)
            left -= part.minutes
    return [tuple(session) for session in found]


def _parts(id: str, minutes: int, length: int) -> list[Part]:
    parts = -(-minutes // length)
    return [Part(id, min(length, minutes - n * length), n + 1, parts) for n in range(parts)]


def days(sessions: Sequence[Sequence[Part]], first: str, last: str, start: str = START) -> list[Slot]:
    """Return when each session is, spread evenly from the first date to the last, which is one of them.

    Sessions of one day follow each other from the time of day. That there is a day, ``day_count`` says.
    """
    count, planned = day_count(first, last), Counter[int]()
    opening = minute_of_day(start) or 0
    slots = []
    for place, session in enumerate(sessions):
        offset = place * count // len(sessions)
        minutes = sum(part.minutes for part in session)
        begins = offset * _DAY + opening + planned[offset]
        planned[offset] += minutes
        times = (_moment(first, begins), _moment(first, begins + minutes))
        slots.append(Slot(_moment(first, offset * _DAY)[:10], *times, minutes))
    return slots


def heavy(slots: Iterable[Slot]) -> int:
    """Return the minutes of the fullest day where they are too many, else 0."""
    planned: Counter[str] = Counter()
    for slot in slots:
        planned[slot.day] += slot.minutes
    fullest = max(planned.values(), default=0)
    return fullest if fullest > HEAVY else 0


def day_count(first: str, last: str) -> int:
    """Return how many days there are between two dates, both counted; 0 where one is none.

    >>> day_count("2028-02-28", "2028-03-01"), day_count("2026-02-29", "2026-03-01")
    (3, 0)
    """
    one, other = _date(first), _date(last)
    return max((other - one).days + 1, 0) if one and other else 0


def is_date(text: str) -> bool:
    """Tell whether a text is a date of the years 1000 to 2999, such as ``2026-11-24``."""
    return _date(text) is not None


def minute_of_day(text: str) -> int | None:
    """Return the minutes that have passed at a time such as ``18:00``; None for what is no time."""
    found = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _date(text: str) -> date | None:
    if not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(first: str, minutes: int) -> str:
    """Return the local time that comes some minutes after the start of a date."""
    day = date.fromisoformat(first) + timedelta(days=minutes // _DAY)
    return f"{day.isoformat()}T{minutes % _DAY // 60:02}:{minutes % 60:02}"
