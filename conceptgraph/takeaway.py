"""A study plan to take away: as text, as a Markdown checklist, as a calendar file, as JSON.

``docs/javascripts/takeaway.js`` writes the last three too; both are held to the files of tests/takeaways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import TypeAlias

from conceptgraph.escape import marked
from conceptgraph.guide import Plan, Session, Step
from conceptgraph.schedule import Part, Slot, duration, heavy, range_text, time_range
from conceptgraph.words import counted

NOTHING = "Nothing is left to study for these goals."
NAMED = 3
"""How many goals or steps a heading names."""

Group: TypeAlias = tuple[str, list[tuple[Step, Part]]]


def plan_json(plan: Plan) -> str:
    """Return the plan as JSON: ``path`` is the list of ids, ``steps`` says what each is needed for."""
    fields = {name: value for name, value in asdict(plan).items() if value is not None}
    whole = {
        "path": [step.id for step in plan.steps],
        **{name: fields.pop(name) for name in ("goals", "titles", "known", "ready")},
        "minutes": plan.minutes,
        "range": time_range(plan.minutes),
        **fields,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def plan_text(plan: Plan) -> str:
    """Return the plan as a numbered list, each step with its time and the nearest use of it."""
    number = {step.id: at for at, step in enumerate(plan.steps, start=1)}
    lines = []
    for heading, rows in _groups(plan):
        lines += [heading] if plan.sessions is not None else []
        for step, part in rows:
            now = "  can be started now" if step.id in plan.ready and part.part == 1 else ""
            lines.append(f"{number[step.id]:3}. {step.title} ({step.id}), {_time(part)}{now}")
            lines += [f"       {use}" for use in _use(plan, step)]
    return "\n".join([*lines, _total(plan), *_warning(plan), *_risks(plan), ""])


def plan_markdown(plan: Plan, site: str = "") -> str:
    """Return the plan as a checklist, with links into the site where its address is given."""
    lines = [f"# Study plan: {_marked(_first(plan.titles))}", ""]
    goals = (_link(title, f"concepts/{id}/", site) for id, title in zip(plan.goals, plan.titles, strict=True))
    lines += [f"Goals: {', '.join(goals)}.", "", " ".join([_total(plan), *_warning(plan)])]
    for heading, rows in _groups(plan):
        lines += ["", f"## {_marked(heading)}", ""]
        for step, part in rows:
            use = "".join(f": {_marked(use)}" for use in _use(plan, step))
            lines.append(f"- [ ] {_link(step.title, step.url, site)} ({_time(part)}){use}")
    risks = _risks(plan)
    lines += ["", "## Left out", "", *(f"- {_marked(risk)}" for risk in risks)] if risks else []
    return "\n".join(lines) + "\n"


def plan_calendar(plan: Plan, stamp: str, site: str = "") -> str:
    """Return the sessions of a dated plan as iCalendar (RFC 5545) in floating local time.

    ``stamp`` is the time of writing in UTC, such as ``2026-11-24T12:00:00Z``. A session keeps its UID when
    the plan for the same goals is made anew, so that calendars move it instead of adding another.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Concept graph//Study plan//EN",
        "CALSCALE:GREGORIAN",
    ]
    for number, session in enumerate(plan.sessions or (), start=1):
        lines += _event(plan, number, session, stamp, site)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _groups(plan: Plan) -> Iterator[Group]:
    """Yield headings and the steps below them: sessions, or stretches of one area."""
    steps = {step.id: step for step in plan.steps}
    if plan.sessions is None:
        for area, stretch in groupby(plan.steps, key=lambda step: step.area):
            yield area, [(step, Part(step.id, step.minutes)) for step in stretch]
    for number, session in enumerate(plan.sessions or (), start=1):
        when = f": {_when(session)}" if session.day else ""
        allowed = f"{duration(session.minutes)}, allow {range_text(session.minutes)}"
        heading = f"Session {number} of {len(plan.sessions or ())}{when} ({allowed})"
        yield heading, [(steps[part.id], part) for part in session.steps]


def _when(session: Session) -> str:
    date, begins = session.begins.split("T")
    return f"{date}, {begins} to {session.ends[-5:]}"


def _time(part: Part) -> str:
    return duration(part.minutes) + (f", part {part.part} of {part.parts}" if part.parts > 1 else "")


def _use(plan: Plan, step: Step) -> list[str]:
    """Return what the step is for next, if the plan has it."""
    titles = {other.id: other.title for other in plan.steps}
    return [f"for {titles[need.id]}: {need.reason}" for need in step.needed_for[:1]]


def _total(plan: Plan) -> str:
    if not plan.steps:
        return NOTHING if plan.deadline is None or not plan.deadline.needed else "No step fits into the time."
    return (
        f"{counted(len(plan.steps), 'concept')}, {duration(plan.minutes)}; allow {range_text(plan.minutes)}."
    )


def _warning(plan: Plan) -> list[str]:
    fullest = heavy(
        Slot(one.day, one.begins, one.ends, one.minutes) for one in plan.sessions or () if one.day
    )
    return (
        [f"Up to {duration(fullest)} of study on one day: that is too much for most people."]
        if fullest
        else []
    )


def _risks(plan: Plan) -> list[str]:
    """Return in sentences what was left out and what that risks; none where all fits."""
    if plan.deadline is None or not plan.deadline.left_out.steps:
        return []
    left, titles = plan.deadline.left_out, [step.title for step in plan.deadline.left_out.steps]
    minutes = sum(step.minutes for step in left.steps)
    count = counted(len(titles), "concept")
    said = [
        f"Left out of {duration(plan.deadline.minutes)}: {count}, {duration(minutes)}: {', '.join(titles)}."
    ]
    said += [f"Goal not reached: {goal.title}, {duration(goal.minutes)} short." for goal in left.goals]
    if left.items:
        items, texts = counted(len(left.items), "item"), "; ".join(item.text for item in left.items)
        said.append(f"Not fully covered: {items} of the checklist: {texts}.")
    if left.questions:
        said.append(f"Not prepared: {counted(left.questions, 'question')}.")
    return said


def _first(titles: tuple[str, ...] | list[str]) -> str:
    more = len(titles) - NAMED
    return ", ".join(titles[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _line(text: str) -> str:
    """Return a text without line breaks and control characters."""
    return re.sub(r"[\0-\x20\x7f-\xa0\u2028\u2029]+", " ", text)


def _marked(text: str) -> str:
    return marked(_line(text))


def _link(title: str, url: str, site: str) -> str:
    return f"[{_marked(title)}]({_address(site, url)})" if site else _marked(title)


def _address(site: str, url: str) -> str:
    return re.sub(r"[\0-\x20()<>\\\"]", lambda found: f"%{ord(found[0]):02X}", site + url)


def _event(plan: Plan, number: int, session: Session, stamp: str, site: str) -> list[str]:
    steps = {step.id: step for step in plan.steps}
    rows = [(steps[part.id], part) for part in session.steps]
    told = []
    for step, part in rows:
        told.append(f"{step.title} ({_time(part)}){''.join(f': {use}' for use in _use(plan, step))}")
        told += [_address(site, step.url)] if site else []
    told.append(f"Allow {range_text(session.minutes)}.")
    summary = f"Study {number} of {len(plan.sessions or ())}: {_first([step.title for step, _ in rows])}"
    return [
        "BEGIN:VEVENT",
        f"UID:{_digest(' '.join(plan.goals))}-{number}@concept-graph",
        f"DTSTAMP:{_bare(stamp)}",
        f"DTSTART:{_bare(session.begins)}00",
        f"DTEND:{_bare(session.ends)}00",
        f"SUMMARY:{_value(summary)}",
        "DESCRIPTION:" + "\\n".join(map(_value, told)),
        "END:VEVENT",
    ]


def _bare(moment: str) -> str:
    return re.sub(r"[-:]", "", moment)


def _value(text: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", _line(text))


def _digest(text: str) -> str:
    """Return the 64-bit FNV-1a hash of a text: short, and the same in every language."""
    hashed = 0xCBF29CE484222325
    for byte in text.encode():
        hashed = (hashed ^ byte) * 0x100000001B3 % 2**64
    return f"{hashed:016x}"


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, all but the first after a space, no character cut."""
    piece, room = "", 75
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", 74
        piece += character
        room -= size
    yield piece


FORMS: dict[str, Callable[[Plan, str, str], str]] = {
    "text": lambda plan, stamp, site: plan_text(plan),
    "json": lambda plan, stamp, site: plan_json(plan),
    "markdown": lambda plan, stamp, site: plan_markdown(plan, site),
    "calendar": plan_calendar,
}
"""What a plan can be written as: of the plan, the time of writing and the address of the site."""
