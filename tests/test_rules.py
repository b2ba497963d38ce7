"""The examples of the manual are run: what is bad yields its code, what is mended is sound.

An example is what a reader of the page types, so it says only what matters. Here it is laid over a small
sound graph: a fragment of a file goes before the rest of that file, whose fields of the same names give way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conceptgraph.check import check
from conceptgraph.load import load
from conceptgraph.rules import RULES, Rule
from tests.conftest import node, tidy, write_graph

FILE = "analysis/derivative.yml"
"""The file that a fragment belongs to if it names none."""
NAMED = re.compile(r"^# graph/(\S+\.yml)\n", re.M)
LISTED = re.compile(
    r"^graph/(\S+)(?: -> (?P<link>\S+)|(?P<gone>  # deleted)| \((?P<size>\d+) KiB\))?\n?", re.M
)
FIELD = re.compile(r"^([a-z]+):", re.M)
WHOLE = {"missing-areas", "no-concepts"}
"""Examples that list all of a graph but its sources."""
CUT = {"isolated", "below-minimum", "budget", "not-formatted"}
"""What a fragment may lack for being one, and for standing first."""

AREAS = "- {id: analysis, title: Analysis}\n- {id: linear-algebra, title: Linear algebra}\n"
SOURCES = (
    "mml: {title: Mathematics for Machine Learning, url: 'https://mml-book.github.io/', good_for: all}\n"
)
NEEDS: dict[str, list[str]] = {
    "analysis/set": [],
    "analysis/function": ["set"],
    "analysis/limit": ["function"],
    "analysis/derivative": ["limit"],
    "analysis/integral": ["limit"],
    "analysis/chain-rule": ["derivative"],
    "analysis/gradient": ["derivative"],
    "analysis/metric": ["function"],
    "linear-algebra/norm": ["function"],
    "linear-algebra/matrix": ["function"],
    "linear-algebra/jacobian-matrix": ["derivative", "matrix"],
}


@cache
def content(name: str) -> str:
    """Return a file of the sound graph, or one like them."""
    if name in ("areas.yml", "sources.yml"):
        return AREAS if name == "areas.yml" else SOURCES
    stem = name.removesuffix(".yml")
    title = stem.partition("/")[2].replace("-", " ").capitalize()
    where = [{"source": "mml", "where": "Chapter 5"}]
    return tidy(node(title, NEEDS.get(stem, []), summary=f"{title}.", resources=where))


def sound() -> dict[str, str]:
    return {name: content(name) for name in ("areas.yml", "sources.yml", *(f"{stem}.yml" for stem in NEEDS))}


def over(name: str, fragment: str) -> str:
    """Return the file that starts with the fragment and goes on as the sound one does."""
    if "/" not in name:
        return fragment
    rest = content(name)
    for field in FIELD.findall(fragment):
        rest = re.sub(rf"^{field}:.*\n(?:[ -].*\n)*", "", rest, flags=re.M)
    return f"{fragment.rstrip()}\n{rest}"


def fragments(example: str) -> Iterator[tuple[str, str]]:
    """Yield file and text of every fragment of an example."""
    first, *named = NAMED.split(example)
    if first.strip():
        yield FILE, first
    yield from zip(named[::2], named[1::2], strict=True)


def encoded(text: str) -> bytes:
    """Return what stands in the file, with what an example can only describe."""
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)
    return text.encode("latin-1" if "# saved as Latin-1" in text else "utf-8")


def laid_out(code: str, example: str, folder: Path) -> frozenset[str]:
    """Write the graph of an example, and return the ids that were published before."""
    listed = list(LISTED.finditer(example))
    files = {"sources.yml": SOURCES} if code in WHOLE else sound()
    for entry in listed:
        files = {name: text for name, text in files.items() if Path(name).stem != Path(entry[1]).stem}
    for entry in listed:
        if not entry["link"] and not entry["gone"]:
            files[entry[1]] = content(entry[1]) + "#" * (int(entry["size"] or 0) - 2) * 1024
    for name, fragment in fragments(LISTED.sub("", example)):
        files[name] = over(name, fragment)
    write_graph(folder, {name: encoded(text) for name, text in files.items()})
    for entry in listed:
        if entry["link"]:
            (folder / entry[1]).symlink_to(entry["link"])
    return frozenset(Path(entry[1]).stem for entry in listed if entry["gone"])


def codes(code: str, example: str, folder: Path) -> set[str]:
    """Return the codes of all that the check finds in an example."""
    published = laid_out(code, example, folder)
    sources, unread = load(folder)
    return {problem.code for problem in check("graph", sources, unread, published).problems}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_bad_example_yields_its_code_and_the_mended_one_is_sound(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in codes(rule.code, rule.bad, tmp_path / "bad")
    assert codes(rule.code, rule.mended, tmp_path / "mended") <= CUT - {rule.code}


def test_the_graph_under_the_examples_is_sound(tmp_path: Path) -> None:
    assert codes("", "", tmp_path) == set()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_is_told_in_sentences_and_clauses(rule: Rule) -> None:
    assert rule.meaning.endswith(".")
    assert rule.hint
    assert not rule.hint.endswith(".")
    assert rule.bad != rule.mended
    assert "..." not in rule.bad + rule.mended
