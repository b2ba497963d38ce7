"""Where the tests get their Chromium, with every program outside played by a script that notes its call."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.browser import chromium

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are played by shell scripts")


class Machine:
    """A machine whose programs are the scripts of one folder."""

    def __init__(self, root: Path) -> None:
        self.programs, self.calls = root / "bin", root / "calls"
        self.cache = root / "cache" / "chrome"
        self.programs.mkdir()
        self.cache.parent.mkdir()
        self.calls.touch()
        self.chrome = self.put("ready-made", "echo Chromium 1")

    def put(self, name: str, script: str) -> str:
        """Add a program that notes its call and then does what the script says."""
        path = self.programs / name
        path.write_text(f'#!/bin/sh\n[ "$1" = --version ] || echo "{name} $*" >> "{self.calls}"\n{script}\n')
        path.chmod(0o755)
        return str(path)

    def python(self, install: str) -> str:
        """Add a Python that knows where Playwright keeps its browser, and how an installation ends."""
        return self.put(
            "python", f'case "$*" in -c*) echo "{self.cache}";; *"install chromium") {install};; esac'
        )

    def brings(self, path: Path | str) -> str:
        """Return the script that makes a working Chromium appear at the path."""
        return f'cp "{self.chrome}" "{path}"'

    def installs(self) -> list[str]:
        """Return the calls in order, without the question where Playwright's browser would be."""
        lines = self.calls.read_text().splitlines()
        return [line for line in lines if line.startswith(("python -m", "apt-get"))]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine without any Chromium, where downloads fail and the user is root."""
    machine = Machine(tmp_path)
    for tool in ("cp", "sh"):
        (machine.programs / tool).symlink_to(shutil.which(tool) or tool)
    monkeypatch.setenv("PATH", str(machine.programs))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("sys.executable", machine.python(install="exit 1"))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return machine


def test_the_variable_goes_before_all_else(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.put("chromium", "echo Chromium 2")
    monkeypatch.setenv("CHROMIUM", machine.chrome)
    assert chromium.executable() == machine.chrome


def test_a_variable_that_names_no_browser_is_an_error(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.put("chromium", "echo Chromium 2")
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(chromium.NoChromiumError, match="CHROMIUM is set to /no/such/browser"):
        chromium.executable()


def test_playwrights_own_browser_goes_before_the_systems(machine: Machine) -> None:
    machine.put("chromium", "echo Chromium 2")
    shutil.copy(machine.chrome, machine.cache)
    assert chromium.executable() == str(machine.cache)
    assert machine.installs() == []


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_system_browser_is_taken_and_nothing_installed(machine: Machine, name: str) -> None:
    path = machine.put(name, "echo Chromium 2")
    assert chromium.executable() == path
    assert machine.installs() == []


def test_a_script_in_the_browsers_place_is_passed_over(machine: Machine) -> None:
    machine.put("chromium-browser", "echo 'get the browser elsewhere'; exit 1")
    path = machine.put("google-chrome", "echo Chrome 2")
    assert chromium.executable() == path


def test_playwrights_download_comes_first_and_its_libraries_after(machine: Machine) -> None:
    machine.python(install=machine.brings(machine.cache))
    machine.put("apt-get", "exit 0")
    assert chromium.executable() == str(machine.cache)
    assert machine.installs() == [
        "python -m playwright install chromium",
        "python -m playwright install-deps chromium",
    ]


def test_a_refused_download_falls_back_to_the_package(machine: Machine) -> None:
    path = machine.programs / "chromium"
    machine.put("apt-get", f'case "$1" in install) {machine.brings(path)};; esac')
    assert chromium.executable() == str(path)
    assert machine.installs() == [
        "python -m playwright install chromium",
        "apt-get update",
        "apt-get install -y chromium",
    ]


def test_only_root_asks_for_packages(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    machine.put("apt-get", machine.brings(machine.programs / "chromium"))
    with pytest.raises(chromium.NoChromiumError):
        chromium.executable()
    assert machine.installs() == ["python -m playwright install chromium"]


def test_where_nothing_helps_the_message_says_what_to_do(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("apt-get", "exit 100")
    with pytest.raises(SystemExit, match="Install Chromium or Google Chrome, or set CHROMIUM"):
        chromium.main()
    assert machine.installs() == ["python -m playwright install chromium", "apt-get update"]
    assert capsys.readouterr().out == ""


def test_an_installer_that_hangs_is_given_up(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "MINUTES", 0.2 / 60)
    machine.python(install="while :; do :; done")
    path = machine.programs / "chromium"
    machine.put("apt-get", f'case "$1" in install) {machine.brings(path)};; esac')
    assert chromium.executable() == str(path)


def test_the_command_prints_the_path_alone(machine: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    path = machine.programs / "chromium"
    machine.put("apt-get", f'echo "apt is talking"; case "$1" in install) {machine.brings(path)};; esac')
    chromium.main()
    out, err = capfd.readouterr()
    assert out == f"{path}\n"
    assert "apt is talking" in err
