"""What a report says of the graph itself: concepts, edges, paths, order, depth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from conceptgraph.difference import Edge, Implied, PathChange
from conceptgraph.schedule import duration
from conceptgraph.voice import NAMED, Teller, listed, signed
from conceptgraph.words import counted


def headline(teller: Teller) -> str:
    """Return the difference in one line."""
    found, fates = teller.found, teller.found.fates
    became = (
        (len(fates.added), "added"),
        (len(fates.removed), "removed"),
        (len(fates.renamed), "renamed"),
        (sum(len(merge.old) for merge in fates.merged), "merged"),
        (len(fates.split), "split"),
        (len(fates.moved), "moved"),
        (len(found.edits), "edited"),
    )
    first = next((word for number, word in became if number), "")
    return listed(
        (
            *((n, f"{counted(n, 'concept') if word == first else n} {word}") for n, word in became),
            (len(found.edges_added), f"{counted(len(found.edges_added), 'edge')} added"),
            (len(found.edges_removed), f"{counted(len(found.edges_removed), 'edge')} removed"),
            (len(found.edges_reworded), f"{counted(len(found.edges_reworded), 'reason')} reworded"),
            (len(found.paths), f"{counted(len(found.paths), 'study path')} changed"),
            (len(found.lists), f"{counted(len(found.lists), 'list')} changed"),
            (len(found.problems_new), f"{counted(len(found.problems_new), 'new finding')}"),
            (len(found.problems_gone), f"{counted(len(found.problems_gone), 'finding')} gone"),
        )
    )


def warnings(teller: Teller) -> Iterator[str]:
    """Yield what a reviewer should not miss."""
    found, code = teller.found, teller.voice.code
    for side, figures in zip(("base", "new state"), found.figures, strict=True):
        if figures.errors:
            errors = counted(figures.errors, "error")
            yield f"the {side} has {errors}: what can be read is compared, and no pages are made of it"
        if figures.longest is None:
            yield f"the {side} has a cycle: paths, order, depth and redundant edges are not compared"
    if found.unread:
        shown = ", ".join(map(code, found.unread[:NAMED]))
        rest = f" and {len(found.unread) - NAMED} more" if len(found.unread) > NAMED else ""
        yield f"not compared, since a file cannot be read on one side at least: {shown}{rest}"
    for rename in found.fates.renamed:
        if not rename.redirected:
            line = code(f"{rename.old}: {rename.new}")
            yield f"renamed without a redirect: {teller.name(rename.new)}; add to redirects.yml: {line}"
    for removal in found.fates.removed:
        if removal.reason is None:
            line, other = code(f"{removal.id}: successor"), code(removal.id + ": {reason: text}")
            yield f"removed without an entry: {teller.name(removal.id)}; in redirects.yml: {line} or {other}"


def concepts(teller: Teller) -> Iterator[str]:
    fates, code = teller.found.fates, teller.voice.code
    for id in fates.added:
        yield f"added: {teller.name(id)}"
    for rename in fates.renamed:
        redirect = "the redirect is there" if rename.redirected else "there is no redirect"
        yield f"renamed: {code(rename.old)} is now {teller.name(rename.new)}; {redirect}"
    for merge in fates.merged:
        yield f"merged: {', '.join(map(teller.name, merge.old))} into {teller.name(merge.into)}"
    for split in fates.split:
        parts = ", ".join(map(teller.name, split.parts))
        yield f"split: text of {teller.name(split.old)} stands on {parts}"
    for removal in fates.removed:
        why = f"; reason: {teller.text(removal.reason)}" if removal.reason else "; without an entry"
        yield f"removed: {teller.name(removal.id)}{why}"
    yield from _moves(teller)


def _moves(teller: Teller) -> Iterator[str]:
    """Yield a line for each pair of areas: a renamed area moves all that it holds."""
    ways: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for move in teller.found.fates.moved:
        ways[move.before, move.after].append(move.id)
    for (before, after), ids in ways.items():
        what = teller.name(ids[0]) if len(ids) == 1 else f"{len(ids)} concepts"
        which = f": {teller.titles(ids)}" if len(ids) > 1 else ""
        yield f"moved: {what} from {teller.text(before)} to {teller.text(after)}{which}"


def edges(teller: Teller) -> Iterator[str]:
    found = teller.found
    for word, rows in (("added", found.edges_added), ("removed", found.edges_removed)):
        yield from (f"{word}: {_arrow(teller, edge)}, for: {teller.text(edge.reason)}" for edge in rows)
    for edge in found.edges_reworded:
        before = teller.text(edge.before or "")
        yield f"reworded: {_arrow(teller, edge)}, for: {teller.text(edge.reason)}; before: {before}"


def _arrow(teller: Teller, edge: Edge | Implied) -> str:
    return f"{teller.title(edge.need)} → {teller.title(edge.concept)}"


def paths_lead(teller: Teller) -> str:
    changes = teller.found.paths
    longer = sum(change.longer > (0, 0) for change in changes)
    shorter = sum(change.longer < (0, 0) for change in changes)
    said = listed(((longer, f"{longer} longer"), (shorter, f"{shorter} shorter")))
    count = f"{counted(len(changes), 'study path')} changed{f' ({said})' if said else ''}"
    return f"{count}, most affected first." if changes else ""


def path(teller: Teller, change: PathChange) -> str:
    concepts, minutes = change.longer
    size = f"{counted(abs(concepts), 'concept')} {'more' if concepts > 0 else 'fewer'}, " if concepts else ""
    now = f"now {duration(change.minutes[1])}"
    gained = f"; new on it: {teller.titles(change.gained)}" if change.gained else ""
    lost = f"; no longer on it: {teller.titles(change.lost)}" if change.lost else ""
    return f"to {teller.name(change.id)}: {size}{signed(minutes)} ({now}){gained}{lost}"


def underway(teller: Teller) -> Iterator[str]:
    """Yield what a new order means to readers who have studied a first part of the old one."""
    found = teller.found.underway
    if not (found.worst or found.jumped):
        return
    if found.worst and found.owing:
        missed = f"{teller.title(found.worst.after)}: {teller.titles(found.worst.owed)}"
        yield (
            f"at {found.owing} of these places something they have studied now needs a concept that they "
            f"have not; most is missing after {missed}"
        )
    else:
        yield "they miss no prerequisite of anything they have studied"
    if late := found.touched - found.owing:
        more = "more" if found.owing else "of these places"
        yield f"at {late} {more} the new order has something earlier that is not studied and not needed yet"
    if found.jumped:
        count = f"{counted(len(found.jumped), 'concept')} of {found.places}"
        yield f"{count} moved within the order: {teller.titles(found.jumped)}"


def chain(teller: Teller) -> str:
    """Return the longest chain where it is another, with how long it was."""
    before, after = teller.found.chains
    if before == after or not after:
        return ""
    was = f"{counted(len(before), 'concept')} before, {len(after)} now"
    return f"{was}: {' → '.join(map(teller.title, after))}."


def depths(teller: Teller) -> Iterator[str]:
    rows: Sequence[tuple[str, int, int]] = teller.found.depths
    yield from (f"depth of {teller.name(id)}: {before} before, {after} now" for id, before, after in rows)


def redundant(teller: Teller) -> Iterator[str]:
    for edge in teller.found.became_redundant:
        new = "added though implied" if edge.alone else "implied now"
        yield f"{new}: {_arrow(teller, edge)}, by way of {teller.titles(edge.way[1:-1])}"
    for edge in teller.found.stopped_redundant:
        gone = "implied before, and gone" if edge.alone else "no longer implied"
        yield f"{gone}: {_arrow(teller, edge)}"
