"""The file of a concept before anybody has written it: every field with what belongs there, and a TODO.

What a field asks for comes from ``Node``, so the skeleton, the check's hints and the table of fields agree.
``new`` writes it, links of the site carry it to the hosting side, and the check finds what is left of it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

import yaml
from pydantic.fields import FieldInfo

from conceptgraph.document import parse
from conceptgraph.load import LISTS
from conceptgraph.model import Location, Node, Pointer, Source
from conceptgraph.position import position
from conceptgraph.problem import Problem, problem
from conceptgraph.schema import MODELINE, PARTS

NEW = "new-concept"
"""The name of a file whose author has not chosen one yet."""

_LEFT = re.compile(r"^\s*(TODO)\b", re.MULTILINE)
_WIDTH = 100
_STRING = "tag:yaml.org,2002:str"

_ITEM, _TEXT = "  - TODO\n", "  - >-\n    TODO\n"
_QUESTION = "  - level: {}\n    question: >-\n      TODO\n    answer: >-\n      TODO\n"
_FORMS = {
    "level": "TODO\n",
    "minutes": "TODO\n",
    "aliases": "[TODO]\n",
    "summary": ">-\n  TODO\n",
    "status": "draft\n",
    "related": "[TODO]\n",
    "contrasts": "\n  - id: TODO\n    how: >-\n      TODO\n",
    "goals": f"\n{_ITEM * 2}",
    "intuition": "|\n  TODO\n",
    "definition": "|\n  TODO\n",
    "facts": f"\n{_TEXT * 3}",
    "example": "|\n  TODO\n",
    "check": "|\n  TODO\n",
    "pitfalls": f"\n{_TEXT * 2}",
    "questions": f"\n{_QUESTION.format('warm-up')}{_QUESTION.format('core')}",
    "resources": "\n  - {source: TODO, where: TODO}\n",
}
"""How each field looks before it is written, laid out as finished concepts are, with the fewest items."""

_OPTIONAL = ("aliases", "status", "related", "contrasts", "check")
"""Fields that a good page may lack; they are comments until someone wants them."""

_HEAD = (
    "Write over every TODO; the check names those that are left. A field that starts with # is left out "
    "unless you take the # away. When all is written, delete the comments below the first line."
)
_NAMING = (
    f"First replace {NEW} in the name of this file by the concept's: lower case, singular, with hyphens."
)


def skeleton(title: str = "TODO", needs: Sequence[str] = ()) -> str:
    """Return the file of a concept that is still to be written, its prerequisites named if they are known.

    The title must fit on a line and hold no control character, or no YAML could hold it.
    """
    needed = "".join(f"  - id: {id}\n    reason: TODO\n" for id in needs or ("TODO",))
    forms = {"title": f"{_scalar(title)}\n", **_FORMS, "prerequisites": f"\n{needed}"}
    head = _comment(_HEAD if title != "TODO" else f"{_NAMING} {_HEAD}")
    return f"{MODELINE}\n{head}" + "".join(
        f"{_asked(name, field)}{_field(name, forms[name])}" for name, field in Node.model_fields.items()
    )


def form_query(area: str) -> str:
    """Return what follows ``/new/<branch>/graph/`` in the address of the form for a new file in an area."""
    return f"{area}?filename={NEW}.yml&value={quote(skeleton(), safe='')}"


def unwritten(source: Source) -> Iterator[Problem]:
    """Yield every place of a concept's file that the skeleton has left to its author."""
    if source.name in LISTS:
        return
    if PurePosixPath(source.name).stem == NEW:
        message = f"{NEW} is the name of the skeleton; a file is named after its concept."
        yield problem(
            "placeholder", Location(source.path, 1, 1), message, "rename it, such as chain-rule.yml"
        )
    for pointer, text in _texts((), source.data):
        for match in _LEFT.finditer(text):
            message = f"{_path(pointer)}: this is still to be written."
            place = position(source, pointer, match.start(1))
            yield problem("placeholder", place, message, _described(pointer))


def _scalar(text: str) -> str:
    """Return a line as YAML that reads back the same here and in editors: as it is, or in single quotes."""
    quoted = "'" + text.replace("'", "''") + "'"
    return next(written for written in (text, quoted) if _reads_as(f"- {written}\n", [text]))


def _reads_as(document: str, data: object) -> bool:
    source, found = parse("", "", document.encode())
    if found or source.data != data:
        return False
    # An editor takes `no` for a boolean and `12` for a number; the strict reader takes all for text. Only the
    # tag is asked for, since of some that are no text no value can be made, such as `=` and February 30.
    root = yaml.compose(document, yaml.SafeLoader)
    return isinstance(root, yaml.SequenceNode) and all(entry.tag == _STRING for entry in root.value)


def _asked(name: str, field: FieldInfo) -> str:
    """Return what a field asks for, and below it what each of its parts does, as comments."""
    part = PARTS.get(name)
    inner = "".join(
        _comment(f"{key}: {spec.description}", "  ")
        for key, spec in (part.model_fields if part else {}).items()
    )
    return _comment(field.description or "") + inner


def _field(name: str, form: str) -> str:
    text = f"{name}:{form}" if form.startswith("\n") else f"{name}: {form}"
    return textwrap.indent(text, "# ") if name in _OPTIONAL else text


def _comment(text: str, indent: str = "") -> str:
    lines = textwrap.wrap(
        text, _WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {indent * 2}",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "".join(f"{line}\n" for line in lines)


def _texts(pointer: Pointer, data: object) -> Iterator[tuple[Pointer, str]]:
    """Yield every text of a file and where it stands."""
    if isinstance(data, str):
        yield pointer, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts((*pointer, key), value)


def _path(pointer: Pointer) -> str:
    """Return the field at a place as the table of fields names it, such as ``prerequisites[].id``."""
    return "[].".join(step for step in pointer if isinstance(step, str)) or "file"


def _described(pointer: Pointer) -> str:
    """Return what the field at a place asks for; nothing where there is no such field."""
    name, _, inner = _path(pointer).partition("[].")
    fields = PARTS[name].model_fields if inner and name in PARTS else Node.model_fields
    field = fields.get(inner or name)
    return (field.description or "") if field else ""
