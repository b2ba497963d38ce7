"""What holds for the graph of this repository."""

from __future__ import annotations

from urllib.parse import urlsplit

import networkx as nx
import pytest

from conceptgraph.check import Checked, chart, check
from conceptgraph.guide import plan
from conceptgraph.history import published_ids
from conceptgraph.load import load
from conceptgraph.model import Item
from conceptgraph.prose import texts
from conceptgraph.schema import MODELINE
from conceptgraph.text import plain
from tests.built import ROOT


@pytest.fixture(scope="module")
def graph() -> Checked:
    sources, unread = load(ROOT / "graph")
    return check("graph", sources, unread, published_ids(ROOT / "graph"))


def test_no_problem_and_no_warning(graph: Checked) -> None:
    assert graph.problems == ()


def test_every_concept_has_a_check_but_the_one_about_talks(graph: Checked) -> None:
    assert len(graph.corpus.concepts) >= 240
    unchecked = [id for id, concept in graph.corpus.concepts.items() if concept.check is None]
    assert unchecked == ["research-presentation"]


def test_look_alikes_are_told_apart(graph: Checked) -> None:
    assert sum(len(concept.contrasts) for concept in graph.corpus.concepts.values()) >= 60


def test_every_item_of_the_checklist_is_found_on_a_page_by_its_term_or_an_alias(graph: Checked) -> None:
    found = {item.key for item in graph.corpus.checklist if is_found(graph, item)}
    assert [item.key for item in graph.corpus.checklist if item.key not in found] == []
    assert len(found) >= 224


def is_found(graph: Checked, item: Item) -> bool:
    """Tell whether a page has the item's words, or the item the name of a page."""
    concepts = [graph.corpus.concepts[id] for id in item.concepts]
    names = [name.casefold() for concept in concepts for name in (concept.title, *concept.aliases)]
    if item.term is None and any(name in item.text.casefold() for name in names):
        return True
    pages = (plain(text) for concept in concepts for _, text, _ in texts(concept))
    return any((item.term or item.text).casefold() in said.casefold() for said in (*names, *pages))


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
