"""Measure how well the placement finds what simulated readers know, as Markdown tables.

    python benchmarks/placement.py [--readers 2000] [--questions 20] [--strange] [--graph DIR]

The browser's own modules run in Chromium on the real graph. ``readers.py`` draws the readers, a
quarter of each kind; five answers in a hundred are turned into their opposite, or none. The last
column says how far the answers could reach: noisy answers carry so many bits, and it has the mean
share that the nearest of as many other readers as they can name, all of the same kind, places right.
A better code could do better; questions about single concepts may not come up to it.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

import click
import numpy as np
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.modules import page_beside_modules
from benchmarks.readers import KINDS, Draw, Ground, ground
from conceptgraph.check import chart, check
from conceptgraph.export import graph_json
from conceptgraph.load import load

ROOT = Path(__file__).parent.parent
SEED = 2026
NOISE = 0.05
BATCH = 20
ALIKE = {"learned for goals": "forGoals", "studied area by area": "byArea", "as able": "byAbility"}
"""Which of the model's own ways to imagine readers comes closest to a kind."""
START = """
async (data) => {
  const { graphOf } = await import("./graph.js");
  const { answered, begin, nextQuestion, placed } = await import("./placement.js");
  const { WAYS } = await import("./readers.js");
  const graph = graphOf(data);
  window.times = [];
  // The first answers are common to many readers.
  const met = new Map();
  window.forget = () => met.clear();
  const after = (trail, make) => {
    if (trail.length > 5) return make();
    if (!met.has(trail)) met.set(trail, make());
    return met.get(trail);
  };
  const right = (state, knows) => {
    const found = new Set(placed(state).known);
    return graph.order.filter((id) => found.has(id) === knows.has(id)).length / graph.order.length;
  };
  window.interview = ({ known, slips, every, without }) => {
    const knows = new Set(known);
    let trail = "";
    let here = after(trail, () => {
      const state = begin(graph, { most: slips.length, ways: WAYS.filter((way) => way.name !== without) });
      return { state, id: nextQuestion(state) };
    });
    const shares = [right(here.state, knows)];
    let asked = 0;
    slips.forEach((slip, number) => {
      const { state, id } = here;
      if (id !== undefined) {
        asked += 1;
        const reply = knows.has(id) !== slip ? "yes" : "no";
        trail += reply[0];
        here = after(trail, () => {
          const start = performance.now();
          const next = answered(state, id, reply);
          const made = { state: next, id: nextQuestion(next) };
          window.times.push(performance.now() - start);
          return made;
        });
      }
      if ((number + 1) % every === 0) shares.push(right(here.state, knows));
    });
    return { shares, asked };
  };
}
"""


def interviews(
    page: Page, readers: list[set[str]], questions: int, noise: float, without: str, random: Random
) -> Iterator[dict[str, Any]]:
    """Yield for each reader the shares placed right after every fifth answer, and how many were asked."""
    page.evaluate("window.forget()")
    for start in range(0, len(readers), BATCH):
        batch = [
            {
                "known": sorted(known),
                "slips": [random.random() < noise for _ in range(questions)],
                "every": 5,
                "without": without,
            }
            for known in readers[start : start + BATCH]
        ]
        yield from page.evaluate("(all) => all.map(window.interview)", batch)


def bits(questions: int, noise: float) -> float:
    """Return how much the answers can tell at most: the capacity of a binary symmetric channel."""
    lost = -sum(p * math.log2(p) for p in (noise, 1 - noise) if p)
    return questions * (1 - lost)


def reach(ground: Ground, draw: Draw, readers: list[set[str]], size: int, random: Random) -> float:
    """Return the mean share that the nearest of ``size`` other readers of a kind places right."""
    place = {id: number for number, id in enumerate(ground.order)}

    def rows(sets: Iterator[set[str]], count: int) -> Any:
        table = np.full((count, len(place)), -1, dtype=np.float32)
        for number, known in enumerate(sets):
            table[number, [place[id] for id in known]] = 1
        return table

    others = rows((draw(ground, random) for _ in range(size)), size)
    agreed = rows(iter(readers), len(readers)) @ others.T
    return float(((agreed.max(axis=1) / len(place) + 1) / 2).mean())


def row(name: str, results: list[dict[str, Any]], far: str) -> str:
    """Return one line of a table."""
    shares = zip(*(result["shares"] for result in results), strict=True)
    cells = [f"{100 * fmean(share):.1f}" for share in shares]
    placed = fmean(result["shares"][-1] >= 0.95 for result in results)
    return f"| {name} | {' | '.join(cells)} | {100 * placed:.0f} % | {far} |"


def table(page: Page, ground: Ground, readers: int, questions: int, noise: float, strange: bool) -> None:
    """Print the curve of each kind and of all."""
    told = bits(questions, noise)
    size = min(round(2**told), 2**15)
    print(f"\n{readers} readers, {100 * noise:.0f} % noise; {questions} answers carry {told:.1f} bits\n")
    counts = " | ".join(str(number) for number in range(0, questions + 1, 5))
    print(f"| readers, after | {counts} | 95 % right | {told:.1f} bits reach |")
    print("|---|" + "--:|" * (questions // 5 + 3))
    every: list[dict[str, Any]] = []
    far: list[float] = []
    for name, draw in KINDS.items():
        random = Random(f"{SEED} {name}")
        drawn = [draw(ground, random) for _ in range(readers // len(KINDS))]
        results = list(
            interviews(page, drawn, questions, noise, ALIKE.get(name, "") if strange else "", random)
        )
        # With more bits than this many readers stand for, the yardstick would be too short.
        far.append(reach(ground, draw, drawn, size, random) if told <= 15 else math.nan)
        print(row(name, results, f"{100 * far[-1]:.1f}" if told <= 15 else ""), flush=True)
        every += results
    print(row("**mean**", every, f"{100 * fmean(far):.1f}" if told <= 15 else ""), flush=True)
    print(f"\nasked: {fmean(result['asked'] for result in every):.1f} questions")


@click.command(help=__doc__)
@click.option("--readers", default=2000, help="How many readers to simulate.")
@click.option("--questions", default=20, help="How many questions each may be asked; a multiple of 5.")
@click.option(
    "--noise", "noises", multiple=True, default=(NOISE, 0.0), type=float, help="Share of wrong answers."
)
@click.option("--strange", is_flag=True, help="Let the model imagine no readers of the kind that it meets.")
@click.option("--graph", "path", type=click.Path(exists=True, path_type=Path), default=ROOT / "graph")
def main(readers: int, questions: int, noises: tuple[float, ...], strange: bool, path: Path) -> None:
    atlas = chart(check(str(path), *load(path)))
    with page_beside_modules() as page:
        page.evaluate(START, json.loads(graph_json(atlas)))
        for noise in noises:
            table(page, ground(atlas), readers, questions, noise, strange)
        times = np.percentile(page.evaluate("window.times"), [50, 99])
    print(f"an answer with its next question: median {times[0]:.0f} ms, 99 of 100 within {times[1]:.0f} ms")


if __name__ == "__main__":
    main()
