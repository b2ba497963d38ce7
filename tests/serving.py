"""A server of the site in a process of its own, as a person would start it."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.built import SETTINGS

SECONDS = 60
"""How long a build may take on a machine that is busy."""
NODE = "analysis/function.yml"


class Server:
    """A running server, what it says, and the graph that it shows."""

    def __init__(self, clone: Path, graph: Path) -> None:
        self.graph = graph
        self.node = graph / NODE
        env = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        self.process = subprocess.Popen(
            [sys.executable, "build_graph.py", "serve", "--port", "0", "--graph", str(graph)],
            cwd=clone,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # A suite that runs in the background inherits that Ctrl+C is ignored; at a terminal it is not.
            preexec_fn=_answers_to_ctrl_c,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def says(self, pattern: str) -> str:
        """Wait for a line that matches, and return what the group in it holds."""
        while True:
            line = self.lines.get(timeout=SECONDS)
            if found := re.search(pattern, line):
                return found[found.lastindex or 0]

    def address(self) -> str:
        return self.says(r"Serving (http://127\.0\.0\.1:\d+/)")

    def edit(self, old: str, new: str) -> None:
        text = self.node.read_text(encoding="utf-8")
        assert old in text
        self.node.write_text(text.replace(old, new, 1), encoding="utf-8")

    def interrupt(self) -> int:
        """Press Ctrl+C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


def _answers_to_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def served(clone: Path, graph: Path) -> Iterator[Server]:
    """Start a server for a copy of the clone's graph; it ends with the context."""
    server = Server(clone, shutil.copytree(clone / "graph", graph))
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()
        if server.process.stdout is not None:
            server.process.stdout.close()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())
