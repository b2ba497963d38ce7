"""Measure how long the check of a graph takes as a whole process, as a Markdown table.

    python benchmarks/check.py [--files N ...] [--runs N] [--graph DIR]

N concepts (default 300) stand in a temporary repository of git with one commit: those of the real
graph, and as many copies under other names as it takes. Links and prerequisites of copies lead to
copies, and each of their formulas starts with a number, so that nothing is cheap because it was met
before. By turns in one run are measured: the check; a Python that imports the same libraries and does
nothing; a Python that reads the same files with libyaml into plain data, its imports included. Times are
medians of whole processes, the processor's in user mode, which other work on the machine disturbs
least. The quotients hold on other machines too.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import click

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = "import click, yaml, pydantic, networkx, markdown_it, nh3, math_core"
BARE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def grown(graph: Path, files: int) -> dict[str, str]:
    """Return the files of a graph by name, with as many concepts as asked for."""
    lists = {path.name: path.read_text(encoding="utf-8") for path in sorted(graph.glob("*.yml"))}
    concepts = {path: path.read_text(encoding="utf-8") for path in sorted(graph.glob("*/*.yml"))}
    made = lists
    for copy, start in enumerate(range(0, files, len(concepts)), start=1):
        taken = dict(list(concepts.items())[: files - start])
        ids = {path.stem for path in taken}
        for path, text in taken.items():
            name = f"{path.stem}-{copy}" if copy > 1 else path.stem
            made[f"{path.parent.name}/{name}.yml"] = renamed(text, ids, copy) if copy > 1 else text
    return made


def renamed(text: str, ids: set[str], number: int) -> str:
    """Return a concept under other names, which leads to the copies of ``ids``."""
    text = re.sub(r"(?m)^title: (.*)$", rf"title: \1 {number}", text)
    text = re.sub(r"(?ms)^aliases:.*?(?=^\S)", "", text)
    text = re.sub(r"(?s)(?<!\\)(\${1,2})((?:[^$\\]|\\.)+)\1", rf"\g<1>{number}\g<2>\g<1>", text)
    return re.sub(
        r"(?<=- id: )[a-z0-9-]+|(?<=\]\()[a-z0-9-]+",
        lambda found: f"{found[0]}-{number}" if found[0] in ids else found[0],
        text,
    )


def laid_out(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files and commit them."""
    for name, text in files.items():
        path = folder / "graph" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    who = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org"]
    for step in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "graph"]):
        subprocess.run(["git", "-C", str(folder), *step], check=True)


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Return processor time in user mode and wall time of a whole process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    wall = time.perf_counter() - start
    # The check's code 1 is for problems in the data, which copies may have.
    assert done.returncode in (0, 1), "the command broke off"
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, wall


def rows(graph: Path, files: int, runs: int) -> list[str]:
    """Return the lines of the table for one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laid_out(folder, grown(graph, files))
        commands = {
            "check": [sys.executable, str(ROOT / "build_graph.py"), "check", "--graph", "graph"],
            "imports alone": [sys.executable, "-c", LIBRARIES],
            "bare libyaml": [sys.executable, "-c", BARE, "graph"],
        }
        # The first run compiles and warms the disk's cache.
        for command in commands.values():
            timed(command, folder)
        times = [{name: timed(command, folder) for name, command in commands.items()} for _ in range(runs)]
    middle = {name: [median(run[name][kind] for run in times) for kind in (0, 1)] for name in commands}
    return [
        f"| {files} | {name} | {user:.2f} s | {wall:.2f} s | {middle['check'][0] / user:.1f} |"
        for name, (user, wall) in middle.items()
    ]


@click.command(help=__doc__)
@click.option("--files", "sizes", multiple=True, default=(300,), help="How many concepts; may be repeated.")
@click.option("--runs", default=5, help="How often each is measured.")
@click.option(
    "--graph", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "graph"
)
def main(sizes: tuple[int, ...], runs: int, graph: Path) -> None:
    print("| files | | processor | wall | check is times this |")
    print("|--:|---|--:|--:|--:|")
    for files in sizes:
        print(*rows(graph, files, runs), sep="\n", flush=True)


if __name__ == "__main__":
    main()
