"""Sites that the tests build, and what they build them from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import build_graph
from conceptgraph.atlas import Atlas
from conceptgraph.check import chart, check
from conceptgraph.load import load
from conceptgraph.write import copy_handwritten

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests/sites"
REPO_URL = "https://github.com/example/atlas"
"""What the built site takes for its repository: a host for which the theme has plans of its own."""
SETTINGS = ("REPO_URL", "SITE_URL", "SITE_NAME", "GITHUB_STEP_SUMMARY")


def charted(graph: Path) -> Atlas:
    """Return the atlas of a folder, without looking at the history that it may have."""
    sources, unread = load(graph)
    checked = check("graph", sources, unread)
    assert checked.sound, [problem for problem in checked.problems if problem.severity == "error"]
    return chart(checked)


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
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of graph/, built once; tests only read it."""
    return build(ROOT / "graph", tmp_path_factory.mktemp("real") / "site", REPO_URL=REPO_URL)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a graph in which every field is an attack, built once."""
    return build(CASES / "hostile/graph", tmp_path_factory.mktemp("hostile") / "site", REPO_URL=REPO_URL)


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
