"""How the modules of docs/javascripts hang together, and which of them each page fetches beside its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import networkx as nx
import yaml

from tests.built import ROOT

SCRIPTS = ROOT / "docs/javascripts"
NAMES = sorted(path.stem for path in SCRIPTS.glob("*.js"))
VIEWS = {"concepts": "concept-page", "areas": "lists-page", "checklist": "lists-page"}
"""The views of pages that bear another name."""


def source(module: str) -> str:
    return (SCRIPTS / f"{module}.js").read_text(encoding="utf-8")


def imports() -> nx.DiGraph[str]:
    """Return which module imports which as it is loaded."""
    pattern = re.compile(r'^(?:import|export) [^;]*?from "\./([\w-]+)\.js";$', re.M)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from((name, other) for name in NAMES for other in pattern.findall(source(name)))
    return graph


def reached(modules: Iterable[str]) -> set[str]:
    graph, found = imports(), set(modules)
    return found.union(*(nx.descendants(graph, name) for name in found))


def preloaded() -> dict[str, list[str]]:
    """Return what pages fetch, by the first part of their address."""
    config: dict[str, Any] = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    lists: dict[str, list[str]] = config["extra"]["preload"]
    return lists


def test_modules_import_without_circles_and_only_each_other() -> None:
    assert sorted(imports()) == NAMES
    assert nx.is_directed_acyclic_graph(imports())
    assert imports().number_of_edges() > len(NAMES) / 2


def test_what_every_page_needs_is_fetched_together() -> None:
    assert sorted(preloaded()["all"]) == sorted(reached(["main"]))


def test_what_the_view_of_a_page_needs_is_fetched_together() -> None:
    everywhere = set(preloaded().pop("all"))
    for page, listed in preloaded().items():
        if page != "all":
            wanted = reached([VIEWS.get(page, f"{page}-page")]) - everywhere
            assert sorted(listed) == sorted(wanted), page


def test_every_view_that_is_mounted_is_fetched_by_some_page() -> None:
    views = set(re.findall(r'import\("\./([\w-]+)\.js"\)', source("main")))
    assert views
    assert views <= {name for listed in preloaded().values() for name in listed}
