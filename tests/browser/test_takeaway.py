"""What the browser plans and writes is what Python plans and writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.atlas import atlas
from conceptgraph.export import graph_json
from conceptgraph.graph import concept_graph
from conceptgraph.guide import Frame, plan
from conceptgraph.model import Area, Concept, Corpus
from conceptgraph.takeaway import plan_calendar, plan_json, plan_markdown
from tests.browser.scripts import Run
from tests.conftest import question
from tests.test_deadline import item
from tests.test_graph import AREAS, concepts
from tests.test_takeaway import CASES, SITE, STAMP

FORMS = "return { json: json(plan), md: markdown(plan, site), ics: calendar(plan, stamp, site) };"
TAKEAWAY = {"takeaway.js": "json markdown calendar"}
PLANNED = f"const plan = guideOf(withoutDrafts(graphOf(data)), goals, known, frame); {FORMS}"
MODULES = {**TAKEAWAY, "graph.js": "graphOf withoutDrafts", "guide.js": "guideOf"}
ITEMS = (item("one", "a", "b"), item("two", "b", "constructor"), item("three", *"cdefghijkl"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_takeaways(path: Path, run: Run) -> None:
    text = path.read_text(encoding="utf-8")
    made = run(FORMS, TAKEAWAY, plan=json.loads(text), site=SITE, stamp=STAMP)

    assert made["json"] == text
    assert made["md"].encode() == path.with_suffix(".md").read_bytes()
    if path.with_suffix(".ics").exists():
        assert made["ics"].encode() == path.with_suffix(".ics").read_bytes()


@st.composite
def frames(draw: st.DrawFn) -> dict[str, Any]:
    """Return a frame with any of its bounds."""
    frame: dict[str, Any] = {}
    if draw(st.booleans()):
        frame["budget"] = draw(st.integers(0, 400))
    if draw(st.booleans()):
        frame["session"] = draw(st.integers(5, 90))
        if draw(st.booleans()):
            frame |= {"first": "2027-12-30", "last": draw(st.sampled_from(["2027-12-30", "2028-03-01"]))}
    return frame


@given(
    concepts(),
    st.lists(st.sampled_from("abcdefghijkl"), unique=True),
    st.lists(st.sampled_from("abcdef"), unique=True, max_size=3),
    st.sets(st.sampled_from("abcdefghi")),
    frames(),
    st.lists(st.integers(5, 240), min_size=12, max_size=12),
)
def test_both_languages_plan_and_write_the_same(
    run: Run,
    found: list[Concept],
    goals: list[str],
    known: list[str],
    drafts: set[str],
    frame: dict[str, Any],
    times: list[int],
) -> None:
    found = [
        one.model_copy(update={"minutes": minutes, "questions": (question([]),) * (minutes % 4)})
        for one, minutes in zip(found, times, strict=False)
    ]
    found = [
        one.model_copy(update={"status": "draft", "title": "*Odd* $x$"}) if one.id in drafts else one
        for one in found
    ]
    areas = tuple(Area(id=area, title=f"Area {area}") for area in AREAS)
    corpus = Corpus(areas=areas, concepts={one.id: one for one in found}, checklist=ITEMS)
    whole = atlas(corpus, concept_graph(found), {})
    goals = [goal for goal in goals if goal in corpus.concepts and goal not in drafts]
    planned = plan(whole, goals, known, frame=Frame(**frame))
    data = json.loads(graph_json(whole))
    made = run(PLANNED, MODULES, data=data, goals=goals, known=known, frame=frame, site=SITE, stamp=STAMP)

    assert made["json"] == plan_json(planned)
    assert made["md"] == plan_markdown(planned, SITE)
    if "first" in frame:
        assert made["ics"] == plan_calendar(planned, STAMP, SITE)
