"""A report as a page: plain text, Markdown that fits a step summary, or JSON that has everything.

JSON is one object: ``{"schema": 1, "graph": folder, "base": commit, "head": commit or null, ...}``, null
for the working tree, then the fields of ``Difference`` by their names, and ``reprints``, the pages of
the site that change, null where nobody asked for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from conceptgraph.annotate import SUMMARY_BYTES
from conceptgraph.difference import Difference
from conceptgraph.escape import printable
from conceptgraph.graph_sections import headline, warnings
from conceptgraph.problem import Problem, row
from conceptgraph.reprint import Reprint
from conceptgraph.sections import Section, sections
from conceptgraph.voice import MARKDOWN, PLAIN, Teller

NOTHING = "No change of the graph."

SHOWN, FOLDED, ROWS = 12, 200, 40
"""Entries of a list that are seen at once, those that Markdown folds behind them, and rows of a table."""

SPARE = 2000
"""Bytes for the names of what does not fit."""

INTERNAL = ("order", "beside")
"""What only the picture needs."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was compared, and what came out; ``head`` is None for the working tree."""

    graph: str
    base: str
    head: str | None
    found: Difference
    pages: tuple[Reprint, ...] | None = None

    @property
    def span(self) -> tuple[str, str]:
        return self.base[:10], self.head[:10] if self.head else "the working tree"


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    teller = Teller(report.found, PLAIN)
    base, head = report.span
    blocks = [f"{printable(report.graph)} from {base} to {head}", _gist(report, teller)]
    blocks += (_text_section(section) for section in _told(report, teller))
    return "\n\n".join(blocks)


def as_markdown(report: Report, room: int = SUMMARY_BYTES) -> str:
    """Return the report in at most ``room`` bytes; what does not fit is left out and said to be."""
    teller = Teller(report.found, MARKDOWN)
    base, head = report.span
    to = f"`{head}`" if report.head else head
    blocks = ["## What changes in the graph", f"From `{base}` to {to}: {_gist(report, teller)}"]
    left = room - SPARE - sum(map(_bytes, blocks))
    if left < 0:
        return ""
    for section in _told(report, teller):
        block = _fitting(section, left)
        left -= _bytes(block)
        blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def _fitting(section: Section, room: int) -> str:
    """Return a section as Markdown: whole, or without what is folded, or only its name."""
    forms = (_markdown_section(section, folded) for folded in (FOLDED, 0))
    short = f"### {section.heading}\n\nThis is too long here; the JSON has it."
    return next((form for form in forms if _bytes(form) <= room), short)


def as_json(report: Report) -> str:
    """Return everything as JSON, in ASCII."""
    head = {"schema": 1, "graph": report.graph, "base": report.base, "head": report.head}
    values = {name: value for name, value in _plain(report.found).items() if name not in INTERNAL}
    return json.dumps({**head, **values, "reprints": _plain(report.pages)}, indent=2)


def _gist(report: Report, teller: Teller) -> str:
    return f"{said}." if (said := headline(teller)) else NOTHING


def _told(report: Report, teller: Teller) -> list[Section]:
    if headline(teller) or report.pages:
        return sections(teller, report.pages or ())
    # Nothing changed that can be read; what cannot be may have.
    looks = Section("Look at this first", items=(*warnings(teller),))
    return [] if looks.blank else [looks]


def _bytes(block: str) -> int:
    return len(block.encode("utf-8", "replace")) + 2


def _text_section(section: Section) -> str:
    lines = [section.heading]
    lines += [f"  {section.lead}"] * bool(section.lead)
    lines += (f"  {line}" for line in _columns(section.table))
    lines += (f"  {line}".rstrip() for line in section.picture)
    lines += (f"  {item}" for item in section.items[:SHOWN])
    rest = len(section.items) - SHOWN
    return "\n".join([*lines, *([f"  and {rest} more (--format json has all)"] if rest > 0 else [])])


def _columns(table: Sequence[Sequence[str]]) -> Iterator[str]:
    if len(table) < 2:
        return
    widths = [max(map(len, column)) for column in zip(*table[: ROWS + 1], strict=True)]
    for cells in table[: ROWS + 1]:
        # Something of ours goes first: in a workflow's log a line may be a command.
        yield "| " + "  ".join(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()
    yield from _more(len(table) - 1 - ROWS)


def _markdown_section(section: Section, most: int) -> str:
    blocks = [f"### {section.heading}"]
    blocks += [section.lead] * bool(section.lead)
    if len(section.table) > 1:
        head, *rows = (f"| {' | '.join(cells)} |" for cells in section.table[: ROWS + 1])
        blocks.append("\n".join([head, "|---" * len(section.table[0]) + "|", *rows]))
        blocks += _more(len(section.table) - 1 - ROWS)
    if section.picture:
        blocks.append(_fenced(section.picture))
    if section.items:
        blocks.append(_bullets(section.items[:SHOWN]))
    if folded := section.items[SHOWN:]:
        inside = [_bullets(folded[:most]), "</details>"]
        blocks += [f"<details><summary>{len(folded)} more</summary>", *inside] if most else []
        blocks += _more(len(folded) - most)
    return "\n\n".join(blocks)


def _more(count: int) -> list[str]:
    return [f"and {count} more; the JSON has all"] if count > 0 else []


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _fenced(lines: Sequence[str]) -> str:
    """Return lines as a block of code that none of them can end."""
    ticks = max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)
    return "\n".join([f"{fence}diff", *lines, fence])


def _plain(value: Any) -> Any:
    """Return a value of ours as data for JSON."""
    if isinstance(value, Problem):
        return row(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, (tuple, list)) else value
