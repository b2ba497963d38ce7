"""A Chromium for the tests: found on this machine, or else installed.

``python -m tests.browser.chromium`` prints its path; what an installer says goes to stderr.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MINUTES = 10
"""How long one step of an installation may take."""
STDERR = 2
"""The file descriptor; under pytest, ``sys.stderr`` may be none."""

# A child process, because Playwright's synchronous API cannot be entered twice in one.
_OWN = (
    "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
)


class NoChromiumError(Exception):
    """Says what a person can do where no Chromium is to be had."""


def executable() -> str:
    """Return the path of a Chromium that runs, after installing one where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not _runs(named):
            raise NoChromiumError(f"CHROMIUM is set to {named}, which does not run.")
        return named
    found = _present() or _download() or _package()
    if not found:
        raise NoChromiumError(
            "There is no Chromium to test with, and it could not be installed. "
            "Install Chromium or Google Chrome, or set CHROMIUM to the path of one."
        )
    return found


def _present() -> str | None:
    return next(filter(_runs, _candidates()), None)


def _candidates() -> Iterator[str]:
    own = subprocess.run([sys.executable, "-c", _OWN], check=False, capture_output=True, text=True)
    yield own.stdout.strip()
    yield from filter(None, map(shutil.which, COMMANDS))


def _runs(path: str) -> bool:
    """Tell whether it starts: a package may leave a script that only says where to get the browser."""
    if os.name == "nt":  # there, --version opens a window
        return os.access(path, os.X_OK)
    try:
        return (
            subprocess.run([path, "--version"], check=False, capture_output=True, timeout=60).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _download() -> str | None:
    """Install Playwright's build; the libraries it needs come second, for the download may be refused."""
    playwright = [sys.executable, "-m", "playwright"]
    if not _run(*playwright, "install", "chromium"):
        return None
    if _apt_allowed():
        _run(*playwright, "install-deps", "chromium")
    return _present()


def _package() -> str | None:
    if _apt_allowed() and _run("apt-get", "update") and _run("apt-get", "install", "-y", "chromium"):
        return _present()
    return None


def _apt_allowed() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(*command: str) -> bool:
    print("Installing Chromium:", *command, file=sys.stderr, flush=True)
    settings = {"DEBIAN_FRONTEND": "noninteractive", "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=STDERR,
            env={**os.environ, **settings},
            timeout=MINUTES * 60,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    return done.returncode == 0


def main() -> None:
    """Print the path, or end with the way out as a message."""
    try:
        print(executable())
    except NoChromiumError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
