"""What holds for the graph of this repository."""

from __future__ import annotations

from urllib.parse import urlsplit

import networkx as nx
import pytest

from conceptgraph.check import Checked, chart, check
from conceptgraph.guide import plan
from conceptgraph.history import published_ids
from conceptgraph.load import load
from conceptgraph.schema import MODELINE
from tests.built import ROOT


@pytest.fixture(scope="module")
def graph() -> Checked:
    sources, unread = load(ROOT / "graph")
    return check("graph", sources, unread, published_ids(ROOT / "graph"))


def test_no_problem_but_what_is_not_yet_written(graph: Checked) -> None:
    assert [problem for problem in graph.problems if problem.code != "not-yet-written"] == []


def test_every_address_is_https_or_http(graph: Checked) -> None:
    assert graph.corpus.citations
    for citation in graph.corpus.citations.values():
        assert urlsplit(citation.url).scheme in ("https", "http")


def test_every_concept_starts_with_the_line_by_which_editors_find_the_schema(graph: Checked) -> None:
    files = [graph.corpus.files[id] for id in graph.corpus.concepts]
    assert [file.path for file in files if not file.text.startswith(f"{MODELINE}\n")] == []


def test_the_path_of_normalizing_flow_is_all_that_it_rests_on_in_order(graph: Checked) -> None:
    steps = [step.id for step in plan(chart(graph), ["normalizing-flow"], []).steps]
    place = {id: index for index, id in enumerate(steps)}

    assert len(steps) == 48
    assert steps[-1] == "normalizing-flow"
    assert set(steps[:-1]) == nx.ancestors(graph.graph, "normalizing-flow")
    assert all(place[need] < place[id] for need, id in graph.graph.subgraph(steps).edges)
