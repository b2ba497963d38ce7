"""Sources -> Corpus, or Problems.

The fields themselves are defined in ``model``; here every complaint of the library is put into
words for someone who has never seen the code, at the place in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from conceptgraph.load import LISTS, is_id
from conceptgraph.model import (
    Area,
    Citation,
    Concept,
    Contrast,
    Corpus,
    Item,
    Location,
    Node,
    Pointer,
    Prerequisite,
    Question,
    Resource,
    Retired,
    Source,
    Subject,
)  # fmt: skip
from conceptgraph.names import did_you_mean
from conceptgraph.problem import Problem, problem

Model = TypeVar("Model", bound=BaseModel)
MODELINE = "# yaml-language-server: $schema=../concept.schema.json"


def corpus(
    folder: str, sources: Iterable[Source], published: frozenset[str] = frozenset()
) -> tuple[Corpus, list[Problem]]:
    """Return everything that could be read as values, and what is wrong with the rest."""
    by_name = {source.name: source for source in sources}
    lists = {name: by_name[name] for name in LISTS if name in by_name}
    nodes = [source for name, source in by_name.items() if name not in LISTS]
    concepts, files, problems = _concepts(nodes)
    areas = _rows(lists.get("areas.yml"), Area, problems)
    if "areas.yml" not in lists:
        problems.append(problem("missing-areas", Location(folder, 1, 1), "There is no areas.yml."))
    if not nodes:
        problems.append(problem("no-concepts", Location(folder, 1, 1), "There is no concept."))
    return Corpus(
        folder=folder,
        areas=tuple(areas),
        concepts=concepts,
        citations=dict(_entries(lists.get("sources.yml"), Citation, problems)),
        checklist=tuple(_rows(lists.get("checklist.yml"), Item, problems)),
        redirects=dict(_redirects(lists.get("redirects.yml"), problems)),
        subject=_subject(lists.get("subject.yml"), problems),
        files={**files, **lists},
        ids=frozenset(files),
        published=published,
    ), problems


def _concepts(nodes: list[Source]) -> tuple[dict[str, Concept], dict[str, Source], list[Problem]]:
    concepts: dict[str, Concept] = {}
    files: dict[str, Source] = {}
    problems: list[Problem] = []
    for source in sorted(nodes, key=lambda node: (PurePosixPath(node.name).stem, node.name)):
        name = PurePosixPath(source.name)
        first = files.setdefault(name.stem, source)
        if first is not source:
            message = f"The id {name.stem} is already taken by {first.path}."
            problems.append(problem("duplicate-id", Location(source.path, 1, 1), message))
            continue
        node = _value(source, (), Node, problems)
        if node:
            concepts[name.stem] = Concept.model_construct(**dict(node), id=name.stem, area=name.parts[0])
    return concepts, files, problems


def _rows(source: Source | None, model: type[Model], problems: list[Problem]) -> list[Model]:
    """Return the values of a file that is a list, without those that are faulty."""
    if source is None or source.data is None:
        return []
    if not isinstance(source.data, list):
        problems.append(
            problem("wrong-type", source.at(), f"A list belongs here, {_kind(source.data)} stands here.")
        )
        return []
    rows = (_value(source, (index,), model, problems) for index in range(len(source.data)))
    return [row for row in rows if row]


def _entries(
    source: Source | None, model: type[Model], problems: list[Problem]
) -> Iterator[tuple[str, Model]]:
    """Yield the entries of a file that maps ids to values, without those that are faulty."""
    for key in _keys(source, problems):
        assert source is not None
        value = _value(source, (key,), model, problems)
        if value:
            yield key, value


def _redirects(source: Source | None, problems: list[Problem]) -> Iterator[tuple[str, str | Retired]]:
    for key in _keys(source, problems):
        assert source is not None
        assert isinstance(source.data, dict)
        to = source.data[key]
        if isinstance(to, str) and is_id(to):
            yield key, to
        elif isinstance(to, str):
            message = f"{_said(to)} cannot be the id of a concept."
            problems.append(
                problem("id-form", source.at(key), message, "name the successor, or write {reason: text}")
            )
        elif retired := _value(source, (key,), Retired, problems):
            yield key, retired


def _subject(source: Source | None, problems: list[Problem]) -> Subject:
    """Return what a graph says of itself; a file of comments only says nothing."""
    if source is None or source.data == "":
        return Subject()
    return _value(source, (), Subject, problems) or Subject()


def _keys(source: Source | None, problems: list[Problem]) -> Iterator[str]:
    if source is None or source.data in (None, ""):
        return
    if not isinstance(source.data, dict):
        problems.append(
            problem("wrong-type", source.at(), f"A mapping belongs here, {_kind(source.data)} stands here.")
        )
        return
    for key in source.data:
        if is_id(key):
            yield key
        else:
            problems.append(problem("id-form", source.keys[(key,)], f"{_said(key)} cannot be an id."))


def _value(source: Source, pointer: Pointer, model: type[Model], problems: list[Problem]) -> Model | None:
    """Return the value at ``pointer``, or None and what is wrong with it."""
    data: Any = source.data
    for step in pointer:
        data = data[step]
    if data is None:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems.extend(
            _complaint(source, pointer, detail, model) for detail in error.errors(include_url=False)
        )
    return None


def _complaint(source: Source, pointer: Pointer, detail: Any, model: type[BaseModel]) -> Problem:
    at = (*pointer, *detail["loc"])
    code, say = _SAYINGS.get(detail["type"], ("wrong-type", lambda d: d["msg"] + "."))
    if detail["type"] == "value_error":
        code = _own_code(str(detail["msg"]))
    if detail["type"] == "extra_forbidden":
        near = did_you_mean(str(at[-1]), _fields(model, detail["loc"]))
        return problem(code, source.keys.get(at, source.at(*at)), f"There is no field {_said(at[-1])}.", near)
    field = next((step for step in reversed(at) if isinstance(step, str)), "")
    name = f"{field}: " if field and detail["type"] != "missing" else ""
    hint = "write the text, or delete a field that may be missing" if detail["input"] == "" else ""
    return problem(code, source.at(*at), f"{name}{say(detail)}", hint if code == "length" else "")


def _own_code(message: str) -> str:
    if "address" in message.lower() or "URL" in message:
        return "url-form"
    return "wrong-type" if "number" in message else "length"


def _kind(value: object) -> str:
    if value == "":
        return "nothing"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "text"


def _said(value: object) -> str:
    """Return a value as a message quotes it: short, and in words where it is not text."""
    if not isinstance(value, str) or not value.strip():
        return _kind(value)
    return value if len(value) <= 60 else f"{value[:60]}..."


def _wanted(kind: str) -> tuple[str, Callable[[Any], str]]:
    return "wrong-type", lambda d: f"{kind} belongs here, {_kind(d['input'])} stands here."


def _too_long(detail: Any) -> str:
    return f"{len(detail['input'])} characters are more than the {detail['ctx']['max_length']} that fit."


# The library's names of its complaints -> our code and sentence.
_SAYINGS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "missing": ("missing-field", lambda d: f"The field {d['loc'][-1]} is missing."),
    "extra_forbidden": ("unknown-field", lambda d: ""),
    "literal_error": ("not-allowed", lambda d: f"{_said(d['input'])} is not one of {d['ctx']['expected']}."),
    "string_too_long": ("length", _too_long),
    "too_long": ("length", _too_long),
    "string_pattern_mismatch": ("id-form", lambda d: f"{_said(d['input'])} is not a well-formed name."),
    "greater_than_equal": ("out-of-range", lambda d: f"{d['input']} is less than {d['ctx']['ge']}."),
    "less_than_equal": ("out-of-range", lambda d: f"{d['input']} is more than {d['ctx']['le']}."),
    "value_error": ("length", lambda d: str(d["ctx"]["error"])),
    "string_type": _wanted("Text"),
    "tuple_type": _wanted("A list"),
    "int_type": _wanted("A whole number"),
    "model_type": _wanted("A mapping"),
    "model_attributes_type": _wanted("A mapping"),
}

PARTS: dict[str, type[BaseModel]] = {
    "prerequisites": Prerequisite, "contrasts": Contrast, "questions": Question, "resources": Resource,
}  # fmt: skip


def _fields(model: type[BaseModel], loc: Pointer) -> list[str]:
    part = PARTS.get(str(loc[0]), model) if len(loc) > 1 else model
    return list(part.model_fields)
