"""The records that pass a filter as a collection that is never held as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from kgraph.model import Brief, Filter, Record, place
from kgraph.store.query import Order
from kgraph.store.store import Store


class Chosen:
    """Records of an open store, by article and place in it, read anew each time one goes through them."""

    def __init__(self, store: Store, wanted: Filter) -> None:
        self._store, self._wanted = store, wanted
        self._number: int | None = None

    def __len__(self) -> int:
        if self._number is None:
            self._number = self._store.count(self._wanted)
        return self._number

    def __iter__(self) -> Iterator[Record]:
        for found in self._groups("article", lambda record: record.article):
            yield from found

    def by_day(self) -> Iterator[Record]:
        """The records by day, undated last, and by place."""
        for found in self._groups("day", lambda record: str(record.day)):
            yield from found

    def by_pair(self) -> Iterator[list[Record]]:
        """The records of each two actors, by place; pairs in order."""
        return self._groups("pair", lambda record: frozenset((record.source, record.target)))

    def _groups(self, order: Order, key: Callable[[Record], object]) -> Iterator[list[Record]]:
        for _, found in groupby(self._store.records(self._wanted, order), key=key):
            yield sorted(found, key=place)

    def briefs(self) -> Iterator[Brief]:
        """The records without their sentences, by day: much cheaper."""
        return self._store.briefs(self._wanted)

    def ends(self, *, speakers: bool = False) -> set[str]:
        """The actors that they join, and with `speakers` those to whom they are attributed."""
        return self._store.ends(self._wanted, speakers=speakers)

    def actual(self) -> Chosen | list[Record]:
        """Those of what happened."""
        statuses = self._wanted.statuses
        if statuses and "actual" not in statuses:
            return []
        return Chosen(self._store, replace(self._wanted, statuses=("actual",)))
