"""Sites that the tests build, and what they build them from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

import build_graph
from conceptgraph.atlas import Atlas
from conceptgraph.build import docs
from conceptgraph.check import chart, check
from conceptgraph.load import load
from conceptgraph.site import build_site
from conceptgraph.write import copy_handwritten, write

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests/sites"
REPO_URL = "https://github.com/example/atlas"
"""What the built site takes for its repository: a host for which the theme has plans of its own."""
SETTINGS = ("REPO_URL", "SITE_URL", "SITE_NAME", "GITHUB_STEP_SUMMARY")
Once: TypeAlias = Callable[[str, Callable[[Path], object]], Path]


def charted(graph: Path) -> Atlas:
    """Return the atlas of a folder, without looking at the history that it may have."""
    sources, unread = load(graph)
    checked = check("graph", sources, unread)
    assert checked.sound, [problem for problem in checked.problems if problem.severity == "error"]
    return chart(checked)


@cache
def real_atlas() -> Atlas:
    """Return the atlas of graph/, read once in this process."""
    return charted(ROOT / "graph")


def command(*arguments: str | Path, **settings: str) -> Result:
    """Return what build_graph.py says to the arguments; settings of this machine are left aside."""
    env = {**dict.fromkeys(SETTINGS), **settings}
    return CliRunner().invoke(build_graph.main, [str(argument) for argument in arguments], env=env)


def build(graph: Path, site: Path, **settings: str) -> Path:
    """Return the site that the command builds of a graph."""
    done = command("build", "--graph", graph, "--site", site, **settings)
    assert done.exit_code == 0, done.output
    return site


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder by its path inside; of a link, where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = f"-> {path.readlink()}".encode()
        elif path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return how to make a folder once for all the processes that share a run of the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        unfinished, folder = shared / f"unfinished-{name}", shared / name
        with FileLock(shared / f"{name}.lock"):
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def real_site(once: Once) -> Path:
    """Return the site of graph/, built once; tests only read it."""
    return once("real", lambda folder: build(ROOT / "graph", folder / "site", REPO_URL=REPO_URL)) / "site"


@pytest.fixture(scope="session")
def hostile_site(once: Once) -> Path:
    """Return the site of a graph in which every field is an attack, built once."""
    graph = CASES / "hostile/graph"
    return once("hostile", lambda folder: build(graph, folder / "site", REPO_URL=REPO_URL)) / "site"


@pytest.fixture(scope="session")
def small_docs(once: Once) -> Path:
    """Return a docs/ of three concepts for which a site can be built; tests only read it."""

    def make(folder: Path) -> None:
        copy_handwritten(ROOT / "docs", folder / "docs")
        write(folder / "docs", docs(charted(CASES / "three-concepts/graph")))

    return once("small-docs", make) / "docs"


@pytest.fixture(scope="session")
def small_site(once: Once, small_docs: Path) -> Path:
    """Return the site of it, with a renamed and a retired concept, built without any setting."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name in SETTINGS:
                patch.delenv(name, raising=False)
            build_site(ROOT / "mkdocs.yml", small_docs, folder / "site")

    return once("small", make) / "site"


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of its own that tests may build in."""
    clone = tmp_path_factory.mktemp("clone") / "repository"
    copy_handwritten(ROOT / "docs", clone / "docs")
    shutil.copytree(ROOT / "conceptgraph", clone / "conceptgraph")
    shutil.copytree(CASES / "three-concepts/graph", clone / "graph")
    for name in ("build_graph.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, clone / name)
    return clone
