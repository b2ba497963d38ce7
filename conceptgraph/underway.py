"""What a new study order does to readers who have studied a first part of the old one.

A reader who has done the first k concepts of the old order comes back. *Overtaken*: what they have
not done and the new order puts before the last thing they have. *Owed*: those of these that
something they have done now needs, so that they stand on ground that they never saw. The order alone
may be ignored; what is owed should be looked at. Concepts that are gone are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from conceptgraph.graph import Ancestry


@dataclass(frozen=True, slots=True)
class Stand:
    """A place where readers may stand, the last concept they did; what the new order puts before it."""

    after: str
    overtaken: tuple[str, ...]
    owed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Underway:
    """How an order changed; ``jumped`` are the fewest concepts whose moving explains it all.

    ``places`` counts where readers may stand, ``touched`` those where something is overtaken, ``owing``
    those where something is owed; ``worst`` is the place with most owed, then most overtaken.
    """

    jumped: tuple[str, ...] = ()
    places: int = 0
    touched: int = 0
    owing: int = 0
    worst: Stand | None = None


def underway(old: Sequence[str], new: Sequence[str], known: Ancestry) -> Underway:
    """Return what the new order does to readers of the old; all ids are the present ones."""
    rank = {id: place for place, id in enumerate(new)}
    kept = [id for id in old if id in rank]
    stands = _stands(kept, rank, known)
    worst = max(range(len(kept)), key=lambda k: (stands[k][1], stands[k][0], -k), default=0)
    touched = sum(overtaken > 0 for overtaken, _ in stands)
    return Underway(
        jumped=_jumped(kept, rank),
        places=len(kept),
        touched=touched,
        owing=sum(owed > 0 for _, owed in stands),
        worst=_stand(kept[: worst + 1], new, rank, known) if touched else None,
    )


def _stands(kept: Sequence[str], rank: dict[str, int], known: Ancestry) -> list[tuple[int, int]]:
    """Return for each place how many concepts are overtaken and how many are owed."""
    stands = []
    last, done, needed = -1, 0, 0
    for count, id in enumerate(kept, start=1):
        last = max(last, rank[id])
        done |= known.bits[id]
        needed |= known.before[id]
        stands.append((last + 1 - count, (needed & ~done).bit_count()))
    return stands


def _stand(done: Sequence[str], new: Sequence[str], rank: dict[str, int], known: Ancestry) -> Stand:
    last = max(rank[id] for id in done)
    seen = set(done)
    overtaken = [id for id in new[:last] if id not in seen]
    needed = 0
    for id in done:
        needed |= known.before[id]
    return Stand(done[-1], tuple(overtaken), tuple(id for id in overtaken if known.bits[id] & needed))


def _jumped(kept: Sequence[str], rank: dict[str, int]) -> tuple[str, ...]:
    """Return what a longest run of concepts that kept their relative order leaves out, in the new order."""
    tails: list[int] = []
    chain: list[tuple[str, int]] = []  # each concept, and how long a run ends with it
    for id in kept:
        length = bisect_left(tails, rank[id])
        tails[length : length + 1] = [rank[id]]
        chain.append((id, length))
    stayed: set[str] = set()
    wanted, bound = len(tails) - 1, len(rank)
    for id, length in reversed(chain):
        if length == wanted and rank[id] < bound:
            stayed.add(id)
            wanted, bound = wanted - 1, rank[id]
    return tuple(sorted((id for id in kept if id not in stayed), key=rank.__getitem__))
