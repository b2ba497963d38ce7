"""A Difference told in sections: what needs a look first, then the graph, then the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conceptgraph import graph_sections as graph
from conceptgraph.difference import NewPage
from conceptgraph.problem import Problem
from conceptgraph.reprint import GROUPS, Reprint
from conceptgraph.schedule import duration
from conceptgraph.sketch import sketch
from conceptgraph.style import PAGE
from conceptgraph.voice import Teller, listed
from conceptgraph.words import counted


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, all of it safe to print; a table's first row is its head."""

    heading: str
    lead: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    picture: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        return not (self.lead or len(self.table) > 1 or self.picture or self.items)


def sections(teller: Teller, pages: Sequence[Reprint] = ()) -> list[Section]:
    """Return the sections that have something to tell."""
    found = teller.found
    paths = (*(graph.path(teller, change) for change in found.paths),)
    told = [
        Section("Look at this first", items=(*graph.warnings(teller),)),
        Section("Concepts", items=(*graph.concepts(teller),)),
        Section("Around the change", picture=(*sketch(found),)),
        Section("New pages", _pages_lead(found.pages), _pages(teller), items=(*_pages_notes(teller),)),
        Section("New findings", items=(*_findings(teller, found.problems_new),)),
        Section("Edges", items=(*graph.edges(teller),)),
        Section("Study paths", graph.paths_lead(teller), items=paths),
        _readers(teller),
        Section("Longest chain and depth", graph.chain(teller), items=(*graph.depths(teller),)),
        Section("Redundant edges", items=(*graph.redundant(teller),)),
        Section("Checklist and other lists", items=(*_lists(teller),)),
        Section("Edited concepts", items=(*_edits(teller),)),
        Section("Findings that are gone", items=(*_findings(teller, found.problems_gone),)),
        _numbers(teller),
        *_reprints(teller, pages),
    ]
    return [section for section in told if not section.blank]


def _readers(teller: Teller) -> Section:
    items = (*graph.underway(teller),)
    places = teller.found.underway.places
    lead = f"Readers who have studied the old order up to one of its {counted(places, 'place')}:"
    return Section("Readers under way", lead if items else "", items=items)


def _pages_lead(pages: Sequence[NewPage]) -> str:
    return "The tests run the checks; this report does not." if any(page.lines for page in pages) else ""


def _pages(teller: Teller) -> tuple[tuple[str, ...], ...]:
    words = f"words ({PAGE[0]} to {PAGE[1]})"
    head = ("page", "area", "level", "minutes", words, "depth", "questions", "check", "findings")
    rows = (
        (
            teller.title(page.id) + (" (draft)" if page.draft else ""),
            teller.text(page.area),
            page.level,
            str(page.minutes),
            str(page.words),
            "none" if page.depth is None else str(page.depth),
            str(page.questions),
            counted(page.lines, "line") if page.lines else "none",
            str(len(page.findings) or "none"),
        )
        for page in teller.found.pages
    )
    return (head, *rows)


def _pages_notes(teller: Teller) -> Iterator[str]:
    for page in teller.found.pages:
        if page.items:
            yield f"on the checklist: {teller.title(page.id)}: {'; '.join(map(teller.text, page.items))}"


def _lists(teller: Teller) -> Iterator[str]:
    found = teller.found
    for words, items in (("covered now", found.items_covered), ("no longer covered", found.items_uncovered)):
        yield from (f"item of the checklist {words}: {teller.text(item)}" for item in items)
    for change in found.lists:
        parts = ((change.added, "added"), (change.removed, "removed"), (change.changed, "changed"))
        said = listed((len(keys), f"{len(keys)} {word} ({teller.words(keys)})") for keys, word in parts)
        yield f"entries of {teller.voice.code(change.name)}: {said or 'in another order'}"


def _edits(teller: Teller) -> Iterator[str]:
    for edit in teller.found.edits:
        values = {name: f" from {teller.text(was)} to {teller.text(now)}" for name, was, now in edit.values}
        yield f"of {teller.name(edit.id)}: {', '.join(name + values.get(name, '') for name in edit.fields)}"


def _findings(teller: Teller, problems: Iterable[Problem]) -> Iterator[str]:
    for found in sorted(problems, key=lambda p: (p.severity == "warning", p)):
        place = teller.text(found.location.short)
        yield f"{found.severity} [{found.code}]: {place}: {teller.text(found.message)}"


def _numbers(teller: Teller) -> Section:
    """Return the figures that changed as a table, the others in one sentence."""
    rows = _figures(teller)
    same = [f"{name} {now}" for name, before, now in rows if before == now]
    changed = (("", "before", "now"), *(row for row in rows if row[1] != row[2]))
    return Section("In numbers", f"As before: {'; '.join(same)}." if same else "", changed)


def _figures(teller: Teller) -> list[tuple[str, str, str]]:
    before, after = teller.found.figures
    was, now = (f"{side.covered} of {side.items}" for side in (before, after))
    rows = [
        ("concepts", before.concepts, after.concepts),
        ("study time", duration(before.minutes), duration(after.minutes)),
        ("edges", before.edges, after.edges),
        ("redundant edges", before.redundant, after.redundant),
        ("concepts in the longest chain", before.longest, after.longest),
        ("checklist items covered", was, now),
        ("errors", before.errors, after.errors),
        ("warnings", before.warnings, after.warnings),
    ]
    return [(name, _figure(before), _figure(now)) for name, before, now in rows]


def _figure(cell: object) -> str:
    return "unknown" if cell is None else str(cell)


def _reprints(teller: Teller, pages: Sequence[Reprint]) -> Iterator[Section]:
    for group, words in GROUPS.items():
        mine = [page for page in pages if page.group == group]
        items = tuple(f"{page.change}: {teller.voice.code(page.address)}" for page in mine)
        yield Section(f"Pages of the site that change: {words} ({len(mine)})", items=items)
