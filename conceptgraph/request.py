"""What a person asks a plan for, as typed: goals, areas, sections, hours and dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conceptgraph.atlas import Atlas
from conceptgraph.guide import Frame
from conceptgraph.names import Names, did_you_mean, section_id, successor
from conceptgraph.schedule import START, day_count, is_date, minute_of_day

SESSION = 60
"""Minutes of a session where dates are given and no length."""
LONGEST = 10_000
"""Hours, far beyond any plan."""


class RequestError(Exception):
    """Which option cannot be followed, and why."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


def resolved(atlas: Atlas, option: str, ids: Iterable[str]) -> list[str]:
    """Return ids of existing concepts, renamed ones followed."""
    found = []
    for id in ids:
        end = successor(atlas.corpus, id)
        if not isinstance(end, str):
            raise RequestError(option, f"there is no concept {id}{_hint(Names(atlas.corpus).hint(id))}")
        found.append(end)
    return found


def wanted(
    atlas: Atlas, goals: Sequence[str], areas: Sequence[str], sections: Sequence[str], drafts: bool
) -> list[str]:
    """Return the goals, then the concepts of areas and of sections of the checklist, each once."""
    listed: dict[str, set[str]] = {}
    for item in atlas.corpus.checklist:
        listed.setdefault(section_id(item.section), set()).update(item.concepts)
    found = resolved(atlas, "GOAL", goals)
    for area in areas:
        _known("--area", "area", area, [one.id for one in atlas.corpus.areas])
        found += _some(atlas, {one.id for one in atlas.in_area(area)}, drafts)
    for section in sections:
        _known("--section", "section", section, list(listed))
        found += _some(atlas, listed[section], drafts)
    if not found:
        raise RequestError("GOAL", "name a concept, or an --area or a --section that has some")
    return list(dict.fromkeys(found))


def frame(
    hours: float | None, session: int | None, first: str | None, last: str | None, start: str, today: str
) -> Frame:
    """Return the frame of a plan; where only the last date is given, it begins today."""
    # No number is neither above nor below, so the comparison is of the right ones.
    if hours is not None and not 0 < hours <= LONGEST:
        raise RequestError("--hours", f"{hours:g} is not between 0 and {LONGEST}")
    budget = None if hours is None else round(hours * 60)
    for option, given in (("--from", first), ("--until", last)):
        if given is not None and not is_date(given):
            raise RequestError(option, f"{given} is not a date such as 2026-11-24")
    if minute_of_day(start) is None:
        raise RequestError("--at", f"{start} is not a time of day such as {START}")
    if last is None:
        if first is not None:
            raise RequestError("--from", "sessions need a last day too; add --until")
        return Frame(budget, session)
    first = first or today
    if not day_count(first, last):
        raise RequestError("--until", f"{last} is before the first day, {first}")
    return Frame(budget, session or SESSION, first, last, start)


def _some(atlas: Atlas, ids: set[str], drafts: bool) -> list[str]:
    concepts = atlas.corpus.concepts
    return [id for id in atlas.order if id in ids and (drafts or concepts[id].status != "draft")]


def _known(option: str, kind: str, id: str, ids: list[str]) -> None:
    if id not in ids:
        raise RequestError(option, f"there is no {kind} {id}{_hint(did_you_mean(id, ids))}")


def _hint(hint: str) -> str:
    return f"; {hint}" if hint else ""
