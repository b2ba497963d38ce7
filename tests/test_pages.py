"""Every page of the real site, as a browser would read it before any script runs."""

from __future__ import annotations

import gzip
import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from conceptgraph.rules import RULES
from conceptgraph.site import broken_links
from tests.built import ROOT

KILOBYTES, TRANSFERRED = 100, 60
"""No page of a concept has more HTML than the first; no page has more than the second when compressed."""
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
}
LOADING = {"link", "script", "img", "iframe", "source", "video", "audio", "embed", "object", "image", "use"}
"""Elements for which a browser fetches an address by itself."""
ADDRESSES = ("href", "src", "srcset", "data", "action", "formaction", "xlink:href", "poster", "background")
LISTS = (
    "plan", "placement", "progress", "map", "checklist", "glossary", "sources", "checks", "how-to",
)  # fmt: skip
"""The pages beside those of concepts and areas, and home."""


def parse(text: str) -> tuple[Element, list[str]]:
    """Return the document's tree, and what is wrong with its syntax."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the tree cannot hold, such as xlink:href, is renamed
        root = parser.parse(text)
    return root, [f"{place}: {code} {data}" for place, code, data in parser.errors]


def tags(root: Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of every element, without namespaces."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield element.tag.rpartition("}")[2], {str(name): value for name, value in element.items()}


def faults(text: str) -> Iterator[str]:
    """Yield every rule that a page breaks."""
    root, errors = parse(text)
    yield from errors
    found = list(tags(root))
    ids = Counter(attributes["id"] for _, attributes in found if "id" in attributes)
    yield from (f"the id {id} stands {count} times" for id, count in ids.items() if count > 1)
    headings = [int(tag[1]) for tag, _ in found if re.fullmatch("h[1-6]", tag)]
    if headings.count(1) != 1:
        yield f"{headings.count(1)} headings of level 1"
    yield from (
        f"a heading of level {b} follows one of level {a}" for a, b in pairwise([0, *headings]) if b > a + 1
    )
    head = root.find("head")
    first = next(iter(head), None) if head is not None else None
    policy = (first.get("content") or "") if first is not None else ""
    if first is None or first.get("http-equiv") != "Content-Security-Policy" or first.tag != "meta":
        yield "the policy is not the first element of the head"
    if not {part.strip() for part in policy.split(";")} >= POLICY or "unsafe-eval" in policy:
        yield f"the policy is {policy}"
    for tag, attributes in found:
        yield from element_faults(tag, attributes)


def element_faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
        yield "an inline script"
    if tag in ("style", "base", "object", "embed", "applet"):
        yield f"an element {tag}"
    for name, value in attributes.items():
        if name.startswith("on") or name in ("style", "srcdoc", "nonce"):
            yield f"an attribute {name} at {tag}"
        if name in ADDRESSES:
            address = urlsplit(value.strip())
            if address.scheme not in ("", "https", "http", "data") or (
                address.scheme == "data" and tag == "a"
            ):
                yield f"an address {value[:40]}"
            if (
                tag in LOADING
                and (address.netloc or address.scheme == "http")
                and not _is_inert(tag, attributes)
            ):
                yield f"{tag} loads {value}"


def _is_inert(tag: str, attributes: dict[str, str]) -> bool:
    return tag == "link" and attributes.get("rel") == "canonical"


@pytest.fixture(scope="session")
def pages(real_site: Path) -> dict[str, str]:
    """Return the text of every page of the real site by its path."""
    return {
        path.relative_to(real_site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(real_site.rglob("*.html"))
    }


def test_every_kind_of_page_is_there(pages: dict[str, str]) -> None:
    nodes = {path.stem for path in (ROOT / "graph").glob("*/*.yml")}
    areas = {path.parent.name for path in (ROOT / "graph").glob("*/*.yml")}
    wanted = {f"concepts/{id}/index.html" for id in nodes} | {f"areas/{id}/index.html" for id in areas}
    wanted |= {f"{name}/index.html" for name in LISTS} | {f"checks/{code}/index.html" for code in RULES}
    assert pages.keys() == wanted | {"index.html", "404.html", "map/canvas.html"}


def test_no_page_breaks_a_rule(pages: dict[str, str]) -> None:
    canvas = "map/canvas.html: 0 headings of level 1"  # a part of a page that has one
    found = {f"{path}: {fault}" for path, text in pages.items() for fault in faults(text)}
    assert found - {canvas} == set()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("</h1>", "</h2>", 1), "end-tag-too-early"),
        (lambda text: text.replace("<h1 ", '<h1 id="x">x</h1><h1 ', 1), "2 headings of level 1"),
        (lambda text: text.replace("<h2 ", "<h4 ", 1).replace("</h2>", "</h4>", 1), "level 4 follows one"),
        (lambda text: text.replace("<h2 ", '<p id="x"></p><p id="x"></p><h2 ', 1), "the id x stands 2 times"),
        (lambda text: text.replace("<meta", '<meta name="x"><meta', 1), "the policy is not the first"),
        (lambda text: text.replace("script-src 'self'", "script-src *", 1), "the policy is"),
        (lambda text: text.replace("</body>", "<script>1</script></body>"), "an inline script"),
        (lambda text: text.replace("<h1 ", '<h1 onclick="x" ', 1), "an attribute onclick at h1"),
        (lambda text: text.replace("<h1 ", '<h1 style="color: red" ', 1), "an attribute style at h1"),
        (lambda text: text.replace("<h2 ", '<a href=" JavaScript:x">x</a><h2 ', 1), "JavaScript:x"),
        (lambda text: text.replace("<h2 ", '<img src="//example.org/x" alt=""><h2 ', 1), "img loads //"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_seen(pages: dict[str, str], change: Callable[[str], str], fault: str) -> None:
    sound = pages["concepts/normalizing-flow/index.html"]
    assert change(sound) != sound
    assert any(fault in found for found in faults(change(sound)))


def test_no_stylesheet_asks_another_host(real_site: Path) -> None:
    sheets = {path.name: path.read_text(encoding="utf-8") for path in real_site.rglob("*.css")}
    assert "site.css" in sheets
    loaded = re.compile(r"@import[^;]*|url\(\s*['\"]?(?:[a-z]+:)?//[^)]*", re.IGNORECASE)
    assert [(name, found) for name, text in sheets.items() for found in loaded.findall(text)] == []


def test_every_link_and_anchor_leads_somewhere(real_site: Path, pages: dict[str, str]) -> None:
    assert list(broken_links(real_site)) == []
    assert sum(text.count("href=") for text in pages.values()) > 1000


def test_every_page_of_a_concept_is_small(pages: dict[str, str]) -> None:
    sizes = {path: len(text.encode()) for path, text in pages.items() if path.startswith("concepts/")}
    assert {path: size for path, size in sizes.items() if size > KILOBYTES * 1024} == {}


def test_every_page_travels_light(pages: dict[str, str]) -> None:
    # The lists of all concepts grow with the graph, and what a reader waits for is compressed.
    sizes = {path: len(gzip.compress(text.encode())) for path, text in pages.items()}
    assert {path: size for path, size in sizes.items() if size > TRANSFERRED * 1024} == {}


def test_the_study_path_of_a_page_is_all_that_it_rests_on_in_study_order(
    real_site: Path, pages: dict[str, str]
) -> None:
    graph: dict[str, Any] = json.loads((real_site / "graph.json").read_text(encoding="utf-8"))
    needs = {concept["id"]: concept["prerequisites"] for concept in graph["concepts"]}
    for id in needs:
        text = pages[f"concepts/{id}/index.html"]
        path = re.search(r'(?s)<ol class="study-path">.*?</ol>', text)
        steps = re.findall(r'<li data-concept="([^"]+)"', path.group() if path else "")
        behind = [id]
        for met in behind:
            behind += [need for need in needs[met] if need not in behind]
        assert sorted(steps) == sorted(behind[1:]), id
        place = {step: number for number, step in enumerate(steps)}
        assert all(place[need] < place[step] for step in steps for need in needs[step]), id


def test_the_path_to_normalizing_flows_has_47_steps(pages: dict[str, str]) -> None:
    text = (
        pages["concepts/normalizing-flow/index.html"]
        .partition('<ol class="study-path">')[2]
        .partition("</ol>")[0]
    )
    assert text.count("<li data-concept=") == 47
    assert text.count("<a href=") == 47


def test_every_item_of_the_checklist_stands_in_its_place(pages: dict[str, str]) -> None:
    source = (ROOT / "graph/checklist.yml").read_text(encoding="utf-8")
    parents = dict(re.findall(r"(?m)^- key: (\S+)(?:\n  (?!parent).*)*(?:\n  parent: (\S+))?", source))
    root, _ = parse(pages["checklist/index.html"])
    above = {child: element for element in root.iter() for child in element}
    shown = {element.get("data-item"): element for element in root.iter("li") if element.get("data-item")}
    assert len(parents) > 50
    assert shown.keys() == parents.keys()
    for key, parent in parents.items():
        holder = above[above[shown[key]]]
        assert holder.get("data-item") == (parent or None), key
