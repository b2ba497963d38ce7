"""Files of progress as literals, and at random."""

from __future__ import annotations

from typing import Any, TypeAlias

from hypothesis import strategies as st

MONDAY, TUESDAY, FRIDAY = (f"2026-03-{day:02}T10:00:00.000Z" for day in (2, 3, 6))
OLDEST = "1970-01-01T00:00:00.000Z"


File: TypeAlias = dict[str, Any]


def file(concepts: Any = None, **fields: Any) -> File:
    return {"schema": 1, "concepts": concepts or {}, **fields}


def known(since: str = MONDAY, **fields: Any) -> dict[str, Any]:
    return {"state": "known", "since": since, **fields}


def learning(since: str = MONDAY, **fields: Any) -> dict[str, Any]:
    return {"state": "learning", "since": since, **fields}


IDS = st.sampled_from(["set", "function", "limit", "constructor", "event", "old", "older", "gone", "newer"])
SINCE = st.sampled_from([OLDEST, MONDAY, TUESDAY, FRIDAY])
EXTRA = st.dictionaries(
    st.sampled_from(["note", "__proto__", "questions"]), st.integers(-9, 9) | st.text(max_size=5), max_size=2
)
ENTRIES = st.builds(
    lambda state, since, extra: {**extra, "state": state, "since": since},
    st.sampled_from(["known", "learning", "open"]),
    SINCE,
    EXTRA,
)
PLANS = st.builds(
    lambda goals, since, extra: {**extra, "goals": goals, "since": since},
    st.lists(IDS, unique=True),
    SINCE,
    EXTRA,
)
ARCHIVED = st.builds(lambda entry, reason: {**entry, "reason": reason}, ENTRIES, st.text(max_size=5))
FILES = st.builds(
    lambda concepts, archive, plan, extra: {**extra, **file(concepts, archive=archive), **plan},
    st.dictionaries(IDS, ENTRIES),
    st.dictionaries(IDS, ARCHIVED, max_size=2),
    st.just({}) | st.builds(lambda plan: {"plan": plan}, PLANS),
    EXTRA,
)
