"""The fields' definition -> the JSON Schema for editors and the contributor's table of fields.

``python -m conceptgraph.reference`` (``make schema``) writes both; tests hold them current.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conceptgraph.load import SCHEMA
from conceptgraph.model import Node
from conceptgraph.schema import PARTS


def json_schema() -> str:
    """Return the JSON Schema (2020-12) of a concept's file, for editors."""
    schema = _strict(Node.model_json_schema())
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Made from conceptgraph/model.py by `make schema`; do not edit.",
        **schema,
        "title": "Concept",
        "description": "One concept of the graph; its id is the file's name, its area the folder's.",
    }
    return json.dumps(head, indent=2, ensure_ascii=False) + "\n"


def _strict(part: Any) -> Any:
    """Drop what only Python needs: defaults, made-up titles, and null, which no field takes."""
    if isinstance(part, list):
        return [_strict(item) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
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
    """Write what is made from the fields; `make schema` runs this."""
    root = Path(__file__).parents[1]
    (root / "graph" / SCHEMA).write_text(json_schema(), encoding="utf-8", newline="\n")
    guide = root / "CONTRIBUTING.md"
    if guide.exists():
        guide.write_text(with_fields(guide.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _main()
