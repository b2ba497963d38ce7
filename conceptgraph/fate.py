"""What became of every concept between two states of a graph: by redirects, then by title and likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conceptgraph.copies import Copies, folded_title
from conceptgraph.model import Corpus, Retired
from conceptgraph.names import successor

SAME = 0.5
"""Share of the larger of two files from which another id is taken for the same concept."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A concept that has another id now; whether redirects.yml leads from the old one."""

    old: str
    new: str
    redirected: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """Concepts that gave way to one; redirects.yml leads from all of them to it."""

    old: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """A concept whose text stands on several pages now, its own among them where it stayed."""

    old: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """A concept without a successor; the reason is from redirects.yml, None where that says nothing."""

    id: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """A concept in another area than before, by its present id."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of the concepts; added are all that are neither an old id nor a renamed one."""

    added: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    renamed: tuple[Rename, ...] = ()
    merged: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def present(self) -> dict[str, str]:
        """The present id of every renamed concept."""
        return {rename.old: rename.new for rename in self.renamed}


def fates(base: Corpus, head: Corpus) -> Fates:
    """Return what became of the concepts of ``base`` in ``head``."""
    gone, fresh = sorted(base.ids - head.ids), sorted(head.ids - base.ids)
    ends = {old: successor(head, old) for old in gone}
    led: defaultdict[str, list[str]] = defaultdict(list)
    for old, end in ends.items():
        if isinstance(end, str):
            led[end].append(old)
    renamed = [Rename(olds[0], new, True) for new, olds in led.items() if _alone(new, olds, base)]
    merged = [Merge(tuple(olds), into) for into, olds in led.items() if not _alone(into, olds, base)]
    copies = Copies(base, head, fresh)
    lost = [old for old in gone if ends[old] is None]
    renamed += _unsaid(lost, [new for new in fresh if new not in led], copies)
    present = {rename.old: rename.new for rename in renamed}
    removed = [old for old in gone if not isinstance(ends[old], str) and old not in present]
    return Fates(
        added=tuple(new for new in fresh if new not in present.values()),
        removed=tuple(Removal(old, _reason(ends[old])) for old in removed),
        renamed=tuple(sorted(renamed, key=lambda rename: rename.new)),
        merged=tuple(sorted(merged, key=lambda merge: merge.into)),
        split=tuple(_splits(base, head, fresh, present | _followed(ends), copies)),
        moved=tuple(_moves(base, head, present)),
    )


def _alone(end: str, olds: list[str], base: Corpus) -> bool:
    """Tell whether one concept became one that was not there."""
    return len(olds) == 1 and end not in base.ids


def _reason(end: str | Retired | None) -> str | None:
    return end.reason if isinstance(end, Retired) else None


def _followed(ends: Mapping[str, str | Retired | None]) -> dict[str, str]:
    return {old: end for old, end in ends.items() if isinstance(end, str)}


def _unsaid(lost: Iterable[str], fresh: Iterable[str], copies: Copies) -> Iterator[Rename]:
    """Yield the renames of which redirects.yml says nothing: the same title first, then the most alike."""
    pairs = sorted((-copies.likeness(old, new), old, new) for old, new in copies.pairs(lost, fresh))
    taken: set[str] = set()
    for likeness, old, new in pairs:
        if -likeness >= SAME and not {old, new} & taken:
            taken |= {old, new}
            yield Rename(old, new, False)


def _splits(
    base: Corpus, head: Corpus, fresh: Iterable[str], present: Mapping[str, str], copies: Copies
) -> Iterator[Split]:
    """Yield the concepts of which a good part stands on a page that is new, beside their own."""
    pieces: defaultdict[str, list[str]] = defaultdict(list)
    aliases = {alias.casefold(): id for id, concept in base.concepts.items() for alias in concept.aliases}
    for new in fresh:
        old = copies.origin(new) or aliases.get(folded_title(head, new) or "")
        if old:
            pieces[old].append(new)
    for old, news in sorted(pieces.items()):
        stayed = old if old in head.ids else present.get(old)
        parts = tuple(dict.fromkeys([*([stayed] if stayed else []), *news]))
        if len(parts) > 1:
            yield Split(old, parts)


def _moves(base: Corpus, head: Corpus, present: Mapping[str, str]) -> Iterator[Move]:
    for old in sorted(base.ids):
        new = present.get(old, old)
        if new in head.ids and _area(base, old) != _area(head, new):
            yield Move(new, _area(base, old), _area(head, new))


def _area(corpus: Corpus, id: str) -> str:
    return corpus.files[id].name.partition("/")[0]
