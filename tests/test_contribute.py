"""What the site and the hosting side offer to those who want to add or correct something."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from conceptgraph.skeleton import NEW, skeleton
from tests.built import REPO_URL, ROOT

FORMS = {path.name: path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))}
CONFIG = FORMS.pop("config.yml")
ADDRESS = 8000
"""Bytes of an address that the hosting side takes."""

ATTRIBUTES: dict[str, tuple[set[str], set[str]]] = {
    "markdown": ({"value"}, set()),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}
"""The attributes that each element of a form must and may have."""
RESERVED = {"template", "title", "body", "labels", "assignees", "milestone", "projects", "type"}
"""Query parameters that mean something else than a field."""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def form_faults(form: dict[str, Any]) -> Iterator[str]:
    """Yield every rule of the hosting side that a form breaks."""
    yield from (f"no {key}" for key in ("name", "description", "body") if not form.get(key))
    allowed = {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
    yield from (f"unknown key {key}" for key in form.keys() - allowed)
    body = form.get("body", [])
    for key in ("id", "label"):
        values = [element.get(key, element["attributes"].get(key)) for element in body]
        yield from (f"{key} {value} twice" for value, times in Counter(values).items() if value and times > 1)
    if not any(element["type"] != "markdown" for element in body):
        yield "nothing to fill in"
    for element in body:
        yield from element_faults(element)


def element_faults(element: dict[str, Any]) -> Iterator[str]:
    kind, attributes, id = element["type"], element["attributes"], element.get("id", "")
    needed, possible = ATTRIBUTES.get(kind, (set(), set()))
    if kind not in ATTRIBUTES:
        yield f"{kind} is no type"
    yield from (f"{kind}: no {name}" for name in needed if not attributes.get(name))
    yield from (f"{kind}: unknown attribute {name}" for name in attributes.keys() - needed - possible)
    keys = {"type", "attributes"} | (set() if kind == "markdown" else {"id", "validations"})
    yield from (f"{kind}: unknown key {name}" for name in element.keys() - keys)
    if kind != "markdown" and (not re.fullmatch(r"[A-Za-z0-9_-]+", id) or id in RESERVED):
        yield f"{kind}: the id {id!r} cannot be a parameter"
    options = attributes.get("options", [])
    names = [option["label"] if isinstance(option, dict) else option for option in options]
    if len(set(names)) < len(names) or not all(isinstance(name, str) and name for name in names):
        yield f"{kind}: options must be texts that differ"
    if not set(element.get("validations", {})) <= {"required"}:
        yield f"{kind}: only required is a validation"


@pytest.mark.parametrize("name", FORMS)
def test_a_form_keeps_the_rules(name: str) -> None:
    assert list(form_faults(read(FORMS[name]))) == []


def test_each_broken_rule_of_a_form_is_seen() -> None:
    text = {"label": "A"}
    body = [
        {"type": "markdown", "attributes": {}, "id": "m"},
        {"type": "input", "attributes": text, "id": "a b"},
        {"type": "textarea", "attributes": {**text, "options": [1]}, "id": "title"},
        {"type": "dropdown", "attributes": {"label": "B", "options": ["x", "x"]}, "id": "d"},
        {"type": "date", "attributes": {}, "id": "d", "validations": {"least": 1}},
    ]
    assert set(form_faults({"name": "A", "extra": 1, "body": body})) == {
        "no description",
        "unknown key extra",
        "label A twice",
        "id d twice",
        "markdown: no value",
        "markdown: unknown key id",
        "input: the id 'a b' cannot be a parameter",
        "textarea: the id 'title' cannot be a parameter",
        "textarea: unknown attribute options",
        "textarea: options must be texts that differ",
        "dropdown: options must be texts that differ",
        "date is no type",
        "date: only required is a validation",
    }
    assert list(form_faults({"name": "A", "description": "B"})) == ["no body", "nothing to fill in"]


def test_forms_have_names_of_their_own_and_there_is_a_way_past_them() -> None:
    names = [read(path)["name"] for path in FORMS.values()]
    assert len(set(names)) == len(names) == 4
    assert read(CONFIG) == {"blank_issues_enabled": True}


def links(site: Path, page: str) -> dict[str, str]:
    """Return where the links of a page to the repository lead, by their words."""
    text = (site / page).read_text(encoding="utf-8")
    found = re.findall(rf'<a(?: class="[^"]*")? href="({re.escape(REPO_URL)}/[^"]*)">([^<]*)</a>', text)
    return {words: html.unescape(address) for address, words in found}


def test_a_concept_can_be_corrected_or_its_fault_told(real_site: Path) -> None:
    issue = f"{REPO_URL}/issues/new?concept=normalizing-flow&template="
    assert links(real_site, "concepts/normalizing-flow/index.html") == {
        "Correct this page": f"{REPO_URL}/edit/main/graph/deep-learning/normalizing-flow.yml",
        "a mistake in the text": f"{issue}mistake.yml",
        "a wrong or missing prerequisite": f"{issue}prerequisite.yml",
        "a broken link": f"{issue}broken-link.yml",
    }


def test_an_area_offers_the_form_for_a_new_file_with_the_skeleton(real_site: Path) -> None:
    for area in sorted(path.parent.name for path in (real_site / "areas").glob("*/index.html")):
        offered = links(real_site, f"areas/{area}/index.html")
        address = urlsplit(offered["Suggest a concept"])
        assert f"https://{address.netloc}{address.path}" == f"{REPO_URL}/new/main/graph/{area}"
        assert parse_qs(address.query, strict_parsing=True) == {
            "filename": [f"{NEW}.yml"], "value": [skeleton()]
        }  # fmt: skip
        assert len(offered["Suggest a concept"]) < ADDRESS
        assert offered["say what is missing"] == f"{REPO_URL}/issues/new?area={area}&template=new-concept.yml"


def test_a_page_that_is_missing_leads_to_the_offers_of_the_areas(real_site: Path) -> None:
    text = (real_site / "404.html").read_text(encoding="utf-8")
    titles = {row["id"]: row["title"] for row in read(ROOT / "graph/areas.yml")}
    offers = re.findall(r'<li><a href="/areas/([^"]+)/#suggest">([^<]+)</a></li>', text)
    assert offers == list(titles.items())
    for area in titles:
        page = (real_site / f"areas/{area}/index.html").read_text(encoding="utf-8")
        assert page.count('id="suggest"') == 1
    assert links(real_site, "404.html") == {
        "say what is missing": f"{REPO_URL}/issues/new?template=new-concept.yml"
    }


def test_every_parameter_of_a_link_is_a_field_of_its_form(real_site: Path) -> None:
    seen = set()
    for page in ("concepts/normalizing-flow/index.html", "areas/probability/index.html", "404.html"):
        for address in links(real_site, page).values():
            query = dict(parse_qs(urlsplit(address).query))
            if "template" in query:
                [form] = query.pop("template")
                assert query.keys() <= {element.get("id") for element in read(FORMS[form])["body"]}
                seen.add(form)
    assert seen == FORMS.keys()
