"""Repositories whose history holds what a reviewer meets: renames, moves, merges, splits, and attacks."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import git, node, tidy, write_graph

LINES = [f"Statement {n} about this one matter, which stands on no other page." for n in range(30)]

AREAS = "- {id: analysis, title: Analysis}\n- {id: chance, title: Chance}\n"
SOURCES = "book: {title: Book, url: 'https://example.org/', good_for: facts}\n"


def item(key: str, text: str, *concepts: str) -> str:
    row = {"key": key, "text": text, "section": "s", "origin": "bullet", "concepts": [*concepts]}
    return f"- {json.dumps(row)}\n"


def needing(title: str, *needs: tuple[str, str], lines: tuple[int, int] = (0, 0), **fields: object) -> str:
    """Return a file with reasons of its own, and a slice of the statements as its facts."""
    rows = [{"id": id, "reason": reason} for id, reason in needs]
    facts = LINES[slice(*lines)] or ["One.", "Two.", "Three."]
    return tidy(node(title, **{"prerequisites": rows, "facts": facts, **fields}))  # type: ignore[arg-type]


PUBLISHED = {
    "areas.yml": AREAS,
    "sources.yml": SOURCES,
    "checklist.yml": item("maps", "Maps", "map") + item("odds", "Odds of an event", "odds", "ratio"),
    "analysis/set.yml": needing("Set", lines=(0, 3)),
    "analysis/map.yml": needing("Map", ("set", "it has a domain"), lines=(3, 6)),
    "analysis/limit.yml": needing("Limit", ("map", "a map has it"), ("set", "of a set")),
    "analysis/derivative.yml": needing("Derivative", ("limit", "it is one"), lines=(6, 12)),
    "analysis/series.yml": needing("Series", ("limit", "its sum is one")),
    "analysis/fuzzy-set.yml": needing("Fuzzy set", ("set", "it softens one"), lines=(12, 15)),
    "chance/event.yml": needing("Event", ("set", "it is one"), ("fuzzy-set", "it may be vague")),
    "chance/odds.yml": needing("Odds", ("event", "they are of one"), lines=(15, 18)),
    "chance/paradox.yml": needing("Paradox", lines=(18, 21)),
}


def history(folder: Path) -> Path:
    """Return the graph of a repository: work that left main, took main in, and is checked out.

    The tag ``published`` is where they parted first; main has gone on to the concept norm.
    """
    graph = write_graph(folder / "graph", PUBLISHED)
    git(folder, "init", "-q", "-b", "main")
    commit(graph, "Publish")
    git(folder, "tag", "published")
    git(folder, "switch", "-q", "-c", "work")
    _rename_and_move(graph)
    git(folder, "switch", "-q", "main")
    write_graph(graph, {"analysis/norm.yml": needing("Norm", ("set", "it measures its elements"))})
    commit(graph, "A concept from elsewhere")
    git(folder, "switch", "-q", "work")
    git(folder, "merge", "-q", "--no-edit", "main")
    _merge_and_split(graph)
    return graph


def commit(graph: Path, message: str) -> None:
    git(graph, "add", "-A", ".")
    git(graph, "commit", "-q", "-m", message)


def _rename_and_move(graph: Path) -> None:
    git(graph, "mv", "analysis/map.yml", "analysis/function.yml")
    git(graph, "mv", "chance/odds.yml", "chance/odds-of-event.yml")
    git(graph, "mv", "analysis/series.yml", "chance/series.yml")
    changed = {
        "analysis/function.yml": needing("Function", ("set", "it has a domain"), lines=(3, 6)),
        "analysis/limit.yml": needing("Limit", ("function", "functions have it"), ("set", "of a set")),
        "redirects.yml": "map: function\n",
        "checklist.yml": item("maps", "Maps", "function") + item("odds", "Odds of an event", "odds-of-event"),
    }
    commit(write_graph(graph, changed), "Rename and move")


def _merge_and_split(graph: Path) -> None:
    (graph / "analysis/fuzzy-set.yml").unlink()
    (graph / "chance/paradox.yml").unlink()
    changed = {
        "analysis/derivative.yml": needing("Derivative", ("differential", "its slope"), lines=(6, 9)),
        "analysis/differential.yml": needing(
            "Differential", ("limit", "it is one"), ("norm", "of what is left"), lines=(9, 12), minutes=45
        ),
        "chance/event.yml": needing("Event", ("set", "it is one"), minutes=20, goals=["Know it.", "Use it."]),
        "redirects.yml": "map: function\nfuzzy-set: set\nparadox: {reason: nobody asked}\n",
    }
    commit(write_graph(graph, changed), "Merge and split")


ATTACKS = (
    "```\n# Out\n<script>x</script>".replace("\n", " "),
    "</details></summary><img src=x onerror=x>",
    "[x](javascript:x) ![y](https://evil.example/y.png) https://evil.example @maintainer #1",
    "a | b ** __ ~~~ ~~~~ ``` ```` `",
    "\N{RIGHT-TO-LEFT MARK}1. one - two ::error::three %0A \N{ZERO WIDTH SPACE}",
)


def attacks(folder: Path) -> Path:
    """Return the graph of a repository in which every text of a stranger attacks the report."""
    ticks, details, links, cells, orders = ATTACKS
    before = {
        "areas.yml": AREAS,
        "sources.yml": SOURCES,
        "checklist.yml": item("one", links, "constructor") + item("two", details, "new"),
        "analysis/constructor.yml": needing(ticks, lines=(0, 3)),
        "analysis/old.yml": needing(details, ("constructor", links), lines=(3, 6)),
        "analysis/proto.yml": needing(cells, ("constructor", orders), lines=(6, 9)),
        "analysis/lost.yml": needing(orders, lines=(9, 12)),
    }
    after = {
        "analysis/constructor.yml": needing(f"{ticks} {links}", lines=(0, 3)),
        "analysis/renamed.yml": needing(details, ("constructor", f"{links} {cells}"), lines=(3, 6)),
        "analysis/new.yml": needing(f"--- {ticks}", ("constructor", ticks), ("renamed", details), facts=None),
        "redirects.yml": f"proto: {{reason: {json.dumps(cells)}}}\n",
        "<img src=x onerror=x>`.yml": "",
        "<b>/set.yml": "title: '```'\n",
    }
    graph = write_graph(folder / "graph", before)
    git(folder, "init", "-q", "-b", "main")
    commit(graph, "Publish")
    for name in ("old", "proto", "lost"):
        (graph / f"analysis/{name}.yml").unlink()
    return write_graph(graph, after)
