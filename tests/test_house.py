"""What holds for the repository as a whole: the order of its modules, its make targets and its workflows."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import conceptgraph
from conceptgraph.write import GENERATED

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for path in (ROOT / "conceptgraph").glob("*.py") if path.stem != "__init__")
TEMPLATES = sorted(
    path for end in ("html", "xml") for path in (ROOT / "conceptgraph/theme").rglob(f"*.{end}")
)
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TRIGGERS = {
    "check.yml": {"pull_request": "", "merge_group": ""},
    "links.yml": {"schedule": [{"cron": "23 4 * * 1"}], "workflow_dispatch": ""},
    "publish.yml": {"push": {"branches": ["main"]}, "workflow_dispatch": ""},
}
# What an event says may come from a stranger, but for names of commits and of the repository.
UNTRUSTED = re.compile(
    r"\bsecrets\b|github\.head_ref"
    r"|github\.event\.(?!(?:pull_request\.base\.sha|merge_group\.base_sha|repository\.name)\b)"
)
# Names in two pieces, so that this file keeps its own rule.
_HALVES = [("py", "pi"), ("python", "hosted"), ("npm", "js"), ("deb[.]", "debian"), ("crates[.]", "io")]
REGISTRIES = re.compile("|".join(map("".join, _HALVES)), re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:home/\w|Users/\w|root/|work/|opt/|tmp/)")

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine")


def stated_order(docstring: str) -> list[str]:
    """Return the modules in the order that the package's docstring gives."""
    listed = re.search(r"those above it:\s*([^.]+)\.", docstring)
    return re.findall(r"\w+", listed.group(1)) if listed else []


def imported(source: str) -> set[str]:
    """Return the modules of the package that the source imports, in whatever form."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = "conceptgraph" if node.level else ""
            parent = ".".join(filter(None, [package, node.module]))
            names |= {f"{parent}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("conceptgraph.")}


def misplaced(module: str, source: str, order: list[str]) -> set[str]:
    """Return the imports that do not stand above the module."""
    return imported(source) - set(order[: order.index(module)])


def targets() -> list[str]:
    return " ".join(re.findall(r"^\.PHONY: (.+)$", _text("Makefile"), re.M)).split()


def workflow_faults(workflow: dict[str, Any]) -> Iterator[str]:
    """Yield every rule that the workflow breaks."""
    if workflow["permissions"] != {}:
        yield "permissions are granted to all jobs"
    if "github.ref" not in workflow.get("concurrency", {}).get("group", ""):
        yield "runs of one ref are not held together"
    for key, job in workflow["jobs"].items():
        writes = set(job.get("permissions", {}).values()) - {"read"}
        if writes and job.get("if") != "github.ref == 'refs/heads/main'":
            yield f"{key}: writes for other branches than main"
        yield from (
            f"{key}: no {rule}" for rule in ("name", "timeout-minutes", "permissions") if rule not in job
        )
        for step in job["steps"]:
            yield from (f"{key}: {fault}" for fault in step_faults(step))


def text_faults(text: str) -> Iterator[str]:
    """Yield every rule that the text breaks and its values cannot show."""
    for action in re.findall(r"uses: (\S+)(?! # v\d+\.\d+\.\d+\n)(?!\S)", text):
        yield f"{action} without its version"
    for grant in re.findall(r"^ +([a-z-]+: (?:read|write))(?! # \w)$", text, re.M):
        yield f"{grant} without a reason"
    for expression in re.findall(r"\$\{\{(.*?)\}\}", text):
        if found := UNTRUSTED.search(expression):
            yield f"{found.group()} in an expression"


def step_faults(step: dict[str, Any]) -> Iterator[str]:
    action, options, command = step.get("uses", ""), step.get("with", {}), step.get("run", "")
    if action and not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action):
        yield f"{action} is not pinned to a commit"
    if action.startswith("actions/checkout@"):
        if options.get("persist-credentials") != "false":
            yield "checkout leaves its token behind"
        if options.get("fetch-depth") != "0":
            yield "checkout leaves out the history"
    made = re.fullmatch(r"make ([a-z]+)( [A-Z]+=\w+)*", command)
    if command and not (made and made[1] in targets()):
        yield f"{command} is not a make target"


def tracked() -> list[Path]:
    """Return the files that are, or are about to be, in the repository."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_from_those_above_it(path: Path) -> None:
    order = stated_order(conceptgraph.__doc__ or "")
    assert path.stem in order, f"{path.stem} has no place in the order of conceptgraph/__init__.py"
    assert misplaced(path.stem, path.read_text(encoding="utf-8"), order) == set()


@pytest.mark.parametrize(
    "source",
    [
        "from conceptgraph.site import swap",
        "from conceptgraph import site",
        "import conceptgraph.site",
        "from . import site",
        "from .site import swap",
        "def late():\n    from conceptgraph import site, model",
    ],
)
def test_an_import_from_below_is_seen_in_every_form(source: str) -> None:
    assert misplaced("graph", source, ["model", "graph", "site"]) == {"site"}


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    contents = {path: path.read_bytes() for path in tracked()}
    texts = {path: raw.decode("utf-8", "replace") for path, raw in contents.items() if b"\0" not in raw}
    found = [
        (str(path.relative_to(ROOT)), match.group())
        for path, text in texts.items()
        for pattern in (REGISTRIES, MACHINE_PATH)
        for match in pattern.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_keeps_the_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # BaseLoader, for YAML 1.1 reads the key "on" as true.
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    assert workflow["on"] == TRIGGERS[path.name]
    assert list(workflow_faults(workflow)) == []
    assert list(text_faults(text)) == []


def test_each_broken_rule_of_a_workflow_is_seen() -> None:
    steps = [
        {"uses": "actions/checkout@v7"},
        {"run": "make nothing"},
        {"run": "echo ${{ github.ref }}"},
        {"run": "make check FORMAT=github"},
    ]
    job = {"name": "A", "permissions": {"contents": "read", "issues": "write"}, "steps": steps}
    workflow = {"permissions": {"contents": "write"}, "jobs": {"a": job}}
    assert list(workflow_faults(workflow)) == [
        "permissions are granted to all jobs",
        "runs of one ref are not held together",
        "a: writes for other branches than main",
        "a: no timeout-minutes",
        "a: actions/checkout@v7 is not pinned to a commit",
        "a: checkout leaves its token behind",
        "a: checkout leaves out the history",
        "a: make nothing is not a make target",
        "a: echo ${{ github.ref }} is not a make target",
    ]
    assert list(workflow_faults({**workflow, "jobs": {"a": {"name": "A", "steps": []}}}))[2:] == [
        "a: no timeout-minutes",
        "a: no permissions",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("uses: actions/checkout@0123456789 # v7\n", "actions/checkout@0123456789 without its version"),
        ("      contents: read\n", "contents: read without a reason"),
        ("${{ github.event.pull_request.title }}", "github.event. in an expression"),
        ("${{ github.event.pull_request.base.sha || github.head_ref }}", "github.head_ref in an expression"),
        ("${{ secrets.GITHUB_TOKEN }}", "secrets in an expression"),
    ],
)
def test_what_only_the_text_of_a_workflow_shows_is_seen(line: str, fault: str) -> None:
    assert list(text_faults(line)) == [fault]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_of_the_theme_calls_no_method_of_pythons(path: Path) -> None:
    """The engine that is to follow mkdocs knows the filters of Jinja, and macros, but not Python."""
    code = re.findall(r"\{[{%](.*?)[%}]\}", path.read_text(encoding="utf-8"), re.S)
    assert [call for part in code for call in re.findall(r"\w+\.\w+\(", part) if call != "lang.t("] == []
    assert [call for part in code for call in re.findall(r"[\])]\.\w+\(", part)] == []


def test_git_ignores_exactly_what_is_generated() -> None:
    assert set(re.findall(r"^/docs/(.+)$", _text(".gitignore"), re.M)) == set(GENERATED)


@needs_make
def test_help_lists_every_target() -> None:
    listed = subprocess.run(["make", "-s", "-C", str(ROOT)], check=True, capture_output=True, text=True)
    assert re.findall(r"^  make (\w+) +\S", listed.stdout, re.M) == targets()


@needs_make
@pytest.mark.skipif(os.name == "nt", reason="the unfit Python is played by a shell script")
@pytest.mark.parametrize(
    ("flaw", "message"),
    [
        (
            "sys.version_info = (3, 10, 14)",
            "is not Python 3.11 or newer. Install one, or name it, as in: make",
        ),
        (
            "sys.modules['venv'] = None",
            "came without venv. On Debian and Ubuntu: apt-get install python3-venv",
        ),
        ("sys.modules['ensurepip'] = None", "came without venv. On Debian and Ubuntu: apt-get install"),
    ],
)
def test_an_unfit_python_is_refused_with_the_way_out(tmp_path: Path, flaw: str, message: str) -> None:
    (tmp_path / "requirements.txt").touch()
    unfit = tmp_path / "python"
    unfit.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import sys; {flaw}; exec(sys.argv[2])" "$@"\n')
    unfit.chmod(0o755)
    made = subprocess.run(
        ["make", "-C", str(tmp_path), "-f", str(ROOT / "Makefile"), "build", f"PYTHON={unfit}"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 2
    assert f"{unfit} {message}" in made.stderr
    assert not (tmp_path / ".venv").exists()


def test_documents_name_only_targets_that_exist() -> None:
    documents = [path.read_text(encoding="utf-8") for path in tracked() if path.suffix == ".md"]
    named = [name for text in documents for name in re.findall(r"(?:`|^ *(?:[$] )?)make (\w+)", text, re.M)]
    assert set(named) <= set(targets())
