"""Compare the map with stock pyvis on the same graph and the same edges, as a Markdown table.

    python benchmarks/map.py [--graph DIR] [--site DIR] [--runs N]

DIR of --site is a built site of that graph; without it, one is built first. Both are opened by turns in a
Chromium, each time in a fresh profile. First picture: from the start of the navigation to the frame after
the first drawing that shows concepts. The map stands in a frame of a page, so it is timed twice: its
document alone, as stock pyvis is a document alone, and within the page. Of stock pyvis it is the first frame
after the iterations before which it shows nothing, though it still moves until it stands still. Times are
medians. Crossings count pairs of straight edges that cross or touch; "unordered" stands for columns by
depth, shuffled, without lanes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean, median
from typing import Any

import click
from playwright.sync_api import Browser, Page, Request, TimeoutError, sync_playwright
from pyvis.network import Network

sys.path.insert(0, str(Path(__file__).parent.parent))

from conceptgraph.crossing import crossings
from conceptgraph.graph import Graph, concept_graph, depths, transitive_reduction
from conceptgraph.layout import COLUMN, ROW
from conceptgraph.load import load
from conceptgraph.schema import corpus
from tests.browser.chromium import executable
from tests.browser.server import is_foreign, served

ROOT = Path(__file__).parents[1]
SEEDS = 20
ARGUMENTS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
STOCK_WATCH = """<script>
const note = (name) => requestAnimationFrame(() => { window[name] ??= performance.now(); });
network.once("stabilizationIterationsDone", () => { window.settled = performance.now(); });
network.on("afterDrawing", () => { if (window.settled) note("first"); });
network.once("stabilized", () => note("still"));
</script>"""
OUR_WATCH = """
new MutationObserver(() => {
  if (document.documentElement?.dataset.painted) requestAnimationFrame(() => {
    top.first ??= performance.timeOrigin + performance.now() - top.performance.timeOrigin;
  });
}).observe(document, { attributes: true, childList: true, subtree: true });
"""
REACHED = """all => all.filter((link) => {
  link.focus();
  return document.activeElement === link && link.textContent.trim() && link.tabIndex >= 0;
}).length"""


@contextmanager
def opened(browser: Browser, watch: str = "") -> Iterator[tuple[Page, list[str]]]:
    """Yield a page of a fresh profile, and the requests that it sends to third parties."""
    foreign: list[str] = []

    def on_request(request: Request) -> None:
        if is_foreign(request):
            foreign.append(request.url)

    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.on("request", on_request)
        context.add_init_script(watch)
        yield context.new_page(), foreign


def stock(reduced: Graph) -> str:
    """Return the page that pyvis makes by itself, with a script that notes when it has drawn."""
    network = Network(directed=True, cdn_resources="in_line")
    for id, title in reduced.nodes(data="title"):
        network.add_node(id, label=title)
    for u, v in reduced.edges:
        network.add_edge(u, v)
    return str(network.generate_html()).replace("</body>", f"{STOCK_WATCH}</body>")


def open_stock(browser: Browser, home: str) -> dict[str, Any]:
    with opened(browser) as (page, foreign):
        page.goto(f"{home}stock.html", wait_until="commit", timeout=120_000)
        page.wait_for_function("() => window.first", timeout=180_000)
        first, places = page.evaluate("[first, network.getPositions()]")
        reached = page.evaluate("document.querySelectorAll('a[href], [role=link], [role=treeitem]').length")
        try:
            page.wait_for_function("() => window.still", timeout=60_000)
            still = page.evaluate("still")
        except TimeoutError:
            still = None
        return {"first": first, "still": still, "places": places, "foreign": len(foreign), "reached": reached}


def open_alone(browser: Browser, home: str) -> float:
    with opened(browser, OUR_WATCH) as (page, _):
        page.goto(f"{home}map/canvas.html", wait_until="commit")
        page.wait_for_function("() => window.first", timeout=60_000)
        return float(page.evaluate("first"))


def open_ours(browser: Browser, home: str) -> dict[str, Any]:
    with opened(browser, OUR_WATCH) as (page, foreign):
        page.goto(f"{home}map/", wait_until="commit")
        page.wait_for_function("() => window.first", timeout=60_000)
        first = page.evaluate("first")
        canvas = page.frame_locator("iframe.map-canvas")
        canvas.locator("html[data-ready]").wait_for(state="attached")
        text = canvas.locator("#map-data").text_content()
        places = {node["id"]: {"x": node["x"], "y": node["y"]} for node in json.loads(text or "")["nodes"]}
        reached = page.locator(".map-list li[data-concept] > a").evaluate_all(REACHED)
    return {
        "first": first,
        "alone": open_alone(browser, home),
        "places": places,
        "foreign": len(foreign),
        "reached": reached,
    }


def shifted(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """Return how many concepts stand more than a pixel elsewhere."""
    return sum(abs(one[id]["x"] - other[id]["x"]) + abs(one[id]["y"] - other[id]["y"]) > 1 for id in one)


def crossed(places: Mapping[str, Any], reduced: Graph) -> int:
    """Return the crossings of a drawing whose edges may lead anywhere."""
    at = {id: (place["x"], place["y"]) for id, place in places.items()}
    return crossings(at, [(u, v) if at[u] < at[v] else (v, u) for u, v in reduced.edges])


def unordered(reduced: Graph, depth: Mapping[str, int], seed: int) -> int:
    """Return the crossings of columns in an order by chance."""
    chance, places = random.Random(seed), {}
    for column in range(max(depth.values()) + 1):
        ids = sorted(id for id in reduced if depth[id] == column)
        chance.shuffle(ids)
        places |= {id: (column * COLUMN, row * ROW) for row, id in enumerate(ids)}
    return crossings(places, reduced.edges)


def table(runs: list[dict[str, Any]], stocks: list[dict[str, Any]], reduced: Graph, shuffled: float) -> None:
    ours, alone, theirs = (
        median(run[name] for run in side)
        for side, name in ((runs, "first"), (runs, "alone"), (stocks, "first"))
    )
    ours_crossed, theirs_crossed = (crossed(side[0]["places"], reduced) for side in (runs, stocks))
    number = len(reduced)
    print("| | the map | stock pyvis | |\n|---|--:|--:|---|")
    for name, time in (("its document alone", alone), ("in its page", ours)):
        sooner = f"{theirs / time:.0f} times sooner"
        print(f"| first picture, {name} | {time:.0f} ms | {theirs / 1000:.1f} s | {sooner} |")
    still = [f"{run['still'] / 1000:.1f} s" if run["still"] else "not within 60 s" for run in stocks]
    print(f"| stands still | at once | {', '.join(still)} | |")
    moved = [shifted(side[0]["places"], side[-1]["places"]) for side in (runs, stocks)]
    print(f"| concepts elsewhere at the next load | {moved[0]} | {moved[1]} | of {number} |")
    print(f"| third-party requests | {runs[0]['foreign']} | {stocks[0]['foreign']} | |")
    reached = runs[0]["reached"], stocks[0]["reached"]
    print(f"| concepts reached by Tab, with a name | {reached[0]} | {reached[1]} | of {number} |")
    ratio = f"unordered columns {shuffled:.0f}: {shuffled / ours_crossed:.1f} times fewer"
    print(f"| crossings | {ours_crossed} | {theirs_crossed} | {ratio} |")


@click.command(help=__doc__)
@click.option("--graph", "path", type=click.Path(exists=True, path_type=Path), default=ROOT / "graph")
@click.option("--site", type=click.Path(exists=True, path_type=Path))
@click.option("--runs", type=int, default=3)
def main(path: Path, site: Path | None, runs: int) -> None:
    found, _ = corpus(str(path), load(path)[0])
    graph = concept_graph(found.concepts.values())
    reduced = transitive_reduction(graph)
    shuffled = fmean(unordered(reduced, depths(graph), seed) for seed in range(SEEDS))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if site is None:
            site = folder / "site"
            build = [sys.executable, str(ROOT / "build_graph.py"), "build", "--graph", str(path)]
            subprocess.run([*build, "--site", str(site)], check=True, cwd=ROOT)
        (folder / "stock").mkdir()
        (folder / "stock" / "stock.html").write_text(stock(reduced), encoding="utf-8")
        with served(site) as home, served(folder / "stock") as other, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            pairs = [(open_ours(browser, home), open_stock(browser, other)) for _ in range(runs)]
            browser.close()
    table([ours for ours, _ in pairs], [theirs for _, theirs in pairs], reduced, shuffled)


if __name__ == "__main__":
    main()
