"""Values that the tests share."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, settings

from conceptgraph.check import Checked, check
from conceptgraph.document import parse
from conceptgraph.formatting import formatted
from conceptgraph.model import Concept
from conceptgraph.problem import Problem
from tests.built import clone as clone
from tests.built import hostile_site as hostile_site
from tests.built import once as once
from tests.built import real_site as real_site
from tests.built import small_docs as small_docs
from tests.built import small_site as small_site

# How long an example takes says more about the machine, which may be busy, than about the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

FULL: dict[str, Any] = {
    "goals": ["Say it.", "Use it."],
    "intuition": "A picture of what moves where. " * 8,
    "facts": ["One.", "Two.", "Three."],
    "example": "Small numbers.",
    "pitfalls": ["An error that many make, and the right version. " * 25, "Two."],
    "questions": [{"level": level, "question": "What?", "answer": "This."} for level in ("core", "deep")],
    "resources": [{"source": "book", "where": "Chapter 1"}],
}
LISTS = {
    "areas.yml": "- {id: a, title: A}\n- {id: b, title: B}\n",
    "sources.yml": "book: {title: Book, url: 'https://example.org/', good_for: facts}\n",
}


@pytest.fixture(autouse=True)
def _no_outer_repository(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep git to the repositories that a test makes, also when the tests run inside a hook."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))


def concept(id: str, needs: Iterable[str] = (), area: str = "a", **fields: Any) -> Concept:
    """Return a concept that needs others, with text for every field that must have some."""
    return Concept.model_validate(
        {
            "id": id,
            "area": area,
            "title": id.capitalize(),
            "level": "core",
            "minutes": 30,
            "summary": f"What {id} is.",
            "definition": f"The definition of {id}.",
            "prerequisites": [{"id": need, "reason": f"{id} uses {need}"} for need in needs],
            **fields,
        }
    )


def node(title: str, needs: Iterable[str] = (), **fields: Any) -> str:
    """Return a concept's file that lacks nothing; a field given as None is left out.

    Title and prerequisites come first, then what the test gives, so that its lines are easy to count.
    """
    prerequisites = [{"id": need, "reason": "it is used"} for need in needs]
    whole = {"title": title, "prerequisites": prerequisites, **fields}
    rest = {"level": "core", "minutes": 30, "summary": f"What {title} is.", "definition": "So.", **FULL}
    whole |= {name: value for name, value in rest.items() if name not in fields}
    return dumped({name: value for name, value in whole.items() if value is not None})


def tidy(text: str) -> str:
    """Return a concept's file as it is when formatted."""
    written = formatted(parse("graph/a/set.yml", "a/set.yml", text.encode())[0])
    assert written is not None
    return written


def question(assumes: list[str]) -> dict[str, object]:
    """Return a question that rests on concepts beyond the page's own."""
    return {"level": "core", "question": "What?", "answer": "This.", "assumes": assumes}


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(value: object) -> str:
    """Return a value as YAML without anchors."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True)


PAIR = {"a/set.yml": node("Set"), "a/map.yml": node("Map", ["set"])}
"""A sound graph of two concepts."""


def checked(files: Mapping[str, str], published: Iterable[str] = ()) -> Checked:
    """Return what the check says of files by their names in graph/, beside two areas and a source.

    Except that they are not formatted: tests put a field where its line is easy to count.
    """
    read = [parse(f"graph/{name}", name, text.encode()) for name, text in {**LISTS, **files}.items()]
    sources = [source for source, _ in read]
    result = check("graph", sources, [one for _, found in read for one in found], frozenset(published))
    return replace(result, problems=tuple(p for p in result.problems if p.code != "not-formatted"))


def said(code: str, files: Mapping[str, str]) -> list[Problem]:
    """Return the problems of one code that the check finds in files."""
    return [problem for problem in checked(files).problems if problem.code == code]


def messages(code: str, files: Mapping[str, str]) -> list[str]:
    """Return what those problems say."""
    return [problem.message for problem in said(code, files)]


def hints(code: str, files: Mapping[str, str]) -> list[str]:
    """Return the way out that each of them shows."""
    return [problem.hint for problem in said(code, files)]


def found(files: Mapping[str, str], published: Iterable[str] = ()) -> list[str]:
    """Return the findings in the files as ``path:line:column code``."""
    problems = checked(files, published).problems
    return [f"{':'.join(map(str, p.location)).removeprefix('graph/')} {p.code}" for p in problems]


def write_graph(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their names in the folder, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody, in a repository of the test."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
