"""The locked requirements: every package pinned, with hashes, and no word about where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def requirement_faults(text: str) -> Iterator[str]:
    """Yield what is neither a pinned package with its hashes nor a comment."""
    for line in re.sub(r"^ *#.*\n", "", text.replace("\\\n", " "), flags=re.M).splitlines():
        if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+(?: ;[^#\\]+?)?(?: +--hash=sha256:[0-9a-f]{64})+ *", line):
            yield line.split(" ")[0]


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", _text(name), re.M))


def wanted(name: str) -> set[str]:
    return {line.lower() for line in _text(name).splitlines() if not line.startswith(("#", "-"))}


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_nothing_else(name: str) -> None:
    assert list(requirement_faults(_text(name))) == []


def test_a_requirement_without_hash_or_version_is_seen() -> None:
    good = "click==8.5.1 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "0" * 64 + "\n    # via rich\n"
    assert list(requirement_faults(good)) == []
    bad = "rich==1.0\nnh3\n--index-url x\n"
    assert list(requirement_faults(good + bad)) == ["rich==1.0", "nh3", "--index-url"]


def test_what_is_wanted_is_pinned_and_both_files_pin_alike() -> None:
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert wanted("requirements.in") <= run.keys()
    assert wanted("requirements-dev.in") <= dev.keys()
    assert [name for name in run.keys() & dev.keys() if run[name] != dev[name]] == []
