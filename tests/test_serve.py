"""Serving while one writes, in a real process."""

from __future__ import annotations

import os
import shutil
import urllib.request
from pathlib import Path

import pytest

from tests.serving import read, served

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")


def test_a_change_is_built_and_announced_and_an_error_is_said(clone: Path, tmp_path: Path) -> None:
    with served(clone, tmp_path / "graph") as server:
        home = server.address()
        page = f"{home}concepts/function/"
        assert ">Function</h1>" in read(page)
        assert '<script src="/__reload.js"></script></body>' in read(page)
        assert '"schema":1' in read(f"{home}graph.json")
        with urllib.request.urlopen(f"{home}__reload", timeout=60) as announced:
            server.edit("title: Function", "title: Rule")
            server.says("Built again")
            assert announced.readline() == b"data: 1\n"
        assert ">Rule</h1>" in read(page)

        server.edit("level: core", "level: hard")
        assert server.says(r"(graph/analysis/function\.yml:\d+:\d+): error").endswith(":2:8")
        server.says("nothing was built")
        assert ">Rule</h1>" in read(page)

        server.edit("level: hard", "level: advanced")
        server.says("Built again")
        assert "level-advanced" in read(page)
        assert server.interrupt() == 0
        server.says("Ended")


def test_a_graph_that_starts_broken_is_waited_for(clone: Path, tmp_path: Path) -> None:
    with served(_with_an_error(clone, tmp_path / "repository"), tmp_path / "graph") as server:
        server.says("Waiting for a change that mends it")
        server.edit("level: hard", "level: core")
        assert ">Function</h1>" in read(f"{server.address()}concepts/function/")


def test_waiting_ends_with_ctrl_c_too(clone: Path, tmp_path: Path) -> None:
    with served(_with_an_error(clone, tmp_path / "repository"), tmp_path / "graph") as server:
        server.says("Waiting for a change that mends it")
        assert server.interrupt() == 0


def _with_an_error(clone: Path, to: Path) -> Path:
    shutil.copytree(clone, to)
    node = to / "graph/analysis/function.yml"
    node.write_text(node.read_text(encoding="utf-8").replace("level: core", "level: hard"), encoding="utf-8")
    return to
