"""The fields' definition -> the JSON Schema for editors and the contributor's table of fields.

``python -m conceptgraph.reference`` (``make schema``) writes both; tests hold the fields in them current.
The schema also suggests the graph's ids: an editor offers those of the day it was made, and takes any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from conceptgraph.load import SCHEMA, load
from conceptgraph.model import (
    ID_LENGTH,
    ID_PATTERN,
    Area,
    Citation,
    Corpus,
    Item,
    Node,
    Retired,
    Subject,
)
from conceptgraph.schema import PARTS, corpus

Known = Mapping[str, Mapping[str, str]]
"""For each kind of name, ``concepts`` and ``sources``, the titles by id that editors suggest."""

KINDS = ("concepts", "sources")
_ID = re.compile(r'\{\s+("label": .+),\s+("body": .+),\s+("description": .+)\s+\}')


def known(read: Corpus) -> dict[str, dict[str, str]]:
    """Return what editors can suggest for a graph."""
    return {
        "concepts": {id: read.concepts[id].title for id in sorted(read.concepts)},
        "sources": {key: read.citations[key].title for key in sorted(read.citations)},
    }


def suggested(schema: Any) -> dict[str, dict[str, str]]:
    """Return what the editors with this schema suggest."""
    return {
        kind: {entry["label"]: entry["description"] for entry in schema["$defs"][kind]["defaultSnippets"]}
        for kind in KINDS
    }


def json_schema(names: Known) -> str:
    """Return the JSON Schema (2020-12) of a concept's file, for editors; under ``$defs``, of each list."""
    whole = _of(
        Node, "Concept", "One concept of the graph; its id is the file's name, its area the folder's."
    )
    definitions = {
        **whole.pop("$defs"),
        "Areas": _of(tuple[Area, ...], "Areas", "The areas in reading order; each has a folder of its name."),
        "Sources": _of(dict[str, Citation], "Sources", "What concepts cite, by key."),
        "Checklist": _of(tuple[Item, ...], "Checklist", "What the site must cover, item by item."),
        "Redirects": _redirects(),
        "Subject": _of(Subject, "Subject", "What the graph is about, in the site's own words."),
        **{kind: _ids(names[kind]) for kind in KINDS},
    }
    for part in [*definitions.values()]:
        definitions |= part.pop("$defs", {})
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Made from conceptgraph/model.py and this graph's ids by `make schema`; do not edit.",
        "$defs": definitions,
    }
    text = json.dumps({**head, **whole}, indent=2, ensure_ascii=False) + "\n"
    return _ID.sub(r"{\1, \2, \3}", text)


def _of(kind: Any, title: str, description: str) -> dict[str, Any]:
    return {**_strict(TypeAdapter(kind).json_schema()), "title": title, "description": description}


def _redirects() -> dict[str, Any]:
    made = _of(dict[str, Retired], "Redirects", "Where each retired id leads, or why there is no successor.")
    made["additionalProperties"] = {"anyOf": [_reference("concepts"), made["additionalProperties"]]}
    return made


def _ids(titles: Mapping[str, str]) -> dict[str, Any]:
    """Return the schema of an id: any that is well-formed, and the known ones to choose from."""
    choices = [{"label": id, "body": id, "description": title} for id, title in titles.items()]
    return {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH, "defaultSnippets": choices}


def _reference(kind: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind}"}


def _strict(part: Any) -> Any:
    """Drop what only Python needs: defaults, made-up titles, and null, which no field takes."""
    if isinstance(part, list):
        return [_strict(item) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    if "known" in part:
        described = {"description": part["description"]} if "description" in part else {}
        return {**described, **_reference(part["known"])}
    kept = {
        key: _strict(value)
        for key, value in part.items()
        if key != "default" and not (key == "title" and isinstance(value, str))
    }
    only = kept.get("anyOf", ())
    return {**only[0], **{k: v for k, v in kept.items() if k != "anyOf"}} if len(only) == 1 else kept


def with_fields(page: str) -> str:
    """Return a page with the table of fields between its ``<!-- fields -->`` and ``<!-- /fields -->``."""
    before, start, rest = page.partition("<!-- fields -->\n")
    _, end, after = rest.partition("<!-- /fields -->")
    return f"{before}{start}{field_table()}{end}{after}" if end else page


def field_table() -> str:
    """Return the contributor's table of fields in Markdown."""
    rows = ["| field | required | meaning |", "|---|---|---|"]
    for name, field in Node.model_fields.items():
        rows.append(f"| `{name}` | {'yes' if field.is_required() else 'no'} | {field.description} |")
        part = PARTS.get(name)
        for inner, spec in part.model_fields.items() if part else ():
            rows.append(
                f"| `{name}[].{inner}` | {'yes' if spec.is_required() else 'no'} | {spec.description} |"
            )
    return "\n".join(rows) + "\n"


def _main() -> None:
    """Write what is made from the fields and the graph; `make schema` runs this."""
    root = Path(__file__).parents[1]
    graph = root / "graph"
    read, _ = corpus("graph", load(graph)[0])
    (graph / SCHEMA).write_text(json_schema(known(read)), encoding="utf-8", newline="\n")
    guide = root / "CONTRIBUTING.md"
    if guide.exists():
        guide.write_text(with_fields(guide.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _main()
