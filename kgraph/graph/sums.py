"""The sums of records in memory: the same questions as to `kgraph.store.Sums`, for records from anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest

from kgraph.graph.pairs import period
from kgraph.graph.rows import relation_type
from kgraph.model import Actor, Fact, Status

Pair = tuple[str, str]

BOND_FAMILIES = ("meeting", "cooperation", "office")


def _sorted(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _told(record: Fact) -> date | None:
    return record.published or record.day


class Held:
    """The sums of `records`; pairs are of those whose status is in `include`, OTHER counts with `other`."""

    def __init__(
        self,
        records: Iterable[Fact],
        include: Sequence[Status] = ("actual",),
        *,
        other: bool = False,
        actors: Mapping[str, Actor] | None = None,
    ) -> None:
        self._records = [record for record in records if other or record.relation != "OTHER"]
        self._actors = actors or {}
        self._pairs: dict[Pair, list[Fact]] = {}
        self._near: dict[str, dict[str, int]] = {}
        wanted = frozenset(include)
        for record in self._records:
            if record.status in wanted:
                self._pairs.setdefault(_sorted(record.source, record.target), []).append(record)
        for (a, b), found in self._pairs.items():
            if a != b:
                number = len({record.origin_group for record in found})
                self._near.setdefault(a, {})[b] = number
                self._near.setdefault(b, {})[a] = number
        self.first, self.last = period(self._records)
        self.today = max((day for r in self._records if (day := _told(r))), default=None)

    def tally(self, kind: str) -> dict[str, int]:
        """How many there are of each, the most frequent first."""
        records = self._records
        ids = {id for record in records for id in (record.source, record.target)}
        if kind == "totals":
            return {
                "statements": len(records),
                "actors": len(ids),
                "articles": len({record.article for record in records}),
                "sources": len({record.origin_group for record in records}),
            }
        values: Mapping[str, Iterable[str | None]] = {
            "relations": (record.relation for record in records),
            "statuses": (record.status for record in records),
            "languages": (record.lang for record in records),
            "outlets": (record.outlet for record in records),
            "types": (self._actors[id].type for id in ids if id in self._actors),
        }
        counts = Counter(value for value in values[kind] if value)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def pairs(self) -> list[tuple[str, str, int, int]]:
        """Each pair, in order: a, b, texts that tell of it, texts that tell of bonds."""
        rows = []
        for a, b in sorted(self._pairs):
            found = self._pairs[a, b]
            bonds = {r.origin_group for r in found if relation_type(r.relation).family in BOND_FAMILIES}
            rows.append((a, b, len({r.origin_group for r in found}), len(bonds)))
        return rows

    def eventful(self, top: int) -> list[Pair]:
        """The pairs of which most texts tell something that is cooperation or conflict, and when."""
        told = {
            pair: len({r.origin_group for r in found if r.day and relation_type(r.relation).score})
            for pair, found in self._pairs.items()
        }
        return nsmallest(top, (pair for pair in told if told[pair]), key=lambda pair: (-told[pair], pair))

    def near(self, actor: str) -> dict[str, int]:
        """The actors with whom this one has something, and how many texts tell of it."""
        return self._near.get(actor, {})

    def among(self, pairs: Iterable[Pair]) -> Iterator[Fact]:
        """The records that join these pairs (a before b)."""
        for pair in pairs:
            yield from self._pairs.get(pair, ())

    def published(self, since: date, until: date) -> list[Fact]:
        """The records of texts published from `since` to `until`, undated texts by the record's own day."""
        return [record for record in self._records if (day := _told(record)) and since <= day <= until]

    def _before(self, since: date) -> Iterator[Fact]:
        return (record for record in self._records if (day := _told(record)) and day < since)

    def number_before(self, since: date) -> int:
        """How many records are of texts published before that day."""
        return sum(1 for _ in self._before(since))

    def known_before(self, since: date, ids: Iterable[str]) -> set[str]:
        """Those of the actors that a text names that was published before that day."""
        known = {id for record in self._before(since) for id in (record.source, record.target)}
        return known.intersection(ids)

    def before(self, since: date, pairs: Iterable[Pair]) -> Iterator[Fact]:
        """The records that join these pairs (a before b) in texts published before that day."""
        wanted = frozenset(pairs)
        return (r for r in self._before(since) if _sorted(r.source, r.target) in wanted)

    def stopped(self, days: int, until: date) -> Iterator[tuple[str, str, int]]:
        """Pairs with at least so many days that may have stopped; those of most days first."""
        found = []
        for (a, b), records in self._pairs.items():
            known = {record.day for record in records if record.day}
            if len(known) >= days and min(known) <= until:
                found.append((a, b, len(known)))
        yield from sorted(found, key=lambda row: (-row[2], row[0], row[1]))
